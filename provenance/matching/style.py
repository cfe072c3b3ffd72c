"""What sort of change turns one written word into another: house style, or another word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from provenance.model import EditClass
from provenance.text.disguise import legible
from provenance.text.words import NUMBER_WORDS, normalise_word

_SPELLINGS = (
    ("our", "or"),
    ("is", "iz"),
    ("ys", "yz"),
    ("ll", "l"),
    ("ogue", "og"),
    ("ence", "ense"),
    ("ae", "e"),
    ("oe", "e"),
    ("mme", "m"),
    ("grey", "gray"),
    ("wards", "ward"),
    ("dgem", "dgm"),
)
"""Spellings that differ between varieties of English, anywhere in a word."""
_ENDINGS = (("re", "er"), ("t", "ed"), ("st", ""))
"""... and at its end: centre, learnt, amongst."""
_SHORTENED = re.compile(
    r"jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|jun(e)?|jul(y)?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?"
    r"|sen(ator)?|gov(ernor)?|rep(resentative)?|lt|lieutenant|gen(eral)?|dr|doctor|prof(essor)?|st|street|saint"
)
"""Names of months and titles newsrooms abbreviate differently."""
_DIGITS = re.compile(r"\d+")
_ORDINALS = {
    word: str(number)
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
}


@lru_cache(maxsize=1 << 15)
def change_class(left: str, right: str) -> EditClass:
    """Class of the change from one written word to another; symmetric.

    Examples:
        >>> str(change_class("US", "U.S.")), str(change_class("9-year", "nine-year")), str(change_class("big", "large"))
        ('house_style_punctuation', 'house_style_numeral', 'wording')

    """
    left, right = legible(left), legible(right)
    bare, other_bare = _bare(left), _bare(right)
    if bare == other_bare:
        return EditClass.HOUSE_STYLE_PUNCTUATION
    if bare.casefold() == other_bare.casefold():
        return EditClass.HOUSE_STYLE_CASE
    one, other = normalise_word(left), normalise_word(right)
    number = _number(one)
    if number is not None and number == _number(other):
        return EditClass.HOUSE_STYLE_NUMERAL
    if one == other or _same_spelling(one, other) or _same_spelling(other, one):
        return EditClass.HOUSE_STYLE_SPELLING
    return EditClass.WORDING


def _bare(word: str) -> str:
    """The letters and digits of a word, in NFKC, case kept."""
    return word if word.isalnum() and word.isascii() else "".join(filter(str.isalnum, unicodedata.normalize("NFKC", word)))


def _number(norm: str) -> str | None:
    """Normal form of a word that is or begins with a number, else ``None``."""
    if norm in _ORDINALS:
        return f"{_ORDINALS[norm]}th"
    head, hyphen, rest = norm.partition("-")
    head = NUMBER_WORDS.get(head, head).replace(",", "")
    if not _DIGITS.match(head):
        return None
    head = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "th", head)
    return head + hyphen + rest


def _same_spelling(one: str, other: str) -> bool:
    if _plain(one) == _plain(other):
        return True
    if _SHORTENED.fullmatch(one) and _SHORTENED.fullmatch(other):
        return one.startswith(other) or (one[0], one[-1]) == (other[0], other[-1])
    if any(a in one and (one.replace(a, b) == other or _replaced_once(one, a, b, other)) for a, b in _SPELLINGS):
        return True
    return any(one.endswith(a) and one[: len(one) - len(a)] + b == other for a, b in _ENDINGS if len(one) > len(a) + 2)


def _replaced_once(one: str, a: str, b: str, other: str) -> bool:
    return any(one[: match.start()] + b + one[match.end() :] == other for match in re.finditer(re.escape(a), one))


def _plain(word: str) -> str:
    """A word without diacritics, apostrophes and hyphens."""
    return word if word.isalnum() and word.isascii() else "".join(filter(str.isalnum, unicodedata.normalize("NFD", word)))
