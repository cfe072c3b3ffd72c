"""Trees from dissimilarities, on matrices worked out by hand."""

from __future__ import annotations

import pytest

from provenance.evaluation.baselines.dissimilarity import edit_distance
from provenance.evaluation.baselines.groups import Group
from provenance.evaluation.baselines.phylogeny import Builder, edmonds, oriented_kruskal, phylogeny, spanning_tree
from tests.documents import document

GREEDY_TRAP = {
    ("b", "a"): 1.0,
    ("c", "a"): 2.0,
    ("a", "b"): 3.0,
    ("b", "c"): 10.0,
    ("a", "c"): 11.0,
    ("c", "b"): 12.0,
}
"""The cheapest edge leads away from the cheapest tree, c to a to b."""

WORDS = [f"w{number}" for number in range(40)]


def texts(*lengths: int) -> Group:
    """Documents a, b, c, … that are the first so many of the same words."""
    made = (document(name, " ".join(WORDS[:length])) for name, length in zip("abcdef", lengths, strict=False))
    return Group(documents=tuple(made), containment={})


def test_kruskal_takes_the_cheapest_edge_that_joins_a_root() -> None:
    assert oriented_kruskal(["a", "b", "c"], GREEDY_TRAP) == {"a": "b", "b": None, "c": "b"}


def test_edmonds_finds_the_cheapest_tree() -> None:
    assert edmonds(["a", "b", "c"], GREEDY_TRAP) == {"a": "c", "b": "a", "c": None}


def test_a_large_group_gets_a_tree_too() -> None:
    names = [f"d{number:02}" for number in range(70)]
    unlike = {(one, other): abs(int(one[1:]) - int(other[1:])) / 100 for one in names for other in names if one != other}
    parents = edmonds(names, unlike)
    roots = [name for name, parent in parents.items() if parent is None]
    assert len(roots) == 1
    total = sum(unlike[parent, child] for child, parent in parents.items() if parent is not None)
    assert total == pytest.approx(0.69)


@pytest.mark.parametrize("builder", [oriented_kruskal, edmonds])
def test_shorter_texts_come_from_longer_ones(builder: Builder) -> None:
    tree = phylogeny(texts(20, 40, 30), edit_distance, builder)
    assert tree.parents == {"a": "c", "b": None, "c": "b"}
    # From c (30 words) to a (20): 10 dropped at half over 30; the other way 10 added over 30.
    assert tree.decided["c", "a"] == pytest.approx(2 / 3)
    assert tree.considered["a", "c"] == pytest.approx(1 / 3)


@pytest.mark.parametrize("builder", [oriented_kruskal, edmonds])
def test_identical_texts_are_joined_and_not_decided(builder: Builder) -> None:
    tree = phylogeny(texts(20, 20), edit_distance, builder)
    assert sorted(map(str, tree.parents.values())) in (["None", "a"], ["None", "b"])
    assert not tree.decided


def test_a_spanning_tree_is_rooted_in_its_middle() -> None:
    tree = spanning_tree(texts(10, 20, 40), edit_distance)
    assert tree.parents == {"a": "b", "b": None, "c": "b"}
    assert set(tree.decided) == {("b", "a"), ("b", "c")}


def test_two_texts_have_no_middle() -> None:
    tree = spanning_tree(texts(10, 20), edit_distance)
    assert not tree.decided
    assert [parent for parent in tree.parents.values() if parent is None] == [None]
