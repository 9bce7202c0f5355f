"""Spark and hadoop-aws on s3a://, and Iceberg on the Glue catalog, with the settings of docs/clients/spark.md. Usage: spark.py ENDPOINT

Needs pyspark 3.5 and boto3, and a Java 17 in JAVA_HOME. Spark fetches the other jars itself (0.5 GB the first time).
"""

import os
import sys
import tempfile
from pathlib import Path

import boto3
from pyspark.sql import SparkSession

sys.path.append(str(Path(__file__).resolve().parents[1] / "clients"))
import pages

ENDPOINT = sys.argv[1]
BUCKET = "spark-lake"
WAREHOUSE = "warehouse"
# What this machine needs, and nothing of Tarn.
HERE = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.memory": "1g",
    "spark.jars.ivy": str(Path.home() / ".ivy2"),
}
# Ivy stumbles over a local Maven repository that has the description of a package without its jar.
CENTRAL = """<ivysettings>
  <settings defaultResolver="central"/>
  <resolvers><ibiblio name="central" m2compatible="true"/></resolvers>
</ivysettings>
"""
checks = 0


def expect(what, wanted, answer):
    global checks
    if wanted != answer:
        raise SystemExit(f"{what}\nwanted: {wanted!r}\nanswer: {answer!r}")
    checks += 1


def session():
    """Spark reads the page's text itself, as its spark-defaults.conf."""
    os.environ.update(SPARK_CONF_DIR=tempfile.mkdtemp(), AWS_ACCESS_KEY_ID="any", AWS_SECRET_ACCESS_KEY="any")
    conf = Path(os.environ["SPARK_CONF_DIR"], "spark-defaults.conf")
    conf.write_text(pages.settings("conformance/s3/spark.py", ENDPOINT))
    ivy = conf.with_name("ivysettings.xml")
    ivy.write_text(CENTRAL)
    builder = SparkSession.builder.master("local[4]").config("spark.jars.ivySettings", str(ivy))
    if ENDPOINT.startswith("https"):
        builder = builder.config("spark.hadoop.fs.s3a.connection.ssl.enabled", "true")
    for name, value in HERE.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def names(s3, prefix):
    listing = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
    return [found["Key"] for page in listing for found in page.get("Contents", [])]


def committers(spark, s3):
    rows = spark.range(100_000).selectExpr("id", "id % 7 as part", "cast(id as string) as text")
    for committer in ["file", "directory", "magic"]:
        base = f"s3a://{BUCKET}/{committer}"
        write = rows.write.mode("overwrite").option("fs.s3a.committer.name", committer)
        write.partitionBy("part").parquet(f"{base}/parquet")
        back = spark.read.parquet(f"{base}/parquet")
        expect(f"{committer}: rows", 100_000, back.count())
        expect(f"{committer}: sum", sum(range(100_000)), back.groupBy().sum("id").first()[0])
        expect(f"{committer}: one partition", 14286, back.where("part = 3").count())
        files = names(s3, f"{committer}/parquet/")
        expect(f"{committer}: nothing temporary", [], [key for key in files if "_temporary" in key or "__magic" in key])
        expect(f"{committer}: _SUCCESS", True, f"{committer}/parquet/_SUCCESS" in files)
        success = s3.get_object(Bucket=BUCKET, Key=f"{committer}/parquet/_SUCCESS")["Body"].read()
        # S3A's committers write down who they were, FileOutputCommitter leaves the file empty.
        expect(f"{committer}: who committed", committer != "file", f'"committer" : "{committer}"'.encode() in success)
        rows.write.mode("append").option("fs.s3a.committer.name", committer).partitionBy("part").parquet(f"{base}/parquet")
        expect(f"{committer}: appended", 200_000, spark.read.parquet(f"{base}/parquet").count())
        rows.limit(10).write.mode("overwrite").csv(f"{base}/csv")
        expect(f"{committer}: CSV", 10, spark.read.csv(f"{base}/csv").count())
    expect("uploads left", [], s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []))


def iceberg(spark, glue):
    spark.sql("CREATE NAMESPACE tarn.spark_lake")
    spark.sql("CREATE TABLE tarn.spark_lake.peaks (id bigint, name string) USING iceberg PARTITIONED BY (bucket(4, id))")
    spark.sql("INSERT INTO tarn.spark_lake.peaks SELECT id, concat('peak ', id) FROM range(1000)")
    spark.sql("DELETE FROM tarn.spark_lake.peaks WHERE id % 2 = 1")
    spark.sql(
        "MERGE INTO tarn.spark_lake.peaks t USING (SELECT id, 'new' name FROM range(998, 1002)) s ON t.id = s.id"
        " WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT *"
    )
    expect("Iceberg rows", 503, spark.table("tarn.spark_lake.peaks").count())
    expect("Iceberg update", 4, spark.sql("SELECT 1 FROM tarn.spark_lake.peaks WHERE name = 'new'").count())
    table = glue.get_table(DatabaseName="spark_lake", Name="peaks")["Table"]
    expect("Glue", "ICEBERG", table["Parameters"]["table_type"])
    spark.sql("DROP TABLE tarn.spark_lake.peaks PURGE")
    spark.sql("DROP NAMESPACE tarn.spark_lake")


clients = [
    boto3.client(name, endpoint_url=ENDPOINT, region_name="us-east-1", aws_access_key_id="any", aws_secret_access_key="any")
    for name in ["s3", "glue"]
]
for bucket in (BUCKET, WAREHOUSE):
    clients[0].create_bucket(Bucket=bucket)
spark = session()
committers(spark, clients[0])
iceberg(spark, clients[1])
print(f"{checks} answers as expected with Spark {spark.version}")
spark.stop()
