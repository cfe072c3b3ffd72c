"""What becomes of a text that another outlet takes: words changed, paragraphs dropped, added and swapped, the end cut off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from provenance.evaluation.chance import Chance
from tests.benchmarks.draws import Draws
from tests.benchmarks.language import STYLE_EVERY, STYLED, Language
from tests.benchmarks.writing import FLAGS, Own, Paragraph

EDIT_RATES = (0.0, 0.02, 0.08, 0.2)
"""Shares of words that are changed, each equally frequent."""
_SUBSTITUTED, _DELETED = 0.6, 0.2
"""Of the words changed; after the others a word is inserted."""
_RESTYLED = 0.5
"""Share of outlets that spell words in the other way."""
_CUT, _SWAPPED, _TITLE_KEPT = 0.15, 0.15, 0.7
_LIFTED = 3
_SENTENCE = (18, 39)
_FEWEST = 3
"""Paragraphs that are left of a copy at least."""


class Copyist:
    """One document's way with what it takes over.

    ``number`` is the document's; all that it does depends on this and the seed alone.
    """

    __slots__ = ("_chance", "_edits", "_language", "_number", "_rate", "_restyles")

    def __init__(self, language: Language, seed: int, number: int) -> None:
        self._language = language
        self._number = number
        self._chance = Chance(seed, "copy", str(number))
        self._edits = Draws(seed, "edits", str(number))
        self._rate = self._chance.pick(EDIT_RATES)
        self._restyles = self._chance.happens(_RESTYLED)

    def full_copy(self, source: Own, own: Own) -> Own:
        """The source with changes, and perhaps a paragraph or two of the copyist's own."""
        chance = self._chance
        taken = list(source.paragraphs)
        for _ in range(min(chance.below(3), len(taken) - _FEWEST)):
            del taken[chance.below(len(taken))]
        if chance.happens(_SWAPPED):
            at = chance.below(len(taken) - 1)
            taken[at], taken[at + 1] = taken[at + 1], taken[at]
        if chance.happens(_CUT):
            taken = taken[: max(_FEWEST, len(taken) * (4 + chance.below(5)) // 10)]
        edited = self._edited(taken)
        for each in own.paragraphs[: chance.below(3)]:
            edited.insert(chance.below(len(edited) + 1), each)
        return Own(source.title if chance.happens(_TITLE_KEPT) else own.title, tuple(edited))

    def lifted_paragraphs(self, source: Own, own: Own) -> Own:
        """A text of the copyist's own with one to three paragraphs of the source in it."""
        chance = self._chance
        count = 1 + chance.below(_LIFTED)
        first = chance.below(len(source.paragraphs) - count + 1)
        lifted = self._edited(source.paragraphs[first : first + count])
        at = chance.below(len(own.paragraphs) + 1)
        return Own(own.title, (*own.paragraphs[:at], *lifted, *own.paragraphs[at:]))

    def lifted_sentence(self, source: Own, own: Own) -> Own:
        """A text of the copyist's own with 18 to 38 words of the source inside one of its paragraphs."""
        chance = self._chance
        giver = chance.pick(source.paragraphs)
        wanted = _SENTENCE[0] + chance.below(_SENTENCE[1] - _SENTENCE[0])
        length = min(wanted, len(giver.words))
        first = chance.below(len(giver.words) - length + 1)
        (lifted,) = self._edited([_part(giver, first, first + length)])
        number = chance.below(len(own.paragraphs))
        host = own.paragraphs[number]
        at = chance.below(len(host.words))
        merged = _joined([_part(host, 0, at), lifted, _part(host, at, len(host.words))])
        return Own(own.title, (*own.paragraphs[:number], merged, *own.paragraphs[number + 1 :]))

    def _edited(self, taken: Sequence[Paragraph]) -> list[Paragraph]:
        """The paragraphs with words substituted, deleted and inserted, and in the outlet's spelling; none without words."""
        whole = _joined(taken)
        of = np.repeat(np.arange(len(taken)), [len(each.words) for each in taken])
        words, origins = whole.words.copy(), whole.origins.copy()
        tokens = words >> FLAGS
        if self._restyles:
            restyled = (tokens < STYLED) & (tokens % STYLE_EVERY == STYLE_EVERY - 1)
            words[restyled] += STYLED << FLAGS
            origins[restyled] = -1
        places = np.arange(len(words), dtype=np.uint64)
        changed = self._edits.happens(self._rate, places)
        kind = self._edits.below(1_000, places + np.uint64(1 << 20))
        new = self._language.drawn(self._edits.bits(places + np.uint64(2 << 20))) << FLAGS
        substituted = changed & (kind < 1_000 * _SUBSTITUTED)
        words[substituted] = new[substituted] | (words[substituted] & ((1 << FLAGS) - 1))
        origins[substituted] = -1
        deleted = changed & ~substituted & (kind < 1_000 * (_SUBSTITUTED + _DELETED))
        copies = 1 + (changed & ~substituted).astype(np.int64) - 2 * deleted
        first = np.cumsum(copies) - copies
        inserted = np.ones(int(copies.sum()), np.bool_)
        inserted[first[copies > 0]] = False
        words, origins, of, new = (np.repeat(column, copies) for column in (words, origins, of, new))
        words[inserted], origins[inserted] = new[inserted], -1
        ends = np.searchsorted(of, np.arange(len(taken) + 1))
        spans = zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        return [Paragraph(words[start:end], origins[start:end]) for start, end in spans if end > start]


def _part(paragraph: Paragraph, first: int, last: int) -> Paragraph:
    return Paragraph(paragraph.words[first:last], paragraph.origins[first:last])


def _joined(parts: Sequence[Paragraph]) -> Paragraph:
    return Paragraph(np.concatenate([part.words for part in parts]), np.concatenate([part.origins for part in parts]))
