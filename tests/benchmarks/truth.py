"""What was copied: which passages of which documents go back to the same paragraph of an original, word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.generate import Article
from tests.benchmarks.plan import Part
from tests.benchmarks.writing import WORD_BITS

KEPT_WORDS = 15
"""Words two passages must both have of one paragraph of an original to be a copied pair: fewer are a phrase."""
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Holders:
    """Everybody who has words of one paragraph of an original.

    Row i of ``kept`` says which of the paragraph's words are unchanged in document ``numbers[i]``, where they stand between
    words ``first[i]`` and ``last[i]`` (half-open, counted in ``Article.text``). ``parts[i]`` is what the document is.
    """

    numbers: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    kept: NDArray[np.bool_]
    parts: tuple[Part, ...]

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of the copied pairs: both have at least ``KEPT_WORDS`` words that are the same words of the original."""
        kept = self.kept.astype(np.float32)  # counts below 2^24 are exact, and the product is fast
        left, right = np.nonzero(np.triu(kept @ kept.T >= KEPT_WORDS, 1))
        return left, right


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedPassage:
    """A copied pair: half-open ranges of words in two documents, and how many words of the original both have kept."""

    left: int
    left_words: range
    right: int
    right_words: range
    kept: int


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """The copying of a corpus, a paragraph of an original at a time."""

    holders: tuple[Holders, ...]

    def passages(self) -> Iterator[CopiedPassage]:
        """Every copied pair of passages; in a family of k copies up to k * (k - 1) / 2 for each paragraph."""
        for each in self.holders:
            for a, b in zip(*(side.tolist() for side in each.pairs()), strict=True):
                yield CopiedPassage(
                    left=int(each.numbers[a]),
                    left_words=range(int(each.first[a]), int(each.last[a])),
                    right=int(each.numbers[b]),
                    right_words=range(int(each.first[b]), int(each.last[b])),
                    kept=int((each.kept[a] & each.kept[b]).sum()),
                )

    def document_pairs(self) -> NDArray[np.uint64]:
        """Pairs of documents with a copied pair of passages, as ``pair_keys``, sorted, each once."""
        found = [np.empty(0, np.uint64)]
        for each in self.holders:
            left, right = each.pairs()
            found.append(pair_keys(each.numbers[left], each.numbers[right]))
        return np.unique(np.concatenate(found))


def pair_keys(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pairs of document numbers as one number each: the smaller in the upper half."""
    return (np.minimum(one, other).astype(np.uint64) << _HALF) | np.maximum(one, other).astype(np.uint64)


def truth(articles: Iterable[Article]) -> Truth:
    """What was copied among these documents."""
    found: defaultdict[int, list[tuple[Article, NDArray[np.int64], NDArray[np.int64]]]] = defaultdict(list)
    for article in articles:
        if article.origins is None:
            continue
        where = np.flatnonzero(article.origins >= 0)
        origins = article.origins[where]
        order = np.argsort(origins, kind="stable")
        paragraphs = origins[order] >> WORD_BITS
        starts = np.flatnonzero(np.diff(paragraphs, prepend=-1))
        parts = zip(
            paragraphs[starts].tolist(), np.split(where[order], starts[1:]), np.split(origins[order], starts[1:]), strict=True
        )
        for paragraph, places, words in parts:
            found[paragraph].append((article, places, words & ((1 << WORD_BITS) - 1)))
    return Truth(tuple(_holders(members) for _, members in sorted(found.items()) if len(members) > 1))


def _holders(members: list[tuple[Article, NDArray[np.int64], NDArray[np.int64]]]) -> Holders:
    kept = np.zeros((len(members), 1 + max(int(words.max()) for _, _, words in members)), np.bool_)
    for row, (_, _, words) in zip(kept, members, strict=True):
        row[words] = True
    return Holders(
        numbers=np.array([article.number for article, _, _ in members]),
        first=np.array([int(places.min()) for _, places, _ in members]),
        last=np.array([int(places.max()) + 1 for _, places, _ in members]),
        kept=kept,
        parts=tuple(article.role.part for article, _, _ in members),
    )
