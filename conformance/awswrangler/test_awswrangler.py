"""awswrangler (AWS SDK for pandas) as its users call it: datasets, the three ways to read, Iceberg, catalog."""

import datetime
import decimal

import awswrangler as wr
import pandas
import pytest

wr.config.athena_query_wait_polling_delay = 0.1  # seconds; the default is one


@pytest.fixture(scope="module")
def peaks(bucket, database):
    """A partitioned Parquet dataset of four peaks in three countries."""
    frame = pandas.DataFrame(
        {
            "id": pandas.array([1, 2, 3, 4], dtype="Int64"),
            "peak": ["Wildspitze", "Similaun", "Ortler", None],
            "height": [3770.25, 3606.0, 3905.5, None],
            "seen": [datetime.date(2024, 7, day) for day in (1, 2, 3, 4)],
            "at": pandas.to_datetime(["2024-07-01 10:20:30.123"] * 4),
            "toll": [decimal.Decimal("1.10"), decimal.Decimal("2.20"), None, decimal.Decimal("0.00")],
            "open": [True, False, True, None],
            "country": ["AT", "IT", "IT", "CH"],
        }
    )
    written = wr.s3.to_parquet(
        frame,
        path=f"s3://{bucket}/peaks/",
        dataset=True,
        database=database,
        table="peaks",
        partition_cols=["country"],
        glue_table_settings={
            "description": "Peaks of the Alps",
            "columns_comments": {"peak": "its name"},
        },
        dtype={"toll": "decimal(10,2)", "open": "boolean"},
    )
    assert len(written["paths"]) == 3
    assert sorted(written["partitions_values"].values()) == [["AT"], ["CH"], ["IT"]]
    return "peaks"


READS = {
    "regular": {"ctas_approach": False, "unload_approach": False},
    "ctas": {"ctas_approach": True, "unload_approach": False},
    "unload": {"ctas_approach": False, "unload_approach": True},
}


@pytest.mark.parametrize("mode", READS)
def test_read_sql_query(mode, peaks, database, bucket):
    frame = wr.athena.read_sql_query(
        f"SELECT * FROM {peaks} ORDER BY id",
        database=database,
        s3_output=f"s3://{bucket}/read-{mode}/",
        **READS[mode],
    )
    assert frame.query_metadata["Status"]["State"] == "SUCCEEDED"
    frame = frame.sort_values("id", ignore_index=True)
    assert list(frame.columns) == ["id", "peak", "height", "seen", "at", "toll", "open", "country"]
    assert frame["id"].tolist() == [1, 2, 3, 4]
    assert frame["peak"].tolist()[:3] == ["Wildspitze", "Similaun", "Ortler"]
    assert frame["peak"].isna().tolist() == [False, False, False, True]
    assert frame["height"].tolist()[:3] == [3770.25, 3606.0, 3905.5]
    assert frame["seen"].tolist()[0] == datetime.date(2024, 7, 1)
    assert frame["at"].tolist()[0] == pandas.Timestamp("2024-07-01 10:20:30.123")
    assert frame["toll"].tolist()[:2] == [decimal.Decimal("1.10"), decimal.Decimal("2.20")]
    assert frame["open"].tolist()[:3] == [True, False, True]
    assert frame["country"].tolist() == ["AT", "IT", "IT", "CH"]


@pytest.mark.parametrize("mode", READS)
def test_read_without_rows(mode, peaks, database, bucket):
    def read():
        return wr.athena.read_sql_query(
            f"SELECT id, peak FROM {peaks} WHERE id > 100",
            database=database,
            s3_output=f"s3://{bucket}/empty-{mode}/",
            **READS[mode],
        )

    if mode == "unload":  # leaves no file, and awswrangler then knows no types
        with pytest.raises(wr.exceptions.EmptyDataFrame):
            read()
    else:
        assert len(read()) == 0


@pytest.mark.parametrize("mode", READS)
def test_read_in_chunks(mode, peaks, database, bucket):
    chunks = wr.athena.read_sql_query(
        f"SELECT id FROM {peaks}",
        database=database,
        s3_output=f"s3://{bucket}/chunks-{mode}/",
        chunksize=2,
        **READS[mode],
    )
    assert sorted(number for chunk in chunks for number in chunk["id"]) == [1, 2, 3, 4]


