package dev.tarn.account.iam;

import dev.tarn.account.request.Page;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.validation.Constraints;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles. */
final class RoleOperations {
  private static final @Nullable Collection<Tag> NO_TAGS = null;
  private static final int TRUST_POLICY_QUOTA = 2048;
  private static final int SHORTEST_SESSION = 3600;
  private static final int LONGEST_SESSION = 43_200;

  private final IamFiles files;
  private final AwsAccount account;
  private final UniqueIds ids;
  private final Clock clock;
  private final Boundaries boundaries;

  RoleOperations(IamFiles files, AwsAccount account, UniqueIds ids, Clock clock) {
    this.files = files;
    this.account = account;
    this.ids = ids;
    this.clock = clock;
    this.boundaries = new Boundaries(files);
  }

  CreateRoleResponse create(CreateRoleRequest request) {
    String name = name(request.roleName());
    String path = IamRules.path(request.path());
    String document =
        IamRules.required("assumeRolePolicyDocument", request.assumeRolePolicyDocument());
    checkTrust(document);
    IamRules.description(request.description());
    checkDuration(request.maxSessionDuration());
    if (files.roles().find(IamFiles.key(name)).isPresent()) {
      throw IamErrors.alreadyExists("Role with name " + name + " already exists.");
    }
    Role role =
        Role.builder()
            .roleName(name)
            .path(path)
            .roleId(ids.withPrefix("AROA", 17))
            .arn(account.globalArn("iam", "role" + path + name))
            .createDate(clock.instant().truncatedTo(ChronoUnit.SECONDS))
            .assumeRolePolicyDocument(document)
            .description(request.description())
            .maxSessionDuration(
                Objects.requireNonNullElse(request.maxSessionDuration(), SHORTEST_SESSION))
            .permissionsBoundary(boundaries.of(request.permissionsBoundary()))
            .tags(IamRules.newTags(request.tags()))
            .build();
    keep(role);
    return CreateRoleResponse.builder().role(answer(role)).build();
  }

  GetRoleResponse get(GetRoleRequest request) {
    return GetRoleResponse.builder().role(answer(find(request.roleName()))).build();
  }

  ListRolesResponse list(ListRolesRequest request) {
    String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
    Page<Role> page =
        Page.of(
            files.roles().all(),
            role -> role.path().startsWith(prefix),
            IamRules.page("ListRoles" + prefix, request.marker(), request.maxItems()));
    return ListRolesResponse.builder()
        .roles(page.map(RoleOperations::listed))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  /** A description that is left out stays; a duration that is left out is an hour again. */
  UpdateRoleResponse update(UpdateRoleRequest request) {
    Role role = find(request.roleName());
    IamRules.description(request.description());
    checkDuration(request.maxSessionDuration());
    String description = request.description() == null ? role.description() : request.description();
    keep(
        role.toBuilder()
            .description(description)
            .maxSessionDuration(
                Objects.requireNonNullElse(request.maxSessionDuration(), SHORTEST_SESSION))
            .build());
    return UpdateRoleResponse.builder().build();
  }

  UpdateRoleDescriptionResponse updateDescription(UpdateRoleDescriptionRequest request) {
    Role role = find(request.roleName());
    IamRules.description(IamRules.required("description", request.description()));
    Role changed = role.toBuilder().description(request.description()).build();
    keep(changed);
    return UpdateRoleDescriptionResponse.builder().role(answer(changed)).build();
  }

  UpdateAssumeRolePolicyResponse updateTrust(UpdateAssumeRolePolicyRequest request) {
    Role role = find(request.roleName());
    String document = IamRules.required("policyDocument", request.policyDocument());
    checkTrust(document);
    keep(role.toBuilder().assumeRolePolicyDocument(document).build());
    return UpdateAssumeRolePolicyResponse.builder().build();
  }

  DeleteRoleResponse delete(DeleteRoleRequest request) {
    Role role = find(request.roleName());
    files.requireNoPolicies(Holder.ROLE.keyOf(role.roleName()));
    boolean inProfile =
        files.profiles().all().values().stream()
            .flatMap(profile -> profile.roles().stream())
            .anyMatch(member -> member.roleName().equals(role.roleName()));
    if (inProfile) {
      throw IamErrors.deleteConflict(
          "Cannot delete entity, must remove roles from instance profile first.");
    }
    files.roles().remove(IamFiles.key(role.roleName()));
    return DeleteRoleResponse.builder().build();
  }

  TagRoleResponse tag(TagRoleRequest request) {
    Role role = find(request.roleName());
    IamRules.required("tags", request.hasTags() ? request.tags() : null);
    keep(role.toBuilder().tags(IamRules.mergedTags(role.tags(), request.tags())).build());
    return TagRoleResponse.builder().build();
  }

  UntagRoleResponse untag(UntagRoleRequest request) {
    Role role = find(request.roleName());
    keep(role.toBuilder().tags(IamRules.withoutTags(role.tags(), request.tagKeys())).build());
    return UntagRoleResponse.builder().build();
  }

  ListRoleTagsResponse listTags(ListRoleTagsRequest request) {
    return ListRoleTagsResponse.builder()
        .tags(find(request.roleName()).tags())
        .isTruncated(false)
        .build();
  }

  PutRolePermissionsBoundaryResponse putBoundary(PutRolePermissionsBoundaryRequest request) {
    Role role = find(request.roleName());
    String arn = IamRules.required("permissionsBoundary", request.permissionsBoundary());
    keep(role.toBuilder().permissionsBoundary(boundaries.of(arn)).build());
    return PutRolePermissionsBoundaryResponse.builder().build();
  }

  DeleteRolePermissionsBoundaryResponse deleteBoundary(
      DeleteRolePermissionsBoundaryRequest request) {
    Role role = find(request.roleName());
    keep(role.toBuilder().permissionsBoundary(Boundaries.NONE).build());
    return DeleteRolePermissionsBoundaryResponse.builder().build();
  }

  private Role find(@Nullable String name) {
    return files.role(name(name));
  }

  private void keep(Role role) {
    files.roles().put(IamFiles.key(role.roleName()), role);
  }

  private static String name(@Nullable String name) {
    return IamRules.name("roleName", name, IamRules.NAME_LENGTH);
  }

  private static void checkTrust(String document) {
    PolicyDocument.checkTrustPolicy(document);
    if (PolicyDocument.size(document) > TRUST_POLICY_QUOTA) {
      throw IamErrors.overQuota("ACLSizePerRole", TRUST_POLICY_QUOTA);
    }
  }

  private static void checkDuration(@Nullable Integer seconds) {
    Constraints.withValues()
        .range("maxSessionDuration", seconds, SHORTEST_SESSION, LONGEST_SESSION)
        .orThrow(IamErrors::validation);
  }

  /** In listings IAM leaves tags and the boundary out. */
  private static Role listed(Role role) {
    Role.Builder all = answer(role).toBuilder().permissionsBoundary(Boundaries.NONE);
    return all.tags(NO_TAGS).build();
  }

  /** The role as IAM writes it. */
  static Role answer(Role role) {
    return role.toBuilder()
        .assumeRolePolicyDocument(PolicyDocument.encoded(role.assumeRolePolicyDocument()))
        .build();
  }
}
