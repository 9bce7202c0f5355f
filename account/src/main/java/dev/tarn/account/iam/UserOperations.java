package dev.tarn.account.iam;

import dev.tarn.account.request.Page;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Users. They cannot be renamed here, because everything that is theirs is kept by their name. */
final class UserOperations {
  private static final @Nullable Collection<Tag> NO_TAGS = null;

  private final IamFiles files;
  private final AwsAccount account;
  private final UniqueIds ids;
  private final Clock clock;
  private final Boundaries boundaries;

  UserOperations(IamFiles files, AwsAccount account, UniqueIds ids, Clock clock) {
    this.files = files;
    this.account = account;
    this.ids = ids;
    this.clock = clock;
    this.boundaries = new Boundaries(files);
  }

  CreateUserResponse create(CreateUserRequest request) {
    String name = name(request.userName());
    String path = IamRules.path(request.path());
    if (files.users().find(IamFiles.key(name)).isPresent()) {
      throw IamErrors.alreadyExists("User with name " + name + " already exists.");
    }
    User user =
        User.builder()
            .userName(name)
            .path(path)
            .userId(ids.withPrefix("AIDA", 17))
            .arn(account.globalArn("iam", "user" + path + name))
            .createDate(clock.instant().truncatedTo(ChronoUnit.SECONDS))
            .permissionsBoundary(boundaries.of(request.permissionsBoundary()))
            .tags(IamRules.newTags(request.tags()))
            .build();
    keep(user);
    return CreateUserResponse.builder().user(user).build();
  }

  /** Without a name: the user whose access key made the call, else the account's root. */
  GetUserResponse get(GetUserRequest request) {
    if (request.userName() != null) {
      return GetUserResponse.builder().user(find(request.userName())).build();
    }
    Optional<User> caller =
        files
            .accessKeys()
            .find(Caller.currentAccessKeyId())
            .map(AccessKey::userName)
            .map(files::user);
    return GetUserResponse.builder()
        .user(
            caller.orElseGet(() ->
                User.builder()
                    .userId(account.accountId())
                    .arn(account.globalArn("iam", "root"))
                    .path("/")
                    .build()))
        .build();
  }

  ListUsersResponse list(ListUsersRequest request) {
    String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
    Page<User> page =
        Page.of(
            files.users().all(),
            user -> user.path().startsWith(prefix),
            IamRules.page("ListUsers" + prefix, request.marker(), request.maxItems()));
    return ListUsersResponse.builder()
        .users(page.map(UserOperations::listed))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  /** In listings IAM leaves tags and the boundary out. */
  private static User listed(User user) {
    return user.toBuilder().permissionsBoundary(Boundaries.NONE).tags(NO_TAGS).build();
  }

  UpdateUserResponse update(UpdateUserRequest request) {
    User user = find(request.userName());
    if (request.newUserName() != null && !request.newUserName().equals(user.userName())) {
      throw AwsErrors.notImplemented("IAM", "UpdateUser with NewUserName");
    }
    if (request.newPath() != null) {
      String path = IamRules.path(request.newPath());
      keep(
          user.toBuilder()
              .path(path)
              .arn(account.globalArn("iam", "user" + path + user.userName()))
              .build());
    }
    return UpdateUserResponse.builder().build();
  }

  DeleteUserResponse delete(DeleteUserRequest request) {
    User user = find(request.userName());
    boolean hasKeys =
        files.accessKeys().all().values().stream()
            .anyMatch(key -> key.userName().equals(user.userName()));
    if (hasKeys) {
      throw IamErrors.deleteConflict("Cannot delete entity, must delete access keys first.");
    }
    files.requireNoPolicies(Holder.USER.keyOf(user.userName()));
    boolean isMember =
        files.memberships().all().values().stream()
            .anyMatch(member -> member.userName().equals(user.userName()));
    if (isMember) {
      throw IamErrors.deleteConflict("Cannot delete entity, must remove users from group first.");
    }
    files.users().remove(IamFiles.key(user.userName()));
    return DeleteUserResponse.builder().build();
  }

  TagUserResponse tag(TagUserRequest request) {
    User user = find(request.userName());
    keep(user.toBuilder().tags(IamRules.mergedTags(user.tags(), request.tags())).build());
    return TagUserResponse.builder().build();
  }

  UntagUserResponse untag(UntagUserRequest request) {
    User user = find(request.userName());
    keep(user.toBuilder().tags(IamRules.withoutTags(user.tags(), request.tagKeys())).build());
    return UntagUserResponse.builder().build();
  }

  ListUserTagsResponse listTags(ListUserTagsRequest request) {
    return ListUserTagsResponse.builder()
        .tags(find(request.userName()).tags())
        .isTruncated(false)
        .build();
  }

  PutUserPermissionsBoundaryResponse putBoundary(PutUserPermissionsBoundaryRequest request) {
    User user = find(request.userName());
    String arn = IamRules.required("permissionsBoundary", request.permissionsBoundary());
    keep(user.toBuilder().permissionsBoundary(boundaries.of(arn)).build());
    return PutUserPermissionsBoundaryResponse.builder().build();
  }

  DeleteUserPermissionsBoundaryResponse deleteBoundary(
      DeleteUserPermissionsBoundaryRequest request) {
    User user = find(request.userName());
    keep(user.toBuilder().permissionsBoundary(Boundaries.NONE).build());
    return DeleteUserPermissionsBoundaryResponse.builder().build();
  }

  private User find(@Nullable String name) {
    return files.user(name(name));
  }

  private void keep(User user) {
    files.users().put(IamFiles.key(user.userName()), user);
  }

  private static String name(@Nullable String name) {
    return IamRules.name("userName", name, IamRules.NAME_LENGTH);
  }
}