def test_ctas_leaves_no_table_and_no_files(peaks, database, bucket):
    before = set(wr.catalog.tables(database=database)["Table"])
    wr.athena.read_sql_query(
        f"SELECT count(*) AS n FROM {peaks}",
        database=database,
        s3_output=f"s3://{bucket}/tidy/",
        keep_files=False,
    )
    assert set(wr.catalog.tables(database=database)["Table"]) == before
    assert wr.s3.list_objects(f"s3://{bucket}/tidy/") == []


def test_read_sql_table(peaks, database, bucket):
    frame = wr.athena.read_sql_table(peaks, database=database, s3_output=f"s3://{bucket}/table/")
    assert len(frame) == 4


@pytest.mark.parametrize("style", ["qmark", "named"])
def test_parameters(style, peaks, database, bucket):
    given = {
        "qmark": ("SELECT id FROM peaks WHERE country = ? AND height > ?", ["'IT'", "3700"]),
        "named": ("SELECT id FROM peaks WHERE country = :c AND height > :h", {"c": "IT", "h": 3700}),
    }
    sql, parameters = given[style]
    frame = wr.athena.read_sql_query(
        sql,
        database=database,
        params=parameters,
        paramstyle=style,
        ctas_approach=False,
        s3_output=f"s3://{bucket}/parameters/",
    )
    assert frame["id"].tolist() == [3]


def test_nested_types_by_ctas(database, bucket):
    frame = wr.athena.read_sql_query(
        "SELECT ARRAY[1, 2] AS numbers, CAST(ROW(1, 'a') AS ROW(n INTEGER, s VARCHAR)) AS pair,"
        " MAP(ARRAY['k'], ARRAY[5]) AS pairs",
        database=database,
        s3_output=f"s3://{bucket}/nested/",
    )
    assert list(frame["numbers"][0]) == [1, 2]
    assert frame["pair"][0] == {"n": 1, "s": "a"}
    assert dict(frame["pairs"][0]) == {"k": 5}


def test_result_cache(peaks, database, bucket):
    sql = f"SELECT max(height) AS highest FROM {peaks}"
    options = {"database": database, "ctas_approach": False, "s3_output": f"s3://{bucket}/cache/"}
    first = wr.athena.read_sql_query(sql, **options)
    cached = wr.athena.read_sql_query(
        sql, athena_cache_settings={"max_cache_seconds": 900}, **options
    )
    assert (
        cached.query_metadata["QueryExecutionId"] == first.query_metadata["QueryExecutionId"]
    )
    assert cached["highest"].tolist() == [3905.5]


def test_errors_are_the_users(database, bucket):
    with pytest.raises(wr.exceptions.QueryFailed, match="TABLE_NOT_FOUND"):
        wr.athena.read_sql_query(
            "SELECT * FROM nowhere",
            database=database,
            ctas_approach=False,
            s3_output=f"s3://{bucket}/errors/",
        )
    # The messages are awswrangler's own, chosen by what Athena's error says.
    for sql, advice in {
        "SELECT 1": "define all columns names",
        "SELECT 1 AS a, 2 AS a": "define distinct names",
        "SELECT NULL AS a": "undefined columns types",
    }.items():
        with pytest.raises(
            (wr.exceptions.InvalidArgumentValue, wr.exceptions.InvalidCtasApproachQuery),
            match=advice,
        ):
            wr.athena.read_sql_query(sql, database=database, s3_output=f"s3://{bucket}/errors/")


def test_append_and_overwrite_partitions(database, bucket):
    options = {
        "path": f"s3://{bucket}/sales/",
        "dataset": True,
        "database": database,
        "table": "sales",
        "partition_cols": ["day"],
    }

    def write(rows, mode):
        wr.s3.to_parquet(pandas.DataFrame(rows, columns=["cents", "day"]), mode=mode, **options)

    def total():
        frame = wr.athena.read_sql_query(
            "SELECT day, sum(cents) AS cents FROM sales GROUP BY day ORDER BY day",
            database=database,
            ctas_approach=False,
            s3_output=f"s3://{bucket}/sales-results/",
        )
        return list(frame.itertuples(index=False, name=None))

    write([[10, "mon"], [20, "tue"]], "overwrite")
    assert total() == [("mon", 10), ("tue", 20)]
    write([[5, "tue"], [7, "wed"]], "append")
    assert total() == [("mon", 10), ("tue", 25), ("wed", 7)]
    write([[1, "tue"]], "overwrite_partitions")
    assert total() == [("mon", 10), ("tue", 1), ("wed", 7)]
    write([[2, "sun"]], "overwrite")
    assert total() == [("sun", 2)]


