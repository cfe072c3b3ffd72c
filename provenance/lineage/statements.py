"""Statements: sentences as bearers of facts, with the words that tell what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.model import Document, Role, Span
from provenance.text.calendar_words import MONTHS, WEEKDAYS
from provenance.text.sentences import sentences
from provenance.text.stems import content_stems
from provenance.text.words import normalise_word, split_words

STATEMENT_ROLES = frozenset({Role.BODY, Role.QUOTATION_BLOCK})
"""Roles whose sentences state facts in the document's own or its speakers' words."""
PROSE_WORDS = 150
"""Most words in a sentence of prose; longer ones are lists or tables that lost their lines."""
_CALENDAR_WORDS = frozenset(normalise_word(word) for word in (*MONTHS, *WEEKDAYS))
_CALENDAR = frozenset(content_stems(_CALENDAR_WORDS))
_NOT_PROSE = re.compile(r"[{}<>=|_\\\[\]]|https?:|\b(?:t\.co|pic\.twitter)\b|@\w|\A\W*\w+(?:\s\w+)?:")
"""Code, addresses, and the labels of template lines (“Last Update: …”)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence; ``norms`` and ``starts`` are its words and where each begins, ``prose`` says whether it is running text."""

    document: str
    block: str
    span: Span
    norms: tuple[str, ...]
    starts: tuple[int, ...]
    prose: bool

    @property
    def may_date(self) -> bool:
        """Whether it can hold a date: a digit or a calendar word is there."""
        return any(norm[0].isdigit() for norm in self.norms) or not _CALENDAR_WORDS.isdisjoint(self.norms)

    @property
    def has_number(self) -> bool:
        """Whether a word begins with a digit (number words are digits in their normal form)."""
        return any(norm[0].isdigit() for norm in self.norms)


def read_statements(document: Document) -> tuple[Statement, ...]:
    """The sentences of a document's body, in text order."""
    found = []
    for block in document.blocks:
        if block.role not in STATEMENT_ROLES:
            continue
        for sentence in sentences(document.text, block.span):
            words = split_words(document.text, sentence)
            found.append(
                Statement(
                    document=document.id,
                    block=block.id,
                    span=sentence,
                    norms=words.norms,
                    starts=words.starts,
                    prose=len(words) <= PROSE_WORDS and is_prose(sentence.of(document.text)),
                )
            )
    return tuple(found)


def topic_stems(norms: Sequence[str]) -> frozenset[str]:
    """Content stems that tell what is spoken of, not when or how much."""
    return frozenset(stem for stem in content_stems(norms) if stem not in _CALENDAR and not stem[0].isdigit())


def is_prose(sentence: str) -> bool:
    """Whether a sentence is running text: code, addresses and template lines are not.

    Examples:
        >>> is_prose("He left in May."), is_prose("update({time: '2014-12-08'})")
        (True, False)

    """
    return not _NOT_PROSE.search(sentence)
