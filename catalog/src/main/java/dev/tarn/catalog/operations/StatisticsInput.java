package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.protocol.validation.Constraints;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsError;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsType;

/**
 * Column statistics to be written.
 *
 * @param accepted those that make sense
 * @param errors those whose data is not of the type that they claim
 */
record StatisticsInput(List<ColumnStatistics> accepted, List<ColumnStatisticsError> errors) {
  private static final int LARGEST_BATCH = 25;
  private static final int TYPE_LENGTH = 20_000;

  static void check(Rules rules, boolean given, List<ColumnStatistics> statistics) {
    rules
        .required("columnStatisticsList", given ? statistics : null)
        .size("columnStatisticsList", statistics, 0, LARGEST_BATCH);
    for (int i = 0; i < statistics.size(); i++) {
      String item = Constraints.item("columnStatisticsList", i);
      ColumnStatistics column = statistics.get(i);
      rules.required(item, column);
      if (column == null) {
        continue;
      }
      rules
          .name(item + ".columnName", column.columnName())
          .required(item + ".columnType", column.columnType())
          .required(item + ".analyzedTime", column.analyzedTime())
          .required(item + ".statisticsData", column.statisticsData());
      rules.constraints().length(item + ".columnType", column.columnType(), 0, TYPE_LENGTH);
      ColumnStatisticsData data = column.statisticsData();
      if (data != null) {
        rules.required(item + ".statisticsData.type", data.typeAsString());
        rules
            .constraints()
            .oneOf(
                item + ".statisticsData.type",
                data.typeAsString(),
                ColumnStatisticsType.knownValues());
      }
    }
  }

  static StatisticsInput of(List<ColumnStatistics> statistics) {
    List<ColumnStatistics> accepted = new ArrayList<>();
    List<ColumnStatisticsError> errors = new ArrayList<>();
    for (ColumnStatistics column : statistics) {
      if (dataOfType(column.statisticsData()) == null) {
        errors.add(
            ColumnStatisticsError.builder()
                .columnStatistics(column)
                .error(
                    ItemErrors.of(
                        CatalogErrors.invalidInput(
                            "Statistics data of column "
                                + column.columnName()
                                + " is not of type "
                                + column.statisticsData().typeAsString()
                                + ".")))
                .build());
      } else {
        accepted.add(column);
      }
    }
    return new StatisticsInput(accepted, errors);
  }

  private static @Nullable Object dataOfType(ColumnStatisticsData data) {
    return switch (data.type()) {
      case BOOLEAN -> data.booleanColumnStatisticsData();
      case DATE -> data.dateColumnStatisticsData();
      case DECIMAL -> data.decimalColumnStatisticsData();
      case DOUBLE -> data.doubleColumnStatisticsData();
      case LONG -> data.longColumnStatisticsData();
      case STRING -> data.stringColumnStatisticsData();
      case BINARY -> data.binaryColumnStatisticsData();
      case UNKNOWN_TO_SDK_VERSION -> null;
    };
  }
}
