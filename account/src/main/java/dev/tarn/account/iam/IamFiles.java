package dev.tarn.account.iam;

import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;

/**
 * Everything of IAM, each kind in a folder of its own.
 *
 * @param roles by name, as users, groups and profiles are
 * @param policies by name: an account cannot have two of one name, whatever their paths
 * @param versions by policy name and number, see {@link #versionKey}
 * @param inline by holder and policy name
 * @param attached by holder and ARN
 * @param memberships by group and user
 * @param accessKeys by id
 */
record IamFiles(
    EntityFiles<Role> roles,
    EntityFiles<User> users,
    EntityFiles<Group> groups,
    EntityFiles<InstanceProfile> profiles,
    EntityFiles<Policy> policies,
    EntityFiles<PolicyVersion> versions,
    EntityFiles<PolicyDetail> inline,
    EntityFiles<AttachedPolicy> attached,
    EntityFiles<AddUserToGroupRequest> memberships,
    EntityFiles<AccessKey> accessKeys) {
  static IamFiles open(Path directory, AtomicFiles files) throws IOException {
    return new IamFiles(
        EntityFiles.open(directory.resolve("roles"), Role.class, files),
        EntityFiles.open(directory.resolve("users"), User.class, files),
        EntityFiles.open(directory.resolve("groups"), Group.class, files),
        EntityFiles.open(directory.resolve("instance-profiles"), InstanceProfile.class, files),
        EntityFiles.open(directory.resolve("policies"), Policy.class, files),
        EntityFiles.open(directory.resolve("policy-versions"), PolicyVersion.class, files),
        EntityFiles.open(directory.resolve("inline-policies"), PolicyDetail.class, files),
        EntityFiles.open(directory.resolve("attached-policies"), AttachedPolicy.class, files),
        EntityFiles.open(directory.resolve("group-members"), AddUserToGroupRequest.class, files),
        EntityFiles.open(directory.resolve("access-keys"), AccessKey.class, files));
  }

  /** The key of an entity: names are not distinguished by case. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static String versionKey(String policyName, int number) {
    return key(policyName) + "/" + String.format(Locale.ROOT, "%06d", number);
  }

  /** What is kept under keys that begin so. */
  static <T extends SdkPojo> NavigableMap<String, T> below(EntityFiles<T> files, String prefix) {
    return files.all().subMap(prefix, true, prefix + Character.MAX_VALUE, false);
  }

  Role role(String name) {
    return roles
        .find(key(name))
        .orElseThrow(
            () -> IamErrors.noSuchEntity("The role with name " + name + " cannot be found."));
  }

  User user(String name) {
    return users
        .find(key(name))
        .orElseThrow(
            () -> IamErrors.noSuchEntity("The user with name " + name + " cannot be found."));
  }

  Group group(String name) {
    return groups
        .find(key(name))
        .orElseThrow(
            () -> IamErrors.noSuchEntity("The group with name " + name + " cannot be found."));
  }

  InstanceProfile profile(String name) {
    return profiles
        .find(key(name))
        .orElseThrow(
            () -> IamErrors.noSuchEntity("Instance Profile " + name + " cannot be found."));
  }

  /** The prefix of what belongs to an entity that is there. */
  String holder(Holder kind, String requestedName) {
    String name = IamRules.name(kind.member(), requestedName, kind.longestName());
    return switch (kind) {
      case ROLE -> kind.keyOf(role(name).roleName());
      case USER -> kind.keyOf(user(name).userName());
      case GROUP -> kind.keyOf(group(name).groupName());
    };
  }

  /** What must be gone before an entity can be deleted. */
  void requireNoPolicies(String holderKey) {
    if (!below(attached, holderKey).isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
    if (!below(inline, holderKey).isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must delete policies first.");
    }
  }
}
