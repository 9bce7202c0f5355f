package dev.tarn.catalog.repository;

import dev.tarn.catalog.file.CatalogStorage;
import java.io.IOException;
import java.nio.file.Path;
import software.amazon.awssdk.services.glue.model.Connection;
import software.amazon.awssdk.services.glue.model.DataCatalogEncryptionSettings;
import software.amazon.awssdk.services.glue.model.GluePolicy;
import software.amazon.awssdk.services.glue.model.SecurityConfiguration;
import software.amazon.awssdk.services.glue.model.TagResourceRequest;

/**
 * What an account has beside its databases, each kind in a folder of its own.
 *
 * @param policies by ARN; the account's own under the catalog's ARN
 * @param settings one entity at most
 * @param tags by ARN
 */
public record AccountEntities(
    EntityFolder<Connection> connections,
    EntityFolder<SecurityConfiguration> securityConfigurations,
    EntityFolder<GluePolicy> policies,
    EntityFolder<DataCatalogEncryptionSettings> settings,
    EntityFolder<TagResourceRequest> tags) {

  /** Reads every folder below the directory. */
  public static AccountEntities load(Path directory, CatalogStorage storage) throws IOException {
    return new AccountEntities(
        EntityFolder.load(
            directory.resolve("connections"),
            storage,
            new EntityFolder.Kind<>("connection", Connection.class)),
        EntityFolder.load(
            directory.resolve("security-configurations"),
            storage,
            new EntityFolder.Kind<>("security-configuration", SecurityConfiguration.class)),
        EntityFolder.load(
            directory.resolve("resource-policies"),
            storage,
            new EntityFolder.Kind<>("resource-policy", GluePolicy.class)),
        EntityFolder.load(
            directory.resolve("settings"),
            storage,
            new EntityFolder.Kind<>("encryption-settings", DataCatalogEncryptionSettings.class)),
        EntityFolder.load(
            directory.resolve("tags"),
            storage,
            new EntityFolder.Kind<>("tags", TagResourceRequest.class)));
  }
}
