package dev.tarn.account.kms;

import dev.tarn.account.request.Page;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** Names for keys. */
final class AliasOperations {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9:/_-]+");
  private static final int LONGEST_NAME = 256;
  private static final int MOST = 100;
  private static final int DEFAULT = 50;
  private static final int BAD_REQUEST = 400;

  private final KmsFiles files;
  private final KeyLookup lookup;
  private final Clock clock;

  AliasOperations(KmsFiles files, KeyLookup lookup, Clock clock) {
    this.files = files;
    this.lookup = lookup;
    this.clock = clock;
  }

  CreateAliasResponse create(CreateAliasRequest request) {
    String name = name(request.aliasName());
    KeyMetadata key = lookup.changeable(request.targetKeyId());
    if (files.aliases().find(name).isPresent()) {
      throw KmsErrors.alreadyExists(
          "An alias with the name " + lookup.aliasArn(name) + " already exists");
    }
    files
        .aliases()
        .put(
            name,
            AliasListEntry.builder()
                .aliasName(name)
                .aliasArn(lookup.aliasArn(name))
                .targetKeyId(key.keyId())
                .creationDate(clock.instant())
                .lastUpdatedDate(clock.instant())
                .build());
    return CreateAliasResponse.builder().build();
  }

  UpdateAliasResponse update(UpdateAliasRequest request) {
    AliasListEntry alias = find(name(request.aliasName()));
    KeyMetadata key = lookup.changeable(request.targetKeyId());
    files
        .aliases()
        .put(
            alias.aliasName(),
            alias.toBuilder().targetKeyId(key.keyId()).lastUpdatedDate(clock.instant()).build());
    return UpdateAliasResponse.builder().build();
  }

  DeleteAliasResponse delete(DeleteAliasRequest request) {
    files.aliases().remove(find(name(request.aliasName())).aliasName());
    return DeleteAliasResponse.builder().build();
  }

  ListAliasesResponse list(ListAliasesRequest request) {
    String keyId = request.keyId() == null ? "" : lookup.findByIdOnly(request.keyId()).keyId();
    Page<AliasListEntry> page =
        Page.of(
            files.aliases().all(),
            alias -> keyId.isEmpty() || keyId.equals(alias.targetKeyId()),
            KeyOperations.cut(
                "ListAliases" + keyId, request.marker(), request.limit(), MOST, DEFAULT));
    return ListAliasesResponse.builder()
        .aliases(page.items())
        .truncated(page.hasMore())
        .nextMarker(page.nextToken())
        .build();
  }

  private AliasListEntry find(String name) {
    return files
        .aliases()
        .find(name)
        .orElseThrow(() -> KmsErrors.notFound("Alias " + lookup.aliasArn(name) + " is not found."));
  }

  private static String name(@Nullable String name) {
    Constraints.withValues()
        .notNull("aliasName", name)
        .length("aliasName", name, 1, LONGEST_NAME)
        .orThrow(AwsErrors::validation);
    if (name == null || !name.startsWith(KeyLookup.ALIAS_PREFIX)) {
      throw AwsErrors.validation("Invalid identifier");
    }
    if (name.equals(KeyLookup.ALIAS_PREFIX) || !NAME.matcher(name).matches()) {
      throw AwsErrors.validation(
          "1 validation error detected: Value '"
              + name
              + "' at 'aliasName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: ^[a-zA-Z0-9:/_-]+$");
    }
    if (name.startsWith(AwsManagedKeys.PREFIX)) {
      throw AwsErrors.of("NotAuthorizedException", "", BAD_REQUEST);
    }
    return name;
  }
}
