"""Each edge in words with the evidence for and against it, and the directions that were excluded."""

from __future__ import annotations

from functools import partial

from provenance.model import Drawn, Edge, Rejected
from provenance.render.html import Markup, element
from provenance.render.names import SOURCE_KINDS
from provenance.render.sections.context import Context, evidence_table, fitted, section
from provenance.render.wording import edge_sentence, probability_word

EDGES_ROOM = 300_000
"""Most bytes of mark-up for edges; a page of 2 MB still opens at once on a telephone. About 200 of them fit ..."""
REJECTED_ROOM = 100_000
"""... and for directions that were excluded."""

_DRAWN = {
    Drawn.SOLID: "drawn solid: the evidence names the source",
    Drawn.DASHED: "drawn dashed: inferred, or not sure enough",
}


def edges_section(context: Context) -> Markup | None:
    """All edges, in the order of the result."""
    return section(
        "edges",
        "Who has the text from whom, and how we know",
        *fitted(context.findings.edges, partial(_edge, context), EDGES_ROOM, "edge"),
    )


def _edge(context: Context, edge: Edge) -> Markup:
    certainty = f"{probability_word(edge.probability)} ({edge.probability:.0%}); {_DRAWN[edge.drawn]}"
    return element(
        "article",
        element("h3", f"{edge_sentence(edge, context.names)}"),
        element("p", certainty, class_="soft"),
        evidence_table(context, (*edge.evidence, *edge.against)),
        element("p", element("strong", "What would change this: "), context.said(edge.flips_if)) if edge.flips_if else None,
        id=context.edge_anchors.get((edge.source, edge.target, edge.kind)),
    )


def rejected_section(context: Context) -> Markup | None:
    """Directions that were considered and excluded."""
    shown = fitted(context.findings.rejected, partial(_rejected, context), REJECTED_ROOM, "excluded direction")
    return section("excluded", "Directions that were excluded", *shown)


def _rejected(context: Context, rejected: Rejected) -> Markup:
    said = f"{context.names.long(rejected.target)} does not have its text from {context.names.long(rejected.source)}"
    return element("article", element("h3", said), evidence_table(context, rejected.evidence))


def sources_section(context: Context) -> Markup | None:
    """Sources that must have existed and are not in the corpus, with the reason."""
    items = [
        element(
            "li",
            element("strong", context.names.long(source.id)),
            f" ({SOURCE_KINDS[source.kind]}): ",
            context.said(source.reason),
            id=context.node_anchors.get(source.id),
        )
        for source in context.findings.sources
    ]
    return section("sources", "Sources that are not in the corpus", element("ul", *items) if items else None)
