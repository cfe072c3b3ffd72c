"""The press of a simulation: invented outlets, each with its house style and its habits of mark-up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.data import load, named_texts
from provenance.evaluation.simulate.events import town_name

_OFFSETS = (-480, -420, -360, -300, -300, 0, 0, 60, 120, 330, 600)
"""Minutes east of Greenwich of outlets' clocks."""

_PATHS = ("{slug}", "{year}/{month}/{day}/{slug}/", "news/{slug}.html", "{year}/{month}/{slug}", "articles/{slug}", "?p={slug}")
_COPIES = 50
"""Copies of one story for which a press of the smallest size has outlets enough."""
_PAPERS = 24
"""Independent papers of a press of the smallest size."""
_AFFILIATES = 6
"""Papers of one group in a press of the smallest size."""
PAGE_TEMPLATES = 6
"""How many page templates there are; outlets of one group have the same."""


class OutletKind(StrEnum):
    """What an outlet does with texts."""

    AGENCY = "agency"
    PAPER = "paper"
    AFFILIATE = "affiliate"
    SCRAPER = "scraper"
    AGGREGATOR = "aggregator"
    DISTRIBUTOR = "distributor"
    NEWSROOM = "newsroom"


_ID_KINDS: Mapping[OutletKind, tuple[str | None, ...]] = {
    OutletKind.AGENCY: (None, "cuid", "urn"),
    OutletKind.PAPER: (None, None, None, "cuid", "uuid", "number"),
    OutletKind.AFFILIATE: (None, "uuid"),
    OutletKind.SCRAPER: (None,),
    OutletKind.AGGREGATOR: (None,),
    OutletKind.DISTRIBUTOR: (None, "number"),
    OutletKind.NEWSROOM: (None,),
}
"""Ids that editing systems put on paragraphs, as often as kinds of outlet have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """How an outlet spells what can be spelled in more than one way; all of it can be turned back."""

    country: str
    percent: str
    quotes: str
    dash: str
    numbers: str
    spelling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet.

    ``tag`` is the short name agencies sign with; ``group`` the publisher its site's template and legal footer come from,
    ``None`` if it is nobody's; ``offset`` its clock in minutes east of Greenwich; ``template`` the number of its page template;
    ``path`` the form of its addresses; ``ids`` the kind of id its editing system puts on paragraphs (``None``: none).
    """

    name: str
    host: str
    kind: OutletKind
    town: str
    style: HouseStyle
    tag: str | None = None
    group: str | None = None
    offset: int = 0
    template: int = 0
    path: str = "{slug}"
    ids: str | None = None

    @property
    def home(self) -> str:
        """Address of its front page."""
        return f"https://{'www.' if self.template % 2 else ''}{self.host}"

    def address(self, slug: str, moment: datetime) -> str:
        """Address of a text of its."""
        return (
            f"{self.home}/{self.path.format(slug=slug, year=moment.year, month=f'{moment.month:02d}', day=f'{moment.day:02d}')}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Every outlet of a simulation, by kind."""

    outlets: tuple[Outlet, ...]

    def of(self, *kinds: OutletKind) -> tuple[Outlet, ...]:
        """The outlets of these kinds, in order."""
        return tuple(outlet for outlet in self.outlets if outlet.kind in kinds)


def make_press(copies: int, chance: Chance) -> Press:
    """A press that is large enough for a story with so many copies; names and hosts are distinct."""
    table = load("press.toml")
    names = named_texts(table, "names", "press.toml")
    maker = _Maker(names=names, chance=chance)
    agencies = [
        maker.outlet(name, OutletKind.AGENCY, tag=tag[0]) for name, tag in named_texts(table, "agencies", "press.toml").items()
    ]
    size = max(1, -(-copies // _COPIES))
    independent = [maker.paper(OutletKind.PAPER, None) for _ in range(_PAPERS * size)]
    affiliates = [maker.paper(OutletKind.AFFILIATE, group) for group in names["groups"] for _ in range(_AFFILIATES * size)]
    scrapers = [maker.outlet(f"{town_name(maker.chance)} {name}", OutletKind.SCRAPER) for name in names["scrapers"] * (size - 1)]
    others = [
        maker.outlet(name, kind)
        for kind, list_name in (
            (OutletKind.SCRAPER, "scrapers"),
            (OutletKind.AGGREGATOR, "aggregators"),
            (OutletKind.DISTRIBUTOR, "distributors"),
            (OutletKind.NEWSROOM, "newsrooms"),
        )
        for name in names[list_name]
    ]
    return Press(
        outlets=tuple({outlet.host: outlet for outlet in (*agencies, *independent, *affiliates, *scrapers, *others)}.values())
    )


@dataclass(slots=True)
class _Maker:
    """Makes outlets, no two with one name."""

    names: Mapping[str, tuple[str, ...]]
    chance: Chance
    taken: set[str] = field(default_factory=set)

    def paper(self, kind: OutletKind, group: str | None) -> Outlet:
        while (name := f"{town_name(self.chance)} {self.chance.pick(self.names['papers'])}") in self.taken:
            pass
        return self.outlet(name, kind, group=group)

    def outlet(self, name: str, kind: OutletKind, *, tag: str | None = None, group: str | None = None) -> Outlet:
        self.taken.add(name)
        chance = self.chance.child(name)
        shared = self.chance.child(group) if group else chance.child("template")
        return Outlet(
            name=name,
            host=f"{re.sub(r'[^a-z0-9]', '', name.lower())}.{'com' if group else chance.pick(self.names['tlds'])}",
            kind=kind,
            town=name.split(maxsplit=1)[0] if kind in {OutletKind.PAPER, OutletKind.AFFILIATE} else town_name(chance),
            style=_style(chance),
            tag=tag,
            group=group,
            offset=chance.pick(_OFFSETS),
            template=shared.below(PAGE_TEMPLATES),
            path=shared.pick(_PATHS),
            ids=chance.pick(_ID_KINDS[kind]),
        )


def _style(chance: Chance) -> HouseStyle:
    return HouseStyle(
        country=chance.pick(("US", "US", "U.S.")),
        percent=chance.pick(("percent", "percent", "per cent", "%")),
        quotes=chance.pick(("curly", "curly", "straight")),
        dash=chance.pick(("—", " — ", " – ", "--")),
        numbers=chance.pick(("words", "words", "figures")),
        spelling=chance.pick(("american", "american", "british")),
    )
