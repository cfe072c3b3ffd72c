"""The names and numbers that two texts both use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.matching.affinity import Topics
from provenance.matching.columns import Mark
from provenance.matching.links import Places
from provenance.matching.passages import places_in
from provenance.matching.surprisal import Bits, surprise_of
from provenance.matching.traits import Collection
from provenance.text.surprise import COMMON_BITS

NAMES_SHOWN = 12
"""Most names that are shown of a pair."""
_NUMBER_BITS = np.uint64(32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Names:
    """Every telling word that is written as a name or number somewhere in a text but at its beginning, once for each text.

    ``keys`` have the number of the text in the upper half and that of the word in the lower, and are sorted; ``places`` say which
    word of the text it is, the first of them; ``weights`` what it counts in the text's topic, 0 if nothing.
    """

    keys: NDArray[np.uint64]
    offsets: Places
    places: NDArray[np.int32]
    weights: Bits

    @classmethod
    def of(cls, collection: Collection, topics: Topics) -> Names:
        """The names of all texts."""
        words, marks, offsets = collection.words.values, collection.marks.values, collection.words.offsets
        is_name = (marks & Mark.CAPITAL) != 0
        is_name[offsets[:-1][np.diff(offsets) > 0]] = False
        found = np.flatnonzero(is_name)
        found = found[surprise_of(words[found]) >= COMMON_BITS]
        known, numbers = np.unique(words[found], return_inverse=True)
        owner = np.searchsorted(offsets, found, side="right") - 1
        keys, first = np.unique(_keys(owner, numbers), return_index=True)
        return cls(
            keys=keys,
            offsets=np.searchsorted(keys, _keys(np.arange(len(offsets)), np.zeros(len(offsets), np.int64))),
            places=(found - offsets[owner])[first].astype(np.int32),
            weights=_weights(keys, known, topics),
        )

    def shared(self, left: Places, right: Places) -> SharedNames:
        """The names that both texts of some pairs use; of those of a pair that weigh least, all or none."""
        lengths = np.diff(self.offsets)[left]
        rows = np.repeat(np.arange(len(left)), lengths)
        here = places_in(self.offsets, left)
        wanted = (right[rows].astype(np.uint64) << _NUMBER_BITS) | (self.keys[here] & np.uint64(0xFFFFFFFF))
        there = np.minimum(np.searchsorted(self.keys, wanted), max(0, len(self.keys) - 1))
        both = np.flatnonzero(self.keys[there] == wanted) if len(self.keys) else here
        rows, here, there = rows[both], here[both], there[both]
        weights = self.weights[here] * self.weights[there]
        order = np.lexsort((-weights, rows))
        rows, here, weights = rows[order], here[order], weights[order]
        rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
        least = np.minimum(np.arange(len(rows)) - rank + NAMES_SHOWN - 1, np.searchsorted(rows, rows, side="right") - 1)
        kept = weights >= weights[least]
        return SharedNames(rows[kept], self.places[here[kept]], weights[kept])


@dataclass(frozen=True, slots=True, eq=False)
class SharedNames:
    """Names that both texts of pairs use: the row of the pair, the word of the left text, and the weight; heaviest first."""

    rows: Places
    places: NDArray[np.int32]
    weights: Bits


def _keys(texts: Places, numbers: Places) -> NDArray[np.uint64]:
    return (texts.astype(np.uint64) << _NUMBER_BITS) | numbers.astype(np.uint64)


def _weights(keys: NDArray[np.uint64], known: NDArray[np.uint64], topics: Topics) -> Bits:
    """The weight of every name in the topic of its text."""
    terms = topics.terms.values
    if not len(known) or not len(terms):
        return np.zeros(len(keys), np.float64)
    numbers = np.minimum(np.searchsorted(known, terms), len(known) - 1)
    is_name = known[numbers] == terms
    owner = np.repeat(np.arange(len(topics.terms)), np.diff(topics.terms.offsets))
    named, weights = _keys(owner[is_name], numbers[is_name]), topics.weights.values[is_name]
    nearest = np.minimum(np.searchsorted(named, keys), max(0, len(named) - 1))
    return np.where(named[nearest] == keys, weights[nearest], 0.0) if len(named) else np.zeros(len(keys), np.float64)
