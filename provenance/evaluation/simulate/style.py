"""House style: the spellings a desk changes in whatever it prints. All of it can be turned back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from provenance.evaluation.simulate.data import load, named_texts
from provenance.evaluation.simulate.press import HouseStyle

_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT = re.compile(r"(?<![\w$£€.,:%–-])([2-9])(?= [a-z]{3})(?! percent| per cent| mph| to \d)")
_NUMBER_WORD = re.compile(rf"\b({'|'.join(_SMALL[1:])})(?= [a-z]{{3}})", re.IGNORECASE)
_US = re.compile(r"\bU\.S\.(?!\w)|\bUS\b")
_PERCENT = re.compile(r"(?<=\d)(?:%|(?: percent| per cent)\b)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH_DAY = re.compile(rf"\b({_MONTHS}) (\d{{1,2}})\b(?!,? \d{{4}}|:)")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}}) ({_MONTHS})\b(?! \d{{4}})")
_DASH = re.compile(r"\s*(?:—|--)\s*|\s+–\s+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)|(?<=s)['’](?=\s)")
_OPENING = re.compile(r'(^|[\s(\[—–-])"')


def in_style(text: str, style: HouseStyle) -> str:
    """The text as a desk with this style prints it; a text that is in the style already stays as it is."""
    text = _US.sub(style.country, text)
    text = _PERCENT.sub("%" if style.percent == "%" else f" {style.percent}", text)
    text = _DASH.sub(style.dash, text)
    text = _quoted(text, style.quotes)
    text = _numbered(text, style.numbers)
    text = _dated(text, style.spelling)
    return _spelled(text, style.spelling)


def _quoted(text: str, marks: str) -> str:
    if marks == "straight":
        return text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")
    text = _OPENING.sub(r"\1“", text).replace('"', "”")
    return _APOSTROPHE.sub("’", text)


def _numbered(text: str, numbers: str) -> str:
    if numbers == "words":
        return _DIGIT.sub(lambda match: _SMALL[int(match[1]) - 1], text)
    return _NUMBER_WORD.sub(lambda match: str(_SMALL.index(match[1].lower()) + 1), text)


def _dated(text: str, spelling: str) -> str:
    if spelling == "british":
        return _MONTH_DAY.sub(r"\2 \1", text)
    return _DAY_MONTH.sub(r"\2 \1", text)


@cache
def _spellings() -> Mapping[str, Mapping[str, str]]:
    pairs = [pair.split() for pair in named_texts(load("wording.toml"), "spelling", "wording.toml")["pairs"]]
    return {"british": dict(pairs), "american": {british: american for american, british in pairs}}


@cache
def _spelling_words(spelling: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_spellings()[spelling])})\b", re.IGNORECASE)


def _spelled(text: str, spelling: str) -> str:
    def other(match: re.Match[str]) -> str:
        found = _spellings()[spelling][match[0].lower()]
        return found.capitalize() if match[0][0].isupper() else found

    return _spelling_words(spelling).sub(other, text)
