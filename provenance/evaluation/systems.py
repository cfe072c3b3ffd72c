"""Every system that can be measured: ours, its answer turned into the form that every metric reads, and the baselines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from provenance.evaluation.baselines import BASELINES, System
from provenance.evaluation.prediction import PredictedEdge, PredictedPassage, PredictedSource, Prediction
from provenance.evaluation.prepared import Prepared
from provenance.grouping import connected
from provenance.lineage import FamilyTree, families_of, forced_tree, infer, solve_all
from provenance.model import COPY_EDGES, Document, Drawn, Edge, Lineage, PassageType, Reuse, Source, SourceKind
from provenance.settings import Inference, Settings

OURS = "provenance"
"""Name of our own system in tables and options."""


def systems(settings: Settings) -> dict[str, System]:
    """All systems by name, ours first."""
    return {OURS: partial(ours, settings=settings), **BASELINES}


def ours(prepared: Prepared, settings: Settings) -> Prediction:
    """What this program says of a corpus: who copied from whom, speakers and embedded posts left out."""
    lineage = infer(prepared.documents, prepared.signals, prepared.reuses, settings)
    families = families_of(prepared.documents, prepared.signals, prepared.reuses, settings.inference.weights)
    trees = solve_all(families, settings.inference)
    return replace(
        prediction_of(lineage, prepared.documents, prepared.reuses),
        scores=considered(trees),
        tree=best_trees(trees, settings.inference),
    )


def prediction_of(lineage: Lineage, documents: Sequence[Document], reuses: Sequence[Reuse]) -> Prediction:
    """A lineage as a prediction; what was weighed and not decided on is no part of a lineage, so neither ``scores`` nor ``tree``.

    A document behind distributors gets the source that the chain begins with, at the probability of the chain's weakest link,
    solid only if every link is; the distributors themselves are no sources of text.
    """
    edges = origin_edges(lineage)
    named = {edge.source for edge in edges}
    linked = frozenset((reuse.left, reuse.right) for reuse in reuses if reuse.is_copy)
    return Prediction(
        edges=edges,
        groups=connected((document.id for document in documents), sorted(linked)),
        linked=linked,
        sources={source.id: _predicted(source) for source in lineage.sources if source.id in named},
        passages=tuple(_copied(reuses)),
        independent_texts=lineage.independent_texts.likely,
    )


def considered(trees: Iterable[FamilyTree]) -> dict[tuple[str, str], float]:
    """Probability of every edge between documents that was weighed; of a pair in several families the highest."""
    found: dict[tuple[str, str], float] = {}
    for tree in trees:
        for (source, target), probability in tree.probability.items():
            if source in tree.family.documents:
                found[source, target] = max(probability, found.get((source, target), 0.0))
    return dict(sorted(found.items()))


def best_trees(trees: Iterable[FamilyTree], settings: Inference) -> dict[str, str | None]:
    """The parent of every document in the best tree of its family.

    A document made of several texts is in several families; it gets the parent that is surest and does not come from the document
    itself by way of another family. Sources outside the corpus are called by the family and what the family calls them.
    """
    wanted: list[tuple[float, str, str]] = []
    found: dict[str, str | None] = {}
    for tree in trees:
        found |= dict.fromkeys(tree.family.members)
        for member, source in forced_tree(tree, settings).items():
            if source is not None:
                name = source if source in tree.family.documents else f"source:{tree.family.name} {source}"
                wanted.append((-tree.probability[source, member], member, name))
    for _, member, source in sorted(wanted):
        if found[member] is None and member not in _upward(found, source):
            found[member] = source
    return dict(sorted(found.items()))


def _upward(parents: Mapping[str, str | None], node: str) -> set[str]:
    """A node and everything above it."""
    met: set[str] = set()
    here: str | None = node
    while here is not None:
        met.add(here)
        here = parents.get(here)
    return met


def origin_edges(lineage: Lineage) -> tuple[PredictedEdge, ...]:
    """The copy edges into documents, each from an observed document or from the source beyond any distributors, sorted.

    Where a chain of distributors branches, each step back takes the most probable edge, the smaller id on a tie.
    """
    sources = {source.id: source for source in lineage.sources}
    into: dict[str, list[Edge]] = {}
    for edge in lineage.edges:
        if edge.kind in COPY_EDGES:
            into.setdefault(edge.target, []).append(edge)
    found: dict[tuple[str, str], PredictedEdge] = {}
    for target in sorted(into.keys() - sources.keys()):
        for edge in into[target]:
            chain = _upstream(edge, into, sources)
            if chain is None:
                continue
            candidate = chain.edge_to(target)
            known = found.get((candidate.source, target))
            if known is None or candidate.probability > known.probability:
                found[candidate.source, target] = candidate
    return tuple(found[pair] for pair in sorted(found))


@dataclass(frozen=True, slots=True)
class _Chain:
    """Edges from a document back to where its text began, last hop first."""

    edges: tuple[Edge, ...]

    def edge_to(self, target: str) -> PredictedEdge:
        return PredictedEdge(
            source=self.edges[-1].source,
            target=target,
            probability=min(edge.probability for edge in self.edges),
            solid=all(edge.drawn is Drawn.SOLID for edge in self.edges),
        )


def _upstream(last: Edge, into: Mapping[str, Sequence[Edge]], sources: Mapping[str, Source]) -> _Chain | None:
    """The chain that ends with ``last``; ``None`` if it leads nowhere, or only back to where it ends."""
    chain = [last]
    seen = {last.target}
    while _is_distributor(chain[-1].source, sources):
        node = chain[-1].source
        seen.add(node)
        open_to = [edge for edge in into.get(node, ()) if edge.source not in seen]
        if not open_to:
            return None
        chain.append(min(open_to, key=lambda edge: (-edge.probability, edge.source)))
    return _Chain(tuple(chain))


def _is_distributor(node: str, sources: Mapping[str, Source]) -> bool:
    return node in sources and sources[node].kind is SourceKind.DISTRIBUTOR


def _predicted(source: Source) -> PredictedSource:
    if source.kind is SourceKind.ANONYMOUS:
        return PredictedSource(id=source.id, host=None, name=None)
    return PredictedSource(id=source.id, host=source.host, name=source.label)


def _copied(reuses: Iterable[Reuse]) -> Iterable[PredictedPassage]:
    for reuse in reuses:
        for passage in reuse.passages:
            if passage.type is PassageType.COPY:
                yield PredictedPassage(
                    left=reuse.left, right=reuse.right, left_span=passage.left, right_span=passage.right, type=passage.type
                )
