package dev.tarn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseAttributes;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Permission;
import software.amazon.awssdk.services.glue.model.PrincipalPermissions;

class DatabaseTest {
  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory);
    glue = catalog.glue();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private Database get(String name) {
    return catalog.glue().getDatabase(r -> r.name(name)).database();
  }

  @Test
  void aNewCatalogHasNoDatabase() {
    assertThat(glue.getDatabases(r -> {}).databaseList()).isEmpty();
    assertThatThrownBy(() -> get("default"))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Database default not found.");
  }

  @Test
  void aBareDatabaseAnswersWhatGlueFillsIn() {
    catalog.createDatabase("Sales");
    catalog.restart();

    assertThat(get("SALES"))
        .isEqualTo(
            Database.builder()
                .name("sales")
                .parameters(Map.of())
                .createTime(FakeClock.START)
                .catalogId(CatalogFixture.ACCOUNT)
                .createTableDefaultPermissions(
                    PrincipalPermissions.builder()
                        .principal(p -> p.dataLakePrincipalIdentifier("IAM_ALLOWED_PRINCIPALS"))
                        .permissions(Permission.ALL)
                        .build())
                .build());
  }

  @Test
  void emptyPermissionsStayEmpty() {
    glue.createDatabase(r ->
        r.databaseInput(
            d -> d.name("d").createTableDefaultPermissions(List.<PrincipalPermissions>of())));

    assertThat(get("d").createTableDefaultPermissions()).isEmpty();
    assertThat(get("d").hasCreateTableDefaultPermissions()).isTrue();
  }

  @Test
  void aSecondDatabaseOfANameIsRefused() {
    catalog.createDatabase("d");
    assertThatThrownBy(() -> catalog.createDatabase("D"))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Database already exists.");
  }

  @Test
  void anUpdateReplacesWhatCanChangeAndNeverTheName() {
    glue.createDatabase(
        r -> r.databaseInput(d -> d.name("d").description("x").parameters(Map.of("a", "1"))));
    catalog.clock().advance(java.time.Duration.ofDays(1));

    glue.updateDatabase(
        r -> r.name("D").databaseInput(d -> d.name("d").locationUri("s3://lake/d/")));

    assertThat(get("d").description()).isNull();
    assertThat(get("d").parameters()).isEmpty();
    assertThat(get("d").locationUri()).isEqualTo("s3://lake/d/");
    assertThat(get("d").createTime()).isEqualTo(FakeClock.START);
    assertThatThrownBy(() -> glue.updateDatabase(r -> r.name("d").databaseInput(d -> d.name("e"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Database cannot be renamed");
    assertThatThrownBy(
            () -> glue.updateDatabase(r -> r.name("none").databaseInput(d -> d.name("none"))))
        .isInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void databasesAreListedInPages() {
    for (String name : List.of("c", "a", "b")) {
      catalog.createDatabase(name);
    }
    assertThat(
            glue.getDatabasesPaginator(r -> r.maxResults(2)).stream()
                .map(page -> page.databaseList().stream().map(Database::name).toList()))
        .containsExactly(List.of("a", "b"), List.of("c"));
    assertThat(glue.getDatabases(r -> r.attributesToGet(DatabaseAttributes.NAME)).databaseList())
        .contains(Database.builder().name("a").build());
  }

  @Test
  void aDroppedDatabaseIsGoneWithItsTables() {
    catalog.createDatabase("d");
    catalog.createTable("d", "t");
    glue.deleteDatabase(r -> r.name("d"));

    assertThatThrownBy(() -> glue.getTable(r -> r.databaseName("d").name("t")))
        .hasMessageContaining("Database d not found.");
    assertThatThrownBy(() -> glue.deleteDatabase(r -> r.name("d")))
        .isInstanceOf(EntityNotFoundException.class);
    catalog.createDatabase("d");
    catalog.restart();
    glue = catalog.glue();
    assertThat(glue.getTables(r -> r.databaseName("d")).tableList()).isEmpty();
  }

  @Test
  void aLinkLeadsToTheTablesOfItsTarget() {
    catalog.createDatabase("target");
    catalog.createTable("target", "t");
    glue.createDatabase(r ->
        r.databaseInput(d ->
            d.name("link")
                .targetDatabase(t -> t.catalogId(CatalogFixture.ACCOUNT).databaseName("target"))));

    assertThat(get("link").targetDatabase().databaseName()).isEqualTo("target");
    assertThat(get("link").createTableDefaultPermissions()).isEmpty();
    assertThat(glue.getTables(r -> r.databaseName("link")).tableList()).hasSize(1);
    glue.deleteDatabase(r -> r.name("link"));
    assertThat(glue.getTables(r -> r.databaseName("target")).tableList()).hasSize(1);
  }

  @Test
  void onlyTheAccountsOwnCatalogIsThere() {
    catalog.createDatabase("d");
    assertThat(
            glue.getDatabase(r -> r.catalogId(CatalogFixture.ACCOUNT).name("d")).database().name())
        .isEqualTo("d");
    assertThatThrownBy(() -> glue.getDatabase(r -> r.catalogId("123456789012").name("d")))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> glue.getDatabase(r -> r.catalogId("other").name("d")))
        .isInstanceOf(EntityNotFoundException.class);
  }
}
