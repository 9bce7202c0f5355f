"""PyAthena as its users call it: every cursor, parameters, cancelling, and the SQLAlchemy dialect."""

import asyncio
import datetime
import decimal
import functools
import os

import pyarrow.fs
import pyathena
import pytest
import sqlalchemy
from pyathena.arrow.async_cursor import AsyncArrowCursor
from pyathena.arrow.cursor import ArrowCursor
from pyathena.async_cursor import AsyncCursor, AsyncDictCursor
from pyathena.cursor import Cursor, DictCursor
from pyathena.pandas.async_cursor import AsyncPandasCursor
from pyathena.pandas.cursor import PandasCursor
from pyathena.s3fs.cursor import S3FSCursor
from sqlalchemy.sql import text

ONE_OF_EACH = """
SELECT
  true AS col_boolean
, CAST(1 AS tinyint) AS col_tinyint
, CAST(2 AS smallint) AS col_smallint
, 3 AS col_int
, CAST(4 AS bigint) AS col_bigint
, CAST(0.5 AS real) AS col_real
, 0.25 AS col_double
, 'five' AS col_string
, CAST('six' AS varchar(10)) AS col_varchar
, TIMESTAMP '2017-01-01 00:00:00' AS col_timestamp
, DATE '2017-01-02' AS col_date
, X'313233' AS col_binary
, ARRAY[1, 2] AS col_array
, MAP(ARRAY[1, 2], ARRAY[3, 4]) AS col_map
, CAST(ROW(1, 2) AS ROW(a INTEGER, b INTEGER)) AS col_struct
, CAST('0.10' AS decimal(10, 2)) AS col_decimal
, json_parse('{"a": [1]}') AS col_json
, CAST(NULL AS varchar) AS col_null
"""

TYPES = [
    "boolean",
    "tinyint",
    "smallint",
    "integer",
    "bigint",
    "float",
    "double",
    "varchar",
    "varchar",
    "timestamp",
    "date",
    "varbinary",
    "array",
    "map",
    "row",
    "decimal",
    "json",
    "varchar",
]


@pytest.fixture(scope="module")
def connect(bucket, database):
    """Makes connections whose cursors are of a class; all are closed at the end."""
    made = []

    def make(cursor_class=Cursor, **options):
        connection = pyathena.connect(
            s3_staging_dir=f"s3://{bucket}/staging/",
            schema_name=database,
            poll_interval=0.1,
            cursor_class=cursor_class,
            **options,
        )
        made.append(connection)
        return connection

    yield make
    for connection in made:
        connection.close()


@pytest.fixture
def arrow_endpoint(monkeypatch):
    """ArrowCursor reads with pyarrow's own S3 client, which must be told the endpoint."""
    given = functools.partial(
        pyarrow.fs.S3FileSystem, endpoint_override=os.environ["AWS_ENDPOINT_URL"]
    )
    monkeypatch.setattr(pyarrow.fs, "S3FileSystem", given)


@pytest.fixture(scope="module")
def numbers(connect, bucket, s3):
    """A table of 2,500 rows, so that results have more than two pages."""
    lines = "".join(f"{n},{n * n}\n" for n in range(2500))
    s3.put_object(Bucket=bucket, Key="numbers/part-0.csv", Body=lines.encode())
    connect().cursor().execute(
        f"""CREATE EXTERNAL TABLE numbers (n INT, square BIGINT)
        ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://{bucket}/numbers/'"""
    )
    return "numbers"


def test_cursor_reads_every_type(connect, bucket):
    cursor = connect().cursor().execute(ONE_OF_EACH)
    assert cursor.fetchall() == [
        (
            True,
            1,
            2,
            3,
            4,
            0.5,
            0.25,
            "five",
            "six",
            datetime.datetime(2017, 1, 1),
            datetime.date(2017, 1, 2),
            b"123",
            [1, 2],
            {"1": "3", "2": "4"},
            {"a": "1", "b": "2"},
            decimal.Decimal("0.10"),
            {"a": [1]},
            None,
        )
    ]
    assert [column[1] for column in cursor.description] == TYPES
    assert cursor.description[15][4:6] == (10, 2)
    assert cursor.state == "SUCCEEDED"
    assert cursor.output_location == f"s3://{bucket}/staging/{cursor.query_id}.csv"
    assert cursor.statement_type == "DML"
    assert cursor.data_scanned_in_bytes == 0
    assert cursor.engine_execution_time_in_millis is not None
    assert cursor.completion_date_time >= cursor.submission_date_time


