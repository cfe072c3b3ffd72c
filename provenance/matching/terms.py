"""The words that say what texts are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import Mark, Marks
from provenance.matching.fingerprints import Hashes
from provenance.matching.ragged import Ragged
from provenance.matching.surprisal import surprise_of
from provenance.text.surprise import COMMON_BITS


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """The telling words of some texts: their hashes, sorted, each once; how often each occurs; which are written as names."""

    terms: Ragged[np.uint64]
    counts: Ragged[np.uint32]
    named: Ragged[np.bool_]


def terms_of(words: Ragged[np.uint64], marks: Ragged[np.uint8]) -> Terms:
    """The telling words of some texts."""
    rows = [_terms(words[number], marks[number]) for number in range(len(words))]
    return Terms(
        terms=Ragged.of((terms for terms, _, _ in rows), np.uint64),
        counts=Ragged.of((counts for _, counts, _ in rows), np.uint32),
        named=Ragged.of((named for _, _, named in rows), np.bool_),
    )


def joined_terms(parts: Sequence[Terms]) -> Terms:
    """The telling words of some texts, and of others after them."""
    return Terms(
        terms=Ragged.joined([part.terms for part in parts], np.uint64),
        counts=Ragged.joined([part.counts for part in parts], np.uint32),
        named=Ragged.joined([part.named for part in parts], np.bool_),
    )


def _terms(words: Hashes, marks: Marks) -> tuple[Hashes, NDArray[np.uint32], NDArray[np.bool_]]:
    telling = surprise_of(words) >= COMMON_BITS
    telling &= (marks & Mark.SHORT) == 0
    is_name = (marks & Mark.CAPITAL) != 0
    is_name[:1] = False
    terms, places, counts = np.unique(words[telling], return_inverse=True, return_counts=True)
    named = np.zeros(len(terms), np.bool_)
    named[places[is_name[telling]]] = True
    return terms, counts.astype(np.uint32), named
