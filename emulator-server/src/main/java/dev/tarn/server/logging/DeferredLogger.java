package dev.tarn.server.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventBuilder;

/** A logger that becomes one of {@code java.util.logging} when logging has been set up. */
final class DeferredLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  private transient volatile @Nullable Logger real;

  DeferredLogger(String name) {
    this.name = name;
  }

  private @Nullable Logger real() {
    ILoggerFactory opened = real == null ? Logs.opened() : null;
    if (opened != null) {
      real = opened.getLogger(name);
    }
    return real;
  }

  private boolean isEnabled(Level asked) {
    Logger known = real();
    return known == null ? Logs.level().passes(name, asked) : known.isEnabledForLevel(asked);
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level asked,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    Logger known = real();
    LoggingEventBuilder line =
        (known == null ? Logs.loggers().getLogger(name) : known).atLevel(asked).setCause(thrown);
    if (arguments == null) {
      line.log(pattern);
    } else {
      line.log(pattern, arguments);
    }
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }
}
