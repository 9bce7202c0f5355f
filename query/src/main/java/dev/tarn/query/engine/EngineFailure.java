package dev.tarn.query.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a statement did not succeed, as the engine says it. The message carries no position. */
public final class EngineFailure extends RuntimeException {
  /** The engine's four kinds of errors. */
  public enum Kind {
    USER_ERROR,
    INTERNAL_ERROR,
    INSUFFICIENT_RESOURCES,
    EXTERNAL
  }

  /** Where in the SQL sent to the engine; both count from 1. */
  public record Position(int line, int column) {}

  /** {@link #errorName()} of a query that {@link EngineQuery#cancel} stopped. */
  public static final String USER_CANCELED = "USER_CANCELED";

  /** {@link #errorName()} when the engine could not start, or is closed. */
  public static final String ENGINE_UNAVAILABLE = "ENGINE_UNAVAILABLE";

  private final String errorName;
  private final int errorCode;
  private final Kind kind;
  private final String engineMessage;
  private final Optional<Position> position;

  public EngineFailure(
      String errorName,
      int errorCode,
      Kind kind,
      String engineMessage,
      Optional<Position> position,
      @Nullable Throwable cause) {
    super(errorName + ": " + engineMessage, cause);
    this.errorName = errorName;
    this.errorCode = errorCode;
    this.kind = kind;
    this.engineMessage = engineMessage;
    this.position = position;
  }

  /** A failure that has neither a position nor a cause. */
  public EngineFailure(String errorName, int errorCode, Kind kind, String engineMessage) {
    this(errorName, errorCode, kind, engineMessage, Optional.empty(), null);
  }

  /**
   * A failure whose text the engine has begun with its position, and may name hidden catalogs.
   *
   * @param text such as {@code line 1:15: Table 'a.b.c' does not exist}
   */
  public static EngineFailure worded(
      String errorName,
      int errorCode,
      Kind kind,
      String text,
      Optional<Position> position,
      @Nullable Throwable cause) {
    String message = EngineCatalogs.withVisibleNames(text);
    if (position.isPresent()) {
      String prefix = "line " + position.get().line() + ":" + position.get().column() + ": ";
      message = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
    return new EngineFailure(errorName, errorCode, kind, message, position, cause);
  }

  /** Such as {@code TABLE_NOT_FOUND}. */
  public String errorName() {
    return errorName;
  }

  /** The same failure in other words. */
  public EngineFailure withMessage(String other) {
    return new EngineFailure(errorName, errorCode, kind, other, position, this);
  }

  /** The engine's number for {@link #errorName()}. */
  public int errorCode() {
    return errorCode;
  }

  public Kind kind() {
    return kind;
  }

  /** The text alone: no name before it, no {@code line 1:15:}. */
  public String engineMessage() {
    return engineMessage;
  }

  public Optional<Position> position() {
    return position;
  }

  public boolean isCancellation() {
    return errorName.equals(USER_CANCELED);
  }
}
