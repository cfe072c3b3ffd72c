"""Who came first: from shared text and signals to sources, edges, relations and what stays open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from provenance.grouping import connected
from provenance.lineage.changed_facts import changed_facts
from provenance.lineage.claims import claims_of, merged_origins, resolve
from provenance.lineage.divergences import find_divergences
from provenance.lineage.edges import report, source_ids, wanted_sources
from provenance.lineage.family import Family
from provenance.lineage.hops import Hop, distributor_chain
from provenance.lineage.outside import post_edges, speaker_edges
from provenance.lineage.quotations import find_quotations
from provenance.lineage.relations import independent_texts, quoting_documents, relation_of, text_roots
from provenance.lineage.trees import FamilyTree, solve_family
from provenance.model import COPY_EDGES, Document, Lineage, PairRelation, Relation, Reuse, Signal, SourceKind
from provenance.settings import EvidenceWeights, Settings

_NAMED = frozenset({SourceKind.NAMED, SourceKind.AGENCY})
"""Kinds of unobserved sources that are outlets."""

SignalsById = Mapping[str, tuple[Signal, ...]]


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
    copies = ((reuse.left, reuse.right) for reuse in reuses if reuse.is_copy)
    groups = connected((document.id for document in documents), copies)
    families = build_families(documents, signals, reuses, groups, weights)
    trees = [solve_family(family, settings.inference) for family in families]
    chains = [_chains(tree, weights) for tree in trees]
    ids = source_ids(wanted for tree, chain in zip(trees, chains, strict=True) for wanted in wanted_sources(tree, chain))
    reports = [report(tree, chain, ids, settings.inference) for tree, chain in zip(trees, chains, strict=True)]
    parent = {edge.target: edge.source for part in reports for edge in part.edges if edge.kind in COPY_EDGES}
    labels = {source.id: source.label for part in reports for source in part.sources if source.kind in _NAMED}
    origins = {document.id: labels[parent[document.id]] for document in documents if parent.get(document.id) in labels}
    roots = text_roots(groups, parent)
    quotations = find_quotations(documents)
    reports.append(speaker_edges(quotations, roots, settings.inference))
    reports.append(post_edges(signals, roots, settings.inference))
    speakers = quoting_documents(quotations)
    divergences = find_divergences(documents, roots)
    return Lineage(
        sources=tuple(sorted((source for part in reports for source in part.sources), key=lambda source: source.id)),
        edges=tuple(sorted((edge for part in reports for edge in part.edges), key=lambda edge: (edge.source, edge.target))),
        rejected=tuple(sorted((item for part in reports for item in part.rejected), key=lambda item: (item.source, item.target))),
        relations=tuple(relation_of(reuse, parent, speakers, settings.matching) for reuse in reuses),
        quotations=quotations,
        divergences=(*divergences, *changed_facts(documents, reuses, roots, divergences)),
        independent_texts=independent_texts(documents, reuses, origins, settings.matching),
    )


def build_families(
    documents: Sequence[Document],
    signals: SignalsById,
    reuses: Sequence[Reuse],
    groups: Sequence[Sequence[str]],
    weights: EvidenceWeights,
) -> tuple[Family, ...]:
    """One family per group, with the claims of its members resolved to members where one can be meant."""
    by_id = {document.id: document for document in documents}
    group_of = {member: number for number, group in enumerate(groups) for member in group}
    shared: list[dict[tuple[str, str], Reuse]] = [{} for _ in groups]
    for reuse in reuses:
        if reuse.is_copy:
            shared[group_of[reuse.left]][reuse.left, reuse.right] = reuse
    families = []
    for group, pairs in zip(groups, shared, strict=True):
        members = {member: by_id[member] for member in group}
        claims = {member: claims_of(members[member], signals.get(member, ()), weights) for member in group}
        hinted = merged_origins(claim for found in claims.values() for claim in found)
        resolved = {origin.key: resolve(origin, members.values()) for origin in hinted}
        origins = [origin for origin in hinted if origin.claimants or resolved[origin.key]]
        merged = {member: tuple(c for origin in origins for c in origin.claims if c.document == member) for member in group}
        families.append(
            Family(
                members=tuple(group),
                documents=members,
                signals={member: signals.get(member, ()) for member in group},
                reuses=pairs,
                claims=merged,
                origins=tuple(origin for origin in origins if not resolved[origin.key]),
                resolved={key: holders for key, holders in sorted(resolved.items()) if holders},
            )
        )
    return tuple(families)


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
