package dev.tarn.conformance.golden;

import dev.tarn.conformance.golden.Expectation.Failure;
import dev.tarn.conformance.golden.Expectation.Refusal;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Compares what GetQueryExecution says, or the exception of an operation that refuses. */
final class ExecutionCheck {
  private final Area area;
  private final Differences differences;

  ExecutionCheck(Area area, Differences differences) {
    this.area = area;
    this.differences = differences;
  }

  void refused(String operation, Refusal expected, AthenaException actual) {
    String code =
        actual instanceof InvalidRequestException invalid
            ? invalid.athenaErrorCode()
            : actual.awsErrorDetails().errorCode();
    differences.text(operation + " code", expected.code(), code);
    differences.text(
        operation + " message", expected.message(), actual.awsErrorDetails().errorMessage());
  }

  void compare(Expectation expected, QueryExecution actual) {
    if (expected.failed().isPresent()) {
      failed(expected.failed().get(), actual);
    } else if (actual.status().state() != QueryExecutionState.SUCCEEDED) {
      differences.add(
          "state "
              + actual.status().stateAsString()
              + ": "
              + actual.status().stateChangeReason()
              + " "
              + actual.status().athenaError());
    }
    expected
        .type()
        .ifPresent(type ->
            differences.text(
                "type", type, actual.statementTypeAsString() + "/" + actual.substatementType()));
    expected.query().ifPresent(query -> differences.text("query", query, actual.query()));
    expected
        .database()
        .ifPresent(
            name -> differences.text("database", name, actual.queryExecutionContext().database()));
    expected
        .output()
        .ifPresent(output ->
            differences.text(
                "output location",
                area.outputLocation() + output,
                actual.resultConfiguration().outputLocation()));
    expected.manifest().ifPresent(manifest -> manifest(manifest, actual));
  }

  private void manifest(String expected, QueryExecution actual) {
    String location = actual.statistics().dataManifestLocation();
    if (expected.equals("none")) {
      differences.same("manifest location", null, location);
    } else {
      differences.text("manifest location", area.outputLocation() + expected, location);
    }
  }

  private void failed(Failure expected, QueryExecution actual) {
    differences.same("state", QueryExecutionState.FAILED, actual.status().state());
    differences.text("reason", expected.reason(), actual.status().stateChangeReason());
    AthenaError error = actual.status().athenaError();
    if (error == null) {
      differences.add("there is no AthenaError");
      return;
    }
    expected
        .error()
        .ifPresent(numbers ->
            differences.text("error", numbers, error.errorCategory() + "/" + error.errorType()));
    differences.text(
        "error message", expected.message().orElse(expected.reason()), error.errorMessage());
  }
}
