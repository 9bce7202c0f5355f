package dev.tarn.query.workgroup;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.AclConfiguration;
import software.amazon.awssdk.services.athena.model.CustomerContentEncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfigurationUpdates;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupConfigurationUpdates;

/**
 * How UpdateWorkGroup changes a configuration: members that are sent replace, Remove flags clear.
 */
final class WorkGroupUpdates {
  private WorkGroupUpdates() {}

  static WorkGroupConfiguration apply(
      WorkGroupConfiguration before, WorkGroupConfigurationUpdates updates) {
    var after =
        before.toBuilder()
            .enforceWorkGroupConfiguration(
                newer(
                    updates.enforceWorkGroupConfiguration(),
                    before.enforceWorkGroupConfiguration()))
            .publishCloudWatchMetricsEnabled(
                newer(
                    updates.publishCloudWatchMetricsEnabled(),
                    before.publishCloudWatchMetricsEnabled()))
            .requesterPaysEnabled(
                newer(updates.requesterPaysEnabled(), before.requesterPaysEnabled()))
            .enableMinimumEncryptionConfiguration(
                newer(
                    updates.enableMinimumEncryptionConfiguration(),
                    before.enableMinimumEncryptionConfiguration()))
            .bytesScannedCutoffPerQuery(
                newer(updates.bytesScannedCutoffPerQuery(), before.bytesScannedCutoffPerQuery()))
            .additionalConfiguration(
                newer(updates.additionalConfiguration(), before.additionalConfiguration()))
            .executionRole(newer(updates.executionRole(), before.executionRole()));
    if (updates.customerContentEncryptionConfiguration() != null) {
      after.customerContentEncryptionConfiguration(
          updates.customerContentEncryptionConfiguration());
    }
    if (updates.queryResultsS3AccessGrantsConfiguration() != null) {
      after.queryResultsS3AccessGrantsConfiguration(
          updates.queryResultsS3AccessGrantsConfiguration());
    }
    if (updates.monitoringConfiguration() != null) {
      after.monitoringConfiguration(updates.monitoringConfiguration());
    }
    if (updates.engineConfiguration() != null) {
      after.engineConfiguration(updates.engineConfiguration());
    }
    if (updates.engineVersion() != null) {
      after.engineVersion(EngineVersions.resolve(updates.engineVersion()));
    }
    if (isTrue(updates.removeBytesScannedCutoffPerQuery())) {
      after.bytesScannedCutoffPerQuery(null);
    }
    if (isTrue(updates.removeCustomerContentEncryptionConfiguration())) {
      after.customerContentEncryptionConfiguration((CustomerContentEncryptionConfiguration) null);
    }
    if (updates.resultConfigurationUpdates() != null) {
      after.resultConfiguration(
          apply(before.resultConfiguration(), updates.resultConfigurationUpdates()));
    }
    after.managedQueryResultsConfiguration(
        ManagedResultsRules.updated(
            before.managedQueryResultsConfiguration(),
            updates.managedQueryResultsConfigurationUpdates()));
    WorkGroupConfiguration updated = after.build();
    if (ManagedResultsRules.isEnabled(updated.managedQueryResultsConfiguration())) {
      ManagedResultsRules.checkAlone(updated.resultConfiguration());
    }
    return updated;
  }

  private static ResultConfiguration apply(
      @Nullable ResultConfiguration before, ResultConfigurationUpdates updates) {
    ResultConfiguration known = before == null ? ResultConfiguration.builder().build() : before;
    var after = known.toBuilder();
    if (updates.outputLocation() != null) {
      OutputLocation.parse(updates.outputLocation());
    }
    after.outputLocation(newer(updates.outputLocation(), known.outputLocation()));
    if (updates.encryptionConfiguration() != null) {
      after.encryptionConfiguration(updates.encryptionConfiguration());
    }
    after.expectedBucketOwner(newer(updates.expectedBucketOwner(), known.expectedBucketOwner()));
    if (updates.aclConfiguration() != null) {
      after.aclConfiguration(updates.aclConfiguration());
    }
    if (isTrue(updates.removeOutputLocation())) {
      after.outputLocation(null);
    }
    if (isTrue(updates.removeEncryptionConfiguration())) {
      after.encryptionConfiguration((EncryptionConfiguration) null);
    }
    if (isTrue(updates.removeExpectedBucketOwner())) {
      after.expectedBucketOwner(null);
    }
    if (isTrue(updates.removeAclConfiguration())) {
      after.aclConfiguration((AclConfiguration) null);
    }
    return after.build();
  }

  private static <T> @Nullable T newer(@Nullable T sent, @Nullable T before) {
    return sent == null ? before : sent;
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}
