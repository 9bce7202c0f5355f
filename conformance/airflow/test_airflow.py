"""Airflow's Athena operator, sensor, trigger and SQL hook, run as a worker does, over the connection of docs/clients/airflow.md."""

import asyncio
import datetime
import os
import shlex
import tempfile

import pages
import pytest

os.environ["AIRFLOW_HOME"] = tempfile.mkdtemp(prefix="airflow-")
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
export, connection = shlex.split(pages.settings("conformance/airflow", os.environ["TARN_ENDPOINT"]))
os.environ.update([connection.split("=", 1)])
# All that Airflow knows of the server is the connection.
for name in ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "AWS_REGION"]:
    os.environ.pop(name, None)

from airflow.providers.amazon.aws.hooks.athena import AthenaHook
from airflow.providers.amazon.aws.hooks.glue_catalog import GlueCatalogHook
from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.providers.amazon.aws.operators.athena import AthenaOperator
from airflow.providers.amazon.aws.sensors.athena import AthenaSensor
from airflow.providers.amazon.aws.sensors.glue_catalog_partition import GlueCatalogPartitionSensor
from airflow.providers.amazon.aws.triggers.athena import AthenaTrigger
from airflow.providers.common.compat.sdk import AirflowException


class Links:
    """Stands where the running task is: it takes the links that operators leave."""

    def __init__(self):
        self.pushed = {}

    def xcom_push(self, key, value, **_):
        self.pushed[key] = value


def run(operator):
    return operator.execute({"ti": Links(), "task_instance": Links()})


@pytest.fixture
def operator(bucket, database):
    def make(query, **options):
        return AthenaOperator(
            task_id="athena",
            query=query,
            database=database,
            output_location=f"s3://{bucket}/airflow/",
            sleep_time=0,
            aws_conn_id="aws_default",
            **options,
        )

    return make


def test_operator(operator, bucket, database):
    run(
        operator(
            f"""CREATE EXTERNAL TABLE flows (n INT) PARTITIONED BY (day STRING)
            STORED AS PARQUET LOCATION 's3://{bucket}/flows/'"""
        )
    )
    run(operator("INSERT INTO flows VALUES (1, 'mon'), (2, 'tue')"))
    execution = run(operator("SELECT sum(n) AS total FROM flows"))
    hook = AthenaHook(aws_conn_id="aws_default")
    results = hook.get_query_results(execution)
    assert [r["Data"][0]["VarCharValue"] for r in results["ResultSet"]["Rows"]] == ["total", "3"]
    assert hook.get_output_location(execution) == f"s3://{bucket}/airflow/{execution}.csv"
    text = S3Hook(aws_conn_id="aws_default").read_key(f"airflow/{execution}.csv", bucket)
    assert text == '"total"\n"3"\n'
    assert GlueCatalogHook(aws_conn_id="aws_default").check_for_partition(database, "flows", "day='mon'")
    sensor = GlueCatalogPartitionSensor(
        task_id="partition",
        table_name="flows",
        database_name=database,
        expression="day='tue'",
        aws_conn_id="aws_default",
    )
    assert sensor.poke({})


def test_failure_has_the_reason(operator):
    with pytest.raises(AirflowException, match="TABLE_NOT_FOUND: line 1:15"):
        run(operator("SELECT * FROM nowhere"))


def test_sensor(operator):
    execution = run(operator("SELECT 1"))
    sensor = AthenaSensor(
        task_id="sensor", query_execution_id=execution, sleep_time=0, aws_conn_id="aws_default"
    )
    assert sensor.poke({})
    failed = AthenaHook(aws_conn_id="aws_default").run_query(
        "SELECT 1 / 0", {}, {"OutputLocation": operator("").output_location}
    )
    failing = AthenaSensor(
        task_id="failing", query_execution_id=failed, sleep_time=0, aws_conn_id="aws_default"
    )
    with pytest.raises(AirflowException, match="FAILED|failed"):
        while not failing.poke({}):
            pass


def test_deferred(operator):
    from airflow.sdk.exceptions import TaskDeferred

    deferring = operator("SELECT 42", deferrable=True)
    with pytest.raises(TaskDeferred) as deferred:
        run(deferring)
    trigger = deferred.value.trigger
    assert isinstance(trigger, AthenaTrigger)

    async def event():
        async for found in trigger.run():
            return found

    payload = asyncio.run(event()).payload
    assert payload["status"] == "success"
    assert deferring.execute_complete({}, payload) == payload["value"]


def test_kill_stops_the_query(operator):
    killed = operator(
        "SELECT count(*) FROM UNNEST(sequence(1, 9999)) a(x), UNNEST(sequence(1, 9999)) b(y),"
        " UNNEST(sequence(1, 9999)) c(z) WHERE x * y > z"
    )
    hook = AthenaHook(aws_conn_id="aws_default")
    killed.query_execution_id = hook.run_query(
        killed.query, {}, {"OutputLocation": killed.output_location}
    )
    killed.on_kill()
    assert hook.check_query_status(killed.query_execution_id) == "CANCELLED"


def test_unknown_execution():
    hook = AthenaHook(aws_conn_id="aws_default")
    unknown = "11111111-2222-3333-4444-555555555555"
    with pytest.raises(Exception, match=f"QueryExecution {unknown} was not found"):
        hook.get_conn().get_query_execution(QueryExecutionId=unknown)


def test_client_request_token(operator):
    token = "token-" + "x" * 32 + datetime.datetime.now().strftime("%f")
    first = run(operator("SELECT 7", client_request_token=token))
    assert run(operator("SELECT 7", client_request_token=token)) == first
