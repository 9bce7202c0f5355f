package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Iceberg's own catalog on Glue, with its own object storage on S3, as Spark and Flink use it. */
@ExtendWith(SharedTarn.class)
final class IcebergGlueCatalogWireTest {
  /** Quiet, or every refused call would be logged with its stack trace. */
  private static final Logger ICEBERG_LOGGER = Logger.getLogger("org.apache.iceberg");

  private static final String BUCKET = "iceberg-java";
  private static final Namespace LAKE = Namespace.of("iceberg_java");
  private static final TableIdentifier EVENTS = TableIdentifier.of(LAKE, "events");
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "id", Types.LongType.get()),
          Types.NestedField.optional(2, "day", Types.DateType.get()));

  private final AwsClients clients;
  private final Catalog catalog;
  private final SupportsNamespaces namespaces;

  IcebergGlueCatalogWireTest(AwsClients clients) {
    this.clients = clients;
    this.catalog = open();
    this.namespaces = (SupportsNamespaces) catalog;
  }

  /** By name: the class itself cannot be linked without Hadoop, which it does not need. */
  private Catalog open() {
    String endpoint = clients.endpoint().toString();
    String provider = FixedCredentials.class.getName();
    return CatalogUtil.loadCatalog(
        "org.apache.iceberg.aws.glue.GlueCatalog",
        "glue",
        Map.of(
            "warehouse",
            "s3://" + BUCKET + "/warehouse",
            "io-impl",
            "org.apache.iceberg.aws.s3.S3FileIO",
            "glue.endpoint",
            endpoint,
            "s3.endpoint",
            endpoint,
            "s3.path-style-access",
            "true",
            "client.region",
            "us-east-1",
            "client.credentials-provider",
            provider,
            "http-client.type",
            "urlconnection"),
        null);
  }

  @BeforeAll
  static void quieten() {
    ICEBERG_LOGGER.setLevel(Level.OFF);
  }

  @BeforeEach
  void createNamespace() {
    clients.s3().createBucket(b -> b.bucket(BUCKET));
    namespaces.createNamespace(LAKE, Map.of("comment", "Events", "owner", "us"));
  }

  @AfterEach
  void dropEverything() {
    clients.glue().deleteDatabase(d -> d.name(LAKE.toString()));
    clients
        .s3()
        .listObjectsV2Paginator(l -> l.bucket(BUCKET))
        .contents()
        .forEach(object -> clients.s3().deleteObject(d -> d.bucket(BUCKET).key(object.key())));
    clients.s3().deleteBucket(b -> b.bucket(BUCKET));
  }

  @Test
  void namespacesKeepTheirProperties() {
    namespaces.setProperties(LAKE, Map.of("owner", "them", "tier", "gold"));
    namespaces.removeProperties(LAKE, Set.of("comment"));

    assertThat(namespaces.loadNamespaceMetadata(LAKE))
        .containsExactlyInAnyOrderEntriesOf(Map.of("owner", "them", "tier", "gold"));
    assertThat(namespaces.listNamespaces()).contains(LAKE);
    assertThatThrownBy(() -> namespaces.createNamespace(LAKE))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void tablesAreCreatedOnceRenamedAndDropped() {
    TableIdentifier moved = TableIdentifier.of(LAKE, "moved");
    catalog.createTable(EVENTS, SCHEMA).newAppend().appendFile(dataFile("one")).commit();
    assertThatThrownBy(() -> catalog.createTable(EVENTS, SCHEMA))
        .isInstanceOf(AlreadyExistsException.class);

    catalog.renameTable(EVENTS, moved);

    assertThat(catalog.listTables(LAKE)).containsExactly(moved);
    assertThatThrownBy(() -> catalog.loadTable(EVENTS)).isInstanceOf(NoSuchTableException.class);
    assertThat(files(catalog.loadTable(moved))).hasSize(1);
    assertThatThrownBy(() -> namespaces.dropNamespace(LAKE))
        .isInstanceOf(NamespaceNotEmptyException.class);

    assertThat(catalog.dropTable(moved, false)).isTrue();
    assertThat(catalog.dropTable(moved, false)).isFalse();
    assertThat(catalog.listTables(LAKE)).isEmpty();
  }

  @Test
  void columnsInGlueFollowTheSchema() {
    Table table = catalog.createTable(EVENTS, SCHEMA);
    table.updateSchema().addColumn("note", Types.StringType.get()).commit();

    var columns =
        clients
            .glue()
            .getTable(g -> g.databaseName(LAKE.toString()).name("events"))
            .table()
            .storageDescriptor()
            .columns();

    assertThat(columns).extracting(c -> c.name()).containsExactly("id", "day", "note");
    assertThat(columns).extracting(c -> c.type()).containsExactly("bigint", "date", "string");
    assertThat(columns)
        .extracting(c -> c.parameters().get("iceberg.field.id"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void commitsOfFourWritersAreAllKept() throws InterruptedException, ExecutionException {
    int writers = 4;
    int commits = 10;
    Map<String, String> patience =
        Map.of(
            TableProperties.COMMIT_NUM_RETRIES, "1000",
            TableProperties.COMMIT_MIN_RETRY_WAIT_MS, "1",
            TableProperties.COMMIT_MAX_RETRY_WAIT_MS, "50");
    catalog.createTable(EVENTS, SCHEMA, PartitionSpec.unpartitioned(), patience);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String writer = "writer-" + i + "-";
        running.add(threads.submit(() -> append(writer, commits)));
      }
      for (Future<?> writer : running) {
        writer.get();
      }
    }

    Table table = catalog.loadTable(EVENTS);
    assertThat(files(table)).hasSize(writers * commits).doesNotHaveDuplicates();
    assertThat(table.snapshots()).hasSize(writers * commits);
  }

  /** With a catalog of its own, as another process would have. */
  private void append(String writer, int commits) {
    Table table = open().loadTable(EVENTS);
    for (int i = 0; i < commits; i++) {
      table.newAppend().appendFile(dataFile(writer + i)).commit();
    }
  }

  private static DataFile dataFile(String name) {
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withPath("s3://" + BUCKET + "/" + name + ".parquet")
        .withFileSizeInBytes(1)
        .withRecordCount(1)
        .build();
  }

  private static List<String> files(Table table) {
    List<String> files = new ArrayList<>();
    table.newScan().planFiles().forEach(task -> files.add(task.file().location()));
    return files;
  }
}
