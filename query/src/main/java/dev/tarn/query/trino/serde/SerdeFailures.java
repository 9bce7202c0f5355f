package dev.tarn.query.trino.serde;

import io.trino.execution.ExecutionFailureInfo;
import org.jspecify.annotations.Nullable;

/** Failures of files and their SerDes: in the words, and by the names, of those that AWS runs. */
public final class SerdeFailures {
  private static final String FAILED_TO_READ = "Failed to read file at ";

  private SerdeFailures() {}

  /** The message of a query's failure; that of the line where Trino only names the file. */
  public static @Nullable String message(ExecutionFailureInfo failure) {
    String message = failure.message();
    ExecutionFailureInfo cause = failure.cause();
    if (message == null || cause == null || !message.startsWith(FAILED_TO_READ)) {
      return message == null ? null : CarriedSerde.named(message);
    }
    // Measured for both SerDes.
    return switch (simpleName(cause)) {
      case "InvalidJsonException", "DuplicateKeyException" ->
          "Row is not a valid JSON Object - JSONException: " + cause.message();
      case "JsonParseException", "JsonEOFException", "StreamReadException" ->
          "JsonParseException: " + jackson(String.valueOf(cause.message()));
      default -> message;
    };
  }

  private static String simpleName(ExecutionFailureInfo failure) {
    return failure.type().substring(failure.type().lastIndexOf('.') + 1);
  }

  /** As the older Jackson of Hive words it: the first line, kinds of containers in capitals. */
  private static String jackson(String message) {
    String first = message.lines().findFirst().orElse("");
    int place = first.indexOf(" (start marker at");
    return (place < 0 ? first : first.substring(0, place))
        .replace("close marker for Object", "close marker for OBJECT")
        .replace("close marker for Array", "close marker for ARRAY");
  }
}
