"""Which pair of documents tells what a copy changed."""

from __future__ import annotations

from provenance.model import COPY_EDGES, Edge, Findings, Pair


def references(findings: Findings) -> dict[tuple[str, str], Pair]:
    """For each copying edge, by its ends, the pair that tells what the copy changed.

    Where the source is a document, that is their own pair. Else the copy is compared with another copy of the
    same source: the surest of those it shares copied text with, then the first by id.
    """
    partners: dict[str, dict[str, Pair]] = {}
    for pair in findings.pairs:
        partners.setdefault(pair.reuse.left, {})[pair.reuse.right] = pair
        partners.setdefault(pair.reuse.right, {})[pair.reuse.left] = pair
    copies: dict[str, list[Edge]] = {}
    for edge in findings.edges:
        if edge.kind in COPY_EDGES:
            copies.setdefault(edge.source, []).append(edge)
    found: dict[tuple[str, str], Pair] = {}
    for source, edges in copies.items():
        ordered = sorted(edges, key=lambda each: (-each.probability, each.target))
        rank = {edge.target: number for number, edge in enumerate(ordered)}
        for edge in ordered:
            beside = {
                other: pair for other, pair in partners.get(edge.target, {}).items() if other in rank and pair.reuse.is_copy
            }
            best = partners.get(edge.target, {}).get(source) or (beside[min(beside, key=rank.__getitem__)] if beside else None)
            if best is not None:
                found[edge.source, edge.target] = best
    return found
