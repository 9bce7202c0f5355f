#!/usr/bin/env python3
"""Every kind of fault of docs/faults.md, asked for with curl, met by boto3 with its own retries and without; then what the
request log, the metrics and the list of refused calls say of them.

Usage: conformance/faults/walk.py        (needs the distribution, curl and boto3; starts a server of its own)
"""

import sys
import tempfile
from pathlib import Path

# In this order: the pages are looked at last.
import calls  # noqa: F401
import queries  # noqa: F401
import pages  # noqa: F401
from server import BUCKET, Server, checks


def main():
    good = 0
    with tempfile.TemporaryDirectory(prefix="walk") as work:
        server = Server(Path(work))
        try:
            server.client("s3").create_bucket(Bucket=BUCKET)
            server.client("glue").create_database(DatabaseInput={"Name": "walk"})
            for line, function in checks:
                try:
                    server.well()
                    function(server)
                    good += 1
                    print("ok   ", line, flush=True)
                except Exception as error:  # whatever it is, the next check is another
                    print("WRONG", line, "\n     ", type(error).__name__, error, flush=True)
        finally:
            server.stop()
    print(f"{good} of {len(checks)}")
    return good != len(checks)


sys.exit(main())
