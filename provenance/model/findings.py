"""Everything one run found out: the only thing that is stored, drawn or exported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from provenance.model.document import Document, Problem
from provenance.model.lineage import (
    CountRange,
    Divergence,
    Edge,
    PairRelation,
    Quotation,
    Rejected,
    Source,
)
from provenance.model.reuse import Reuse
from provenance.model.signal import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two documents that share something worth naming: what they share, and what that makes them."""

    reuse: Reuse
    relation: PairRelation


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The finding in a sentence. ``independent_texts`` counts texts not copied from one another."""

    documents: int
    independent_texts: CountRange
    headline: str


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What a run found. Every tuple is sorted by id, so equal input gives equal bytes.

    ``signals`` maps a document's id to its signals; ``settings`` is the settings tree as plain values.
    """

    tool_version: str
    settings: Mapping[str, object]
    summary: Summary
    documents: tuple[Document, ...]
    signals: Mapping[str, tuple[Signal, ...]] = field(default_factory=lambda: MappingProxyType({}))
    sources: tuple[Source, ...] = ()
    pairs: tuple[Pair, ...] = ()
    edges: tuple[Edge, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    divergences: tuple[Divergence, ...] = ()
    problems: tuple[Problem, ...] = ()
