"""Laws of archives: nothing is lost, and how documents came in does not matter."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import archive
from provenance.archive.record import Entry, content_digest, from_record, to_record
from provenance.archive.search import sharers
from provenance.archive.segments import postings_of
from provenance.archive.telling import answer_json
from provenance.export.plain import cleaned
from provenance.matching import distinct
from provenance.model import (
    Block,
    Container,
    DateRange,
    Document,
    Format,
    Link,
    MentionedDate,
    Metadata,
    Problem,
    Publisher,
    RawDocument,
    Role,
    Signal,
    SignalKind,
    Span,
)
from provenance.pipeline import findings_of
from provenance.settings import Settings
from tests.articles import plain
from tests.examples import few
from tests.newsroom import article, footer

WORDS = st.text(st.characters(exclude_categories=()), max_size=12)
"""Any code points, lone surrogates among them."""
MAYBE = st.none() | WORDS
PAIRS = st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)
DAYS = st.dates().map(lambda day: day.isoformat())
DATES = st.builds(
    lambda earliest, latest, **rest: DateRange(earliest=min(earliest, latest), latest=max(earliest, latest), **rest),
    earliest=DAYS,
    latest=DAYS,
    timezone=MAYBE,
    basis=WORDS,
    written=st.none() | DAYS,
    year_inferred=st.booleans(),
)
LINKS = st.lists(st.builds(Link, url=WORDS, text=WORDS, kind=st.sampled_from(["link", "image"])), max_size=2).map(tuple)
SIGNALS = st.builds(
    Signal,
    kind=st.sampled_from(SignalKind),
    value=WORDS,
    basis=WORDS,
    strength=st.integers(1, 5),
    host=MAYBE,
    organisation=MAYBE,
    blocks=st.lists(WORDS, max_size=2).map(tuple),
    own_site=st.booleans(),
    date=st.none() | DATES,
    title=MAYBE,
    url=MAYBE,
    details=st.lists(WORDS, max_size=2).map(tuple),
)
PROBLEMS = st.builds(Problem, path=WORDS, stage=WORDS, severity=WORDS, message=WORDS, count=st.integers(1, 10**9))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents in which everything occurs that the model can hold."""
    text = draw(st.text(st.characters(exclude_categories=()), max_size=60))
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    blocks = tuple(
        Block(
            id=f"d:p{number:02}",
            role=draw(st.sampled_from(Role)),
            span=Span(start, end),
            issuer=draw(MAYBE),
            tag=draw(MAYBE),
            attributes=draw(PAIRS),
            links=draw(LINKS),
            asides=(Span(start, end),) if draw(st.booleans()) else (),
        )
        for number, (start, end) in enumerate(zip([0, *ends], ends, strict=False))
    )
    metadata = Metadata(
        title=draw(MAYBE),
        publisher=draw(st.none() | st.builds(Publisher, name=MAYBE, host=MAYBE, basis=WORDS)),
        authors=draw(st.lists(WORDS, max_size=2).map(tuple)),
        language=draw(MAYBE),
        url=draw(MAYBE),
        canonical=draw(MAYBE),
        site_ids=draw(st.lists(WORDS, max_size=2).map(tuple)),
        published=draw(st.none() | DATES),
        updated=draw(st.none() | DATES),
        not_before=draw(st.none() | DATES),
        mentioned=(MentionedDate(date=draw(DATES), span=Span(0, len(text)), block="d:p01"),) if draw(st.booleans()) else (),
    )
    return Document(
        id=draw(WORDS),
        path=draw(WORDS),
        sha256="00",
        format=draw(st.sampled_from(Format)),
        container=draw(st.none() | st.sampled_from(Container)),
        encoding=draw(WORDS),
        text=text,
        blocks=blocks,
        metadata=metadata,
        head=draw(PAIRS),
    )


ENTRIES = st.builds(
    Entry,
    document=documents(),
    signals=st.lists(SIGNALS, max_size=2).map(tuple),
    problems=st.lists(PROBLEMS, max_size=2).map(tuple),
)


@given(ENTRIES)
def test_a_record_gives_back_what_was_put_in(entry: Entry) -> None:
    text = cleaned(entry.document.text)
    assert isinstance(text, str)
    assert from_record(to_record(entry), text) == entry


@given(ENTRIES, WORDS)
def test_where_a_document_was_found_is_not_its_content(entry: Entry, elsewhere: str) -> None:
    document = entry.document
    moved = replace(document, path=elsewhere, sha256="11", encoding=elsewhere)
    assert content_digest(moved, entry.signals) == content_digest(document, entry.signals)
    changed = replace(document, text=document.text + "x")
    assert content_digest(changed, entry.signals) != content_digest(document, entry.signals)


