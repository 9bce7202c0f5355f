MODEL (
  name lake.by_day_hive,
  kind INCREMENTAL_BY_TIME_RANGE (time_column seen),
  storage_format parquet
);

SELECT COUNT(*) AS peaks, seen
FROM lake.peaks WHERE seen BETWEEN @start_date AND @end_date GROUP BY seen
