"""Spark and hadoop-aws on s3a://, and Iceberg on the Glue catalog. Usage: spark.py ENDPOINT

Needs pyspark 3.5 and a Java 17 in JAVA_HOME. Spark fetches the other jars itself (0.4 GB the first time), or takes
those of the folder in SPARK_JARS.
"""

import os
import sys

import boto3
from pyspark.sql import SparkSession

ENDPOINT = sys.argv[1]
BUCKET = "spark-lake"
PACKAGES = [
    "org.apache.hadoop:hadoop-aws:3.3.4",
    "org.apache.spark:spark-hadoop-cloud_2.12:3.5.1",
    "org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.10.0",
    "org.apache.iceberg:iceberg-aws-bundle:1.10.0",
]
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.memory": "1g",
    "spark.hadoop.fs.s3a.endpoint": ENDPOINT,
    "spark.hadoop.fs.s3a.path.style.access": "true",
    "spark.hadoop.fs.s3a.access.key": "any",
    "spark.hadoop.fs.s3a.secret.key": "any",
    "spark.hadoop.fs.s3a.connection.ssl.enabled": str(ENDPOINT.startswith("https")).lower(),
    "spark.hadoop.fs.s3a.committer.magic.enabled": "true",
    "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a": "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory",
    "spark.sql.sources.commitProtocolClass": "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol",
    "spark.sql.parquet.output.committer.class": "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter",
    "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
    "spark.sql.catalog.tarn": "org.apache.iceberg.spark.SparkCatalog",
    "spark.sql.catalog.tarn.catalog-impl": "org.apache.iceberg.aws.glue.GlueCatalog",
    "spark.sql.catalog.tarn.io-impl": "org.apache.iceberg.aws.s3.S3FileIO",
    "spark.sql.catalog.tarn.warehouse": f"s3://{BUCKET}/iceberg/",
    "spark.sql.catalog.tarn.glue.endpoint": ENDPOINT,
    "spark.sql.catalog.tarn.s3.endpoint": ENDPOINT,
    "spark.sql.catalog.tarn.s3.path-style-access": "true",
    "spark.sql.catalog.tarn.client.region": "us-east-1",
    "spark.sql.catalog.tarn.client.credentials-provider":
        "software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider",
    "spark.driver.extraJavaOptions": "-Daws.accessKeyId=any -Daws.secretAccessKey=any",
}
checks = 0


def expect(what, wanted, answer):
    global checks
    if wanted != answer:
        raise SystemExit(f"{what}\nwanted: {wanted!r}\nanswer: {answer!r}")
    checks += 1


def session():
    builder = SparkSession.builder.master("local[4]")
    folder = os.environ.get("SPARK_JARS")
    if folder:
        builder = builder.config("spark.jars", ",".join(os.path.join(folder, jar) for jar in os.listdir(folder)))
    else:
        builder = builder.config("spark.jars.packages", ",".join(PACKAGES))
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def names(s3, prefix):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
    return [found["Key"] for page in pages for found in page.get("Contents", [])]


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
clients[0].create_bucket(Bucket=BUCKET)
spark = session()
committers(spark, clients[0])
iceberg(spark, clients[1])
print(f"{checks} answers as expected with Spark {spark.version}")
spark.stop()
