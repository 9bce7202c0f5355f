package dev.tarn.account.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tarn.account.request.Page;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/** Policies, rotation and tags of keys. */
final class KeySettingOperations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_POLICY = 32_768;
  private static final int SHORTEST_PERIOD = 90;
  private static final int LONGEST_PERIOD = 2560;
  private static final int YEAR = 365;
  private static final int MOST_ROTATIONS = 25;
  private static final int TAG_PAGE = 50;

  private final KmsFiles files;
  private final KeyLookup lookup;
  private final NewKeys newKeys;
  private final Clock clock;

  KeySettingOperations(KmsFiles files, KeyLookup lookup, NewKeys newKeys, Clock clock) {
    this.files = files;
    this.lookup = lookup;
    this.newKeys = newKeys;
    this.clock = clock;
  }

  GetKeyPolicyResponse getPolicy(GetKeyPolicyRequest request) {
    KeyMetadata key = lookup.findByIdOnly(request.keyId());
    checkPolicyName(request.policyName());
    return files.policies().find(key.keyId()).orElseThrow();
  }

  PutKeyPolicyResponse putPolicy(PutKeyPolicyRequest request) {
    Constraints.withValues().notNull("policy", request.policy()).orThrow(AwsErrors::validation);
    KeyMetadata key = lookup.changeable(request.keyId());
    checkPolicyName(request.policyName());
    checkPolicy(request.policy());
    files
        .policies()
        .put(
            key.keyId(),
            GetKeyPolicyResponse.builder()
                .policy(request.policy())
                .policyName(NewKeys.POLICY_NAME)
                .build());
    return PutKeyPolicyResponse.builder().build();
  }

  /** Every key has the one policy that there is. */
  ListKeyPoliciesResponse listPolicies(ListKeyPoliciesRequest request) {
    lookup.findByIdOnly(request.keyId());
    return ListKeyPoliciesResponse.builder()
        .policyNames(NewKeys.POLICY_NAME)
        .truncated(false)
        .build();
  }

  private static void checkPolicyName(@Nullable String name) {
    if (name != null && !name.equals(NewKeys.POLICY_NAME)) {
      throw KmsErrors.notFound("No such policy exists");
    }
  }

  /** JSON with statements; whom it lets do what is not looked at. */
  static void checkPolicy(String policy) {
    Constraints.withoutValues()
        .length("policy", policy, 1, LONGEST_POLICY)
        .orThrow(AwsErrors::validation);
    try {
      JsonNode parsed = JSON.readTree(policy);
      if (parsed == null || !parsed.isObject() || !parsed.has("Statement")) {
        throw KmsErrors.malformedPolicy();
      }
    } catch (JsonProcessingException e) {
      throw KmsErrors.malformedPolicy();
    }
  }

  /** The flag and the period are kept; nothing rotates by itself. */
  EnableKeyRotationResponse enableRotation(EnableKeyRotationRequest request) {
    Constraints.withValues()
        .range(
            "rotationPeriodInDays", request.rotationPeriodInDays(), SHORTEST_PERIOD, LONGEST_PERIOD)
        .orThrow(AwsErrors::validation);
    KeyMetadata key = KeyLookup.requireUsable(lookup.changeable(request.keyId()));
    int days = Objects.requireNonNullElse(request.rotationPeriodInDays(), YEAR);
    files
        .rotations()
        .put(
            key.keyId(),
            GetKeyRotationStatusResponse.builder()
                .keyRotationEnabled(true)
                .keyId(key.arn())
                .rotationPeriodInDays(days)
                .nextRotationDate(clock.instant().plus(Duration.ofDays(days)))
                .build());
    return EnableKeyRotationResponse.builder().build();
  }

  DisableKeyRotationResponse disableRotation(DisableKeyRotationRequest request) {
    KeyMetadata key = KeyLookup.requireUsable(lookup.changeable(request.keyId()));
    files.rotations().remove(key.keyId());
    return DisableKeyRotationResponse.builder().build();
  }

  GetKeyRotationStatusResponse rotationStatus(GetKeyRotationStatusRequest request) {
    KeyMetadata key = lookup.findByIdOnly(request.keyId());
    return files
        .rotations()
        .find(key.keyId())
        .orElseGet(() ->
            GetKeyRotationStatusResponse.builder()
                .keyRotationEnabled(false)
                .keyId(key.arn())
                .build());
  }

  /** New material, at once; what the old one has encrypted can still be decrypted. */
  RotateKeyOnDemandResponse rotate(RotateKeyOnDemandRequest request) {
    KeyMetadata key = KeyLookup.requireUsable(lookup.changeable(request.keyId()));
    if (KmsFiles.of(files.material(), key.keyId()).size() > MOST_ROTATIONS) {
      throw AwsErrors.of(
          "LimitExceededException",
          "The number of on-demand rotations has reached its limit.",
          400);
    }
    files.addMaterial(key.keyId(), newKeys.newSecret());
    return RotateKeyOnDemandResponse.builder().keyId(key.arn()).build();
  }

  TagResourceResponse tag(TagResourceRequest request) {
    KeyMetadata key = lookup.changeable(request.keyId());
    keepTags(key, KeyTags.merged(tags(key), request.tags()));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    KeyMetadata key = lookup.changeable(request.keyId());
    keepTags(
        key, tags(key).stream().filter(tag -> !request.tagKeys().contains(tag.tagKey())).toList());
    return UntagResourceResponse.builder().build();
  }

  ListResourceTagsResponse listTags(ListResourceTagsRequest request) {
    KeyMetadata key = lookup.findByIdOnly(request.keyId());
    NavigableMap<String, Tag> sorted = new TreeMap<>();
    tags(key).forEach(tag -> sorted.put(tag.tagKey(), tag));
    Page<Tag> page =
        Page.of(
            sorted,
            tag -> true,
            KeyOperations.cut(
                "Tags" + key.keyId(), request.marker(), request.limit(), TAG_PAGE, TAG_PAGE));
    return ListResourceTagsResponse.builder()
        .tags(page.items())
        .truncated(page.hasMore())
        .nextMarker(page.nextToken())
        .build();
  }

  private List<Tag> tags(KeyMetadata key) {
    return files.tags().find(key.keyId()).map(ListResourceTagsResponse::tags).orElse(List.of());
  }

  private void keepTags(KeyMetadata key, List<Tag> tags) {
    files.tags().put(key.keyId(), ListResourceTagsResponse.builder().tags(tags).build());
  }
}
