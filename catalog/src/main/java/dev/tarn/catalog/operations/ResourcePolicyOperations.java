package dev.tarn.catalog.operations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.EntityFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.ConditionCheckFailureException;
import software.amazon.awssdk.services.glue.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.glue.model.ExistCondition;
import software.amazon.awssdk.services.glue.model.GetResourcePoliciesRequest;
import software.amazon.awssdk.services.glue.model.GetResourcePoliciesResponse;
import software.amazon.awssdk.services.glue.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.glue.model.GluePolicy;
import software.amazon.awssdk.services.glue.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.PutResourcePolicyResponse;

/** Resource policies: put, read, list, delete. They are kept; nothing is denied because of them. */
public final class ResourcePolicyOperations {
  private static final String LISTING = "GetResourcePolicies";
  private static final JsonFactory JSON = new JsonFactory();

  private final EntityFolder<GluePolicy> policies;
  private final String catalogArn;
  private final Clock clock;
  private final ReentrantLock checking = new ReentrantLock();

  /**
   * @param catalogArn what a policy without an ARN is about
   */
  public ResourcePolicyOperations(
      EntityFolder<GluePolicy> policies, String catalogArn, Clock clock) {
    this.policies = policies;
    this.catalogArn = catalogArn;
    this.clock = clock;
  }

  public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
    Rules rules =
        Rules.check()
            .required("policyInJson", request.policyInJson())
            .optionalName("policyHashCondition", request.policyHashCondition());
    rules
        .constraints()
        .length("policyInJson", request.policyInJson(), 2, Integer.MAX_VALUE)
        .oneOf(
            "policyExistsCondition",
            request.policyExistsConditionAsString(),
            ExistCondition.knownValues());
    rules.orThrow();
    requireJsonObject(request.policyInJson());
    String arn = arn(request.resourceArn());
    String hash = hash(request.policyInJson());
    checking.lock();
    try {
      GluePolicy old = policies.find(arn).orElse(null);
      checkExistence(old, request.policyExistsCondition());
      checkHash(old, request.policyHashCondition());
      Instant now = clock.instant();
      policies.put(
          arn,
          GluePolicy.builder()
              .policyInJson(request.policyInJson())
              .policyHash(hash)
              .createTime(old == null ? now : old.createTime())
              .updateTime(now)
              .build());
    } finally {
      checking.unlock();
    }
    return PutResourcePolicyResponse.builder().policyHash(hash).build();
  }

  private String arn(@Nullable String requested) {
    return requested == null ? catalogArn : requested;
  }

  private static void requireJsonObject(String policy) {
    try (JsonParser json = JSON.createParser(policy)) {
      boolean object = json.nextToken() == JsonToken.START_OBJECT;
      json.skipChildren();
      if (object && json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null) {
        return;
      }
    } catch (IOException e) {
      throw CatalogErrors.invalidInput("Policy is not valid JSON: " + e.getMessage());
    }
    throw CatalogErrors.invalidInput("Policy is not a JSON object.");
  }

  private static String hash(String policy) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(policy.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void checkExistence(@Nullable GluePolicy old, @Nullable ExistCondition condition) {
    if (condition == ExistCondition.MUST_EXIST && old == null) {
      throw conditionFailed("Policy does not exist.");
    }
    if (condition == ExistCondition.NOT_EXIST && old != null) {
      throw conditionFailed("Policy already exists.");
    }
  }

  private static void checkHash(@Nullable GluePolicy old, @Nullable String expected) {
    if (expected != null && (old == null || !expected.equals(old.policyHash()))) {
      throw conditionFailed("Policy hash does not match.");
    }
  }

  private static ConditionCheckFailureException conditionFailed(String message) {
    return ConditionCheckFailureException.builder().message(message).build();
  }

  public GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request) {
    GluePolicy policy =
        policies
            .find(arn(request.resourceArn()))
            .orElseThrow(() -> CatalogErrors.notFound("Policy not found"));
    return ShapeCopy.copy(policy, GetResourcePolicyResponse.builder()).build();
  }

  public GetResourcePoliciesResponse getResourcePolicies(GetResourcePoliciesRequest request) {
    Rules.check().page(request.maxResults(), Rules.LARGEST_PAGE).orThrow();
    Page<GluePolicy> page =
        Page.byName(
            LISTING,
            policies.all(),
            request.nextToken(),
            Page.size(request.maxResults(), Rules.LARGEST_NAME_PAGE),
            entry -> true);
    return GetResourcePoliciesResponse.builder()
        .getResourcePoliciesResponseList(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request) {
    Rules.check().optionalName("policyHashCondition", request.policyHashCondition()).orThrow();
    String arn = arn(request.resourceArn());
    checking.lock();
    try {
      GluePolicy old =
          policies.find(arn).orElseThrow(() -> CatalogErrors.notFound("Policy not found"));
      checkHash(old, request.policyHashCondition());
      policies.remove(arn);
    } finally {
      checking.unlock();
    }
    return DeleteResourcePolicyResponse.builder().build();
  }
}
