"""A large result family by family: the rows of its index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.export.families import copy_groups, families_of, family_name
from provenance.model import CountRange, Edge, Findings, Source
from provenance.render.escape import one_line
from provenance.render.names import Names, names_of, publisher_name, source_name
from provenance.render.wording import largest_origin

LARGE_DOCUMENTS = 300
"""Most documents told one by one. A report of 300 short articles has 1.3 MB, and a picture of them no reader."""
LARGE_FAMILIES = 60
"""Most families told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One family in the index.

    ``number`` counts from 1, largest first. ``title`` is what its first text is called, ``None`` if nothing has a title.
    ``outlets`` counts the places its documents were found at; those that do not say are left out. ``source`` is the node most
    of them come from, and ``copies`` how many do; ``None`` if nothing is sure enough to say so. ``surest`` is its surest edge.
    """

    number: int
    name: str
    title: str | None
    documents: int
    texts: CountRange
    outlets: int
    source: str | None
    copies: int
    surest: Edge | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a large result holds, counted.

    ``families`` are the results of its families, ``rows`` those of two documents or more, both largest first. ``credited`` counts
    single documents that name a source, ``alone`` those that share nothing with any other. ``sources`` are the sources that
    are not here, with the numbers of families (single documents too) and of documents that come from them, most first.
    """

    families: tuple[Findings, ...]
    rows: tuple[Row, ...]
    credited: int
    alone: int
    sources: tuple[tuple[Source, int, int], ...]
    names: Names


def is_large(findings: Findings) -> bool:
    """Whether a result is told family by family; one whose documents all hang together is not, whatever its size."""
    groups = copy_groups(findings)
    if len(findings.documents) > LARGE_DOCUMENTS:
        return len(groups) > 1
    return sum(len(group) > 1 for group in groups) > LARGE_FAMILIES


def overview_of(findings: Findings) -> Overview:
    """The index of a result."""
    families = families_of(findings)
    names = names_of(findings)
    several = [family for family in families if len(family.documents) > 1]
    credited = len(families) - len(several)
    return Overview(
        families=families,
        rows=tuple(_row(number, family, names) for number, family in enumerate(several, start=1)),
        credited=credited,
        alone=len(findings.documents) - sum(len(family.documents) for family in families),
        sources=_sources(findings, families),
        names=names,
    )


def _row(number: int, family: Findings, names: Names) -> Row:
    origin = largest_origin(family.edges, {source.id for source in family.sources})
    return Row(
        number=number,
        name=family_name(family),
        title=_title(family, origin[0] if origin else None),
        documents=len(family.documents),
        texts=family.summary.independent_texts,
        outlets=len({name for document in family.documents if (name := publisher_name(document))}),
        source=names.long(origin[0]) if origin else None,
        copies=origin[1] if origin else 0,
        surest=min(family.edges, key=lambda edge: (-edge.probability, edge.source, edge.target), default=None),
    )


def _title(family: Findings, origin: str | None) -> str | None:
    """What the text is called at its origin, else in the first of its documents that has a title."""
    ordered = sorted(family.documents, key=lambda document: document.id != origin)
    return next((one_line(document.metadata.title) for document in ordered if document.metadata.title), None)


def _sources(findings: Findings, families: Sequence[Findings]) -> tuple[tuple[Source, int, int], ...]:
    used = {source.id: [0, 0] for source in findings.sources}
    for family in families:
        members = {document.id for document in family.documents}
        for source in family.sources:
            used[source.id][0] += 1
            used[source.id][1] += len(
                {edge.target for edge in family.edges if edge.source == source.id and edge.target in members}
            )
    counted = ((source, used[source.id][0], used[source.id][1]) for source in findings.sources)
    return tuple(sorted(counted, key=lambda each: (-each[2], source_name(each[0]), each[0].id)))
