import time


def test_a_query_reads_an_object(client):
    s3, glue, athena = client("s3"), client("glue"), client("athena")
    s3.create_bucket(Bucket="lake")
    s3.put_object(Bucket="lake", Key="peaks/peaks.csv", Body=b"1,Wildspitze\n2,Similaun\n")
    glue.create_database(DatabaseInput={"Name": "alps"})

    run(
        athena,
        "CREATE EXTERNAL TABLE peaks (id int, peak string) "
        "ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/peaks/'",
    )

    assert run(athena, "SELECT peak FROM peaks WHERE id = 2")[1:] == [["Similaun"]]


def test_nothing_is_left_of_other_tests(client):
    assert client("s3").list_buckets()["Buckets"] == []
    assert client("glue").get_databases()["DatabaseList"] == []


def run(athena, sql):
    query = athena.start_query_execution(
        QueryString=sql,
        QueryExecutionContext={"Database": "alps"},
        ResultConfiguration={"OutputLocation": "s3://lake/results/"},
    )["QueryExecutionId"]
    while True:
        status = athena.get_query_execution(QueryExecutionId=query)["QueryExecution"]["Status"]
        if status["State"] not in ("QUEUED", "RUNNING"):
            break
        time.sleep(0.05)
    assert status["State"] == "SUCCEEDED", status["StateChangeReason"]
    rows = athena.get_query_results(QueryExecutionId=query)["ResultSet"]["Rows"]
    return [[cell.get("VarCharValue") for cell in row["Data"]] for row in rows]