def test_cursor_pages(connect, numbers):
    cursor = connect().cursor()
    cursor.execute(f"SELECT n, square FROM {numbers} ORDER BY n")
    assert cursor.fetchone() == (0, 0)
    assert cursor.fetchmany(2) == [(1, 1), (2, 4)]
    assert list(cursor) == [(n, n * n) for n in range(3, 2500)]
    assert cursor.fetchone() is None


def test_dict_cursor(connect, numbers):
    cursor = connect(DictCursor).cursor()
    rows = cursor.execute(f"SELECT n, square FROM {numbers} WHERE n IN (2, 3) ORDER BY n").fetchall()
    assert rows == [{"n": 2, "square": 4}, {"n": 3, "square": 9}]


def test_parameters(connect, numbers):
    cursor = connect().cursor()
    cursor.execute(f"SELECT n FROM {numbers} WHERE square = %(square)d", {"square": 144})
    assert cursor.fetchall() == [(12,)]
    cursor.execute("SELECT %(word)s AS word, %(day)s AS day", {"word": "it's", "day": datetime.date(2024, 2, 29)})
    assert cursor.fetchall() == [("it's", datetime.date(2024, 2, 29))]
    cursor.execute(
        f"SELECT n FROM {numbers} WHERE square = ? AND n > ?", ["144", "0"], paramstyle="qmark"
    )
    assert cursor.fetchall() == [(12,)]


def test_executemany_and_rowcount(connect, bucket):
    cursor = connect().cursor()
    cursor.execute(f"CREATE EXTERNAL TABLE many (a INT) STORED AS PARQUET LOCATION 's3://{bucket}/many/'")
    assert cursor.description == []
    assert cursor.rowcount == -1
    cursor.executemany("INSERT INTO many (a) VALUES (%(a)d)", [{"a": n} for n in range(1, 4)])
    cursor.execute("SELECT sum(a) FROM many")
    assert cursor.fetchall() == [(6,)]
    cursor.execute("INSERT INTO many VALUES (10), (20)")
    assert cursor.rowcount == 2
    cursor.execute(
        f"CREATE TABLE many_made WITH (external_location = 's3://{bucket}/many-made/') AS SELECT a FROM many"
    )
    assert cursor.rowcount == 5


@pytest.mark.parametrize("unload", [False, True])
def test_pandas_cursor(unload, connect, numbers):
    cursor = connect(PandasCursor).cursor(unload=unload)
    frame = cursor.execute(f"SELECT n, square FROM {numbers} ORDER BY n").as_pandas()
    assert frame.shape == (2500, 2)
    assert frame["square"].sum() == sum(n * n for n in range(2500))
    assert cursor.has_result_set


def test_pandas_cursor_types_and_chunks(connect, numbers):
    cursor = connect(PandasCursor).cursor()
    row = cursor.execute(ONE_OF_EACH).fetchall()[0]
    assert row[0] is True
    assert row[9] == datetime.datetime(2017, 1, 1)
    assert row[15] == decimal.Decimal("0.10")
    assert row[17] is None or row[17] != row[17]
    chunks = cursor.execute(f"SELECT n FROM {numbers}", chunksize=1000).as_pandas()
    assert [len(chunk) for chunk in chunks] == [1000, 1000, 500]


