package dev.tarn.account.iam;

import dev.tarn.account.request.Page;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Groups and who is in them. */
final class GroupOperations {
  private final IamFiles files;
  private final AwsAccount account;
  private final UniqueIds ids;
  private final Clock clock;

  GroupOperations(IamFiles files, AwsAccount account, UniqueIds ids, Clock clock) {
    this.files = files;
    this.account = account;
    this.ids = ids;
    this.clock = clock;
  }

  CreateGroupResponse create(CreateGroupRequest request) {
    String name = name(request.groupName());
    String path = IamRules.path(request.path());
    if (files.groups().find(IamFiles.key(name)).isPresent()) {
      throw IamErrors.alreadyExists("Group with name " + name + " already exists.");
    }
    Group group =
        Group.builder()
            .groupName(name)
            .path(path)
            .groupId(ids.withPrefix("AGPA", 17))
            .arn(account.globalArn("iam", "group" + path + name))
            .createDate(clock.instant().truncatedTo(ChronoUnit.SECONDS))
            .build();
    files.groups().put(IamFiles.key(name), group);
    return CreateGroupResponse.builder().group(group).build();
  }

  GetGroupResponse get(GetGroupRequest request) {
    Group group = files.group(name(request.groupName()));
    Page<AddUserToGroupRequest> page =
        Page.of(
            IamFiles.below(files.memberships(), Holder.GROUP.keyOf(group.groupName())),
            member -> true,
            IamRules.page("GetGroup" + group.groupName(), request.marker(), request.maxItems()));
    return GetGroupResponse.builder()
        .group(group)
        .users(page.map(member -> files.user(member.userName())))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  ListGroupsResponse list(ListGroupsRequest request) {
    String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
    Page<Group> page =
        Page.of(
            files.groups().all(),
            group -> group.path().startsWith(prefix),
            IamRules.page("ListGroups" + prefix, request.marker(), request.maxItems()));
    return ListGroupsResponse.builder()
        .groups(page.items())
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  ListGroupsForUserResponse listOfUser(ListGroupsForUserRequest request) {
    User user = user(request.userName());
    Page<AddUserToGroupRequest> page =
        Page.of(
            files.memberships().all(),
            member -> member.userName().equals(user.userName()),
            IamRules.page("GroupsOf" + user.userName(), request.marker(), request.maxItems()));
    return ListGroupsForUserResponse.builder()
        .groups(page.map(member -> files.group(member.groupName())))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  DeleteGroupResponse delete(DeleteGroupRequest request) {
    Group group = files.group(name(request.groupName()));
    String holder = Holder.GROUP.keyOf(group.groupName());
    if (!IamFiles.below(files.memberships(), holder).isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must remove users from group first.");
    }
    files.requireNoPolicies(holder);
    files.groups().remove(IamFiles.key(group.groupName()));
    return DeleteGroupResponse.builder().build();
  }

  AddUserToGroupResponse addUser(AddUserToGroupRequest request) {
    Group group = files.group(name(request.groupName()));
    User user = user(request.userName());
    files
        .memberships()
        .put(
            memberKey(group, user),
            AddUserToGroupRequest.builder()
                .groupName(group.groupName())
                .userName(user.userName())
                .build());
    return AddUserToGroupResponse.builder().build();
  }

  RemoveUserFromGroupResponse removeUser(RemoveUserFromGroupRequest request) {
    Group group = files.group(name(request.groupName()));
    User user = user(request.userName());
    files.memberships().remove(memberKey(group, user));
    return RemoveUserFromGroupResponse.builder().build();
  }

  private static String memberKey(Group group, User user) {
    return Holder.GROUP.keyOf(group.groupName()) + IamFiles.key(user.userName());
  }

  private User user(@Nullable String name) {
    return files.user(IamRules.name("userName", name, IamRules.NAME_LENGTH));
  }

  private static String name(@Nullable String name) {
    return IamRules.name("groupName", name, IamRules.LONG_NAME_LENGTH);
  }
}
