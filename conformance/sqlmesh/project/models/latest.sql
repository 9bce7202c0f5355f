MODEL (
  name lake.latest,
  kind INCREMENTAL_BY_UNIQUE_KEY (unique_key country),
  table_format iceberg
);

SELECT country, MAX_BY(name, height) AS name, MAX(height) AS height FROM lake.peaks GROUP BY country
