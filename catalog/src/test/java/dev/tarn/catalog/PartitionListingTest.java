package dev.tarn.catalog;

import static dev.tarn.catalog.CatalogFixture.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PermissionType;

class PartitionListingTest {
  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory);
    glue = catalog.glue();
    catalog.createDatabase("db");
    catalog.createTable("db", "t", "year:string", "day:int");
    catalog.createPartitions(
        "db",
        "t",
        IntStream.range(0, 90)
            .mapToObj(i -> partition(Integer.toString(2024 + i % 3), Integer.toString(i / 3)))
            .toList());
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private List<List<String>> filtered(String expression, int pageSize) {
    return glue
        .getPartitionsPaginator(
            r -> r.databaseName("db").tableName("t").expression(expression).maxResults(pageSize))
        .stream()
        .flatMap(page -> page.partitions().stream())
        .map(Partition::values)
        .toList();
  }

  @Test
  void pagesAreCompleteWhateverTheirSize() {
    List<List<String>> all = filtered("", 1000);
    assertThat(all).hasSize(90).doesNotHaveDuplicates();
    for (int size : new int[] {1, 7, 30, 90}) {
      assertThat(filtered("   ", size)).isEqualTo(all);
      assertThat(filtered("day < 10", size))
          .isEqualTo(all.stream().filter(v -> Integer.parseInt(v.get(1)) < 10).toList());
      assertThat(filtered("year = '2025' and day > 3", size))
          .isEqualTo(
              all.stream()
                  .filter(v -> v.getFirst().equals("2025") && Integer.parseInt(v.get(1)) > 3)
                  .toList());
    }
  }

  @Test
  void aPageGoesOnAfterItsLastPartitionWasDeleted() {
    var first = glue.getPartitions(r -> r.databaseName("db").tableName("t").maxResults(10));
    List<String> last = first.partitions().getLast().values();
    glue.deletePartition(r -> r.databaseName("db").tableName("t").partitionValues(last));

    var second =
        glue.getPartitions(r -> r.databaseName("db").tableName("t").nextToken(first.nextToken()));

    assertThat(second.partitions()).hasSize(80);
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void segmentsDivideThePartitions() {
    for (int total : new int[] {1, 3, 10}) {
      List<List<String>> union = new ArrayList<>();
      for (int i = 0; i < total; i++) {
        int number = i;
        glue
            .getPartitionsPaginator(r ->
                r.databaseName("db")
                    .tableName("t")
                    .maxResults(9)
                    .segment(s -> s.segmentNumber(number).totalSegments(total)))
            .stream()
            .flatMap(page -> page.partitions().stream())
            .forEach(p -> union.add(p.values()));
      }
      assertThat(union).hasSize(90).doesNotHaveDuplicates();
    }
    assertThatThrownBy(() ->
            glue.getPartitions(r ->
                r.databaseName("db")
                    .tableName("t")
                    .segment(s -> s.segmentNumber(5).totalSegments(5))))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() ->
            glue.getPartitions(r ->
                r.databaseName("db")
                    .tableName("t")
                    .segment(s -> s.segmentNumber(0).totalSegments(11))))
        .isInstanceOfSatisfying(
            GlueException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }

  @Test
  void columnsAreLeftOutOnRequest() {
    Partition without =
        glue.getPartitions(
                r -> r.databaseName("db").tableName("t").excludeColumnSchema(true).maxResults(1))
            .partitions()
            .getFirst();

    assertThat(without.storageDescriptor().hasColumns()).isFalse();
    assertThat(without.storageDescriptor().location()).isEqualTo("s3://lake/2024/0/");
    assertThat(without.storageDescriptor().serdeInfo().serializationLibrary()).isNotEmpty();
  }

  @Test
  void anUnpartitionedTableHasNoPartitions() {
    catalog.createTable("db", "flat");
    assertThat(glue.getPartitions(r -> r.databaseName("db").tableName("flat")).partitions())
        .isEmpty();
    assertThatThrownBy(() ->
            glue.getPartitions(r -> r.databaseName("db").tableName("flat").expression("x = 1")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Invalid partition expression!");
  }

  @Test
  void unfilteredReadsAuthorizeEverything() {
    var table =
        glue.getUnfilteredTableMetadata(r ->
            r.catalogId(CatalogFixture.ACCOUNT)
                .databaseName("db")
                .name("t")
                .supportedPermissionTypes(PermissionType.COLUMN_PERMISSION));
    assertThat(table.authorizedColumns()).containsExactly("id", "name", "year", "day");
    assertThat(table.isRegisteredWithLakeFormation()).isFalse();

    var page =
        glue.getUnfilteredPartitionsMetadata(r ->
            r.catalogId(CatalogFixture.ACCOUNT)
                .databaseName("db")
                .tableName("t")
                .expression("day = 3")
                .supportedPermissionTypes(PermissionType.COLUMN_PERMISSION));
    assertThat(page.unfilteredPartitions()).hasSize(3);
    assertThat(
            glue.getUnfilteredPartitionMetadata(r ->
                    r.catalogId(CatalogFixture.ACCOUNT)
                        .databaseName("db")
                        .tableName("t")
                        .partitionValues("2024", "3")
                        .supportedPermissionTypes(PermissionType.COLUMN_PERMISSION))
                .partition()
                .values())
        .containsExactly("2024", "3");
    assertThatThrownBy(() ->
            glue.getUnfilteredPartitionMetadata(r ->
                r.catalogId(CatalogFixture.ACCOUNT)
                    .databaseName("db")
                    .tableName("t")
                    .partitionValues("x", "3")
                    .supportedPermissionTypes(PermissionType.COLUMN_PERMISSION)))
        .isInstanceOf(EntityNotFoundException.class);
  }
}
