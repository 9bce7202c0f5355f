#!/usr/bin/env python3
"""Types at `tarn sql` on a terminal of its own, and pipes into it, against a server of its own.

Usage: conformance/launcher/sql_at_a_terminal.py     (needs the built distribution, and Python alone)
"""

import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TARN = os.path.join(ROOT, "emulator-server", "target", "tarn", "bin", "tarn")
PATIENCE = 300


class Terminal:
    """A program that believes that a person sits before it."""

    def __init__(self, *command):
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm"
            os.execv(command[0], command)
        self.seen = ""

    def until(self, pattern):
        """Reads until the pattern has come; what came before it is gone afterwards."""
        end = time.monotonic() + PATIENCE
        while True:
            found = re.search(pattern, self.seen)
            if found:
                before, self.seen = self.seen[: found.end()], self.seen[found.end() :]
                return before
            if time.monotonic() > end:
                raise AssertionError(f"{pattern!r} did not come in {self.seen!r}")
            if select.select([self.file], [], [], 1)[0]:
                try:
                    self.seen += os.read(self.file, 65536).decode("utf-8", "replace")
                except OSError as e:
                    raise AssertionError(f"ended before {pattern!r}: {self.seen!r}") from e

    def type(self, text):
        os.write(self.file, (text + "\n").encode())

    def exit_code(self):
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def ok(what, condition=True):
    print(("ok    " if condition else "WRONG ") + what)
    if not condition:
        sys.exit(1)


def at_a_terminal(endpoint):
    sql = Terminal(TARN, "sql", "--endpoint", endpoint)
    sql.until("default> ")
    sql.type("CREATE DATABASE climbs;")
    sql.until("default> ")
    sql.type("\\l")
    ok("\\l lists the databases", "climbs" in sql.until("default> "))
    sql.type("\\c climbs")
    sql.until("climbs> ")
    ok("\\c changes the prompt")
    sql.type("CREATE EXTERNAL TABLE peaks (id int,")
    sql.until(re.escape("   ... "))
    sql.type("  peak string) LOCATION 's3://tarn-sql/peaks/';")
    sql.until("climbs> ")
    ok("a statement may go over several lines")
    sql.type("\\d")
    ok("\\d lists the tables", "peaks" in sql.until("climbs> "))
    sql.type("\\d peaks")
    columns = sql.until("climbs> ")
    ok("\\d NAME lists the columns", re.search(r"id\s.*int", columns) and re.search(r"peak\s.*string", columns))
    sql.type("SELEKT 1;")
    ok("a wrong statement is told", "InvalidRequestException" in sql.until("climbs> "))
    sql.type("\\f csv")
    sql.until("climbs> ")
    sql.type("SELECT 40 + 2 AS answer;")
    ok("\\f csv prints CSV", re.search(r'answer"?\r?\n"?42', sql.until("climbs> ")))

    rule = b'{"action": "running", "milliseconds": 4000, "times": 1}'
    urllib.request.urlopen(endpoint + "/_tarn/faults", rule).close()
    sql.type("SELECT 1 AS slow;")
    sql.until(r"RUNNING [0-9.]+ s, [0-9,]+ bytes scanned")
    ok("a long query shows how far it is")
    ok("and then its rows", "slow" in sql.until("climbs> "))
    sql.type("\\q")
    ok("\\q leaves with 0", sql.exit_code() == 0)


def piped(endpoint):
    run = subprocess.run(
        [TARN, "sql", "--endpoint", endpoint, "--format", "json"],
        input="SELECT 1 AS one;\nSELECT 2\n  AS two;\n", capture_output=True, text=True, check=False,
    )
    ok("statements that are piped in run in order, without prompts",
       run.returncode == 0 and "one" in run.stdout and run.stdout.index("one") < run.stdout.index("two")
       and "default>" not in run.stdout)
    run = subprocess.run(
        [TARN, "sql", "--endpoint", endpoint, "SELECT nowhere FROM (VALUES 1) t (x)"], capture_output=True, text=True, check=False)
    ok("a statement that fails says why and exits with 1",
       run.returncode == 1 and "nowhere" in run.stderr and run.stdout == "")


def main():
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen(
            [TARN, "serve", "--port", "0", "--data", data], stdout=subprocess.PIPE, text=True,
            env=dict(os.environ, TARN_AOT="use"))
        try:
            for line in server.stdout:
                found = re.search(r"http://[0-9.:]+", line)
                if found:
                    break
            at_a_terminal(found.group())
            piped(found.group())
        finally:
            server.terminate()
            server.wait()


main()
