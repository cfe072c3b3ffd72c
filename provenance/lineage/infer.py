"""Who came first: from shared text and signals to sources, edges, relations and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from provenance.lineage.changed_facts import changed_facts
from provenance.lineage.divergences import divergences_of
from provenance.lineage.division import division_notice
from provenance.lineage.edges import Reported, report, source_ids, wanted_sources
from provenance.lineage.families import SignalsById, families_and_rest
from provenance.lineage.features import Features, Gathered, features_of, gathered
from provenance.lineage.outside import post_edges, speaker_edges
from provenance.lineage.quotations import quotations_of
from provenance.lineage.relations import Parents, parents_of, quoting_documents, relations_of
from provenance.lineage.routes import routes_of
from provenance.lineage.solving import Mapper, solve_all
from provenance.lineage.texts import Traced, independent_texts, text_roots
from provenance.lineage.trees import FamilyTree
from provenance.model import Document, Edge, Lineage, PairRelation, Rejected, Relation, Reuse, SourceKind
from provenance.settings import Inference, Settings

_NAMED = frozenset({SourceKind.NAMED, SourceKind.AGENCY})
"""Kinds of unobserved sources that are outlets."""


def infer(
    documents: Sequence[Document],
    signals: SignalsById,
    reuses: Sequence[Reuse],
    settings: Settings,
    features: Iterable[Features] | None = None,
    mapper: Mapper = map,
) -> Lineage:
    """Infer lineage for a whole corpus.

    Args:
        documents: every document, sorted by id.
        signals: the signals of every document, by its id.
        reuses: what pairs share, sorted.
        settings: weights and thresholds.
        features: of every document, in the same order; they are worked out if not given. They are taken one after another.
        mapper: what solves the families, ``map`` or another that answers in the same order, such as that of a pool of
            processes: everything that is handed to it can be pickled.

    Returns:
        Sources, edges, rejected directions and relations, each sorted by id; relations for every pair in ``reuses``.
    """
    corpus = gathered(map(features_of, documents) if features is None else features)
    families, alone = families_and_rest(documents, signals, reuses, settings.inference.weights)
    return assembled(
        documents, signals, reuses, Solution(trees=solve_all(families, settings.inference, mapper), alone=alone), corpus, settings
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The trees of all families of which there is something to say, by family, and the ids of all other documents."""

    trees: tuple[FamilyTree, ...]
    alone: tuple[str, ...]


def assembled(
    documents: Sequence[Document],
    signals: SignalsById,
    reuses: Sequence[Reuse],
    solution: Solution,
    corpus: Gathered,
    settings: Settings,
) -> Lineage:
    """The lineage of a corpus from its solved families and the features of its documents; the rest is as for ``infer``."""
    reports, traced = _reported(solution.trees, settings.inference)
    parents = parents_of(edge for part in reports for edge in part.edges)
    roots = text_roots(traced, solution.alone)
    quotations = quotations_of(corpus.speech)
    outside = (speaker_edges(quotations, roots, settings.inference), post_edges(signals, roots, settings.inference))
    texts = {document.id: document.text for document in documents}
    divergences = divergences_of(corpus, roots, texts)
    every = (*reports, *outside)
    edges = _edges(every)
    notices = (division_notice(tree, settings.inference.largest_family) for tree in solution.trees)
    return Lineage(
        sources=tuple(sorted((source for part in every for source in part.sources), key=lambda source: source.id)),
        edges=edges,
        rejected=_rejected(every, edges),
        relations=relations_of(reuses, parents, quoting_documents(quotations), settings.matching),
        quotations=quotations,
        divergences=(*divergences, *changed_facts(texts, reuses, roots, divergences)),
        independent_texts=independent_texts(traced, reuses, _origins(reports, parents), settings.matching, solution.alone),
        problems=tuple(notice for notice in notices if notice is not None),
    )


def _reported(trees: Sequence[FamilyTree], settings: Inference) -> tuple[list[Reported], list[Traced]]:
    """What each family contributes, and each family with the sources of its members."""
    routes = [routes_of(tree, settings.weights) for tree in trees]
    ids = source_ids(wanted for tree, route in zip(trees, routes, strict=True) for wanted in wanted_sources(tree, route))
    reports = [report(tree, route, ids, settings) for tree, route in zip(trees, routes, strict=True)]
    return reports, [(tree.family, parents_of(part.edges)) for tree, part in zip(trees, reports, strict=True)]


def _origins(reports: Iterable[Reported], parents: Parents) -> dict[str, frozenset[str]]:
    """The names of the absent outlets that each document's text comes from."""
    labels = {source.id: source.label for part in reports for source in part.sources if source.kind in _NAMED}
    return {target: frozenset(labels[source] for source in sources if source in labels) for target, sources in parents.items()}


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


def pairs_worth_naming(reuses: Sequence[Reuse], relations: Sequence[PairRelation]) -> tuple[tuple[Reuse, PairRelation], ...]:
    """Each pair with its relation, without those that turned out unrelated."""
    return tuple(
        (reuse, relation)
        for reuse, relation in zip(reuses, relations, strict=True)
        if relation.relation is not Relation.UNRELATED
    )
