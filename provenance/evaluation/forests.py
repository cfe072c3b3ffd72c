"""Family trees of documents, true and predicted, over the same nodes.

Sources outside the corpus are cut out: what hangs from one hangs from the nearest document above it, or is a root. So a
system that infers such sources and one that cannot are measured alike; ``latent`` measures the inference.
"""

from __future__ import annotations

from provenance.evaluation.answers import Answers, Parents, nearest_in
from provenance.evaluation.metrics.rates import mean
from provenance.evaluation.metrics.trees import TreeScores, tree_scores
from provenance.evaluation.prediction import Prediction

Forest = dict[str, str | None]


def family_forests(key: Answers, prediction: Prediction) -> list[tuple[Forest, Forest]]:
    """The true and the predicted forest of every family of at least two documents, by the family's key.

    The nodes are the documents of known source and the documents they come from. Where the source of a node is not known, it
    is a root in both. A document of several sources hangs from the predicted one, if that is among them, else from the first
    by id.
    """
    members: dict[str, set[str]] = {}
    for name in key.known:
        members.setdefault(key.family[name], set()).add(name)
    for source, target in key.edges:
        members[key.family[target]].add(source)
    said = {name: (parent,) for name, parent in prediction.tree.items() if parent is not None}
    return [_forests(key.truth.parents, said, nodes) for _, nodes in sorted(members.items()) if len(nodes) > 1]


def mean_tree_scores(forests: list[tuple[Forest, Forest]]) -> TreeScores | None:
    """The mean of each measure over the families; ``None`` without families.

    Raises:
        ValueError: somebody is his own ancestor in a forest.

    """
    if not forests:
        return None
    scores = [tree_scores(true, predicted) for true, predicted in forests]
    return TreeScores(
        roots=mean([score.roots for score in scores if score.roots is not None]),
        edges=mean([score.edges for score in scores if score.edges is not None]),
        leaves=mean([score.leaves for score in scores if score.leaves is not None]),
        ancestry=mean([score.ancestry for score in scores if score.ancestry is not None]),
    )


def _forests(known: Parents, said: Parents, nodes: set[str]) -> tuple[Forest, Forest]:
    true: Forest = {}
    predicted: Forest = {}
    for node in sorted(nodes):
        sources = nearest_in(known, node, nodes)
        guess = next(iter(nearest_in(said, node, nodes)), None) if node in known else None
        predicted[node] = guess
        true[node] = guess if guess in sources else next(iter(sources), None)
    return true, predicted
