"""One family of a large result: found by the name of any member, and drawn by itself."""

from __future__ import annotations

from dataclasses import replace

from provenance.errors import UsageError
from provenance.export.families import families_of, family_name
from provenance.export.trimming import FAMILY_PAIRS_KEPT
from provenance.model import Findings
from provenance.render.explain import node_id
from provenance.render.graph import draw, drawing_of
from provenance.render.picture import Picture
from provenance.render.wording import headline_of, listed, plural

FAMILY_NODES = 300
"""Most nodes in the picture of one family: its SVG stays under 0.6 MB, and nobody can read more of them."""
FAMILY_LINES = 600
"""Most lines in it."""
FAMILIES_NAMED = 5
"""Most families named where it is not clear which one is meant."""


def family_named(findings: Findings, asked: str) -> Findings:
    """The family with a member that ``asked`` names (by id, unique beginning of an id, path, host), with its own headline.

    A source names its family where it has one only.

    Raises:
        UsageError: no such node, several, or one that belongs to no family or to several; the message says which there are.

    """
    node = node_id(findings, asked)
    met = [
        family
        for family in families_of(findings)
        if any(document.id == node for document in family.documents) or any(source.id == node for source in family.sources)
    ]
    if len(met) == 1:
        return headed(met[0])
    if not met:
        message = f"{node} belongs to no family: it shares copied text with no other document, and names no source"
        raise UsageError(message)
    some = listed(tuple(f"{family_name(each)} ({plural(len(each.documents), 'document')})" for each in met[:FAMILIES_NAMED]))
    message = f"{node} is the source of {len(met):,} families, the largest of them {some}; name a document of one of them"
    raise UsageError(message)


def headed(family: Findings) -> Findings:
    """A family with the headline that says what was found of it."""
    return replace(family, summary=replace(family.summary, headline=headline_of(family)))


def draw_family(family: Findings) -> Picture:
    """The picture of one family, its most tied members first where it is too large for one."""
    limits = drawing_of(family)
    picture = draw(family, replace(limits, nodes=min(limits.nodes, FAMILY_NODES), edges=min(limits.edges, FAMILY_LINES)))
    if len(family.documents) <= FAMILY_PAIRS_KEPT:
        return picture
    note = f"In families above {FAMILY_PAIRS_KEPT} documents only the pairs on the tree are kept and drawn."
    return replace(picture, notes=(*picture.notes, note))
