package dev.tarn.account.kms;

import dev.tarn.account.request.Page;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** Keys from creation to deletion. */
final class KeyOperations {
  private static final int LONGEST_DESCRIPTION = 8192;
  private static final int SHORTEST_WINDOW = 7;
  private static final int LONGEST_WINDOW = 30;
  private static final int MOST = 1000;
  private static final int DEFAULT = 100;

  private final KmsFiles files;
  private final KeyLookup lookup;
  private final NewKeys newKeys;
  private final Clock clock;

  KeyOperations(KmsFiles files, KeyLookup lookup, NewKeys newKeys, Clock clock) {
    this.files = files;
    this.lookup = lookup;
    this.newKeys = newKeys;
    this.clock = clock;
  }

  CreateKeyResponse create(CreateKeyRequest request) {
    String description = Objects.requireNonNullElse(request.description(), "");
    checkDescription(description);
    requireSymmetric(request);
    if (request.policy() != null) {
      KeySettingOperations.checkPolicy(request.policy());
    }
    List<Tag> tags = KeyTags.merged(List.of(), request.tags());
    KeyMetadata key =
        newKeys.create(
            KeyManagerType.CUSTOMER, new NewKeys.Wish(description, request.policy(), tags));
    return CreateKeyResponse.builder().keyMetadata(key).build();
  }

  @SuppressWarnings("deprecation") // the older member of the same meaning
  private static void requireSymmetric(CreateKeyRequest request) {
    String spec =
        request.keySpecAsString() == null
            ? request.customerMasterKeySpecAsString()
            : request.keySpecAsString();
    if (spec != null && !spec.equals(KeySpec.SYMMETRIC_DEFAULT.toString())) {
      throw AwsErrors.notImplemented("KMS", "CreateKey with KeySpec " + spec);
    }
    String usage = request.keyUsageAsString();
    if (usage != null && !usage.equals(KeyUsageType.ENCRYPT_DECRYPT.toString())) {
      throw AwsErrors.notImplemented("KMS", "CreateKey with KeyUsage " + usage);
    }
    String origin = request.originAsString();
    if (origin != null && !origin.equals(OriginType.AWS_KMS.toString())) {
      throw AwsErrors.notImplemented("KMS", "CreateKey with Origin " + origin);
    }
    if (Boolean.TRUE.equals(request.multiRegion())) {
      throw AwsErrors.notImplemented("KMS", "CreateKey with MultiRegion");
    }
  }

  DescribeKeyResponse describe(DescribeKeyRequest request) {
    return DescribeKeyResponse.builder().keyMetadata(lookup.find(request.keyId())).build();
  }

  ListKeysResponse list(ListKeysRequest request) {
    Page<KeyMetadata> page =
        Page.of(
            files.keys().all(),
            key -> key.deletionDate() == null || key.deletionDate().isAfter(clock.instant()),
            cut("ListKeys", request.marker(), request.limit(), MOST, DEFAULT));
    return ListKeysResponse.builder()
        .keys(page.map(key -> KeyListEntry.builder().keyId(key.keyId()).keyArn(key.arn()).build()))
        .truncated(page.hasMore())
        .nextMarker(page.nextToken())
        .build();
  }

  /** The page that a listing wants. */
  static Page.Cut cut(
      String listing, @Nullable String marker, @Nullable Integer limit, int most, int otherwise) {
    Constraints.withValues().range("limit", limit, 1, most).orThrow(AwsErrors::validation);
    return new Page.Cut(
        listing, marker, limit == null ? otherwise : limit, KmsErrors::invalidMarker);
  }

  EnableKeyResponse enable(EnableKeyRequest request) {
    setState(lookup.changeable(request.keyId()), KeyState.ENABLED);
    return EnableKeyResponse.builder().build();
  }

  DisableKeyResponse disable(DisableKeyRequest request) {
    setState(lookup.changeable(request.keyId()), KeyState.DISABLED);
    return DisableKeyResponse.builder().build();
  }

  private void setState(KeyMetadata key, KeyState state) {
    keep(key.toBuilder().keyState(state).enabled(state == KeyState.ENABLED).build());
  }

  ScheduleKeyDeletionResponse scheduleDeletion(ScheduleKeyDeletionRequest request) {
    Constraints.withValues()
        .range(
            "pendingWindowInDays", request.pendingWindowInDays(), SHORTEST_WINDOW, LONGEST_WINDOW)
        .orThrow(AwsErrors::validation);
    KeyMetadata key = lookup.changeable(request.keyId());
    if (key.keyManager() == KeyManagerType.AWS) {
      throw AwsErrors.accessDenied("AWS managed key " + key.arn() + " cannot be deleted.");
    }
    int days = Objects.requireNonNullElse(request.pendingWindowInDays(), LONGEST_WINDOW);
    KeyMetadata changed =
        key.toBuilder()
            .keyState(KeyState.PENDING_DELETION)
            .enabled(false)
            .deletionDate(clock.instant().plus(Duration.ofDays(days)))
            .build();
    keep(changed);
    return ScheduleKeyDeletionResponse.builder()
        .keyId(changed.arn())
        .deletionDate(changed.deletionDate())
        .keyState(changed.keyState())
        .pendingWindowInDays(days)
        .build();
  }

  /** The key is disabled afterwards. */
  CancelKeyDeletionResponse cancelDeletion(CancelKeyDeletionRequest request) {
    KeyMetadata key = lookup.findByIdOnly(request.keyId());
    if (key.keyState() != KeyState.PENDING_DELETION) {
      throw KmsErrors.invalidState(key.arn() + " is not pending deletion.");
    }
    keep(key.toBuilder().keyState(KeyState.DISABLED).deletionDate(null).build());
    return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
  }

  UpdateKeyDescriptionResponse updateDescription(UpdateKeyDescriptionRequest request) {
    Constraints.withValues()
        .notNull("description", request.description())
        .orThrow(AwsErrors::validation);
    checkDescription(request.description());
    KeyMetadata key = lookup.changeable(request.keyId());
    keep(key.toBuilder().description(request.description()).build());
    return UpdateKeyDescriptionResponse.builder().build();
  }

  private static void checkDescription(String description) {
    Constraints.withValues()
        .length("description", description, 0, LONGEST_DESCRIPTION)
        .orThrow(AwsErrors::validation);
  }

  private void keep(KeyMetadata key) {
    files.keys().put(key.keyId(), key);
  }
}
