package dev.tarn.account.iam;

import dev.tarn.account.request.SerialWrites;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.storage.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.User;

/** The IAM service: its operations, and what STS wants to know of it. */
public final class Iam {
  private static final String API_VERSION = "2010-05-08";

  private final IamFiles files;
  private final AwsAccount account;
  private final UniqueIds ids;
  private final Clock clock;
  private final SerialWrites writes = new SerialWrites();

  private Iam(IamFiles files, AwsAccount account, UniqueIds ids, Clock clock) {
    this.files = files;
    this.account = account;
    this.ids = ids;
    this.clock = clock;
  }

  /** Reads everything below the directory. */
  public static Iam open(
      Path directory, AtomicFiles files, AwsAccount account, UniqueIds ids, Clock clock)
      throws IOException {
    return new Iam(IamFiles.open(directory, files), account, ids, clock);
  }

  /** The role of this ARN. */
  public Optional<Role> roleByArn(String arn) {
    return files
        .roles()
        .find(IamFiles.key(arn.substring(arn.lastIndexOf('/') + 1)))
        .filter(role -> role.arn().equals(arn));
  }

  /** The access key of this id, if it is one that may be used. */
  public Optional<AccessKey> activeKey(String accessKeyId) {
    return files.accessKeys().find(accessKeyId).filter(key -> key.status() == StatusType.ACTIVE);
  }

  /** The user who owns the key. */
  public User owner(AccessKey key) {
    return files.user(key.userName());
  }

  public OperationTable operations() {
    OperationTable.Builder table =
        OperationTable.builder(ServiceModel.of(IamClient.class, "Iam", API_VERSION));
    roles(table);
    users(table);
    keys(table);
    groups(table);
    policies(table);
    versions(table);
    inline(table);
    attachments(table);
    profiles(table);
    return table.build();
  }

  private void roles(OperationTable.Builder table) {
    var roles = new RoleOperations(files, account, ids, clock);
    table
        .add(CreateRoleRequest.class, writes.alone(roles::create))
        .add(GetRoleRequest.class, roles::get)
        .add(ListRolesRequest.class, roles::list)
        .add(UpdateRoleRequest.class, writes.alone(roles::update))
        .add(UpdateRoleDescriptionRequest.class, writes.alone(roles::updateDescription))
        .add(UpdateAssumeRolePolicyRequest.class, writes.alone(roles::updateTrust))
        .add(DeleteRoleRequest.class, writes.alone(roles::delete))
        .add(TagRoleRequest.class, writes.alone(roles::tag))
        .add(UntagRoleRequest.class, writes.alone(roles::untag))
        .add(ListRoleTagsRequest.class, roles::listTags)
        .add(PutRolePermissionsBoundaryRequest.class, writes.alone(roles::putBoundary))
        .add(DeleteRolePermissionsBoundaryRequest.class, writes.alone(roles::deleteBoundary));
  }

  private void users(OperationTable.Builder table) {
    var users = new UserOperations(files, account, ids, clock);
    table
        .add(CreateUserRequest.class, writes.alone(users::create))
        .add(GetUserRequest.class, users::get)
        .add(ListUsersRequest.class, users::list)
        .add(UpdateUserRequest.class, writes.alone(users::update))
        .add(DeleteUserRequest.class, writes.alone(users::delete))
        .add(TagUserRequest.class, writes.alone(users::tag))
        .add(UntagUserRequest.class, writes.alone(users::untag))
        .add(ListUserTagsRequest.class, users::listTags)
        .add(PutUserPermissionsBoundaryRequest.class, writes.alone(users::putBoundary))
        .add(DeleteUserPermissionsBoundaryRequest.class, writes.alone(users::deleteBoundary));
  }

  private void keys(OperationTable.Builder table) {
    var keys = new AccessKeyOperations(files, ids, clock);
    table
        .add(CreateAccessKeyRequest.class, writes.alone(keys::create))
        .add(ListAccessKeysRequest.class, keys::list)
        .add(UpdateAccessKeyRequest.class, writes.alone(keys::update))
        .add(DeleteAccessKeyRequest.class, writes.alone(keys::delete))
        .add(GetAccessKeyLastUsedRequest.class, keys::lastUsed);
  }

  private void groups(OperationTable.Builder table) {
    var groups = new GroupOperations(files, account, ids, clock);
    table
        .add(CreateGroupRequest.class, writes.alone(groups::create))
        .add(GetGroupRequest.class, groups::get)
        .add(ListGroupsRequest.class, groups::list)
        .add(ListGroupsForUserRequest.class, groups::listOfUser)
        .add(DeleteGroupRequest.class, writes.alone(groups::delete))
        .add(AddUserToGroupRequest.class, writes.alone(groups::addUser))
        .add(RemoveUserFromGroupRequest.class, writes.alone(groups::removeUser));
  }

