"""Statements: sentences as bearers of facts, with the words that tell what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import chain
from operator import or_

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
    JOINT,
    LISTED,
    NUMERAL,
    SAYS,
    Token,
    marks_in,
    stems_in,
    token_of,
    words_in,
    words_of,
)
from provenance.model import Document, Role, Span
from provenance.text.sentences import sentence_places
from provenance.text.stems import content_stems
from provenance.text.words import Words

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
_FULL_NAME = re.compile(rf"{_UPPER}[\w.'’]{{0,60}}+{_SPACE}(?:{_PARTICLES}{_SPACE}){{0,2}}(?:{_PARTICLES}[-‐‑])?{_UPPER}")
"""Two capitalised words in a row (see ``provenance.text.names``)."""
_ASCII_FULL_NAME = re.compile(_FULL_NAME.pattern.replace(_UPPER, "[A-Z]"), re.ASCII)
"""The same for a text of ASCII alone, twice as fast."""
_TELLING = NUMERAL | CALENDAR | SAYS | ACCORDING
_ISSUED_BY = ISSUED | BY


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One sentence of the ``text`` of a document; ``number`` counts the sentences of its block.

    ``marks`` are those of its ``tokens`` together; ``may_name`` says whether two words of a name may stand in it. Not slotted,
    because its words are split when they are first asked for: most sentences are never looked at closely.
    """

    document: str
    text: str
    block: str
    number: int
    span: Span
    marks: int
    may_name: bool
    tokens: tuple[tuple[str, Token], ...]

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return words_of(self.text, self.span, self.tokens)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of each word, of several with a joint between them."""
        found: list[str] = []
        for _, (words, stems, _, places) in self.tokens:
            if len(places) == 1:
                found.append(stems)
            elif places:
                found += [JOINT.join(content_stems((norm,))) for norm in words.split(JOINT)]
        return tuple(found)

    def topic(self, first: int, last: int) -> frozenset[str]:
        """Stems of words ``first`` to ``last`` that tell what is spoken of, not when or how much."""
        found = {stem for joined in set(self.stems[first:last]) for stem in joined.split(JOINT)}
        return frozenset([stem for stem in found if stem and stem not in _CALENDAR and not stem[0].isdigit()])

    @cached_property
    def prose(self) -> bool:
        """Whether it is running text."""
        is_short = len(self.span) <= PROSE_WORDS or len(self.words) <= PROSE_WORDS
        return is_short and is_prose(self.span.of(self.text))

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
    text = document.text
    places = [
        (block.id, number, start, end)
        for block in document.blocks
        if block.role in STATEMENT_ROLES
        for number, (start, end) in enumerate(sentence_places(text, block.span.start, block.span.end))
    ]
    written = [text[start:end].split() for _, _, start, end in places]
    # A document says most of its words several times: what is known of them is fetched once.
    known = {token: token_of(token) for token in set(chain.from_iterable(written))}
    tally = VocabularyOf()
    statements: list[Statement] = []
    for (block, number, start, end), tokens in zip(places, written, strict=True):
        found = [known[token] for token in tokens]
        token_marks = list(map(marks_in, found))
        marks = reduce(or_, token_marks)
        tally.add(map(words_in, found), map(stems_in, found))
        may_name = bool(marks & CAPITAL) and _may_name(text, start, end, token_marks)
        if may_name or marks & _TELLING or marks & _ISSUED_BY == _ISSUED_BY:
            statements.append(
                Statement(
                    document=document.id,
                    text=text,
                    block=block,
                    number=number,
                    span=Span(start, end),
                    marks=marks,
                    may_name=may_name,
                    tokens=tuple(zip(tokens, found, strict=True)),
                )
            )
    listed = [norm for token in known.values() if token.marks & LISTED for norm in token.norms]
    return Skimmed(statements=tuple(statements), vocabulary=tally.vocabulary(listed))


def read_statements(document: Document) -> tuple[Statement, ...]:
    """The telling sentences of a document's body, in text order."""
    return skim(document).statements


def _may_name(text: str, start: int, end: int, marks: Sequence[int]) -> bool:
    """Whether two words of a name may stand in a sentence, given the marks of its tokens."""
    # A sentence begins with a capital: only another one can make a name of two words.
    later = reduce(or_, marks[1:], 0)
    full_name = _ASCII_FULL_NAME if text.isascii() else _FULL_NAME
    return bool((later | marks[0]) & DOUBLE or (later & CAPITAL and full_name.search(text, start, end)))


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
