"""``Trace.pair``: what two documents share, kept or worked out again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import provenance
from provenance.errors import UsageError


@pytest.fixture
def trace(articles: Path) -> provenance.Trace:
    return provenance.trace(articles)


def test_a_pair_that_was_found_is_given_in_either_order(trace: provenance.Trace) -> None:
    (found,) = (pair.reuse for pair in trace.pairs if pair.reuse.is_copy)
    assert (found.left, found.right) == ("copy", "ferry")
    assert trace.pair("copy", "ferry") is found
    assert trace.pair("fer", "copy") is found


def test_a_pair_that_is_not_kept_is_worked_out(trace: provenance.Trace, articles: Path) -> None:
    found = trace.pair("copy", "ferry")
    bare = replace(trace, pairs=())
    again = bare.pair("ferry", "copy")
    assert again == provenance.compare(articles / "ferry.txt", articles / "copy.html").reuse
    assert (again.left, again.right, again.passages, again.edits) == (found.left, found.right, found.passages, found.edits)
    assert bare.pair("copy", "pear").passages == ()


def test_it_is_worked_out_with_the_settings_of_the_result(articles: Path) -> None:
    settings = provenance.Settings.from_mapping({"matching": {"passage_min_words": 10_000}})
    trace = replace(provenance.trace(articles, settings=settings), pairs=())
    assert trace.pair("copy", "ferry").passages == ()


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [("copy", "copy", "same document"), ("copy", "nobody", "there is no node"), ("copy", "", "there is no node")],
)
def test_what_cannot_be_compared_is_told(trace: provenance.Trace, one: str, other: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        trace.pair(one, other)


def test_a_source_has_no_text(seeds: Path) -> None:
    trace = provenance.trace(seeds)
    with pytest.raises(UsageError, match="not among the documents"):
        trace.pair("cnn.com", "002")


def test_a_text_that_was_left_out_is_told(trace: provenance.Trace) -> None:
    documents = tuple(replace(document, text="", blocks=(), text_left_out=True) for document in trace.documents)
    with pytest.raises(UsageError, match="--full"):
        replace(trace, documents=documents, pairs=()).pair("copy", "ferry")