  private void policies(OperationTable.Builder table) {
    var policies = new ManagedPolicyOperations(files, account, ids, clock);
    table
        .add(CreatePolicyRequest.class, writes.alone(policies::create))
        .add(GetPolicyRequest.class, policies::get)
        .add(ListPoliciesRequest.class, policies::list)
        .add(DeletePolicyRequest.class, writes.alone(policies::delete))
        .add(TagPolicyRequest.class, writes.alone(policies::tag))
        .add(UntagPolicyRequest.class, writes.alone(policies::untag))
        .add(ListPolicyTagsRequest.class, policies::listTags);
  }

  private void versions(OperationTable.Builder table) {
    var versions = new PolicyVersionOperations(files, clock);
    table
        .add(CreatePolicyVersionRequest.class, writes.alone(versions::create))
        .add(GetPolicyVersionRequest.class, versions::get)
        .add(ListPolicyVersionsRequest.class, versions::list)
        .add(DeletePolicyVersionRequest.class, writes.alone(versions::delete))
        .add(SetDefaultPolicyVersionRequest.class, writes.alone(versions::setDefault));
  }

  private void inline(OperationTable.Builder table) {
    var inline = new InlinePolicyOperations(files);
    table
        .add(PutRolePolicyRequest.class, writes.alone(inline::putRolePolicy))
        .add(GetRolePolicyRequest.class, inline::getRolePolicy)
        .add(DeleteRolePolicyRequest.class, writes.alone(inline::deleteRolePolicy))
        .add(ListRolePoliciesRequest.class, inline::listRolePolicies)
        .add(PutUserPolicyRequest.class, writes.alone(inline::putUserPolicy))
        .add(GetUserPolicyRequest.class, inline::getUserPolicy)
        .add(DeleteUserPolicyRequest.class, writes.alone(inline::deleteUserPolicy))
        .add(ListUserPoliciesRequest.class, inline::listUserPolicies)
        .add(PutGroupPolicyRequest.class, writes.alone(inline::putGroupPolicy))
        .add(GetGroupPolicyRequest.class, inline::getGroupPolicy)
        .add(DeleteGroupPolicyRequest.class, writes.alone(inline::deleteGroupPolicy))
        .add(ListGroupPoliciesRequest.class, inline::listGroupPolicies);
  }

  private void attachments(OperationTable.Builder table) {
    var attachments = new AttachmentOperations(files);
    table
        .add(AttachRolePolicyRequest.class, writes.alone(attachments::attachRolePolicy))
        .add(AttachUserPolicyRequest.class, writes.alone(attachments::attachUserPolicy))
        .add(AttachGroupPolicyRequest.class, writes.alone(attachments::attachGroupPolicy))
        .add(DetachRolePolicyRequest.class, writes.alone(attachments::detachRolePolicy))
        .add(DetachUserPolicyRequest.class, writes.alone(attachments::detachUserPolicy))
        .add(DetachGroupPolicyRequest.class, writes.alone(attachments::detachGroupPolicy))
        .add(ListAttachedRolePoliciesRequest.class, attachments::listAttachedRolePolicies)
        .add(ListAttachedUserPoliciesRequest.class, attachments::listAttachedUserPolicies)
        .add(ListAttachedGroupPoliciesRequest.class, attachments::listAttachedGroupPolicies)
        .add(ListEntitiesForPolicyRequest.class, attachments::listEntities);
  }

  private void profiles(OperationTable.Builder table) {
    var profiles = new InstanceProfileOperations(files, account, ids, clock);
    table
        .add(CreateInstanceProfileRequest.class, writes.alone(profiles::create))
        .add(GetInstanceProfileRequest.class, profiles::get)
        .add(ListInstanceProfilesRequest.class, profiles::list)
        .add(ListInstanceProfilesForRoleRequest.class, profiles::listOfRole)
        .add(DeleteInstanceProfileRequest.class, writes.alone(profiles::delete))
        .add(AddRoleToInstanceProfileRequest.class, writes.alone(profiles::addRole))
        .add(RemoveRoleFromInstanceProfileRequest.class, writes.alone(profiles::removeRole))
        .add(TagInstanceProfileRequest.class, writes.alone(profiles::tag))
        .add(UntagInstanceProfileRequest.class, writes.alone(profiles::untag))
        .add(ListInstanceProfileTagsRequest.class, profiles::listTags);
  }
}