def test_append_adds_columns(database, bucket):
    options = {"path": f"s3://{bucket}/grows/", "dataset": True, "database": database, "table": "grows"}
    wr.s3.to_parquet(pandas.DataFrame({"a": [1]}), **options)
    wr.s3.to_parquet(pandas.DataFrame({"a": [2], "b": ["x"]}), mode="append", **options)
    frame = wr.athena.read_sql_query(
        "SELECT a, b FROM grows ORDER BY a",
        database=database,
        ctas_approach=False,
        s3_output=f"s3://{bucket}/grows-results/",
    )
    assert frame["a"].tolist() == [1, 2]
    assert frame["b"].isna().tolist() == [True, False]


@pytest.mark.parametrize("kind", ["csv", "json", "orc"])
def test_other_formats(kind, database, bucket):
    frame = pandas.DataFrame({"id": [1, 2], "word": ["uno", "due, tre"]})
    options = {"path": f"s3://{bucket}/{kind}/", "dataset": True, "database": database, "table": f"as_{kind}"}
    if kind == "csv":
        wr.s3.to_csv(frame, index=False, **options)
    elif kind == "json":
        wr.s3.to_json(frame, index=False, orient="records", lines=True, **options)
    else:
        wr.s3.to_orc(frame, **options)
    read = wr.athena.read_sql_query(
        f"SELECT id, word FROM as_{kind} ORDER BY id",
        database=database,
        ctas_approach=False,
        s3_output=f"s3://{bucket}/{kind}-results/",
    )
    assert read["word"].tolist() == ["uno", "due, tre"]
    assert read["id"].tolist() == [1, 2]


def test_partition_projection(database, bucket):
    wr.s3.to_parquet(
        pandas.DataFrame({"n": [1, 2, 3], "year": [2022, 2023, 2024]}),
        path=f"s3://{bucket}/projected/",
        dataset=True,
        database=database,
        table="projected",
        partition_cols=["year"],
        athena_partition_projection_settings={
            "projection_types": {"year": "integer"},
            "projection_ranges": {"year": "2020,2030"},
        },
        glue_table_settings={"regular_partitions": False},
    )
    assert wr.catalog.get_partitions(database=database, table="projected") == {}
    frame = wr.athena.read_sql_query(
        "SELECT n FROM projected WHERE year >= 2023 ORDER BY n",
        database=database,
        ctas_approach=False,
        s3_output=f"s3://{bucket}/projected-results/",
    )
    assert frame["n"].tolist() == [2, 3]


def iceberg(database, bucket, table, sql):
    frame = wr.athena.read_sql_query(
        sql, database=database, ctas_approach=False, s3_output=f"s3://{bucket}/{table}-results/"
    )
    return list(frame.itertuples(index=False, name=None))


