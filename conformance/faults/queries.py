"""Faults of queries and of the clock."""

import datetime
import time

from server import await_state, check, fails, state

UTC = datetime.timezone.utc
THEN = datetime.datetime(2026, 1, 31, 12, tzinfo=UTC)


@check("queued: the query waits in QUEUED and then succeeds, and its statistics say so")
def _(server):
    server.fault("queued", milliseconds=2000, times=1)
    query = server.query("SELECT 7")
    time.sleep(0.5)
    assert state(query) == "QUEUED"
    assert await_state(query, "SUCCEEDED", "FAILED") == "SUCCEEDED"
    assert query()["Statistics"]["QueryQueueTimeInMillis"] >= 2000, query()["Statistics"]


@check("running: the query is RUNNING so long and then succeeds, and its statistics say so")
def _(server):
    server.fault("running", milliseconds=2000, times=1)
    query = server.query("SELECT 8")
    await_state(query, "RUNNING")
    time.sleep(0.5)
    assert state(query) == "RUNNING"
    assert await_state(query, "SUCCEEDED", "FAILED") == "SUCCEEDED"
    statistics = query()["Statistics"]
    ran = statistics["EngineExecutionTimeInMillis"] + statistics["ServiceProcessingTimeInMillis"]
    assert statistics["TotalExecutionTimeInMillis"] >= ran >= 2000, statistics


@check("running: a query that is held is stopped, and has done nothing")
def _(server):
    server.fault("running", milliseconds=600_000)
    query = server.query("CREATE DATABASE never")
    await_state(query, "RUNNING")
    server.client("athena").stop_query_execution(QueryExecutionId=query()["QueryExecutionId"])
    assert await_state(query, "CANCELLED", "SUCCEEDED", "FAILED") == "CANCELLED"
    fails(server.client("glue").get_database, "EntityNotFoundException", 400, Name="never")


@check("clock: it stands still for the catalog and for queries, which end all the same")
def _(server):
    server.fault("clock", at=THEN.isoformat().replace("+00:00", "Z"))
    glue = server.client("glue")
    glue.create_database(DatabaseInput={"Name": "frozen"})
    assert glue.get_database(Name="frozen")["Database"]["CreateTime"] == THEN
    query = server.query("SELECT current_date, date_diff('second', current_timestamp, timestamp '2026-01-31 12:00:00 UTC')")
    assert await_state(query, "SUCCEEDED", "FAILED") == "SUCCEEDED", query()["Status"]
    status = query()["Status"]
    assert status["SubmissionDateTime"] == status["CompletionDateTime"] == THEN, status


@check("clock: it is an hour slow, and right again afterwards")
def _(server):
    fault = server.fault("clock", shiftSeconds=-3600)
    glue = server.client("glue")
    glue.create_database(DatabaseInput={"Name": "slow"})
    late = datetime.datetime.now(UTC) - glue.get_database(Name="slow")["Database"]["CreateTime"]
    assert 3590 < late.total_seconds() < 3660, late
    assert server.curl(f"/_tarn/faults/{fault}", "-X", "DELETE")[0] == 204
    glue.create_database(DatabaseInput={"Name": "right"})
    assert (datetime.datetime.now(UTC) - glue.get_database(Name="right")["Database"]["CreateTime"]).total_seconds() < 60
