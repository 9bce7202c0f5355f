package dev.tarn.server.logging;

import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.ILoggerFactory;
import org.slf4j.jul.JDK14LoggerFactory;

/** {@code java.util.logging}, set up in code. To load this class is to load all of it. */
final class JavaLogging {
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OWN = Logger.getLogger(LogLevel.OWN_LOGGERS);

  /** Would otherwise be told to be quiet, whatever level is asked for, when Trino starts. */
  private static final List<Logger> ENGINE =
      List.of(
          Logger.getLogger("io.trino"),
          Logger.getLogger("io.airlift"),
          Logger.getLogger("org.apache.iceberg"),
          Logger.getLogger("org.eclipse.jetty"));

  /** Warns that nothing here draws images: the image's Java has no java.desktop. */
  private static final Logger IMAGES =
      Logger.getLogger("org.glassfish.jersey.message.internal.MessagingBinders");

  private JavaLogging() {}

  /** From now on lines of this level and above go to standard error. */
  static ILoggerFactory open(LogLevel level) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(new LineFormatter());
    ROOT.addHandler(console);
    ROOT.setLevel(level.libraries());
    OWN.setLevel(level.own());
    IMAGES.setLevel(Level.SEVERE);
    ENGINE.forEach(logger -> logger.setLevel(level.libraries()));
    return new JDK14LoggerFactory();
  }
}
