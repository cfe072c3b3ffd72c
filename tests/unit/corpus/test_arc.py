"""ARC files, and the records of WARC that hold no answer of a server."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.model import Container, Problem, RawDocument
from provenance.settings import Limits
from tests.articles import FERRY, plain
from tests.web_archives import DATE, answer, page_of, record

DESCRIPTION = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"


def arc(*pages: bytes, lie: int = 0) -> bytes:
    """An ARC file of version 1; ``lie`` is added to the length of the last page."""
    made = b"filedesc://a.arc 0.0.0.0 20050414000000 text/plain %d\n%s\n" % (len(DESCRIPTION), DESCRIPTION)
    for number, page in enumerate(pages, start=1):
        block = answer(page)
        length = len(block) + (lie if number == len(pages) else 0)
        made += b"http://bay.example/%d 1.2.3.4 20050414163412 text/html %d\n%s\n" % (number, length, block)
    return made


def read(folder: Path, data: bytes, limits: Limits | None = None) -> tuple[tuple[RawDocument, ...], tuple[Problem, ...]]:
    (folder / "old.arc").write_bytes(data)
    return read_corpus([folder / "old.arc"], limits or Limits())


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_arc_file_is_read_like_a_warc_file(tmp_path: Path, pack: type[bytes]) -> None:
    documents, problems = read(tmp_path, pack(arc(page_of(1), page_of(2))))
    assert problems == ()
    assert [document.id for document in documents] == ["old#1", "old#2"]
    told = documents[0].record
    assert told is not None
    assert (told.container, told.url, told.captured) == (Container.WARC, "http://bay.example/1", "2005-04-14T16:34:12Z")


def test_version_2_has_more_columns(tmp_path: Path) -> None:
    block = answer(page_of(1))
    line = b"http://bay.example/1 1.2.3.4 20050414163412 text/html 200 - - 0 old.arc %d\n" % len(block)
    (document,), _ = read(tmp_path, arc() + line + block + b"\n")
    assert document.record is not None
    assert document.record.url == "http://bay.example/1"


@pytest.mark.parametrize(
    ("data", "count", "said"),
    [
        (arc(page_of(1), page_of(2), lie=90), 1, "breaks off"),
        (arc(page_of(1)) + b"nonsense\n", 1, "no header of a record"),
        (arc(), 0, "without a page"),
    ],
)
def test_what_is_damaged_is_told(tmp_path: Path, data: bytes, count: int, said: str) -> None:
    documents, problems = read(tmp_path, data)
    assert len(documents) == count
    assert any(said in problem.message for problem in problems)


def test_a_page_beyond_the_limit_costs_itself(tmp_path: Path) -> None:
    documents, (problem,) = read(tmp_path, arc(page_of(1) + b" " * 9000, page_of(2)), replace(Limits(), file_bytes=5000))
    assert [document.id for document in documents] == ["old#1"]
    assert "larger than 5,000 bytes" in problem.message


@pytest.mark.parametrize("kind", ["conversion", "resource"])
def test_records_without_an_answer(tmp_path: Path, kind: str) -> None:
    text = record(plain(FERRY).encode(), "http://bay.example/1", kind=kind, more={"Content-Type": "text/plain"})
    picture = record(b"GIF89a", "http://bay.example/2", kind=kind, more={"Content-Type": "image/gif"})
    (document,), (problem,) = read(tmp_path, gzip.compress(text) + gzip.compress(picture))
    assert document.content == plain(FERRY)
    assert document.record is not None
    assert (document.record.url, document.record.captured) == ("http://bay.example/1", DATE)
    assert "answers that are no text: 1 (image/gif 1)" in problem.message
