package dev.tarn.account.iam;

import dev.tarn.account.request.Page;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.Caller;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Access keys of users. Calls signed with one are made by its user. */
final class AccessKeyOperations {
  private static final int QUOTA = 2;
  private static final int SECRET_BYTES = 30;

  private final IamFiles files;
  private final UniqueIds ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  AccessKeyOperations(IamFiles files, UniqueIds ids, Clock clock) {
    this.files = files;
    this.ids = ids;
    this.clock = clock;
  }

  CreateAccessKeyResponse create(CreateAccessKeyRequest request) {
    User user = user(request.userName());
    if (keysOf(user).size() >= QUOTA) {
      throw IamErrors.overQuota("AccessKeysPerUser", QUOTA);
    }
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    AccessKey key =
        AccessKey.builder()
            .userName(user.userName())
            .accessKeyId(ids.withPrefix("AKIA", 16))
            .secretAccessKey(Base64.getEncoder().encodeToString(secret))
            .status(StatusType.ACTIVE)
            .createDate(clock.instant().truncatedTo(ChronoUnit.SECONDS))
            .build();
    files.accessKeys().put(key.accessKeyId(), key);
    return CreateAccessKeyResponse.builder().accessKey(key).build();
  }

  ListAccessKeysResponse list(ListAccessKeysRequest request) {
    User user = user(request.userName());
    Page<AccessKey> page =
        Page.of(
            keysOf(user),
            key -> true,
            IamRules.page(
                "ListAccessKeys" + user.userName(), request.marker(), request.maxItems()));
    return ListAccessKeysResponse.builder()
        .accessKeyMetadata(
            page.map(key ->
                AccessKeyMetadata.builder()
                    .userName(key.userName())
                    .accessKeyId(key.accessKeyId())
                    .status(key.status())
                    .createDate(key.createDate())
                    .build()))
        .isTruncated(page.hasMore())
        .marker(page.nextToken())
        .build();
  }

  UpdateAccessKeyResponse update(UpdateAccessKeyRequest request) {
    AccessKey key = find(request.userName(), request.accessKeyId());
    StatusType status = IamRules.required("status", request.status());
    if (status != StatusType.ACTIVE && status != StatusType.INACTIVE) {
      throw IamErrors.validation(
          "1 validation error detected: Value '"
              + request.statusAsString()
              + "' at 'status' failed to satisfy constraint: Member must satisfy enum value set:"
              + " [Active, Inactive]");
    }
    files.accessKeys().put(key.accessKeyId(), key.toBuilder().status(status).build());
    return UpdateAccessKeyResponse.builder().build();
  }

  DeleteAccessKeyResponse delete(DeleteAccessKeyRequest request) {
    files.accessKeys().remove(find(request.userName(), request.accessKeyId()).accessKeyId());
    return DeleteAccessKeyResponse.builder().build();
  }

  /** Uses are not recorded, so that every key is answered as never used. */
  GetAccessKeyLastUsedResponse lastUsed(GetAccessKeyLastUsedRequest request) {
    AccessKey key = find(null, request.accessKeyId());
    return GetAccessKeyLastUsedResponse.builder()
        .userName(key.userName())
        .accessKeyLastUsed(used -> used.serviceName("N/A").region("N/A"))
        .build();
  }

  private NavigableMap<String, AccessKey> keysOf(User user) {
    NavigableMap<String, AccessKey> keys = new TreeMap<>(files.accessKeys().all());
    keys.values().removeIf(key -> !key.userName().equals(user.userName()));
    return keys;
  }

  private AccessKey find(@Nullable String userName, @Nullable String requestedId) {
    String id = IamRules.required("accessKeyId", requestedId);
    String owner = userName == null ? null : user(userName).userName();
    return files
        .accessKeys()
        .find(id)
        .filter(key -> owner == null || key.userName().equals(owner))
        .orElseThrow(
            () -> IamErrors.noSuchEntity("The Access Key with id " + id + " cannot be found."));
  }

  /** Without a name, the user whose access key made the call. */
  private User user(@Nullable String name) {
    if (name != null) {
      return files.user(IamRules.name("userName", name, IamRules.NAME_LENGTH));
    }
    return files
        .accessKeys()
        .find(Caller.currentAccessKeyId())
        .map(key -> files.user(key.userName()))
        .orElseThrow(() -> AwsErrors.notImplemented("IAM", "access keys of the root user"));
  }
}
