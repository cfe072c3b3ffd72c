"""What documents say for themselves: paragraphs of invented news, before anything is copied."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from provenance.evaluation.chance import Chance
from tests.benchmarks.draws import Draws, Places
from tests.benchmarks.language import NAME_COUNT, NAMES, NUMERAL_COUNT, NUMERALS, Language, Tokens
from tests.benchmarks.plan import Shape

PARAGRAPH_BITS, WORD_BITS = 6, 10
"""A word's place is its document, paragraph and number, packed: up to 62 paragraphs of up to 1,023 words."""
TITLE = 63
"""The number under which a document's title counts as a paragraph."""
FLAGS = 5
COMMA, STOP, DASH, OPEN, CLOSE = 1, 2, 4, 8, 16
"""What stands at a word; it is kept with the word, ``token << FLAGS | signs``."""

_PARAGRAPHS = (9, 17)
_PARAGRAPH_WORDS = (24, 66)
"""Least, and one more than most: 12.5 paragraphs of 44.5 words, less what names of one word take away."""
_SENTENCE, _CLAUSE, _DASHED = 1 / 18, 1 / 13, 1 / 150
_NAME_SHARE, _NUMERAL_SHARE = 0.06, 0.015
_NAMES_OF_ONE = 8
_PHRASES, _PHRASES_OF_ONE = 3_000, 2
_PHRASE_WEIGHTS = tuple(accumulate((1 << 32) // rank for rank in range(1, _PHRASES + 1)))
"""Running sums of one over the rank."""
_QUOTED_SHARE, _DOCUMENTS_PER_QUOTATION = 0.09, 100
_OUTLETS, _FOOTER_SHARE = 200, 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """Words with their signs, and of each the place where it was first written; -1 for what has no place to be copied from."""

    words: Tokens
    origins: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """A document's own title and paragraphs."""

    title: Tokens
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Common:
    """What documents share without having it from one another."""

    phrases: tuple[Tokens, ...]
    quotations: tuple[Tokens, ...]
    footers: tuple[Tokens | None, ...]
    everywhere: Tokens | None


def common(shape: Shape, language: Language) -> Common:
    """Stock phrases, quotations with their speaker, and a footer for some outlets, by number of the outlet."""
    chance = Chance(shape.seed, "common")
    draws = Draws(shape.seed, "common")
    count = max(1, shape.documents // _DOCUMENTS_PER_QUOTATION)
    phrases = _texts(language, draws, (6, 15), range(_PHRASES))
    quotations = _texts(language, draws, (15, 31), range(10_000, 10_000 + count))
    footers = _texts(language, draws, (25, 45), range(9_000, 9_000 + _OUTLETS + 1))
    return Common(
        phrases=tuple(phrases),
        quotations=tuple(_spoken(text, chance) for text in quotations),
        footers=tuple(_ended(text) if chance.happens(_FOOTER_SHARE) else None for text in footers[:-1]),
        everywhere=_ended(footers[-1]) if shape.everywhere else None,
    )


def outlet_of(shape: Shape, numbers: Places) -> NDArray[np.int64]:
    """The outlet that has each document, in ``0 <= outlet < 200``."""
    return Draws(shape.seed, "outlet").below(_OUTLETS, numbers)


def _texts(language: Language, draws: Draws, words: tuple[int, int], numbers: range) -> list[Tokens]:
    starts = np.array(numbers, np.uint64) << np.uint64(PARAGRAPH_BITS + WORD_BITS)
    lengths = words[0] + draws.below(words[1] - words[0], starts + np.uint64(1 << WORD_BITS))
    rows = language.chains(draws, starts, lengths).astype(np.int64) << FLAGS
    return [row[:length] for row, length in zip(rows, lengths.tolist(), strict=True)]


def _ended(words: Tokens) -> Tokens:
    return np.append(words[:-1], words[-1] | STOP)


def _spoken(words: Tokens, chance: Chance) -> Tokens:
    """In quotation marks, with a word for saying and the speaker's two names."""
    speaker = [NAMES + 2 * chance.below(NAME_COUNT) for _ in range(2)]
    said = np.array([chance.below(20), *speaker], np.int64) << FLAGS
    quoted = words.copy()
    quoted[0] |= OPEN
    quoted[-1] |= COMMA | CLOSE
    return _ended(np.concatenate([quoted, said]))


def own_documents(shape: Shape, language: Language, numbers: Places) -> list[Own]:
    """The documents of these numbers as they are without copying, phrases or footers."""
    draws = Draws(shape.seed, "structure")
    counts = _PARAGRAPHS[0] + draws.below(_PARAGRAPHS[1] - _PARAGRAPHS[0], numbers)
    owner = np.repeat(np.arange(len(numbers)), counts + 1)
    first = np.cumsum(counts + 1) - counts - 1
    place = np.arange(len(owner)) - first[owner]
    is_title = place == counts[owner]
    place[is_title] = TITLE
    starts = ((numbers[owner] << np.uint64(PARAGRAPH_BITS)) | place.astype(np.uint64)) << np.uint64(WORD_BITS)
    lengths = _PARAGRAPH_WORDS[0] + draws.below(_PARAGRAPH_WORDS[1] - _PARAGRAPH_WORDS[0], starts)
    lengths[is_title] = 5 + lengths[is_title] % 5
    words, places = _worded(shape, language, starts, lengths)
    ends = np.cumsum(lengths)
    texts = [words[end - length : end] for end, length in zip(ends.tolist(), lengths.tolist(), strict=True)]
    origins = [places[end - length : end] for end, length in zip(ends.tolist(), lengths.tolist(), strict=True)]
    return [
        Own(
            title=texts[start + count] >> FLAGS << FLAGS,
            paragraphs=tuple(map(Paragraph, texts[start : start + count], origins[start : start + count])),
        )
        for start, count in zip(first.tolist(), counts.tolist(), strict=True)
    ]


def _worded(shape: Shape, language: Language, starts: Places, lengths: NDArray[np.int64]) -> tuple[Tokens, NDArray[np.int64]]:
    """The words of all paragraphs in one row, with names, numerals and signs, and their places."""
    rows = language.chains(Draws(shape.seed, "words"), starts, lengths)
    column = np.arange(rows.shape[1])
    inside = column[None, :] < lengths[:, None]
    words = rows[inside].astype(np.int64)
    places = (starts[:, None] + column.astype(np.uint64)[None, :])[inside]
    is_last = (column[None, :] == lengths[:, None] - 1)[inside]
    is_first = np.broadcast_to(column == 0, inside.shape)[inside]
    named = Draws(shape.seed, "named").happens(_NAME_SHARE, places)
    words[named] = _names(shape, places[named])
    counted = Draws(shape.seed, "counted").happens(_NUMERAL_SHARE, places) & ~named & ~is_first
    words[counted] = NUMERALS + 2 + Draws(shape.seed, "numeral").below(NUMERAL_COUNT - 2, places[counted])
    signs = np.zeros(len(words), np.int64)
    drawn = Draws(shape.seed, "signs")
    for sign, share, step in ((DASH, _DASHED, 0), (COMMA, _CLAUSE, 1), (STOP, _SENTENCE, 2)):
        signs[drawn.happens(share, places * np.uint64(4) + np.uint64(step)) & ~is_first] = sign
    signs[is_last] = STOP
    return words << FLAGS | signs, places.astype(np.int64)


def _names(shape: Shape, places: Places) -> Tokens:
    """A name for each place: one of the few that its document speaks of, with an accent in typographic documents."""
    documents = places >> np.uint64(PARAGRAPH_BITS + WORD_BITS)
    which = Draws(shape.seed, "which name").below(_NAMES_OF_ONE, places).astype(np.uint64)
    names = Draws(shape.seed, "names").below(NAME_COUNT, documents * np.uint64(_NAMES_OF_ONE) + which)
    return NAMES + 2 * names + is_typographic(shape, documents)


def is_typographic(shape: Shape, numbers: Places) -> NDArray[np.bool_]:
    """Which documents have accents, curly quotation marks and long dashes."""
    return Draws(shape.seed, "typographic").happens(shape.typographic, numbers)


def with_phrases(paragraphs: Sequence[Paragraph], shared: Common, chance: Chance) -> list[Paragraph]:
    """The paragraphs with a few stock phrases in the place of own words, the commoner ones more often, perhaps a quotation."""
    found = list(paragraphs)
    for _ in range(_PHRASES_OF_ONE):
        rank = bisect_right(_PHRASE_WEIGHTS, chance.below(_PHRASE_WEIGHTS[-1]))
        at = chance.below(len(found))
        found[at] = _overwritten(found[at], shared.phrases[rank], chance)
    if chance.happens(_QUOTED_SHARE):
        words = chance.pick(shared.quotations)
        found.insert(1 + chance.below(len(found)), unplaced(words))
    return found


def _overwritten(paragraph: Paragraph, phrase: Tokens, chance: Chance) -> Paragraph:
    room = len(paragraph.words) - len(phrase) - 1
    if room < 1:
        return paragraph
    at = 1 + chance.below(room)
    words = paragraph.words.copy()
    words[at : at + len(phrase)] = phrase
    return Paragraph(words, paragraph.origins)


def unplaced(words: Tokens) -> Paragraph:
    """A paragraph that is nobody's."""
    return Paragraph(words, np.full(len(words), -1, np.int64))
