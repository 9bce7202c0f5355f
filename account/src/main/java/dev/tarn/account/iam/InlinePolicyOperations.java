package dev.tarn.account.iam;

import dev.tarn.account.request.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** Policies that belong to one role, user or group; the three kinds differ in their quotas only. */
final class InlinePolicyOperations {
  private static final int ROLE_QUOTA = 10_240;
  private static final int USER_QUOTA = 2048;
  private static final int GROUP_QUOTA = 5120;

  private final IamFiles files;

  InlinePolicyOperations(IamFiles files) {
    this.files = files;
  }

  PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
    put(Holder.ROLE, request.roleName(), request.policyName(), request.policyDocument());
    return PutRolePolicyResponse.builder().build();
  }

  GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
    PolicyDetail policy = get(Holder.ROLE, request.roleName(), request.policyName());
    return GetRolePolicyResponse.builder()
        .roleName(request.roleName())
        .policyName(policy.policyName())
        .policyDocument(PolicyDocument.encoded(policy.policyDocument()))
        .build();
  }

  DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
    delete(Holder.ROLE, request.roleName(), request.policyName());
    return DeleteRolePolicyResponse.builder().build();
  }

  ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
    String holder = files.holder(Holder.ROLE, request.roleName());
    Page<PolicyDetail> page =
        page(holder, IamRules.page(holder + "inline", request.marker(), request.maxItems()));
    return ListRolePoliciesResponse.builder()
        .policyNames(page.map(PolicyDetail::policyName))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request) {
    put(Holder.USER, request.userName(), request.policyName(), request.policyDocument());
    return PutUserPolicyResponse.builder().build();
  }

  GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request) {
    PolicyDetail policy = get(Holder.USER, request.userName(), request.policyName());
    return GetUserPolicyResponse.builder()
        .userName(request.userName())
        .policyName(policy.policyName())
        .policyDocument(PolicyDocument.encoded(policy.policyDocument()))
        .build();
  }

  DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request) {
    delete(Holder.USER, request.userName(), request.policyName());
    return DeleteUserPolicyResponse.builder().build();
  }

  ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request) {
    String holder = files.holder(Holder.USER, request.userName());
    Page<PolicyDetail> page =
        page(holder, IamRules.page(holder + "inline", request.marker(), request.maxItems()));
    return ListUserPoliciesResponse.builder()
        .policyNames(page.map(PolicyDetail::policyName))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  PutGroupPolicyResponse putGroupPolicy(PutGroupPolicyRequest request) {
    put(Holder.GROUP, request.groupName(), request.policyName(), request.policyDocument());
    return PutGroupPolicyResponse.builder().build();
  }

  GetGroupPolicyResponse getGroupPolicy(GetGroupPolicyRequest request) {
    PolicyDetail policy = get(Holder.GROUP, request.groupName(), request.policyName());
    return GetGroupPolicyResponse.builder()
        .groupName(request.groupName())
        .policyName(policy.policyName())
        .policyDocument(PolicyDocument.encoded(policy.policyDocument()))
        .build();
  }

  DeleteGroupPolicyResponse deleteGroupPolicy(DeleteGroupPolicyRequest request) {
    delete(Holder.GROUP, request.groupName(), request.policyName());
    return DeleteGroupPolicyResponse.builder().build();
  }

  ListGroupPoliciesResponse listGroupPolicies(ListGroupPoliciesRequest request) {
    String holder = files.holder(Holder.GROUP, request.groupName());
    Page<PolicyDetail> page =
        page(holder, IamRules.page(holder + "inline", request.marker(), request.maxItems()));
    return ListGroupPoliciesResponse.builder()
        .policyNames(page.map(PolicyDetail::policyName))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  private void put(
      Holder kind, String holderName, @Nullable String requestedName, @Nullable String document) {
    String holder = files.holder(kind, holderName);
    String name = IamRules.name("policyName", requestedName, IamRules.LONG_NAME_LENGTH);
    String text = IamRules.required("policyDocument", document);
    PolicyDocument.checkIdentityPolicy(text);
    int others =
        IamFiles.below(files.inline(), holder).values().stream()
            .filter(other -> !other.policyName().equals(name))
            .mapToInt(other -> PolicyDocument.size(other.policyDocument()))
            .sum();
    int quota = quota(kind);
    if (others + PolicyDocument.size(text) > quota) {
      throw IamErrors.limitExceeded(
          "Maximum policy size of "
              + quota
              + " bytes exceeded for "
              + kind.word()
              + " "
              + holderName);
    }
    files
        .inline()
        .put(holder + name, PolicyDetail.builder().policyName(name).policyDocument(text).build());
  }

  private static int quota(Holder kind) {
    return switch (kind) {
      case ROLE -> ROLE_QUOTA;
      case USER -> USER_QUOTA;
      case GROUP -> GROUP_QUOTA;
    };
  }

  private PolicyDetail get(Holder kind, String holderName, @Nullable String requestedName) {
    String holder = files.holder(kind, holderName);
    String name = IamRules.name("policyName", requestedName, IamRules.LONG_NAME_LENGTH);
    return files.inline().find(holder + name).orElseThrow(() -> missing(kind, name));
  }

  private void delete(Holder kind, String holderName, @Nullable String requestedName) {
    String holder = files.holder(kind, holderName);
    String name = IamRules.name("policyName", requestedName, IamRules.LONG_NAME_LENGTH);
    if (!files.inline().remove(holder + name)) {
      throw missing(kind, name);
    }
  }

  private static RuntimeException missing(Holder kind, String name) {
    return IamErrors.noSuchEntity(
        "The " + kind.word() + " policy with name " + name + " cannot be found.");
  }

  private Page<PolicyDetail> page(String holder, Page.Cut cut) {
    return Page.of(IamFiles.below(files.inline(), holder), policy -> true, cut);
  }
}
