MODEL (
  name lake.by_country,
  kind FULL,
  audits (unique_values(columns := country), not_null(columns := highest))
);

SELECT country, MAX(height) AS highest, COUNT(*) AS peaks FROM lake.peaks GROUP BY country
