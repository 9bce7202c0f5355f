"""dlt loads a source three times through its Athena destination: append, replace and merge, Hive and Iceberg.

The pipeline is the one of docs/clients/dlt.md.
"""

import datetime
import decimal
import os

import dlt
import pytest
from conftest import keys_under

PEAKS = [
    {"id": 1, "name": "Wildspitze", "height": decimal.Decimal("3770.20"), "seen": datetime.date(2024, 7, 1)},
    {"id": 2, "name": "Piz Palü, east", "height": decimal.Decimal("3882.50"), "seen": None},
]
ROUTES = [{"id": 1, "grade": "F", "stages": [{"hut": "Breslauer", "hours": 2.5}, {"hut": "top", "hours": 4.0}]}]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory, lake, settings, glue, s3):
    os.environ["DLT_DATA_DIR"] = str(tmp_path_factory.mktemp("dlt"))
    if "peaks" in [found["Name"] for found in glue.get_databases()["DatabaseList"]]:
        glue.delete_database(Name="peaks")
    for key in keys_under(s3, lake, "staging/peaks/"):
        s3.delete_object(Bucket=lake, Key=key)
    page = {}
    exec(settings("dlt"), page)
    return page["pipeline"]


def rows(pipeline, sql):
    with pipeline.sql_client() as client:
        return [tuple(row) for row in client.execute_sql(sql)]


def load(pipeline, data, name, **options):
    done = pipeline.run(data, table_name=name, **options)
    done.raise_on_failed_jobs()


def test_append_to_hive(pipeline):
    load(pipeline, PEAKS, "peaks", loader_file_format="parquet")
    load(pipeline, [{"id": 3, "name": None, "height": None, "seen": None}], "peaks", loader_file_format="parquet")
    assert rows(pipeline, "SELECT id, name, height, seen FROM peaks ORDER BY id") == [
        (1, "Wildspitze", decimal.Decimal("3770.200000000"), datetime.date(2024, 7, 1)),
        (2, "Piz Palü, east", decimal.Decimal("3882.500000000"), None),
        (3, None, None, None),
    ]


def test_new_columns(pipeline):
    load(pipeline, [{"id": 4, "name": "Similaun", "country": "IT"}], "peaks", loader_file_format="parquet")
    assert rows(pipeline, "SELECT id, country FROM peaks ORDER BY id") == [(1, None), (2, None), (3, None), (4, "IT")]


def test_nested_rows_are_child_tables(pipeline):
    load(pipeline, ROUTES, "routes", loader_file_format="parquet")
    assert rows(
        pipeline,
        "SELECT r.grade, s.hut, s.hours FROM routes r JOIN routes__stages s ON s._dlt_parent_id = r._dlt_id ORDER BY 3",
    ) == [("F", "Breslauer", 2.5), ("F", "top", 4.0)]


def test_replace(pipeline):
    load(pipeline, PEAKS[:1], "peaks", write_disposition="replace", loader_file_format="parquet")
    assert rows(pipeline, "SELECT id, name FROM peaks") == [(1, "Wildspitze")]


def iceberg(data, **options):
    return dlt.resource(data, name="ascents", table_format="iceberg", **options)


def test_iceberg_append(pipeline):
    load(pipeline, iceberg(PEAKS), "ascents")
    assert rows(pipeline, "SELECT id, name FROM ascents ORDER BY id") == [(1, "Wildspitze"), (2, "Piz Palü, east")]


def test_iceberg_merge(pipeline):
    changed = [{"id": 2, "name": "Piz Palü"}, {"id": 5, "name": "Weißkugel"}]
    load(pipeline, iceberg(changed, primary_key="id", write_disposition="merge"), "ascents")
    assert rows(pipeline, "SELECT id, name FROM ascents ORDER BY id") == [
        (1, "Wildspitze"),
        (2, "Piz Palü"),
        (5, "Weißkugel"),
    ]


def test_iceberg_replace(pipeline):
    load(pipeline, iceberg(PEAKS[1:], write_disposition="replace"), "ascents")
    assert rows(pipeline, "SELECT id FROM ascents") == [(2,)]


def test_what_is_loaded_is_known(pipeline, tmp_path):
    assert [status for (status,) in rows(pipeline, "SELECT DISTINCT status FROM _dlt_loads")] == [0]
    elsewhere = dlt.pipeline(
        "peaks",
        pipelines_dir=str(tmp_path),
        destination=pipeline.destination,
        staging=pipeline.staging,
        dataset_name=pipeline.dataset_name,
    )
    elsewhere.sync_destination()
    assert "ascents" in elsewhere.default_schema.tables


def test_dataset(pipeline):
    frame = pipeline.dataset().peaks.df()
    assert list(frame["name"]) == ["Wildspitze"]
