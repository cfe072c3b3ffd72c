"""How well spans cover what was copied, word by word.

A *copied passage* of a pair of documents goes, in each of them, from the first to the last word that both have kept of one
paragraph of an original; words changed in between are part of it. It has at least ``KEPT_WORDS`` words that both have kept: fewer
are a phrase, and count neither for nor against a span.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.cluster import PairsJob, find_pairs_here
from provenance.settings import Matching
from tests.benchmarks.generate import Article
from tests.benchmarks.plan import Part
from tests.benchmarks.recall import Share
from tests.benchmarks.truth import KEPT_WORDS, truth
from tests.benchmarks.writing import WORD_BITS

_WORD = re.compile(r"(?![-–](?:\s|$))\S+")
"""A dash between words is none."""
_NOWHERE, _PHRASE, _COPIED = 0, 1, 2
_FOUND = 0.5
"""Share of a passage's copied words that spans must have to find it."""

Flags = NDArray[np.uint8]
"""For each word of a document where it stands: nowhere, in a phrase that both have, or in a copied passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A span of a pair: code points in both documents, and its equal words."""

    places: tuple[tuple[int, int], tuple[int, int]]
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """What was found for a pair of documents: their ids, and the spans that they share."""

    ids: tuple[str, str]
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Words:
    """Words of both sides of some pairs: in spans and copied, in spans and not, copied and in no span."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the words in spans that are copied."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the copied words that are in spans."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(slots=True)
class Covered:
    """How well spans cover what was copied.

    ``words`` by what the pair's documents are, over candidate pairs that share a copied passage; ``found`` of the passages of
    documents, by what they are; ``long`` of the spans with so many equal words or more, how many hold ``KEPT_WORDS`` copied ones
    in both documents, and ``long_words`` of the words in them, how many are copied: a footer below a copied paragraph is shared
    too.
    """

    words: dict[Part, Words] = field(default_factory=dict)
    found: dict[Part, Share] = field(default_factory=dict)
    long: dict[int, Share] = field(default_factory=dict)
    long_words: dict[int, Share] = field(default_factory=dict)

    @property
    def all_words(self) -> Words:
        """The words of all pairs."""
        every = self.words.values()
        return Words(sum(each.right for each in every), sum(each.wrong for each in every), sum(each.missed for each in every))


def found_in(articles: Sequence[Article], place: Path) -> Iterator[Aligned]:
    """All candidate pairs of some documents, found by the run on one machine from a Parquet file, in ``place``."""
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")

    columns = {"id": [each.id for each in articles], "text": [each.text for each in articles]}
    columns["published"] = [each.published for each in articles]
    parquet.write_table(arrow.table(columns), place / "news.parquet")
    job = PairsJob(source=str(place / "news.parquet"), target=str(place / "shared"), matching=Matching())
    find_pairs_here(job)
    names = parquet.read_table(place / "shared" / "documents", columns=["id"]).column("id").to_pylist()
    spans = {}
    for row in parquet.read_table(place / "shared" / "pairs").to_pylist():
        spans[row["earlier"], row["later"]] = tuple(
            Span(
                places=((each["earlier_start"], each["earlier_end"]), (each["later_start"], each["later_end"])),
                words=each["words"],
            )
            for each in row["spans"]
        )
    for row in parquet.read_table(place / "shared" / "candidates").to_pylist():
        ids = names[row["first"]], names[row["other"]]
        yield Aligned(ids=ids, spans=spans.get(ids, ()))


def covered(articles: Sequence[Article], pairs: Iterable[Aligned], lengths: Sequence[int]) -> Covered:
    """How well the spans of candidate pairs cover what was copied among some documents; ``lengths`` are those of long spans."""
    by_id = {article.id: article for article in articles}
    result = Covered()
    for length in lengths:
        result.long[length] = result.long_words[length] = Share(found=0, total=0)
    reached: set[tuple[str, int]] = set()
    for pair in pairs:
        both = by_id[pair.ids[0]], by_id[pair.ids[1]]
        flags = copied(*both)
        inside = [np.zeros(len(each), np.bool_) for each in flags]
        for span in pair.spans:
            words = [_words_of(article.text, place) for article, place in zip(both, span.places, strict=True)]
            for used, part in zip(inside, words, strict=True):
                used[part] = True
            _measure(result, span, [marks[part] == _COPIED for marks, part in zip(flags, words, strict=True)])
        if any((each == _COPIED).any() for each in flags):
            _count(result.words.setdefault(_part(*both), Words()), flags, inside)
            reached.update(_reached(both, flags, inside))
    result.found = _shares(articles, reached)
    return result


def _measure(result: Covered, span: Span, is_copied: Sequence[NDArray[np.bool_]]) -> None:
    """Count a span if it is long."""
    counts = [int(each.sum()) for each in is_copied]
    for length in result.long:
        if span.words >= length:
            result.long[length] += Share(found=int(min(counts) >= KEPT_WORDS), total=1)
            result.long_words[length] += Share(found=sum(counts), total=sum(map(len, is_copied)))


def copied(one: Article, other: Article) -> tuple[Flags, Flags]:
    """Where the words of two documents stand."""
    if one.origins is None or other.origins is None:
        return _unmarked(one), _unmarked(other)
    common = np.intersect1d(one.origins[one.origins >= 0], other.origins[other.origins >= 0])
    flags = _unmarked(one), _unmarked(other)
    for paragraph, kept in zip(*np.unique(common >> WORD_BITS, return_counts=True), strict=True):
        shared = common[common >> WORD_BITS == paragraph]
        for article, marks in zip((one, other), flags, strict=True):
            places = np.flatnonzero(np.isin(_origins(article), shared))
            part = marks[places[0] : places[-1] + 1]
            np.maximum(part, _COPIED if kept >= KEPT_WORDS else _PHRASE, out=part)
    return flags


def _origins(article: Article) -> NDArray[np.int64]:
    """Where the words of a document of a family were first written."""
    assert article.origins is not None
    return article.origins


def _unmarked(article: Article) -> Flags:
    return np.zeros(len(_starts(article.text)), np.uint8)


def _part(one: Article, other: Article) -> Part:
    """What a pair is: a lift if one of both is, of the smaller kind."""
    parts = {one.role.part, other.role.part}
    return next(part for part in (Part.SENTENCE, Part.PARAGRAPHS, Part.FULL) if part in parts)


def _count(words: Words, flags: Sequence[Flags], inside: Sequence[NDArray[np.bool_]]) -> None:
    for marks, used in zip(flags, inside, strict=True):
        words.right += int(np.sum(used & (marks == _COPIED)))
        words.wrong += int(np.sum(used & (marks == _NOWHERE)))
        words.missed += int(np.sum(~used & (marks == _COPIED)))


def _reached(
    both: tuple[Article, Article], flags: Sequence[Flags], inside: Sequence[NDArray[np.bool_]]
) -> Iterator[tuple[str, int]]:
    """Passages of both documents, by id and paragraph of the original, half of whose words are in spans."""
    for article, marks, used in zip(both, flags, inside, strict=True):
        origins = _origins(article)
        paragraphs = np.where((origins >= 0) & (marks == _COPIED), origins >> WORD_BITS, -1)
        for paragraph in np.unique(paragraphs[paragraphs >= 0]).tolist():
            if np.mean(used[paragraphs == paragraph]) >= _FOUND:
                yield article.id, paragraph


def _shares(articles: Sequence[Article], reached: set[tuple[str, int]]) -> dict[Part, Share]:
    """Of the passages that at least two documents have, how many were reached, by what their document is."""
    found: dict[Part, Share] = {}
    for name, paragraph, part in _passages(articles):
        found[part] = found.get(part, Share(found=0, total=0)) + Share(found=int((name, paragraph) in reached), total=1)
    return found


def _passages(articles: Sequence[Article]) -> Iterator[tuple[str, int, Part]]:
    by_number: Mapping[int, Article] = {article.number: article for article in articles}
    for holders in truth(articles).holders:
        left, right = holders.pairs()
        for row in sorted({*left.tolist(), *right.tolist()}):
            article = by_number[int(holders.numbers[row])]
            first = _origins(article)[int(holders.first[row])]
            yield article.id, int(first >> WORD_BITS), holders.parts[row]


def _words_of(text: str, place: tuple[int, int]) -> slice:
    """The words of a text that a span in code points has something of."""
    starts = _starts(text)
    first = int(np.searchsorted(starts, place[0], side="right")) - 1
    return slice(max(0, first), int(np.searchsorted(starts, place[1], side="left")))


@lru_cache(maxsize=4_096)
def _starts(text: str) -> NDArray[np.int64]:
    return np.array([match.start() for match in _WORD.finditer(text)], np.int64)
