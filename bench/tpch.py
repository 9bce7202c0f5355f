"""Times the queries of TPC-H on the same Parquet files: Tarn through Athena's API, plain Trino through its own client, DuckDB.

Usage: tpch.py ENDPOINT TRINO WORK TPC [--scale 1] [--runs 3] [--memory 4] [--queries 1,6]
WORK holds tpch/ as conformance/tpc/Generate.java leaves it and data/, the server's directory; Trino's catalog `tpch` has
WORK as its file system. TPC holds the jar with the queries' texts. Prints a table in Markdown, seconds, the least of the
runs after one that does not count. A query whose rows differ is marked and left out of the mean.
"""

import argparse
import math
import pathlib
import sys
import time

import duckdb
import trino

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "conformance" / "tpc"))
import compare  # noqa: E402

DATABASE = "tpch_parquet"


class Tarn:
    """Start, wait, fetch, as a program does."""

    name = "Tarn"

    def __init__(self, endpoint, directory):
        self.athena = compare.Athena(endpoint)
        self.athena.s3.create_bucket(Bucket=compare.BUCKET)
        for table in tables(directory):
            for part in (directory / table).glob("*.csv"):
                self.athena.s3.upload_file(str(part), compare.BUCKET, f"tpch/csv/{table}/{part.name}")
        for kind in ("csv", "parquet"):
            self.athena.run(f"CREATE DATABASE tpch_{kind}", "default")
            for table in tables(directory):
                columns = compare.columns_of(directory, table)
                self.athena.run(compare.statement(kind, "tpch", table, columns), f"tpch_{kind}")

    def rows(self, sql):
        return self.athena.rows(sql, DATABASE)[0]


class Trino:
    """The files through a Hive connector with a metastore of its own."""

    name = "Trino"

    def __init__(self, url, directory, files):
        host, port = url.removeprefix("http://").split(":")
        self.session = trino.dbapi.connect(
            host=host, port=int(port), user="bench", catalog="tpch", schema="lake"
        )
        self.rows("CREATE SCHEMA tpch.lake")
        for table in tables(directory):
            columns = ", ".join(
                f"{name} {'varchar' if kind == 'string' else kind}"
                for name, kind in compare.columns_of(directory, table)
            )
            self.rows(
                f"CREATE TABLE {table} ({columns})"
                f" WITH (format = 'PARQUET', external_location = 'local:///{files}/{table}')"
            )

    def rows(self, sql):
        cursor = self.session.cursor()
        cursor.execute(sql)
        return [[compare.plain(value) for value in row] for row in cursor.fetchall()]


class DuckDb:
    """The files as they are, in this process."""

    name = "DuckDB"

    def __init__(self, directory, folder, memory):
        self.session = duckdb.connect()
        self.session.execute("SET threads = 2")
        self.session.execute(f"SET memory_limit = '{memory}GB'")
        self.session.execute("SET integer_division = true")
        for table in tables(directory):
            self.session.execute(
                f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder / table}/*')"
            )

    def rows(self, sql):
        found = self.session.execute(compare.for_duckdb(sql)).fetchall()
        return [[compare.plain(value) for value in row] for row in found]


def tables(directory):
    return sorted(path.stem for path in directory.glob("*.columns"))


def as_doubles(sql):
    """Trino reads 0.06 as a decimal, Athena as a double; so that both do the same work."""
    return compare.for_duckdb(sql)


def least(engine, sql, runs):
    """The rows, and the least time of the runs."""
    rows, times = engine.rows(sql), []
    for _ in range(runs):
        started = time.perf_counter()
        engine.rows(sql)
        times.append(time.perf_counter() - started)
    return rows, min(times)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("endpoint")
    parser.add_argument("trino")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("tpc", type=pathlib.Path)
    parser.add_argument("--scale", default="1")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory", default="4")
    parser.add_argument("--queries", default="")
    given = parser.parse_args()
    directory = given.work / "tpch"
    tarn = Tarn(given.endpoint, directory)
    files = parquet_folder(given.work)
    engines = [
        (tarn, str),
        (Trino(given.trino, directory, files.relative_to(given.work)), as_doubles),
        (DuckDb(directory, files, given.memory), str),
    ]
    texts = compare.queries(given.tpc / compare.QUERIES, "tpch", given.scale)
    chosen = [f"q{int(q):02}" for q in given.queries.split(",") if q] or list(texts)
    report(engines, {name: texts[name] for name in chosen}, given.runs)


def parquet_folder(work):
    """Where the server keeps the bucket's objects, which are files at their own path."""
    found = [path for path in (work / "data").rglob("tpch/parquet") if path.is_dir()]
    if len(found) != 1:
        sys.exit(f"the Parquet files are not in one place: {found}")
    return found[0]


def report(engines, texts, runs):
    print("| query | Tarn, s | Trino, s | DuckDB, s | Tarn / Trino | Tarn / DuckDB | rows |")
    print("|---|---|---|---|---|---|---|")
    ratios, sums, equal = [], [0.0, 0.0, 0.0], 0
    for name, sql in texts.items():
        answers = [least(engine, adapted(sql), runs) for engine, adapted in engines]
        ours, times = answers[0][0], [seconds for _, seconds in answers]
        scales = [None] * (len(ours[0]) if ours else 0)
        wrong = [
            engine.name
            for (engine, _), (rows, _) in zip(engines[1:], answers[1:])
            if compare.compare(ours, rows, scales)
        ]
        note = f"{len(ours)}, unlike {' and '.join(wrong)}" if wrong else str(len(ours))
        by_trino, by_duckdb = times[0] / times[1], times[0] / times[2]
        print(
            f"| {name} | {times[0]:.3f} | {times[1]:.3f} | {times[2]:.3f}"
            f" | {by_trino:.2f} | {by_duckdb:.2f} | {note} |",
            flush=True,
        )
        if not wrong:
            equal += 1
            ratios.append((by_trino, by_duckdb))
            sums = [total + seconds for total, seconds in zip(sums, times)]
    means = [math.exp(sum(map(math.log, column)) / len(ratios)) for column in zip(*ratios)]
    print(
        f"| {equal} of {len(texts)} equal: sum, geometric mean | {sums[0]:.2f} | {sums[1]:.2f} | {sums[2]:.2f}"
        f" | {means[0]:.2f} | {means[1]:.2f} | |"
    )


if __name__ == "__main__":
    main()
