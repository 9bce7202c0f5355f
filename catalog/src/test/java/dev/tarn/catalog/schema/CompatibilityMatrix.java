package dev.tarn.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.catalog.CatalogFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

/** Registers pairs of definitions under each mode; one subclass per data format has the pairs. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class CompatibilityMatrix {
  private final AtomicInteger schemas = new AtomicInteger();
  private CatalogFixture catalog;

  /** One change of a definition, and whether it is compatible in each direction. */
  record Change(String name, String before, String after, boolean backward, boolean forward) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A change and a mode. */
  record Case(Change change, Compatibility mode) {
    boolean isCompatible() {
      return switch (mode) {
        case NONE -> true;
        case BACKWARD, BACKWARD_ALL -> change.backward();
        case FORWARD, FORWARD_ALL -> change.forward();
        case FULL, FULL_ALL -> change.backward() && change.forward();
        case DISABLED, UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException(mode.toString());
      };
    }
  }

  static Stream<Case> eachMode(List<Change> changes) {
    List<Compatibility> modes =
        List.of(
            Compatibility.NONE,
            Compatibility.BACKWARD,
            Compatibility.BACKWARD_ALL,
            Compatibility.FORWARD,
            Compatibility.FORWARD_ALL,
            Compatibility.FULL,
            Compatibility.FULL_ALL);
    return changes.stream().flatMap(change -> modes.stream().map(mode -> new Case(change, mode)));
  }

  abstract String dataFormat();

  @BeforeAll
  void open(@TempDir Path directory) {
    catalog = new CatalogFixture(directory.resolve("catalog"));
  }

  @AfterAll
  void close() {
    catalog.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesWhetherTheVersionBecomesAvailable(Case tested) {
    GlueClient glue = catalog.glue();
    String name = "s" + schemas.incrementAndGet();
    String arn =
        glue.createSchema(r ->
                r.schemaName(name)
                    .dataFormat(dataFormat())
                    .compatibility(tested.mode())
                    .schemaDefinition(tested.change().before()))
            .schemaArn();

    SchemaVersionStatus status =
        glue.registerSchemaVersion(
                r -> r.schemaId(id -> id.schemaArn(arn)).schemaDefinition(tested.change().after()))
            .status();

    assertThat(status)
        .isEqualTo(
            tested.isCompatible() ? SchemaVersionStatus.AVAILABLE : SchemaVersionStatus.FAILURE);
  }
}
