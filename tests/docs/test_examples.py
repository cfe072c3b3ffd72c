"""Every command shown in the documentation is run, and its output compared with the one shown.

A fenced block marked ``console`` holds commands behind ``$ provenance`` and what they print. ``…`` stands for anything. The
commands of one page are run in order in one folder that holds ``seeds/``, two tables, a feed and two web archives, so that a
later one may read what an earlier one wrote.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from provenance.cli import main
from provenance.model import Container
from tests.articles import FERRY, ORCHARD, plain
from tests.articles import page as web_page
from tests.conftest import ROOT
from tests.inputs import KINDS as INPUTS
from tests.web_archives import answer, gzipped, record

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```console\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ provenance"
_NEWS = (
    {"id": "a1", "headline": "Ferry closes", "body": plain(FERRY), "link": "https://bay.example/1", "published": "2025-07-01"},
    {
        "id": "b2",
        "headline": "Old ferry to go",
        "body": plain(FERRY),
        "link": "https://hill.example/2",
        "published": "2025-07-02",
    },
    {"id": "c3", "headline": "A pear", "body": plain(ORCHARD), "link": "https://hill.example/3", "published": "2025-07-02"},
)
TABLES = {
    "news.jsonl": "".join(json.dumps({**record, "source": "Bay Courier"}) + "\n" for record in _NEWS),
    "damaged.csv": f"id,text,title\n1,{FERRY[1]!r},\n2,{ORCHARD[1]!r},\n3,,\n4,Words, in, pieces\n".replace("'", '"'),
}
"""Tables that the pages speak of."""
_ENTRIES = "".join(
    f"<item><title>{title}</title><link>https://bay.example/{number}</link><pubDate>Fri, 04 Jul 2025 15:03:47 +0000</pubDate>"
    f"<description><![CDATA[{content}]]></description></item>"
    for number, (title, content) in enumerate(
        (("Ferry closes", "".join(f"<p>{part}</p>" for part in FERRY)), ("A pear", "".join(f"<p>{part}</p>" for part in ORCHARD)))
    )
)
FEED = (
    "<rss version='2.0'><channel><title>Bay Courier</title><link>https://bay.example/</link><language>en</language>"
    f"{_ENTRIES}</channel></rss>"
)
"""A feed that the pages speak of."""
_CRAWLED = [
    record(answer(web_page(FERRY, "Ferry landing closes").encode()), "https://bay.example/1"),
    record(answer(web_page(FERRY, "Old ferry to go").encode()), "https://hill.example/2"),
    record(answer(web_page(ORCHARD, "A pear").encode()), "https://hill.example/3"),
]
_REVISIT = record(answer(b""), "https://bay.example/1", kind="revisit")
_ERROR = record(answer(b"<p>Gone.</p>", status="404 Not Found"), "https://bay.example/4")
_MEMBERS = [gzipped([each]) for each in _CRAWLED]
WEB_ARCHIVES = {
    "crawl.warc.gz": gzipped([*_CRAWLED, _REVISIT, _ERROR]),
    "damaged.warc.gz": _MEMBERS[0] + _MEMBERS[1][:60] + bytes(60) + _MEMBERS[1][120:] + _MEMBERS[2],
}
"""Web archives that the pages speak of."""
KEPT = f"<!-- saved from url=(0025)https://bay.example/ferry -->\n{web_page(FERRY, 'Ferry landing closes')}"
"""A page that a browser saved."""


@dataclass(frozen=True, slots=True)
class Example:
    """One command and the output shown for it; ``line`` is where it stands in the page."""

    line: int
    command: str
    shown: str


def examples(page: Path) -> list[Example]:
    """The commands of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for block in _BLOCK.finditer(text):
        start = text.count("\n", 0, block.start("content")) + 1
        lines = block["content"].splitlines()
        places = [number for number, line in enumerate(lines) if line.startswith("$ ")]
        for place, following in zip(places, [*places[1:], len(lines)], strict=True):
            shown = "\n".join(lines[place + 1 : following])
            found.append(Example(line=start + place, command=lines[place].removeprefix("$ "), shown=shown))
    return found


def matches(shown: str, printed: str) -> bool:
    """Whether an output is the one shown, ``…`` standing for anything and white space at the ends of lines left out."""
    wanted, got = ("\n".join(line.rstrip() for line in text.strip().splitlines()) for text in (shown, printed))
    return re.fullmatch(".*?".join(re.escape(part) for part in wanted.split("…")), got, re.DOTALL) is not None


WITH_EXAMPLES = [page for page in PAGES if examples(page)]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.stem)
def test_examples(
    page: Path, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(seeds, tmp_path / "seeds")
    for name, content in TABLES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "feed.xml").write_text(FEED, encoding="utf-8")
    for name, data in WEB_ARCHIVES.items():
        (tmp_path / name).write_bytes(data)
    for kind in (Container.DOCX, Container.NEWSML_G2):
        name, made = INPUTS[kind]
        (tmp_path / name).write_bytes(made())
    (tmp_path / "kept.html").write_text(KEPT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for example in examples(page):
        assert f"$ {example.command}".startswith(_PROMPT), f"{page.name}:{example.line}: only provenance can be run here"
        monkeypatch.setattr(sys, "argv", shlex.split(example.command))
        with pytest.raises(SystemExit):
            main()
        printed = capsys.readouterr()
        output = printed.out + printed.err
        assert matches(example.shown, output), f"{page.name}:{example.line}: {example.command} prints\n{output}"


def test_an_output_that_differs_is_noticed() -> None:
    assert matches("one … three", "one two three")
    assert matches("one\n…\nfour", "one  \ntwo\nthree\nfour\n")
    assert not matches("one … four", "one two three")
    assert not matches("one", "one two")


def test_the_tutorial_is_run() -> None:
    assert {"README", "tutorial"} <= {page.stem for page in WITH_EXAMPLES}
