{{ config(materialized='view') }}
SELECT country, count(*) AS peaks, max(height) AS highest FROM {{ ref('hive_table') }} GROUP BY country
