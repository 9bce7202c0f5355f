package dev.tarn.query.workgroup;

import dev.tarn.protocol.validation.Constraints;
import dev.tarn.query.failure.InvalidRequests;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsConfiguration;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsConfigurationUpdates;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsEncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;

/** What a work group may say of results that Athena keeps itself. */
// https://docs.aws.amazon.com/athena/latest/APIReference/API_ManagedQueryResultsConfiguration.html
public final class ManagedResultsRules {
  private static final ResultConfiguration NONE = ResultConfiguration.builder().build();
  private static final Pattern KEY =
      Pattern.compile(
          "arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key/?|alias/)[a-zA-Z0-9_+=,.@/-]+"
              + "|alias/[a-zA-Z0-9/_-]+"
              + "|[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}");

  private ManagedResultsRules() {}

  static boolean isEnabled(@Nullable ManagedQueryResultsConfiguration managed) {
    return managed != null && Boolean.TRUE.equals(managed.enabled());
  }

  /** Checks what CreateWorkGroup says. */
  static void check(String path, @Nullable ManagedQueryResultsConfiguration managed) {
    if (managed != null) {
      Constraints constraints =
          Constraints.withoutValues().notNull(path + ".enabled", managed.enabled());
      check(constraints, path, managed.encryptionConfiguration());
    }
  }

  /** Checks what UpdateWorkGroup says. */
  static void check(String path, @Nullable ManagedQueryResultsConfigurationUpdates managed) {
    if (managed != null) {
      check(Constraints.withoutValues(), path, managed.encryptionConfiguration());
    }
  }

  private static void check(
      Constraints constraints,
      String path,
      @Nullable ManagedQueryResultsEncryptionConfiguration encryption) {
    if (encryption != null) {
      String member = path + ".encryptionConfiguration.kmsKey";
      constraints.notNull(member, encryption.kmsKey()).pattern(member, encryption.kmsKey(), KEY);
    }
    constraints.orThrow(InvalidRequests::invalidInput);
  }

  /** Results are kept by Athena or go to a bucket; nobody may say both. */
  // The text: https://github.com/opencost/opencost/issues/3257
  public static void checkAlone(@Nullable ResultConfiguration results) {
    if (results != null && !results.equals(NONE)) {
      throw InvalidRequests.invalidInput(
          "ManagedQueryResultsConfiguration and ResultConfiguration cannot be set together.");
    }
  }

  static @Nullable ManagedQueryResultsConfiguration updated(
      @Nullable ManagedQueryResultsConfiguration before,
      @Nullable ManagedQueryResultsConfigurationUpdates updates) {
    if (updates == null) {
      return before;
    }
    var after =
        before == null
            ? ManagedQueryResultsConfiguration.builder().enabled(false)
            : before.toBuilder();
    if (updates.enabled() != null) {
      after.enabled(updates.enabled());
    }
    if (updates.encryptionConfiguration() != null) {
      after.encryptionConfiguration(updates.encryptionConfiguration());
    }
    if (Boolean.TRUE.equals(updates.removeEncryptionConfiguration())) {
      after.encryptionConfiguration((ManagedQueryResultsEncryptionConfiguration) null);
    }
    return after.build();
  }
}
