"""The truth made ready for judging: who is known to come from whom among the documents that were read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from provenance.evaluation.metrics.edges import Edge, pair_of
from provenance.evaluation.truth import Truth
from provenance.grouping import connected

Parents = Mapping[str, Collection[str]]


class Verdict(StrEnum):
    """What the truth says of the claim that ``source`` is a direct source of ``target``.

    ``ANCESTOR``: not the direct one, but one further back. ``UNKNOWN``: the truth does not say.
    """

    RIGHT = "right"
    ANCESTOR = "ancestor"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """A truth, restricted to some documents.

    Attributes:
        documents: the documents, sorted.
        known: those whose sources are known, sorted.
        edges: true edges between two of the documents, sorted; without those of which nobody can say the direction, because
            to leave such a pair undecided is right and must cost no recall.
        ancestors: of every document, everything it goes back to, documents or hidden sources.
        family: of every document, the smallest document it is connected with through parents, siblings, undirected pairs
            or clusters; itself if with none.
        truth: the truth itself.
    """

    documents: tuple[str, ...]
    known: tuple[str, ...]
    edges: tuple[Edge, ...]
    ancestors: Mapping[str, frozenset[str]]
    family: Mapping[str, str]
    truth: Truth


def answers(truth: Truth, documents: Iterable[str]) -> Answers:
    """What ``truth`` says of these documents, given by id."""
    names = tuple(sorted(set(documents)))
    there = set(names)
    return Answers(
        documents=names,
        known=tuple(name for name in names if name in truth.parents),
        edges=tuple(
            sorted(
                edge
                for name in names
                for parent in truth.parents.get(name, ())
                if parent in there and pair_of(edge := (parent, name)) not in truth.undirected
            )
        ),
        ancestors={name: ancestors_of(truth.parents, name) for name in names},
        family=_families(truth, names),
        truth=truth,
    )


def judge(key: Answers, edge: Edge) -> Verdict:
    """Whether a claimed edge between two documents is true.

    Known to be wrong is an edge into a document whose sources are others, one that turns a true line of descent round, and one
    between siblings or unrelated documents. Of a pair that nobody can put in order, no direction is judged, not even the true
    one: else a guess could gain and never lose.
    """
    source, target = edge
    pair = pair_of(edge)
    if pair in key.truth.undirected:
        return Verdict.UNKNOWN
    if source in key.truth.parents.get(target, ()):
        return Verdict.RIGHT
    if source in key.ancestors.get(target, ()):
        return Verdict.ANCESTOR
    reversed_order = target in key.ancestors.get(source, ())
    if target in key.truth.parents or reversed_order or pair in key.truth.siblings or pair in key.truth.unrelated:
        return Verdict.WRONG
    return Verdict.UNKNOWN


def ancestors_of(parents: Parents, node: str) -> frozenset[str]:
    """Everything above a node, itself only if it is its own ancestor.

    Examples:
        >>> sorted(ancestors_of({"c": ["b"], "b": ["a", "x"]}, "c"))
        ['a', 'b', 'x']

    """
    found: set[str] = set()
    waiting = [node]
    while waiting:
        new = set(parents.get(waiting.pop(), ())) - found
        found |= new
        waiting += sorted(new)
    return frozenset(found)


def parents_in(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Sources of every target, in the order given."""
    found: dict[str, list[str]] = {}
    for source, target in edges:
        found.setdefault(target, []).append(source)
    return found


def nearest_in(parents: Parents, node: str, among: Collection[str]) -> tuple[str, ...]:
    """The nearest ancestors that are ``among`` the given nodes, along every line upward; sorted.

    Examples:
        >>> nearest_in({"c": ["hidden", "b"], "hidden": ["a"], "b": ["a"]}, "c", {"a", "b"})
        ('a', 'b')

    """
    found: set[str] = set()
    met = {node}
    waiting = [node]
    while waiting:
        new = set(parents.get(waiting.pop(), ())) - met
        met |= new
        found |= {parent for parent in new if parent in among}
        waiting += sorted(parent for parent in new if parent not in among)
    return tuple(sorted(found))


def _families(truth: Truth, names: Collection[str]) -> dict[str, str]:
    joins = [(parent, child) for child, parents in truth.parents.items() for parent in parents]
    joins += [*truth.siblings, *truth.undirected]
    joins += [(cluster[0], member) for cluster in truth.clusters for member in cluster[1:]]
    there = set(names)
    families: dict[str, str] = {}
    for group in connected(names, sorted(joins)):
        members = [member for member in group if member in there]
        families |= dict.fromkeys(members, members[0]) if members else {}
    return {name: families[name] for name in sorted(families)}
