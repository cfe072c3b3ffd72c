"""Words of a text, as written and normalised, each with its place.

Two layers: the text as written decides what was edited; the normalised words decide what matches.
Normalisation is NFKC, format characters stripped, look-alike letters folded in words that mix scripts or consist of nothing
else, marks on Latin letters left out, apostrophes and hyphens unified, case folded, ``U.S.`` to ``us``, ``nine`` to ``9``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from provenance.model import Span

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"
    "\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c00-\u0c04"
    "\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3b-\u0d4d\u0dca-\u0ddf\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Combining marks: part of a word in scripts that need them, though not alphanumeric."""
LATIN_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Those of them that stand on Latin letters, as a pattern's range."""
FORMAT = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Invisible format characters: they may hide inside a word and do not end it."""
UNSPACED = "\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts written without spaces: every character counts as a word."""

JOINING = "'’ʼ‑‐-"
"""Apostrophes and hyphens: between letters they are part of a word."""

LETTER = rf"[^\W_{UNSPACED}]"
"""A letter or digit of a script that is written with spaces, as a pattern."""
_WORD = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}"  # dotted abbreviations keep their last point: U.S., a.m.
    rf"|\d+(?:[.,]\d+)+(?!\d)"  # 1,200.50
    rf"|{LETTER}+(?:[{MARKS}{FORMAT}]+{LETTER}*)*(?:[{JOINING}]{LETTER}+(?:[{MARKS}{FORMAT}]+{LETTER}*)*)*"
    rf"|[{UNSPACED}][{MARKS}]*"
)
_ASCII_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,]\d+)+(?!\d)|[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*", re.ASCII)
"""The same in a text that holds nothing but ASCII, a quarter faster."""
_INVISIBLE = re.compile(f"[{FORMAT}]")
_REMEMBERED_CHARS = 2_000
"""Length up to which a folded text is remembered: paragraphs are shorter, and a thousand of them are 4 MB at most."""
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})

NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
"""English number words with one spelling in digits; newsroom styles differ on them."""

LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХаеоѕіјрсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιαρ",
    "ABESIJKMHOPCTXaeosijpcyxhdqwABEZHIKMNOPTYXoviap",
)
"""Cyrillic and Greek letters that look Latin (Unicode TR39 has the full table)."""
_ALL_ALIKE = re.compile("[аеоѕіјрсухһԁԛԝονιαρ]+")
"""A word of small letters that all look Latin: who disguises "so" leaves no Latin letter in it. Real words of this kind, Russian
"хор", are folded in every text alike, whatever their case."""
_MARKED = re.compile(f"([a-z])[{LATIN_MARKS}]+")
"""A Latin letter with its accents: copies lose them, and disguises add them."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text. ``norms[i]`` is the normal form of ``text[starts[i]:ends[i]]``; in text order."""

    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        """Number of words."""
        return len(self.norms)

    def span(self, first: int, last: int) -> Span:
        """Place of words ``first`` up to, not including, ``last`` (``first < last``)."""
        return Span(self.starts[first], self.ends[last - 1])


def split_words(text: str, span: Span | None = None) -> Words:
    """Split a text, or the part of it that ``span`` covers, into words.

    Hyphenated compounds and words with apostrophes are one word; scripts written without spaces give one
    word per character.

    Examples:
        >>> split_words("The U.S. “nine-year” war isn’t").norms
        ('the', 'us', '9-year', 'war', "isn't")

    """
    pattern = _ASCII_WORD if text.isascii() else _WORD
    first, last = (span.start, span.end) if span is not None else (0, len(text))
    places = [match.span() for match in pattern.finditer(text, first, last)]
    if not places:
        return Words((), (), ())
    starts, ends = zip(*places, strict=True)
    return Words(tuple([normalise_word(text[start:end]) for start, end in places]), starts, ends)


@lru_cache(maxsize=1 << 17)
def normalise_word(word: str) -> str:
    """Normal form of one word; idempotent.

    Examples:
        >>> normalise_word("U.S."), normalise_word("p\u0430ypal"), normalise_word("Nine-year"), normalise_word("Café")
        ('us', 'paypal', '9-year', 'cafe')

    """
    if not word.isascii():
        word = _INVISIBLE.sub("", unicodedata.normalize("NFKC", word)).translate(_APOSTROPHES)
        word = unicodedata.normalize("NFKD", _fold_look_alikes(word).casefold())
        word = unicodedata.normalize("NFKC", _MARKED.sub(r"\1", word))
    else:
        word = word.lower()
    if "." in word and word[0].isalpha():
        word = word.replace(".", "")
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    head, hyphen, rest = word.partition("-")
    if hyphen and head in NUMBER_WORDS:
        return f"{NUMBER_WORDS[head]}-{rest}"
    return word


def _fold_look_alikes(word: str) -> str:
    lowered = word.lower()
    if not any("\u0370" <= letter <= "\u052f" for letter in lowered):
        return word
    is_mixed = any("a" <= letter <= "z" for letter in lowered)
    return word.translate(LOOK_ALIKES) if is_mixed or _ALL_ALIKE.fullmatch(lowered) else word


def fold_space(text: str) -> str:
    """Text with every run of white space as one blank and none at the ends."""
    return _folded(text) if len(text) <= _REMEMBERED_CHARS else " ".join(text.split())


@lru_cache(maxsize=1 << 10)
def _folded(text: str) -> str:
    """Remembered: the blocks of a document are folded in one stage after the other."""
    is_folded = "  " not in text and text.isprintable() and text.strip() == text
    return text if is_folded else " ".join(text.split())
