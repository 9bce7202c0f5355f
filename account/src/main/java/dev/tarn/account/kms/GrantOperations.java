package dev.tarn.account.kms;

import dev.tarn.account.request.Page;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** Grants: kept and answered, not enforced. */
final class GrantOperations {
  private static final int MOST = 100;
  private static final int DEFAULT = 50;
  private static final int BAD_REQUEST = 400;

  private final KmsFiles files;
  private final KeyLookup lookup;
  private final AwsAccount account;
  private final UniqueIds ids;
  private final Clock clock;

  GrantOperations(
      KmsFiles files, KeyLookup lookup, AwsAccount account, UniqueIds ids, Clock clock) {
    this.files = files;
    this.lookup = lookup;
    this.account = account;
    this.ids = ids;
    this.clock = clock;
  }

  CreateGrantResponse create(CreateGrantRequest request) {
    Constraints.withValues()
        .notNull("granteePrincipal", request.granteePrincipal())
        .notNull("operations", request.hasOperations() ? request.operations() : null)
        .orThrow(AwsErrors::validation);
    KeyMetadata key = KeyLookup.requireUsable(lookup.changeable(request.keyId()));
    String id = (ids.uuid() + ids.uuid()).replace("-", "");
    files
        .grants()
        .put(
            key.keyId() + "/" + id,
            GrantListEntry.builder()
                .keyId(key.arn())
                .grantId(id)
                .name(request.name())
                .creationDate(clock.instant())
                .granteePrincipal(request.granteePrincipal())
                .retiringPrincipal(request.retiringPrincipal())
                .issuingAccount(account.globalArn("iam", "root"))
                .operationsWithStrings(request.operationsAsStrings())
                .constraints(request.constraints())
                .build());
    return CreateGrantResponse.builder().grantId(id).grantToken(token(id)).build();
  }

  ListGrantsResponse list(ListGrantsRequest request) {
    KeyMetadata key = lookup.findByIdOnly(request.keyId());
    Predicate<GrantListEntry> wanted =
        grant ->
            (request.grantId() == null || request.grantId().equals(grant.grantId()))
                && (request.granteePrincipal() == null
                    || request.granteePrincipal().equals(grant.granteePrincipal()));
    Page<GrantListEntry> page =
        Page.of(
            KmsFiles.of(files.grants(), key.keyId()),
            wanted,
            KeyOperations.cut(
                "Grants" + key.keyId(), request.marker(), request.limit(), MOST, DEFAULT));
    return ListGrantsResponse.builder()
        .grants(page.items())
        .truncated(page.hasMore())
        .nextMarker(page.nextToken())
        .build();
  }

  RevokeGrantResponse revoke(RevokeGrantRequest request) {
    remove(request.keyId(), request.grantId());
    return RevokeGrantResponse.builder().build();
  }

  RetireGrantResponse retire(RetireGrantRequest request) {
    if (request.grantToken() == null) {
      remove(request.keyId(), request.grantId());
      return RetireGrantResponse.builder().build();
    }
    Optional<String> granted =
        files.grants().all().entrySet().stream()
            .filter(entry -> token(entry.getValue().grantId()).equals(request.grantToken()))
            .map(Map.Entry::getKey)
            .findFirst();
    files
        .grants()
        .remove(
            granted.orElseThrow(() ->
                AwsErrors.of("InvalidGrantTokenException", "Invalid grant token.", BAD_REQUEST)));
    return RetireGrantResponse.builder().build();
  }

  private void remove(@Nullable String keyId, @Nullable String grantId) {
    Constraints.withValues().notNull("grantId", grantId).orThrow(AwsErrors::validation);
    KeyMetadata key = lookup.findByIdOnly(keyId);
    if (!files.grants().remove(key.keyId() + "/" + grantId)) {
      throw KmsErrors.notFound("Grant ID " + grantId + " not found");
    }
  }

  private static String token(String grantId) {
    return Base64.getEncoder()
        .encodeToString(("grant-" + grantId).getBytes(StandardCharsets.UTF_8));
  }
}
