"""The largest families of a large result on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provenance.export.families import family_name
from provenance.model import Findings
from provenance.render.family import draw_family
from provenance.render.graph import draw
from provenance.render.picture import Picture
from provenance.render.wording import plural

SHEET_FAMILY = 60
"""Largest family drawn beside others: a larger one would be all that is seen, and has a picture of its own."""
SHEET_NODES = 150
"""Most documents and sources on the sheet: about what can be read on a wall."""


def draw_sheet(findings: Findings, families: Sequence[Findings]) -> Picture:
    """The largest families that fit on one sheet, whole; ``families`` largest first. A note tells what is not there.

    Where even the smallest is too large for the sheet, the largest is drawn as ``draw_family`` does.
    """
    chosen = _that_fit([family for family in families if len(family.documents) > 1])
    if not chosen:
        return replace(draw_family(families[0]), title=findings.summary.headline) if families else draw(_together(findings, ()))
    picture = draw(_together(findings, chosen))
    return replace(picture, notes=(*picture.notes, *_left_out(findings, families, chosen)))


def _that_fit(families: Sequence[Findings]) -> list[Findings]:
    chosen: list[Findings] = []
    room = SHEET_NODES
    for family in families:
        size = len(family.documents) + len(family.sources)
        if size <= min(room, SHEET_FAMILY):
            chosen.append(family)
            room -= size
    return chosen


def _together(findings: Findings, families: Sequence[Findings]) -> Findings:
    """Some families as one result, under the whole result's headline."""
    edges = {(edge.source, edge.target): edge for family in families for edge in family.edges}
    sources = {source.id: source for family in families for source in family.sources}
    return Findings(
        tool_version=findings.tool_version,
        settings=findings.settings,
        summary=findings.summary,
        documents=tuple(sorted((each for family in families for each in family.documents), key=lambda each: each.id)),
        sources=tuple(sources[name] for name in sorted(sources)),
        pairs=tuple(
            sorted((each for family in families for each in family.pairs), key=lambda each: (each.reuse.left, each.reuse.right))
        ),
        edges=tuple(edges[ends] for ends in sorted(edges)),
    )


def _left_out(findings: Findings, families: Sequence[Findings], chosen: Sequence[Findings]) -> tuple[str, ...]:
    """What is not on the sheet, in a sentence or two."""
    drawn = {family_name(family) for family in chosen}
    others = [family for family in families if len(family.documents) > 1 and family_name(family) not in drawn]
    said = []
    if others:
        count = plural(len(others), "more family", "more families")
        said.append(
            f"{count} not drawn here, the largest of {plural(len(others[0].documents), 'document')}; the report lists them."
        )
    alone = len(findings.documents) - sum(len(family.documents) for family in families if len(family.documents) > 1)
    if alone:
        said.append(f"{plural(alone, 'document')} not drawn: no copied wording in common with any other.")
    return tuple(said)