@pytest.mark.parametrize("unload", [False, True])
def test_arrow_cursor(unload, connect, numbers, arrow_endpoint):
    cursor = connect(ArrowCursor).cursor(unload=unload)
    table = cursor.execute(f"SELECT n, square FROM {numbers}").as_arrow()
    assert table.num_rows == 2500
    assert sorted(table.column("n").to_pylist()) == list(range(2500))


def test_s3fs_cursor(connect, numbers):
    cursor = connect(S3FSCursor).cursor()
    rows = cursor.execute(f"SELECT n, square FROM {numbers} ORDER BY n").fetchall()
    assert rows[-1] == (2499, 2499 * 2499)
    assert len(rows) == 2500


@pytest.mark.parametrize("cursor_class", [AsyncCursor, AsyncDictCursor])
def test_async_cursor(cursor_class, connect, numbers):
    cursor = connect(cursor_class).cursor()
    started = [cursor.execute(f"SELECT n FROM {numbers} WHERE n = {n}") for n in (7, 8, 9)]
    for (query_id, future), n in zip(started, (7, 8, 9)):
        result = future.result()
        assert result.query_id == query_id
        assert result.state == "SUCCEEDED"
        assert [tuple(dict(row).values()) if isinstance(row, dict) else row for row in result] == [(n,)]
    cursor.close()


@pytest.mark.parametrize("cursor_class, rows", [(AsyncPandasCursor, "as_pandas"), (AsyncArrowCursor, "as_arrow")])
def test_async_frame_cursors(cursor_class, rows, connect, numbers, arrow_endpoint):
    cursor = connect(cursor_class).cursor()
    _, future = cursor.execute(f"SELECT n FROM {numbers} WHERE n < 10")
    assert len(getattr(future.result(), rows)()) == 10
    cursor.close()


def test_asyncio(connect, numbers):
    async def read():
        async with await pyathena.aio_connect(
            s3_staging_dir=connect().s3_staging_dir,
            schema_name=connect().schema_name,
            poll_interval=0.1,
        ) as connection:
            cursor = connection.cursor()
            await cursor.execute(f"SELECT count(*) FROM {numbers}")
            return await cursor.fetchall()

    assert asyncio.run(read()) == [(2500,)]


def test_cancel(connect, numbers):
    cursor = connect(AsyncCursor).cursor()
    query_id, future = cursor.execute(
        f"SELECT count(*) FROM {numbers} a, {numbers} b, {numbers} c, {numbers} d WHERE a.n < b.n * c.n + d.n"
    )
    cursor.cancel(query_id).result()
    assert future.result().state == "CANCELLED"
    cursor.close()


def test_errors(connect):
    cursor = connect().cursor()
    with pytest.raises(pyathena.error.OperationalError, match="TABLE_NOT_FOUND: line 1:15: Table"):
        cursor.execute("SELECT * FROM nowhere")
    with pytest.raises(pyathena.error.DatabaseError, match="InvalidRequestException"):
        cursor.execute("SELEC 1")


def test_cache(connect, numbers):
    cursor = connect().cursor()
    sql = f"SELECT max(n) FROM {numbers}"
    first = cursor.execute(sql).query_id
    assert cursor.execute(sql, cache_size=50).query_id == first
    assert cursor.fetchall() == [(2499,)]
    assert cursor.execute(sql).query_id != first


def test_utility_statements(connect, numbers, database):
    cursor = connect().cursor()
    cursor.execute("SHOW DATABASES")
    assert (database,) in cursor.fetchall()
    cursor.execute(f"DESCRIBE {numbers}")
    assert [row[0].split("\t")[0].strip() for row in cursor.fetchall()] == ["n", "square"]
    cursor.execute(f"SHOW COLUMNS IN {numbers}")
    assert [row[0].strip() for row in cursor.fetchall()] == ["n", "square"]
    cursor.execute("EXPLAIN SELECT 1")
    assert cursor.description[0][0] == "Query Plan"
    assert "\n".join(row[0] for row in cursor.fetchall())


