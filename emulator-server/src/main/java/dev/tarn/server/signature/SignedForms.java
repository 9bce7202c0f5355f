package dev.tarn.server.signature;

import dev.tarn.http.IncomingRequest;
import dev.tarn.server.http.ErrorAnswer;
import dev.tarn.server.signature.Refusal.Reason;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.s3.FormSignatures;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Verifies the policies of browsers' forms:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html. How long a form is good
 * for is said by its policy, so the time of the signature is not compared with now.
 */
final class SignedForms implements FormSignatures {
  private static final String POLICY = "policy";
  private static final List<String> FIELDS =
      List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", SignatureReader.SIGNATURE);

  private final KnownKeys keys;

  SignedForms(KnownKeys keys) {
    this.keys = keys;
  }

  /** Whether the request can only be signed in the fields of its form. */
  static boolean isForm(IncomingRequest request) {
    String type = request.contentType();
    return request.method().equals("POST")
        && type != null
        && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
        && !SignatureReader.isSigned(request);
  }

  @Override
  public void verify(Map<String, String> fields) {
    try {
      check(fields);
    } catch (Refusal refusal) {
      ErrorAnswer answer = RefusalAnswers.s3(refusal);
      throw S3Errors.of(answer.code(), answer.message(), answer.status());
    }
  }

  private void check(Map<String, String> fields) {
    if (fields.containsKey("signature") || fields.containsKey("awsaccesskeyid")) {
      throw SignatureReader.unsupported();
    }
    String policy = fields.get(POLICY);
    if (policy == null && !fields.containsKey(lower(SignatureReader.SIGNATURE))) {
      throw new Refusal(Reason.NOT_SIGNED, "");
    }
    if (policy == null) {
      throw missing(POLICY);
    }
    for (String name : FIELDS) {
      if (!fields.containsKey(lower(name))) {
        throw missing(name);
      }
    }
    Signed signed = SignatureReader.ofForm(fields);
    if (!signed.scope().service().equals("s3")) {
      throw new Refusal(
          Reason.WRONG_SCOPE,
          "incorrect service \""
              + signed.scope().service()
              + "\". This endpoint belongs to \"s3\".");
    }
    AccessKey key = keys.find(signed);
    keys.checkToken(signed, key);
    byte[] signingKey = Digests.signingKey(key.secret(), signed.scope());
    if (!Digests.equal(Digests.hex(Digests.hmac(signingKey, policy)), signed.signature())) {
      throw new Refusal(Reason.MISMATCH, "");
    }
  }

  private static RuntimeException missing(String field) {
    return S3Errors.invalidArgument(
        "Bucket POST must contain a field named '"
            + field
            + "'.  If it is specified, please check the order of the fields.");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
