package dev.tarn.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.catalog.CatalogFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.MetadataInfo;
import software.amazon.awssdk.services.glue.model.MetadataKeyValuePair;
import software.amazon.awssdk.services.glue.model.ResourceNumberLimitExceededException;

final class SchemaMetadataTest {
  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;
  private String versionId;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory.resolve("catalog"));
    glue = catalog.glue();
    versionId =
        glue.createSchema(
                r -> r.schemaName("s").dataFormat("AVRO").schemaDefinition(Definitions.AVRO))
            .schemaVersionId();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private void put(String key, String value) {
    glue.putSchemaVersionMetadata(r ->
        r.schemaVersionId(versionId)
            .metadataKeyValue(pair -> pair.metadataKey(key).metadataValue(value)));
  }

  private Map<String, MetadataInfo> query() {
    return glue.querySchemaVersionMetadata(r -> r.schemaVersionId(versionId)).metadataInfoMap();
  }

  private MetadataInfo info(String key) {
    return Objects.requireNonNull(query().get(key), key);
  }

  @Test
  void isAttachedByVersionIdOrNumber() {
    var put =
        glue.putSchemaVersionMetadata(r ->
            r.schemaId(id -> id.registryName("default-registry").schemaName("s"))
                .schemaVersionNumber(v -> v.latestVersion(true))
                .metadataKeyValue(pair -> pair.metadataKey("k").metadataValue("v")));

    assertThat(put.schemaVersionId()).isEqualTo(versionId);
    assertThat(put.latestVersion()).isTrue();
    assertThat(put.schemaName()).isEqualTo("s");
    assertThat(put.metadataKey()).isEqualTo("k");
    assertThat(put.metadataValue()).isEqualTo("v");
    assertThat(info("k").metadataValue()).isEqualTo("v");
    assertThat(info("k").createdTime()).isEqualTo("2026-03-01T10:00:00.125Z");
    assertThat(info("k").hasOtherMetadataValueList()).isFalse();
  }

  @Test
  void keepsEarlierValuesOfAKey() {
    put("k", "one");
    catalog.clock().advance(Duration.ofSeconds(1));
    put("k", "two");

    catalog.restart();
    glue = catalog.glue();

    MetadataInfo info = info("k");
    assertThat(info.metadataValue()).isEqualTo("two");
    assertThat(info.createdTime()).isEqualTo("2026-03-01T10:00:01.125Z");
    assertThat(info.otherMetadataValueList())
        .singleElement()
        .satisfies(other -> {
          assertThat(other.metadataValue()).isEqualTo("one");
          assertThat(other.createdTime()).isEqualTo("2026-03-01T10:00:00.125Z");
        });
  }

  @Test
  void refusesTheSamePairTwiceAndMoreThanTen() {
    put("k", "v");

    assertThatThrownBy(() -> put("k", "v"))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining(
            "Resource already exist for schema version id: "
                + versionId
                + ", metadata key: k, metadata value: v");
    for (int i = 0; i < 9; i++) {
      put("k" + i, "v");
    }
    assertThatThrownBy(() -> put("one-more", "v"))
        .isInstanceOf(ResourceNumberLimitExceededException.class)
        .hasMessageContaining(
            "Your resource limits for Schema Version Metadata have been exceeded.");
    assertThat(query()).hasSize(10);
  }

  @Test
  void isSearchedAndRemovedByPair() {
    put("a", "1");
    put("a", "2");
    put("b", "1");
    MetadataKeyValuePair wanted =
        MetadataKeyValuePair.builder().metadataKey("a").metadataValue("1").build();

    assertThat(
            glue.querySchemaVersionMetadata(r -> r.schemaVersionId(versionId).metadataList(wanted))
                .metadataInfoMap())
        .containsOnlyKeys("a");
    var removed =
        glue.removeSchemaVersionMetadata(r ->
            r.schemaVersionId(versionId)
                .metadataKeyValue(pair -> pair.metadataKey("a").metadataValue("2")));
    assertThat(removed.schemaVersionId()).isEqualTo(versionId);
    assertThat(info("a").metadataValue()).isEqualTo("1");
    assertThatThrownBy(() ->
            glue.removeSchemaVersionMetadata(r ->
                r.schemaVersionId(versionId)
                    .metadataKeyValue(pair -> pair.metadataKey("a").metadataValue("2"))))
        .isInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void isReadPageByPage() {
    put("a", "1");
    put("b", "1");
    put("c", "1");

    var first = glue.querySchemaVersionMetadata(r -> r.schemaVersionId(versionId).maxResults(2));
    var second =
        glue.querySchemaVersionMetadata(
            r -> r.schemaVersionId(versionId).maxResults(2).nextToken(first.nextToken()));

    assertThat(first.metadataInfoMap()).containsOnlyKeys("a", "b");
    assertThat(second.metadataInfoMap()).containsOnlyKeys("c");
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void refusesCharactersThatGlueRefuses() {
    assertThatThrownBy(() -> put("k y", "v"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Parameter Name: key");
    assertThatThrownBy(() -> put("k", "v".repeat(257)))
        .hasMessageContaining("too many or too few characters. Parameter Name: value");
    assertThatThrownBy(() -> glue.putSchemaVersionMetadata(r -> r.schemaVersionId(versionId)))
        .hasMessageContaining("Value null at 'metadataKeyValue'");
  }
}
