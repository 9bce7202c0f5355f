{{ config(materialized='incremental', incremental_strategy='merge', table_type='iceberg', unique_key='id',
          delete_condition="src.id = 1", post_hook='OPTIMIZE {{ this }} REWRITE DATA USING BIN_PACK') }}
SELECT id, {{ var('round') }} AS round FROM {{ ref('climbs') }}
{% if is_incremental() %} WHERE id IN (1, 2)
UNION ALL SELECT 5, {{ var('round') }} {% endif %}
