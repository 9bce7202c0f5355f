package dev.tarn.catalog;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.storage.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** A catalog in a directory of a test, that can be closed and opened again. */
public final class CatalogFixture implements AutoCloseable {
  public static final String ACCOUNT = AwsAccount.DEFAULT.accountId();

  private final Path directory;
  private final FakeClock clock = new FakeClock();
  private GlueCatalog catalog;

  public CatalogFixture(Path directory) {
    this.directory = directory;
    this.catalog = open();
  }

  private GlueCatalog open() {
    try {
      return GlueCatalog.open(
          directory, AwsAccount.DEFAULT, clock, IdGenerator.random(), Durability.PROCESS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path directory() {
    return directory;
  }

  public FakeClock clock() {
    return clock;
  }

  public GlueClient glue() {
    return catalog.client();
  }

  /** Closes the catalog and reads it from its files again. */
  public void restart() {
    close();
    catalog = open();
  }

  @Override
  public void close() {
    try {
      catalog.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void createDatabase(String name) {
    glue().createDatabase(r -> r.databaseInput(d -> d.name(name)));
  }

  /** A table of two columns, partitioned by the given keys ({@code name:type}). */
  public void createTable(String database, String table, String... keys) {
    glue().createTable(r -> r.databaseName(database).tableInput(tableInput(table, keys)));
  }

  public static TableInput tableInput(String name, String... keys) {
    return TableInput.builder()
        .name(name)
        .tableType("EXTERNAL_TABLE")
        .partitionKeys(Stream.of(keys).map(CatalogFixture::column).toList())
        .storageDescriptor(storage("s3://lake/" + name + "/"))
        .build();
  }

  public static StorageDescriptor storage(String location) {
    return StorageDescriptor.builder()
        .columns(column("id:bigint"), column("name:string"))
        .location(location)
        .inputFormat("org.apache.hadoop.mapred.TextInputFormat")
        .outputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
        .serdeInfo(
            s -> s.serializationLibrary("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"))
        .build();
  }

  public static Column column(String nameAndType) {
    int colon = nameAndType.indexOf(':');
    return Column.builder()
        .name(nameAndType.substring(0, colon))
        .type(nameAndType.substring(colon + 1))
        .build();
  }

  public static PartitionInput partition(String... values) {
    return PartitionInput.builder()
        .values(values)
        .storageDescriptor(storage("s3://lake/" + String.join("/", values) + "/"))
        .build();
  }

  public void createPartitions(String database, String table, List<PartitionInput> partitions) {
    for (int i = 0; i < partitions.size(); i += 100) {
      List<PartitionInput> batch = partitions.subList(i, Math.min(i + 100, partitions.size()));
      glue()
          .batchCreatePartition(
              r -> r.databaseName(database).tableName(table).partitionInputList(batch));
    }
  }
}
