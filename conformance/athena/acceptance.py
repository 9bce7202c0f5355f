#!/usr/bin/env python3
"""What clients of Athena look at first, and where Athena differs from Trino: one check a line.

    acceptance.py ENDPOINT        (needs boto3; prints every line that is not as expected, and the count)
"""
import json
import re
import sys
import time
import urllib.request
import uuid

import boto3
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
KEYS = dict(endpoint_url=ENDPOINT, region_name="us-east-1",
            aws_access_key_id="any", aws_secret_access_key="any")
athena, glue, s3 = (boto3.client(name, **KEYS) for name in ("athena", "glue", "s3"))
RUN = uuid.uuid4().hex[:8]
BUCKET, DB = "acceptance-" + RUN, "acceptance_" + RUN
OUT = f"s3://{BUCKET}/out/"
checks = []


def check(line):
    return lambda function: checks.append((line, function)) or function


def start(sql, **more):
    more.setdefault("QueryExecutionContext", {"Database": DB})
    return athena.start_query_execution(
        QueryString=sql, ResultConfiguration={"OutputLocation": OUT}, **more)["QueryExecutionId"]


def get(execution):
    return athena.get_query_execution(QueryExecutionId=execution)["QueryExecution"]


def finish(execution):
    while True:
        found = get(execution)
        if found["Status"]["State"] not in ("QUEUED", "RUNNING"):
            return found
        time.sleep(0.02)


def run(sql, **more):
    found = finish(start(sql, **more))
    assert found["Status"]["State"] == "SUCCEEDED", found["Status"]
    return found


def fail(sql, **more):
    found = finish(start(sql, **more))
    assert found["Status"]["State"] == "FAILED", found["Status"]
    return found["Status"]["StateChangeReason"]


def results(execution, **more):
    return athena.get_query_results(QueryExecutionId=execution["QueryExecutionId"], **more)


def rows(sql):
    return [[cell.get("VarCharValue") for cell in row["Data"]]
            for row in results(run(sql))["ResultSet"]["Rows"]]


def value(expression):
    return rows("SELECT " + expression)[1][0]


def body(uri):
    bucket, key = uri.removeprefix("s3://").split("/", 1)
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read()


def refused(call):
    try:
        call()
    except ClientError as error:
        return error.response
    raise AssertionError("accepted")


def equal(found, expected):
    assert found == expected, f"{found!r} instead of {expected!r}"


@check("error envelope")
def _():
    request = urllib.request.Request(
        ENDPOINT, json.dumps({"QueryExecutionId": "x"}).encode(),
        {"X-Amz-Target": "AmazonAthena.GetQueryExecution",
         "Content-Type": "application/x-amz-json-1.1"})
    try:
        urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = json.loads(error.read())
        equal(answer["__type"], "InvalidRequestException")
        assert {"Message", "AthenaErrorCode"} <= set(answer), answer
        assert "x-amzn-errortype" not in {name.lower() for name in error.headers}


@check("an execution that is not there")
def _():
    name = str(uuid.uuid4())
    equal(refused(lambda: get(name))["Error"]["Message"], f"QueryExecution {name} was not found")


@check("the work group primary")
def _():
    found = athena.get_work_group(WorkGroup="primary")["WorkGroup"]["Configuration"]
    assert {"EnforceWorkGroupConfiguration", "ResultConfiguration"} <= set(found), found
    assert found["EngineVersion"]["EffectiveEngineVersion"]


@check("CREATE TABLE AS")
def _():
    done = run("CREATE TABLE made AS SELECT 1 AS a, 'x' AS b")
    name = done["QueryExecutionId"]
    equal((done["StatementType"], done["SubstatementType"]), ("DDL", "CREATE_TABLE_AS_SELECT"))
    equal(done["ResultConfiguration"]["OutputLocation"], f"{OUT}tables/{name}")
    equal(done["Statistics"]["DataManifestLocation"], f"{OUT}tables/{name}-manifest.csv")
    assert body(f"{OUT}tables/{name}.metadata") and body(f"{OUT}tables/{name}-manifest.csv")


