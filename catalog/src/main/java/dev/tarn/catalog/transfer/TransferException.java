package dev.tarn.catalog.transfer;

import dev.tarn.protocol.AwsErrors;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** An export or an import cannot go on. The message is for the user. */
public final class TransferException extends Exception {
  TransferException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  TransferException(String message) {
    this(message, null);
  }

  static TransferException at(Path file, int line, String problem, @Nullable Throwable cause) {
    return new TransferException(file + " line " + line + ": " + problem, cause);
  }

  /** What a call failed with: a service's own words, without how they travelled. */
  static String reason(Exception failure) {
    return failure instanceof AwsServiceException refused
        ? AwsErrors.message(refused) + " (" + AwsErrors.code(refused) + ")"
        : String.valueOf(failure.getMessage());
  }
}
