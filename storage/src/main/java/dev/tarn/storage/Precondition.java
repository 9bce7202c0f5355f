package dev.tarn.storage;

import java.io.IOException;
import java.util.Optional;

/** What must hold of an object for it to be replaced or deleted, judged in the same atomic step. */
@FunctionalInterface
public interface Precondition {

  Precondition NONE = current -> {};

  /**
   * Returns when the condition holds.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception or an IOException when it does not
   */
  void check(Optional<ObjectHead> current) throws IOException;
}
