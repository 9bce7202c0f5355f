MODEL (
  name lake.peaks,
  kind SEED (path '../seeds/peaks.csv'),
  columns (id INT, name VARCHAR, height DOUBLE, country VARCHAR, seen DATE),
  grain id
);