HELD = st.lists(st.lists(st.integers(0, 30), max_size=12).map(lambda each: distinct(np.array(each, np.uint64))), min_size=1)


@given(HELD, st.integers(0, 100))
def test_postings_say_who_holds_what(held: list[Any], first: int) -> None:
    postings = postings_of(held, first)
    rows = list(zip(postings.shingles.tolist(), postings.documents.tolist(), strict=True))
    assert rows == sorted((shingle, first + number) for number, each in enumerate(held) for shingle in each.tolist())


STORIES = {
    "a": article("storm", 5),
    "b": (*article("storm", 5)[1:], *article("b's own", 1)),
    "c": (*article("c's own", 2), *article("storm", 5)[:2], footer()),
    "d": (*article("mill", 3), footer()),
    "e": (*article("mill", 3), footer()),
    **{f"f{number}": (*article(f"alone {number}", 2), footer()) for number in range(6)},
}
RAWS = {
    name: RawDocument(
        id=name, path=f"{name}.txt", sha256=f"{number:064x}", format=Format.PLAIN_TEXT, encoding="utf-8", content=plain(story)
    )
    for number, (name, story) in enumerate(STORIES.items())
}
ASKED = plain((*article("asked", 1), *article("storm", 5)[2:4], article("mill", 3)[0], footer()))


def answers(order: list[str], batch: int, calls: int) -> tuple[str, ...]:
    """Three queries and a trace of the stories, added in an order, in batches, by so many calls."""
    chosen = Settings.from_mapping({"archive": {"query_documents": 4}})
    writing = replace(chosen, archive=replace(chosen.archive, batch_documents=batch))
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for call in range(calls):
            archive.add(place / "archive", [RAWS[name] for name in order[call::calls]], writing)
        snapshot = archive.open_archive(place / "archive", chosen)
        (place / "asked.txt").write_text(ASKED, encoding="utf-8")
        (place / "notice.txt").write_text(f"{footer()}\n", encoding="utf-8")
        (place / "c.txt").write_text(plain(STORIES["c"]), encoding="utf-8")
        asked = [answer_json(archive.ask(snapshot, place / name, chosen)) for name in ("asked.txt", "notice.txt", "c.txt")]
        traced = findings_of(archive.whole(snapshot, chosen), chosen)
        return (*asked, json.dumps([repr(traced.edges), repr(traced.pairs), repr(traced.documents)]))


@cache
def expected() -> tuple[str, ...]:
    """The answers of an archive made in one piece."""
    return answers(sorted(STORIES), 100, 1)


@settings(max_examples=few(6))
@given(st.permutations(sorted(STORIES)), st.integers(1, 12), st.integers(1, 3))
def test_the_order_of_adding_does_not_matter(order: list[str], batch: int, calls: int) -> None:
    assert answers(order, batch, calls) == expected()


@given(HELD, HELD, st.lists(st.integers(0, 30), min_size=1, max_size=12), st.integers(1, 200))
@settings(max_examples=few(50))
def test_searching_agrees_with_counting(one: list[Any], other: list[Any], wanted: list[int], most: int) -> None:
    """Against sets: how many shingles are shared, whoever is counted; all of them unless told otherwise."""
    shingles = distinct(np.array(wanted, np.uint64))
    found = sharers(snapshot_of(one, other), shingles, 1, most)
    held = [set(each.tolist()) for each in (*one, *other)]
    asked = set(shingles.tolist())
    exact = {number: len(asked & mine) for number, mine in enumerate(held) if asked & mine}
    counted = dict(zip(found.numbers.tolist(), found.counts.tolist(), strict=True))
    assert all(counted[number] <= exact[number] for number in counted)
    if found.complete:
        assert counted == exact
    else:
        assert sum(exact.values()) > most


def snapshot_of(*segments: list[Any]) -> archive.Snapshot:
    """An archive of documents that hold some shingles, with nothing else in it."""
    from provenance.archive.manifest import Manifest, Segment, StoredFile

    file = StoredFile(name="none", bytes=0, sha256="")
    first, parts, postings = 0, [], []
    for held in segments:
        made = postings_of(held, first)
        postings.append(made)
        parts.append(Segment(first=first, rows=len(held), pairs=len(made.shingles), documents=file, ids=file, postings=file))
        first += len(held)
    manifest = Manifest(tool_version="", shingle_words=5, probe="", segments=tuple(parts))
    return archive.Snapshot(folder=Path(), manifest=manifest, postings=tuple(postings), ids=(), documents=())
