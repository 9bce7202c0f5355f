MODEL (
  name lake.by_day,
  kind INCREMENTAL_BY_TIME_RANGE (time_column seen),
  table_format iceberg
);

SELECT seen, COUNT(*) AS peaks, MAX(height) AS highest
FROM lake.peaks WHERE seen BETWEEN @start_date AND @end_date GROUP BY seen
