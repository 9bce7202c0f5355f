#!/usr/bin/env python3
"""Runs the snippets of the README and the pages as they stand there, in order, from a fresh clone, as a newcomer would.

Usage: conformance/clients/run_pages.py [--here] [PAGE ...]

A line in front of each snippet says what is done with it, and no snippet may be without one:

    <!-- run -->                            it must end with exit code 0
    <!-- run; last 42; needs aws -->        the last line of its output is 42; skipped loudly where there is no aws
    <!-- run; server -->                    it ends with a server, which the snippets behind it talk to
    <!-- run; actions -->                   the steps of a workflow, with the archive that -Prelease has made
    <!-- not run: why -->

Python snippets run in a virtual environment with boto3, awswrangler, PyAthena, pytest and Testcontainers. --here runs in this
tree instead of a clone, with a server of its own. The port 4566 of the pages is replaced by a free one. Needs the network for
PyPI, and Maven's repository for the first build.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "README.md docs/container.md docs/faults.md docs/external-engine.md docs/s3.md docs/catalog-transfer.md "
    "docs/clients/README.md docs/clients/aws-cli.md docs/clients/boto3.md docs/clients/awswrangler.md "
    "docs/clients/pyathena.md docs/clients/terraform.md docs/clients/others.md"
).split()
PATIENCE = 1800
CLIENTS = ["boto3", "awswrangler", "pyathena", "pytest", "testcontainers", "awscli"]
# What a page says in one line and a test does in more.
PREAMBLE = {
    "bash": "set -euo pipefail\nshopt -s expand_aliases\n",
    "python": "",
}


class Snippet:
    def __init__(self, page, line, language, text, mark):
        self.page, self.line, self.language, self.text = page, line, language, text
        self.where = f"{page}:{line}"
        found = re.fullmatch(r"<!-- (not run: .*|run(?:; .*)?) -->", mark)
        if not found:
            raise SystemExit(f"{self.where}: the line before the snippet must be <!-- run --> or <!-- not run: why -->")
        self.words = [word.strip() for word in found.group(1).split(";")]

    def option(self, name):
        return next((w[len(name) :].strip() for w in self.words[1:] if w.startswith(name)), None)


def snippets(root, page):
    lines = (root / page).read_text().split("\n")
    number = 0
    while number < len(lines):
        if lines[number].startswith("```"):
            end = lines.index("```", number + 1)
            text = "\n".join(lines[number + 1 : end]) + "\n"
            yield Snippet(page, number + 1, lines[number][3:], text, lines[number - 1])
            number = end
        number += 1


class Newcomer:
    def __init__(self, here):
        self.work = Path(tempfile.mkdtemp(prefix="newcomer"))
        self.root = ROOT if here else self.work / "tarn"
        self.server = None
        self.counts = {"ok": 0, "WRONG": 0, "SKIPPED": 0, "not run": 0}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if not here:
            subprocess.run(["git", "clone", "-q", ROOT, self.root], check=True)
        venv = self.work / "venv"
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin/pip", "install", "-q", *CLIENTS], check=True)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TARN_"))}
        self.environment.update(
            PATH=f"{venv}/bin:{self.root}/emulator-server/target/tarn/bin:{os.environ['PATH']}",
            HOME=os.environ["HOME"], TMPDIR=str(self.work), AWS_CONFIG_FILE="/dev/null",
            TARN_AOT="use", TARN_PORT=str(self.port), TARN_DATA=str(self.work / "data"), TARN_MEMORY="1g",
            AWS_ENDPOINT_URL=f"http://localhost:{self.port}", AWS_REGION="us-east-1",
            AWS_DEFAULT_REGION="us-east-1", AWS_ACCESS_KEY_ID="any", AWS_SECRET_ACCESS_KEY="any")

    def say(self, how, snippet, more=""):
        self.counts[how] += 1
        print(f"{how:8}{snippet.where} {more}".rstrip(), flush=True)

    def run(self, snippet):
        if snippet.words[0] != "run":
            return self.say("not run", snippet, snippet.words[0].removeprefix("not run: "))
        tool = snippet.option("needs ")
        if tool and not self.has(tool):
            return self.say("SKIPPED", snippet, f"there is no {tool} here")
        text = snippet.text.replace("localhost:4566", f"localhost:{self.port}")
        if snippet.language == "python":
            command, text = "python3", text
        elif snippet.option("actions") is not None:
            return self.actions(snippet)
        elif snippet.language == "hcl":
            return self.terraform(snippet, text)
        else:
            command, text = "bash", PREAMBLE["bash"] + text
        program = self.work / f"snippet-{snippet.page.replace('/', '-')}-{snippet.line}"
        program.write_text(text)
        if snippet.option("server") is not None:
            return self.serve(snippet, command, program)
        done = subprocess.run([command, program], cwd=self.root, env=self.environment, text=True, check=False,
                              capture_output=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
        self.judge(snippet, done)

    def judge(self, snippet, done):
        last = (done.stdout.strip().split("\n") or [""])[-1]
        wanted = snippet.option("last ")
        if done.returncode == 0 and wanted in (None, last):
            return self.say("ok", snippet, f"printed {last}" if wanted else "")
        self.say("WRONG", snippet, f"exit code {done.returncode}, last line {last!r}")
        print(done.stdout[-1500:] + done.stderr[-3000:])

    def has(self, tool):
        if tool == "docker":
            return subprocess.run(["docker", "image", "inspect", "tarn"], capture_output=True, check=False).returncode == 0
        return shutil.which(tool, path=self.environment["PATH"]) is not None

    def serve(self, snippet, command, program):
        log = open(self.work / "server.log", "w", encoding="utf-8")
        self.server = subprocess.Popen([command, program], cwd=self.root, env=self.environment, stdout=log, stderr=log,
                                       start_new_session=True)
        end = time.monotonic() + PATIENCE
        # The last thing that the snippet starts stays: its data is where this run has told it.
        while f"data in {self.work / 'data'}" not in (self.work / "server.log").read_text():
            if self.server.poll() is not None or time.monotonic() > end:
                self.say("WRONG", snippet, (self.work / "server.log").read_text()[-3000:])
                raise SystemExit(1)
            time.sleep(0.2)
        while True:
            try:
                urllib.request.urlopen(f"http://localhost:{self.port}/_tarn/ready").close()
                return self.say("ok", snippet)
            except urllib.error.HTTPError:
                time.sleep(0.2)

    def terraform(self, snippet, text):
        mirror = os.environ.get("TERRAFORM_PLUGIN_MIRROR")
        directory = self.work / "terraform"
        directory.mkdir(exist_ok=True)
        (directory / "main.tf").write_text(text + 'resource "aws_glue_catalog_database" "page" {\n  name = "page"\n}\n')
        init = ["init", "-input=false", *([f"-plugin-dir={mirror}"] if mirror else [])]
        for step in (init, ["apply", "-auto-approve", "-input=false"], ["plan", "-detailed-exitcode", "-input=false"],
                     ["destroy", "-auto-approve", "-input=false"]):
            done = subprocess.run(["terraform", *step], cwd=directory, env=self.environment, text=True, check=False,
                                  capture_output=True, timeout=PATIENCE)
            if done.returncode != 0:
                break
        self.judge(snippet, done)
        shutil.rmtree(directory)

    def actions(self, snippet):
        archives = sorted((ROOT / "emulator-server/target").glob("tarn-*.tar.gz"))
        if not archives:
            return self.say("SKIPPED", snippet, "there is no release: ./mvnw -Prelease -Dquick -DskipTests verify")
        steps = re.search(r"- run: \|\n((?:      .*\n)+)", snippet.text).group(1)
        workspace = self.work / "workspace"
        (workspace / "tests/fixtures").mkdir(parents=True)
        (workspace / "tests/fixtures/10.sql").write_text("CREATE DATABASE from_fixtures;\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        program = self.work / "workflow"
        program.write_text(
            "set -euo pipefail\n" + steps.replace("localhost:4566", f"localhost:{port}")
            + 'cat "$GITHUB_ENV"\ntarn-*/bin/tarn --version\ntarn-*/bin/tarn sql --format csv "SHOW DATABASES"\n'
            + 'kill %1; wait %1 || test $? = 143\ngrep -c "^AWS_ENDPOINT_URL=" "$GITHUB_ENV"\n')
        environment = dict(self.environment, TARN_PORT=str(port), TARN_DATA=str(workspace / "data"),
                           RELEASE_URL=archives[-1].as_uri(), GITHUB_ENV=str(workspace / "env"))
        done = subprocess.run(["bash", program], cwd=workspace, env=environment, text=True, check=False,
                              capture_output=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
        if "from_fixtures" not in done.stdout:
            done.returncode = done.returncode or 1
        self.judge(snippet, done)

    def close(self):
        if self.server:
            os.killpg(self.server.pid, 15)
            self.server.wait()
        shutil.rmtree(self.work, ignore_errors=True)


def main():
    here = "--here" in sys.argv
    pages = [argument for argument in sys.argv[1:] if argument != "--here"] or PAGES
    newcomer = Newcomer(here)
    try:
        if pages[0] != "README.md":
            newcomer.run(next(s for s in snippets(newcomer.root, "README.md") if s.option("server") is not None))
        for page in pages:
            for snippet in snippets(newcomer.root, page):
                newcomer.run(snippet)
    finally:
        newcomer.close()
    print(", ".join(f"{count} {how}" for how, count in newcomer.counts.items()))
    return 1 if newcomer.counts["WRONG"] else 0


sys.exit(main())
