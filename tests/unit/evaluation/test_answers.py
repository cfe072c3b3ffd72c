"""What the truth says of a claimed edge."""

from __future__ import annotations

import pytest

from provenance.evaluation.answers import Verdict, ancestors_of, answers, judge, nearest_in
from provenance.evaluation.truth import HiddenSource, Truth

TRUTH = Truth(
    parents={"b": ("a",), "c": ("b",), "d": ("hidden",), "e": ("hidden",), "o": (), "hidden": ("a",), "gone": ("a",)},
    hidden={"hidden": HiddenSource(id="hidden", host=None, name=None, named=False)},
    undirected=frozenset({("t", "u"), ("o", "p")}),
    siblings=frozenset({("d", "e"), ("x", "y")}),
    unrelated={("v", "w"): "template"},
)
KEY = answers(TRUTH, "abcdeoptuvwxyz")
"""a has no known source; gone was not read."""


@pytest.mark.parametrize(
    ("edge", "verdict"),
    [
        ("ab", Verdict.RIGHT),
        ("ac", Verdict.ANCESTOR),
        ("ad", Verdict.ANCESTOR),  # through the hidden source
        ("zb", Verdict.WRONG),  # the sources of b are known
        ("ao", Verdict.WRONG),  # o has none
        ("ba", Verdict.WRONG),  # the sources of a are not known, but b goes back to it
        ("ca", Verdict.WRONG),
        ("de", Verdict.WRONG),
        ("xy", Verdict.WRONG),  # siblings, though their sources are not known
        ("wv", Verdict.WRONG),  # not even copies
        ("za", Verdict.UNKNOWN),
        ("tu", Verdict.UNKNOWN),
        ("po", Verdict.UNKNOWN),  # nobody knows, though o is said to have no source
    ],
)
def test_verdicts(edge: str, verdict: Verdict) -> None:
    assert judge(KEY, (edge[0], edge[1])) is verdict


def test_what_is_known_of_the_documents_read() -> None:
    assert KEY.known == ("b", "c", "d", "e", "o")
    assert KEY.edges == (("a", "b"), ("b", "c"))
    assert KEY.ancestors["d"] == {"hidden", "a"}


def test_families_are_connected_by_everything_that_joins() -> None:
    groups: dict[str, str] = {}
    for name, family in KEY.family.items():
        groups[family] = groups.get(family, "") + name
    # A document that was not read connects, but names no family.
    assert groups == {"a": "abcde", "o": "op", "t": "tu", "v": "v", "w": "w", "x": "xy", "z": "z"}


def test_clusters_join_too() -> None:
    truth = Truth(parents={}, hidden={}, unrelated={}, clusters=(("a", "c"), ("b",)))
    assert answers(truth, "abc").family == {"a": "a", "b": "b", "c": "a"}


def test_a_pair_that_nobody_can_put_in_order_is_no_edge_and_no_guess_at_it_is_judged() -> None:
    truth = Truth(parents={"a": (), "b": ("a",), "c": ("b",)}, hidden={}, undirected=frozenset({("a", "b")}), unrelated={})
    key = answers(truth, "abc")
    assert key.edges == (("b", "c"),)
    assert judge(key, ("a", "b")) is judge(key, ("b", "a")) is Verdict.UNKNOWN
    assert judge(key, ("a", "c")) is Verdict.ANCESTOR


def test_ways_up_stop_at_circles_and_at_the_given_nodes() -> None:
    circle = {"a": ["b"], "b": ["a"]}
    assert ancestors_of(circle, "a") == {"a", "b"}
    assert nearest_in(circle, "a", {"a"}) == ()
    assert nearest_in({"d": ["h"], "h": ["i"], "i": ["a"], "a": ["r"]}, "d", {"a", "r"}) == ("a",)
