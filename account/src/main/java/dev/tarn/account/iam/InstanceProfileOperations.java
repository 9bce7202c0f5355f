package dev.tarn.account.iam;

import dev.tarn.account.request.Page;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileResponse;

/** Instance profiles, each with one role at most; of the role only the name is kept. */
final class InstanceProfileOperations {
  private final IamFiles files;
  private final AwsAccount account;
  private final UniqueIds ids;
  private final Clock clock;

  InstanceProfileOperations(IamFiles files, AwsAccount account, UniqueIds ids, Clock clock) {
    this.files = files;
    this.account = account;
    this.ids = ids;
    this.clock = clock;
  }

  CreateInstanceProfileResponse create(CreateInstanceProfileRequest request) {
    String name = name(request.instanceProfileName());
    String path = IamRules.path(request.path());
    if (files.profiles().find(IamFiles.key(name)).isPresent()) {
      throw IamErrors.alreadyExists("Instance Profile " + name + " already exists.");
    }
    InstanceProfile profile =
        InstanceProfile.builder()
            .instanceProfileName(name)
            .path(path)
            .instanceProfileId(ids.withPrefix("AIPA", 17))
            .arn(account.globalArn("iam", "instance-profile" + path + name))
            .createDate(clock.instant().truncatedTo(ChronoUnit.SECONDS))
            .roles(List.of())
            .tags(IamRules.newTags(request.tags()))
            .build();
    keep(profile);
    return CreateInstanceProfileResponse.builder().instanceProfile(profile).build();
  }

  GetInstanceProfileResponse get(GetInstanceProfileRequest request) {
    return GetInstanceProfileResponse.builder()
        .instanceProfile(answer(find(request.instanceProfileName())))
        .build();
  }

  ListInstanceProfilesResponse list(ListInstanceProfilesRequest request) {
    String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
    Page<InstanceProfile> page =
        Page.of(
            files.profiles().all(),
            profile -> profile.path().startsWith(prefix),
            IamRules.page("ListInstanceProfiles" + prefix, request.marker(), request.maxItems()));
    return ListInstanceProfilesResponse.builder()
        .instanceProfiles(page.map(this::answer))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  ListInstanceProfilesForRoleResponse listOfRole(ListInstanceProfilesForRoleRequest request) {
    Role role = role(request.roleName());
    Page<InstanceProfile> page =
        Page.of(
            files.profiles().all(),
            profile -> has(profile, role),
            IamRules.page("ProfilesOf" + role.roleName(), request.marker(), request.maxItems()));
    return ListInstanceProfilesForRoleResponse.builder()
        .instanceProfiles(page.map(this::answer))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  DeleteInstanceProfileResponse delete(DeleteInstanceProfileRequest request) {
    InstanceProfile profile = find(request.instanceProfileName());
    if (!profile.roles().isEmpty()) {
      throw IamErrors.deleteConflict(
          "Cannot delete entity, must remove roles from instance profile first.");
    }
    files.profiles().remove(IamFiles.key(profile.instanceProfileName()));
    return DeleteInstanceProfileResponse.builder().build();
  }

  AddRoleToInstanceProfileResponse addRole(AddRoleToInstanceProfileRequest request) {
    InstanceProfile profile = find(request.instanceProfileName());
    Role role = role(request.roleName());
    if (!profile.roles().isEmpty()) {
      throw IamErrors.overQuota("InstanceSessionsPerInstanceProfile", 1);
    }
    keep(profile.toBuilder().roles(Role.builder().roleName(role.roleName()).build()).build());
    return AddRoleToInstanceProfileResponse.builder().build();
  }

  RemoveRoleFromInstanceProfileResponse removeRole(RemoveRoleFromInstanceProfileRequest request) {
    InstanceProfile profile = find(request.instanceProfileName());
    Role role = role(request.roleName());
    if (!has(profile, role)) {
      throw IamErrors.noSuchEntity(
          "Role with name " + role.roleName() + " cannot be found in the instance profile.");
    }
    keep(profile.toBuilder().roles(List.of()).build());
    return RemoveRoleFromInstanceProfileResponse.builder().build();
  }

  TagInstanceProfileResponse tag(TagInstanceProfileRequest request) {
    InstanceProfile profile = find(request.instanceProfileName());
    keep(profile.toBuilder().tags(IamRules.mergedTags(profile.tags(), request.tags())).build());
    return TagInstanceProfileResponse.builder().build();
  }

  UntagInstanceProfileResponse untag(UntagInstanceProfileRequest request) {
    InstanceProfile profile = find(request.instanceProfileName());
    keep(profile.toBuilder().tags(IamRules.withoutTags(profile.tags(), request.tagKeys())).build());
    return UntagInstanceProfileResponse.builder().build();
  }

  ListInstanceProfileTagsResponse listTags(ListInstanceProfileTagsRequest request) {
    return ListInstanceProfileTagsResponse.builder()
        .tags(find(request.instanceProfileName()).tags())
        .isTruncated(false)
        .build();
  }

  private InstanceProfile find(@Nullable String name) {
    return files.profile(name(name));
  }

  private void keep(InstanceProfile profile) {
    files.profiles().put(IamFiles.key(profile.instanceProfileName()), profile);
  }

  private static boolean has(InstanceProfile profile, Role role) {
    return profile.roles().stream().anyMatch(member -> member.roleName().equals(role.roleName()));
  }

  /** With the role as it is now. */
  private InstanceProfile answer(InstanceProfile profile) {
    List<Role> roles =
        profile.roles().stream()
            .map(member -> RoleOperations.answer(files.role(member.roleName())))
            .toList();
    return profile.toBuilder().roles(roles).build();
  }

  private Role role(@Nullable String name) {
    return files.role(IamRules.name("roleName", name, IamRules.NAME_LENGTH));
  }

  private static String name(@Nullable String name) {
    return IamRules.name("instanceProfileName", name, IamRules.LONG_NAME_LENGTH);
  }
}
