"""Who came first, as far as evidence carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from provenance.model.document import DateRange, Problem, Span


class SourceKind(StrEnum):
    """What an unobserved node is."""

    NAMED = "named"
    AGENCY = "agency"
    DISTRIBUTOR = "distributor"
    SPEAKER = "speaker"
    POST = "post"
    ANONYMOUS = "anonymous"


class EdgeKind(StrEnum):
    """What the later document did with the earlier one."""

    REPUBLISHED = "republished"
    REPUBLISHED_WITH_EDITS = "republished_with_edits"
    EXCERPTED = "excerpted"
    UPDATED = "updated"
    SYNDICATED_THROUGH = "syndicated_through"
    QUOTES = "quotes"
    REPORTS = "reports"
    EMBEDS = "embeds"


COPY_EDGES = frozenset(
    {
        EdgeKind.REPUBLISHED,
        EdgeKind.REPUBLISHED_WITH_EDITS,
        EdgeKind.EXCERPTED,
        EdgeKind.UPDATED,
        EdgeKind.SYNDICATED_THROUGH,
    }
)
"""Kinds that say the target's text came from the source; the others say it speaks of it."""


class Relation(StrEnum):
    """How two documents are related, direction apart."""

    COPY = "copy"
    COMMON_SOURCE = "common_source"
    SHARED_QUOTATION = "shared_quotation"
    SAME_EVENT = "same_event"
    BOILERPLATE_ONLY = "boilerplate_only"
    UNRELATED = "unrelated"


class Drawn(StrEnum):
    """Solid only where the evidence names the source; dashed where it is inferred."""

    SOLID = "solid"
    DASHED = "dashed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A node that must have existed and is not in the corpus. ``reason`` says why it must."""

    id: str
    kind: SourceKind
    label: str
    host: str | None
    not_before: DateRange | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason. ``log_odds`` is natural-log odds in favour of the edge (negative: against).

    ``kind`` is a signal kind or one of the kinds of textual evidence in the result contract; ``where``
    are ids of the blocks that show it.
    """

    kind: str
    log_odds: float
    note: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """``source`` came first.

    ``probability`` in [0, 1] is that of the target's text going back to the source, at once or by way of further copies: a credit
    outlives several hands, and a copy that changed nothing leaves no trace. ``flips_if`` says what would change our mind.
    """

    source: str
    target: str
    kind: EdgeKind
    probability: float
    drawn: Drawn
    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...]
    flips_if: str

    def __post_init__(self) -> None:
        if not 0.0 <= self.probability <= 1.0:
            message = f"{self.source} -> {self.target}: probability {self.probability} is not in [0, 1]"
            raise ValueError(message)
        if self.source == self.target:
            message = f"{self.source} cannot be its own source"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A direction that was considered and excluded, with what excludes it."""

    source: str
    target: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRelation:
    """How two documents (``left < right``) are related once lineage is known.

    ``direction`` is ``left_first``, ``right_first``, ``neither`` (siblings, or no copying at all) or
    ``undecided`` (they share copied text and nothing tells who was first).
    """

    left: str
    right: str
    relation: Relation
    direction: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationMember:
    """One document's use of a speaker's words.

    ``form`` is ``direct``, ``indirect`` or ``fragment``; members with the same ``variant`` have the
    same wording, 0 being the wording most members have.
    """

    document: str
    block: str
    span: Span
    form: str
    variant: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The words of one speaker on one occasion, wherever they are quoted or reported."""

    speaker: str
    members: tuple[QuotationMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one document says on a disputed point; ``value`` is it in normal form, ``None`` if it has none.

    ``compatible`` marks a reading too coarse to take a side.
    """

    document: str
    block: str
    span: Span
    text: str
    value: str | None
    compatible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """Readings that disagree. ``witnesses`` counts independent texts; no reading is declared true.

    ``kind`` is ``date``, ``number``, ``name`` or ``chronology`` (one document against itself).
    """

    kind: str
    topic: str
    readings: tuple[Reading, ...]
    witnesses: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRange:
    """A count that may be uncertain: ``low <= likely <= high``."""

    low: int
    likely: int
    high: int

    def __post_init__(self) -> None:
        if not self.low <= self.likely <= self.high:
            message = f"a count needs low <= likely <= high, not {self.low}, {self.likely}, {self.high}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Everything inferred about who came first; all tuples sorted by id."""

    sources: tuple[Source, ...]
    edges: tuple[Edge, ...]
    rejected: tuple[Rejected, ...]
    relations: tuple[PairRelation, ...]
    quotations: tuple[Quotation, ...]
    divergences: tuple[Divergence, ...]
    independent_texts: CountRange
    problems: tuple[Problem, ...] = ()
    """What could not be inferred as it should be, and why; sorted by the first document concerned."""
