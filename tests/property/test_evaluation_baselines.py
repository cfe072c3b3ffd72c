"""Laws of the tree builders, over all small matrices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.evaluation.baselines.phylogeny import Builder, edmonds, oriented_kruskal

MEMBERS = ["a", "b", "c", "d"]
PAIRS = [(one, other) for one in MEMBERS for other in MEMBERS if one != other]
MATRICES = st.lists(st.integers(0, 20), min_size=len(PAIRS), max_size=len(PAIRS)).map(
    lambda values: {pair: value / 20 for pair, value in zip(PAIRS, values, strict=True)}
)


def total(parents: Mapping[str, str | None], unlike: Mapping[tuple[str, str], float]) -> float:
    return sum(unlike[parent, child] for child, parent in parents.items() if parent is not None)


def is_tree(parents: Mapping[str, str | None]) -> bool:
    def root(member: str) -> str | None:
        at, steps = member, 0
        while (above := parents[at]) is not None:
            at, steps = above, steps + 1
            if steps > len(parents):
                return None
        return at

    return len({root(member) for member in parents}) == 1 and root(MEMBERS[0]) is not None


def every_tree() -> Iterator[dict[str, str | None]]:
    for choice in product([None, *MEMBERS], repeat=len(MEMBERS)):
        parents = dict(zip(MEMBERS, choice, strict=True))
        if all(child != parent for child, parent in parents.items()) and choice.count(None) == 1 and is_tree(parents):
            yield parents


TREES = list(every_tree())


def test_there_are_as_many_trees_as_cayley_counts() -> None:
    assert len(TREES) == 4**3


@pytest.mark.parametrize("builder", [oriented_kruskal, edmonds])
@given(unlike=MATRICES)
def test_the_result_is_one_tree(builder: Builder, unlike: dict[tuple[str, str], float]) -> None:
    parents = builder(MEMBERS, unlike)
    assert sorted(parents) == MEMBERS
    assert is_tree(parents)


@given(unlike=MATRICES)
def test_no_tree_is_cheaper_than_edmonds(unlike: dict[tuple[str, str], float]) -> None:
    assert total(edmonds(MEMBERS, unlike), unlike) == pytest.approx(min(total(tree, unlike) for tree in TREES))
