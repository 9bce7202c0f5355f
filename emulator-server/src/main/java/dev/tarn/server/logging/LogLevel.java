package dev.tarn.server.logging;

import java.util.logging.Level;

/** How much is logged: by Tarn itself, and by the libraries, which are one level quieter. */
@SuppressWarnings("ImmutableEnumChecker") // Level is immutable, but does not say so
public enum LogLevel {
  ERROR(Level.SEVERE, Level.SEVERE),
  WARN(Level.WARNING, Level.SEVERE),
  INFO(Level.INFO, Level.WARNING),
  DEBUG(Level.FINE, Level.INFO),
  TRACE(Level.FINEST, Level.FINE);

  /** The beginning of the names of Tarn's own loggers. */
  static final String OWN_LOGGERS = "dev.tarn";

  private final Level own;
  private final Level libraries;

  LogLevel(Level own, Level libraries) {
    this.own = own;
    this.libraries = libraries;
  }

  /** Whether a line of this level comes through from the logger of this name. */
  boolean passes(String logger, org.slf4j.event.Level line) {
    Level least = isOwn(logger) ? own : libraries;
    return javaLevel(line).intValue() >= least.intValue();
  }

  private static boolean isOwn(String logger) {
    return logger.startsWith(OWN_LOGGERS);
  }

  /** As SLF4J's binding to {@code java.util.logging} has it. */
  private static Level javaLevel(org.slf4j.event.Level line) {
    return switch (line) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINEST;
    };
  }

  Level own() {
    return own;
  }

  Level libraries() {
    return libraries;
  }
}
