"""Mentions: a date or a number in a sentence, with the words that tell what it is said of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from provenance.lineage.attribution import CLAUSE_STARTS, SAYING
from provenance.lineage.date_values import DateValue, date_values
from provenance.lineage.statements import Statement
from provenance.model import Document, Span
from provenance.text.dates import DateMention, find_dates

Value = TypeVar("Value")
Dates = Mapping[Span, tuple[DateMention, ...]]
"""The dates written in each sentence that has any, by the sentence's place."""
HEAD_WORDS = 4
"""A value among the first words of a sentence sets the time of all of it (“Earlier on Thursday, …”)."""
WORDS_AFTER_HEAD = 25
"""Words after a value at the head that it is said of."""
WORDS_BEFORE = 20
"""Words before any other value that it is said of."""
WORDS_AFTER = 12
"""Words after any other value that it is said of."""
_NEAR_VERB = 2
"""Words between a verb of speaking and a date that tells when it was said, not when the event was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Generic[Value]):
    """A value in a text.

    ``place`` is where it is written and ``text`` how, ``stems`` (sorted) tell what it is said of, ``others`` are the other values
    of its sentence.
    """

    document: str
    block: str
    sentence: Span
    place: Span
    text: str
    value: Value
    stems: tuple[str, ...]
    others: tuple[Value, ...]


def written_dates(document: Document, statements: Sequence[Statement]) -> Dates:
    """The dates written in the prose of a document, without sentences that have none."""
    text = document.text
    found = {
        statement.span: find_dates(text, statement.span) for statement in statements if statement.may_date and statement.prose
    }
    return {sentence: dates for sentence, dates in found.items() if dates}


def date_mentions(document: Document, statements: Sequence[Statement], dates: Dates) -> Iterator[Mention[DateValue]]:
    """Dates of the events a document tells of, in text order; ``statements`` are its telling sentences, in order.

    Left out are a date beside a verb of speaking, a weekday that nothing pins to a day, a date with a clock time (mostly
    a stamp), and everything in sentences that are not prose.
    """
    found = [(statement, date) for statement in statements for date in dates.get(statement.span, ())]
    values = date_values([date for _, date in found])
    in_sentence: dict[Span, list[DateValue]] = {}
    for (statement, _), value in zip(found, values, strict=True):
        if value is not None:
            in_sentence.setdefault(statement.span, []).append(value)
    for (statement, date), value in zip(found, values, strict=True):
        if value is None or date.hour is not None or _is_of_saying(statement, date.span):
            continue
        yield Mention(
            document=document.id,
            block=statement.block,
            sentence=statement.span,
            place=date.span,
            text=date.span.of(document.text),
            value=value,
            stems=stems_around(statement, date.span, [other.span for other in dates[statement.span]]),
            others=tuple(other for other in in_sentence[statement.span] if other != value),
        )


def stems_around(statement: Statement, place: Span, others: Sequence[Span]) -> tuple[str, ...]:
    """Topic stems of the words a value at ``place`` is said of, sorted.

    A value at the head of a sentence belongs to all of its first clauses; any other to what leads up to it and the few
    words after it, not beyond a word that starts another clause, nor beyond another value (``others``).
    """
    first, last = _window(statement, place)
    left = max((other.end for other in others if statement.span.start <= other.end <= place.start), default=statement.span.start)
    right = min((other.start for other in others if place.end <= other.start <= statement.span.end), default=statement.span.end)
    starts = statement.starts
    first, last = max(first, bisect_left(starts, left)), min(last, bisect_left(starts, right))
    return tuple(sorted(statement.topic(first, last)))


def _window(statement: Statement, place: Span) -> tuple[int, int]:
    before = bisect_left(statement.starts, place.start)
    after = bisect_left(statement.starts, place.end)
    if before < HEAD_WORDS:
        return 0, min(len(statement.norms), after + WORDS_AFTER_HEAD)
    end = after
    while end < min(len(statement.norms), after + WORDS_AFTER) and statement.norms[end] not in CLAUSE_STARTS:
        end += 1
    return max(0, before - WORDS_BEFORE), end


def _is_of_saying(statement: Statement, place: Span) -> bool:
    before = bisect_left(statement.starts, place.start)
    after = bisect_left(statement.starts, place.end)
    near = statement.norms[max(0, before - _NEAR_VERB) : before] + statement.norms[after : after + _NEAR_VERB - 1]
    return not SAYING.isdisjoint(near)
