"""What is drawn of a result: the one place that decides it, for every sink and every layout engine.

Drawn are all documents and sources, all edges, a plain line between copies of which nothing tells who was
first, and a dotted one between the few copies of a small family. Not drawn are pairs that only speak of the
same event or quote the same words: they are in the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from provenance.export.references import references
from provenance.model import COPY_EDGES, Drawn, Findings, Pair, Relation
from provenance.render.escape import one_line
from provenance.render.labels import (
    document_lines,
    document_tooltip,
    edge_lines,
    edge_tooltip,
    level_lines,
    pair_tooltip,
    shares,
    source_lines,
    source_tooltip,
)
from provenance.render.names import names_of
from provenance.render.picture import Link, Node, NodeKind, Picture, Style
from provenance.render.wording import edge_sentence, listed, pair_sentence, plural, probability_word
from provenance.settings import Drawing

SIBLINGS_JOINED = 3
"""Most copies of one source between which dotted lines are drawn; beyond, the lines hide the tree."""


def draw(findings: Findings, drawing: Drawing | None = None) -> Picture:
    """The picture of a result. Nodes and links beyond ``drawing``'s limits are left out, and a note says so.

    Without ``drawing`` the limits are those in the result's own settings.
    Families with more links are kept first, then ids decide; documents that are tied to nothing are left out first.
    """
    limits = drawing or drawing_of(findings)
    drawn = _drawn_pairs(findings)
    kept, notes = _kept_nodes(findings, drawn, limits)
    keys = {node: f"n{number:04}" for number, node in enumerate(kept, start=1)}
    links, more = _links(findings, drawn, keys, limits)
    return Picture(
        title=one_line(findings.summary.headline),
        description=_description(findings, drawn),
        nodes=_nodes(findings, keys),
        links=links,
        notes=(*notes, *more),
    )


def drawing_of(findings: Findings) -> Drawing:
    """The drawing settings a result was made with; the default for each that it does not state."""
    stated = findings.settings.get("drawing")
    default = Drawing()
    if not isinstance(stated, Mapping):
        return default
    engine, nodes, edges, words = (stated.get(name) for name in ("engine", "nodes", "edges", "excerpt_words"))
    return Drawing(
        engine=engine if isinstance(engine, str) else default.engine,
        nodes=nodes if isinstance(nodes, int) else default.nodes,
        edges=edges if isinstance(edges, int) else default.edges,
        excerpt_words=words if isinstance(words, int) else default.excerpt_words,
    )


def _drawn_pairs(findings: Findings) -> tuple[Pair, ...]:
    """Pairs that get a line of their own, without a direction."""
    tied = {frozenset((edge.source, edge.target)) for edge in findings.edges}
    families: dict[str, list[str]] = {}
    for edge in findings.edges:
        if edge.kind in COPY_EDGES:
            families.setdefault(edge.source, []).append(edge.target)
    joined = {
        frozenset((one, other))
        for members in families.values()
        if len(members) <= SIBLINGS_JOINED
        for one in members
        for other in members
    }
    return tuple(
        pair
        for pair in findings.pairs
        if frozenset((pair.reuse.left, pair.reuse.right)) not in tied
        and (_is_undecided(pair) or (pair.reuse.is_copy and frozenset((pair.reuse.left, pair.reuse.right)) in joined))
    )


def _is_undecided(pair: Pair) -> bool:
    return pair.relation.direction == "undecided" and pair.relation.relation in {Relation.COPY, Relation.COMMON_SOURCE}


def _kept_nodes(findings: Findings, drawn: tuple[Pair, ...], limits: Drawing) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the nodes drawn, tied ones first, and a note on those that are not."""
    known = {document.id for document in findings.documents} | {source.id for source in findings.sources}
    degree = Counter(end for edge in findings.edges for end in (edge.source, edge.target))
    degree.update(end for pair in drawn for end in (pair.reuse.left, pair.reuse.right))
    ordered = sorted(known, key=lambda node: (degree[node] == 0, node))
    if len(ordered) <= limits.nodes:
        return tuple(ordered), ()
    kept = sorted(known, key=lambda node: (-degree[node], node))[: limits.nodes]
    left_out = plural(len(ordered) - limits.nodes, "node")
    return (
        tuple(sorted(kept, key=lambda node: (degree[node] == 0, node))),
        (f"{left_out} not drawn (the limit is {limits.nodes:,}); the report and the data have all.",),
    )


def _nodes(findings: Findings, keys: dict[str, str]) -> tuple[Node, ...]:
    names = names_of(findings)
    share = shares(findings, names)
    nodes = [
        Node(
            key=keys[document.id],
            id=document.id,
            kind=NodeKind.OBSERVED,
            lines=document_lines(document, names, share.get(document.id)),
            tooltip=document_tooltip(document, names),
        )
        for document in findings.documents
        if document.id in keys
    ]
    nodes += [
        Node(
            key=keys[source.id],
            id=source.id,
            kind=NodeKind(source.kind),
            lines=source_lines(source),
            tooltip=source_tooltip(source, names),
        )
        for source in findings.sources
        if source.id in keys
    ]
    return tuple(sorted(nodes, key=lambda node: node.key))


def _links(
    findings: Findings, drawn: tuple[Pair, ...], keys: dict[str, str], limits: Drawing
) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    names = names_of(findings)
    compared = references(findings)
    links = [
        Link(
            key="",
            source=keys[edge.source],
            target=keys[edge.target],
            kind=edge.kind,
            style=Style.SOLID if edge.drawn is Drawn.SOLID else Style.DASHED,
            carries_text=edge.kind in COPY_EDGES,
            lines=edge_lines(edge, compared.get((edge.source, edge.target)), names),
            tooltip=edge_tooltip(edge, names),
        )
        for edge in findings.edges
        if edge.source in keys and edge.target in keys
    ]
    links += [
        Link(
            key="",
            source=keys[pair.reuse.left],
            target=keys[pair.reuse.right],
            kind=pair.relation.relation,
            style=Style.UNDIRECTED if _is_undecided(pair) else Style.SIBLING,
            carries_text=True,
            lines=level_lines(pair),
            tooltip=pair_tooltip(pair, names),
        )
        for pair in drawn
        if pair.reuse.left in keys and pair.reuse.right in keys
    ]
    ordered = sorted(links, key=lambda link: (link.style is Style.SIBLING, link.source, link.target, link.kind))
    notes = _over_limit(len(ordered), limits.edges)
    return tuple(_with_key(link, number) for number, link in enumerate(ordered[: limits.edges], start=1)), notes


def _with_key(link: Link, number: int) -> Link:

    return replace(link, key=f"e{number:04}")


def _over_limit(links: int, limit: int) -> tuple[str, ...]:
    if links <= limit:
        return ()
    return (f"{plural(links - limit, 'line')} not drawn (the limit is {limit:,}); the report and the data have all.",)


def _description(findings: Findings, drawn: Iterable[Pair]) -> str:
    """The picture in sentences, for those who do not see it."""
    names = names_of(findings)
    said = [f"{edge_sentence(edge, names)} ({probability_word(edge.probability)})." for edge in findings.edges]
    said += [f"{pair_sentence(pair, names)}." for pair in drawn]
    tied = {end for edge in findings.edges for end in (edge.source, edge.target)}
    tied |= {end for pair in drawn for end in (pair.reuse.left, pair.reuse.right)}
    alone = tuple(names.long(document.id) for document in findings.documents if document.id not in tied)
    if alone:
        said.append(f"Tied to nothing else: {listed(alone)}.")
    return " ".join(said)
