package dev.tarn.catalog;

import static dev.tarn.catalog.CatalogFixture.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.PartitionIndexStatus;
import software.amazon.awssdk.services.glue.model.ResourceNumberLimitExceededException;

class PartitionIndexTest {
  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory);
    glue = catalog.glue();
    catalog.createDatabase("db");
    catalog.createTable("db", "t", "country:string", "id:int");
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private void create(String name, String... keys) {
    glue.createPartitionIndex(
        r -> r.databaseName("db").tableName("t").partitionIndex(i -> i.indexName(name).keys(keys)));
    awaitSettled();
  }

  private List<PartitionIndexDescriptor> indexes() {
    return glue.getPartitionIndexes(r -> r.databaseName("db").tableName("t"))
        .partitionIndexDescriptorList();
  }

  private void awaitSettled() {
    while (indexes().stream()
        .anyMatch(i ->
            i.indexStatus() == PartitionIndexStatus.CREATING
                || i.indexStatus() == PartitionIndexStatus.DELETING)) {
      Thread.onSpinWait();
    }
  }

  private List<List<String>> filtered(String expression) {
    return glue
        .getPartitionsPaginator(
            r -> r.databaseName("db").tableName("t").expression(expression).maxResults(7))
        .stream()
        .flatMap(page -> page.partitions().stream())
        .map(p -> p.values())
        .toList();
  }

  @Test
  void aTableHasNoneAtFirst() {
    assertThat(indexes()).isEmpty();
    assertThatThrownBy(() -> glue.getPartitionIndexes(r -> r.databaseName("db").tableName("none")))
        .isInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void anIndexBecomesActiveAndAnswersTheSame() {
    catalog.createPartitions(
        "db",
        "t",
        IntStream.range(0, 300)
            .mapToObj(i -> partition(List.of("de", "fr", "uk").get(i % 3), Integer.toString(i)))
            .toList());
    List<String> expressions =
        List.of("id = 7", "id >= 290", "id between 10 and 40 and country = 'de'", "id > 5");
    List<List<List<String>>> before = expressions.stream().map(this::filtered).toList();

    create("by_id", "id");
    catalog.createPartitions("db", "t", List.of(partition("de", "1000")));
    glue.deletePartition(r -> r.databaseName("db").tableName("t").partitionValues("de", "1000"));

    assertThat(expressions.stream().map(this::filtered).toList()).isEqualTo(before);
    catalog.restart();
    glue = catalog.glue();
    assertThat(expressions.stream().map(this::filtered).toList()).isEqualTo(before);
    assertThat(indexes()).hasSize(1);
    assertThat(indexes().getFirst().indexStatus()).isEqualTo(PartitionIndexStatus.ACTIVE);
    assertThat(indexes().getFirst().keys().getFirst().type()).isEqualTo("int");
    assertThat(before.getFirst()).containsExactly(List.of("fr", "7"));
  }

  @Test
  void newPartitionsMustFitTheIndex() {
    create("by_id", "id");

    assertThat(
            glue.batchCreatePartition(r ->
                    r.databaseName("db")
                        .tableName("t")
                        .partitionInputList(partition("de", "x"), partition("de", "1")))
                .errors())
        .extracting(e -> e.errorDetail().errorMessage())
        .containsExactly("\"x\" is not an integer.");
  }

  @Test
  void partitionsThatDoNotFitMakeTheIndexFail() {
    catalog.createPartitions("db", "t", List.of(partition("de", "x"), partition("de", "1")));

    create("by_id", "id");

    assertThat(indexes().getFirst().indexStatus()).isEqualTo(PartitionIndexStatus.FAILED);
    assertThat(indexes().getFirst().backfillErrors().getFirst().partitions().getFirst().values())
        .containsExactly("de", "x");
    assertThat(filtered("country = 'de'")).hasSize(2);
  }

  @Test
  void aTableIsCreatedWithItsIndexes() {
    glue.createTable(r ->
        r.databaseName("db")
            .tableInput(CatalogFixture.tableInput("u", "a:string", "b:int"))
            .partitionIndexes(
                PartitionIndex.builder().indexName("ab").keys("a", "b").build(),
                PartitionIndex.builder().indexName("b").keys("b").build()));

    catalog.restart();
    assertThat(
            catalog
                .glue()
                .getPartitionIndexes(r -> r.databaseName("db").tableName("u"))
                .partitionIndexDescriptorList())
        .extracting(PartitionIndexDescriptor::indexName, i -> i.indexStatusAsString())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ab", "ACTIVE"),
            org.assertj.core.groups.Tuple.tuple("b", "ACTIVE"));
  }

  @Test
  void whatDoesNotFitIsRefusedInGluesWords() {
    create("one", "id");

    assertThatThrownBy(() -> create("two", "nope"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "IndexKeys not a part of PartitionColumns. Verify the indexKeys : [nope]");
    assertThatThrownBy(() -> create("one", "country"))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Partition Index one already exists with the same name.");
    assertThatThrownBy(() -> create("two", "id"))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Partition Index one already exists with the same keys.");
    create("two", "country");
    create("three", "country", "id");
    assertThatThrownBy(() -> create("four", "id", "country"))
        .isInstanceOf(ResourceNumberLimitExceededException.class)
        .hasMessageContaining("Partition index limit exceeded. Maximum: 3");
    assertThatThrownBy(() ->
            glue.updateTable(r ->
                r.databaseName("db").tableInput(CatalogFixture.tableInput("t", "country:string"))))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aDeletedIndexIsGone() {
    create("one", "id");
    glue.deletePartitionIndex(r -> r.databaseName("db").tableName("t").indexName("one"));
    awaitSettled();

    assertThat(indexes()).isEmpty();
    assertThatThrownBy(() ->
            glue.deletePartitionIndex(r -> r.databaseName("db").tableName("t").indexName("one")))
        .isInstanceOf(EntityNotFoundException.class);
    catalog.createPartitions("db", "t", List.of(partition("de", "x")));
  }
}
