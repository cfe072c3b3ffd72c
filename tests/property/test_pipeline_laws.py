"""Laws of the whole program, from files to pictures."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import provenance
from provenance.errors import NothingReadableError
from provenance.export.json import from_json
from tests.articles import FERRY, ORCHARD, page, plain, post
from tests.examples import few
from tests.markup import parse_xml
from tests.pages import dangers

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"


def traced(files: Mapping[str, str | bytes]) -> provenance.Trace:
    """The trace of a folder with these files."""
    with tempfile.TemporaryDirectory() as place:
        for name, content in files.items():
            Path(place, name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        return provenance.trace(place)


def relation(trace: provenance.Trace, one: str, other: str) -> str | None:
    """What two documents are to each other, ``None`` if nothing worth naming."""
    ends = {one, other}
    return next((pair.relation.relation for pair in trace.pairs if {pair.reuse.left, pair.reuse.right} == ends), None)


@cache
def schema() -> Draft202012Validator:
    """The published schema of ``trace.json``."""
    return Draft202012Validator(
        json.loads((SEEDS.parent / "docs" / "reference" / "trace.schema.json").read_text(encoding="utf-8"))
    )


WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF), max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    "id",
    "title",
    "link",
    "guid",
    "slug",
    "content",
    "excerpt",
    "date",
    "date_gmt",
    "modified",
    "author",
    "_links",
    "posts",
)
POSTS = st.dictionaries(
    st.sampled_from(FIELDS), VALUES | st.builds(lambda words: {"rendered": words}, WORDS | st.text(max_size=200)), max_size=9
).map(lambda value: json.dumps(value).encode())
TAGS = st.sampled_from(
    "p div h1 title meta link a img blockquote article script style table ul li br time span html head body iframe !--".split()
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="byline"',
        ' href="//x.com/a"',
        ' data-uri="cms.x.com/_components/a/instances/cm1"',
        ' rel="canonical"',
        " <",
        ' "',
    ]
)
SOUP = st.lists(
    st.one_of(
        st.builds("<{}{}>".format, TAGS, ATTRIBUTES),
        st.builds("</{}>".format, TAGS),
        WORDS,
        st.sampled_from(
            [*FERRY, "By Ann Lee", "Reuters - ", "(c) 2024 The Bay Courier", "This post appeared first on x.com", "\n\n"]
        ),
    ),
    max_size=30,
).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))
FILES = st.dictionaries(
    st.sampled_from(["a.txt", "b.json", "c.html", "d.md", "e"]),
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")) | POSTS | SOUP,
    min_size=1,
)


@settings(max_examples=few(120))
@given(FILES)
@example({"a.txt": b"\xef\xbb\xbf", "b.json": b'[{"content": {"rendered": "<p>a</p>"}, "title": null, "link": 5}]'})
@example({"e": b"<p>\x00</p>"})
def test_no_file_can_break_the_program(files: dict[str, bytes]) -> None:
    trace, told = None, ""
    try:
        trace = traced(files)
    except NothingReadableError as error:
        told = str(error)
    if trace is None:
        assert all(name in told for name in files)
        return
    assert from_json(trace.to_json()).documents
    assert list(schema().iter_errors(trace.to_dict())) == []
    for document in trace.documents:
        assert all(0 <= block.span.start <= block.span.end <= len(document.text) for block in document.blocks)
    named = {document.path for document in trace.documents} | {problem.path for problem in trace.problems}
    assert named == set(files)
    svg = trace.to_svg("builtin")
    parse_xml(svg)
    assert list(dangers(svg)) == []
    assert trace.summary_text()


def edges_among(trace: provenance.Trace, documents: set[str]) -> set[tuple[str, str, str, str]]:
    """Edges that end at some documents, or between sources."""
    known = {document.id for document in trace.documents}
    return {
        (edge.source, edge.target, edge.kind, edge.drawn)
        for edge in trace.edges
        if (edge.target in documents or edge.target not in known) and (edge.source in documents or edge.source not in known)
    }


@pytest.fixture(scope="module")
def seed_trace() -> provenance.Trace:
    return provenance.trace(SEEDS)


SYLLABLES = st.sampled_from("ba do fi gu ka le mo nu pa ri so tu va we xi yo za".split())
INVENTED = st.lists(
    st.lists(st.builds("".join, st.lists(SYLLABLES, min_size=2, max_size=4)), min_size=4, max_size=14).map(
        lambda words: " ".join(words).capitalize() + "."
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@settings(max_examples=few(12))
@given(INVENTED, st.sampled_from(["0.txt", "002x.txt", "zzz.txt"]))
@example(plain(ORCHARD), "0.txt")
def test_a_stranger_changes_nothing_between_the_others(seed_trace: provenance.Trace, text: str, name: str) -> None:
    files: dict[str, str | bytes] = {path.name: path.read_bytes() for path in SEEDS.iterdir()}
    trace = traced({**files, name: text})
    documents = {document.id for document in seed_trace.documents}
    assert edges_among(trace, documents) == edges_among(seed_trace, documents)
    assert not [edge for edge in trace.edges if name.removesuffix(".txt") in {edge.source, edge.target}]
    for pair in seed_trace.pairs:
        assert relation(trace, pair.reuse.left, pair.reuse.right) == pair.relation.relation


@settings(max_examples=few(10))
@given(
    st.permutations(["first.txt", "second.txt", "0.txt"]), st.sampled_from([plain(ORCHARD), page(ORCHARD, "A forgotten pear")])
)
def test_an_exact_copy_alone_gives_no_direction(names: list[str], text: str) -> None:
    one, other, stranger = names
    trace = traced({one: text, other: text, stranger: plain(FERRY)})
    assert trace.edges == ()
    (pair,) = trace.pairs
    assert (pair.relation.relation, pair.relation.direction) == ("copy", "undecided")
    assert trace.summary.independent_texts.likely == 2


NAMES = ("open.txt", "page.html", "part.txt", "pear.txt", "post.json")


@settings(max_examples=few(12))
@given(st.permutations(NAMES), st.booleans())
def test_the_order_of_the_inputs_does_not_matter(names: list[str], twice: bool) -> None:  # noqa: FBT001 - drawn
    with tempfile.TemporaryDirectory() as place:
        for name, text in zip(NAMES, family_of_five(), strict=True):
            Path(place, name).write_text(text, encoding="utf-8")
        whole = provenance.trace(place, workers=1)
        given_paths = [Path(place, name) for name in (*names, *(names if twice else ()))]
        parts = provenance.trace(given_paths, workers=1)
    assert parts.to_json() == whole.to_json()
    assert parts.to_svg("builtin") == whole.to_svg("builtin")


def family_of_five() -> tuple[str, ...]:
    """A story, three copies of it, of which one is a part and one credits the site of another, and a stranger."""
    credited = post(
        (*FERRY, "This article first appeared on bay-courier.com."), "Ferry landing closes", "https://other.example/a"
    )
    return plain(FERRY), page(FERRY, "Ferry landing closes", "bay-courier.com"), plain(FERRY[:2]), plain(ORCHARD), credited


@settings(max_examples=few(5))
@given(st.integers(0, 4))
def test_an_exact_copy_adds_one_document_and_no_text(which: int) -> None:
    """What one page says is said once, however often it was saved: the others are to each other what they were."""
    files = dict(zip(NAMES, family_of_five(), strict=True))
    before = traced(files)
    after = traced({**files, f"twin-{NAMES[which]}": files[NAMES[which]]})
    assert len(after.documents) == len(before.documents) + 1
    assert after.summary.independent_texts.likely == before.summary.independent_texts.likely
    known = sorted(document.id for document in before.documents)
    (twin,) = {document.id for document in after.documents}.difference(known)
    own = twin.removeprefix("twin-")
    assert relation(after, twin, own) in {"copy", "common_source"}
    for one, other in combinations(known, 2):
        assert relation(after, one, other) == relation(before, one, other)
    for document in known:
        if document != own:
            assert relation(after, twin, document) == relation(before, own, document)


CYRILLIC = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "y": "у"}


def with_zero_widths(text: str, step: int) -> str:
    """A zero-width space or joiner inside every so many letters."""
    return re.sub(rf"(\w{{{step}}})(?=\w)", "\\1\u200b\u2060", text)


def with_soft_hyphens(text: str, step: int) -> str:
    """A soft hyphen inside words."""
    return re.sub(rf"(\w{{{step}}})(?=\w)", "\\1\u00ad", text)


def with_lookalikes(text: str, step: int) -> str:
    """A Cyrillic letter in long words, always beside Latin ones."""
    return re.sub(rf"(?<=\w)[aeopcxy](?=\w{{{step}}})", lambda found: CYRILLIC[found[0]], text)


def with_full_width(text: str, step: int) -> str:
    """Full-width letters in the place of every so many ASCII ones."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() and i % step == 0 else c for i, c in enumerate(text))


