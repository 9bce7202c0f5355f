package dev.tarn.catalog.iceberg;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.iceberg.TableMetadata;
import software.amazon.awssdk.services.glue.model.IcebergTableUpdate;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** The next metadata of tables that exist. */
final class TableCommits {
  private final MetadataFiles files;

  TableCommits(MetadataFiles files) {
    this.files = files;
  }

  Table commit(Table current, List<IcebergTableUpdate> updates) {
    return commit(
        current, base -> IcebergRefusals.judged(() -> MetadataUpdates.apply(base, updates)));
  }

  Table commit(Table current, UnaryOperator<TableMetadata> change) {
    String previous =
        Objects.requireNonNull(current.parameters().get(IcebergTables.METADATA_LOCATION));
    TableMetadata base = files.read(previous);
    TableMetadata changed = change.apply(base);
    if (changed.equals(base)) {
      return current;
    }
    Map<String, String> parameters = new HashMap<>(current.parameters());
    parameters.put(IcebergTables.PREVIOUS_METADATA_LOCATION, previous);
    parameters.put(
        IcebergTables.METADATA_LOCATION, files.write(changed, MetadataFiles.numberAfter(previous)));
    StorageDescriptor.Builder storage =
        current.storageDescriptor() == null
            ? StorageDescriptor.builder()
            : current.storageDescriptor().toBuilder();
    if (!changed.location().equals(base.location())) {
      storage.location(changed.location());
    }
    return current.toBuilder()
        .parameters(parameters)
        .storageDescriptor(storage.columns(GlueColumns.of(changed)).build())
        .build();
  }
}
