"""Independent texts: how many there are, and where each begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from provenance.grouping import connected
from provenance.lineage.family import Family
from provenance.lineage.relations import Parents
from provenance.model import CountRange, Reuse
from provenance.settings import Matching

Traced = tuple[Family, Parents]
"""A family and the reported sources of its members."""


def text_roots(families: Iterable[Traced], alone: Iterable[str] = ()) -> dict[str, str]:
    """For every document the node its independent text begins with.

    All members of one family share a root: the top of the tree that most of them hang from, an unobserved source or
    a document; ties go to the smaller id. A document made of several texts gets the root of the first that it copied. Documents
    that stand ``alone`` are roots of their own.
    """
    roots: dict[str, str] = {name: name for name in alone}
    settled: set[str] = set()
    for family, parents in families:
        tops = Counter(_top(member, parents) for member in family.members)
        top = min(tops, key=lambda node: (-tops[node], node))
        for member in family.members:
            if member not in settled:
                roots[member] = top
        settled |= parents.keys()
    return roots


def _top(node: str, parents: Parents) -> str:
    while node in parents:
        node = parents[node][0]
    return node


def independent_texts(
    families: Sequence[Traced],
    reuses: Sequence[Reuse],
    origins: Mapping[str, frozenset[str]],
    settings: Matching,
    alone: Sequence[str] = (),
) -> CountRange:
    """How many texts were not copied from one another.

    ``likely`` counts groups joined by copied text; a document made of several texts joins those of them that it did not copy.
    ``high`` leaves out joins that rest on a small part of both texts only. ``low`` also joins what such a document joins
    if any of its parts is its own, and texts that speak of the same event and name the same origin (``origins``: the names, by
    document): they may be one report, reworded. Documents that stand ``alone`` belong to no family and are texts of their own.
    """
    home = {member: _node(family, member) for family, _ in families for member in family.members}
    home.update((name, name) for name in alone)
    nodes = [*(_node(family, member) for family, _ in families for member in family.members), *alone]
    copies = [(family, reuse) for family, _ in families for reuse in family.reuses.values()]
    joins = [(_node(family, reuse.left), _node(family, reuse.right)) for family, reuse in copies]
    strong = [
        (_node(family, reuse.left), _node(family, reuse.right))
        for family, reuse in copies
        if max(reuse.left_in_right, reuse.right_in_left) >= settings.copy_min_containment
    ]
    own, possible = _joined_by_documents(families)
    reworded = [
        (home[reuse.left], home[reuse.right])
        for reuse in reuses
        if reuse.affinity >= settings.same_event_affinity
        and origins.get(reuse.left, frozenset()) & origins.get(reuse.right, frozenset())
    ]
    return CountRange(
        low=len(connected(nodes, [*joins, *own, *possible, *reworded])),
        likely=len(connected(nodes, [*joins, *own])),
        high=len(connected(nodes, strong)),
    )


def _node(family: Family, member: str) -> str:
    return f"{family.name}\x1f{member}"


def _joined_by_documents(families: Sequence[Traced]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Joins between the parts of one document: those it did not copy, and those where only some were copied."""
    places: dict[str, list[Traced]] = {}
    for family, parents in families:
        for member in family.members:
            places.setdefault(member, []).append((family, parents))
    own, possible = [], []
    for member, parts in sorted(places.items()):
        for (one, above_one), (other, above_other) in combinations(parts, 2):
            copied = (member in above_one) + (member in above_other)
            join = (_node(one, member), _node(other, member))
            if copied == 0:
                own.append(join)
            elif copied == 1:
                possible.append(join)
    return own, possible
