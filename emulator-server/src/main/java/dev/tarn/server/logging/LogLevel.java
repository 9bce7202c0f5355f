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

  private final Level own;
  private final Level libraries;

  LogLevel(Level own, Level libraries) {
    this.own = own;
    this.libraries = libraries;
  }

  Level own() {
    return own;
  }

  Level libraries() {
    return libraries;
  }
}
