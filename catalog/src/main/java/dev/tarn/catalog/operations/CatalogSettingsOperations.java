package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.EntityFolder;
import dev.tarn.protocol.AwsAccount;
import java.time.Instant;
import software.amazon.awssdk.services.glue.model.CatalogEncryptionMode;
import software.amazon.awssdk.services.glue.model.CatalogImportStatus;
import software.amazon.awssdk.services.glue.model.DataCatalogEncryptionSettings;
import software.amazon.awssdk.services.glue.model.GetCatalogImportStatusRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogImportStatusResponse;
import software.amazon.awssdk.services.glue.model.GetDataCatalogEncryptionSettingsRequest;
import software.amazon.awssdk.services.glue.model.GetDataCatalogEncryptionSettingsResponse;
import software.amazon.awssdk.services.glue.model.ImportCatalogToGlueRequest;
import software.amazon.awssdk.services.glue.model.ImportCatalogToGlueResponse;
import software.amazon.awssdk.services.glue.model.PutDataCatalogEncryptionSettingsRequest;
import software.amazon.awssdk.services.glue.model.PutDataCatalogEncryptionSettingsResponse;

/**
 * Encryption settings, which are kept and change nothing here, and the state of Athena's import.
 */
public final class CatalogSettingsOperations {
  private static final String SETTINGS = "encryption";

  private final Catalogs catalogs;
  private final EntityFolder<DataCatalogEncryptionSettings> settings;
  private final AwsAccount account;

  public CatalogSettingsOperations(
      Catalogs catalogs, EntityFolder<DataCatalogEncryptionSettings> settings, AwsAccount account) {
    this.catalogs = catalogs;
    this.settings = settings;
    this.account = account;
  }

  public GetDataCatalogEncryptionSettingsResponse getDataCatalogEncryptionSettings(
      GetDataCatalogEncryptionSettingsRequest request) {
    Rules.check().optionalName("catalogId", request.catalogId()).orThrow();
    catalogs.require(request.catalogId());
    return GetDataCatalogEncryptionSettingsResponse.builder()
        .dataCatalogEncryptionSettings(
            complete(
                settings
                    .find(SETTINGS)
                    .orElseGet(() -> DataCatalogEncryptionSettings.builder().build())))
        .build();
  }

  /** A half that was never set, or left out when the settings were put, is off. */
  private static DataCatalogEncryptionSettings complete(DataCatalogEncryptionSettings kept) {
    DataCatalogEncryptionSettings.Builder complete = kept.toBuilder();
    if (kept.encryptionAtRest() == null) {
      complete.encryptionAtRest(e -> e.catalogEncryptionMode(CatalogEncryptionMode.DISABLED));
    }
    if (kept.connectionPasswordEncryption() == null) {
      complete.connectionPasswordEncryption(e -> e.returnConnectionPasswordEncrypted(false));
    }
    return complete.build();
  }

  public PutDataCatalogEncryptionSettingsResponse putDataCatalogEncryptionSettings(
      PutDataCatalogEncryptionSettingsRequest request) {
    DataCatalogEncryptionSettings given = request.dataCatalogEncryptionSettings();
    Rules rules =
        Rules.check()
            .optionalName("catalogId", request.catalogId())
            .required("dataCatalogEncryptionSettings", given);
    if (given != null && given.encryptionAtRest() != null) {
      String mode = given.encryptionAtRest().catalogEncryptionModeAsString();
      String path = "dataCatalogEncryptionSettings.encryptionAtRest.catalogEncryptionMode";
      rules.required(path, mode);
      rules.constraints().oneOf(path, mode, CatalogEncryptionMode.knownValues());
    }
    rules.orThrow();
    catalogs.require(request.catalogId());
    settings.put(SETTINGS, given);
    return PutDataCatalogEncryptionSettingsResponse.builder().build();
  }

  /** There has never been another catalog that would have to be imported. */
  public GetCatalogImportStatusResponse getCatalogImportStatus(
      GetCatalogImportStatusRequest request) {
    Rules.check().optionalName("catalogId", request.catalogId()).orThrow();
    catalogs.require(request.catalogId());
    return GetCatalogImportStatusResponse.builder()
        .importStatus(
            CatalogImportStatus.builder()
                .importCompleted(true)
                .importTime(Instant.EPOCH)
                .importedBy(account.globalArn("iam", "root"))
                .build())
        .build();
  }

  public ImportCatalogToGlueResponse importCatalogToGlue(ImportCatalogToGlueRequest request) {
    Rules.check().optionalName("catalogId", request.catalogId()).orThrow();
    catalogs.require(request.catalogId());
    return ImportCatalogToGlueResponse.builder().build();
  }
}
