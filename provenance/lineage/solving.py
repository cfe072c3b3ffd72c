"""All families solved, one at a time: first each on its own, then with what the credited copies of the others teach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeVar

from provenance.lineage.contamination import with_second_sources
from provenance.lineage.division import divided, joined
from provenance.lineage.family import Family
from provenance.lineage.knowledge import Knowledge, knowledge_of
from provenance.lineage.learned import Learned, learned_from
from provenance.lineage.lessons import lesson_of
from provenance.lineage.trees import FamilyTree, solve_family
from provenance.settings import Inference

Task = TypeVar("Task")


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A solved family with the parts it was divided into, and what is known of each before any edge is weighed."""

    tree: FamilyTree
    parts: tuple[tuple[Family, Knowledge], ...]


class Mapper(Protocol):
    """Does what ``map`` does, in whatever processes."""

    def __call__(self, solve: Callable[[Task], Solved], tasks: Sequence[Task], /) -> Iterable[Solved]:
        """The answers to all tasks, in their order."""


def solve_all(families: Iterable[Family], settings: Inference, mapper: Mapper = map) -> tuple[FamilyTree, ...]:
    """Every family solved, in their order; ``mapper`` is told in ``provenance.lineage.infer``."""
    every = tuple(families)
    hard = [family for family in every if _is_open(family)]
    first = {solved.tree.family.name: solved for solved in mapper(partial(solve_first, settings=settings), hard)}
    learned = learned_from({name: lesson_of(solved.tree, settings) for name, solved in first.items()})
    again = [
        (solved, learned.about(solved.tree.family))
        for name, solved in first.items()
        if solved.tree.family.reuses and learned.from_others(name)
    ]
    second = {solved.tree.family.name: solved for solved in mapper(partial(solve_again, settings=settings), again)}
    trees = {name: solved.tree for name, solved in {**first, **second}.items()}
    # What comes back from another process holds a copy of every document: that of the family stays, the copy goes.
    return tuple(
        replace(trees[family.name], family=family) if family.name in trees else _nothing_known(family) for family in every
    )


def _is_open(family: Family) -> bool:
    """Whether anything can be a source of anything in a family."""
    return bool(family.reuses or family.origins)


def _nothing_known(family: Family) -> FamilyTree:
    return FamilyTree(family=family, cases={}, share={}, probability={}, parent={}, rejected=frozenset())


def solve_first(family: Family, settings: Inference) -> Solved:
    """A family solved on its own; in parts, if it is too large to be solved in one piece."""
    parts = tuple((part, knowledge_of(part)) for part in divided(family, settings.largest_family))
    return Solved(tree=_solved(family, parts, settings), parts=parts)


def solve_again(task: tuple[Solved, Learned], settings: Inference) -> Solved:
    """A family solved with what was learned from others."""
    solved, learned = task
    parts = tuple((part, replace(knowledge, learned=learned)) for part, knowledge in solved.parts)
    return Solved(tree=_solved(solved.tree.family, parts, settings), parts=parts)


def _solved(family: Family, parts: Iterable[tuple[Family, Knowledge]], settings: Inference) -> FamilyTree:
    solved = ((solve_family(part, knowledge, settings), knowledge) for part, knowledge in parts)
    return joined(family, [with_second_sources(tree, knowledge, settings.weights) for tree, knowledge in solved])
