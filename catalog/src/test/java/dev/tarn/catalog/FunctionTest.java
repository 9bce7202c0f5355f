package dev.tarn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.FunctionType;
import software.amazon.awssdk.services.glue.model.PrincipalType;
import software.amazon.awssdk.services.glue.model.ResourceUri;
import software.amazon.awssdk.services.glue.model.UserDefinedFunction;

class FunctionTest {
  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory);
    glue = catalog.glue();
    catalog.createDatabase("a");
    catalog.createDatabase("b");
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private void create(String database, String name) {
    glue.createUserDefinedFunction(r ->
        r.databaseName(database)
            .functionInput(f ->
                f.functionName(name)
                    .className("org.example.Hash")
                    .ownerName("me")
                    .ownerType(PrincipalType.USER)
                    .functionType(FunctionType.REGULAR_FUNCTION)
                    .resourceUris(
                        ResourceUri.builder().resourceType("JAR").uri("s3://lake/f.jar").build())));
  }

  private List<String> names(@Nullable String database, String pattern) {
    return glue
        .getUserDefinedFunctionsPaginator(
            r -> r.databaseName(database).pattern(pattern).maxResults(1))
        .stream()
        .flatMap(page -> page.userDefinedFunctions().stream())
        .map(f -> f.databaseName() + "." + f.functionName())
        .toList();
  }

  @Test
  void aFunctionComesBackAlsoAfterARestart() {
    create("a", "Hash");
    UserDefinedFunction before =
        glue.getUserDefinedFunction(r -> r.databaseName("A").functionName("HASH"))
            .userDefinedFunction();
    catalog.restart();

    assertThat(
            catalog
                .glue()
                .getUserDefinedFunction(r -> r.databaseName("a").functionName("hash"))
                .userDefinedFunction())
        .isEqualTo(before);
    assertThat(before.functionName()).isEqualTo("hash");
    assertThat(before.createTime()).isEqualTo(FakeClock.START);
    assertThat(before.resourceUris()).hasSize(1);
  }

  @Test
  void functionsAreListedByPatternInOneOrAllDatabases() {
    create("a", "hash");
    create("a", "trino__hash__1");
    create("b", "mask");

    assertThat(names("a", "*")).containsExactly("a.hash", "a.trino__hash__1");
    assertThat(names("*", ".*")).containsExactly("a.hash", "a.trino__hash__1", "b.mask");
    assertThat(names(null, ".*a.*")).containsExactly("a.hash", "a.trino__hash__1", "b.mask");
    assertThat(names("a", "trino__\\Qhash\\E__.*")).containsExactly("a.trino__hash__1");
    assertThat(names("b", "none")).isEmpty();
    assertThatThrownBy(() -> names("none", "*")).isInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void anUpdateReplacesAndADeleteRemoves() {
    create("a", "hash");
    glue.updateUserDefinedFunction(r ->
        r.databaseName("a")
            .functionName("hash")
            .functionInput(f -> f.functionName("hash").className("Other")));
    UserDefinedFunction updated =
        glue.getUserDefinedFunction(r -> r.databaseName("a").functionName("hash"))
            .userDefinedFunction();
    assertThat(updated.className()).isEqualTo("Other");
    assertThat(updated.ownerName()).isNull();

    glue.deleteUserDefinedFunction(r -> r.databaseName("a").functionName("hash"));
    assertThatThrownBy(
            () -> glue.deleteUserDefinedFunction(r -> r.databaseName("a").functionName("hash")))
        .isInstanceOf(EntityNotFoundException.class);
    catalog.restart();
    glue = catalog.glue();
    assertThat(names("a", "*")).isEmpty();
  }

  @Test
  void aSecondFunctionOfANameIsRefused() {
    create("a", "hash");
    assertThatThrownBy(() -> create("a", "HASH")).isInstanceOf(AlreadyExistsException.class);
    create("b", "hash");
  }
}