def test_metadata(connect, numbers, database):
    cursor = connect().cursor()
    assert database in [found.name for found in cursor.list_databases("awsdatacatalog")]
    table = cursor.get_table_metadata(numbers)
    assert [(column.name, column.type) for column in table.columns] == [("n", "int"), ("square", "bigint")]
    assert table.row_format == "SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'"
    assert numbers in [found.name for found in cursor.list_table_metadata()]


@pytest.fixture(scope="module")
def engine(bucket, database):
    made = sqlalchemy.create_engine(
        f"awsathena+rest://any:any@athena.us-east-1.amazonaws.com:443/{database}"
        f"?s3_staging_dir=s3://{bucket}/alchemy/&poll_interval=0.1"
    )
    yield made
    made.dispose()


def test_sqlalchemy_inspects(engine, numbers, database):
    inspector = sqlalchemy.inspect(engine)
    assert database in inspector.get_schema_names()
    assert numbers in inspector.get_table_names()
    assert inspector.has_table(numbers) and not inspector.has_table("nowhere")
    columns = inspector.get_columns(numbers)
    assert [(c["name"], str(c["type"])) for c in columns] == [("n", "INTEGER"), ("square", "BIGINT")]
    with engine.connect() as connection:
        connection.execute(text(f"CREATE OR REPLACE VIEW odd AS SELECT n FROM {numbers} WHERE n % 2 = 1"))
    inspector = sqlalchemy.inspect(engine)
    assert inspector.get_view_names() == ["odd"]
    assert "CREATE VIEW" in inspector.get_view_definition("odd").upper()
    with pytest.raises(sqlalchemy.exc.NoSuchTableError):
        sqlalchemy.Table("nowhere", sqlalchemy.MetaData(), autoload_with=engine)


def test_sqlalchemy_queries(engine, numbers):
    table = sqlalchemy.Table(numbers, sqlalchemy.MetaData(), autoload_with=engine)
    with engine.connect() as connection:
        query = (
            sqlalchemy.select(table.c.n, table.c.square.label("area"))
            .where(table.c.n.between(3, 5))
            .order_by(table.c.n.desc())
        )
        assert connection.execute(query).all() == [(5, 25), (4, 16), (3, 9)]
        counted = sqlalchemy.select(sqlalchemy.func.count()).select_from(table)
        assert connection.execute(counted).scalar() == 2500


@pytest.mark.parametrize("kind", ["hive", "iceberg"])
def test_sqlalchemy_creates(kind, engine, bucket, database):
    properties = {"table_type": "ICEBERG"} if kind == "iceberg" else {}
    table = sqlalchemy.Table(
        f"made_by_{kind}",
        sqlalchemy.MetaData(schema=database),
        sqlalchemy.Column("id", sqlalchemy.Integer, comment="its number"),
        sqlalchemy.Column("word", sqlalchemy.String(20)) if kind == "hive" else sqlalchemy.Column("word", sqlalchemy.String),
        sqlalchemy.Column("price", sqlalchemy.Numeric(10, 2)),
        awsathena_location=f"s3://{bucket}/made-by-{kind}/",
        awsathena_tblproperties=properties,
        **({} if kind == "iceberg" else {"awsathena_file_format": "PARQUET", "awsathena_compression": "SNAPPY"}),
        comment="A note",
    )
    table.create(engine)
    with engine.connect() as connection:
        connection.execute(
            table.insert().values([(1, "uno", decimal.Decimal("1.50")), (2, "due", decimal.Decimal("2.25"))])
        )
        rows = connection.execute(sqlalchemy.select(table).order_by(table.c.id)).all()
    assert rows == [(1, "uno", decimal.Decimal("1.50")), (2, "due", decimal.Decimal("2.25"))]
    inspector = sqlalchemy.inspect(engine)
    if kind == "hive":  # whether Athena keeps an Iceberg table's is not known
        assert inspector.get_table_comment(table.name, schema=database)["text"] == "A note"
    assert inspector.get_columns(table.name, schema=database)[0]["comment"] == "its number"
    table.drop(engine)
    assert not sqlalchemy.inspect(engine).has_table(table.name, schema=database)
