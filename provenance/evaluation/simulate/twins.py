"""Twins: the same text on two sites, with nothing about it that tells which was first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.dating import first_moment
from provenance.evaluation.simulate.events import make_event
from provenance.evaluation.simulate.originals import Source, write_original
from provenance.evaluation.simulate.press import OutletKind, Press
from provenance.evaluation.simulate.publication import STORY_PARTS, Paragraph, Publication, ShownDate
from provenance.evaluation.simulate.telling import Telling
from provenance.evaluation.simulate.world import World

_MINUTES = 40
"""Most minutes between twins: desks that share a system publish nearly together."""
_DATED = 0.5
"""Share of twins that show their day, the same one."""


def make_twins(label: str, press: Press, world: World, chance: Chance) -> tuple[Publication, Publication]:
    """An original and its copy by another paper; house style and headline apart, they show the same."""
    elder, younger = chance.child("outlets").sample(press.of(OutletKind.PAPER), 2)
    moment = first_moment(chance.child("moment"))
    event = make_event(label, moment, chance.child("event"))
    low, high = world.paragraphs
    telling = Telling(paragraphs=low + chance.below(high - low + 1))
    written = write_original(label, Source(event=event), elder, telling, world, chance.child("original"))
    day = ShownDate(moment=moment, offset=0, zoned=False, by_day=True) if chance.happens(_DATED * world.dated) else None
    first = replace(written, paragraphs=_unmarked(written.paragraphs), byline=None, shown=day)
    second = replace(
        first,
        id=f"{label}.twin",
        outlet=younger,
        published=moment + timedelta(minutes=1 + chance.below(_MINUTES)),
        parents=(label,),
        edits=("twin",),
    )
    return first, second


def _unmarked(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The story without links, ids and pictures."""
    return tuple(replace(item, links=(), attributes=()) for item in paragraphs if item.part in STORY_PARTS)
