{{ config(format='orc', bucketed_by=['id'], bucket_count=2) }}
SELECT id, peak FROM {{ ref('climbs') }}
