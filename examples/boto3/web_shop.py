#!/usr/bin/env python3
"""A CSV file and a JSON lines file in S3, tables in Glue, a join in Athena.

Usage: web_shop.py [ENDPOINT]      (default http://localhost:4566)
Needs: pip install boto3
"""

import csv
import io
import json
import sys
import time

import boto3

ENDPOINT = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:4566"
BUCKET = "examples-web-shop"
DATABASE = "web_shop"

TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat"
TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
DELIMITED = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
JSON_LINES = "org.openx.data.jsonserde.JsonSerDe"

CUSTOMERS = [(1, "Ada", "AT"), (2, "Bela", "CH"), (3, "Chen", "AT")]
ORDERS = [(101, 1, 250), (102, 3, 100), (103, 2, 75), (104, 1, 30)]


def client(service):
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name="us-east-1",
        aws_access_key_id="any",
        aws_secret_access_key="any",
    )


s3, glue, athena = client("s3"), client("glue"), client("athena")


def upload():
    s3.create_bucket(Bucket=BUCKET)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(CUSTOMERS)
    s3.put_object(Bucket=BUCKET, Key="customers/all.csv", Body=text.getvalue())
    lines = (
        json.dumps({"id": id, "customer_id": customer, "cents": cents})
        for id, customer, cents in ORDERS
    )
    s3.put_object(Bucket=BUCKET, Key="orders/2026.jsonl", Body="\n".join(lines))


def create_table(name, columns, serde, parameters):
    glue.create_table(
        DatabaseName=DATABASE,
        TableInput={
            "Name": name,
            "TableType": "EXTERNAL_TABLE",
            "Parameters": {"EXTERNAL": "TRUE"},
            "StorageDescriptor": {
                "Columns": [{"Name": n, "Type": t} for n, t in columns],
                "Location": f"s3://{BUCKET}/{name}/",
                "InputFormat": TEXT_INPUT,
                "OutputFormat": TEXT_OUTPUT,
                "SerdeInfo": {"SerializationLibrary": serde, "Parameters": parameters},
            },
        },
    )


def query(sql):
    """Runs a statement to its end and returns its description."""
    started = athena.start_query_execution(
        QueryString=sql,
        QueryExecutionContext={"Database": DATABASE},
        ResultConfiguration={"OutputLocation": f"s3://{BUCKET}/results/"},
    )
    while True:
        execution = athena.get_query_execution(
            QueryExecutionId=started["QueryExecutionId"]
        )["QueryExecution"]
        status = execution["Status"]
        if status["State"] == "SUCCEEDED":
            return execution
        if status["State"] in ("FAILED", "CANCELLED"):
            raise RuntimeError(status.get("StateChangeReason", status["State"]))
        time.sleep(0.05)


def main():
    upload()
    glue.create_database(DatabaseInput={"Name": DATABASE})
    create_table(
        "customers",
        [("id", "int"), ("name", "string"), ("country", "string")],
        DELIMITED,
        {"field.delim": ","},
    )
    create_table(
        "orders",
        [("id", "int"), ("customer_id", "int"), ("cents", "int")],
        JSON_LINES,
        {},
    )
    execution = query(
        """
        SELECT c.country, count(*) AS orders, sum(o.cents) AS cents
        FROM orders o JOIN customers c ON c.id = o.customer_id
        GROUP BY c.country
        ORDER BY c.country
        """
    )

    results = athena.get_query_results(QueryExecutionId=execution["QueryExecutionId"])
    for row in results["ResultSet"]["Rows"]:
        print("\t".join(cell.get("VarCharValue", "") for cell in row["Data"]))

    location = execution["ResultConfiguration"]["OutputLocation"]
    key = location.removeprefix(f"s3://{BUCKET}/")
    print("the same as a file:")
    print(s3.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode(), end="")

    glue.delete_database(Name=DATABASE)


if __name__ == "__main__":
    main()
