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
    """What comes back of a family: its tree, without the family itself, which whoever asked has; and what is known of each part.

    A family is divided into parts where it is too large to be solved in one piece. What is known is left out of a second answer.
    """

    tree: FamilyTree
    knowledge: tuple[Knowledge, ...]


class Mapper(Protocol):
    """Does what ``map`` does, in whatever processes."""

    def __call__(self, solve: Callable[[Task], Solved], tasks: Sequence[Task], /) -> Iterable[Solved]:
        """The answers to all tasks, in their order."""


def solve_all(families: Iterable[Family], settings: Inference, mapper: Mapper = map) -> tuple[FamilyTree, ...]:
    """Every family solved, in their order; ``mapper`` is told in ``provenance.lineage.infer``."""
    every = tuple(families)
    # The largest first: begun last, it would keep everybody waiting.
    hard = sorted(filter(_is_open, every), key=lambda family: (-len(family.reuses), family.name))
    first = tuple(mapper(partial(solve_first, settings=settings), hard))
    trees = {family.name: replace(solved.tree, family=family) for family, solved in zip(hard, first, strict=True)}
    learned = learned_from({name: lesson_of(tree, settings) for name, tree in trees.items()})
    again = [
        (family, solved.knowledge, learned.about(family))
        for family, solved in zip(hard, first, strict=True)
        if family.reuses and learned.from_others(family.name)
    ]
    second = mapper(partial(solve_again, settings=settings), again)
    trees |= {family.name: replace(solved.tree, family=family) for (family, *_), solved in zip(again, second, strict=True)}
    return tuple(trees.get(family.name) or _nothing_known(family) for family in every)


def _is_open(family: Family) -> bool:
    """Whether anything can be a source of anything in a family."""
    return bool(family.reuses or family.origins)


def _nothing_known(family: Family) -> FamilyTree:
    return FamilyTree(family=family, cases={}, share={}, probability={}, parent={}, rejected=frozenset())


def solve_first(family: Family, settings: Inference) -> Solved:
    """A family solved on its own; in parts, if it is too large to be solved in one piece."""
    parts = divided(family, settings.largest_family)
    knowledge = tuple(map(knowledge_of, parts))
    return Solved(tree=_solved(family, parts, knowledge, settings), knowledge=knowledge)


def solve_again(task: tuple[Family, tuple[Knowledge, ...], Learned], settings: Inference) -> Solved:
    """A family, with what is known of its parts, solved with what was learned from others."""
    family, known, learned = task
    knowledge = [replace(each, learned=learned) for each in known]
    return Solved(tree=_solved(family, divided(family, settings.largest_family), knowledge, settings), knowledge=())


def _solved(family: Family, parts: Sequence[Family], knowledge: Sequence[Knowledge], settings: Inference) -> FamilyTree:
    known = tuple(zip(parts, knowledge, strict=True))
    solved = [with_second_sources(solve_family(part, each, settings), each, settings.weights) for part, each in known]
    return replace(joined(family, solved), family=_bare(family))


def _bare(family: Family) -> Family:
    """A family without what it holds: documents and what they share are not handed back to who handed them over."""
    return replace(family, members=(), documents={}, signals={}, reuses={}, claims={}, origins=(), resolved={})
