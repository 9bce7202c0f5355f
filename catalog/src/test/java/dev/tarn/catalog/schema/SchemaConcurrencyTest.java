package dev.tarn.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.catalog.CatalogFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

final class SchemaConcurrencyTest {
  private static final int CLIENTS = 16;

  @TempDir Path directory;
  private CatalogFixture catalog;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory.resolve("catalog"));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  /** Runs one task per client, all starting together. */
  private static <T> List<T> atOnce(IntFunction<Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(CLIENTS);
    List<Future<T>> futures = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int i = 0; i < CLIENTS; i++) {
        Callable<T> task = tasks.apply(i);
        futures.add(
            clients.submit(() -> {
              start.await();
              return task.call();
            }));
      }
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  private RegisterSchemaVersionResponse register(String definition) {
    return catalog
        .glue()
        .registerSchemaVersion(r ->
            r.schemaId(id -> id.registryName("default-registry").schemaName("s"))
                .schemaDefinition(definition));
  }

  private void create(Compatibility compatibility) {
    catalog
        .glue()
        .createSchema(r ->
            r.schemaName("s")
                .dataFormat("AVRO")
                .compatibility(compatibility)
                .schemaDefinition(Definitions.AVRO));
  }

  @Test
  void theSameDefinitionBecomesOneVersion() throws Exception {
    create(Compatibility.BACKWARD);

    List<RegisterSchemaVersionResponse> answers =
        atOnce(i -> () -> register(Definitions.AVRO_WITH_OPTIONAL + " ".repeat(i)));

    assertThat(answers)
        .extracting(RegisterSchemaVersionResponse::schemaVersionId)
        .containsOnly(answers.getFirst().schemaVersionId());
    assertThat(answers).extracting(RegisterSchemaVersionResponse::versionNumber).containsOnly(2L);
  }

  @Test
  void differentDefinitionsGetNumbersWithoutGaps() throws Exception {
    create(Compatibility.NONE);

    List<RegisterSchemaVersionResponse> answers =
        atOnce(i -> () -> register(Definitions.avroWithField("g" + i)));

    assertThat(answers)
        .extracting(answer -> answer.versionNumber().intValue())
        .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
    catalog.restart();
    for (RegisterSchemaVersionResponse answer : answers) {
      assertThat(
              catalog
                  .glue()
                  .getSchemaVersion(r -> r.schemaVersionId(answer.schemaVersionId()))
                  .versionNumber())
          .isEqualTo(answer.versionNumber());
    }
  }

  /** Each may follow the first version, but no two of them may follow each other. */
  @Test
  void eachIsCheckedAgainstTheOneBefore() throws Exception {
    create(Compatibility.FORWARD);

    List<RegisterSchemaVersionResponse> answers =
        atOnce(i ->
            () ->
                register(
                    "{\"type\":\"record\",\"name\":\"r1\",\"fields\":[{\"name\":\"f1\",\"type\":\"int\"},"
                        + "{\"name\":\"required"
                        + i
                        + "\",\"type\":\"string\"}]}"));

    assertThat(answers)
        .extracting(RegisterSchemaVersionResponse::status)
        .containsOnlyOnce(SchemaVersionStatus.AVAILABLE);
  }

  @Test
  void oneClientCreatesTheSchema() throws Exception {
    List<Boolean> created =
        atOnce(i ->
            () -> {
              try {
                create(Compatibility.BACKWARD);
                return true;
              } catch (AlreadyExistsException e) {
                return false;
              }
            });

    assertThat(created).containsOnlyOnce(true);
    assertThat(catalog.glue().listSchemas(r -> {}).schemas()).hasSize(1);
  }
}
