"""One folder of bad and hostile input beside a sound document, traced once by the command line."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.articles import FERRY, page, plain, post
from tests.command import Done, provenance

STORY = plain(FERRY)
LINK = "https://bay-courier.com/ferry/"


@dataclass(frozen=True)
class Run:
    """How the command ended, the folder it wrote, and the parsed ``trace.json``."""

    done: Done
    out: Path
    data: dict[str, Any]

    def problems_of(self, path: str) -> list[tuple[str, str]]:
        """Severity and message of every problem of one input."""
        return [(item["severity"], item["message"]) for item in self.data["problems"] if item["path"] == path]

    def text(self, name: str) -> str:
        """One of the files written."""
        return (self.out / name).read_text(encoding="utf-8")


def traced(folder: Path, out: Path) -> Run:
    """Run the command on a folder, which must succeed."""
    done = provenance("trace", folder, "-o", out)
    assert done.code == 0, done.err
    return Run(done, out, json.loads((out / "trace.json").read_text(encoding="utf-8")))


def _bad_bytes() -> dict[str, bytes]:
    """Inputs that are damaged, not hostile."""
    empty = json.loads(post((), "Ferry landing closes"))
    bare = {key: value for key, value in empty.items() if key != "content"}
    half = json.loads(post(FERRY, "Half a pair: X"))
    half["title"]["rendered"] = "Half a pair: \ud83d"
    return {
        "sound.txt": STORY.encode(),
        "empty.txt": b"",
        "blank.txt": b" \r\n\t\n",
        "binary.bin": bytes(range(256)) * 64,
        "picture.jpg": b"\xff\xd8\xff\xe0" + b"JFIF" * 50,
        "line.txt": b"word " * 2_000_000,
        "solid.txt": b"x" * 10_000_000,
        "broken-utf8.txt": STORY.replace("estuary", "estuäry — “wide”").encode().replace("—".encode(), b"\xe2\x80"),
        "latin.txt": STORY.replace("Bay", "Bay é").encode("latin-1"),
        "utf16.txt": STORY.encode("utf-16"),
        "deep-list.json": b"[" * 100_000 + b"]" * 100_000,
        "deep-object.json": b'{"a":' * 50_000,
        "half-pair.json": json.dumps(half).encode(),
        "no-content.json": json.dumps(bare).encode(),
        "empty-content.json": json.dumps(empty).encode(),
        "cut-off.json": post(FERRY, "Ferry landing closes")[:500].encode(),
        "settings.json": b'{"theme": "dark"}',
        "error.json": b'{"code": "rest_post_invalid_id", "message": "Invalid post ID.", "data": {"status": 404}}',
        "no-posts.json": b"[]",
        "feed.xml": b'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title></channel></rss>',
        "deep.html": b"<div>" * 5_000 + STORY.encode() + b"</div>" * 5_000,
    }


@pytest.fixture(scope="session")
def bad_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Every kind of damaged input beside one sound document."""
    place = tmp_path_factory.mktemp("bad")
    folder = place / "input"
    for name in ("one", "two", "links", "hole"):
        (folder / name).mkdir(parents=True)
    for name, data in _bad_bytes().items():
        (folder / name).write_bytes(data)
    (folder / "one" / "twin.txt").write_text(STORY, encoding="utf-8")
    (folder / "two" / "twin.txt").write_text(STORY, encoding="utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    (folder / "links" / "up").symlink_to("..", target_is_directory=True)
    (folder / "links" / "itself").symlink_to("itself")
    (folder / "links" / "nowhere").symlink_to("/nowhere/at/all")
    (folder / "links" / "inside.txt").symlink_to("../sound.txt")
    return traced(folder, place / "out")


SCRIPT = "<script>alert(1)</script>"
EVENT = '"><img src=x onerror=alert(1)>'
DOT = '"]; evil [label="owned"]; n0001 -> evil [label="\\N \\G \\l \\'
TABLE = '<<TABLE HREF="javascript:alert(1)"><TR><TD>owned</TD></TR></TABLE>>'
BACKWARDS = "invoice\u202efdp.exe\u2066 \u200bhidden"
CONTROLS = "bell\x07 escape\x1b[31m nul\x00 tab\t line\u2028end"
CLOSING = "]]></style></svg></title></textarea>--></script><svg onload=alert(1)>"
TITLES = (SCRIPT, EVENT, DOT, TABLE, BACKWARDS, CONTROLS, CLOSING)
"""Titles that try to break out of every sink: XML, HTML attributes, DOT, terminals."""


@pytest.fixture(scope="session")
def hostile_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Titles, hosts, bylines, credits and file names that try to become mark-up, code or commands."""
    place = tmp_path_factory.mktemp("hostile")
    folder = place / "input"
    folder.mkdir()
    for number, title in enumerate(TITLES):
        hostile = json.loads(post((*FERRY, f"By {title}", f"This post appeared first on {title}"), title))
        hostile["content"]["rendered"] += (
            '<p onclick="alert(1)">This post appeared first on <a href="javascript:alert(1)">evil.com</a></p>'
            '<iframe src="https://evil.com/frame"></iframe><img src="https://evil.com/pixel.gif" onerror="alert(1)">'
            f'<div data-uri="cms.evil.com/_components/paragraph/instances/{EVENT}@published">{FERRY[0]}</div>'
        )
        hostile["link"] = hostile["guid"]["rendered"] = ("javascript:alert(1)", "https://e\u202evil.com/<b>", LINK)[number % 3]
        (folder / f"post{number}.json").write_text(json.dumps(hostile), encoding="utf-8")
        (folder / f"page{number}.html").write_text(page(FERRY, title, f"bay-courier{number}.com"), encoding="utf-8")
    for name in (
        "two\nlines.txt",
        "'single' \"double\".txt",
        "<b>bold & co.txt",
        "<b>",
        "`tick` $(reboot);.txt",
        "\u202etxt.evil.txt",
    ):
        (folder / name).write_text(STORY, encoding="utf-8")
    (folder / os.fsdecode(b"not-utf8-\xff.txt")).write_text(STORY, encoding="utf-8")
    return traced(folder, place / "out")