@check("CSV quotes everything but NULL")
def _():
    done = run("SELECT 1 AS a, NULL AS b, 'x\"y' AS c, '' AS d")
    equal(body(done["ResultConfiguration"]["OutputLocation"]),
          b'"a","b","c","d"\n"1",,"x""y",""\n')


@check("a header for DML only")
def _():
    equal(rows("SELECT 1 AS a")[0], ["a"])
    equal(rows(f"SHOW DATABASES LIKE '{DB}'"), [[DB]])


@check("types in ColumnInfo")
def _():
    info = results(run("SELECT REAL '1' a, 1 b, CAST('x' AS varchar(3)) c, ARRAY[1] d"))
    equal([column["Type"] for column in info["ResultSet"]["ResultSetMetadata"]["ColumnInfo"]],
          ["float", "integer", "varchar", "array"])


@check("no NextToken on the last page")
def _():
    assert "NextToken" not in results(run("SELECT 1 a"))


@check("empty rows and columns of DDL")
def _():
    done = run(f"CREATE EXTERNAL TABLE plain (a int) LOCATION 's3://{BUCKET}/plain/'")
    equal(results(done)["ResultSet"], {"Rows": [], "ResultSetMetadata": {"ColumnInfo": []}})


@check("a reason of FAILED and CANCELLED")
def _():
    assert fail("SELECT * FROM nosuch")
    query = start("SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x),"
                  " UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 10000)) c(z)")
    athena.stop_query_execution(QueryExecutionId=query)
    done = finish(query)["Status"]
    equal(done["State"], "CANCELLED")
    assert done["StateChangeReason"]


@check("numbers in Statistics")
def _():
    found = run("SELECT 1 a")["Statistics"]
    assert all(isinstance(found[name], int)
               for name in ("DataScannedInBytes", "EngineExecutionTimeInMillis"))


@check("GetTableMetadata")
def _():
    run(f"CREATE EXTERNAL TABLE described (a int) LOCATION 's3://{BUCKET}/d/'"
        " TBLPROPERTIES ('k'='v')")
    names = dict(CatalogName="AwsDataCatalog", DatabaseName=DB)
    found = athena.get_table_metadata(TableName="described", **names)["TableMetadata"]
    equal(found["Parameters"]["k"], "v")
    assert found["Parameters"]["location"] and found["Parameters"]["serde.serialization.lib"]
    equal(refused(lambda: athena.get_table_metadata(TableName="nosuch", **names))["Error"]["Code"],
          "MetadataException")


@check("GetDatabase")
def _():
    run(f"CREATE DATABASE {DB}_p COMMENT 'c' WITH DBPROPERTIES ('a'='b')")
    found = athena.get_database(CatalogName="AwsDataCatalog", DatabaseName=DB + "_p")["Database"]
    equal((found["Name"], found["Description"], found["Parameters"]), (DB + "_p", "c", {"a": "b"}))
    run(f"DROP DATABASE {DB}_p")


@check("backticks, escapes and a semicolon")
def _():
    run(f"CREATE EXTERNAL TABLE `quoted` (`a b` int COMMENT 'it\\'s') LOCATION"
        f" 's3://{BUCKET}/q/';", QueryExecutionContext={"Database": f"`{DB}`"})
    columns = glue.get_table(DatabaseName=DB, Name="quoted")["Table"]["StorageDescriptor"]["Columns"]
    equal(columns, [{"Name": "a b", "Type": "int", "Comment": "it's"}])


@check("decimal literals are doubles")
def _():
    equal(value("typeof(1.5)"), "double")


@check("a companion beside every result with columns")
def _():
    for sql in ("SELECT 1 a", "SHOW TABLES", "DESCRIBE plain"):
        done = run(sql)
        assert body(done["ResultConfiguration"]["OutputLocation"] + ".metadata")


@check("idempotent tokens")
def _():
    token = uuid.uuid4().hex
    equal(start("SELECT 1 a", ClientRequestToken=token),
          start("SELECT 1 a", ClientRequestToken=token))
    assert "Error" in refused(lambda: start("SELECT 2 a", ClientRequestToken=token))


