"""Simpler systems to compare with, each given the same groups of copies and the same texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from provenance.evaluation.baselines.dated import earliest_first, most_overlap_earlier
from provenance.evaluation.baselines.dissimilarity import compression_distance, edit_distance, term_dissimilarity
from provenance.evaluation.baselines.groups import Group, Tree, predict
from provenance.evaluation.baselines.phylogeny import edmonds, oriented_kruskal, phylogeny, spanning_tree
from provenance.evaluation.prediction import Prediction
from provenance.evaluation.prepared import Prepared

System = Callable[[Prepared], Prediction]


def _system(tree_of: Callable[[Group], Tree]) -> System:
    return partial(predict, tree_of=tree_of)


BASELINES: Mapping[str, System] = {
    "earliest date": _system(earliest_first),
    "most overlap, earlier": _system(most_overlap_earlier),
    "edit distance, Kruskal": _system(partial(phylogeny, measure=edit_distance, builder=oriented_kruskal)),
    "edit distance, Edmonds": _system(partial(phylogeny, measure=edit_distance, builder=edmonds)),
    "compression, Kruskal": _system(partial(phylogeny, measure=compression_distance, builder=oriented_kruskal)),
    "compression, Edmonds": _system(partial(phylogeny, measure=compression_distance, builder=edmonds)),
    "tf-idf, Kruskal": _system(partial(phylogeny, measure=term_dissimilarity, builder=oriented_kruskal)),
    "tf-idf, Edmonds": _system(partial(phylogeny, measure=term_dissimilarity, builder=edmonds)),
    "spanning tree": _system(partial(spanning_tree, measure=edit_distance)),
}
"""Baselines by the name that tables give them, in the order of the tables."""

__all__ = ["BASELINES", "System"]
