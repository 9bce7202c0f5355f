package dev.tarn.query.cluster;

import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineFailure.Kind;
import dev.tarn.query.engine.EngineFailure.Position;
import io.trino.client.ErrorLocation;
import io.trino.client.QueryError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a cluster's account of a failed query. */
final class ClusterFailures {
  /** Trino's own numbers, which its client library does not name. */
  private static final int USER_CANCELED = 3;

  private static final int SERVER_STARTING_UP = 0x0001_0000 + 12;

  /** Trino's codes of those names. */
  private static final int NOT_SUPPORTED = 13;

  private static final int INVALID_TABLE_PROPERTY = 18;

  private ClusterFailures() {}

  static EngineFailure of(QueryError error) {
    @Nullable ErrorLocation location = error.getErrorLocation();
    @Nullable String message = error.getMessage();
    return EngineFailure.worded(
        error.getErrorName(),
        error.getErrorCode(),
        kind(error.getErrorType()),
        message == null ? error.getErrorName() : message,
        Optional.ofNullable(location)
            .map(at -> new Position(at.getLineNumber(), at.getColumnNumber())),
        error.getFailureInfo() == null ? null : error.getFailureInfo().toException());
  }

  static EngineFailure invalidProperty(String property, String value) {
    return new EngineFailure(
        "INVALID_TABLE_PROPERTY",
        INVALID_TABLE_PROPERTY,
        Kind.USER_ERROR,
        "Invalid value of table property %s: %s".formatted(property, value));
  }

  static EngineFailure notSupported(String message) {
    return new EngineFailure("NOT_SUPPORTED", NOT_SUPPORTED, Kind.USER_ERROR, message);
  }

  /** A failure of a statement of our own, whose positions mean nothing to the user. */
  static EngineFailure withoutPosition(EngineFailure failure, String message) {
    return new EngineFailure(
        failure.errorName(),
        failure.errorCode(),
        failure.kind(),
        message,
        Optional.empty(),
        failure);
  }

  static EngineFailure cancelled() {
    return new EngineFailure(
        EngineFailure.USER_CANCELED, USER_CANCELED, Kind.USER_ERROR, "Query was canceled");
  }

  static EngineFailure unreachable(ClusterConfig cluster, RuntimeException cause) {
    return unavailable(
        "The Trino cluster at " + cluster + " cannot be reached: " + cause.getMessage(),
        Optional.of(cause));
  }

  static EngineFailure unavailable(String reason, Optional<RuntimeException> cause) {
    return new EngineFailure(
        EngineFailure.ENGINE_UNAVAILABLE,
        SERVER_STARTING_UP,
        Kind.INTERNAL_ERROR,
        reason,
        Optional.empty(),
        cause.orElse(null));
  }

  private static Kind kind(@Nullable String type) {
    return switch (type) {
      case "USER_ERROR" -> Kind.USER_ERROR;
      case "INSUFFICIENT_RESOURCES" -> Kind.INSUFFICIENT_RESOURCES;
      case "EXTERNAL" -> Kind.EXTERNAL;
      case null, default -> Kind.INTERNAL_ERROR;
    };
  }
}
