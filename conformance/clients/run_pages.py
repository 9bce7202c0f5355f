#!/usr/bin/env python3
"""Runs the snippets of the README and the pages as they stand there, in order, from a fresh clone, as a newcomer would.

Usage: conformance/clients/run_pages.py [--here] [PAGE ...]

A line in front of each snippet says what is done with it, and no snippet may be without one:

    <!-- run -->                            it must end with exit code 0
    <!-- run; last 42; needs aws -->        the last line of its output is 42; skipped loudly where there is no aws
    <!-- run; by conformance/dbt; java 17 --> settings: the suite or program takes them from the page and must pass
    <!-- run; server -->                    it ends with a server, which the snippets behind it talk to
    <!-- run; actions -->                   the steps of a workflow, with the archive that -Prelease has made
    <!-- not run: why -->                   something else shows it
    <!-- cannot run: why -->                nothing shows it: it counts as skipped

The home directory is empty, every page has a virtual environment of its own with nothing in it, what a snippet exports stays
for those behind it on the page, and the Java on the path is a 25. --here runs in this tree instead of a clone, with this home
directory and a server of its own. The port 4566 of the pages is replaced by a free one. Needs the network for PyPI and Maven
Central. Pages that are named run behind the README's first server.
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

from pages import DOCUMENTED, ROOT, snippets

PAGES = (
    "README.md docs/container.md docs/faults.md docs/external-engine.md docs/s3.md docs/catalog-transfer.md "
    "docs/clients/README.md docs/clients/aws-cli.md docs/clients/boto3.md docs/clients/awswrangler.md docs/clients/pyathena.md "
    "docs/clients/terraform.md docs/clients/dbt.md docs/clients/airflow.md docs/clients/spark.md docs/clients/jdbc.md "
    "docs/clients/dlt.md docs/clients/sqlmesh.md docs/clients/ibis.md docs/clients/go.md docs/clients/grafana.md"
).split()
PATIENCE = 1800
# What a page says in a few lines and a program says in more.
JAVA = """import java.net.URI;
import software.amazon.awssdk.auth.credentials.*;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
void main() {
%s
IO.println(athena.listWorkGroups(request -> {}).workGroups().getFirst().name());
}
"""
HCL = 'resource "aws_glue_catalog_database" "page" {\n  name = "page"\n}\n'


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Newcomer:
    def __init__(self, here):
        self.work = Path(tempfile.mkdtemp(prefix="newcomer"))
        self.root = ROOT if here else self.work / "tarn"
        self.server = None
        self.page = None
        self.counts = {"ok": 0, "WRONG": 0, "SKIPPED": 0, "not run": 0}
        self.port = free_port()
        home = os.environ["HOME"] if here else str(self.work / "home")
        if not here:
            subprocess.run(["git", "clone", "-q", ROOT, self.root], check=True)
            os.mkdir(home)
        find_jdk = self.root / "emulator-server/src/main/dist/bin/find-jdk"
        self.jdk = subprocess.run([find_jdk, "javac"], check=True, capture_output=True, text=True).stdout.strip()
        self.machine = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TARN_", "JAVA_HOME"))}
        self.machine.update(
            PATH=f"{self.jdk}/bin:{os.environ['PATH']}", HOME=home, MAVEN_OPTS=f"-Duser.home={home}", TMPDIR=str(self.work),
            AWS_CONFIG_FILE="/dev/null", AWS_EC2_METADATA_DISABLED="true", TARN_AOT="use", TARN_PORT=str(self.port),
            TARN_DATA=str(self.work / "data"), TARN_MEMORY="1g")

    def open(self, page):
        """A new shell, in a virtual environment of its own."""
        self.page = page
        self.venv = self.work / "venvs" / page.replace("/", "-")
        subprocess.run([sys.executable, "-m", "venv", self.venv], check=True)
        self.environment = dict(self.machine, PATH=f"{self.venv}/bin:{self.machine['PATH']}")

    def say(self, how, snippet, more=""):
        self.counts[how] += 1
        print(f"{how:8}{snippet.where} {more}".rstrip(), flush=True)

    def run(self, snippet):
        if snippet.page != self.page:
            self.open(snippet.page)
        kind, _, why = snippet.words[0].partition(": ")
        if kind != "run":
            return self.say("SKIPPED" if kind == "cannot run" else "not run", snippet, why)
        tool = snippet.option("needs ")
        if tool and not self.has(tool):
            return self.say("SKIPPED", snippet, f"there is no {tool} here")
        text = snippet.text.replace(DOCUMENTED, f"localhost:{self.port}")
        if snippet.option("by "):
            return self.settings(snippet)
        if snippet.option("actions") is not None:
            return self.actions(snippet)
        if snippet.language == "hcl":
            return self.terraform(snippet, text)
        program = self.work / f"{snippet.page.replace('/', '-')}-{snippet.line}"
        if snippet.language == "python":
            command = ["python3", program]
        elif snippet.language == "java":
            program, text = program.with_suffix(".java"), JAVA % text
            command = ["java", "-cp", f"{self.root}/emulator-server/target/tarn/lib/*", program]
        else:
            text = f"set -euo pipefail\n{text}env -0 >'{self.work}/exported'\n"
            command = ["bash", program]
        program.write_text(text)
        if snippet.option("server") is not None:
            return self.serve(snippet, command)
        done = self.finish(command)
        if command[0] == "bash" and done.returncode == 0:
            exported = (self.work / "exported").read_text().rstrip("\0").split("\0")
            self.environment = dict(variable.split("=", 1) for variable in exported)
        self.judge(snippet, done)

    def finish(self, command, directory=None, environment=None):
        return subprocess.run(command, cwd=directory or self.root, env=environment or self.environment, text=True, check=False,
                              capture_output=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)

    def judge(self, snippet, done, more=""):
        last = (done.stdout.strip().split("\n") or [""])[-1]
        wanted = snippet.option("last ")
        if done.returncode == 0 and wanted in (None, last):
            return self.say("ok", snippet, f"printed {last}" if wanted else more and f"{more}: {last}")
        self.say("WRONG", snippet, f"exit code {done.returncode}, last line {last!r}")
        print(done.stdout[-1500:] + done.stderr[-3000:])

    def has(self, tool):
        if tool == "docker":
            return subprocess.run(["docker", "image", "inspect", "tarn"], capture_output=True, check=False).returncode == 0
        return shutil.which(tool, path=self.environment["PATH"]) is not None

    def settings(self, snippet):
        """The program that the mark names takes the settings from the page, of this clone."""
        program = snippet.option("by ")
        environment = dict(self.environment, TARN_ENDPOINT=f"http://localhost:{self.port}", TARN_JDBC_DIR=str(self.work / "jdbc"))
        release = snippet.option("java ")
        if release:
            homes = [os.environ.get(f"JAVA_{release}_HOME"), *sorted(Path("/usr/lib/jvm").glob(f"*-{release}-*"))]
            home = next((str(home) for home in homes if home and Path(home, "bin/java").exists()), None)
            if home is None:
                return self.say("SKIPPED", snippet, f"there is no Java {release} here, nor in JAVA_{release}_HOME")
            environment.update(JAVA_HOME=home, PATH=f"{home}/bin:{environment['PATH']}")
        trust = self.root / "tarn-trust.p12"
        if trust.exists():
            environment["TRUST_STORE"] = str(trust)
        subprocess.run([self.venv / "bin/pip", "install", "-q", "boto3", "pytest"], check=True, env=environment)
        if (self.root / program).is_dir():
            command = ["python3", "-m", "pytest", "-q", "-W", "ignore", "-p", "no:cacheprovider", program]
        elif program.endswith(".py"):
            command = ["python3", program, environment["TARN_ENDPOINT"]]
        else:
            command = [program, f"localhost:{self.port}"]
        self.judge(snippet, self.finish(command, environment=environment), program)

    def serve(self, snippet, command):
        log = open(self.work / "server.log", "w", encoding="utf-8")
        self.server = subprocess.Popen(command, cwd=self.root, env=self.environment, stdout=log, stderr=log,
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
        directory.mkdir()
        (directory / "main.tf").write_text(text + HCL)
        init = ["init", "-input=false", *([f"-plugin-dir={mirror}"] if mirror else [])]
        for step in (init, ["apply", "-auto-approve", "-input=false"], ["plan", "-detailed-exitcode", "-input=false"],
                     ["destroy", "-auto-approve", "-input=false"]):
            done = self.finish(["terraform", *step], directory)
            if done.returncode != 0:
                break
        self.judge(snippet, done)
        shutil.rmtree(directory)

    def actions(self, snippet):
        root = self.root
        if root != ROOT:
            # Elsewhere, since the server runs from the clone's distribution.
            root = self.work / "release"
            subprocess.run(["git", "clone", "-q", self.root, root], check=True)
            made = self.finish("./mvnw -q -B -ntp -Prelease -Dquick -DskipTests -pl emulator-server -am verify".split(), root)
            if made.returncode != 0:
                return self.judge(snippet, made)
        archives = sorted((root / "emulator-server/target").glob("tarn-*.tar.gz"))
        if not archives:
            return self.say("SKIPPED", snippet, "there is no release: ./mvnw -Prelease -Dquick -DskipTests verify")
        steps = re.search(r"- run: \|\n((?:      .*\n)+)", snippet.text).group(1)
        workspace = self.work / "workspace"
        (workspace / "tests/fixtures").mkdir(parents=True)
        (workspace / "tests/fixtures/10.sql").write_text("CREATE DATABASE from_fixtures;\n")
        port = free_port()
        program = self.work / "workflow"
        program.write_text(
            "set -euo pipefail\n" + steps.replace(DOCUMENTED, f"localhost:{port}")
            + 'cat "$GITHUB_ENV"\ntarn-*/bin/tarn --version\ntarn-*/bin/tarn sql --format csv "SHOW DATABASES"\n'
            + 'kill %1; wait %1 || test $? = 143\ngrep -c "^AWS_ENDPOINT_URL=" "$GITHUB_ENV"\n')
        environment = dict(self.machine, TARN_PORT=str(port), TARN_DATA=str(workspace / "data"),
                           RELEASE_URL=archives[-1].as_uri(), GITHUB_ENV=str(workspace / "env"))
        done = self.finish(["bash", program], workspace, environment)
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
