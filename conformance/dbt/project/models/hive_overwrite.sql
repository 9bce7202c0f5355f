{{ config(materialized='incremental', incremental_strategy='insert_overwrite', partitioned_by=['country']) }}
SELECT id, {{ var('round') }} AS round, country FROM {{ ref('climbs') }}
{% if is_incremental() %} WHERE country = 'IT' {% endif %}
