package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.S3Errors;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bucket policies: stored, returned, deleted, judged public or not. They grant and deny nothing
 * here.
 */
final class PolicyOperations {

  private static final String POLICY = "policy";
  private static final int MAX_BYTES = 20 * 1024;

  private final LocalObjectStore store;

  PolicyOperations(LocalObjectStore store) {
    this.store = store;
  }

  void register(S3Routes routes) {
    routes
        .add("GET", S3Routes.Target.BUCKET, POLICY, this::get)
        .add("PUT", S3Routes.Target.BUCKET, POLICY, this::put)
        .add("DELETE", S3Routes.Target.BUCKET, POLICY, this::delete)
        .add("GET", S3Routes.Target.BUCKET, "policyStatus", this::status);
  }

  private void get(S3Exchange exchange) throws IOException {
    exchange.answerBytes(200, "application/json", policy(exchange));
  }

  private void put(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    byte[] policy = new RequestBody(exchange).document();
    if (policy.length > MAX_BYTES) {
      throw S3Errors.of("PolicyTooLarge", "Normalized policy document exceeds the limit", 400);
    }
    Map<String, Object> read;
    try {
      read = PolicyJson.read(policy);
    } catch (IOException notJson) {
      throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }
    List<?> statements = PolicyJson.list(read.getOrDefault("Statement", ""));
    for (Object statement : statements) {
      check(statement);
    }
    if (isPublic(read)
        && ConfigurationOperations.isBlocked(store, exchange.bucket(), "BlockPublicPolicy")) {
      throw S3Errors.of(
          "AccessDenied",
          "Access Denied because public policies are blocked by the BlockPublicPolicy block public"
              + " access setting.",
          403);
    }
    store.documents().put(exchange.bucket(), POLICY, policy);
    exchange.answerEmpty(204);
  }

  private static void check(Object statement) {
    if (!(statement instanceof Map<?, ?> fields)) {
      throw malformed("Missing required field Statement");
    }
    Object effect = fields.get("Effect");
    if (effect == null || !List.of("Allow", "Deny").contains(effect)) {
      throw malformed(
          effect == null ? "Missing required field Effect" : "Invalid effect: " + effect);
    }
    require(fields, "Principal");
    require(fields, "Action");
    require(fields, "Resource");
  }

  private static void require(Map<?, ?> statement, String field) {
    if (!statement.containsKey(field) && !statement.containsKey("Not" + field)) {
      throw malformed("Missing required field " + field);
    }
  }

  private void delete(S3Exchange exchange) throws IOException {
    store.documents().delete(exchange.bucket(), POLICY);
    exchange.answerEmpty(204);
  }

  private void status(S3Exchange exchange) throws IOException {
    boolean open = isPublic(PolicyJson.read(policy(exchange)));
    exchange.answerXml(
        200, XmlWriter.document("PolicyStatus").element("IsPublic", open).close("PolicyStatus"));
  }

  private byte[] policy(S3Exchange exchange) throws IOException {
    Optional<byte[]> policy = store.documents().get(exchange.bucket(), POLICY);
    return policy.orElseThrow(
        () -> S3Errors.of("NoSuchBucketPolicy", "The bucket policy does not exist", 404));
  }

  /**
   * Whether somebody unknown is allowed something without any condition:
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status.
   * Which conditions make a policy non-public is not looked at: any does.
   */
  private static boolean isPublic(Map<String, Object> policy) {
    for (Object statement : PolicyJson.list(policy.getOrDefault("Statement", ""))) {
      if (statement instanceof Map<?, ?> fields
          && "Allow".equals(fields.get("Effect"))
          && fields.get("Condition") == null
          && isEverybody(fields.get("Principal"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEverybody(@Nullable Object principal) {
    if (principal instanceof Map<?, ?> kinds) {
      Object accounts = kinds.get("AWS");
      return accounts != null && PolicyJson.list(accounts).contains("*");
    }
    return "*".equals(principal);
  }

  private static RuntimeException malformed(String message) {
    return S3Errors.of("MalformedPolicy", message, 400);
  }
}
