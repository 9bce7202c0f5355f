"""Fixtures of all Python clients: the endpoint from TARN_ENDPOINT, credentials, a bucket, a database."""

import os
import uuid

import boto3
import pytest

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


@pytest.fixture(scope="session")
def s3():
    return boto3.client("s3")


@pytest.fixture(scope="session")
def glue():
    return boto3.client("glue")


@pytest.fixture(scope="session")
def athena():
    return boto3.client("athena")


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


def keys_under(client, bucket, prefix):
    """The keys under a prefix, in order."""
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [found["Key"] for page in pages for found in page.get("Contents", [])]
