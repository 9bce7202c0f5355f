package dev.tarn.storage.s3;

import dev.tarn.http.IncomingRequest;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies who allowed the upload that a browser's form asks for. Such a request has no signature
 * of its own: its fields carry one, of the policy. A request that was given one of these does
 * nothing but post a form.
 */
@FunctionalInterface
public interface FormSignatures {

  /**
   * Fails unless the fields carry a signature.
   *
   * @param fields by lower-case name
   * @throws software.amazon.awssdk.services.s3.model.S3Exception with the code of the refusal
   */
  void verify(Map<String, String> fields);

  /** Lets the request post a form, when these take it, and do nothing else. */
  default void guard(IncomingRequest request) {
    request.attribute(FormSignatures.class.getName(), this);
  }

  /** What guards the request; empty when it may do what it likes. */
  static Optional<FormSignatures> of(IncomingRequest request) {
    return Optional.ofNullable((FormSignatures) request.attribute(FormSignatures.class.getName()));
  }
}
