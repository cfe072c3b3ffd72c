"""Statements: sentences as bearers of facts, with the words that tell what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from provenance.lineage.rarity import Vocabulary, VocabularyOf
from provenance.lineage.tokens import (
    ACCORDING,
    BY,
    CALENDAR,
    CALENDAR_WORDS,
    CAPITAL,
    DATED,
    DOUBLE,
    ISSUED,
    NUMERAL,
    SAYS,
    Token,
    token_of,
)
from provenance.model import Block, Document, Role, Span
from provenance.text.sentences import sentences
from provenance.text.stems import content_stems
from provenance.text.words import Words, split_words

STATEMENT_ROLES = frozenset({Role.BODY, Role.QUOTATION_BLOCK})
"""Roles whose sentences state facts in the document's own or its speakers' words."""
PROSE_WORDS = 150
"""Most words in a sentence of prose; longer ones are lists or tables that lost their lines."""
_CALENDAR = frozenset(content_stems(CALENDAR_WORDS))
_NOT_PROSE = re.compile(r"[{}<>=|_\\\[\]]|https?:|\b(?:t\.co|pic\.twitter)\b|@\w|\A\W*\w+(?:\s\w+)?:")
"""Code, addresses, and the labels of template lines (“Last Update: …”)."""
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = r"(?:al|bin|bint|ibn|abu|da|de|del|della|der|di|dos|du|el|la|le|ten|ter|van|von|y)"
_SPACE = r"[ \t\u00a0]+"
_FULL_NAME = re.compile(rf"{_UPPER}[\w.'’]*{_SPACE}(?:{_PARTICLES}{_SPACE}){{0,2}}(?:{_PARTICLES}[-‐‑])?{_UPPER}")
"""Two capitalised words in a row (see ``provenance.text.names``)."""
_TELLING = NUMERAL | CALENDAR | SAYS | ACCORDING
_ISSUED_BY = ISSUED | BY


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One sentence of the ``text`` of a document; ``number`` counts the sentences of its block, ``size`` its own words.

    ``marks`` are those of its tokens together; ``may_name`` says whether two words of a name may stand in it. Not slotted,
    because its words are split when they are first asked for: most sentences are never looked at closely.
    """

    document: str
    text: str
    block: str
    number: int
    span: Span
    size: int
    marks: int
    may_name: bool

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return split_words(self.text, self.span)

    @cached_property
    def prose(self) -> bool:
        """Whether it is running text."""
        return self.size <= PROSE_WORDS and is_prose(self.span.of(self.text))

    @property
    def norms(self) -> tuple[str, ...]:
        """Its words in normal form."""
        return self.words.norms

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each word begins."""
        return self.words.starts

    @property
    def may_date(self) -> bool:
        """Whether it can hold a date: a numeral or a calendar word is there, and what no date is written without."""
        return bool(self.marks & (NUMERAL | CALENDAR) and self.marks & DATED)

    @property
    def has_numeral(self) -> bool:
        """Whether a word begins with a digit (number words are digits in their normal form)."""
        return bool(self.marks & NUMERAL)

    @property
    def may_report(self) -> bool:
        """Whether it has a word without which it attributes nothing to anybody."""
        return bool(self.marks & (SAYS | ACCORDING)) or self.marks & _ISSUED_BY == _ISSUED_BY


@dataclass(frozen=True, slots=True, kw_only=True)
class Skimmed:
    """The telling sentences of a document's body, in text order, and the vocabulary of all of them.

    A sentence is telling if a numeral, a calendar word, a full name or a word that attributes speech may be in it.
    """

    statements: tuple[Statement, ...]
    vocabulary: Vocabulary


def skim(document: Document) -> Skimmed:
    """The sentences of a document's body, each looked at once."""
    tally = VocabularyOf()
    statements: list[Statement] = []
    for block in document.blocks:
        if block.role in STATEMENT_ROLES:
            for number, sentence in enumerate(sentences(document.text, block.span)):
                tokens = [token_of(token) for token in document.text[sentence.start : sentence.end].split()]
                tally.add(tokens)
                statement = _statement(document, block, number, sentence, tokens)
                if statement is not None:
                    statements.append(statement)
    return Skimmed(statements=tuple(statements), vocabulary=tally.vocabulary())


def read_statements(document: Document) -> tuple[Statement, ...]:
    """The telling sentences of a document's body, in text order."""
    return skim(document).statements


def _statement(document: Document, block: Block, number: int, sentence: Span, tokens: Sequence[Token]) -> Statement | None:
    """The sentence, if it is telling."""
    text = document.text
    later = 0
    for token in tokens[1:]:
        later |= token.marks
    marks = later | tokens[0].marks
    # A sentence begins with a capital: only another one can make a name of two words.
    may_name = bool(
        marks & DOUBLE or (later & CAPITAL and marks & CAPITAL and _FULL_NAME.search(text, sentence.start, sentence.end))
    )
    if not (may_name or marks & _TELLING or marks & _ISSUED_BY == _ISSUED_BY):
        return None
    return Statement(
        document=document.id,
        text=text,
        block=block.id,
        number=number,
        span=sentence,
        size=sum([token.size for token in tokens]),
        marks=marks,
        may_name=may_name,
    )


def topic_stems(norms: Sequence[str]) -> frozenset[str]:
    """Content stems that tell what is spoken of, not when or how much."""
    return frozenset([stem for norm in norms for stem in _topic_stems(norm)])


@lru_cache(maxsize=1 << 16)
def _topic_stems(norm: str) -> tuple[str, ...]:
    return tuple(stem for stem in content_stems((norm,)) if stem not in _CALENDAR and not stem[0].isdigit())


def is_prose(sentence: str) -> bool:
    """Whether a sentence is running text: code, addresses and template lines are not.

    Examples:
        >>> is_prose("He left in May."), is_prose("update({time: '2014-12-08'})")
        (True, False)

    """
    return not _NOT_PROSE.search(sentence)
