package dev.tarn.conformance.golden;

import dev.tarn.conformance.AwsClients;
import dev.tarn.conformance.golden.GoldenCase.Then;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** Runs one case and compares all that it knows of the answer. */
final class CaseRun {
  private final AwsClients clients;
  private final Area area;
  private final StatementRun statements;

  CaseRun(AwsClients clients, Area area) {
    this.clients = clients;
    this.area = area;
    this.statements = new StatementRun(clients.athena(), area);
  }

  void run(GoldenCase golden) throws IOException, InterruptedException {
    new Preparation(clients, area, statements).take(golden.given());
    Placeholders known = area.placeholders();
    String id;
    try {
      id =
          statements.start(
              known.fill(golden.sql()),
              golden.context().map(context -> filled(context, known)),
              golden.parameters());
    } catch (AthenaException e) {
      refused(golden, e);
      return;
    }
    QueryExecution ended = statements.await(id);
    String reason = Objects.requireNonNullElse(ended.status().stateChangeReason(), "");
    Differences differences = new Differences(area.placeholders(id, reason));
    if (golden.expected().refused().isPresent()) {
      differences.add("StartQueryExecution accepts it");
    }
    compare(golden.expected(), ended, differences);
    for (Then then : golden.then()) {
      QueryExecution execution = statements.succeed(known.fill(then.sql()));
      ResultCheck results = new ResultCheck(clients.athena(), differences);
      results.rows(then.rows(), results.rows(execution.queryExecutionId()));
    }
    differences.failIfAny(golden);
  }

  private static Map<String, String> filled(Map<String, String> context, Placeholders known) {
    Map<String, String> filled = new HashMap<>();
    context.forEach((name, value) -> filled.put(name, known.fill(value)));
    return filled;
  }

  private void refused(GoldenCase golden, AthenaException e) {
    Differences differences = new Differences(area.placeholders());
    golden
        .expected()
        .refused()
        .ifPresentOrElse(
            refusal ->
                new ExecutionCheck(area, differences).refused("StartQueryExecution", refusal, e),
            () -> differences.add("StartQueryExecution refuses: " + e.getMessage()));
    golden.expected().glue().forEach(new CatalogCheck(clients.glue(), differences)::compare);
    differences.failIfAny(golden);
  }

  private void compare(Expectation expected, QueryExecution actual, Differences differences) {
    String id = actual.queryExecutionId();
    ExecutionCheck executions = new ExecutionCheck(area, differences);
    executions.compare(expected, actual);
    new ResultCheck(clients.athena(), differences).compare(expected, id, executions);
    expected
        .objects()
        .ifPresent(
            objects -> new ObjectCheck(clients.s3(), area, differences).compare(objects, id));
    expected.glue().forEach(new CatalogCheck(clients.glue(), differences)::compare);
  }
}
