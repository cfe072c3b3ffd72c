"""``docs/reference/limits.md``: every limit, what becomes of an input beyond it, and what is said of one."""

from __future__ import annotations

import gzip
import inspect
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType

import provenance
from provenance.settings import Limits, Settings
from tests.docs.reference import _GENERATED, _leaves

WORDS = "Words of a story that goes on for some time. "


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A limit set low, files of which one passes it, and what happens then."""

    unit: str
    limits: Mapping[str, int]
    files: Mapping[str, bytes]
    effect: str


def _items(count: int) -> bytes:
    item = f"<item><title>A</title><description>{WORDS}</description></item>"
    return f'<rss version="2.0"><channel>{item * count}</channel></rss>'.encode()


def _post(count: int) -> bytes:
    return json.dumps([{"title": "", "link": "a", "content": ""} for _ in range(count)]).encode()


PASSED: Mapping[str, Passed] = MappingProxyType(
    {
        "file_bytes": Passed(
            unit="bytes", limits={"file_bytes": 1_000}, files={"long.txt": WORDS.encode() * 50}, effect="skipped"
        ),
        "json_depth": Passed(
            unit="levels", limits={"json_depth": 20}, files={"deep.json": b'{"a":' * 30 + b"1" + b"}" * 30}, effect="skipped"
        ),
        "xml_depth": Passed(
            unit="levels",
            limits={"xml_depth": 8},
            files={"feed.xml": _items(2).replace(b"</channel>", b"<item>" + b"<a>" * 9 + b"</channel>")},
            effect="the entries before are read, the rest skipped",
        ),
        "xml_elements": Passed(
            unit="elements",
            limits={"xml_elements": 8},
            files={"feed.xml": _items(2).replace(b"</channel>", b"<item>" + b"<a/>" * 9 + b"</item></channel>")},
            effect="the entries before are read, the rest skipped",
        ),
        "html_depth": Passed(
            unit="levels",
            limits={"html_depth": 20},
            files={"deep.html": b"<div>" * 50 + WORDS.encode() + b"</div>" * 50},
            effect="all text is kept, the tags beyond are not",
        ),
        "html_tags": Passed(
            unit="tags", limits={"html_tags": 100}, files={"tags.html": f"<p>{WORDS}</p>".encode() * 90}, effect="likewise"
        ),
        "text_chars": Passed(
            unit="code points", limits={"text_chars": 500}, files={"long.txt": WORDS.encode() * 50}, effect="the rest is cut"
        ),
        "line_chars": Passed(
            unit="code points",
            limits={"line_chars": 500},
            files={"line.txt": WORDS.encode() * 50},
            effect="the rest of the line is cut",
        ),
        "files": Passed(
            unit="files",
            limits={"files": 2},
            files={f"{number}.txt": WORDS.encode() for number in range(3)},
            effect="the first in the order of their names are taken",
        ),
        "table_bytes": Passed(
            unit="bytes",
            limits={"table_bytes": 2_000},
            files={"rows.jsonl": b"".join(b'{"text": "%d %s"}\n' % (n, WORDS.encode()) for n in range(90))},
            effect="the records before are read, the rest skipped",
        ),
        "expansion_ratio": Passed(
            unit="times its size",
            limits={"expansion_ratio": 10, "expansion_bytes": 10_000},
            files={"bomb.txt.gz": gzip.compress(WORDS.encode() * 9_000, mtime=0)},
            effect="skipped; of a table or web archive what comes before is read",
        ),
        "expansion_bytes": Passed(
            unit="bytes",
            limits={"expansion_ratio": 10, "expansion_bytes": 10_000},
            files={"bomb.txt.gz": gzip.compress(WORDS.encode() * 9_000, mtime=0)},
            effect="likewise: both must be passed",
        ),
        "listed_problems": Passed(
            unit="problems",
            limits={"listed_problems": 3},
            files={"posts.json": _post(9)},
            effect="the others are counted",
        ),
    }
)
"""Every limit that an input of any kind can pass, in the order of the settings."""

ELSEWHERE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "pdf_pages": ("pages", "the pages before are read, and the document is marked degraded"),
        "child_seconds": ("seconds", "the process is stopped; what was read before is kept"),
        "child_bytes": ("bytes", "likewise"),
    }
)
"""Limits of what optional libraries read, with their tests beside those readers: unit and effect."""


def told(name: str) -> tuple[tuple[str, str], ...]:
    """Severity and message of every problem that an input beyond a limit has; a sound document stands beside it."""
    passed = PASSED[name]
    settings = Settings(limits=replace(Limits(), **passed.limits))
    with tempfile.TemporaryDirectory() as place:
        for path, data in {**passed.files, "00.txt": b"A sound document."}.items():
            Path(place, path).write_bytes(data)
        problems = provenance.trace(place, settings=settings, workers=1).problems
    return tuple((problem.severity, problem.message) for problem in problems)


def limits_page() -> str:
    """The page."""
    texts = {name: " ".join(text.replace("``", "`").split()) for name, _, text in _leaves(Limits())}
    rows = []
    examples = []
    for field in fields(Limits):
        unit, effect = (PASSED[field.name].unit, PASSED[field.name].effect) if field.name in PASSED else ELSEWHERE[field.name]
        rows.append(f"| `{field.name}` | {getattr(Limits(), field.name):,} {unit} | {effect} |")
        if field.name in PASSED:
            passed = PASSED[field.name]
            lowered = ", ".join(f"`{name} = {value}`" for name, value in passed.limits.items())
            severity, message = told(field.name)[0]
            examples.append(f"* `{field.name}`, with {lowered}: *{severity}*: {message}")
    why = [f"* `{name}`: {text}" for name, text in texts.items()]
    parts = [
        "# Limits",
        _GENERATED,
        f"{inspect.getdoc(Limits)} No input beyond a limit is lost without a word: it is among the documents, or named under "
        "`problems` in `trace.json`, in the summary and in the report.",
        "\n".join(["| limit | default | beyond it |", "|---|---|---|", *rows]),
        "Every one of them is a setting: `[limits]` in a file given with `--config`, or `Settings(limits=...)` in Python.",
        "## What is said",
        "Messages of inputs that pass a limit, which was set low for the purpose:",
        "\n".join(examples),
        "## Where the numbers come from",
        "\n".join(why),
        FIXED,
    ]
    return "\n\n".join(parts) + "\n"


FIXED = """## What no setting changes

* Nothing is fetched: no style sheet, picture, feed, suffix list, document type or entity. The program opens no socket.
* XML with a document type that declares entities is refused, before any is expanded.
* Symbolic links in folders are not followed. Pipes, sockets and devices are not opened. Each is named.
* Members of archives are read in memory; nothing is unpacked to the disk. Their names are names only: `..`, a leading `/`, a
  drive letter, control characters or a name that a system reserves lead nowhere. Two names that differ only in how their
  accents are written stay two. Links and devices in archives are named and not read, and an archive inside an archive is not
  opened.
* Regular expressions take time in proportion to the text: a test tries each of them on texts made against it.
* A PDF is read in a process of its own, which is stopped when it takes too long."""
