"""Chronology: a document that puts events in an order its own dates deny."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from provenance.lineage.date_values import DateValue
from provenance.lineage.mentions import Mention
from provenance.lineage.statements import Statement
from provenance.model import Document, Span

_LATER = re.compile(
    r"\A\W*(?:(?:shortly|soon|immediately|not long|\w+ (?:days?|weeks?|months?|years?))\s+)?"
    r"(?:(?:following|after)\s+(?:this|that|these|those|which)\b|then\b|subsequently\b|later\b(?!\s+(?:this|that|today|on)\b)|"
    r"afterwards?\b|thereafter\b)",
    re.IGNORECASE,
)
"""Openings that put a sentence's event after the one before it."""
_EARLIER = re.compile(
    r"\A\W*(?:(?:shortly|immediately|\w+ (?:days?|weeks?|months?|years?))\s+)?"
    r"(?:(?:before|prior\s+to)\s+(?:this|that|these|those|which)\b|previously\b|beforehand\b)",
    re.IGNORECASE,
)
"""Openings that put it before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disorder:
    """Two dates of one document whose order its own words deny: ``marker`` is the opening that says so."""

    first: Mention[DateValue]
    second: Mention[DateValue]
    marker: str


def find_disorder(
    document: Document, statements: Sequence[Statement], mentions: Sequence[Mention[DateValue]]
) -> Iterator[Disorder]:
    """Sentences that open with “following this”, “then”, “before that” … and whose dates all lie on the wrong side.

    Only neighbouring sentences of one block are compared, and only where every date of the one is surely
    before every date of the other.
    """
    dated: dict[Span, list[Mention[DateValue]]] = {}
    for mention in mentions:
        dated.setdefault(mention.sentence, []).append(mention)
    for before, after in pairwise(statements):
        earlier, later = dated.get(before.span), dated.get(after.span)
        if before.block != after.block or before.number + 1 != after.number or not earlier or not later:
            continue
        written = after.span.of(document.text)
        marker, wrong = _LATER.match(written), (later, earlier)
        if marker is None:
            marker, wrong = _EARLIER.match(written), (earlier, later)
        if marker and all(one.value.precedes(two.value) for one in wrong[0] for two in wrong[1]):
            yield Disorder(first=earlier[-1], second=later[0], marker=marker[0].strip(" \t\n\"'“‘(«"))
