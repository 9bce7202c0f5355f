MODEL (
  name lake.known,
  kind VIEW
);

SELECT id, COALESCE(name, '?') AS name, height FROM lake.peaks
