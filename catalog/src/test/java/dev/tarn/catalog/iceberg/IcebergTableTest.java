package dev.tarn.catalog.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tarn.catalog.FakeClock;
import dev.tarn.catalog.GlueCatalog;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.storage.Durability;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectHead;
import dev.tarn.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.CreateIcebergTableInput;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.IcebergPartitionField;
import software.amazon.awssdk.services.glue.model.IcebergSchema;
import software.amazon.awssdk.services.glue.model.IcebergSortField;
import software.amazon.awssdk.services.glue.model.IcebergStructField;
import software.amazon.awssdk.services.glue.model.IcebergTableUpdate;
import software.amazon.awssdk.services.glue.model.IcebergUpdateAction;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.MetadataOperation;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

final class IcebergTableTest {
  private static final String LOCATION = "s3://lake/d/t";
  private static final IcebergStructField ID = field(1, "id", "long", true);
  private static final IcebergStructField NAME = field(2, "name", "string", false);

  private ObjectStore objects;
  private GlueCatalog catalog;
  private GlueClient glue;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    objects = LocalObjectStore.open(directory.resolve("objects"), Durability.PROCESS);
    objects.createBucket("lake");
    catalog =
        GlueCatalog.open(
            directory.resolve("catalog"),
            () -> objects,
            AwsAccount.DEFAULT,
            new FakeClock(),
            IdGenerator.random(),
            Durability.PROCESS);
    glue = catalog.client();
    glue.createDatabase(r -> r.databaseInput(d -> d.name("d")));
  }

  @AfterEach
  void close() throws IOException {
    catalog.close();
  }

  private static IcebergStructField field(int id, String name, String type, boolean required) {
    return IcebergStructField.builder()
        .id(id)
        .name(name)
        .type(Document.fromString(type))
        .required(required)
        .build();
  }

  private static IcebergPartitionField partition(int source, String transform, String name) {
    return IcebergPartitionField.builder().sourceId(source).transform(transform).name(name).build();
  }

  private static IcebergSortField sort(int source, String direction, String nullOrder) {
    return IcebergSortField.builder()
        .sourceId(source)
        .transform("identity")
        .direction(direction)
        .nullOrder(nullOrder)
        .build();
  }

  private static IcebergSchema schema(IcebergStructField... fields) {
    return IcebergSchema.builder().fields(fields).build();
  }

  private static Consumer<CreateTableRequest.Builder> described(Consumer<TableInput.Builder> more) {
    TableInput.Builder table =
        TableInput.builder()
            .name("T")
            .tableType("EXTERNAL_TABLE")
            .storageDescriptor(s ->
                s.location(LOCATION + "/")
                    .columns(
                        Column.builder().name("id").type("int").comment("the key").build(),
                        Column.builder()
                            .name("tags")
                            .type("array<struct<k:string,v:double>>")
                            .build()));
    more.accept(table);
    return r ->
        r.databaseName("d")
            .tableInput(table.build())
            .openTableFormatInput(
                o -> o.icebergInput(i -> i.metadataOperation(MetadataOperation.CREATE)));
  }

  private static Consumer<CreateTableRequest.Builder> named(
      @Nullable String version, Consumer<CreateIcebergTableInput.Builder> more) {
    CreateIcebergTableInput.Builder table =
        CreateIcebergTableInput.builder().location(LOCATION).schema(schema(ID, NAME));
    more.accept(table);
    return r ->
        r.databaseName("d")
            .name("t")
            .openTableFormatInput(o ->
                o.icebergInput(i ->
                    i.metadataOperation(MetadataOperation.CREATE)
                        .version(version)
                        .createIcebergTableInput(table.build())));
  }

  private Table table() {
    return glue.getTable(r -> r.databaseName("d").name("t")).table();
  }

  private TableMetadata metadata() {
    return new MetadataFiles(objects, IdGenerator.random())
        .read(table().parameters().getOrDefault("metadata_location", "none"));
  }

  private List<String> files() throws IOException {
    try (var files = objects.list("lake", "", "")) {
      return files.map(ObjectHead::key).map(key -> key.uri()).toList();
    }
  }

  @Test
  void columnsOfTheTableInputBecomeIcebergsSchema() throws IOException {
    glue.createTable(described(t -> t.parameters(Map.of("write.format.default", "orc"))));

    Table table = table();
    assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
    assertThat(table.versionId()).isEqualTo("0");
    assertThat(table.storageDescriptor().location()).isEqualTo(LOCATION + "/");
    assertThat(table.parameters())
        .containsEntry("table_type", "ICEBERG")
        .containsEntry("write.format.default", "orc")
        .hasEntrySatisfying(
            "metadata_location",
            location ->
                assertThat(location)
                    .matches(LOCATION + "/metadata/00000-[0-9a-f-]{36}\\.metadata\\.json"));
    assertThat(files()).containsExactly(table.parameters().get("metadata_location"));
    assertThat(table.storageDescriptor().columns())
        .extracting(Column::name, Column::type, Column::comment, Column::parameters)
        .containsExactly(
            tuple("id", "int", "the key", column("1", "true")),
            tuple("tags", "array<struct<k:string,v:double>>", null, column("2", "true")));

    TableMetadata metadata = metadata();
    assertThat(metadata.formatVersion()).isEqualTo(2);
    assertThat(metadata.location()).isEqualTo(LOCATION);
    assertThat(metadata.lastColumnId()).isEqualTo(5);
    assertThat(metadata.spec().isUnpartitioned()).isTrue();
    assertThat(metadata.properties()).containsOnly(Map.entry("write.format.default", "orc"));
    assertThat(metadata.schema().findField("tags.element.v").fieldId()).isEqualTo(5);
  }

  private static Map<String, String> column(String id, String optional) {
    return Map.of(
        "iceberg.field.id",
        id,
        "iceberg.field.optional",
        optional,
        "iceberg.field.current",
        "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3"})
  void icebergsOwnDescriptionIsTakenOver(String version) {
    glue.createTable(
        named(
            version,
            t ->
                t.schema(s -> s.fields(ID, NAME).identifierFieldIds(1))
                    .partitionSpec(p -> p.fields(partition(1, "bucket[4]", "b")))
                    .writeOrder(o -> o.orderId(1).fields(sort(2, "desc", "nulls-last")))
                    .properties(Map.of("write.metadata.compression-codec", "gzip"))));

    assertThat(table().parameters().get("metadata_location")).endsWith(".gz.metadata.json");
    assertThat(table().storageDescriptor().columns().getFirst().parameters())
        .containsEntry("iceberg.field.optional", "false");
    TableMetadata metadata = metadata();
    assertThat(metadata.formatVersion()).isEqualTo(Integer.parseInt(version));
    assertThat(metadata.schema().identifierFieldNames()).containsExactly("id");
    assertThat(metadata.spec().fields().toString()).isEqualTo("[1000: b: bucket[4](1)]");
    assertThat(metadata.sortOrder().fields().toString()).isEqualTo("[identity(2) DESC NULLS LAST]");
  }

  @Test
  void refusalsLeaveNothingBehind() throws IOException {
    assertRefused(described(t -> t.tableType(null)), "Iceberg table type has to be EXTERNAL_TABLE");
    assertRefused(
        described(t -> t.storageDescriptor(s -> s.columns(Column.builder().name("a").build()))),
        "Location information cannot be null while creating an iceberg table");
    assertRefused(
        described(t -> t.partitionKeys(Column.builder().name("p").build())),
        "Cannot create partitions in an iceberg table");
    String reserved =
        "Cannot use reserved parameters table_type or metadata_location while creating an iceberg"
            + " table";
    assertRefused(described(t -> t.parameters(Map.of("table_type", "ICEBERG"))), reserved);
    assertRefused(described(t -> t.parameters(Map.of("metadata_location", "s3://l/x"))), reserved);
    assertRefused(
        described(t -> {}).andThen(r -> named("2", t -> {}).accept(r)),
        "Table metadata information present at multiple parts of input request");
    assertRefused(named("4", t -> {}), "Unsupported Iceberg table format version: 4");
    assertRefused(
        named("2", t -> t.location("s3://nowhere/t")),
        "The specified bucket does not exist (Bucket: nowhere)");
    assertRefused(named("2", t -> t.location("/tmp/t")), "Not the location of an S3 object");
    assertRefused(
        named("2", t -> t.schema(schema(field(1, "a", "timestamp_ns", false)))),
        "Invalid schema for v2");
    assertRefused(
        named("2", t -> t.schema(schema(ID, field(1, "b", "int", false)))), "Multiple entries");
    assertRefused(
        named("2", t -> t.partitionSpec(p -> p.fields(partition(9, "day", "x")))),
        "Cannot find source column");
    assertRefused(named("2", t -> t.properties(Map.of("format-version", "1"))), "format-version");

    assertThat(files()).isEmpty();
    assertThat(glue.getTables(r -> r.databaseName("d")).tableList()).isEmpty();

    glue.createTable(described(t -> {}));
    List<String> before = files();
    assertThatThrownBy(() -> glue.createTable(described(t -> {})))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(files()).isEqualTo(before);
  }

  private void assertRefused(Consumer<CreateTableRequest.Builder> request, String message) {
    assertThatThrownBy(() -> glue.createTable(request))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void requiredMembersAreAskedFor() {
    assertThatThrownBy(() ->
            glue.createTable(r ->
                r.databaseName("d")
                    .name("t")
                    .openTableFormatInput(o ->
                        o.icebergInput(
                            i -> i.createIcebergTableInput(t -> t.schema(s -> s.schemaId(1)))))))
        .isInstanceOf(GlueException.class)
        .hasMessageContaining("icebergInput.metadataOperation'")
        .hasMessageContaining("createIcebergTableInput.location'")
        .hasMessageContaining("createIcebergTableInput.schema.fields'");
  }

  private static Consumer<UpdateTableRequest.Builder> update(
      @Nullable IcebergUpdateAction action, Consumer<IcebergTableUpdate.Builder> more) {
    IcebergTableUpdate.Builder update =
        IcebergTableUpdate.builder().location(LOCATION).schema(schema(ID, NAME)).action(action);
    more.accept(update);
    return r ->
        r.databaseName("d")
            .name("T")
            .updateOpenTableFormatInput(o ->
                o.updateIcebergInput(
                    i -> i.updateIcebergTableInput(t -> t.updates(update.build()))));
  }

  @Test
  void everythingGivenIsSetWhenThereIsNoAction() throws IOException {
    glue.createTable(named("2", t -> {}));
    String first = table().parameters().get("metadata_location");
    glue.updateTable(
        update(
            null,
            u ->
                u.schema(schema(ID, field(3, "at", "timestamp", false)))
                    .partitionSpec(p -> p.fields(partition(3, "day", "at_day")))
                    .sortOrder(o -> o.orderId(1).fields(sort(1, "asc", "nulls-first")))
                    .location("s3://lake/moved/")
                    .properties(Map.of("owner", "me"))));

    Table table = table();
    assertThat(table.versionId()).isEqualTo("1");
    assertThat(table.parameters()).containsEntry("previous_metadata_location", first);
    assertThat(table.parameters().get("metadata_location"))
        .startsWith("s3://lake/moved/metadata/00001-");
    assertThat(table.storageDescriptor().location()).isEqualTo("s3://lake/moved");
    assertThat(table.storageDescriptor().columns())
        .extracting(c -> c.name() + " " + c.parameters().get("iceberg.field.current"))
        .containsExactly("id true", "at true", "name false");
    TableMetadata metadata = metadata();
    assertThat(metadata.schemas()).hasSize(2);
    assertThat(metadata.lastColumnId()).isEqualTo(3);
    assertThat(metadata.spec().fields()).hasSize(1);
    assertThat(metadata.sortOrder().fields()).hasSize(1);
    assertThat(metadata.properties()).containsOnly(Map.entry("owner", "me"));
    assertThat(metadata.previousFiles())
        .extracting(TableMetadata.MetadataLogEntry::file)
        .containsExactly(first);
    assertThat(files()).hasSize(2);
  }

  @Test
  void actionsAreTakenInTheirOrder() {
    glue.createTable(named("2", t -> t.properties(Map.of("a", "1"))));
    IcebergTableUpdate.Builder update =
        IcebergTableUpdate.builder()
            .location(LOCATION)
            .schema(schema(ID, NAME, field(3, "n", "int", false)));
    List<IcebergTableUpdate> updates =
        List.of(
            update.action(IcebergUpdateAction.ADD_SCHEMA).build(),
            update
                .copy()
                .schema(s -> s.schemaId(-1).fields(List.of()))
                .action(IcebergUpdateAction.SET_CURRENT_SCHEMA)
                .build(),
            update
                .copy()
                .partitionSpec(p -> p.fields(partition(3, "identity", "n")))
                .action(IcebergUpdateAction.ADD_SPEC)
                .build(),
            update
                .copy()
                .partitionSpec(p -> p.specId(-1).fields(List.of()))
                .action(IcebergUpdateAction.SET_DEFAULT_SPEC)
                .build(),
            update
                .copy()
                .properties(Map.of("a", ""))
                .action(IcebergUpdateAction.REMOVE_PROPERTIES)
                .build());
    glue.updateTable(r ->
        r.databaseName("d")
            .name("t")
            .updateOpenTableFormatInput(o ->
                o.updateIcebergInput(i -> i.updateIcebergTableInput(t -> t.updates(updates)))));

    TableMetadata metadata = metadata();
    assertThat(metadata.currentSchemaId()).isEqualTo(1);
    assertThat(metadata.spec().fields().toString()).isEqualTo("[1000: n: identity(3)]");
    assertThat(metadata.properties()).isEmpty();
    assertThat(metadata.previousFiles()).hasSize(1);
    assertThat(table().parameters().get("metadata_location")).contains("/00001-");
  }

  @Test
  void refusedUpdatesChangeNothing() throws IOException {
    glue.createTable(named("2", t -> {}));
    Table before = table();
    List<String> files = files();
    assertUpdateRefused(
        update(null, u -> u.schema(schema(ID, field(2, "name", "int", false)))),
        "Cannot change column type: name: string -> int");
    assertUpdateRefused(
        update(null, u -> u.schema(schema(ID, NAME, field(3, "n", "int", true)))),
        "cannot add required column: n");
    assertUpdateRefused(
        update(null, u -> u.schema(schema(ID, field(2, "name", "string", true)))),
        "Cannot change column nullability: name");
    assertUpdateRefused(
        update(
            IcebergUpdateAction.SET_CURRENT_SCHEMA,
            u -> u.schema(s -> s.schemaId(7).fields(List.of()))),
        "unknown schema: 7");
    assertUpdateRefused(
        update(IcebergUpdateAction.SET_DEFAULT_SPEC, u -> {}),
        "PartitionSpec cannot be null for action set-default-spec");
    assertUpdateRefused(
        update(null, u -> u.location("s3://nowhere/x")), "The specified bucket does not exist");
    assertThatThrownBy(() -> glue.updateTable(update(null, u -> {}).andThen(r -> r.versionId("9"))))
        .isInstanceOf(ConcurrentModificationException.class);
    glue.updateTable(update(null, u -> {}));

    assertThat(table()).isEqualTo(before);
    assertThat(files()).isEqualTo(files);
  }

  private void assertUpdateRefused(Consumer<UpdateTableRequest.Builder> request, String message) {
    assertThatThrownBy(() -> glue.updateTable(request))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }
}
