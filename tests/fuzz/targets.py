"""What is fuzzed: functions of bytes that return in silence, or raise where the program breaks a promise."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from provenance.corpus import read_corpus
from provenance.matching import compare_pair
from provenance.matching.align import align, edit_script, seeded
from provenance.matching.fingerprints import word_hashes
from provenance.model import Document, Format, Problem, RawDocument
from provenance.reading import read_document
from provenance.settings import Limits, Matching
from provenance.signals import mark
from provenance.text.clean import clean_text
from tests.documents import document
from tests.web_archives import answer, record

LIMITS = Limits()
MATCHING = Matching()
WORDS = "the a of harbour ferry council 9 nine Tuesday U.S. closed it’s “old pier” p\u0430y na\u00adive 中文 \n\n".split(" ")
"""Words that fuzzed bytes choose from; few, so that texts repeat themselves and one another."""


def sniff_and_read(data: bytes) -> None:
    """A file of any bytes: every document of it is sound, and a file that gives none is named."""
    _read_file(data)


def html_blocks(data: bytes) -> None:
    """A page: its blocks stand in its text, in order, and hold what signals say they hold."""
    _read_text(data.decode("utf-8", errors="replace"), Format.HTML)


def wordpress_json(data: bytes) -> None:
    """A post: its fields are cut out of the bytes at line ends, or the bytes are the whole answer of a site."""
    if data[:1] in {b"{", b"["}:
        _read_file(data)
        return
    title, link, date, *content = [*data.decode("utf-8", errors="replace").split("\n", maxsplit=3)[:4], "", "", ""]
    post = {
        "id": 7,
        "title": {"rendered": title},
        "link": link,
        "guid": {"rendered": link},
        "date_gmt": date,
        "content": {"rendered": content[0]},
        "yoast_head": content[0],
    }
    _read_file(json.dumps([post, {**post, "title": title, "content": content[0]}]).encode())


def archives_and_feeds(data: bytes) -> None:
    """Bytes as they are, as an answer in a web archive, as an entry of a feed, as a message: by the first byte."""
    kind, rest = (data[0] % 6, data[1:]) if data else (0, data)
    words = rest.decode("utf-8", errors="replace")
    wrapped = (
        lambda: rest,
        lambda: record(rest, "https://news.example/1"),
        lambda: record(answer(rest), "https://news.example/2") + record(rest, "https://news.example/3")[: len(rest)],
        f'<rss version="2.0"><channel><item>{words}</item></channel></rss>'.encode,
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">{words}</content></entry></feed>'.encode,
        lambda: b"From: a@news.example\nSubject: b\nMIME-Version: 1.0\nContent-Type: " + rest,
    )
    _read_file(wrapped[kind]())


def alignment(data: bytes) -> None:
    """Two texts of few words: what they share is there on both sides, once, and the script turns one into the other."""
    half = (data[0] if data else 0) * len(data) // 255
    left, right = ([WORDS[byte % len(WORDS)] for byte in part] for part in (data[1:half], data[max(1, half) :]))
    steps = edit_script(left, right)
    assert [word for step in steps for word in left[step.left_start : step.left_end]] == left
    assert [word for step in steps for word in right[step.right_start : step.right_end]] == right
    used: tuple[set[int], set[int]] = (set(), set())
    hashes = [word_hashes(words) if words else np.zeros(0, np.uint64) for words in (left, right)]
    one_side, other_side = (seeded(each, MATCHING.seed_words) for each in hashes)
    for stretch in align(one_side, other_side, MATCHING):
        assert stretch.matched >= MATCHING.passage_min_words
        for one, other, length in stretch.runs:
            assert left[one : one + length] == right[other : other + length]
            for side, start in zip(used, (one, other), strict=True):
                assert side.isdisjoint(range(start, start + length))
                side.update(range(start, start + length))
    _compare(" ".join(left), " ".join(right))


TARGETS: Mapping[str, Callable[[bytes], None]] = MappingProxyType(
    {function.__name__: function for function in (sniff_and_read, html_blocks, wordpress_json, archives_and_feeds, alignment)}
)


def _compare(left: str, right: str) -> None:
    if not left.strip() or not right.strip():
        return
    one, other = document("a", *left.split("\n\n")), document("b", *right.split("\n\n"))
    found = compare_pair(one, other, MATCHING)
    assert 0 <= found.jaccard <= min(found.left_in_right, found.right_in_left) <= 1
    for passage in found.passages:
        assert passage.left.end <= len(one.text)
        assert passage.right.end <= len(other.text)
        assert passage.left.of(one.text).strip()
        assert passage.right.of(other.text).strip()
    for edit in found.edits:
        assert edit.left is None or edit.left.end <= len(one.text)
        assert edit.right is None or edit.right.end <= len(other.text)


def _read_file(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "input")
        path.write_bytes(data)
        raws, problems = read_corpus([path], LIMITS)
        documents = [_read(raw) for raw in raws]
    assert raws or problems, "an input was lost"
    assert len({raw.id for raw in raws}) == len(raws)
    _told(problems)
    assert all(document or told for document, told in documents), "a document was lost"


def _read_text(content: str, form: Format) -> None:
    content = clean_text(content)[0]
    document, problems = _read(RawDocument(id="d", path="d", sha256="", format=form, encoding="utf-8", content=content))
    assert document or problems


def _read(raw: RawDocument) -> tuple[Document | None, tuple[Problem, ...]]:
    read, problems = read_document(raw, LIMITS)
    _told(problems)
    if read is not None:
        marked, signals = mark(read)
        _sound(marked)
        known = {block.id for block in marked.blocks}
        assert all(known.issuperset(signal.blocks) for signal in signals)
    return read, problems


def _sound(read: Document) -> None:
    assert clean_text(read.text)[1] == 0
    place = 0
    for block in read.blocks:
        assert place <= block.span.start < block.span.end <= len(read.text)
        assert block.span.of(read.text).strip()
        place = block.span.end
        aside = block.span.start
        for span in block.asides:
            assert aside <= span.start < span.end <= block.span.end
            aside = span.end


def _told(problems: Iterable[Problem]) -> None:
    for problem in problems:
        assert problem.message.strip()
        assert clean_text(problem.message)[1] == 0
