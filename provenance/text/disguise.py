"""Characters that make a text look the same and compare differently: seen through, and counted, so that a reader can be told.

``legible`` keeps every place, for matching; ``plain_sight`` gives what patterns read, and where it stands in what was written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from provenance.text.mojibake import FILLER, garbled, repaired
from provenance.text.words import LATIN_MARKS, LOOK_ALIKES, normalise_word

_FEWEST = 3
"""Occurrences of a kind from which it is worth a notice: one soft hyphen or stray mark is everyday typing."""
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060-\u2064\ufeff](?<=\w.)(?=\w)")
"""Inside a word; the joiners U+200C and U+200D are left alone, since some scripts and emoji need them."""
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_FULL_WIDTH = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_LOOK_ALIKE = re.compile(r"[\u0370-\u052f]")
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u052f])\w+\b")
_MARKED = re.compile(rf"[A-Za-z][{LATIN_MARKS}]+")
_REVERSED = re.compile("\u202e([^\u202a-\u202e\u2066-\u2069\n]{1,300})\u202c")
_LATIN = re.compile("[A-Za-z]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|(?<=[A-Za-z])[\u200c\u200d]"
)
"""What nobody sees: the joiners are left where scripts that need them are written."""
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ANY = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\uff01-\uff5e\u0370-\u052f"
    f"{LATIN_MARKS}]|[\u00c2-\u00f4\u0102-\u0111\u0393-\u03c1\u0402-\u0453][^\x00-\x7f]"
)
"""A character of any of these kinds, or what garbled text begins with; most texts hold none."""


class Disguise(NamedTuple):
    """A kind of disguise and where each is, as places in the text."""

    kind: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSight:
    """``text`` as a reader sees it; ``places`` are where its characters stand in ``written``, ``None`` if where they seem to."""

    text: str
    written: str
    places: tuple[int, ...] | None

    def quote(self, start: int, end: int) -> str:
        """What is written where ``text[start:end]`` is seen."""
        if self.places is None or start >= end:
            return self.written[start:end]
        last = self.places[end] if end < len(self.places) else len(self.written)
        return self.written[self.places[start] : last]


def disguises(text: str) -> tuple[Disguise, ...]:
    r"""Kinds of disguise in a text and where each is, most telling first; only kinds with three of it.

    Examples:
        >>> disguises("a\u200bb c\u200bd e\u200bf")
        (Disguise(kind='invisible characters inside words', places=(1, 5, 9)),)
        >>> disguises("plain text")
        ()

    """
    if text.isascii() or _ANY.search(text) is None:
        return ()
    words = _MIXED.finditer(text) if _LOOK_ALIKE.search(text) else ()
    found = (
        ("invisible characters inside words", _starts(_INVISIBLE, text)),
        (
            "words with look-alike letters of another script",
            [each.start() for each in words if normalise_word(each[0]).isascii()],
        ),
        ("characters that turn the reading direction", _starts(_DIRECTION, text)),
        ("full-width letters or digits", _starts(_FULL_WIDTH, text)),
        ("letters with marks that no alphabet puts there", [each.start() for each in _MARKED.finditer(text) if _is_odd(each[0])]),
        ("characters garbled by a wrong encoding", [start for start, _, _ in garbled(text)]),
    )
    return tuple(Disguise(kind, tuple(places)) for kind, places in found if len(places) >= _FEWEST)


def disguised_word(text: str) -> str | None:
    r"""The first word of a text that is not what it seems, as it is written; ``None`` if all are.

    Soft hyphens and accents written apart are left alone: some sites set them everywhere.

    Examples:
        >>> disguised_word("the c\u0430t sat"), disguised_word("na\u00adive cafe\u0301")
        ('c\u0430t', None)

    """
    if text.isascii() or _ANY.search(text) is None:
        return None
    return next((word for word in text.split() if _is_disguised(word)), None)


def _is_disguised(word: str) -> bool:
    if word.isascii():
        return False
    return plain_sight(word).text != unicodedata.normalize("NFC", word.replace("\u00ad", ""))


def legible(text: str) -> str:
    r"""The text, each place where it was, with garbled characters repaired and Latin words turned round read forwards.

    Examples:
        >>> legible("the \u202eyrref\u202c councilâ€™s").replace(FILLER, "_")
        'the _ferry_ council__’s'

    """
    if text.isascii():
        return text
    if "\u202e" in text:
        text = _REVERSED.sub(_turned, text)
    return repaired(text)


def plain_sight(written: str) -> PlainSight:
    r"""A line as a reader sees it, for patterns: nothing invisible, no look-alikes, no letters of double width, no stray marks.

    Examples:
        >>> seen = plain_sight("app\u0435\u200bared first on X")
        >>> seen.text, seen.quote(0, 8) == "app\u0435\u200bared"
        ('appeared first on X', True)

    """
    if written.isascii() or _ANY.search(written) is None:
        return PlainSight(text=written, written=written, places=None)
    text = legible(written).translate(_WIDE)
    parts = [(text[start:end], start) for start, end in _seen_parts(text)]
    composed = [(_composed(part), start, len(part)) for part, start in parts]
    seen = "".join(part for part, _, _ in composed)
    places = tuple(place for part, start, length in composed for place in _placed(part, start, length))
    return PlainSight(text=_in_latin(seen), written=written, places=places)


def _in_latin(line: str) -> str:
    """A line in Latin letters if it looks like that throughout, else its words that mix scripts."""
    others = _LOOK_ALIKE.findall(line)
    if not others or not _LATIN.search(line):
        return line
    if all(ord(letter) in LOOK_ALIKES for letter in others):
        return line.translate(LOOK_ALIKES)
    return _MIXED.sub(lambda word: word[0].translate(LOOK_ALIKES), line)


def _starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]


def _is_odd(marked: str) -> bool:
    """Whether a letter with marks is none that any alphabet has as one character."""
    return len(unicodedata.normalize("NFC", marked)) > 1


def _turned(match: re.Match[str]) -> str:
    return f"{FILLER}{match[1][::-1]}{FILLER}" if _LATIN.search(match[1]) else match[0]


def _seen_parts(text: str) -> list[tuple[int, int]]:
    """The stretches between invisible characters; a letter with its marks is a stretch of its own."""
    cuts = [0]
    hidden = [match.span() for match in _UNSEEN.finditer(text)]
    for start, end in hidden:
        cuts += [start, end]
    parts = [(start, end) for start, end in zip(cuts[::2], [*cuts[1::2], len(text)], strict=True) if start < end]
    split: list[tuple[int, int]] = []
    for start, end in parts:
        edges = [start, *(edge for match in _MARKED.finditer(text, start, end) for edge in match.span()), end]
        split += [(first, last) for first, last in pairwise(edges) if first < last]
    return split


def _composed(part: str) -> str:
    """A letter and its marks as one letter: with the accent that some alphabet has, else without."""
    return unicodedata.normalize("NFC", part)[0] if _MARKED.fullmatch(part) else part


def _placed(part: str, start: int, length: int) -> range:
    return range(start, start + (length if len(part) == length else 1))
