{{ config(table_type='iceberg', partitioned_by=['bucket(id, 4)'], format='parquet') }}
SELECT id, peak, height, climbed FROM {{ ref('climbs') }}
