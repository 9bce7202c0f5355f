package dev.tarn.server.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.account.AccountServices;
import dev.tarn.catalog.GlueCatalog;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationModel;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.query.AthenaService;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineState;
import dev.tarn.storage.Durability;
import dev.tarn.storage.LocalObjectStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Every registered operation, called with documents that are nearly right, answers or refuses; it
 * never fails in a way that is not the client's fault, and the files can be opened again.
 */
final class EveryOperationTest {
  private static final long SEED = Long.getLong("tarn.seed", 20_261_125L);
  private static final int ROUNDS = Integer.getInteger("tarn.rounds", 30);

  private final AwsJsonCodec codec = new AwsJsonCodec();
  private final List<String> failures = new ArrayList<>();
  private int answered;

  @TempDir Path data;

  @Test
  void answersOrRefuses() throws IOException {
    AwsAccount account = AwsAccount.DEFAULT;
    Clock clock = Clock.systemUTC();
    IdGenerator ids = IdGenerator.random();
    AccountServices services =
        new AccountServices(data.resolve("account"), account, clock, ids, Durability.PROCESS);
    LocalObjectStore objects = LocalObjectStore.open(data, Durability.PROCESS);
    try (GlueCatalog glue = openGlue(objects);
        AthenaService athena =
            AthenaService.open(
                data.resolve("athena"),
                account,
                glue.client(),
                objects,
                new NoEngine(),
                clock,
                ids,
                Durability.PROCESS)) {
      objects.createBucket("lake-bucket");
      for (OperationTable table :
          List.of(
              glue.operations(),
              athena.operations(),
              services.kms(),
              services.iam(),
              services.sts())) {
        callAll(table);
      }
    }
    assertThat(failures).isEmpty();
    assertThat(answered).as("calls that were right by chance").isGreaterThan(100);
    openGlue(objects).close();
    new AccountServices(data.resolve("account"), account, clock, ids, Durability.PROCESS).iam();
  }

  private GlueCatalog openGlue(LocalObjectStore objects) throws IOException {
    return GlueCatalog.open(
        data.resolve("catalog"),
        () -> objects,
        AwsAccount.DEFAULT,
        Clock.systemUTC(),
        IdGenerator.random(),
        Durability.PROCESS);
  }

  private void callAll(OperationTable table) {
    Random random = new Random(SEED);
    RandomDocument documents = new RandomDocument(random);
    for (int round = 0; round < ROUNDS; round++) {
      for (String name : table.implementedOperations()) {
        OperationModel operation = table.model().operation(name).orElseThrow();
        SdkPojo empty = (SdkPojo) operation.newRequestBuilder();
        call(table, operation, documents.of(StructureShape.of(empty)));
      }
    }
  }

  private void call(OperationTable table, OperationModel operation, String json) {
    try {
      codec.encode(
          table.invoke(
              codec.decodeRequest(
                  table.model(), operation, json.getBytes(StandardCharsets.UTF_8))));
      answered++;
    } catch (AwsServiceException e) {
      if (AwsErrors.status(e) >= 500) {
        fail(operation, json, e);
      }
    } catch (RuntimeException | StackOverflowError e) {
      fail(operation, json, e);
    }
  }

  private void fail(OperationModel operation, String json, Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    String top = trace.toString().lines().limit(6).reduce("", (a, b) -> a + "\n" + b);
    if (failures.stream().noneMatch(known -> known.endsWith(top))) {
      String shown = json.length() > 600 ? json.substring(0, 600) + "..." : json;
      failures.add(operation.name() + " " + shown + top);
    }
  }

  /** Refuses every query. */
  private static final class NoEngine implements Engine {
    @Override
    public EngineState state() {
      return new EngineState.Starting();
    }

    @Override
    public EngineQuery submit(EngineRequest request) {
      throw new EngineFailure(
          EngineFailure.ENGINE_UNAVAILABLE, 0, EngineFailure.Kind.EXTERNAL, "no engine here");
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
