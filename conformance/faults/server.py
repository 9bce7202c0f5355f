"""A server of its own for the walk, what is asked of it, and the list of checks."""

import json
import os
import socket
import subprocess
import time
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

LAUNCHER = Path(__file__).resolve().parents[2] / "emulator-server/target/tarn/bin/tarn"
BUCKET, RESULTS = "walk", {"OutputLocation": "s3://walk/results/"}
checks = []


def check(line):
    return lambda function: checks.append((line, function)) or function


class Server:
    def __init__(self, work):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.log = work / "requests.jsonl"
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TARN_")) or k == "TARN_JAVA_HOME"}
        environment["TARN_AOT"] = "use"
        self.process = subprocess.Popen(
            [LAUNCHER, "serve", "--port", str(self.port), "--data", work / "data", "--memory", "1g", "--request-log", self.log],
            env=environment, stdout=open(work / "server.log", "wb"), stderr=subprocess.STDOUT)
        while self.curl("/_tarn/ready")[0] != 200:
            if self.process.poll() is not None:
                raise SystemExit((work / "server.log").read_text())
            time.sleep(0.2)

    def curl(self, path, *more):
        done = subprocess.run(["curl", "-s", "-w", "\n%{http_code}", *more, self.url + path],
                              capture_output=True, text=True, check=False)
        body, status = done.stdout.rsplit("\n", 1)
        return int(status), body

    def fault(self, action, **members):
        status, body = self.curl("/_tarn/faults", "-X", "POST", "-d", json.dumps({"action": action, **members}))
        assert status == 201, (status, body)
        return json.loads(body)["id"]

    def calls(self, fault):
        return next(f["calls"] for f in json.loads(self.curl("/_tarn/faults")[1])["faults"] if f["id"] == fault)

    def well(self):
        assert self.curl("/_tarn/faults", "-X", "DELETE")[0] == 204
        assert json.loads(self.curl("/_tarn/faults")[1]) == {"faults": []}

    def client(self, service, attempts=1, mode="standard"):
        return boto3.client(
            service, endpoint_url=self.url, region_name="us-east-1", aws_access_key_id="any", aws_secret_access_key="any",
            config=Config(retries={"total_max_attempts": attempts, "mode": mode}, s3={"addressing_style": "path"}))

    def query(self, sql):
        athena = self.client("athena")
        execution = athena.start_query_execution(QueryString=sql, ResultConfiguration=RESULTS)["QueryExecutionId"]
        return lambda: athena.get_query_execution(QueryExecutionId=execution)["QueryExecution"]

    def stop(self):
        self.process.terminate()
        assert self.process.wait(60) == 143, self.process.returncode


def fails(call, code, status, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        found = error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
        assert found == (code, status), found
        return error
    raise AssertionError(f"no {code}")


def attempts(answer):
    return answer["ResponseMetadata"]["RetryAttempts"]


def state(query):
    return query()["Status"]["State"]


def await_state(query, *wanted):
    end = time.monotonic() + 120
    while (found := state(query)) not in wanted:
        assert time.monotonic() < end, found
        time.sleep(0.02)
    return found
