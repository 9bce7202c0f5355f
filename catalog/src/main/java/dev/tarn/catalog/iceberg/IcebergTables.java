package dev.tarn.catalog.iceberg;

import dev.tarn.protocol.IdGenerator;
import dev.tarn.storage.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateIcebergTableInput;
import software.amazon.awssdk.services.glue.model.IcebergTableUpdate;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * Writes the metadata files of Iceberg tables and tells what the catalog is to say about them. A
 * file that the catalog does not come to point at is to be discarded by the caller.
 */
public final class IcebergTables {
  /** The parameters of a table that Iceberg's clients find it by. */
  public static final String TABLE_TYPE = "table_type";

  public static final String METADATA_LOCATION = "metadata_location";
  static final String PREVIOUS_METADATA_LOCATION = "previous_metadata_location";
  static final String ICEBERG = "ICEBERG";
  private static final String COMMENT = "comment";
  private static final int DESCRIPTION_LENGTH = 2048;

  /** The part of a table's metadata that its entry in the catalog repeats. */
  public record Shown(List<Column> columns, Optional<String> comment) {
    public Shown {
      columns = List.copyOf(columns);
    }
  }

  private final Supplier<? extends ObjectStore> objects;
  private final IdGenerator ids;

  /** The store is asked for at the first request only. */
  public IcebergTables(Supplier<? extends ObjectStore> objects, IdGenerator ids) {
    this.objects = objects;
    this.ids = ids;
  }

  /** Whether this is an Iceberg table whose metadata is known. */
  public static boolean isIceberg(Table table) {
    Map<String, String> parameters = table.parameters();
    return ICEBERG.equalsIgnoreCase(parameters.get(TABLE_TYPE))
        && parameters.containsKey(METADATA_LOCATION);
  }

  /** Writes the first metadata of a table described by columns in Glue's types. */
  public TableInput create(TableInput input, @Nullable String formatVersion) {
    return new NewTables(files()).create(input, formatVersion);
  }

  /** Writes the first metadata of a table described in Iceberg's terms. */
  public TableInput create(
      String name, CreateIcebergTableInput input, @Nullable String formatVersion) {
    return new NewTables(files()).create(name, input, formatVersion);
  }

  /** Writes the metadata that the updates lead to; the table itself when they change nothing. */
  public Table commit(Table current, List<IcebergTableUpdate> updates) {
    return new TableCommits(files()).commit(current, updates);
  }

  /**
   * Writes the metadata that a change leads to; the table itself when it changes nothing.
   *
   * @throws RefusedChangeException when the table does not allow it
   */
  public Table commit(Table current, TableChange change) {
    return new TableCommits(files())
        .commit(current, base -> TableChanges.apply(base, change, new ObjectFiles(objects.get())));
  }

  /** The data files of the current snapshot. */
  public TableScan scan(Table table) {
    String metadata = Objects.requireNonNull(table.parameters().get(METADATA_LOCATION));
    return TableScans.of(files().read(metadata), new ObjectFiles(objects.get()));
  }

  /** Removes a metadata file that the catalog does not point at after all. */
  public void discard(Map<String, String> parameters) {
    String location = parameters.get(METADATA_LOCATION);
    if (location != null) {
      files().delete(location);
    }
  }

  /** What the catalog shows of a table with this metadata file. */
  public Shown shown(String metadataLocation) {
    TableMetadata metadata = files().read(metadataLocation);
    return new Shown(
        GlueColumns.of(metadata),
        Optional.ofNullable(metadata.property(COMMENT, null)).map(IcebergTables::description));
  }

  private static String description(String comment) {
    return comment.length() <= DESCRIPTION_LENGTH
        ? comment
        : comment.substring(0, DESCRIPTION_LENGTH);
  }

  private MetadataFiles files() {
    return new MetadataFiles(objects.get(), ids);
  }
}
