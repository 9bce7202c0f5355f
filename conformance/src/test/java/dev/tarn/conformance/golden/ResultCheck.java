package dev.tarn.conformance.golden;

import dev.tarn.conformance.golden.Expectation.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/** Compares what GetQueryResults answers. */
final class ResultCheck {
  private final AthenaClient athena;
  private final Differences differences;

  ResultCheck(AthenaClient athena, Differences differences) {
    this.athena = athena;
    this.differences = differences;
  }

  void compare(Expectation expected, String id, ExecutionCheck executions) {
    if (expected.results().isPresent()) {
      try {
        differences.add("GetQueryResults answers " + pages(id));
      } catch (AthenaException e) {
        executions.refused("GetQueryResults", expected.results().get(), e);
      }
      return;
    }
    if (expected.rows().isEmpty()
        && expected.columns().isEmpty()
        && expected.updateCount().isEmpty()) {
      return;
    }
    List<GetQueryResultsResponse> pages;
    try {
      pages = pages(id);
    } catch (AthenaException e) {
      differences.add("GetQueryResults fails: " + e.getMessage());
      return;
    }
    expected.columns().ifPresent(columns -> columns(columns, pages.getFirst()));
    expected.rows().ifPresent(rows -> rows(rows, rows(pages)));
    expected
        .updateCount()
        .ifPresent(count -> {
          Long actual = pages.getFirst().updateCount();
          differences.text("update count", count, actual == null ? "none" : actual.toString());
        });
  }

  private List<GetQueryResultsResponse> pages(String id) {
    return athena.getQueryResultsPaginator(r -> r.queryExecutionId(id)).stream().toList();
  }

  private void columns(List<ColumnType> expected, GetQueryResultsResponse page) {
    List<ColumnType> actual = new ArrayList<>();
    for (ColumnInfo column : page.resultSet().resultSetMetadata().columnInfo()) {
      actual.add(
          new ColumnType(
              column.name(),
              column.type(),
              column.precision(),
              column.scale(),
              column.caseSensitive()));
      differences.same("label", column.name(), column.label());
      differences.same("catalog", "hive", column.catalogName());
      differences.same("nullable", "UNKNOWN", column.nullableAsString());
    }
    differences.same("columns", expected, actual);
  }

  private static List<List<Optional<String>>> rows(List<GetQueryResultsResponse> pages) {
    return pages.stream()
        .flatMap(page -> page.resultSet().rows().stream())
        .map(row -> row.data().stream().map(Datum::varCharValue).map(Optional::ofNullable).toList())
        .toList();
  }

  /** A statement's rows, header included. */
  List<List<Optional<String>>> rows(String id) {
    return rows(pages(id));
  }

  void rows(List<List<Optional<String>>> expected, List<List<Optional<String>>> actual) {
    boolean same = expected.size() == actual.size();
    for (int i = 0; same && i < expected.size(); i++) {
      same = sameRow(expected.get(i), actual.get(i));
    }
    if (!same) {
      differences.add("rows\n  expected: " + lines(expected) + "\n  actual:   " + lines(actual));
    }
  }

  private boolean sameRow(List<Optional<String>> expected, List<Optional<String>> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      Optional<String> cell = expected.get(i);
      boolean same =
          cell.isEmpty()
              ? actual.get(i).isEmpty()
              : differences.placeholders().matches(cell.get(), actual.get(i).orElse(null));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static String lines(List<List<Optional<String>>> rows) {
    StringBuilder lines = new StringBuilder();
    for (List<Optional<String>> row : rows) {
      lines.append("\n    ");
      for (Optional<String> cell : row) {
        lines
            .append('[')
            .append(cell.orElse("NULL").replace("\t", "\\t").replace("\n", "\\n"))
            .append(']');
      }
    }
    return lines.toString();
  }
}
