"""Routes through distributors: no text goes round in a circle, whatever the pages say."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.hops import Hop
from provenance.lineage.routes import routes_of, uncontradicted
from provenance.lineage.trees import FamilyTree
from provenance.model import Evidence, Signal, SignalKind
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, WEIGHTS, family


def hops(names: str) -> tuple[Hop, ...]:
    seen = Evidence(kind="disclaimer", log_odds=3.0, note="its notice stands there", where=())
    return tuple(Hop(key=name, label=name.upper(), presence=seen, order=None) for name in names)


def keys(routes: dict[str, str]) -> dict[str, str]:
    cut = uncontradicted({member: hops(names) for member, names in routes.items()})
    return {member: "".join(hop.key for hop in route) for member, route in cut.items()}


def test_routes_that_agree_stay_whole() -> None:
    assert keys({"x": "abc", "y": "ac", "z": "b"}) == {"x": "abc", "y": "ac", "z": "b"}


def test_of_two_orders_neither_is_believed() -> None:
    assert keys({"x": "ab", "y": "ba"}) == {"x": "b", "y": "a"}


def test_what_follows_a_contradiction_stays() -> None:
    assert keys({"x": "pabc", "y": "ba"}) == {"x": "bc", "y": "a"}


def test_a_circle_of_three_is_seen() -> None:
    assert keys({"x": "ab", "y": "bc", "z": "ca"}) == {"x": "b", "y": "c", "z": "a"}


@given(
    st.dictionaries(
        st.integers(0, 5), st.permutations("abcd").flatmap(lambda order: st.integers(1, 4).map(lambda n: "".join(order[:n])))
    )
)
def test_no_distributor_is_its_own_source(routes: dict[int, str]) -> None:
    told = keys({str(member): names for member, names in routes.items()})
    steps = [pair for names in told.values() for pair in pairwise(names)]
    assert nx.is_directed_acyclic_graph(nx.DiGraph(steps))
    assert all(routes[int(member)].endswith(names) and names for member, names in told.items())


def notice(name: str) -> Signal:
    block = f"{name}:p01"
    return Signal(kind=SignalKind.DISCLAIMER, value="as is", basis="test", strength=4, organisation="Wire", blocks=(block,))


def test_what_a_source_s_source_went_through_is_not_gone_through_again() -> None:
    """Otherwise the distributor of the first copy would have its text from a copy of that copy."""
    copies = family(*(document(name, *LIGHT) for name in "abc"), signals={name: [notice(name)] for name in "ac"})
    tree = FamilyTree(family=copies, cases={}, share={}, probability={}, parent={"b": "a", "c": "b"}, rejected=frozenset())
    routes = routes_of(tree, WEIGHTS)
    assert {member: [hop.label for hop in route] for member, route in routes.items()} == {"a": ["Wire"]}
