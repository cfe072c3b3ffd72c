"""Who came first: from shared text and signals to sources, edges, relations and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from provenance.lineage.changed_facts import changed_facts
from provenance.lineage.contamination import with_second_sources
from provenance.lineage.divergences import find_divergences
from provenance.lineage.division import divided, division_notice, joined
from provenance.lineage.edges import Reported, report, source_ids, wanted_sources
from provenance.lineage.families import SignalsById, families_of
from provenance.lineage.family import Family
from provenance.lineage.hops import Hop, distributor_chain
from provenance.lineage.knowledge import Knowledge, knowledge_of
from provenance.lineage.learned import learned_from
from provenance.lineage.lessons import lesson_of
from provenance.lineage.outside import post_edges, speaker_edges
from provenance.lineage.quotations import find_quotations
from provenance.lineage.relations import parents_of, quoting_documents, relation_of
from provenance.lineage.texts import independent_texts, text_roots
from provenance.lineage.trees import FamilyTree, solve_family
from provenance.model import Document, Edge, Lineage, PairRelation, Rejected, Relation, Reuse, SourceKind
from provenance.settings import EvidenceWeights, Inference, Settings

_NAMED = frozenset({SourceKind.NAMED, SourceKind.AGENCY})
"""Kinds of unobserved sources that are outlets."""


def infer(documents: Sequence[Document], signals: SignalsById, reuses: Sequence[Reuse], settings: Settings) -> Lineage:
    """Infer lineage for a whole corpus.

    Args:
        documents: every document, sorted by id.
        signals: the signals of every document, by its id.
        reuses: what pairs share, sorted.
        settings: weights and thresholds.

    Returns:
        Sources, edges, rejected directions and relations, each sorted by id; relations for every pair in ``reuses``.
    """
    weights = settings.inference.weights
    trees = solve_all(families_of(documents, signals, reuses, weights), settings.inference)
    chains = [_chains(tree, weights) for tree in trees]
    ids = source_ids(wanted for tree, chain in zip(trees, chains, strict=True) for wanted in wanted_sources(tree, chain))
    reports = [report(tree, chain, ids, settings.inference) for tree, chain in zip(trees, chains, strict=True)]
    parents = parents_of(edge for part in reports for edge in part.edges)
    labels = {source.id: source.label for part in reports for source in part.sources if source.kind in _NAMED}
    origins = {target: frozenset(labels[source] for source in sources if source in labels) for target, sources in parents.items()}
    families_parents = [(tree.family, parents_of(part.edges)) for tree, part in zip(trees, reports, strict=True)]
    roots = text_roots(families_parents)
    quotations = find_quotations(documents)
    reports.append(speaker_edges(quotations, roots, settings.inference))
    reports.append(post_edges(signals, roots, settings.inference))
    speakers = quoting_documents(quotations)
    divergences = find_divergences(documents, roots)
    edges = _edges(reports)
    notices = (division_notice(tree.family, settings.inference.largest_family) for tree in trees)
    return Lineage(
        sources=tuple(sorted((source for part in reports for source in part.sources), key=lambda source: source.id)),
        edges=edges,
        rejected=_rejected(reports, edges),
        relations=tuple(relation_of(reuse, parents, speakers, settings.matching) for reuse in reuses),
        quotations=quotations,
        divergences=(*divergences, *changed_facts(documents, reuses, roots, divergences)),
        independent_texts=independent_texts(families_parents, reuses, origins, settings.matching),
        problems=tuple(notice for notice in notices if notice is not None),
    )


def _edges(reports: Iterable[Reported]) -> tuple[Edge, ...]:
    """All edges, sorted; of one that several parts of its ends show, the surest."""
    best: dict[tuple[str, str], Edge] = {}
    for edge in (edge for part in reports for edge in part.edges):
        known = best.get((edge.source, edge.target))
        if known is None or edge.probability > known.probability:
            best[edge.source, edge.target] = edge
    return tuple(best[pair] for pair in sorted(best))


def _rejected(reports: Iterable[Reported], edges: Iterable[Edge]) -> tuple[Rejected, ...]:
    """Excluded directions, sorted, each once; none that holds for another part of the same two documents."""
    drawn = {(edge.source, edge.target) for edge in edges}
    found = {(item.source, item.target): item for part in reports for item in part.rejected}
    return tuple(found[pair] for pair in sorted(found) if pair not in drawn)


def solve_all(families: Iterable[Family], settings: Inference) -> tuple[FamilyTree, ...]:
    """Every family solved: once each on its own, then with what the credited copies of the others teach."""
    known = [(family, [(part, knowledge_of(part)) for part in divided(family, settings.largest_family)]) for family in families]
    trees = [_solved(family, parts, settings) for family, parts in known]
    learned = learned_from({tree.family.name: lesson_of(tree, settings) for tree in trees})
    return tuple(
        _solved(family, [(part, replace(knowledge, learned=learned)) for part, knowledge in parts], settings)
        if family.reuses and learned.from_others(family.name)
        else tree
        for (family, parts), tree in zip(known, trees, strict=True)
    )


def _solved(family: Family, parts: Iterable[tuple[Family, Knowledge]], settings: Inference) -> FamilyTree:
    solved = ((solve_family(part, knowledge, settings), knowledge) for part, knowledge in parts)
    return joined(family, [with_second_sources(tree, knowledge, settings.weights) for tree, knowledge in solved])


def _chains(tree: FamilyTree, weights: EvidenceWeights) -> dict[str, tuple[Hop, ...]]:
    """Distributors between each member and its source; what an observed source went through already is its own chain."""
    whole = {
        member: distributor_chain(tree.family.documents[member], tree.family.signals[member], weights)
        for member in tree.family.members
    }
    chains = {}
    for member, hops in whole.items():
        known = {hop.key for hop in whole.get(tree.parent.get(member, ""), ())}
        rest = tuple(hop for hop in hops if hop.key not in known)
        if rest:
            chains[member] = rest
    return chains


def pairs_worth_naming(reuses: Sequence[Reuse], relations: Sequence[PairRelation]) -> tuple[tuple[Reuse, PairRelation], ...]:
    """Each pair with its relation, without those that turned out unrelated."""
    return tuple(
        (reuse, relation)
        for reuse, relation in zip(reuses, relations, strict=True)
        if relation.relation is not Relation.UNRELATED
    )
