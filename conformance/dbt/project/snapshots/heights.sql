{% snapshot heights %}
{{ config(unique_key='id', strategy='check', check_cols=['height'], target_schema=target.schema) }}
SELECT id, {% if var('round') > 1 %} height + id {% else %} height {% endif %} AS height FROM {{ ref('climbs') }}
{% endsnapshot %}
