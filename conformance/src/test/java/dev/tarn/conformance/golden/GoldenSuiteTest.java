package dev.tarn.conformance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.conformance.AwsClients;
import dev.tarn.conformance.SharedTarn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every statement of the golden files against the running server. One area alone: {@code
 * -Dtarn.golden=<file>}.
 */
@ExtendWith(SharedTarn.class)
final class GoldenSuiteTest {
  private static final int STATEMENTS = 400;
  private static final int AREAS_AT_ONCE = 4;
  private static final int MINUTES = 10;

  private final AwsClients clients;
  private final ExecutorService executor = Executors.newFixedThreadPool(AREAS_AT_ONCE);

  GoldenSuiteTest(AwsClients clients) {
    this.clients = clients;
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void theSuiteIsLarge() {
    assertThat(GoldenReader.all().stream().mapToInt(file -> file.cases().size()).sum())
        .isGreaterThanOrEqualTo(STATEMENTS);
  }

  @TestFactory
  @Timeout(value = MINUTES, unit = TimeUnit.MINUTES)
  Stream<DynamicContainer> statements() {
    clients.s3().createBucket(r -> r.bucket(Area.BUCKET));
    String only = System.getProperty("tarn.golden", "");
    List<AreaRun> runs =
        GoldenReader.all().stream()
            .filter(file -> only.isEmpty() || file.name().equals(only))
            .map(file -> AreaRun.start(file, clients, executor))
            .toList();
    return runs.stream()
        .map(run -> DynamicContainer.dynamicContainer(run.file().name(), tests(run)));
  }

  private static List<DynamicNode> tests(AreaRun run) {
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(DynamicTest.dynamicTest("(prelude)", () -> await(run.prepared())));
    for (int i = 0; i < run.file().cases().size(); i++) {
      GoldenCase golden = run.file().cases().get(i);
      CompletableFuture<Void> done = run.done(i);
      String mark = golden.uncertain().isPresent() ? " (uncertain)" : "";
      tests.add(DynamicTest.dynamicTest(golden.name() + mark, () -> await(done)));
    }
    return tests;
  }

  private static void await(CompletableFuture<Void> future) throws Throwable {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
