"""What every baseline starts from and ends with: the groups of copies, and the trees over them as a prediction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from provenance.evaluation.prediction import PredictedEdge, Prediction
from provenance.evaluation.prepared import Prepared
from provenance.grouping import connected
from provenance.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A tree over one group of copies.

    ``parents`` gives every member its parent, ``None`` for the root: a guess where nothing decides. ``decided`` holds the edges
    ``(parent, child)`` that the system stands by, with their score in [0, 1]; an edge of the tree that is not there was a tie.
    ``considered`` are scores of further directed edges.
    """

    parents: Mapping[str, str | None]
    decided: Mapping[tuple[str, str], float]
    considered: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Two or more documents that copies connect, sorted by id, and what their pairs share.

    ``containment[u, v]`` is the share of ``v``'s word 5-grams that ``u`` has too, for the pairs that were compared.
    """

    documents: tuple[Document, ...]
    containment: Mapping[tuple[str, str], float]


def impartial(documents: Iterable[Document]) -> list[Document]:
    """Documents in an order that has nothing to do with who was first: by the hash of their content, then by id.

    Ids will not do: they often begin with the site's name, and a site that copies mostly copies from the same one.
    """
    return sorted(documents, key=lambda document: (document.sha256, document.id))


def predict(prepared: Prepared, tree_of: Callable[[Group], Tree]) -> Prediction:
    """The prediction of a system that draws one tree over each group of copies; documents alone are roots."""
    linked = frozenset((reuse.left, reuse.right) for reuse in prepared.reuses if reuse.is_copy)
    groups = connected((document.id for document in prepared.documents), sorted(linked))
    parents: dict[str, str | None] = {}
    decided: dict[tuple[str, str], float] = {}
    considered: dict[tuple[str, str], float] = {}
    for members, group in _groups(prepared, groups):
        tree = tree_of(group) if group else Tree(parents=dict.fromkeys(members), decided={})
        parents |= tree.parents
        decided |= tree.decided
        considered |= {**tree.considered, **tree.decided}
    return Prediction(
        edges=tuple(
            PredictedEdge(source=source, target=target, probability=decided[source, target]) for source, target in sorted(decided)
        ),
        scores={edge: considered[edge] for edge in sorted(considered)},
        tree={name: parents[name] for name in sorted(parents)},
        groups=groups,
        linked=linked,
        independent_texts=len(groups),
    )


def _groups(prepared: Prepared, groups: Sequence[tuple[str, ...]]) -> Iterable[tuple[tuple[str, ...], Group | None]]:
    """Each group's members, with the group itself if it has more than one."""
    documents = {document.id: document for document in prepared.documents}
    number = {member: place for place, members in enumerate(groups) for member in members}
    containment: list[dict[tuple[str, str], float]] = [{} for _ in groups]
    for reuse in prepared.reuses:
        if number[reuse.left] == number[reuse.right]:
            inside = containment[number[reuse.left]]
            inside[reuse.left, reuse.right] = reuse.right_in_left
            inside[reuse.right, reuse.left] = reuse.left_in_right
    for members, inside in zip(groups, containment, strict=True):
        group = Group(documents=tuple(documents[member] for member in members), containment=inside)
        yield members, group if len(members) > 1 else None
