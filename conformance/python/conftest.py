"""Fixtures of all Python clients: the endpoint from TARN_ENDPOINT, credentials, a bucket, a database, the page's settings."""

import os
import sys
import uuid
from pathlib import Path

import boto3
import pytest

CONFORMANCE = Path(__file__).resolve().parents[1]
sys.path.append(str(CONFORMANCE / "clients"))
import pages

ENDPOINT = os.environ["TARN_ENDPOINT"]
os.environ.update(
    AWS_ENDPOINT_URL=ENDPOINT,
    AWS_ACCESS_KEY_ID="any",
    AWS_SECRET_ACCESS_KEY="any",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_REGION="us-east-1",
    AWS_EC2_METADATA_DISABLED="true",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
)


def sdk(service):
    # Named here, so that a suite may take the address out of the environment.
    return boto3.client(
        service, endpoint_url=ENDPOINT, region_name="us-east-1", aws_access_key_id="any", aws_secret_access_key="any"
    )


@pytest.fixture(scope="session")
def s3():
    return sdk("s3")


@pytest.fixture(scope="session")
def glue():
    return sdk("glue")


@pytest.fixture(scope="session")
def athena():
    return sdk("athena")


@pytest.fixture(scope="session")
def bucket(s3):
    name = "lake-" + uuid.uuid4().hex[:12]
    s3.create_bucket(Bucket=name)
    return name


@pytest.fixture(scope="session")
def database(glue, bucket):
    name = "lake_" + uuid.uuid4().hex[:12]
    glue.create_database(
        DatabaseInput={"Name": name, "LocationUri": f"s3://{bucket}/{name}/"}
    )
    return name


@pytest.fixture(scope="session")
def lake(s3):
    """The bucket that the pages name."""
    s3.create_bucket(Bucket="lake")
    return "lake"


@pytest.fixture(scope="session")
def settings():
    """What the page about a client says, by the directory of its suite: settings("dbt")."""
    return lambda suite: pages.settings(f"conformance/{suite}", ENDPOINT)


def keys_under(client, bucket, prefix):
    """The keys under a prefix, in order."""
    listing = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [found["Key"] for page in listing for found in page.get("Contents", [])]
