"""sqlmesh plans and applies a small project on Athena, Hive and Iceberg tables, then a change of it in a second environment.

The gateway is the one of docs/clients/sqlmesh.md.
"""

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
    copy = tmp_path_factory.mktemp("sqlmesh") / "project"
    shutil.copytree(PROJECT, copy)
    config = copy / "config.yaml"
    config.write_text(settings("sqlmesh") + config.read_text())
    return copy


@pytest.fixture(scope="module")
def mesh(project, lake):
    def run(*arguments):
        done = subprocess.run(
            [pathlib.Path(sys.executable).with_name("sqlmesh"), *arguments],
            cwd=project,
            env={**os.environ, "SQLMESH__DISABLE_ANONYMIZED_ANALYTICS": "1", "CI": "1"},
            input="y\n",
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="module")
def rows(athena, lake):
    def read(sql):
        started = athena.start_query_execution(
            QueryString=sql, ResultConfiguration={"OutputLocation": f"s3://{lake}/checks/"}
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


def test_connection(mesh):
    assert "succeeded" in mesh("info")


def test_unit_tests(mesh):
    assert "Successfully Ran `1`" in mesh("test")


def test_plan(mesh, rows):
    mesh("plan", "--auto-apply", "--no-prompts")
    assert rows("SELECT * FROM lake.by_country ORDER BY 1") == [
        ("AT", "3770.2", "1"),
        ("CH", "3882.5", "1"),
        ("IT", "3905.0", "2"),
    ]
    assert rows("SELECT name FROM lake.known WHERE id = 4") == [("?",)]
    assert rows("SELECT seen, peaks FROM lake.by_day ORDER BY 1") == [
        ("2024-07-01", "1"),
        ("2024-07-02", "2"),
        ("2024-07-03", "1"),
    ]
    assert rows("SELECT seen, peaks FROM lake.by_day_hive ORDER BY 1") == [
        ("2024-07-01", "1"),
        ("2024-07-02", "2"),
        ("2024-07-03", "1"),
    ]
    assert rows("SELECT country, name FROM lake.latest ORDER BY 1") == [("AT", "Wildspitze"), ("CH", "Piz Palü, east"), ("IT", None)]


def test_nothing_to_do(mesh):
    assert "No changes" in mesh("plan", "--no-prompts", "--auto-apply")


def test_second_environment(mesh, project, rows):
    model = project / "models" / "known.sql"
    model.write_text(model.read_text().replace("height FROM", "height, country FROM"))
    seed = project / "seeds" / "peaks.csv"
    seed.write_text(seed.read_text() + "5,Weißkugel,3738.0,AT,2024-07-03\n")
    mesh("plan", "dev", "--no-prompts", "--auto-apply")
    assert rows("SELECT name, country FROM lake__dev.known WHERE id = 5") == [("Weißkugel", "AT")]
    assert rows("SELECT count(*) FROM lake.known") == [("4",)]
    assert rows("SELECT peaks FROM lake__dev.by_day WHERE seen = DATE '2024-07-03'") == [("2",)]


def test_promotion(mesh, rows):
    mesh("plan", "--no-prompts", "--auto-apply")
    assert rows("SELECT count(*) FROM lake.known") == [("5",)]
    assert rows("SELECT peaks FROM lake.by_day_hive ORDER BY seen") == [("1",), ("2",), ("2",)]


def test_restatement(mesh, rows):
    mesh("plan", "--restate-model", "lake.by_day_hive", "--restate-model", "lake.by_day", "--no-prompts", "--auto-apply")
    assert rows("SELECT peaks FROM lake.by_day_hive ORDER BY seen") == [("1",), ("2",), ("2",)]
    assert rows("SELECT peaks FROM lake.by_day ORDER BY seen") == [("1",), ("2",), ("2",)]


def test_audit_and_fetch(mesh):
    mesh("audit")
    assert "Weißkugel" in mesh("fetchdf", "SELECT name FROM lake.known")


def test_clean(mesh, glue):
    mesh("invalidate", "dev")
    mesh("janitor", "--ignore-ttl")
    names = [found["Name"] for found in glue.get_databases()["DatabaseList"]]
    assert "lake" in names and "lake__dev" not in names
