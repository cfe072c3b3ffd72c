"""The inner loops, compiled by numba: no Python object is touched, so that threads run them side by side.

Loops that follow ``provenance.matching.kernels.plain`` step by step, for one pair after the other. The splitting into words
follows the pattern of ``provenance.text.words``, letter by letter over the classes of characters; a word that has other letters
than those of ASCII is normalised there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from provenance.matching.align import Stretch
from provenance.matching.columns import Mark, Marks, WordColumns, hashed
from provenance.matching.fingerprints import Hashes
from provenance.matching.holders import TEXT_BITS
from provenance.matching.kernels import aligning, comparing, linking, meeting, reading, screening, sharing, signing, telling
from provenance.matching.kernels.letters import Letters, known_letters, number_words
from provenance.matching.kernels.splitting import ELSEWHERE
from provenance.matching.kernels.telling import common_words
from provenance.matching.links import VALUE_BITS, Held, NumberPairs, Places, frequent, held_by_several, row_keys
from provenance.matching.passages import PairPassages, Wanted, Wordings
from provenance.matching.ragged import Ragged
from provenance.matching.shared import Shared, joined
from provenance.matching.sketch import Permutations, Signed
from provenance.matching.surprisal import listed_bits
from provenance.matching.terms import Terms, joined_terms
from provenance.matching.texts import Texts, TextWords, joined_words, texts_of
from provenance.model import Span
from provenance.settings import Matching
from provenance.text.words import normalise_word

Part = TypeVar("Part")
Result = TypeVar("Result")

_BYTES_AT_A_TIME = 1 << 20
"""Bytes of text one thread splits before it takes the next ones: with 34 bytes of room for each, what a cache holds."""
_WORDS_AT_A_TIME = 1 << 18
"""Words one thread makes into keys before it takes the next ones: 2 MB each, which a cache holds."""
_KEYS_AT_A_TIME = 1 << 25
"""Keys in memory at a time, 256 MB; for more, the words are gone through again for each lot of parts."""
_PART_BITS = 8
"""Highest bits of a shingle that name its part, one of 256: sorted in parts, keys take half the time."""
_PAIRS_AT_A_TIME = 4_096
"""Pairs one thread looks at before it takes the next ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledKernels:
    """The inner loops, compiled; ``threads`` of them run at a time."""

    threads: int = 1

    def split(self, text: str, spans: Sequence[Span]) -> WordColumns:
        """See ``Kernels.split``."""
        table = _split(texts_of([text.encode("utf-8", "surrogatepass")], [spans]))
        return WordColumns(
            starts=table.starts.values,
            ends=table.ends.values,
            block_of=table.block_of.values,
            hashes=table.words.values,
            marks=table.marks.values & ~Mark.QUOTED,
        )

    def split_all(self, texts: Texts) -> TextWords:
        """See ``Kernels.split_all``."""
        parts = self._run(lambda bounds: _split(texts.part(*bounds)), _cut(texts.offsets, _BYTES_AT_A_TIME))
        return joined_words(parts)

    def sign(self, words: Ragged[np.uint64], size: int, half: int, permutations: Permutations) -> Signed:
        """See ``Kernels.sign``."""
        runs = -(-np.maximum(np.diff(words.offsets) - size + 1, 0) // half)
        offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.maximum(np.minimum(runs, 1), runs - 1))])
        factors = permutations.multipliers, permutations.addends
        rows = np.empty((len(factors[1]), offsets[-1]), np.uint32)

        def part(bounds: tuple[int, int]) -> None:
            some = words.part(*bounds)
            signing.sign(some.values, some.offsets, (size, half), factors, offsets[bounds[0] : bounds[1]], rows)

        self._run(part, _cut(words.offsets, _WORDS_AT_A_TIME))
        return Signed(rows, offsets)

    def stars(self, rows: NDArray[np.uint32]) -> Hashes:
        """See ``Kernels.stars``."""

        def part(row: int) -> Hashes:
            keys = row_keys(rows[row])
            keys.sort()
            links = np.empty(len(keys), np.uint64)
            return links[: linking.star(keys, VALUE_BITS, links)].copy()

        return np.concatenate([np.empty(0, np.uint64), *self._run(part, range(len(rows)))])

    def terms(self, words: Ragged[np.uint64], marks: Ragged[np.uint8]) -> Terms:
        """See ``Kernels.terms``."""

        def part(bounds: tuple[int, int]) -> Terms:
            some = words.part(*bounds)
            terms, counts, named, offsets = telling.terms(some.values, marks.part(*bounds).values, some.offsets, common_words())
            return Terms(terms=Ragged(terms, offsets), counts=Ragged(counts, offsets), named=Ragged(named, offsets))

        return joined_terms(self._run(part, _cut(words.offsets, _WORDS_AT_A_TIME)))

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

        self._run(part, range(0, len(pairs), _PAIRS_AT_A_TIME))
        return found

    def shared_shingles(self, words: Ragged[np.uint64], settings: Matching) -> Held:
        """See ``Kernels.shared_shingles``."""

        def several(keys: Hashes) -> Hashes:
            return keys[: linking.several(keys, TEXT_BITS)].copy()

        return held_by_several(np.concatenate(self._of_parts(words, settings.shingle_words, several)), TEXT_BITS)

    def shingle_pairs(self, words: Ragged[np.uint64], settings: Matching) -> NumberPairs:
        """See ``Kernels.shingle_pairs``."""

        def star(keys: Hashes) -> Hashes:
            links = np.empty(len(keys), np.uint64)
            return links[: linking.star(keys, TEXT_BITS, links)].copy()

        return NumberPairs.of(
            *frequent(np.concatenate(self._of_parts(words, settings.shingle_words, star)), settings.candidate_shared_shingles)
        )

    def _of_parts(self, words: Ragged[np.uint64], size: int, found: Callable[[Hashes], Hashes]) -> list[Hashes]:
        """What is found among the shingles of some texts as sorted keys, a part of them at a time."""
        numbers = np.arange(len(words))
        lots = max(1, -(-len(words.values) // _KEYS_AT_A_TIME))
        bounds = np.linspace(0, 1 << _PART_BITS, lots + 1).astype(np.int64).tolist()
        results: list[Hashes] = []
        for lot in pairwise(bounds):

            def keyed(texts: tuple[int, int], lot: tuple[int, int] = lot) -> Ragged[np.uint64]:
                first, last = texts
                rows = words.offsets[first : last + 1], numbers[first:last]
                return Ragged(*linking.shingle_keys(words.values, *rows, size, (TEXT_BITS, _PART_BITS), lot))

            every = self._run(keyed, _cut(words.offsets, _WORDS_AT_A_TIME))

            def part(number: int, every: list[Ragged[np.uint64]] = every) -> Hashes:
                keys = np.concatenate([np.empty(0, np.uint64), *(keys[number] for keys in every)])
                keys.sort()
                return found(keys)

            results += self._run(part, range(lot[1] - lot[0]))
        return results

    def share(self, table: TextWords, pairs: NumberPairs, settings: Matching) -> Shared:
        """See ``Kernels.share``."""
        texts = screening.Texts(table.words.values, table.marks.values, table.words.offsets, *listed_bits())
        written = sharing.Written(table.starts.values, table.ends.values)
        rules = screening.rules_of(settings)

        def part(first: int) -> Shared:
            last = min(first + _PAIRS_AT_A_TIME, len(pairs))
            return sharing.share(texts, written, NumberPairs(pairs.first[first:last], pairs.other[first:last]), rules)

        return joined(self._run(part, range(0, max(1, len(pairs)), _PAIRS_AT_A_TIME)))

    def compare(self, pairs: Wanted, texts: Wordings, settings: Matching) -> Iterator[tuple[int, PairPassages]]:
        """See ``Kernels.compare``."""
        return comparing.compared(pairs, texts, settings, self.threads)

    def affinities(self, terms: Ragged[np.uint64], weights: Ragged[np.float64], pairs: NumberPairs) -> NDArray[np.float64]:
        """See ``Kernels.affinities``."""
        return meeting.affinities(terms.values, weights.values, terms.offsets, pairs.first, pairs.other)

    def _run(self, part: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
        """Do every part, some at a time; the results in the order of the parts."""
        if self.threads == 1:
            return [part(each) for each in parts]
        with ThreadPoolExecutor(max_workers=self.threads) as pool:
            return list(pool.map(part, parts))


def _cut(offsets: Places, most: int) -> list[tuple[int, int]]:
    """Rows of a column in parts of about ``most`` values: the first of each, and the one after the last."""
    steps = np.searchsorted(offsets, np.arange(most, offsets[-1], most))
    return list(pairwise(np.unique([0, *steps.tolist(), len(offsets) - 1]).tolist()))


def _split(texts: Texts) -> TextWords:
    """The words of some texts, by one thread."""
    source = reading.Source(
        texts.content, texts.offsets, texts.spans.values, texts.spans.offsets, texts.asides.values, texts.asides.offsets
    )  # fmt: skip
    tables = known_letters(), number_words()
    counts, hashes, marks, places, block_of, odd, odd_ends = reading.split_texts(source, tables)
    if len(odd_ends):
        _normalise(hashes, marks, odd, odd_ends)
    offsets = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    return TextWords(
        words=Ragged(hashes, offsets),
        marks=Ragged(marks, offsets),
        starts=Ragged(np.ascontiguousarray(places[::2]), offsets),
        ends=Ragged(np.ascontiguousarray(places[1::2]), offsets),
        block_of=Ragged(block_of, offsets),
    )


def _normalise(hashes: Hashes, marks: Marks, odd: Letters, odd_ends: Places) -> None:
    """Normalise the words that the loop left as they are written, each form of letters once."""
    rows = np.flatnonzero(marks & ELSEWHERE)
    _, first, form_of = np.unique(hashes[rows], return_index=True, return_inverse=True)
    starts = np.concatenate([[0], odd_ends[:-1]])
    norms = [
        normalise_word(odd[start:end].tobytes().decode("utf-32-le", "surrogatepass"))
        for start, end in zip(starts[first].tolist(), odd_ends[first].tolist(), strict=True)
    ]
    form_hashes, form_marks = hashed(norms)
    hashes[rows] = form_hashes[form_of]
    marks[rows] = (marks[rows] & ~ELSEWHERE) | form_marks[form_of]
