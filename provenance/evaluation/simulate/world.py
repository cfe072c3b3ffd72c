"""What kind of press is simulated: how many stories, how they travel, what is hidden and what is left to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType

from provenance.errors import UsageError
from provenance.evaluation.simulate.habits import HABITS, Habits
from provenance.evaluation.simulate.press import OutletKind


class Shape(StrEnum):
    """How a story travels.

    ``star``: everybody takes it from the original; ``chain``: each from the one before; ``tree``: from the original or any
    copy; ``wire``: from an agency to papers and affiliates, from these to scrapers; ``release``: from a company's newsroom over a
    distributor to papers; ``live``: one page in several versions, each with more, and copies of some.
    """

    STAR = "star"
    CHAIN = "chain"
    TREE = "tree"
    WIRE = "wire"
    RELEASE = "release"
    LIVE = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class HardNegatives:
    """How many groups of documents there are that look like copying and are none.

    Attributes:
        press_conferences: two to four independent reports of one event, with the same names, numbers and spoken words.
        quotations: two stories that quote the same long statement, word for word.
        footers: three to five stories of one publisher's papers above the same stacked legal notices.
        templates: two stories on one site, in the same page furniture.
        phrases: three stories with the same stock sentence.
        headlines: two stories under the same headline.
        notices: three formulaic notices (weather, results) with other values.
    """

    press_conferences: int = 0
    quotations: int = 0
    footers: int = 0
    templates: int = 0
    phrases: int = 0
    headlines: int = 0
    notices: int = 0


SHAPES: Mapping[Shape, int] = MappingProxyType(
    {Shape.STAR: 3, Shape.CHAIN: 2, Shape.TREE: 4, Shape.WIRE: 5, Shape.RELEASE: 2, Shape.LIVE: 1}
)
"""How often stories travel how, in parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The rates of a simulation. Shares are in [0, 1].

    Attributes:
        name: of the corpus that is made.
        stories: original texts that are passed on, or at least printed.
        copies: fewest and most copies of a story; the number is heavy-tailed: n or more have about ``fewest / n`` of the stories.
        lonely: share of stories that nobody copies.
        paragraphs: fewest and most paragraphs of running text of an original.
        shapes: how often stories travel how, in parts.
        mash_ups: documents made of the parts of two others.
        twins: pairs of an original and a copy that show nothing of who was first.
        hidden: share of originals that are not among the documents; each is betrayed by two copies, or by one that names it.
        naming: how much of what names a source survives: factor of the rates of credits, declarations, datelines and notices.
        dated: factor of the rate at which dates are shown.
        misdated: share of shown dates that are wrong, above what outlets' habits say.
        marked_up: factor of the rate at which documents are pages or posts; the others are plain text.
        untitled: share of plain texts without a headline.
        placed: share of documents that say where they stand: a plain text by its copyright line, a page by its head.
        negatives: what only looks like copying.
        habits: what each kind of outlet does to a text.
    """

    name: str
    stories: int
    copies: tuple[int, int] = (2, 40)
    lonely: float = 0.15
    paragraphs: tuple[int, int] = (8, 40)
    shapes: Mapping[Shape, int] = field(default_factory=lambda: SHAPES)
    mash_ups: int = 0
    twins: int = 0
    hidden: float = 0.0
    naming: float = 1.0
    dated: float = 1.0
    misdated: float = 0.0
    marked_up: float = 1.0
    untitled: float = 0.2
    placed: float = 0.85
    negatives: HardNegatives = field(default_factory=HardNegatives)
    habits: Mapping[OutletKind, Habits] = field(default_factory=lambda: HABITS)

    def __post_init__(self) -> None:
        for name in ("lonely", "hidden", "naming", "dated", "misdated", "marked_up", "untitled", "placed"):
            if not 0 <= getattr(self, name) <= 1:
                message = f"world {self.name}: {name} is a share between 0 and 1, not {getattr(self, name)}"
                raise UsageError(message)
        for name, (low, high) in (("copies", self.copies), ("paragraphs", self.paragraphs)):
            if not 1 <= low <= high:
                message = f"world {self.name}: {name} needs 1 <= fewest <= most, not {low} and {high}"
                raise UsageError(message)
        counts = (
            self.stories,
            self.mash_ups,
            self.twins,
            *(getattr(self.negatives, item.name) for item in fields(self.negatives)),
        )
        if min(counts) < 0:
            message = f"world {self.name}: numbers of stories, mash-ups, twins and hard negatives cannot be below 0"
            raise UsageError(message)


def text_only(world: World) -> World:
    """The world with nothing left to see but plain text: no dates, no credits, no mark-up, no outlets."""
    return replace(world, naming=0.0, dated=0.0, marked_up=0.0, placed=0.0)


_NEWSROOM = World(
    name="newsroom",
    stories=40,
    mash_ups=4,
    twins=4,
    hidden=0.2,
    negatives=HardNegatives(press_conferences=4, quotations=3, footers=2, templates=2, phrases=2, headlines=2, notices=2),
)
_NEGATIVES = HardNegatives(press_conferences=10, quotations=8, footers=5, templates=6, phrases=6, headlines=6, notices=6)

WORLDS: Mapping[str, World] = MappingProxyType(
    {
        world.name: world
        for world in (
            _NEWSROOM,
            text_only(World(name="text_only", stories=30, copies=(2, 25))),
            World(name="hidden", stories=40, copies=(3, 25), lonely=0.0, hidden=0.3),
            text_only(World(name="hidden_text", stories=30, copies=(3, 25), lonely=0.0, hidden=0.3)),
            World(name="long", stories=1, copies=(499, 499), lonely=0.0, shapes=MappingProxyType({Shape.TREE: 1})),
            World(name="negatives", stories=0, negatives=_NEGATIVES),
        )
    }
)
"""Worlds with a name.

``newsroom``: everything mixed. ``text_only``: plain texts without dates, credits or outlets. ``hidden``: three of ten
originals are gone. ``hidden_text``: the same in plain texts without credits. ``long``: one story in 500 documents.
``negatives``: nothing but hard negatives.
"""
