package dev.tarn.account.iam;

import dev.tarn.account.request.Page;
import dev.tarn.protocol.AwsErrors;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/** The versions of managed policies. */
final class PolicyVersionOperations {
  private static final int MOST = 5;
  private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]{0,5}");

  private final IamFiles files;
  private final Clock clock;

  PolicyVersionOperations(IamFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  CreatePolicyVersionResponse create(CreatePolicyVersionRequest request) {
    Policy policy = ManagedPolicyOperations.own(files, request.policyArn());
    String document = IamRules.required("policyDocument", request.policyDocument());
    ManagedPolicyOperations.checkDocument(document);
    NavigableMap<String, PolicyVersion> versions = versions(policy);
    if (versions.size() >= MOST) {
      throw IamErrors.limitExceeded(
          "A managed policy can have up to "
              + MOST
              + " versions. Before you create a new version, you must delete an existing version.");
    }
    // AWS never gives a number twice; here that of a newest version that was deleted returns.
    int number = number(versions.lastEntry().getValue().versionId()) + 1;
    PolicyVersion version =
        PolicyVersion.builder()
            .versionId("v" + number)
            .document(document)
            .isDefaultVersion(false)
            .createDate(clock.instant().truncatedTo(ChronoUnit.SECONDS))
            .build();
    files.versions().put(IamFiles.versionKey(policy.policyName(), number), version);
    if (Boolean.TRUE.equals(request.setAsDefault())) {
      makeDefault(policy, number);
    }
    return CreatePolicyVersionResponse.builder()
        .policyVersion(
            version.toBuilder()
                .document(null)
                .isDefaultVersion(Boolean.TRUE.equals(request.setAsDefault()))
                .build())
        .build();
  }

  GetPolicyVersionResponse get(GetPolicyVersionRequest request) {
    String arn = ManagedPolicyOperations.arn(request.policyArn());
    int number = number(IamRules.required("versionId", request.versionId()));
    Policy policy =
        ManagedPolicies.find(files, arn).orElseThrow(() -> missing(arn, request.versionId()));
    PolicyVersion version =
        AwsManagedPolicies.owns(policy) ? ofAws(policy, number) : find(policy, number);
    return GetPolicyVersionResponse.builder()
        .policyVersion(
            version.toBuilder()
                .document(PolicyDocument.encoded(version.document()))
                .isDefaultVersion(version.versionId().equals(policy.defaultVersionId()))
                .build())
        .build();
  }

  /** The newest first. */
  ListPolicyVersionsResponse list(ListPolicyVersionsRequest request) {
    String arn = ManagedPolicyOperations.arn(request.policyArn());
    Policy policy =
        ManagedPolicies.find(files, arn)
            .orElseThrow(() -> IamErrors.noSuchEntity("Policy " + arn + " was not found."));
    NavigableMap<String, PolicyVersion> newestFirst = new TreeMap<>(Comparator.reverseOrder());
    if (AwsManagedPolicies.owns(policy)) {
      newestFirst.put(
          "", PolicyVersion.builder().versionId("v1").createDate(policy.createDate()).build());
    } else {
      newestFirst.putAll(versions(policy));
    }
    Page<PolicyVersion> page =
        Page.of(
            newestFirst,
            version -> true,
            IamRules.page("ListPolicyVersions" + arn, request.marker(), request.maxItems()));
    List<PolicyVersion> shown =
        page.map(version ->
            version.toBuilder()
                .document(null)
                .isDefaultVersion(version.versionId().equals(policy.defaultVersionId()))
                .build());
    return ListPolicyVersionsResponse.builder()
        .versions(shown)
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  DeletePolicyVersionResponse delete(DeletePolicyVersionRequest request) {
    Policy policy = ManagedPolicyOperations.own(files, request.policyArn());
    int number = number(IamRules.required("versionId", request.versionId()));
    PolicyVersion version = find(policy, number);
    if (version.versionId().equals(policy.defaultVersionId())) {
      throw IamErrors.deleteConflict("Cannot delete the default version of a policy.");
    }
    files.versions().remove(IamFiles.versionKey(policy.policyName(), number));
    return DeletePolicyVersionResponse.builder().build();
  }

  SetDefaultPolicyVersionResponse setDefault(SetDefaultPolicyVersionRequest request) {
    Policy policy = ManagedPolicyOperations.own(files, request.policyArn());
    int number = number(IamRules.required("versionId", request.versionId()));
    find(policy, number);
    makeDefault(policy, number);
    return SetDefaultPolicyVersionResponse.builder().build();
  }

  private void makeDefault(Policy policy, int number) {
    files
        .policies()
        .put(
            IamFiles.key(policy.policyName()),
            policy.toBuilder()
                .defaultVersionId("v" + number)
                .updateDate(clock.instant().truncatedTo(ChronoUnit.SECONDS))
                .build());
  }

  private NavigableMap<String, PolicyVersion> versions(Policy policy) {
    return IamFiles.below(files.versions(), IamFiles.key(policy.policyName()) + "/");
  }

  private PolicyVersion find(Policy policy, int number) {
    return files
        .versions()
        .find(IamFiles.versionKey(policy.policyName(), number))
        .orElseThrow(() -> missing(policy.arn(), "v" + number));
  }

  private static PolicyVersion ofAws(Policy policy, int number) {
    if (number != 1) {
      throw missing(policy.arn(), "v" + number);
    }
    String document =
        AwsManagedPolicies.document(policy)
            .orElseThrow(
                () -> AwsErrors.notImplemented("IAM", "GetPolicyVersion of " + policy.arn()));
    return PolicyVersion.builder()
        .versionId("v1")
        .document(document)
        .createDate(policy.createDate())
        .build();
  }

  private static RuntimeException missing(String arn, @Nullable String version) {
    return IamErrors.noSuchEntity(
        "Policy " + arn + " version " + version + " does not exist or is not attachable.");
  }

  private static int number(String versionId) {
    if (!VERSION.matcher(versionId).matches()) {
      throw IamErrors.validation(
          "Value '"
              + versionId
              + "' at 'versionId' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?");
    }
    return Integer.parseInt(versionId.substring(1));
  }
}
