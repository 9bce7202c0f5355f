package dev.tarn.account.iam;

import dev.tarn.account.request.Page;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/** Policies of the account that can be attached; AWS's own can be read. */
final class ManagedPolicyOperations {
  private static final int SIZE_QUOTA = 6144;
  private static final int SHORTEST_ARN = 20;
  private static final int LONGEST_ARN = 2048;

  private final IamFiles files;
  private final AwsAccount account;
  private final UniqueIds ids;
  private final Clock clock;

  ManagedPolicyOperations(IamFiles files, AwsAccount account, UniqueIds ids, Clock clock) {
    this.files = files;
    this.account = account;
    this.ids = ids;
    this.clock = clock;
  }

  CreatePolicyResponse create(CreatePolicyRequest request) {
    String name = IamRules.name("policyName", request.policyName(), IamRules.LONG_NAME_LENGTH);
    String path = IamRules.path(request.path());
    String document = IamRules.required("policyDocument", request.policyDocument());
    IamRules.description(request.description());
    checkDocument(document);
    if (files.policies().find(IamFiles.key(name)).isPresent()) {
      throw IamErrors.alreadyExists(
          "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Policy policy =
        Policy.builder()
            .policyName(name)
            .path(path)
            .arn(account.globalArn("iam", "policy" + path + name))
            .policyId(ids.withPrefix("ANPA", 17))
            .defaultVersionId("v1")
            .isAttachable(true)
            .description(request.description())
            .createDate(now)
            .updateDate(now)
            .tags(IamRules.newTags(request.tags()))
            .build();
    // The version first: a policy without one could not be read.
    files
        .versions()
        .put(
            IamFiles.versionKey(name, 1),
            PolicyVersion.builder()
                .versionId("v1")
                .document(document)
                .isDefaultVersion(true)
                .createDate(now)
                .build());
    keep(policy);
    return CreatePolicyResponse.builder().policy(answer(policy)).build();
  }

  GetPolicyResponse get(GetPolicyRequest request) {
    return GetPolicyResponse.builder().policy(answer(find(request.policyArn()))).build();
  }

  /** The account's own; AWS's are not listed, because only few of them are known here. */
  ListPoliciesResponse list(ListPoliciesRequest request) {
    if (request.scope() == PolicyScopeType.AWS || request.policyUsageFilter() != null) {
      throw AwsErrors.notImplemented("IAM", "ListPolicies of AWS's policies or by usage");
    }
    String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
    boolean attachedOnly = Boolean.TRUE.equals(request.onlyAttached());
    Page<Policy> page =
        Page.of(
            files.policies().all(),
            policy ->
                policy.path().startsWith(prefix)
                    && (!attachedOnly || ManagedPolicies.attachments(files, policy.arn()) > 0),
            IamRules.page("ListPolicies" + prefix, request.marker(), request.maxItems()));
    return ListPoliciesResponse.builder()
        .policies(page.map(policy -> answer(policy).toBuilder().description(null).build()))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  DeletePolicyResponse delete(DeletePolicyRequest request) {
    Policy policy = own(files, request.policyArn());
    if (ManagedPolicies.attachments(files, policy.arn())
            + ManagedPolicies.boundaries(files, policy.arn())
        > 0) {
      throw IamErrors.deleteConflict("Cannot delete a policy attached to entities.");
    }
    String versions = IamFiles.key(policy.policyName()) + "/";
    var kept = IamFiles.below(files.versions(), versions);
    if (kept.size() > 1) {
      throw IamErrors.deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the"
              + " policy's versions. The default version is deleted with the policy.");
    }
    files.policies().remove(IamFiles.key(policy.policyName()));
    kept.keySet().forEach(key -> files.versions().remove(key));
    return DeletePolicyResponse.builder().build();
  }

  TagPolicyResponse tag(TagPolicyRequest request) {
    Policy policy = own(files, request.policyArn());
    keep(policy.toBuilder().tags(IamRules.mergedTags(policy.tags(), request.tags())).build());
    return TagPolicyResponse.builder().build();
  }

  UntagPolicyResponse untag(UntagPolicyRequest request) {
    Policy policy = own(files, request.policyArn());
    keep(policy.toBuilder().tags(IamRules.withoutTags(policy.tags(), request.tagKeys())).build());
    return UntagPolicyResponse.builder().build();
  }

  ListPolicyTagsResponse listTags(ListPolicyTagsRequest request) {
    return ListPolicyTagsResponse.builder()
        .tags(find(request.policyArn()).tags())
        .isTruncated(false)
        .build();
  }

  private Policy find(@Nullable String requestedArn) {
    String arn = arn(requestedArn);
    return ManagedPolicies.find(files, arn).orElseThrow(() -> missing(arn));
  }

  /** One that can be changed. */
  static Policy own(IamFiles files, @Nullable String requestedArn) {
    String arn = arn(requestedArn);
    Policy policy = ManagedPolicies.find(files, arn).orElseThrow(() -> missing(arn));
    if (AwsManagedPolicies.owns(policy)) {
      throw AwsErrors.of("AccessDenied", "Cannot change or delete AWS managed policy " + arn, 403);
    }
    return policy;
  }

  private static RuntimeException missing(String arn) {
    return IamErrors.noSuchEntity("Policy " + arn + " was not found.");
  }

  /** A policy's ARN, by its form. */
  static String arn(@Nullable String value) {
    Constraints.withValues()
        .notNull("policyArn", value)
        .length("policyArn", value, SHORTEST_ARN, LONGEST_ARN)
        .orThrow(IamErrors::validation);
    if (value == null || !value.startsWith("arn:") || !value.contains(":policy/")) {
      throw IamErrors.invalidInput("ARN " + value + " is not valid.");
    }
    return value;
  }

  static void checkDocument(String document) {
    PolicyDocument.checkManagedPolicy(document);
    if (PolicyDocument.size(document) > SIZE_QUOTA) {
      throw IamErrors.overQuota("PolicySize", SIZE_QUOTA);
    }
  }

  private void keep(Policy policy) {
    files.policies().put(IamFiles.key(policy.policyName()), policy);
  }

  private Policy answer(Policy policy) {
    return policy.toBuilder()
        .attachmentCount(ManagedPolicies.attachments(files, policy.arn()))
        .permissionsBoundaryUsageCount(ManagedPolicies.boundaries(files, policy.arn()))
        .build();
  }
}
