package dev.tarn.server.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;

/**
 * The process's logging. It is set up when there is something to log, or when the query engine
 * starts, and not before the port is open: {@code java.util.logging} looks into every jar for
 * another one, which takes a third of the time until then.
 */
public final class Logs {
  private static volatile LogLevel level = LogLevel.INFO;
  private static volatile @Nullable ILoggerFactory opened;

  private Logs() {}

  /**
   * Makes {@link DeferredLogging} the one that SLF4J binds to; to be called before any class that
   * logs is loaded. A process that embeds the server keeps its own.
   */
  public static void defer() {
    System.setProperty("slf4j.provider", DeferredLogging.class.getName());
    System.setProperty("slf4j.internal.verbosity", "WARN"); // else it says which one it binds to
  }

  /** Lines of this level and above go to standard error. */
  public static synchronized void start(LogLevel asked) {
    level = asked;
    if (opened != null) {
      opened = JavaLogging.open(asked);
    }
  }

  /** Sets everything up now, if this process logs by {@link DeferredLogging}. */
  public static void open() {
    if (DeferredLogging.class.getName().equals(System.getProperty("slf4j.provider"))) {
      loggers();
    }
  }

  static ILoggerFactory loggers() {
    ILoggerFactory known = opened;
    return known == null ? openNow() : known;
  }

  private static synchronized ILoggerFactory openNow() {
    ILoggerFactory known = opened;
    if (known == null) {
      known = JavaLogging.open(level);
      opened = known;
    }
    return known;
  }

  /** The loggers that really write, once there are any. */
  static @Nullable ILoggerFactory opened() {
    return opened;
  }

  static LogLevel level() {
    return level;
  }
}
