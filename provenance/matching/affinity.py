"""How far documents speak of the same thing in words of their own."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Hashes
from provenance.matching.kernels import Kernels
from provenance.matching.links import NumberPairs, Places, pairs_of
from provenance.matching.ragged import Ragged
from provenance.matching.surprisal import Bits, surprise_of
from provenance.matching.terms import Terms
from provenance.settings import Matching

_NAME_WEIGHT = 1.5
"""A name says more about the event than another rare word."""
_TOP_TERMS = 24
"""Heaviest terms of a document that look for related documents."""
_SHARED_TOP_TERMS = 4
"""Heavy terms two documents must share before their affinity is computed."""
_NAMES_SHOWN = 12
_FEW_DOCUMENTS = 50
"""Documents at which a term's rarity among them counts half: among a few it says little."""
_WIDEST = 64
"""Holders up to which a heavy term relates documents, in a small corpus ..."""
_WIDEST_SHARE = 4
"""... and this many times the square root of the number of documents in a large one."""
_PAIRS_AT_A_TIME = 1 << 22
"""Pairs of holders counted at a time: 128 MB with all that is made of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Topics:
    """What every document is about: its telling terms, sorted by hash, and the weight of each, of length 1 as a vector.

    ``heavy`` are the heaviest terms of each document that others have too.
    """

    terms: Ragged[np.uint64]
    weights: Ragged[np.float64]
    heavy: Ragged[np.uint64]

    def affinities(self, pairs: NumberPairs, kernels: Kernels) -> Bits:
        """Cosine of the topics of every pair, in [0, 1]."""
        return np.minimum(1.0, kernels.affinities(self.terms, self.weights, pairs))

    def of(self, number: int) -> Topic:
        """The topic of one document."""
        return Topic(self.terms[number], self.weights[number])


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """What one document is about: its telling terms, sorted by hash, and the weight of each."""

    terms: Hashes
    weights: Bits

    def weight_of(self, term: int) -> float:
        """Weight of a term, 0 if it is none of the telling ones."""
        at = int(np.searchsorted(self.terms, np.uint64(term)))
        return float(self.weights[at]) if at < len(self.terms) and int(self.terms[at]) == term else 0.0


def topics(telling: Terms) -> Topics:
    """Topics of all documents, of which there must be one at least.

    A term weighs its bits of surprise times its rarity in this corpus; in a corpus of a few documents
    rarity says little and is discounted.
    """
    total = len(telling.terms)
    known, places, holders = np.unique(telling.terms.values, return_inverse=True, return_counts=True)
    blend = total / (total + _FEW_DOCUMENTS)
    rarity = _looked_up(holders, lambda count: math.log((total + 1) / count) / math.log(total + 1))
    often = _looked_up(telling.counts.values, lambda count: 1 + math.log(count))
    weights = often * (surprise_of(known) * ((1 - blend) + blend * rarity))[places]
    weights *= np.where(telling.named.values, _NAME_WEIGHT, 1.0)
    offsets = telling.terms.offsets
    for first, last in pairwise(offsets):
        part = weights[first:last]
        part /= math.sqrt(math.fsum((part * part).tolist())) or 1.0
    held = holders[places]
    is_shared = (held > 1) & (held <= max(_WIDEST, math.isqrt(total) * _WIDEST_SHARE))
    heavy = [
        _heaviest(telling.terms.values[first:last], weights[first:last], is_shared[first:last])
        for first, last in pairwise(offsets)
    ]
    return Topics(telling.terms, Ragged(weights, offsets), Ragged.of(heavy, np.uint64))


def _looked_up(counts: NDArray[np.integer[Any]], function: Callable[[int], float]) -> Bits:
    """A function of every count; computed by the standard library, whose logarithms are the same on every processor."""
    distinct, places = np.unique(counts, return_inverse=True)
    return np.array([function(count) for count in distinct.tolist()], np.float64)[places]


def _heaviest(terms: Hashes, weights: Bits, is_shared: NDArray[np.bool_]) -> Hashes:
    chosen = np.flatnonzero(is_shared)
    return terms[chosen[np.argsort(-weights[chosen], kind="stable")[:_TOP_TERMS]]]


def related_pairs(subjects: Topics, ids: Sequence[str], settings: Matching, kernels: Kernels) -> NumberPairs:
    """Pairs whose affinity is at least ``same_event_affinity``, each document with its nearest only.

    A document keeps its ``same_event_neighbours`` nearest others, ties by id, so that the number of pairs grows with
    the number of documents, not with its square.
    """
    shared = _sharing(subjects.heavy, min(_SHARED_TOP_TERMS, len(ids)))
    values = subjects.affinities(shared, kernels)
    close = np.flatnonzero(values >= settings.same_event_affinity)
    nearest: dict[int, list[tuple[float, str, int]]] = {}
    for one, other, value in zip(*(column[close].tolist() for column in (shared.first, shared.other, values)), strict=True):
        nearest.setdefault(one, []).append((-value, ids[other], other))
        nearest.setdefault(other, []).append((-value, ids[one], one))
    kept = [
        (number, other) for number, others in nearest.items() for _, _, other in sorted(others)[: settings.same_event_neighbours]
    ]
    return pairs_of(kept)


def _sharing(heavy: Ragged[np.uint64], least: int) -> NumberPairs:
    """Pairs of documents that share at least ``least`` heavy terms."""
    owner = np.repeat(np.arange(len(heavy)), np.diff(heavy.offsets))
    order = np.argsort(heavy.values, kind="stable")
    term, holder = heavy.values[order], owner[order]
    # Where each entry stands among the holders of its term, and how many stand behind it there: every pair has one that is first.
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    behind = np.searchsorted(term, heavy.values, side="right") - place - 1
    kept = [np.empty(0, np.int64)]
    for first, last in _batches(np.concatenate([[0], np.cumsum(behind)])[heavy.offsets[1:]]):
        rows = slice(heavy.offsets[first], heavy.offsets[last])
        counts = behind[rows]
        steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        keys = np.repeat(owner[rows] << 32, counts) | holder[np.repeat(place[rows] + 1, counts) + steps]
        keys.sort()
        enough = keys[least - 1 :][keys[least - 1 :] == keys[: len(keys) - least + 1]]
        kept.append(np.unique(enough))
    every = np.concatenate(kept)
    return NumberPairs(every >> 32, every & 0xFFFFFFFF)


def _batches(ends: Places) -> list[tuple[int, int]]:
    """First document, and the one after the last, of runs with ``_PAIRS_AT_A_TIME`` pairs or little more; ``ends`` count them."""
    cuts = np.searchsorted(ends, np.arange(0, int(ends[-1]), _PAIRS_AT_A_TIME), side="right")
    return list(pairwise(sorted({0, *cuts.tolist(), len(ends)})))
