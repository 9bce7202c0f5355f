"""dbt-athena builds a small project twice, with Hive and Iceberg tables, and the rows are what dbt promises.

The profile is the one of docs/clients/dbt.md.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import pytest

PROJECT = pathlib.Path(__file__).parent / "project"


@pytest.fixture(scope="module")
def project(tmp_path_factory, settings):
    copy = tmp_path_factory.mktemp("dbt") / "project"
    shutil.copytree(PROJECT, copy)
    (copy / "profiles.yml").write_text(settings("dbt"))
    return copy


@pytest.fixture(scope="module")
def database():
    return "dbt"


@pytest.fixture(scope="module")
def dbt(project, lake, database, glue):
    if database in [found["Name"] for found in glue.get_databases()["DatabaseList"]]:
        glue.delete_database(Name=database)

    def run(*arguments):
        done = subprocess.run(
            [pathlib.Path(sys.executable).with_name("dbt"), "--no-use-colors", *arguments, "--profiles-dir", "."],
            cwd=project,
            env={**os.environ, "DO_NOT_TRACK": "1"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="module")
def rows(athena, lake, database):
    def read(sql):
        started = athena.start_query_execution(
            QueryString=sql,
            QueryExecutionContext={"Database": database},
            ResultConfiguration={"OutputLocation": f"s3://{lake}/checks/"},
        )["QueryExecutionId"]
        while True:
            status = athena.get_query_execution(QueryExecutionId=started)["QueryExecution"]["Status"]
            if status["State"] not in ("QUEUED", "RUNNING"):
                break
            time.sleep(0.05)
        assert status["State"] == "SUCCEEDED", status
        found = athena.get_query_results(QueryExecutionId=started)["ResultSet"]["Rows"][1:]
        return [tuple(datum.get("VarCharValue") for datum in row["Data"]) for row in found]

    return read


def test_debug(dbt):
    assert "All checks passed!" in dbt("debug")


def test_first_build(dbt, rows):
    dbt("build")
    assert rows("SELECT * FROM climbs ORDER BY id") == [
        ("1", "Wildspitze", "3770.2", "AT", "2024-07-01"),
        ("2", "Similaun", "3606.0", "IT", "2024-07-02"),
        ("3", "Piz Palü, east", "3882.5", "CH", "2024-07-02"),
        ("4", None, "3905.0", "IT", None),
    ]
    assert rows("SELECT country, peaks, highest FROM by_country ORDER BY 1") == [
        ("AT", "1", "3770.2"),
        ("CH", "1", "3882.5"),
        ("IT", "2", "3905.0"),
    ]
    assert rows("SELECT id, peak FROM iceberg_table WHERE id < 3 ORDER BY id") == [("1", "Wildspitze"), ("2", "Similaun")]
    assert rows("SELECT count(*) FROM hive_orc") == [("4",)]


def test_catalog_entries(glue, database):
    table = glue.get_table(DatabaseName=database, Name="hive_table")["Table"]
    assert [key["Name"] for key in table["PartitionKeys"]] == ["country"]
    assert table["Parameters"]["classification"] == "parquet"
    assert table["Description"] == "Peaks by country"
    assert table["StorageDescriptor"]["Columns"][1]["Comment"] == "Its name"
    iceberg = glue.get_table(DatabaseName=database, Name="iceberg_table")["Table"]
    assert iceberg["Parameters"]["table_type"] == "ICEBERG"


def test_second_build(dbt, rows):
    dbt("build", "--vars", json.dumps({"round": 2}))
    assert rows("SELECT round, count(*) FROM hive_append GROUP BY 1 ORDER BY 1") == [("1", "4"), ("2", "4")]
    assert rows("SELECT country, round FROM hive_overwrite ORDER BY 1, 2") == [
        ("AT", "1"),
        ("CH", "1"),
        ("IT", "2"),
        ("IT", "2"),
    ]
    assert rows("SELECT round, note, count(*) FROM iceberg_append GROUP BY 1, 2 ORDER BY 1") == [
        ("1", None, "4"),
        ("2", "new", "4"),
    ]
    assert rows("SELECT id, round FROM iceberg_merge ORDER BY id") == [("2", "2"), ("3", "1"), ("4", "1"), ("5", "2")]
    assert rows("SELECT count(*) FROM hive_table") == [("4",)]


@pytest.mark.parametrize("table, expected", [("heights", ("8", "4")), ("heights_iceberg", ("7", "3"))])
def test_snapshots(table, expected, rows):
    assert rows(f"SELECT count(*), count_if(dbt_valid_to IS NULL) FROM {table}") == [expected]


def test_docs(dbt, project):
    dbt("docs", "generate")
    catalog = json.loads((project / "target" / "catalog.json").read_text())
    assert "model.peaks.hive_table" in catalog["nodes"]
    assert list(catalog["nodes"]["model.peaks.iceberg_table"]["columns"]) == ["id", "peak", "height", "climbed"]
