package dev.tarn.conformance.golden;

import dev.tarn.conformance.AwsClients;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Runs the cases of one file in their order, while other files run beside it. Tests wait for their
 * case.
 */
final class AreaRun {
  private final GoldenFile file;
  private final Area area;
  private final AwsClients clients;
  private final CompletableFuture<Void> prepared = new CompletableFuture<>();
  private final List<CompletableFuture<Void>> done = new ArrayList<>();

  private AreaRun(GoldenFile file, AwsClients clients) {
    this.file = file;
    this.area = new Area(file.name());
    this.clients = clients;
    file.cases().forEach(ignored -> done.add(new CompletableFuture<>()));
  }

  static AreaRun start(GoldenFile file, AwsClients clients, Executor executor) {
    AreaRun run = new AreaRun(file, clients);
    executor.execute(run::run);
    return run;
  }

  GoldenFile file() {
    return file;
  }

  /** Ends when the prelude has. */
  CompletableFuture<Void> prepared() {
    return prepared;
  }

  /** Ends when the case has. */
  CompletableFuture<Void> done(int index) {
    return done.get(index);
  }

  private void run() {
    settle(prepared, this::prepare);
    CaseRun run = new CaseRun(clients, area);
    for (int i = 0; i < done.size(); i++) {
      GoldenCase golden = file.cases().get(i);
      settle(done.get(i), () -> run.run(golden));
    }
  }

  private void prepare() throws Exception {
    clients.glue().createDatabase(r -> r.databaseInput(d -> d.name(area.database())));
    StatementRun statements = new StatementRun(clients.athena(), area);
    new Preparation(clients, area, statements).take(file.prelude());
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void settle(CompletableFuture<Void> future, Work work) {
    try {
      work.run();
      future.complete(null);
    } catch (Exception | AssertionError e) {
      future.completeExceptionally(e);
    }
  }
}
