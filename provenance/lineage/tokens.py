"""Tokens: what stands between two spaces, looked at once and remembered.

No word reaches across a space, so the words of a sentence are those of its tokens. A language has far fewer tokens than a corpus
has words: looking up is several times as fast as splitting into words again and again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from string import punctuation
from typing import NamedTuple

from provenance.lineage.attribution import SAYING
from provenance.model import Span
from provenance.text.calendar_words import MONTHS, WEEKDAYS
from provenance.text.stems import FUNCTION_WORDS, content_stems, stem
from provenance.text.surprise import LISTED_BITS
from provenance.text.words import NUMBER_WORDS, Words, normalise_word, split_words

CALENDAR_WORDS = frozenset(normalise_word(word) for word in (*MONTHS, *WEEKDAYS))
"""Names of months and weekdays in normal form."""
_NAMES = "|".join(sorted({*MONTHS, *WEEKDAYS}, key=lambda name: (-len(name), name)))
_CALENDAR_NAMES = frozenset({*MONTHS, *WEEKDAYS})
_DATED = re.compile(rf"\d{{4}}|(?=[{''.join(sorted({name[0] for name in (*MONTHS, *WEEKDAYS)}))}])(?:{_NAMES})")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
"""What can begin a word of a proper name (see ``provenance.text.names``)."""
_HYPHENS = ("-", "‐", "‑")
_EDGES = punctuation + "“”„‘’«»—–…"
"""What stands around a word and is no part of it, if the word is nothing but letters."""
_PARTICIPLES = frozenset({"released", "issued", "published", "posted", "made", "given"})
_PLAIN_NUMBER = re.compile(r"\d+(?:,\d+)*\Z", re.ASCII)
_YEAR = re.compile(r"\d{4}")


NUMERAL = 1
"""Mark of a token with a word that begins with a digit, number words in digits."""
CALENDAR = 2
"""... with the name of a month or weekday as a word."""
DATED = 4
"""... with a year or the name of a month or weekday in it; no date is written without one."""
SAYS = 8
"""... with a verb of speaking."""
ACCORDING = 16
"""... that may be the beginning of “according to”."""
BY = 32
"""... that is “by”."""
ISSUED = 64
"""... that may be the participle in “a statement issued by”."""
CAPITAL = 128
"""... with a letter that can begin a name."""
DOUBLE = 256
"""... with such a letter and a hyphen, and so perhaps two words of a name."""
LISTED = 512
"""... with a word that the background of general English lists."""


_MARKED = (
    (CALENDAR, CALENDAR_WORDS),
    (SAYS, SAYING),
    (LISTED, LISTED_BITS),
    (BY, ("by",)),
    (ISSUED, _PARTICIPLES),
    (DATED, _CALENDAR_NAMES),
)
_MARKS_OF_WORDS = {word: sum(mark for mark, words in _MARKED if word in words) for _, marked in _MARKED for word in marked}


class Token(NamedTuple):
    """What is known of a token; a named tuple, because millions are taken apart again.

    ``words`` are its words in normal form and ``stems`` the stems of those with content, both with a control character between
    them; ``places`` are where each word begins and ends in it. ``marks`` say what the token may be part of, as a sum; a mark too
    many costs time only.
    """

    words: str
    stems: str
    marks: int
    places: tuple[tuple[int, int], ...]

    @property
    def norms(self) -> tuple[str, ...]:
        """Its words in normal form."""
        return tuple(self.words.split(JOINT)) if self.words else ()


JOINT = "\x1f"
"""Between two words; no word holds a control character."""
words_in, stems_in, marks_in = itemgetter(0), itemgetter(1), itemgetter(2)
"""The parts of a token that are asked of every one."""


@lru_cache(maxsize=1 << 17)
def token_of(written: str) -> Token:
    """What is known of a token.

    Examples:
        >>> token = token_of("(Nineteen-year")
        >>> token.norms, token.places, token.stems.split(JOINT), token.marks == NUMERAL + CAPITAL + DOUBLE
        (('19-year',), ((1, 14),), ['19', 'year'], True)

    """
    core = written.strip(_EDGES)
    if not core.isascii():
        return _looked_at(written)
    if core.isalpha():
        word, stems, marks = _plain_word(core.lower())
        if core != word and not core.islower():
            marks |= CAPITAL | DOUBLE * any(map(written.__contains__, _HYPHENS))
        if core in _CALENDAR_NAMES:
            marks |= DATED
    elif _PLAIN_NUMBER.match(core):
        word, stems = core, core if len(core) > 1 else ""
        marks = NUMERAL | DATED * bool(_YEAR.search(core))
    else:
        return _looked_at(written)
    start = written.index(core)
    return Token(word, stems, marks, ((start, start + len(core)),))


@lru_cache(maxsize=1 << 16)
def _plain_word(lower: str) -> tuple[str, str, int]:
    """Words, stems and marks of a token of small Latin letters alone: what is left of most tokens without punctuation."""
    if lower in NUMBER_WORDS:
        norm = NUMBER_WORDS[lower]
        return norm, JOINT.join(content_stems((norm,))), NUMERAL | _MARKS_OF_WORDS.get(norm, 0)
    # Such a word is its own normal form: no further cache needs to be asked.
    has_content = len(lower) > 1 and lower not in FUNCTION_WORDS
    marks = _MARKS_OF_WORDS.get(lower, 0) | ACCORDING * ("accord" in lower)
    return lower, stem(lower) if has_content else "", marks


def _looked_at(written: str) -> Token:
    words = split_words(written)
    stems = JOINT.join(content_stems(words.norms))
    places = tuple(zip(words.starts, words.ends, strict=True))
    return Token(JOINT.join(words.norms), stems, _marks(written, words.norms), places)


def norms_of(text: str, span: Span) -> tuple[str, ...]:
    """The words of a part of a text in normal form, as ``split_words`` finds them."""
    words = [token_of(written).words for written in span.of(text).split()]
    return tuple(JOINT.join(filter(None, words)).split(JOINT)) if any(words) else ()


def words_of(text: str, span: Span, tokens: Sequence[tuple[str, Token]]) -> Words:
    """The words of a part of a text, which is made up of some tokens, given as they are written."""
    norms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for offset, (_, (words, _, _, places)) in zip(_offsets(text, span, tokens), tokens, strict=True):
        if len(places) == 1:
            norms.append(words)
        elif places:
            norms += words.split(JOINT)
        for first, last in places:
            starts.append(offset + first)
            ends.append(offset + last)
    return Words(tuple(norms), tuple(starts), tuple(ends))


def _offsets(text: str, span: Span, tokens: Sequence[tuple[str, Token]]) -> list[int]:
    """Where each token begins."""
    every = [written for written, _ in tokens]
    if " ".join(every) == span.of(text):
        return list(accumulate([len(written) + 1 for written in every[:-1]], initial=span.start))
    found = []
    place = span.start
    for written in every:
        place = text.index(written, place)
        found.append(place)
        place += len(written)
    return found


def _marks(written: str, norms: tuple[str, ...]) -> int:
    lower = written.lower()
    marks = 0
    if _CAPITAL.search(written):
        marks |= CAPITAL | DOUBLE * any(map(written.__contains__, _HYPHENS))
    for norm in norms:
        marks |= _MARKS_OF_WORDS.get(norm, 0) | NUMERAL * norm[0].isdigit()
    if _DATED.search(written):
        marks |= DATED
    # Letters outside ASCII may count as “i” or “s” where case does not matter.
    return marks | ACCORDING * ("accord" in lower) | ISSUED * (not written.isascii())
