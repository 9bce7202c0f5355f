{{ config(materialized='incremental', incremental_strategy='append') }}
SELECT id, {{ var('round') }} AS round FROM {{ ref('climbs') }}
