"""Uses the Glue Data Catalog as PyIceberg does: namespaces, tables, commits of many writers.

Usage: glue_catalog.py ENDPOINT
"""

import sys
import threading
import uuid

import boto3
import pyarrow as pa
from pyiceberg.catalog import load_catalog
from pyiceberg.exceptions import (
    CommitFailedException,
    NamespaceAlreadyExistsError,
    NamespaceNotEmptyError,
    NoSuchNamespaceError,
    NoSuchTableError,
    TableAlreadyExistsError,
)
from pyiceberg.types import StringType

WRITERS = 4
COMMITS = 5
ATTEMPTS = 200

endpoint = sys.argv[1]
bucket = "pyiceberg-" + uuid.uuid4().hex[:8]
client = {
    "region_name": "us-east-1",
    "aws_access_key_id": "any",
    "aws_secret_access_key": "any",
    "endpoint_url": endpoint,
}
boto3.client("s3", **client).create_bucket(Bucket=bucket)
glue = boto3.client("glue", **client)


def open_catalog():
    return load_catalog(
        "tarn",
        **{
            "type": "glue",
            "warehouse": f"s3://{bucket}/warehouse",
            "glue.endpoint": endpoint,
            "glue.region": "us-east-1",
            "glue.access-key-id": "any",
            "glue.secret-access-key": "any",
            "s3.endpoint": endpoint,
            "s3.region": "us-east-1",
            "s3.access-key-id": "any",
            "s3.secret-access-key": "any",
        },
    )


def fails_with(error, call, *arguments):
    try:
        call(*arguments)
    except error:
        return
    raise AssertionError(f"{call.__name__}{arguments} did not raise {error.__name__}")


def rows(writer, commit):
    return pa.table({"writer": pa.array([writer], pa.int64()), "n": pa.array([commit], pa.int64())})


catalog = open_catalog()
database = "pyiceberg_" + uuid.uuid4().hex[:8]

# Namespaces
catalog.create_namespace(database, {"comment": "peaks", "owner": "us"})
fails_with(NamespaceAlreadyExistsError, catalog.create_namespace, database)
assert (database,) in catalog.list_namespaces()
assert catalog.load_namespace_properties(database)["comment"] == "peaks"
catalog.update_namespace_properties(database, removals={"owner"}, updates={"colour": "blue"})
properties = catalog.load_namespace_properties(database)
assert properties["colour"] == "blue" and "owner" not in properties, properties
fails_with(NoSuchNamespaceError, catalog.load_namespace_properties, "no_such_namespace")

# Tables
name = f"{database}.events"
table = catalog.create_table(name, schema=rows(0, 0).schema)
fails_with(TableAlreadyExistsError, catalog.create_table, name, rows(0, 0).schema)
fails_with(NamespaceNotEmptyError, catalog.drop_namespace, database)
stored = glue.get_table(DatabaseName=database, Name="events")["Table"]
assert stored["Parameters"]["table_type"] == "ICEBERG", stored
assert stored["Parameters"]["metadata_location"] == table.metadata_location
assert [c["Name"] for c in stored["StorageDescriptor"]["Columns"]] == ["writer", "n"]

# A commit on top of an old version is refused, and nothing is lost by it
stale = open_catalog().load_table(name)
table.append(rows(-1, 0))
fails_with(CommitFailedException, stale.append, rows(-2, 0))
assert glue.get_table(DatabaseName=database, Name="events")["Table"]["VersionId"] == "1"

# Many writers; each tries again until its commit is the one that wins
refused = []


def write(writer):
    mine = open_catalog()
    for commit in range(COMMITS):
        for _ in range(ATTEMPTS):
            try:
                mine.load_table(name).append(rows(writer, commit))
                break
            except CommitFailedException as error:
                refused.append(error)
        else:
            raise AssertionError("a commit never won")


threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
found = catalog.load_table(name).scan().to_arrow().to_pylist()
expected = [(w, n) for w in range(WRITERS) for n in range(COMMITS)] + [(-1, 0)]
assert sorted((row["writer"], row["n"]) for row in found) == sorted(expected), found
version = glue.get_table(DatabaseName=database, Name="events")["Table"]["VersionId"]
assert version == str(1 + WRITERS * COMMITS), version

# Schema, rename, drop
with catalog.load_table(name).update_schema() as update:
    update.add_column("note", StringType())
columns = glue.get_table(DatabaseName=database, Name="events")["Table"]["StorageDescriptor"]["Columns"]
assert [c["Name"] for c in columns] == ["writer", "n", "note"], columns
renamed = f"{database}.events_2"
catalog.rename_table(name, renamed)
fails_with(NoSuchTableError, catalog.load_table, name)
assert len(catalog.load_table(renamed).scan().to_arrow()) == 1 + WRITERS * COMMITS
assert catalog.list_tables(database) == [(database, "events_2")]
catalog.drop_table(renamed)
fails_with(NoSuchTableError, catalog.load_table, renamed)
catalog.drop_namespace(database)
assert (database,) not in catalog.list_namespaces()

print(f"{1 + WRITERS * COMMITS} commits kept, 1 stale commit refused")
