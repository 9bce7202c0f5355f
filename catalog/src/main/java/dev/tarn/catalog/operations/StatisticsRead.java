package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.glue.model.ColumnError;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;

/**
 * The statistics of the columns asked for.
 *
 * @param found those that there are
 * @param errors the columns without any
 */
record StatisticsRead(List<ColumnStatistics> found, List<ColumnError> errors) {
  private static final int MOST_COLUMNS = 100;

  static void check(Rules rules, boolean given, List<String> columnNames) {
    rules
        .required("columnNames", given ? columnNames : null)
        .size("columnNames", columnNames, 0, MOST_COLUMNS);
  }

  static StatisticsRead of(
      List<String> columnNames, Function<String, Optional<ColumnStatistics>> find) {
    List<ColumnStatistics> found = new ArrayList<>();
    List<ColumnError> errors = new ArrayList<>();
    for (String columnName : columnNames) {
      Optional<ColumnStatistics> statistics = find.apply(columnName);
      if (statistics.isPresent()) {
        found.add(statistics.get());
      } else {
        errors.add(
            ColumnError.builder()
                .columnName(columnName)
                .error(
                    ItemErrors.of(
                        CatalogErrors.notFound(
                            "Column statistics not found for column " + columnName + ".")))
                .build());
      }
    }
    return new StatisticsRead(found, errors);
  }
}
