{{ config(materialized='incremental', incremental_strategy='append', table_type='iceberg',
          on_schema_change='append_new_columns') }}
SELECT id, {{ var('round') }} AS round {% if var('round') > 1 %}, 'new' AS note {% endif %} FROM {{ ref('climbs') }}