def test_to_iceberg(database, bucket):
    options = {
        "database": database,
        "table": "orders",
        "table_location": f"s3://{bucket}/iceberg/orders/",
        "temp_path": f"s3://{bucket}/iceberg-temp/",
        "s3_output": f"s3://{bucket}/iceberg-results/",
        "keep_files": False,
    }
    wr.athena.to_iceberg(pandas.DataFrame({"id": [1, 2], "item": ["tea", "salt"]}), **options)
    wr.athena.to_iceberg(pandas.DataFrame({"id": [3], "item": ["oil"]}), **options)
    rows = "SELECT id, item FROM orders ORDER BY id"
    assert iceberg(database, bucket, "orders", rows) == [(1, "tea"), (2, "salt"), (3, "oil")]

    wr.athena.to_iceberg(
        pandas.DataFrame({"id": [3, 4], "item": ["wine", "milk"]}), merge_cols=["id"], **options
    )
    assert iceberg(database, bucket, "orders", rows)[2:] == [(3, "wine"), (4, "milk")]

    wr.athena.to_iceberg(
        pandas.DataFrame({"id": [5], "item": ["rye"], "cents": [120]}),
        schema_evolution=True,
        **options,
    )
    assert iceberg(
        database, bucket, "orders", "SELECT id, cents FROM orders WHERE cents IS NOT NULL"
    ) == [(5, 120)]
    assert wr.catalog.get_table_types(database, "orders") == {
        "id": "bigint",
        "item": "string",
        "cents": "bigint",
    }

    wr.athena.delete_from_iceberg_table(
        pandas.DataFrame({"id": [1, 2]}),
        database=database,
        table="orders",
        merge_cols=["id"],
        temp_path=f"s3://{bucket}/iceberg-temp/",
        s3_output=f"s3://{bucket}/iceberg-results/",
        keep_files=False,
    )
    assert [row[0] for row in iceberg(database, bucket, "orders", rows)] == [3, 4, 5]

    wr.athena.to_iceberg(
        pandas.DataFrame({"id": [9], "item": ["end"], "cents": [1]}), mode="overwrite", **options
    )
    assert iceberg(database, bucket, "orders", rows) == [(9, "end")]
    assert wr.s3.list_objects(f"s3://{bucket}/iceberg-temp/") == []


def test_to_iceberg_with_partitions(database, bucket):
    wr.athena.to_iceberg(
        pandas.DataFrame(
            {"id": [1, 2, 3], "name": ["a", "b", "c"], "ts": pandas.to_datetime(["2024-01-01"] * 2 + ["2024-02-01"])}
        ),
        database=database,
        table="by_day",
        partition_cols=["day(ts)", "bucket(4, id)"],
        table_location=f"s3://{bucket}/iceberg/by-day/",
        temp_path=f"s3://{bucket}/iceberg-temp2/",
        s3_output=f"s3://{bucket}/iceberg-results/",
        additional_table_properties={"write_target_data_file_size_bytes": "536870912"},
        keep_files=False,
    )
    assert iceberg(database, bucket, "by_day", "SELECT count(*) AS n FROM by_day") == [(3,)]
    days = 'SELECT count(DISTINCT "partition") AS days FROM "by_day$partitions"'
    assert iceberg(database, bucket, "by_day", days)[0][0] >= 2


def test_ddl_statements(peaks, database, bucket):
    described = wr.athena.describe_table(peaks, database=database, s3_output=f"s3://{bucket}/ddl/")
    assert described["Column Name"].tolist()[:2] == ["id", "peak"]
    assert described[described["Column Name"] == "country"]["Partition"].tolist() == [True]
    shown = wr.athena.show_create_table(peaks, database=database, s3_output=f"s3://{bucket}/ddl/")
    assert shown.startswith("CREATE EXTERNAL TABLE `peaks`(")
    state = wr.athena.repair_table(peaks, database=database, s3_output=f"s3://{bucket}/ddl/")
    assert state == "SUCCEEDED"
    made = wr.athena.create_ctas_table(
        sql=f"SELECT id, country FROM {peaks}",
        database=database,
        ctas_table="made",
        partitioning_info=["country"],
        storage_format="orc",
        write_compression="zlib",
        s3_output=f"s3://{bucket}/made/",
        wait=True,
    )
    assert made["ctas_table"] == "made"
    assert sorted(wr.catalog.get_partitions(database, "made").values()) == [["AT"], ["CH"], ["IT"]]


def test_executions(peaks, database, bucket):
    execution = wr.athena.start_query_execution(
        f"SELECT id FROM {peaks}", database=database, s3_output=f"s3://{bucket}/executions/"
    )
    assert wr.athena.wait_query(execution)["Status"]["State"] == "SUCCEEDED"
    assert sorted(wr.athena.get_query_results(execution)["id"]) == [1, 2, 3, 4]
    assert execution in wr.athena.list_query_executions()
    listed = wr.athena.get_query_executions([execution])
    assert listed["Status.State"].tolist() == ["SUCCEEDED"]
    assert wr.athena.get_query_columns_types(execution) == {"id": "bigint"}


