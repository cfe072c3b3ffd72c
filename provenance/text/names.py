"""Proper names: runs of capitalised words, with the titles in front of them told apart.

Capitals decide, so nothing is found in scripts without case, and in languages that capitalise every noun
runs of two and more words are what is worth trusting.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from provenance.model import Span
from provenance.text.stems import FUNCTION_WORDS, singular
from provenance.text.words import normalise_word

TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame prof professor rev reverend hon judge justice attorney lawyer president vice "
    "prime minister premier chancellor secretary undersecretary deputy assistant acting interim former ex senator sen "
    "representative rep congressman congresswoman lawmaker mp governor gov mayor councillor councilman commissioner "
    "chairman chairwoman chair director head chief leader founder editor reporter correspondent ambassador envoy consul "
    "diplomat general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal private officer detective "
    "inspector constable sheriff admiral commander king queen prince princess duke duchess pope cardinal archbishop bishop "
    "father sister brother saint st imam sheikh mullah ayatollah mawlawi maulvi rabbi coach manager spokesman spokeswoman "
    "spokesperson official analyst expert scientist doctor student teacher actor actress singer author journalist activist "
    "witness resident pilot candidate executive ceo cfo cto chairperson speaker counsel prosecutor foreign defense defence "
    "interior finance health state".split()
)
"""English words for offices and roles that stand before a person's name (lower case)."""

_PARTICLES = r"(?:al|bin|bint|ibn|abu|da|de|del|della|der|di|dos|du|el|la|le|ten|ter|van|von|y)"
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_PLAIN = rf"{_UPPER}(?:\w|['’](?!s\b)(?=\w)|\.(?=\w))*(?:[-‐‑]\w+)*"
_ABBREVIATED = r"(?:Mrs?|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Maj|Capt|Sen|Rep|Gov|Rev|Hon|St|Jr|Adm)\."
_WORD = rf"(?:{_PARTICLES}[-‐‑])?(?:{_ABBREVIATED}|(?:{_UPPER}\.)+|{_PLAIN})"
_SPACE = r"[ \t\u00a0]+"
_RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:{_SPACE}(?:{_PARTICLES}{_SPACE}){{0,2}}{_WORD})*")
_SENTENCE_END = re.compile(r"[.!?…:\n][\"'”’»)\]\s]*$")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINED = re.compile(r"[\s\-‐‑]+")
_WRITTEN = re.compile(r"\S+")
_LOOK_BACK = 12
"""Characters read back from a word to see whether it starts a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One run of capitalised words. ``words`` are folded (no case, accents, points, hyphens or possessive), in order."""

    span: Span
    words: tuple[str, ...]


def find_names(text: str, span: Span | None = None) -> tuple[Name, ...]:
    """Proper names of a text, or of the part ``span`` covers, in order; titles belong to the run.

    A function word that is capitalised because it starts a sentence is left off, and so is a single word
    there: its capital says nothing.

    Examples:
        >>> text = "On Monday Kari Nilsen met Umar bin Hadi. Then Dr. Al-Amin left for Oslo."
        >>> [name.words for name in find_names(text)]
        [('monday', 'kari', 'nilsen'), ('umar', 'bin', 'hadi'), ('dr', 'al', 'amin'), ('oslo',)]

    """
    whole = span if span is not None else Span(0, len(text))
    found = []
    for match in _RUN.finditer(text, whole.start, whole.end):
        lead, words = _named(match[0])
        if words and (len(words) > 1 or not _starts_sentence(text, whole.start, match.start() + lead)):
            found.append(Name(span=Span(match.start() + lead, match.end()), words=words))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _named(run: str) -> tuple[int, tuple[str, ...]]:
    """Characters of a run before the name in it, and the name's folded words; none if function words are all it has."""
    lead = _skip_function_words(run)
    return lead, fold_name(run[lead:])


def fold_name(name: str) -> tuple[str, ...]:
    """Words of a name in the form names are compared in: house styles differ in everything dropped here.

    Examples:
        >>> fold_name("Chérif al-Kouachi’s"), fold_name("J. K. Rowling")
        (('cherif', 'al', 'kouachi'), ('j', 'k', 'rowling'))

    """
    words = []
    for word in _JOINED.split(_POSSESSIVE.sub("", name.strip())):
        plain = normalise_word(word)
        if not (plain.isascii() and plain.isalnum()):
            plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if letter.isalnum())
        if plain:
            words.append(plain)
    return tuple(words)


def without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """A folded name without everything up to the last title in it.

    Examples:
        >>> without_titles(("russian", "deputy", "foreign", "minister", "andrey", "rudenko"))
        ('andrey', 'rudenko')
        >>> without_titles(("foreign", "minister"))
        ()

    """
    last = max((place for place, word in enumerate(words) if singular(word) in TITLES), default=-1)
    return words[last + 1 :]


def _skip_function_words(run: str) -> int:
    start = 0
    while (word := _WRITTEN.match(run, start)) is not None:
        if normalise_word(word[0]) not in FUNCTION_WORDS or (word[0].isupper() and len(word[0]) > 1):
            break
        start = word.end()
        while start < len(run) and run[start].isspace():
            start += 1
    return start


def _starts_sentence(text: str, first: int, place: int) -> bool:
    before = text[max(first, place - _LOOK_BACK) : place]
    return not before.strip(" \t\"'“‘«(") or bool(_SENTENCE_END.search(before.rstrip("\"'“‘«(")))
