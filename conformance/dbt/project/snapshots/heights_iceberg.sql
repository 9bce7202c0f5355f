{% snapshot heights_iceberg %}
{{ config(unique_key='id', strategy='check', check_cols=['height'], target_schema=target.schema,
          table_type='iceberg', invalidate_hard_deletes=true) }}
SELECT id, height + {{ var('round') }} AS height FROM {{ ref('climbs') }}
{% if var('round') > 1 %} WHERE id <> 4 {% endif %}
{% endsnapshot %}
