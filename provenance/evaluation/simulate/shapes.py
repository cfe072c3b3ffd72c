"""How a story travels: from whom each outlet takes it, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.dating import later
from provenance.evaluation.simulate.originals import Source, self_telling, write_original
from provenance.evaluation.simulate.press import Outlet, OutletKind, Press
from provenance.evaluation.simulate.publication import Publication
from provenance.evaluation.simulate.telling import Telling, tell
from provenance.evaluation.simulate.transmit import Route, pass_on
from provenance.evaluation.simulate.world import Shape, World

_ROOTS = {
    Shape.STAR: (OutletKind.PAPER, OutletKind.AGENCY, OutletKind.AFFILIATE),
    Shape.CHAIN: (OutletKind.PAPER, OutletKind.AFFILIATE),
    Shape.TREE: (OutletKind.PAPER, OutletKind.AGENCY, OutletKind.AFFILIATE),
    Shape.WIRE: (OutletKind.AGENCY,),
    Shape.RELEASE: (OutletKind.NEWSROOM,),
    Shape.LIVE: (OutletKind.PAPER,),
}
"""Who writes the original."""
_COPIERS = (
    OutletKind.PAPER,
    OutletKind.PAPER,
    OutletKind.PAPER,
    OutletKind.AFFILIATE,
    OutletKind.AFFILIATE,
    OutletKind.SCRAPER,
    OutletKind.SCRAPER,
    OutletKind.SCRAPER,
    OutletKind.AGGREGATOR,
)
"""Who copies, as often as each does."""
_CHAIN_LENGTH = 6
"""Longest chain; what follows starts again from the original."""
_FROM_ROOT = 0.5
"""Share of the copies in a tree that are made from the original."""
_PASSED_BY_DISTRIBUTOR = 0.8
"""Share of the copies of a press release that are made from the distributor's page."""
_VERSIONS = (2, 2, 3, 4)
"""Versions of a live page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A story to be told and passed on ``copies`` times."""

    label: str
    source: Source
    shape: Shape
    copies: int


def spread(assignment: Assignment, press: Press, world: World, chance: Chance) -> tuple[Publication, ...]:
    """The original of a story and everything made from it, in order of making."""
    return tuple(_Spreading(assignment=assignment, press=press, world=world, chance=chance).run())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spreading:
    """One story on its way."""

    assignment: Assignment
    press: Press
    world: World
    chance: Chance

    def run(self) -> Iterator[Publication]:
        shape, label = self.assignment.shape, self.assignment.label
        root_outlet = self.chance.child("root").pick(self.press.of(*_ROOTS[shape]))
        original = self._original(root_outlet)
        made = [original]
        if shape is Shape.LIVE:
            made += self._versions(original)
        queue = self._outlets(root_outlet)
        route = Route(
            event=self.assignment.source.event,
            original=original,
            is_given=self.assignment.source.text is not None,
            strangers=queue[self.assignment.copies :] or tuple(item for item in self.press.outlets if item != root_outlet),
            world=self.world,
        )
        for number, outlet in enumerate(queue[: self.assignment.copies], 1):
            chance = self.chance.child(f"copy {number}")
            parent = self._parent(made, number, chance.child("parent"))
            made.append(pass_on(parent, outlet, route, f"{label}.{number:03d}", chance))
        yield from made

    def _original(self, outlet: Outlet) -> Publication:
        chance = self.chance.child("original")
        low, high = self.world.paragraphs
        size = low + min(chance.below(high - low + 1), chance.below(high - low + 1))
        voices = 2 if self.assignment.shape is Shape.LIVE else 1
        telling = self_telling(outlet, Telling(paragraphs=size, voices=voices), chance.child("telling"))
        return write_original(self.assignment.label, self.assignment.source, outlet, telling, self.world, chance)

    def _outlets(self, root: Outlet) -> tuple[Outlet, ...]:
        """Who copies, in order, each once; a distributor first where there is one, and more than are needed."""
        chance = self.chance.child("outlets")
        pools = {kind: [item for item in chance.shuffled(self.press.of(kind)) if item != root] for kind in sorted(set(_COPIERS))}
        chosen = [chance.pick(self.press.of(OutletKind.DISTRIBUTOR))] if self.assignment.shape is Shape.RELEASE else []
        while any(pools.values()) and len(chosen) < self.assignment.copies + 5:
            pool = pools[chance.pick(_COPIERS)]
            if pool:
                chosen.append(pool.pop())
        return tuple(chosen)

    def _parent(self, made: Sequence[Publication], number: int, chance: Chance) -> Publication:
        """From which of the publications so far the next copy is made; nobody copies an excerpt."""
        able = [item for item in made if item.outlet.kind is not OutletKind.AGGREGATOR]
        root = made[0]
        match self.assignment.shape:
            case Shape.CHAIN:
                return able[-1] if number % _CHAIN_LENGTH else root
            case Shape.TREE:
                return root if chance.happens(_FROM_ROOT) else chance.pick(able)
            case Shape.WIRE:
                return root if chance.happens(_FROM_ROOT) else chance.pick(able)
            case Shape.RELEASE:
                return able[min(1, len(able) - 1)] if chance.happens(_PASSED_BY_DISTRIBUTOR) else root
            case Shape.LIVE:
                return chance.pick([item for item in able if item.outlet == root.outlet])
            case _:
                return root

    def _versions(self, original: Publication) -> Iterator[Publication]:
        """Later versions of a live page: new paragraphs above the old ones, on the same address."""
        chance = self.chance.child("versions")
        if self.assignment.source.text is not None:
            return
        fresh = tell(self.assignment.source.event, Telling(paragraphs=20, voice=1, voices=2), f"{original.id}.new", chance)
        news = iter(fresh.paragraphs)
        current = original
        for number in range(2, 1 + chance.pick(_VERSIONS)):
            added = tuple(paragraph for paragraph, _ in zip(news, range(2 + chance.below(3)), strict=False))
            published = later(current.published, chance)
            shown = None if current.shown is None else replace(current.shown, moment=published)
            current = replace(
                current,
                id=f"{original.id}.v{number}",
                paragraphs=(*added, *current.paragraphs),
                published=published,
                shown=shown,
                parents=(current.id,),
                edits=("version",),
            )
            yield current
