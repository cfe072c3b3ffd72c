"""Words and signs to text, in plain or typographic characters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tests.benchmarks.language import NUMERALS, Language, Tokens
from tests.benchmarks.writing import CLOSE, COMMA, DASH, FLAGS, OPEN, STOP

_CAPITAL, _BEGINS = 1 << FLAGS, 2 << FLAGS
_SHIFT = FLAGS + 2
_SIGNS = ('"', '"', " -")
_TYPOGRAPHIC_SIGNS = ("“", "”", " –")
"""Quotation marks and dash."""
_BREAK = "\n\n"


class _Spelling(dict[int, str]):
    """Words with their signs as written and what stands before them, each made when it is first asked for."""

    def __init__(self, language: Language, signs: tuple[str, str, str]) -> None:
        super().__init__()
        self._language = language
        self._open, self._close, self._dash = signs

    def __missing__(self, code: int) -> str:
        word = self._language.spelled(code >> _SHIFT)
        if code & _CAPITAL:
            word = word[0].upper() + word[1:]
        before = (_BREAK if code & _BEGINS else " ") + (self._open if code & OPEN else "")
        point = "." if code & STOP else "," if code & COMMA else ""
        after = (self._close if code & CLOSE else "") + (self._dash if code & DASH else "")
        self[code] = written = f"{before}{word}{point}{after}"
        return written


class Typesetter:
    """Writes paragraphs out."""

    __slots__ = ("_plain", "_typographic")

    def __init__(self, language: Language) -> None:
        self._plain = _Spelling(language, _SIGNS)
        self._typographic = _Spelling(language, _TYPOGRAPHIC_SIGNS)

    def text(self, paragraphs: Sequence[Tokens], *, typographic: bool) -> str:
        """Paragraphs with a blank line between them; sentences begin with a capital."""
        spelling = self._typographic if typographic else self._plain
        words = np.concatenate(paragraphs)
        begins = np.zeros(len(words), np.bool_)
        begins[np.cumsum([0, *(len(each) for each in paragraphs[:-1])])] = True
        ends = (words & STOP) != 0
        ends &= ~(begins & (words >> FLAGS >= NUMERALS))  # “12.” would begin a list
        capital = begins | ((words & OPEN) != 0)
        capital[1:] |= ends[:-1]
        signs = (words & ((1 << FLAGS) - 1) & ~STOP) | ends * STOP | capital * _CAPITAL | begins * _BEGINS
        codes = (words >> FLAGS << _SHIFT) | signs
        return "".join(map(spelling.__getitem__, codes.tolist()))[len(_BREAK) :]
