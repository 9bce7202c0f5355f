package dev.tarn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableAttributes;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.TableVersion;
import software.amazon.awssdk.services.glue.model.ViewRepresentationInput;

class TableTest {
  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory);
    glue = catalog.glue();
    catalog.createDatabase("sales");
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private Table table(String name) {
    return catalog.glue().getTable(r -> r.databaseName("sales").name(name)).table();
  }

  @Test
  void aBareTableAnswersWhatGlueFillsIn() {
    glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("Bare")));

    assertThat(table("bare"))
        .isEqualTo(
            Table.builder()
                .name("bare")
                .databaseName("sales")
                .createTime(FakeClock.START)
                .updateTime(FakeClock.START)
                .retention(0)
                .partitionKeys(List.of())
                .parameters(Map.of())
                .createdBy("arn:aws:iam::000000000000:root")
                .isRegisteredWithLakeFormation(false)
                .isMultiDialectView(false)
                .catalogId(CatalogFixture.ACCOUNT)
                .versionId("0")
                .build());
  }

  @Test
  void everyMemberComesBackAlsoAfterARestart() {
    TableInput input =
        CatalogFixture.tableInput("full", "day:string").toBuilder()
            .description("line\nbreak")
            .owner("me")
            .lastAccessTime(Instant.ofEpochSecond(1_700_000_000L))
            .lastAnalyzedTime(Instant.ofEpochMilli(1_700_000_000_123L))
            .retention(7)
            .viewOriginalText("")
            .viewExpandedText("expanded")
            .parameters(Map.of("classification", "csv", "ключ", "значение"))
            .viewDefinition(v ->
                v.isProtected(true)
                    .definer("arn:aws:iam::000000000000:role/definer")
                    .representations(
                        ViewRepresentationInput.builder()
                            .dialect("ATHENA")
                            .viewOriginalText("SELECT 1")
                            .build()))
            .build();
    glue.createTable(r -> r.databaseName("sales").tableInput(input));
    Table before = table("full");

    catalog.restart();

    assertThat(table("full")).isEqualTo(before);
    assertThat(before.description()).isEqualTo("line\nbreak");
    assertThat(before.viewOriginalText()).isEmpty();
    assertThat(before.lastAnalyzedTime()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
    assertThat(before.parameters()).containsEntry("ключ", "значение");
    assertThat(before.viewDefinition().representations().getFirst().viewOriginalText())
        .isEqualTo("SELECT 1");
    assertThat(before.isMultiDialectView()).isTrue();
    assertThat(before.storageDescriptor().compressed()).isFalse();
    assertThat(before.storageDescriptor().numberOfBuckets()).isZero();
    assertThat(before.storageDescriptor().hasBucketColumns()).isTrue();
    assertThat(before.storageDescriptor().serdeInfo().hasParameters()).isTrue();
  }

  @Test
  void namesFoldToLowerCase() {
    glue.createTable(r -> r.databaseName("SALES").tableInput(t -> t.name("Orders")));

    assertThat(glue.getTable(r -> r.databaseName("Sales").name("ORDERS")).table().name())
        .isEqualTo("orders");
    assertThatThrownBy(
            () -> glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("oRDERS"))))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Table already exists.");
  }

  @Test
  void theDatabaseIsMissedBeforeTheTable() {
    assertThatThrownBy(() -> glue.getTable(r -> r.databaseName("none").name("t")))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Database none not found.");
    assertThatThrownBy(() -> glue.getTable(r -> r.databaseName("sales").name("t")))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Table t not found.");
  }

  @Test
  void anUpdateReplacesEverythingButItsHistory() {
    glue.createTable(r ->
        r.databaseName("sales")
            .tableInput(t -> t.name("t").description("old").parameters(Map.of("a", "1"))));
    catalog.clock().advance(Duration.ofMinutes(5));

    glue.updateTable(r -> r.databaseName("sales").tableInput(t -> t.name("T").owner("me")));

    Table updated = table("t");
    assertThat(updated.description()).isNull();
    assertThat(updated.parameters()).isEmpty();
    assertThat(updated.owner()).isEqualTo("me");
    assertThat(updated.versionId()).isEqualTo("1");
    assertThat(updated.createTime()).isEqualTo(FakeClock.START);
    assertThat(updated.updateTime()).isEqualTo(FakeClock.START.plusSeconds(300));
  }

  @Test
  void aStaleVersionIsRefused() {
    glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("t")));
    glue.updateTable(r -> r.databaseName("sales").tableInput(t -> t.name("t")).versionId("0"));

    assertThatThrownBy(() ->
            glue.updateTable(
                r -> r.databaseName("sales").tableInput(t -> t.name("t")).versionId("0")))
        .isInstanceOf(ConcurrentModificationException.class)
        .hasMessageContaining("Update table failed due to concurrent modifications.");
    assertThat(table("t").versionId()).isEqualTo("1");
  }

  @Test
  void versionsAreNewestFirstAndSkippedOnesAreNotKept() {
    glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("t").owner("v0")));
    glue.updateTable(r -> r.databaseName("sales").tableInput(t -> t.name("t").owner("v1")));
    glue.updateTable(
        r -> r.databaseName("sales").tableInput(t -> t.name("t").owner("v2")).skipArchive(true));
    glue.updateTable(r -> r.databaseName("sales").tableInput(t -> t.name("t").owner("v3")));
    catalog.restart();
    glue = catalog.glue();

    assertThat(
            glue
                .getTableVersionsPaginator(
                    r -> r.databaseName("sales").tableName("t").maxResults(1))
                .stream()
                .flatMap(page -> page.tableVersions().stream())
                .map(TableVersion::versionId))
        .containsExactly("3", "2", "0");
    assertThat(
            glue.getTableVersion(r -> r.databaseName("sales").tableName("t").versionId("2"))
                .tableVersion()
                .table()
                .owner())
        .isEqualTo("v2");
    assertThatThrownBy(
            () -> glue.getTableVersion(r -> r.databaseName("sales").tableName("t").versionId("1")))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Version not found.");
    assertThatThrownBy(() ->
            glue.getTableVersion(r -> r.databaseName("sales").tableName("t").versionId("latest")))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void versionsCanBeDeletedExceptTheCurrentOne() {
    glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("t")));
    glue.updateTable(r -> r.databaseName("sales").tableInput(t -> t.name("t")));
    glue.updateTable(r -> r.databaseName("sales").tableInput(t -> t.name("t")));

    glue.deleteTableVersion(r -> r.databaseName("sales").tableName("t").versionId("0"));
    var errors =
        glue.batchDeleteTableVersion(
                r -> r.databaseName("sales").tableName("t").versionIds("0", "1", "2", "x"))
            .errors();

    assertThat(errors)
        .extracting(e -> e.versionId(), e -> e.errorDetail().errorCode())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("0", "EntityNotFoundException"),
            org.assertj.core.groups.Tuple.tuple("2", "InvalidInputException"),
            org.assertj.core.groups.Tuple.tuple("x", "InvalidInputException"));
    assertThat(glue.getTableVersions(r -> r.databaseName("sales").tableName("t")).tableVersions())
        .extracting(TableVersion::versionId)
        .containsExactly("2");
  }

  @Test
  void tablesAreListedByPatternInPages() {
    for (String name : List.of("orders", "order_items", "customers", "tmp_orders")) {
      glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name(name)));
    }

    assertThat(names("order*")).containsExactly("order_items", "orders");
    assertThat(names("*orders")).containsExactly("orders", "tmp_orders");
    assertThat(names("*")).hasSize(4);
    assertThat(names(".*ORDER.*")).containsExactly("order_items", "orders", "tmp_orders");
    assertThat(names("customers|tmp.*")).containsExactly("customers", "tmp_orders");
    assertThat(names("order")).isEmpty();
    assertThat(names("\\Qorders\\E")).containsExactly("orders");
    assertThat(
            glue.getTablesPaginator(r -> r.databaseName("sales").maxResults(3)).stream()
                .map(page -> page.tableList().size()))
        .containsExactly(3, 1);
    assertThat(
            glue.getTables(r -> r.databaseName("sales").attributesToGet(TableAttributes.NAME))
                .tableList()
                .getFirst()
                .versionId())
        .isNull();
  }

  private List<String> names(String expression) {
    return glue.getTables(r -> r.databaseName("sales").expression(expression)).tableList().stream()
        .map(Table::name)
        .toList();
  }

  @Test
  void aTokenOfAnotherListingIsRefused() {
    catalog.createDatabase("more");
    String token = glue.getDatabases(r -> r.maxResults(1)).nextToken();

    assertThat(token).isNotEmpty();
    for (String bad : List.of(token, "nonsense", "AAAA")) {
      assertThatThrownBy(() -> glue.getTables(r -> r.databaseName("sales").nextToken(bad)))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void aBatchDeletesWhatIsThereAndNamesWhatIsNot() {
    glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("a")));

    var errors =
        glue.batchDeleteTable(r -> r.databaseName("sales").tablesToDelete("A", "b")).errors();

    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().tableName()).isEqualTo("b");
    assertThat(errors.getFirst().errorDetail().errorCode()).isEqualTo("EntityNotFoundException");
    assertThat(errors.getFirst().errorDetail().errorMessage()).isEqualTo("Table b not found");
    assertThat(names("*")).isEmpty();
    catalog.restart();
    glue = catalog.glue();
    assertThat(names("*")).isEmpty();
  }

  @Test
  void violationsAreNamedTogether() {
    assertThatThrownBy(() ->
            glue.createTable(r -> r.databaseName("").tableInput(t -> t.name("x".repeat(256)))))
        .isInstanceOfSatisfying(
            GlueException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .startsWith("2 validation errors detected: Value '' at 'databaseName' failed")
                  .contains(
                      "at 'tableInput.name' failed to satisfy constraint: Member must have"
                          + " length less than or equal to 255");
            });
  }

  @Test
  void aTableLinkShowsItsTarget() {
    catalog.createDatabase("marts");
    catalog.createTable("sales", "orders", "day:string");
    glue.createTable(r ->
        r.databaseName("marts")
            .tableInput(t ->
                t.name("linked")
                    .targetTable(x ->
                        x.catalogId(CatalogFixture.ACCOUNT).databaseName("sales").name("orders"))));

    Table linked = glue.getTable(r -> r.databaseName("marts").name("linked")).table();

    assertThat(linked.name()).isEqualTo("linked");
    assertThat(linked.databaseName()).isEqualTo("marts");
    assertThat(linked.storageDescriptor().location()).isEqualTo("s3://lake/orders/");
    glue.deleteTable(r -> r.databaseName("marts").name("linked"));
    assertThat(table("orders").name()).isEqualTo("orders");
  }
}
