"""ibis creates, fills, reads and browses tables through its Athena backend, connected as docs/clients/ibis.md says."""

import datetime
import uuid

import ibis
import pandas
import pytest


@pytest.fixture(scope="module")
def database(glue):
    if "ibis" not in [found["Name"] for found in glue.get_databases()["DatabaseList"]]:
        glue.create_database(DatabaseInput={"Name": "ibis"})
    return "ibis"


@pytest.fixture(scope="module")
def con(lake, database, settings):
    page = {}
    exec(settings("ibis"), page)
    page["con"].drop_table("peaks", force=True)
    return page["con"]


@pytest.fixture(scope="module")
def peaks(con):
    frame = pandas.DataFrame(
        {
            "id": [1, 2, 3],
            "name": ["Wildspitze", "Piz Palü, east", None],
            "height": [3770.2, 3882.5, 3905.0],
            "country": ["AT", "CH", "IT"],
            "seen": [datetime.date(2024, 7, 1), datetime.date(2024, 7, 2), None],
        }
    )
    return con.create_table("peaks", frame)


def test_connected(con, database):
    assert con.current_catalog == "awsdatacatalog"
    assert con.current_database == database
    assert database in con.list_databases()


def test_table_of_a_frame(con, peaks):
    assert "peaks" in con.list_tables()
    assert peaks.count().execute() == 3
    assert peaks.order_by("id").name.execute().tolist()[:2] == ["Wildspitze", "Piz Palü, east"]


def test_schema(peaks):
    assert {name: str(kind) for name, kind in peaks.schema().items()} == {
        "id": "int64",
        "name": "string",
        "height": "float64",
        "country": "string",
        "seen": "date",
    }


def test_aggregate(peaks):
    found = peaks.group_by("country").agg(highest=peaks.height.max(), n=peaks.count()).order_by("country").execute()
    assert found.values.tolist() == [["AT", 3770.2, 1], ["CH", 3882.5, 1], ["IT", 3905.0, 1]]


def test_join_and_window(peaks):
    ranked = peaks.mutate(rank=ibis.row_number().over(order_by=ibis.desc("height")))
    other = peaks.select("id", below=peaks.height - 100)
    found = ranked.join(other, "id").order_by("rank").select("id", "rank", "below").execute()
    assert found["id"].tolist() == [3, 2, 1]
    assert found["below"].round(1).tolist() == [3805.0, 3782.5, 3670.2]


def test_strings_dates_and_nulls(peaks):
    shown = peaks.mutate(
        upper=peaks.name.upper(), year=peaks.seen.year(), known=peaks.name.fill_null("?"), day=peaks.seen.strftime("%d")
    ).order_by("id")
    found = shown.execute()
    assert found["upper"].tolist()[0] == "WILDSPITZE"
    assert found["known"].tolist()[2] == "?"
    assert found["year"].tolist()[:2] == [2024, 2024]


def test_arrays_and_structs(con):
    found = con.sql("SELECT ARRAY[1, 2] AS a, CAST(ROW(1, 'x') AS ROW(n bigint, s varchar)) AS r, MAP(ARRAY['k'], ARRAY[2]) AS m")
    assert found.mutate(n=found.a.length(), s=found.r.s, v=found.m["k"]).select("n", "s", "v").execute().values.tolist() == [
        [2, "x", 2]
    ]


def test_create_table_as(con, peaks):
    high = con.create_table("high", peaks.filter(peaks.height > 3800).select("id", "height"))
    assert high.count().execute() == 2
    con.drop_table("high")
    assert "high" not in con.list_tables()


def test_view(con, peaks):
    view = con.create_view("names", peaks.select("id", "name"))
    assert view.columns == ("id", "name")
    assert view.count().execute() == 3
    con.drop_view("names")


def test_arrow_and_batches(peaks):
    assert peaks.order_by("id").to_pyarrow()["country"].to_pylist() == ["AT", "CH", "IT"]


def test_memtable(con):
    table = ibis.memtable(pandas.DataFrame({"x": [1, 2, 3]}))
    assert con.execute(table.x.sum()) == 6


def test_database_of_its_own(con, bucket):
    name = "ibis_" + uuid.uuid4().hex[:8]
    con.create_database(name, location=f"s3://{bucket}/{name}/")
    assert name in con.list_databases()
    con.drop_database(name)
    assert name not in con.list_databases()


def test_refusal(con):
    with pytest.raises(Exception, match="nowhere"):
        con.table("nowhere").execute()
