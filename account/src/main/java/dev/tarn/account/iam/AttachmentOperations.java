package dev.tarn.account.iam;

import dev.tarn.account.request.Page;
import dev.tarn.protocol.AwsErrors;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUser;

/** Managed policies attached to roles, users and groups. */
final class AttachmentOperations {
  private static final int QUOTA = 10;

  private final IamFiles files;

  AttachmentOperations(IamFiles files) {
    this.files = files;
  }

  AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
    attach(Holder.ROLE, request.roleName(), request.policyArn());
    return AttachRolePolicyResponse.builder().build();
  }

  DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
    detach(Holder.ROLE, request.roleName(), request.policyArn());
    return DetachRolePolicyResponse.builder().build();
  }

  ListAttachedRolePoliciesResponse listAttachedRolePolicies(
      ListAttachedRolePoliciesRequest request) {
    String holder = files.holder(Holder.ROLE, request.roleName());
    Page<AttachedPolicy> page =
        page(
            holder,
            request.pathPrefix(),
            IamRules.page(holder + "attached", request.marker(), request.maxItems()));
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request) {
    attach(Holder.USER, request.userName(), request.policyArn());
    return AttachUserPolicyResponse.builder().build();
  }

  DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest request) {
    detach(Holder.USER, request.userName(), request.policyArn());
    return DetachUserPolicyResponse.builder().build();
  }

  ListAttachedUserPoliciesResponse listAttachedUserPolicies(
      ListAttachedUserPoliciesRequest request) {
    String holder = files.holder(Holder.USER, request.userName());
    Page<AttachedPolicy> page =
        page(
            holder,
            request.pathPrefix(),
            IamRules.page(holder + "attached", request.marker(), request.maxItems()));
    return ListAttachedUserPoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  AttachGroupPolicyResponse attachGroupPolicy(AttachGroupPolicyRequest request) {
    attach(Holder.GROUP, request.groupName(), request.policyArn());
    return AttachGroupPolicyResponse.builder().build();
  }

  DetachGroupPolicyResponse detachGroupPolicy(DetachGroupPolicyRequest request) {
    detach(Holder.GROUP, request.groupName(), request.policyArn());
    return DetachGroupPolicyResponse.builder().build();
  }

  ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(
      ListAttachedGroupPoliciesRequest request) {
    String holder = files.holder(Holder.GROUP, request.groupName());
    Page<AttachedPolicy> page =
        page(
            holder,
            request.pathPrefix(),
            IamRules.page(holder + "attached", request.marker(), request.maxItems()));
    return ListAttachedGroupPoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  /** All on one page. */
  ListEntitiesForPolicyResponse listEntities(ListEntitiesForPolicyRequest request) {
    if (request.policyUsageFilter() != null || request.marker() != null) {
      throw AwsErrors.notImplemented("IAM", "ListEntitiesForPolicy with a usage filter or marker");
    }
    Policy policy = ManagedPolicies.attachable(files, arn(request.policyArn()));
    EntityType only = request.entityFilter();
    return ListEntitiesForPolicyResponse.builder()
        .policyRoles(wanted(only, EntityType.ROLE) ? rolesWith(policy.arn()) : List.of())
        .policyUsers(wanted(only, EntityType.USER) ? usersWith(policy.arn()) : List.of())
        .policyGroups(wanted(only, EntityType.GROUP) ? groupsWith(policy.arn()) : List.of())
        .isTruncated(false)
        .build();
  }

  private static boolean wanted(@Nullable EntityType only, EntityType type) {
    return only == null || only == type;
  }

  private List<PolicyRole> rolesWith(String arn) {
    return files.roles().all().values().stream()
        .filter(
            entity -> files.attached().find(Holder.ROLE.keyOf(entity.roleName()) + arn).isPresent())
        .map(entity ->
            PolicyRole.builder().roleName(entity.roleName()).roleId(entity.roleId()).build())
        .toList();
  }

  private List<PolicyUser> usersWith(String arn) {
    return files.users().all().values().stream()
        .filter(
            entity -> files.attached().find(Holder.USER.keyOf(entity.userName()) + arn).isPresent())
        .map(entity ->
            PolicyUser.builder().userName(entity.userName()).userId(entity.userId()).build())
        .toList();
  }

  private List<PolicyGroup> groupsWith(String arn) {
    return files.groups().all().values().stream()
        .filter(entity ->
            files.attached().find(Holder.GROUP.keyOf(entity.groupName()) + arn).isPresent())
        .map(entity ->
            PolicyGroup.builder().groupName(entity.groupName()).groupId(entity.groupId()).build())
        .toList();
  }

  private void attach(Holder kind, String holderName, @Nullable String policyArn) {
    String holder = files.holder(kind, holderName);
    Policy policy = ManagedPolicies.attachable(files, arn(policyArn));
    if (files.attached().find(holder + policy.arn()).isPresent()) {
      return;
    }
    if (IamFiles.below(files.attached(), holder).size() >= QUOTA) {
      String word = kind.word();
      throw IamErrors.overQuota(
          "PoliciesPer" + Character.toUpperCase(word.charAt(0)) + word.substring(1), QUOTA);
    }
    files
        .attached()
        .put(
            holder + policy.arn(),
            AttachedPolicy.builder()
                .policyName(policy.policyName())
                .policyArn(policy.arn())
                .build());
  }

  private void detach(Holder kind, String holderName, @Nullable String policyArn) {
    String holder = files.holder(kind, holderName);
    String arn = arn(policyArn);
    if (!files.attached().remove(holder + arn)) {
      throw IamErrors.noSuchEntity("Policy " + arn + " was not found.");
    }
  }

  private static String arn(@Nullable String policyArn) {
    return ManagedPolicyOperations.arn(policyArn);
  }

  private Page<AttachedPolicy> page(String holder, @Nullable String pathPrefix, Page.Cut cut) {
    String prefix = Objects.requireNonNullElse(pathPrefix, "/");
    return Page.of(
        IamFiles.below(files.attached(), holder),
        attached -> {
          String arn = attached.policyArn();
          return arn.substring(arn.indexOf(":policy/") + ":policy".length()).startsWith(prefix);
        },
        cut);
  }
}
