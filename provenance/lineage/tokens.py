"""Tokens: what stands between two spaces, looked at once and remembered.

No word reaches across a space, so the words of a sentence are those of its tokens. A language has far fewer tokens than a corpus
has words: looking up is several times as fast as splitting into words again and again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from string import punctuation

from provenance.lineage.attribution import SAYING
from provenance.text.calendar_words import MONTHS, WEEKDAYS
from provenance.text.stems import content_stems
from provenance.text.words import normalise_word, split_words

CALENDAR_WORDS = frozenset(normalise_word(word) for word in (*MONTHS, *WEEKDAYS))
"""Names of months and weekdays in normal form."""
_NAMES = "|".join(sorted({*MONTHS, *WEEKDAYS}, key=lambda name: (-len(name), name)))
_DATED = re.compile(rf"\d{{4}}|(?=[{''.join(sorted({name[0] for name in (*MONTHS, *WEEKDAYS)}))}])(?:{_NAMES})")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
"""What can begin a word of a proper name (see ``provenance.text.names``)."""
_HYPHENS = ("-", "‐", "‑")
_PARTICIPLES = frozenset({"released", "issued", "published", "posted", "made", "given"})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token's words: ``norms`` with a control character between them, ``size`` how many, ``stems`` of those with content.

    ``marks`` say what the token may be part of, as a sum; a mark too many costs time only.
    """

    norms: str
    size: int
    stems: tuple[str, ...]
    marks: int


JOINT = "\x1f"
"""Between two words; no word holds a control character."""


@lru_cache(maxsize=1 << 17)
def token_of(written: str) -> Token:
    """What is known of a token.

    Examples:
        >>> token = token_of("(Nineteen-year")
        >>> token.norms, token.stems, token.marks == NUMERAL + CAPITAL + DOUBLE
        ('19-year', ('19', 'year'), True)

    """
    norms = _norms(written)
    return Token(norms=JOINT.join(norms), size=len(norms), stems=content_stems(norms), marks=_marks(written, norms))


def _norms(written: str) -> tuple[str, ...]:
    if written.isascii() and (word := written.strip(punctuation)).isalpha():
        return (normalise_word(word),)
    return split_words(written).norms


def _marks(written: str, norms: tuple[str, ...]) -> int:
    lower = written.lower()
    marks = 0
    if _CAPITAL.search(written):
        marks |= CAPITAL | DOUBLE * any(hyphen in written for hyphen in _HYPHENS)
    for norm in norms:
        marks |= NUMERAL * norm[0].isdigit() | CALENDAR * (norm in CALENDAR_WORDS) | SAYS * (norm in SAYING)
    if _DATED.search(written):
        marks |= DATED
    # Letters outside ASCII may count as “i” or “s” where case does not matter.
    marks |= ACCORDING * ("accord" in lower) | BY * (lower == "by") | ISSUED * (lower in _PARTICIPLES or not written.isascii())
    return marks
