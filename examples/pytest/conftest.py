"""A Tarn for the whole test run, emptied before each test. TARN names the launcher."""

import os
import re
import subprocess
import urllib.request

import boto3
import pytest


@pytest.fixture(scope="session")
def tarn(tmp_path_factory):
    """The endpoint of a server on a free port and a temporary directory."""
    server = subprocess.Popen(
        [os.environ.get("TARN", "tarn"), "serve", "--port", "0"],
        env={**os.environ, "TARN_DATA": str(tmp_path_factory.mktemp("tarn")), "TARN_AOT": "use"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        endpoint = re.search(r"http://\S+", server.stdout.readline()).group()
        yield endpoint
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def client(tarn):
    """Makes boto3 clients of a server that has just been emptied."""
    request = urllib.request.Request(tarn + "/_tarn/reset", method="POST")
    urllib.request.urlopen(request).close()

    def make(service):
        return boto3.client(
            service,
            endpoint_url=tarn,
            region_name="us-east-1",
            aws_access_key_id="any",
            aws_secret_access_key="any",
        )

    return make