def test_prepared_statements(database, bucket):
    wr.athena.create_prepared_statement("SELECT ? + 1 AS n", "plus_one", mode="error")
    wr.athena.create_prepared_statement("SELECT ? + 2 AS n", "plus_one", mode="update")
    assert "plus_one" in [s["StatementName"] for s in wr.athena.list_prepared_statements()]
    frame = wr.athena.read_sql_query(
        "EXECUTE plus_one",
        database=database,
        params=["40"],
        paramstyle="qmark",
        ctas_approach=False,
        s3_output=f"s3://{bucket}/prepared/",
    )
    assert frame["n"].tolist() == [42]
    wr.athena.delete_prepared_statement("plus_one")
    assert "plus_one" not in [s["StatementName"] for s in wr.athena.list_prepared_statements()]


def test_default_bucket():
    assert wr.athena.create_athena_bucket().startswith("s3://aws-athena-query-results-")


def test_catalog(peaks, database, bucket):
    assert wr.catalog.does_table_exist(database, peaks)
    assert not wr.catalog.does_table_exist(database, "nowhere")
    assert database in wr.catalog.databases(limit=1000)["Database"].tolist()
    assert wr.catalog.get_table_description(database, peaks) == "Peaks of the Alps"
    assert wr.catalog.get_columns_comments(database, peaks)["peak"] == "its name"
    assert wr.catalog.get_table_location(database, peaks) == f"s3://{bucket}/peaks/"
    assert wr.catalog.get_table_parameters(database, peaks)["classification"] == "parquet"
    assert wr.catalog.get_table_number_of_versions(database, peaks) >= 1
    assert wr.catalog.get_table_types(database, peaks) == {
        "id": "bigint",
        "peak": "string",
        "height": "double",
        "seen": "date",
        "at": "timestamp",
        "toll": "decimal(10,2)",
        "open": "boolean",
        "country": "string",
    }
    table = wr.catalog.table(database, peaks)
    assert table[table["Column Name"] == "country"]["Partition"].tolist() == [True]
    assert wr.catalog.get_parquet_partitions(database, peaks, expression="country = 'AT'") == {
        f"s3://{bucket}/peaks/country=AT/": ["AT"]
    }
    assert [t["Name"] for t in wr.catalog.get_tables(database=database, name_prefix="pea")] == [peaks]
    assert database in [t["DatabaseName"] for t in wr.catalog.search_tables("Peaks of")]


def test_catalog_writes(database, bucket):
    wr.catalog.create_csv_table(
        database=database,
        table="made_csv",
        path=f"s3://{bucket}/made-csv/",
        columns_types={"id": "int", "word": "string"},
        partitions_types={"day": "string"},
        skip_header_line_count=1,
        sep=";",
    )
    wr.catalog.add_csv_partitions(
        database=database,
        table="made_csv",
        partitions_values={f"s3://{bucket}/made-csv/day=a/": ["a"], f"s3://{bucket}/made-csv/day=b/": ["b"]},
        sep=";",
    )
    assert sorted(wr.catalog.get_csv_partitions(database, "made_csv").values()) == [["a"], ["b"]]
    wr.catalog.upsert_table_parameters({"owner": "us"}, database, "made_csv")
    assert wr.catalog.get_table_parameters(database, "made_csv")["owner"] == "us"
    wr.catalog.add_column(database, "made_csv", "extra", column_type="double", column_comment="more")
    wr.catalog.delete_column(database, "made_csv", "word")
    assert list(wr.catalog.get_table_types(database, "made_csv")) == ["id", "extra", "day"]
    wr.catalog.delete_partitions("made_csv", database, [["a"]])
    assert list(wr.catalog.get_csv_partitions(database, "made_csv").values()) == [["b"]]
    wr.catalog.delete_all_partitions("made_csv", database)
    assert wr.catalog.get_csv_partitions(database, "made_csv") == {}
    assert wr.catalog.delete_table_if_exists(database, "made_csv")
    assert not wr.catalog.delete_table_if_exists(database, "made_csv")
    wr.catalog.create_database("made_by_wrangler", description="a note", exist_ok=True)
    wr.catalog.delete_database("made_by_wrangler")
    assert "made_by_wrangler" not in wr.catalog.databases(limit=1000)["Database"].tolist()
