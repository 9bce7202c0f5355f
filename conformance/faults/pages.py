"""What the request log, the metrics and the list of refused calls say afterwards."""

import collections
import json
import re
import time

from botocore.exceptions import ClientError
from server import check, fails


@check("/_tarn/refused lists a call that is not implemented, and it is counted in the metrics; faults are not in it")
def _(server):
    for _ in range(2):
        try:
            server.client("glue").list_ml_transforms()
            raise AssertionError("an answer")
        except ClientError as error:
            assert error.response["ResponseMetadata"]["HTTPStatusCode"] < 500, error
    refused = json.loads(server.curl("/_tarn/refused")[1])
    entries = [entry for entry in next(iter(refused.values())) if entry["operation"] == "ListMLTransforms"]
    assert len(entries) == 1 and entries[0]["calls"] == 2, refused
    assert "GetTables" not in json.dumps(refused), refused
    assert re.search(r'^tarn_refused_calls_total\{.*operation="ListMLTransforms"\} 2$', server.curl("/_tarn/metrics")[1], re.M)


@check("/_tarn/metrics is Prometheus' format and equals the request log, call by call")
def _(server):
    def counted():
        text = server.curl("/_tarn/metrics")[1]
        for line in text.splitlines():
            assert re.fullmatch(r'# (HELP|TYPE) tarn_\w+ .+|tarn_\w+(\{(\w+="([^"\\]|\\.)*",?)+\})? [-+.\dEINa-f]+', line), line
        found = re.findall(r'^tarn_requests_total\{service="(.*?)",operation="(.*?)",status="(\d+)"\} (\d+)$', text, re.M)
        return {(service, operation, int(status)): int(number) for service, operation, status, number in found
                if service in ("glue", "athena", "s3", "sts", "ec2", "iam")}

    def logged():
        lines = [json.loads(line) for line in server.log.read_text().splitlines()]
        assert all(line.keys() >= {"time", "requestId", "service", "operation", "status", "milliseconds"} for line in lines)
        return collections.Counter((line["service"], line["operation"], line["status"]) for line in lines
                                   if line["service"] in ("glue", "athena", "s3", "sts", "ec2", "iam"))

    end = time.monotonic() + 10
    while (metrics := counted()) != (log := logged()):
        assert time.monotonic() < end, {key: (metrics.get(key), log.get(key)) for key in metrics.keys() | log.keys()
                                        if metrics.get(key) != log.get(key)}
        time.sleep(0.1)
    assert log["s3", "PutObject", 503] == 3 and log["glue", "GetTables", 400] == 3, log
    assert log["athena", "StartQueryExecution", 400] == 2 and log["sts", "GetCallerIdentity", 503] == 1, log


@check("the request log has the id that the client got, of a call that a fault struck too, and the time of a late one")
def _(server):
    server.fault("throttle", service="glue", operation="GetDatabase", times=1)
    server.fault("delay", service="glue", operation="GetTables", milliseconds=300, times=1)
    glue = server.client("glue")
    ids = [fails(glue.get_database, "ThrottlingException", 400, Name="walk").response["ResponseMetadata"]["RequestId"],
           glue.get_tables(DatabaseName="walk")["ResponseMetadata"]["RequestId"]]
    end = time.monotonic() + 10
    while len(found := {line["requestId"]: line for line in map(json.loads, server.log.read_text().splitlines())
                        if line["requestId"] in ids}) < 2:
        assert time.monotonic() < end, found
        time.sleep(0.1)
    assert found[ids[0]]["status"] == 400 and found[ids[1]]["milliseconds"] >= 300, found