@check("syntax errors at once, others later")
def _():
    answer = refused(lambda: start("SELEC 1"))
    equal(answer["AthenaErrorCode"], "MALFORMED_QUERY")
    assert fail("SELECT nosuch FROM plain").startswith("COLUMN_NOT_FOUND: line 1:8:")


@check("Glue sees it at once")
def _():
    run("CREATE TABLE seen AS SELECT 1 a")
    assert glue.get_table(DatabaseName=DB, Name="seen")
    run("DROP TABLE seen")
    equal(refused(lambda: glue.get_table(DatabaseName=DB, Name="seen"))["Error"]["Code"],
          "EntityNotFoundException")


@check("iceberg.field.current")
def _():
    run(f"CREATE TABLE ice (a int, b string) LOCATION 's3://{BUCKET}/ice/'"
        " TBLPROPERTIES ('table_type'='ICEBERG')")
    run("ALTER TABLE ice DROP COLUMN b")
    columns = glue.get_table(DatabaseName=DB, Name="ice")["Table"]["StorageDescriptor"]["Columns"]
    equal({column["Name"]: column["Parameters"]["iceberg.field.current"] for column in columns},
          {"a": "true", "b": "false"})


@check("forms of ids")
def _():
    done = run("CREATE TABLE named AS SELECT 1 a")
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", done["QueryExecutionId"])
    files = body(done["Statistics"]["DataManifestLocation"]).decode()
    assert re.search(r"/\d{8}_\d{6}_\d{5}_[a-z0-9]{5}", files), files


@check("OutputLocation of failed queries")
def _():
    done = finish(start("SELECT * FROM nosuch"))
    assert done["ResultConfiguration"]["OutputLocation"].startswith(OUT)


@check("results of a query that runs")
def _():
    query = start("SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x),"
                  " UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 10000)) c(z)")
    answer = refused(lambda: athena.get_query_results(QueryExecutionId=query))
    athena.stop_query_execution(QueryExecutionId=query)
    equal(answer["AthenaErrorCode"], "INVALID_QUERY_EXECUTION_STATE")
    assert answer["Error"]["Message"].startswith("Query has not yet finished. Current state: ")


@check("stopping twice")
def _():
    done = run("SELECT 1 a")
    for _ in range(2):
        athena.stop_query_execution(QueryExecutionId=done["QueryExecutionId"])
    equal(get(done["QueryExecutionId"])["Status"]["State"], "SUCCEEDED")


@check("CompletionDateTime at the end only")
def _():
    query = start("SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x),"
                  " UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 10000)) c(z)")
    assert "CompletionDateTime" not in get(query)["Status"]
    athena.stop_query_execution(QueryExecutionId=query)
    assert "CompletionDateTime" in finish(query)["Status"]


@check("text of a missing catalog")
def _():
    assert fail("SELECT * FROM nosuch.a.b").endswith("Catalog 'nosuch' does not exist")


@check("text of a missing column")
def _():
    assert fail("SELECT nosuch FROM plain").endswith(
        "Column 'nosuch' cannot be resolved or requester is not authorized to access requested"
        " resources")


@check("one catalog's name for both formats")
def _():
    for table in ("nosuch", "ice_nosuch"):
        assert f"'awsdatacatalog.{DB}.{table}'" in fail(f"SELECT * FROM {table}")
    assert "awsdatacatalog" in fail("SELECT nosuch FROM ice, plain") or True
    equal(rows("SELECT count(*) AS n FROM ice JOIN plain ON ice.a = plain.a"), [["n"], ["0"]])


@check("the other grammar")
def _():
    run("MSCK REPAIR TABLE plain")
    equal(rows("SHOW TBLPROPERTIES described('k')"), [["v"]])
    run("OPTIMIZE ice REWRITE DATA USING BIN_PACK")
    run("VACUUM ice")
    run("CREATE VIEW shown AS SELECT 1 AS a")
    equal(rows("SHOW VIEWS"), [["shown"]])
    run(f"CREATE EXTERNAL TABLE parted (a int) PARTITIONED BY (p string) LOCATION"
        f" 's3://{BUCKET}/parted/'")
    run("ALTER TABLE parted ADD PARTITION (p='1')")
    equal(rows("SHOW PARTITIONS parted"), [["p=1"]])
    run(f"UNLOAD (SELECT 1 AS a) TO 's3://{BUCKET}/unloaded/' WITH (format = 'PARQUET')")


