"""Faults of calls: throttling, errors, delays, broken connections, and what is no fault."""

import json
import os
import time

from botocore.exceptions import ConnectionClosedError
from botocore.exceptions import ConnectionError as BrokenConnection
from server import BUCKET, RESULTS, attempts, check, fails


@check("throttle: boto3 retries Glue, in its modes legacy, standard and adaptive")
def _(server):
    for mode in "legacy", "standard", "adaptive":
        server.well()
        fault = server.fault("throttle", service="glue", operation="GetDatabases", times=2)
        assert attempts(server.client("glue", 4, mode).get_databases()) == 2
        assert server.calls(fault) == 3


@check("throttle: boto3 retries Athena, and one query is started")
def _(server):
    before = len(server.client("athena").list_query_executions()["QueryExecutionIds"])
    server.fault("throttle", service="athena", operation="StartQueryExecution", times=2)
    assert attempts(server.client("athena", 4).start_query_execution(QueryString="SELECT 1", ResultConfiguration=RESULTS)) == 2
    assert len(server.client("athena").list_query_executions()["QueryExecutionIds"]) == before + 1


@check("throttle: S3's is SlowDown with 503, and boto3 retries it")
def _(server):
    server.fault("throttle", service="s3", operation="PutObject", times=3)
    fails(server.client("s3").put_object, "SlowDown", 503, Bucket=BUCKET, Key="slow", Body=b"slowly")
    assert attempts(server.client("s3", 4).put_object(Bucket=BUCKET, Key="slow", Body=b"slowly")) == 2
    server.well()
    assert server.client("s3").get_object(Bucket=BUCKET, Key="slow")["Body"].read() == b"slowly"


@check("throttle: STS, IAM and EC2 say it in words of their own")
def _(server):
    server.fault("throttle")
    fails(server.client("sts").get_caller_identity, "Throttling", 400)
    fails(server.client("iam").list_roles, "Throttling", 400)
    fails(server.client("ec2").describe_vpcs, "RequestLimitExceeded", 503)
    fails(server.client("glue").get_databases, "ThrottlingException", 400)


@check("throttle without an end: boto3 gives up with the service's error")
def _(server):
    fault = server.fault("throttle", service="glue", operation="GetTables")
    error = fails(server.client("glue", 3).get_tables, "ThrottlingException", 400, DatabaseName="walk")
    assert error.response["ResponseMetadata"]["RetryAttempts"] == 2 and server.calls(fault) == 3


@check("throttle of one operation concerns no other operation and no other service")
def _(server):
    server.fault("throttle", service="glue", operation="GetTable")
    assert attempts(server.client("glue").get_tables(DatabaseName="walk")) == 0
    assert attempts(server.client("s3").list_buckets()) == 0


@check("error: the third call alone, for one operation of each service")
def _(server):
    for service, operation, call, code in (
            ("glue", "GetDatabase", lambda c: c.get_database(Name="walk"), "ConcurrentModificationException"),
            ("athena", "ListWorkGroups", lambda c: c.list_work_groups(), "InternalServerException"),
            ("s3", "HeadBucket", lambda c: c.head_bucket(Bucket=BUCKET), "503"),
            ("s3", "ListObjectsV2", lambda c: c.list_objects_v2(Bucket=BUCKET), "InternalError"),
            ("sts", "GetCallerIdentity", lambda c: c.get_caller_identity(), "ServiceUnavailable")):
        asked = "ServiceUnavailable" if code == "503" else code
        status = 400 if code.startswith("Concurrent") else 500 if code.startswith("Internal") else 503
        server.fault("error", service=service, operation=operation, code=asked, after=2, times=1)
        client = server.client(service)
        call(client)
        call(client)
        fails(call, code, status, c=client)
        call(client)


@check("error: an own code, message and status arrive as they were asked for")
def _(server):
    server.fault("error", service="glue", operation="GetTable", code="GlueEncryptionException", message="no key, ü", status=418)
    error = fails(server.client("glue").get_table, "GlueEncryptionException", 418, DatabaseName="walk", Name="x")
    assert error.response["Error"]["Message"] == "no key, ü"


@check("error: a failing part of an upload of many parts is retried")
def _(server):
    server.fault("error", service="s3", operation="UploadPart", code="InternalError", after=1, times=1)
    body = os.urandom(20 << 20)
    (server.log.parent / "big").write_bytes(body)
    server.client("s3", 3).upload_file(str(server.log.parent / "big"), BUCKET, "big")
    assert server.client("s3").get_object(Bucket=BUCKET, Key="big")["Body"].read() == body


@check("delay: the call is served, late; others are not")
def _(server):
    server.fault("delay", service="glue", operation="GetDatabases", milliseconds=1500, times=1)
    start = time.monotonic()
    server.client("s3").list_buckets()
    assert time.monotonic() - start < 1.5
    start = time.monotonic()
    assert server.client("glue").get_databases()["DatabaseList"]
    assert time.monotonic() - start >= 1.5


@check("reset: the connection breaks without an answer; boto3 retries it")
def _(server):
    server.fault("reset", service="s3", operation="ListBuckets", times=2)
    try:
        server.client("s3").list_buckets()
        raise AssertionError("an answer")
    except (ConnectionClosedError, BrokenConnection):
        pass
    assert attempts(server.client("s3", 3).list_buckets()) == 1


@check("what is no fault is refused with 400 and a reason, and changes nothing")
def _(server):
    for body, reason in (("{", "not JSON"), ('{"action":"explode"}', "action must be one of"), ('{"action":"error"}', "code is"),
                         ('{"action":"delay"}', "milliseconds is"), ('{"action":"reset","color":"red"}', "unknown members"),
                         ('{"action":"clock"}', "a clock needs either"), ('{"action":"throttle","times":-1}', "times must be")):
        status, text = server.curl("/_tarn/faults", "-X", "POST", "-d", body)
        assert status == 400 and reason in text, (body, status, text)
    assert json.loads(server.curl("/_tarn/faults")[1]) == {"faults": []}
