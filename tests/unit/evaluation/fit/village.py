"""A small press in which nearly every copy names its source."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from provenance.evaluation.prepared import Prepared, prepare
from provenance.evaluation.simulate import World, simulate
from provenance.evaluation.simulate.habits import HABITS
from provenance.evaluation.simulate.world import Shape
from provenance.evaluation.truth import LabelledCorpus
from provenance.settings import Settings

HONEST = {
    kind: replace(habits, credits=1.0, credits_original=0.0, declares=1.0, credits_falsely=0.0, marks_up=1.0)
    for kind, habits in HABITS.items()
}


def village(stories: int = 10) -> LabelledCorpus:
    """Stories with four copies each, from one original to all or from hand to hand."""
    world = World(
        name="village",
        stories=stories,
        copies=(4, 4),
        lonely=0.0,
        paragraphs=(5, 7),
        shapes={Shape.STAR: 1, Shape.CHAIN: 1},
        habits=HONEST,
    )
    return simulate(world, seed=2)


@cache
def prepared_village() -> Prepared:
    """The village, read and compared once; nobody changes it."""
    return prepare(village(), Settings())
