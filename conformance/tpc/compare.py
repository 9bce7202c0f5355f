"""Runs the queries of TPC-H and TPC-DS on Tarn and on DuckDB, over the same files, and compares every row.

Usage: compare.py ENDPOINT WORK [tpch|tpcds] [--formats csv,json,parquet,orc,iceberg] [--queries 1,6]
WORK holds WORK/tpch and WORK/tpcds as Generate.java leaves them, and the jar with the queries' texts.
Exit code 1 when a row differs or a query fails on Tarn.
"""

import argparse
import datetime
import decimal
import pathlib
import re
import sys
import time
import zipfile

import boto3
import duckdb

QUERIES = "trino-benchto-benchmarks-368.jar"
BUCKET = "tpc"
NUMBER = re.compile(r"'[^']*'|\"[^\"]*\"|(?<![\w.])(?:\d+\.\d*|\.\d+)(?![\w.])")


class Athena:
    """Runs statements through the API, as a client does."""

    def __init__(self, endpoint):
        options = {
            "endpoint_url": endpoint,
            "region_name": "us-east-1",
            "aws_access_key_id": "any",
            "aws_secret_access_key": "any",
        }
        self.api = boto3.client("athena", **options)
        self.s3 = boto3.client("s3", **options)

    def run(self, sql, database):
        started = self.api.start_query_execution(
            QueryString=sql,
            QueryExecutionContext={"Database": database},
            ResultConfiguration={"OutputLocation": f"s3://{BUCKET}/results/"},
        )
        execution = started["QueryExecutionId"]
        while True:
            found = self.api.get_query_execution(QueryExecutionId=execution)["QueryExecution"]
            if found["Status"]["State"] not in ("QUEUED", "RUNNING"):
                break
            time.sleep(0.02)
        if found["Status"]["State"] != "SUCCEEDED":
            raise RuntimeError(found["Status"].get("StateChangeReason", found["Status"]["State"]))
        return execution

    def rows(self, sql, database):
        """The rows with their values as numbers, dates and texts, and the scale of decimal columns."""
        execution = self.run(sql, database)
        columns, rows = None, []
        for page in self.api.get_paginator("get_query_results").paginate(QueryExecutionId=execution):
            columns = page["ResultSet"]["ResultSetMetadata"]["ColumnInfo"]
            rows += [[d.get("VarCharValue") for d in row["Data"]] for row in page["ResultSet"]["Rows"]]
        types = [column["Type"] for column in columns]
        scales = [c["Scale"] if c["Type"] == "decimal" else None for c in columns]
        return [[typed(v, t) for v, t in zip(row, types)] for row in rows[1:]], scales


def typed(value, kind):
    if value is None:
        return None
    if kind in ("tinyint", "smallint", "integer", "bigint"):
        return int(value)
    if kind in ("double", "float", "decimal"):
        return float(value)
    return value


def plain(value):
    """DuckDB's value in the same form."""
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return str(value)
    return value


def same(left, right, scale):
    """Equal; for doubles nearly so, and for a decimal up to one in its last digit, which is rounded."""
    if left is None or right is None:
        return left is right
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        tolerance = 1e-9 * max(abs(left), abs(right), 1e-3)
        if scale is not None:
            tolerance += 1.01 * 10**-scale
        return abs(left - right) <= tolerance
    return left == right


def order(row):
    return [
        (value is None, f"{value:.3g}" if isinstance(value, float) else str(value)) for value in row
    ]


def compare(ours, theirs, scales):
    """None when each row of one side has its own equal on the other, else what is different."""
    if len(ours) != len(theirs):
        return f"{len(ours)} rows, DuckDB has {len(theirs)}"
    rest = sorted(theirs, key=order)
    for row in sorted(ours, key=order):
        for index, other in enumerate(rest):
            if all(same(a, b, s) for a, b, s in zip(row, other, scales)):
                del rest[index]
                break
        else:
            return f"{row} is not among DuckDB's, which has {rest[0]}"
    return None


def queries(jar, suite, scale):
    """The texts by name. A file may hold several statements, which then count one by one."""
    found = {}
    with zipfile.ZipFile(jar) as archive:
        for number in range(1, 23 if suite == "tpch" else 100):
            text = archive.read(f"sql/presto/{suite}/q{number:02}.sql").decode()
            text = re.sub(r'"?\$\{database\}"?\."?\$\{schema\}"?\."?(\$\{prefix\})?(\w+)"?', r"\2", text)
            text = text.replace("${scale}", str(scale))
            found[f"q{number:02}"] = text.strip().rstrip(";")
    return found


def for_duckdb(sql):
    """Athena reads 0.06 as a double, DuckDB as a decimal; 0.06e0 is a double for both."""

    def double(match):
        text = match.group()
        return text if text[0] in "'\"" else text + "e0"

    return NUMBER.sub(double, sql)


