#!/usr/bin/env python3
"""Reads the snippets of the pages. Usage: conformance/clients/pages.py PROGRAM ENDPOINT

Prints the settings that a page says PROGRAM (`conformance/dbt`) runs with, for the server at ENDPOINT.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTED = "localhost:4566"


class Snippet:
    def __init__(self, page, line, language, text, mark):
        self.page, self.line, self.language, self.text = page, line, language, text
        self.where = f"{page}:{line}"
        found = re.fullmatch(r"<!-- ((?:not run|cannot run): .*|run(?:; .*)?) -->", mark)
        if not found:
            raise SystemExit(
                f"{self.where}: the line before a snippet must be <!-- run -->, <!-- not run: why --> or <!-- cannot run: why -->"
            )
        mark = found.group(1)
        self.words = [word.strip() for word in mark.split(";")] if mark.startswith("run") else [mark]

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


def settings(program, endpoint):
    """The snippet that is marked `run; by PROGRAM`, with the address of this server in place of the page's."""
    pages = sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs/clients").glob("*.md"))
    found = [s.text for page in pages for s in snippets(ROOT, page) if s.option("by ") == program]
    if len(found) != 1:
        raise SystemExit(f"{len(found)} snippets in docs/clients are marked as run by {program}")
    text = found[0].replace(f"http://{DOCUMENTED}", endpoint)
    return text.replace(DOCUMENTED, endpoint.split("://")[-1])


if __name__ == "__main__":
    print(settings(*sys.argv[1:]), end="")
