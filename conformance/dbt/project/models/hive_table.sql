{{ config(format='parquet', partitioned_by=['country'], write_compression='snappy') }}
SELECT id, peak, height, climbed, country FROM {{ ref('climbs') }}