def columns_of(directory, table):
    lines = (directory / f"{table}.columns").read_text().split("\n")
    return [line.split(" ", 1) for line in lines if line]


def load(athena, peer, directory, suite, formats):
    tables = sorted(path.stem for path in directory.glob("*.columns"))
    for table in tables:
        columns = columns_of(directory, table)
        types = ", ".join(
            f"'{name}': '{'VARCHAR' if kind == 'string' else kind.upper()}'" for name, kind in columns
        )
        peer.execute(
            f"CREATE TABLE {table} AS SELECT * FROM read_csv('{directory}/{table}/*.csv', delim='|',"
            f" nullstr='\\N', header=false, quote='', escape='', columns={{{types}}})"
        )
        for part in sorted((directory / table).glob("*.csv")):
            athena.s3.upload_file(str(part), BUCKET, f"{suite}/csv/{table}/{part.name}")
    for kind in ["csv"] + [kind for kind in formats if kind != "csv"]:
        database = f"{suite}_{kind}"
        athena.run(f"DROP DATABASE IF EXISTS {database} CASCADE", "default")
        athena.run(f"CREATE DATABASE {database}", "default")
        started = time.monotonic()
        for table in tables:
            athena.run(statement(kind, suite, table, columns_of(directory, table)), database)
        print(f"{database}: {len(tables)} tables in {time.monotonic() - started:.1f} s", flush=True)


def statement(kind, suite, table, columns):
    """What makes a table: over the text files themselves, or a copy of those by CTAS."""
    location = f"s3://{BUCKET}/{suite}/{kind}/{table}/"
    if kind == "csv":
        described = ", ".join(f"`{name}` {type_}" for name, type_ in columns)
        return (
            f"CREATE EXTERNAL TABLE {table} ({described})"
            f" ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' LOCATION '{location}'"
        )
    properties = (
        f"table_type = 'ICEBERG', is_external = false, location = '{location}'"
        if kind == "iceberg"
        else f"format = '{kind.upper()}', external_location = '{location}'"
    )
    return f"CREATE TABLE {table} WITH ({properties}) AS SELECT * FROM {suite}_csv.{table}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("endpoint")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("suite", choices=["tpch", "tpcds"])
    parser.add_argument("--formats", default="csv,json,parquet,orc,iceberg")
    parser.add_argument("--queries", default="")
    parser.add_argument("--scale", default="0.01")
    parser.add_argument("--keep", action="store_true", help="the tables are there already")
    given = parser.parse_args()
    formats = given.formats.split(",")
    athena = Athena(given.endpoint)
    athena.s3.create_bucket(Bucket=BUCKET)
    peer = duckdb.connect()
    peer.execute("SET threads = 2")
    peer.execute("SET integer_division = true")
    load(athena, peer, given.work / given.suite, given.suite, formats if not given.keep else [])
    texts = queries(given.work / QUERIES, given.suite, given.scale)
    chosen = [f"q{int(q):02}" for q in given.queries.split(",") if q] or list(texts)
    failed = 0
    for kind in formats:
        failed += compared(athena, peer, given.suite, kind, {name: texts[name] for name in chosen})
    sys.exit(1 if failed else 0)


def theirs(peer, sql):
    """DuckDB's rows, or the message with which it refuses."""
    try:
        return [[plain(v) for v in row] for row in peer.execute(for_duckdb(sql)).fetchall()]
    except duckdb.Error as error:
        return str(error).splitlines()[0]


def compared(athena, peer, suite, kind, texts):
    """Prints what differs and the counts; gives the number of queries without the same outcome."""
    equal, with_rows, divided, seconds = 0, 0, [], 0.0
    for name, sql in texts.items():
        expected = theirs(peer, sql)
        started = time.monotonic()
        try:
            ours, scales = athena.rows(sql, f"{suite}_{kind}")
        except Exception as error:  # whatever the client raises is this query's result
            if "DIVISION_BY_ZERO" in str(error) and "Division by zero" in expected:
                divided.append(name)
            else:
                print(f"{suite} {kind} {name}: FAILED: {error}; DuckDB: {expected}", flush=True)
            continue
        seconds += time.monotonic() - started
        difference = expected if isinstance(expected, str) else compare(ours, expected, scales)
        if difference:
            print(f"{suite} {kind} {name}: DIFFERENT: {difference}", flush=True)
        else:
            equal += 1
            with_rows += bool(ours)
    print(
        f"{suite} {kind}: {equal} of {len(texts)} queries equal, {with_rows} of them with rows,"
        f" {seconds:.1f} s; both divide by zero: {', '.join(divided) or 'none'}",
        flush=True,
    )
    return len(texts) - equal - len(divided)


if __name__ == "__main__":
    main()
