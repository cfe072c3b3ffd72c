"""The inner loops, compiled by numba: no Python object is touched, so that threads run them side by side.

Loops that follow ``provenance.matching.kernels.plain`` step by step, for one pair after the other. The splitting into words
follows the pattern of ``provenance.text.words``, letter by letter over the classes of characters; a word that has other letters
than those of ASCII is normalised there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from provenance.matching.align import Stretch
from provenance.matching.columns import WordColumns, hashed
from provenance.matching.fingerprints import Hashes, Values
from provenance.matching.kernels import aligning, screening, signing, splitting
from provenance.matching.kernels.letters import letter_classes, number_words
from provenance.matching.links import NumberPairs
from provenance.matching.ragged import Ragged
from provenance.matching.surprisal import listed_bits
from provenance.model import Span
from provenance.settings import Matching
from provenance.text.words import normalise_word

_PAIRS_AT_A_TIME = 4_096
"""Pairs one thread looks at before it takes the next ones."""


class CompiledKernels:
    """The inner loops, compiled."""

    def split(self, text: str, spans: Sequence[Span]) -> WordColumns:
        """See ``Kernels.split``."""
        letters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        places = np.array([(span.start, span.end) for span in spans], np.int64).reshape(-1, 2)
        starts, ends, block_of, hashes, marks, odd = splitting.split(letters, places, letter_classes(), *number_words())
        if len(odd):
            norms = [normalise_word(text[starts[place] : ends[place]]) for place in odd.tolist()]
            hashes[odd], known = hashed(norms)
            marks[odd] |= known
        return WordColumns(starts=starts, ends=ends, block_of=block_of, hashes=hashes, marks=marks)

    def minima(self, shingles: Hashes, multipliers: Values, addends: Values, passage: int) -> tuple[Values, Values]:
        """See ``Kernels.minima``."""
        halves = signing.minima(shingles, multipliers, addends, passage // 2)
        return halves.min(axis=0), halves if len(halves) == 1 else np.minimum(halves[:-1], halves[1:])

    def align(self, left: Hashes, right: Hashes, settings: Matching) -> tuple[Stretch, ...]:
        """See ``Kernels.align``."""
        runs = aligning.align(left, right, settings.seed_words, settings.chain_gap_words, settings.passage_min_words)
        found: dict[int, list[tuple[int, int, int]]] = {}
        for number, first, other, length in runs.tolist():
            found.setdefault(number, []).append((first, other, length))
        return tuple(sorted(Stretch(tuple(stretch)) for stretch in found.values()))

    def screen(
        self, words: Ragged[np.uint64], marks: Ragged[np.uint8], pairs: NumberPairs, settings: Matching
    ) -> NDArray[np.bool_]:
        """See ``Kernels.screen``."""
        found = np.zeros(len(pairs), np.bool_)
        known, bits = listed_bits()
        texts = screening.Texts(words.values, marks.values, words.offsets, known, bits)
        rules = screening.rules_of(settings)

        def part(first: int) -> None:
            last = min(first + _PAIRS_AT_A_TIME, len(pairs))
            screening.screen(texts, pairs.first[first:last], pairs.other[first:last], rules, found[first:last])

        _on_all_cores(part, range(0, len(pairs), _PAIRS_AT_A_TIME))
        return found

    def affinities(self, terms: Ragged[np.uint64], weights: Ragged[np.float64], pairs: NumberPairs) -> NDArray[np.float64]:
        """See ``Kernels.affinities``."""
        return screening.affinities(terms.values, weights.values, terms.offsets, pairs.first, pairs.other)


def _on_all_cores(part: Callable[[int], None], parts: Iterable[int]) -> None:
    """Do every part, as many at a time as there are cores."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for _ in pool.map(part, parts):
            pass