@settings(max_examples=few(24))
@given(
    st.sampled_from([with_zero_widths, with_soft_hyphens, with_lookalikes, with_full_width]),
    st.integers(1, 4),
    st.sampled_from([FERRY, (*FERRY, *ORCHARD)]),
)
def test_a_disguised_copy_is_still_a_copy(disguise: Callable[[str, int], str], step: int, story: tuple[str, ...]) -> None:
    disguised = disguise(plain(story), step)
    assert disguised != plain(story)
    trace = traced({"open.txt": plain(story), "disguised.txt": disguised, "other.txt": "Nothing of this kind at all."})
    assert relation(trace, "disguised", "open") == "copy"
    (pair,) = trace.pairs
    assert pair.reuse.jaccard > 0.9


@settings(max_examples=few(12))
@given(
    st.sampled_from([FERRY, ORCHARD]),
    st.sampled_from(["", "Ferry landing closes", "A & B <c>"]),
    st.sampled_from(["", "bay.com"]),
)
def test_a_page_around_a_text_changes_no_relation(story: tuple[str, ...], title: str, host: str) -> None:
    files = {"plain.txt": plain(story), "part.txt": plain(story[:1]), "other.txt": plain(ORCHARD if story is FERRY else FERRY)}
    bare = traced({**files, "copy.txt": plain(story)})
    wrapped = traced({**files, "copy.html": page(story, title, host)})
    for one, other in (("copy", "plain"), ("copy", "part"), ("copy", "other"), ("part", "plain"), ("other", "plain")):
        assert relation(wrapped, one, other) == relation(bare, one, other)
    (pair,) = (pair for pair in wrapped.pairs if {pair.reuse.left, pair.reuse.right} == {"copy", "plain"})
    assert pair.reuse.jaccard == 1.0