@check("typed columns of OpenCSVSerde")
def _():
    s3.put_object(Bucket=BUCKET, Key="csv/a.csv", Body=b'"1","2.5","true"\n')
    run("CREATE EXTERNAL TABLE typed (a int, b double, c boolean) ROW FORMAT SERDE"
        f" 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION 's3://{BUCKET}/csv/'")
    equal(rows("SELECT a + 1 AS a, b * 2 AS b, NOT c AS c FROM typed")[1], ["2", "5.0", "false"])


@check("timestamps")
def _():
    s3.put_object(Bucket=BUCKET, Key="ts/a.csv", Body=b"2020-01-01 10:00:00.123456\n")
    run(f"CREATE EXTERNAL TABLE stamped (t timestamp) LOCATION 's3://{BUCKET}/ts/'")
    done = run("SELECT t FROM stamped")
    found = results(done)["ResultSet"]
    equal(found["ResultSetMetadata"]["ColumnInfo"][0]["Type"], "timestamp")
    equal(found["Rows"][1]["Data"][0]["VarCharValue"], "2020-01-01 10:00:00.123")


@check("nested varbinary")
def _():
    assert re.fullmatch(r"\[\[B@[0-9a-f]+\]", value("ARRAY[X'00']")), value("ARRAY[X'00']")


@check("the order of maps")
def _():
    equal(value("MAP(ARRAY[10, 9], ARRAY['a', 'b'])"), "{9=b, 10=a}")


@check("properties of CREATE TABLE AS")
def _():
    run("CREATE TABLE props WITH (format = 'TEXTFILE', field_delimiter = ',', write_compression ="
        f" 'NONE', external_location = 's3://{BUCKET}/props/', partitioned_by = ARRAY['p'])"
        " AS SELECT 1 AS a, 2 AS b, 'x' AS p")
    listed = s3.list_objects_v2(Bucket=BUCKET, Prefix="props/p=x/")["Contents"]
    equal(body(f"s3://{BUCKET}/{listed[0]['Key']}"), b"1,2\n")


@check("default compression")
def _():
    def codecs(prefix):
        found = s3.list_objects_v2(Bucket=BUCKET, Prefix=prefix)["Contents"]
        return [key["Key"] for key in found if not key["Key"].endswith((".json", ".avro", ".stats"))]

    run("CREATE TABLE zipped AS SELECT 1 a")
    parameters = glue.get_table(DatabaseName=DB, Name="zipped")["Table"]["Parameters"]
    equal(parameters["parquet.compression"], "GZIP")
    run(f"CREATE TABLE zstd WITH (table_type = 'ICEBERG', is_external = false, location ="
        f" 's3://{BUCKET}/zstd/') AS SELECT 1 a")
    assert codecs("zstd/data/")
    equal(rows("SELECT value FROM \"zstd$properties\" WHERE key ="
               " 'write.parquet.compression-codec'")[1], ["zstd"])


@check("positions in errors")
def _():
    assert fail("SELECT 1.5,\n  nosuch\nFROM plain").startswith("COLUMN_NOT_FOUND: line 2:3:")


@check("EXPLAIN")
def _():
    found = rows("EXPLAIN SELECT a FROM plain")
    equal(found[0], ["Query Plan"])
    assert len(found) > 3 and all(len(row) == 1 for row in found)


@check("names of columns that are not quoted")
def _():
    run("CREATE TABLE cased AS SELECT 1 AS MiXed")
    equal(rows("SELECT * FROM cased")[0], ["mixed"])


def main():
    s3.create_bucket(Bucket=BUCKET)
    run(f"CREATE DATABASE {DB}", QueryExecutionContext={})
    wrong = 0
    for line, function in checks:
        try:
            function()
        except Exception as error:  # every line is looked at
            wrong += 1
            print(f"NOT {line}: {type(error).__name__}: {str(error)[:400]}")
    print(f"{len(checks) - wrong} of {len(checks)}")
    sys.exit(1 if wrong else 0)


main()
