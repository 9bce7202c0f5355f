package dev.tarn.account.kms;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/** Finds keys by what callers name them: id, ARN, alias, or the ARN of an alias. */
final class KeyLookup {
  static final String ALIAS_PREFIX = "alias/";

  private static final String KEY_PREFIX = "key/";
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int LONGEST_ID = 2048;

  private final KmsFiles files;
  private final AwsAccount account;
  private final AwsManagedKeys ofAws;
  private final Clock clock;

  KeyLookup(KmsFiles files, AwsAccount account, AwsManagedKeys ofAws, Clock clock) {
    this.files = files;
    this.account = account;
    this.ofAws = ofAws;
    this.clock = clock;
  }

  /** The key, in whatever state; aliases are good. */
  KeyMetadata find(@Nullable String requested) {
    String name = resource(requested);
    return name.startsWith(ALIAS_PREFIX) ? byAlias(name) : byId(name);
  }

  /** The key for what changes it: AWS takes no alias there. */
  KeyMetadata findByIdOnly(@Nullable String requested) {
    String name = resource(requested);
    if (name.startsWith(ALIAS_PREFIX)) {
      throw KmsErrors.notFound("Invalid keyId '" + requested + "'");
    }
    return byId(name);
  }

  /** A key that is not about to be deleted, for what changes it. */
  KeyMetadata changeable(@Nullable String requested) {
    KeyMetadata key = findByIdOnly(requested);
    if (key.keyState() == KeyState.PENDING_DELETION) {
      throw KmsErrors.pendingDeletion(key.arn());
    }
    return key;
  }

  /** A key that can encrypt and decrypt. */
  KeyMetadata usable(@Nullable String requested) {
    return requireUsable(find(requested));
  }

  static KeyMetadata requireUsable(KeyMetadata key) {
    if (key.keyState() == KeyState.PENDING_DELETION) {
      throw KmsErrors.pendingDeletion(key.arn());
    }
    if (key.keyState() != KeyState.ENABLED) {
      throw KmsErrors.disabled(key.arn());
    }
    return key;
  }

  String aliasArn(String aliasName) {
    return account.arn("kms", aliasName);
  }

  /** What follows the account in an ARN, or the id itself as {@code key/…}. */
  private String resource(@Nullable String requested) {
    Constraints.withValues()
        .notNull("keyId", requested)
        .length("keyId", requested, 1, LONGEST_ID)
        .orThrow(AwsErrors::validation);
    if (requested == null) {
      throw new IllegalStateException("checked above");
    }
    if (!requested.startsWith("arn:")) {
      return requested.startsWith(ALIAS_PREFIX) ? requested : KEY_PREFIX + requested;
    }
    String[] parts = requested.split(":", 6);
    if (parts.length < 6
        || !parts[2].equals("kms")
        || !(parts[5].startsWith(KEY_PREFIX) || parts[5].startsWith(ALIAS_PREFIX))) {
      throw AwsErrors.of("InvalidArnException", "Invalid arn " + requested, 400);
    }
    if (!parts[3].equals(account.region())) {
      throw KmsErrors.notFound("Invalid arn " + parts[3]);
    }
    if (!parts[4].equals(account.accountId())) {
      throw KmsErrors.notFound("Key '" + requested + "' does not exist");
    }
    return parts[5];
  }

  private KeyMetadata byAlias(String name) {
    String id =
        files
            .aliases()
            .find(name)
            .map(AliasListEntry::targetKeyId)
            .or(() -> ofAws.create(name))
            .orElseThrow(() -> KmsErrors.notFound("Alias " + aliasArn(name) + " is not found."));
    return byId(KEY_PREFIX + id);
  }

  private KeyMetadata byId(String name) {
    String id = name.substring(KEY_PREFIX.length());
    if (!UUID.matcher(id).matches()) {
      throw KmsErrors.notFound("Invalid keyId '" + id + "'");
    }
    KeyMetadata key = files.keys().find(id).orElseThrow(() -> missing(id));
    if (key.deletionDate() != null && !key.deletionDate().isAfter(clock.instant())) {
      files.delete(id);
      throw missing(id);
    }
    return key;
  }

  private RuntimeException missing(String id) {
    return KmsErrors.notFound("Key '" + account.arn("kms", KEY_PREFIX + id) + "' does not exist");
  }
}
