package dev.tarn.catalog.operations;

import dev.tarn.catalog.partition.StorageDefaults;
import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.protocol.AwsAccount;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Makes tables, and the next versions of tables, of what requests say about them. */
final class TableFactory {
  private static final String FIRST_VERSION = "0";

  private final AwsAccount account;
  private final Clock clock;

  TableFactory(AwsAccount account, Clock clock) {
    this.account = account;
    this.clock = clock;
  }

  Table create(Database database, TableInput input) {
    Instant now = clock.instant();
    Table.Builder table =
        Table.builder()
            .createTime(now)
            .updateTime(now)
            .createdBy(account.globalArn("iam", "root"))
            .isRegisteredWithLakeFormation(false)
            .databaseName(database.name())
            .catalogId(database.catalogId())
            .versionId(FIRST_VERSION);
    return describe(table, input).build();
  }

  /** The table with all its properties replaced. */
  Table update(Table old, TableInput input) {
    Table.Builder table =
        Table.builder()
            .createTime(old.createTime())
            .updateTime(clock.instant())
            .createdBy(old.createdBy())
            .isRegisteredWithLakeFormation(old.isRegisteredWithLakeFormation())
            .databaseName(old.databaseName())
            .catalogId(old.catalogId())
            .versionId(nextVersion(old));
    return describe(table, input).name(old.name()).build();
  }

  /** The table, changed in part, as the version that follows the old one. */
  Table follow(Table old, Table changed) {
    return changed.toBuilder().updateTime(clock.instant()).versionId(nextVersion(old)).build();
  }

  static void checkVersion(Table current, @Nullable String expected) {
    if (expected != null && !expected.equals(current.versionId())) {
      throw CatalogErrors.staleVersion();
    }
  }

  private static String nextVersion(Table old) {
    return Long.toString(Long.parseLong(old.versionId()) + 1);
  }

  /** What Glue answers of a table's own properties, also of those that nobody set. */
  private static Table.Builder describe(Table.Builder table, TableInput input) {
    ShapeCopy.copy(input, table);
    StorageDescriptor storage = input.storageDescriptor();
    table
        .name(Names.fold(input.name()))
        .retention(input.retention() == null ? 0 : input.retention())
        .storageDescriptor(storage == null ? null : StorageDefaults.complete(storage))
        .isMultiDialectView(isMultiDialectView(input));
    if (!input.hasPartitionKeys()) {
      table.partitionKeys(List.of());
    }
    if (!input.hasParameters()) {
      table.parameters(Map.of());
    }
    return table;
  }

  private static boolean isMultiDialectView(TableInput input) {
    return input.viewDefinition() != null && !input.viewDefinition().representations().isEmpty();
  }
}
