package dev.tarn.server.signature;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.server.http.BufferedRequest;
import dev.tarn.server.http.Call;
import dev.tarn.server.http.ErrorAnswer;
import dev.tarn.server.http.ErrorAnswers;
import dev.tarn.server.http.WireProtocol;
import dev.tarn.server.signature.Refusal.Reason;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Lets only those requests through that are signed with a known key, as AWS does. Not asked for a
 * signature are the server's own paths, which have a guard of their own, and preflight requests of
 * browsers, which cannot be signed. Forms carry theirs in a field.
 */
public final class StrictSignatures implements RequestHandler {
  private static final String PAYLOAD_HASH = "x-amz-content-sha256";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private final KnownKeys keys;
  private final SignedForms forms;
  private final RequestTimes times;
  private final RequestHandler next;

  /**
   * @param clock what times of signatures are compared with
   */
  public StrictSignatures(CredentialSource credentials, Clock clock, RequestHandler next) {
    this.keys = new KnownKeys(credentials, clock);
    this.forms = new SignedForms(keys);
    this.times = new RequestTimes(clock);
    this.next = next;
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    Call call = Call.of(request);
    boolean preflight = request.method().equals("OPTIONS") && call.protocol() == WireProtocol.S3;
    if (call.protocol() == WireProtocol.ADMIN || preflight) {
      next.handle(request, response);
      return;
    }
    if (call.protocol() == WireProtocol.S3 && SignedForms.isForm(request)) {
      forms.guard(request);
      next.handle(request, response);
      return;
    }
    IncomingRequest verified;
    try {
      verified = verify(request, call);
    } catch (Refusal refusal) {
      ErrorAnswers.send(request, response, RefusalAnswers.of(refusal, call));
      return;
    } catch (AwsServiceException e) {
      ErrorAnswers.send(
          request,
          response,
          ErrorAnswer.of(
              e.awsErrorDetails().errorCode(), e.awsErrorDetails().errorMessage(), e.statusCode()));
      return;
    }
    next.handle(verified, response);
  }

  private IncomingRequest verify(IncomingRequest request, Call call) throws IOException {
    Signed signed = SignatureReader.read(request);
    boolean s3 = call.protocol() == WireProtocol.S3;
    checkScope(signed, call);
    AccessKey key = keys.find(signed);
    times.check(signed, s3);
    keys.checkToken(signed, key);
    checkHeaders(request, signed, s3);

    IncomingRequest readable = s3 ? request : BufferedRequest.of(request);
    String payload = s3 ? s3PayloadHash(request, signed) : bodyHash((BufferedRequest) readable);
    byte[] signingKey = Digests.signingKey(key.secret(), signed.scope());
    CanonicalRequest canonical = CanonicalRequest.of(request, signed, payload);
    String stringToSign = canonical.stringToSign(signed);
    String expected = Digests.hex(Digests.hmac(signingKey, stringToSign));
    if (!Digests.equal(expected, signed.signature())) {
      throw mismatch(signed, canonical, stringToSign);
    }
    return s3 ? VerifiedBody.of(request, payload, new ChunkSigner(signed, signingKey)) : readable;
  }

  private static void checkScope(Signed signed, Call call) {
    String service = signed.scope().service();
    boolean same = service.equals(call.service()) || service.equals("s3express");
    if (!same && call.protocol() != WireProtocol.OTHER) {
      throw new Refusal(
          Reason.WRONG_SCOPE,
          call.protocol() == WireProtocol.S3
              ? "incorrect service \"" + service + "\". This endpoint belongs to \"s3\"."
              : "Credential should be scoped to correct service: '" + call.service() + "'. ");
    }
  }

  /** Host, and what S3 acts on, must not be what somebody has added on the way. */
  private static void checkHeaders(IncomingRequest request, Signed signed, boolean s3) {
    TreeSet<String> unsigned = new TreeSet<>();
    if (!signed.signedHeaders().contains("host")) {
      unsigned.add("host");
    }
    if (s3) {
      for (String header : request.headerNames()) {
        String name = header.toLowerCase(Locale.ROOT);
        boolean hashOfUrl = signed.isPresigned() && name.equals(PAYLOAD_HASH);
        if (name.startsWith("x-amz-") && !hashOfUrl && !signed.signedHeaders().contains(name)) {
          unsigned.add(name);
        }
      }
    }
    if (!unsigned.isEmpty()) {
      String names = String.join(", ", unsigned);
      throw new Refusal(
          Reason.HEADERS_NOT_SIGNED,
          "There were headers present in the request which were not signed",
          Map.of("HeadersNotSigned", names));
    }
  }

  private static String s3PayloadHash(IncomingRequest request, Signed signed) {
    String header = request.header(PAYLOAD_HASH);
    if (header != null) {
      return header;
    }
    if (!signed.isPresigned()) {
      throw new Refusal(
          Reason.NO_PAYLOAD_HASH, "Missing required header for this request: " + PAYLOAD_HASH);
    }
    List<UriText.Parameter> parameters = UriText.parameters(request.query());
    return UriText.parameter(parameters, "X-Amz-Content-Sha256").orElse(UNSIGNED);
  }

  private static String bodyHash(BufferedRequest request) throws IOException {
    return Digests.hex(Digests.sha256().digest(request.bytes()));
  }

  private static Refusal mismatch(Signed signed, CanonicalRequest canonical, String stringToSign) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("AWSAccessKeyId", signed.accessKeyId());
    details.put("StringToSign", stringToSign);
    details.put("SignatureProvided", signed.signature());
    details.put("CanonicalRequest", canonical.text());
    return new Refusal(Reason.MISMATCH, "", details);
  }
}
