package dev.tarn.query.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tarn.query.execution.Submission.RequestToken;
import dev.tarn.query.workgroup.OutputLocation;
import dev.tarn.query.workgroup.ResultTarget;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.QueryExecutionContext;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * What a repeated request must agree on with the first of its token: the query as received, the
 * database, the catalog and the output location, and nothing else (measured).
 */
final class RequestFingerprint {
  private RequestFingerprint() {}

  static RequestToken of(StartQueryExecutionRequest request, ResultTarget target) {
    MessageDigest digest = sha256();
    Optional<QueryExecutionContext> context = Optional.ofNullable(request.queryExecutionContext());
    add(digest, request.queryString());
    add(digest, context.map(QueryExecutionContext::database).orElse(null));
    add(digest, context.map(QueryExecutionContext::catalog).orElse(null));
    add(digest, outputLocation(request, target));
    return new RequestToken(
        request.clientRequestToken(), HexFormat.of().formatHex(digest.digest()));
  }

  /** Where the work group decides, what the request says makes no difference. */
  private static @Nullable String outputLocation(
      StartQueryExecutionRequest request, ResultTarget target) {
    if (target.enforced()) {
      return target.location().map(OutputLocation::uri).orElse(null);
    }
    return Optional.ofNullable(request.resultConfiguration())
        .map(ResultConfiguration::outputLocation)
        .orElse(null);
  }

  /** Absent and empty differ, and no two texts run into each other. */
  private static void add(MessageDigest digest, @Nullable String text) {
    if (text == null) {
      digest.update((byte) 0);
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    digest.update((byte) 1);
    digest.update(Integer.toString(bytes.length).getBytes(UTF_8));
    digest.update((byte) 0);
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
