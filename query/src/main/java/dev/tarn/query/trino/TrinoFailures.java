package dev.tarn.query.trino;

import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.trino.serde.SerdeFailures;
import io.trino.client.ErrorLocation;
import io.trino.execution.ExecutionFailureInfo;
import io.trino.execution.QueryInfo;
import io.trino.spi.ErrorCode;
import io.trino.spi.StandardErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Trino's account of a failed query. */
final class TrinoFailures {
  private TrinoFailures() {}

  static EngineFailure of(QueryInfo query) {
    @Nullable ExecutionFailureInfo failure = query.getFailureInfo();
    @Nullable ErrorCode code = query.getErrorCode();
    if (code == null) {
      code = StandardErrorCode.GENERIC_INTERNAL_ERROR.toErrorCode();
    }
    if (failure == null) {
      return failure(code, "Query ended as " + query.getState(), null, null);
    }
    return failure(
        code, SerdeFailures.message(failure), failure.errorLocation(), failure.toException());
  }

  static EngineFailure cancelled() {
    return failure(StandardErrorCode.USER_CANCELED.toErrorCode(), "Query was canceled", null, null);
  }

  static EngineFailure unavailable(String reason) {
    return new EngineFailure(
        EngineFailure.ENGINE_UNAVAILABLE,
        StandardErrorCode.SERVER_STARTING_UP.toErrorCode().getCode(),
        EngineFailure.Kind.INTERNAL_ERROR,
        reason);
  }

  private static EngineFailure failure(
      ErrorCode code,
      @Nullable String message,
      @Nullable ErrorLocation location,
      @Nullable Throwable cause) {
    String text = message == null ? code.getName() : message;
    Optional<EngineFailure.Position> position =
        Optional.ofNullable(location)
            .map(at -> new EngineFailure.Position(at.getLineNumber(), at.getColumnNumber()));
    return EngineFailure.worded(code.getName(), code.getCode(), kind(code), text, position, cause);
  }

  private static EngineFailure.Kind kind(ErrorCode code) {
    return switch (code.getType()) {
      case USER_ERROR -> EngineFailure.Kind.USER_ERROR;
      case INTERNAL_ERROR -> EngineFailure.Kind.INTERNAL_ERROR;
      case INSUFFICIENT_RESOURCES -> EngineFailure.Kind.INSUFFICIENT_RESOURCES;
      case EXTERNAL -> EngineFailure.Kind.EXTERNAL;
    };
  }
}
