package dev.tarn.catalog.transfer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseIdentifier;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableIdentifier;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * Resource links in a form that can be copied: a target in the link's own account stays in the
 * link's own account, and a link to a table is just that, without the properties of its target that
 * a listing shows under the link's name.
 */
final class LinkTargets {
  private LinkTargets() {}

  /** The entity, or what is to be copied of it when it is a link. */
  static SdkPojo portable(SdkPojo entity) {
    return switch (entity) {
      case Database database -> portable(database);
      case Table table -> portable(table);
      default -> entity;
    };
  }

  private static Database portable(Database database) {
    DatabaseIdentifier target = database.targetDatabase();
    return target == null
        ? database
        : database.toBuilder().targetDatabase(within(database.catalogId(), target)).build();
  }

  static DatabaseInput portable(DatabaseInput input, @Nullable String ownCatalogId) {
    DatabaseIdentifier target = input.targetDatabase();
    return target == null
        ? input
        : input.toBuilder().targetDatabase(within(ownCatalogId, target)).build();
  }

  private static Table portable(Table table) {
    TableIdentifier target = table.targetTable();
    return target == null
        ? table
        : Table.builder()
            .databaseName(table.databaseName())
            .name(table.name())
            .targetTable(within(table.catalogId(), target))
            .build();
  }

  static TableInput portable(TableInput input, @Nullable String ownCatalogId) {
    TableIdentifier target = input.targetTable();
    return target == null
        ? input
        : TableInput.builder().name(input.name()).targetTable(within(ownCatalogId, target)).build();
  }

  private static DatabaseIdentifier within(
      @Nullable String ownCatalogId, DatabaseIdentifier target) {
    return Objects.equals(ownCatalogId, target.catalogId())
        ? target.toBuilder().catalogId(null).build()
        : target;
  }

  private static TableIdentifier within(@Nullable String ownCatalogId, TableIdentifier target) {
    return Objects.equals(ownCatalogId, target.catalogId())
        ? target.toBuilder().catalogId(null).build()
        : target;
  }
}
