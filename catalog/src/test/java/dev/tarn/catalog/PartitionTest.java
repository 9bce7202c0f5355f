package dev.tarn.catalog;

import static dev.tarn.catalog.CatalogFixture.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

class PartitionTest {
  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory);
    glue = catalog.glue();
    catalog.createDatabase("db");
    catalog.createTable("db", "t", "year:string", "month:string");
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private void restart() {
    catalog.restart();
    glue = catalog.glue();
  }

  private Partition get(String... values) {
    return glue.getPartition(r -> r.databaseName("db").tableName("t").partitionValues(values))
        .partition();
  }

  private void create(PartitionInput input) {
    glue.createPartition(r -> r.databaseName("db").tableName("t").partitionInput(input));
  }

  private Path log() {
    return directory.resolve("databases/db/tables/t/partitions.jsonl");
  }

  @Test
  void everyMemberComesBackAlsoAfterARestart() {
    PartitionInput input =
        partition("2026", "01").toBuilder()
            .parameters(Map.of("rows", "7"))
            .lastAccessTime(Instant.ofEpochSecond(1_700_000_000L))
            .lastAnalyzedTime(Instant.ofEpochMilli(1_700_000_000_250L))
            .build();
    create(input);

    Partition created = get("2026", "01");
    restart();

    assertThat(get("2026", "01")).isEqualTo(created);
    assertThat(created.databaseName()).isEqualTo("db");
    assertThat(created.tableName()).isEqualTo("t");
    assertThat(created.catalogId()).isEqualTo(CatalogFixture.ACCOUNT);
    assertThat(created.creationTime()).isEqualTo(FakeClock.START);
    assertThat(created.lastAccessTime()).isEqualTo(input.lastAccessTime());
    assertThat(created.lastAnalyzedTime()).isEqualTo(input.lastAnalyzedTime());
    assertThat(created.parameters()).isEqualTo(Map.of("rows", "7"));
    assertThat(created.storageDescriptor().location()).isEqualTo("s3://lake/2026/01/");
    assertThat(created.storageDescriptor().columns()).hasSize(2);
    assertThat(created.storageDescriptor().numberOfBuckets()).isZero();
  }

  @Test
  void aPartitionWithoutStorageIsAnsweredWithoutStorage() {
    create(PartitionInput.builder().values("a", "b").build());
    restart();

    assertThat(get("a", "b").storageDescriptor()).isNull();
    assertThat(get("a", "b").hasParameters()).isTrue();
  }

  @Test
  void valuesAreComparedAsTextAndCounted() {
    create(partition("2026", "1"));

    assertThatThrownBy(() -> create(partition("2026", "1")))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Partition already exists.");
    assertThatThrownBy(() -> create(partition("2026")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "The number of partition keys do not match the number of partition values");
    assertThatThrownBy(() -> get("2026", "01"))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Cannot find partition.");
  }

  @Test
  void anUpdateReplacesButKeepsTheCreationTime() {
    create(partition("2026", "01").toBuilder().parameters(Map.of("a", "1")).build());
    catalog.clock().advance(Duration.ofHours(1));

    glue.updatePartition(r ->
        r.databaseName("db")
            .tableName("t")
            .partitionValueList("2026", "01")
            .partitionInput(p -> p.values("2026", "01").parameters(Map.of("b", "2"))));
    restart();

    Partition updated = get("2026", "01");
    assertThat(updated.parameters()).isEqualTo(Map.of("b", "2"));
    assertThat(updated.storageDescriptor()).isNull();
    assertThat(updated.creationTime()).isEqualTo(FakeClock.START);
  }

  @Test
  void otherValuesInAnUpdateMoveThePartition() {
    create(partition("2026", "01"));
    create(partition("2026", "02"));

    glue.updatePartition(r ->
        r.databaseName("db")
            .tableName("t")
            .partitionValueList("2026", "01")
            .partitionInput(partition("2027", "01")));

    restart();
    assertThat(get("2027", "01").storageDescriptor().location()).isEqualTo("s3://lake/2027/01/");
    assertThatThrownBy(() -> get("2026", "01")).isInstanceOf(EntityNotFoundException.class);
    assertThatThrownBy(() ->
            glue.updatePartition(r ->
                r.databaseName("db")
                    .tableName("t")
                    .partitionValueList("2027", "01")
                    .partitionInput(partition("2026", "02"))))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void aBatchCreatesWhatItCan() {
    create(partition("2026", "01"));

    var errors =
        glue.batchCreatePartition(r ->
                r.databaseName("db")
                    .tableName("t")
                    .partitionInputList(
                        partition("2026", "01"),
                        partition("2026", "02"),
                        partition("2026", "02"),
                        partition("2026")))
            .errors();

    assertThat(errors)
        .extracting(
            e -> e.partitionValues(),
            e -> e.errorDetail().errorCode(),
            e -> e.errorDetail().errorMessage())
        .containsExactly(
            tuple(List.of("2026", "01"), "AlreadyExistsException", "Partition already exists."),
            tuple(List.of("2026", "02"), "AlreadyExistsException", "Partition already exists."),
            tuple(
                List.of("2026"),
                "InvalidInputException",
                "The number of partition keys do not match the number of partition values"));
    assertThat(get("2026", "02").values()).containsExactly("2026", "02");
  }

  @Test
  void batchesHaveAnErrorListAlsoWhenItIsEmpty() {
    assertThat(
            glue.batchCreatePartition(r ->
                    r.databaseName("db").tableName("t").partitionInputList(partition("2026", "01")))
                .hasErrors())
        .isTrue();
  }

  @Test
  void tooLargeABatchIsRefusedWhole() {
    List<PartitionInput> inputs =
        IntStream.range(0, 101).mapToObj(i -> partition("2026", "" + i)).toList();

    assertThatThrownBy(() ->
            glue.batchCreatePartition(
                r -> r.databaseName("db").tableName("t").partitionInputList(inputs)))
        .isInstanceOfSatisfying(
            GlueException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }

  @Test
  void aBatchReadLeavesOutWhatIsNotThere() {
    create(partition("2026", "01"));

    var response =
        glue.batchGetPartition(r ->
            r.databaseName("db")
                .tableName("t")
                .partitionsToGet(values("2026", "01"), values("2026", "99")));

    assertThat(response.partitions()).extracting(p -> p.values().getLast()).containsExactly("01");
    assertThat(response.unprocessedKeys()).isEmpty();
  }

  private static PartitionValueList values(String... values) {
    return PartitionValueList.builder().values(values).build();
  }

  @Test
  void aBatchUpdatesAndDeletesWhatItCan() {
    create(partition("2026", "01"));
    create(partition("2026", "02"));

    var updates =
        glue.batchUpdatePartition(r ->
                r.databaseName("db")
                    .tableName("t")
                    .entries(
                        update(partition("2026", "01").toBuilder().parameters(Map.of("x", "y"))),
                        update(partition("2026", "09").toBuilder())))
            .errors();
    var deletes =
        glue.batchDeletePartition(r ->
                r.databaseName("db")
                    .tableName("t")
                    .partitionsToDelete(values("2026", "02"), values("2026", "09")))
            .errors();

    assertThat(updates)
        .extracting(e -> e.partitionValueList(), e -> e.errorDetail().errorMessage())
        .containsExactly(tuple(List.of("2026", "09"), "Partition not found."));
    assertThat(deletes)
        .extracting(e -> e.partitionValues(), e -> e.errorDetail().errorMessage())
        .containsExactly(tuple(List.of("2026", "09"), "Partition not found"));
    restart();
    assertThat(get("2026", "01").parameters()).containsEntry("x", "y");
    assertThatThrownBy(() -> get("2026", "02")).isInstanceOf(EntityNotFoundException.class);
  }

  private static BatchUpdatePartitionRequestEntry update(PartitionInput.Builder input) {
    PartitionInput built = input.build();
    return BatchUpdatePartitionRequestEntry.builder()
        .partitionValueList(built.values())
        .partitionInput(built)
        .build();
  }

  @Test
  void aTornLastLineIsCut() throws Exception {
    create(partition("2026", "01"));
    long complete = Files.size(log());
    Files.writeString(log(), "{\"put\":{\"Values\":[\"2026\",\"02\"", StandardOpenOption.APPEND);

    restart();

    assertThat(Files.size(log())).isEqualTo(complete);
    create(partition("2026", "03"));
    restart();
    assertThat(get("2026", "01").values()).hasSize(2);
    assertThat(get("2026", "03").values()).hasSize(2);
    assertThatThrownBy(() -> get("2026", "02")).isInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void anUnreadableLineStopsTheStartAndIsNamed() throws Exception {
    create(partition("2026", "01"));
    catalog.close();
    Files.writeString(log(), "{\"put\":[]}\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> new CatalogFixture(directory))
        .hasMessageContaining("partitions.jsonl")
        .hasMessageContaining("line 4");
    Files.delete(log());
    catalog = new CatalogFixture(directory);
  }

  @Test
  void theLogStaysInProportionToWhatItHolds() throws Exception {
    create(partition("2026", "01"));
    for (int i = 0; i < 3000; i++) {
      String value = Integer.toString(i);
      glue.updatePartition(r ->
          r.databaseName("db")
              .tableName("t")
              .partitionValueList("2026", "01")
              .partitionInput(p -> p.values("2026", "01").parameters(Map.of("i", value))));
    }

    assertThat(Files.readAllLines(log())).hasSizeLessThan(1100);
    restart();
    assertThat(get("2026", "01").parameters()).containsEntry("i", "2999");
  }
}
