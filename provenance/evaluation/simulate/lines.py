"""Lines that name a source, an author or a publisher: credits, bylines, datelines, legal notices."""

from __future__ import annotations

import re

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.data import load, named_texts
from provenance.evaluation.simulate.events import number_slot, person_name
from provenance.evaluation.simulate.press import Outlet, OutletKind
from provenance.evaluation.simulate.publication import Paragraph, Part, Publication

_SLOT = re.compile(r"\{([\w:]+)\}")
_AGENCY_LINES = 0.7
"""Share of the credits to agencies that have the form only agencies get."""


def credit(source: Publication, own: Outlet, origin: str, chance: Chance) -> Paragraph:
    """A line in which ``own`` names where its text is from."""
    is_agency = source.outlet.kind is OutletKind.AGENCY and chance.happens(_AGENCY_LINES)
    template = chance.pick(_lines("credits", "agency_lines" if is_agency else "lines"))
    return Paragraph(text=_filled(template, source, own, chance), origin=origin, part=Part.CREDIT)


def feed_note(source: Publication, own: Outlet, origin: str, chance: Chance) -> Paragraph:
    """A line by which a system marks what it took from a feed."""
    template = chance.pick(_lines("credits", "auto_lines"))
    return Paragraph(text=_filled(template, source, own, chance), origin=origin, part=Part.CREDIT)


def more_line(source: Publication, own: Outlet, origin: str, chance: Chance, *, names: bool) -> Paragraph:
    """The line below an excerpt that leads to the rest; it names the source if ``names``."""
    fitting = [line for line in _lines("credits", "more_lines") if ("{" in line) is names]
    template = chance.pick(fitting)
    links = ((template, source.url),) if names and chance.happens(0.5) and "{" not in template else ()
    return Paragraph(text=_filled(template, source, own, chance), origin=origin, part=Part.CREDIT, links=links)


def byline(outlet: Outlet, author: str | None, chance: Chance) -> str:
    """Who is said to have written it: a person, a desk, an agency."""
    if author is None:
        return fill(chance.pick(_lines("bylines", "bare")), {"own": outlet.name}, chance)
    form = "agency" if outlet.kind is OutletKind.AGENCY else "own"
    return fill(
        chance.pick(_lines("bylines", form)),
        {"author": author, "own": outlet.name, "source": outlet.name, "tag": outlet.tag or outlet.name},
        chance,
    )


def dateline(outlet: Outlet, town: str, date: str, chance: Chance) -> str:
    """What an agency or distributor puts before the first word."""
    slots = {"TOWN": town.upper(), "tag": outlet.tag or outlet.name, "date": date}
    return fill(chance.pick(_lines("datelines", "forms")), slots, chance).strip()


def notices(outlet: Outlet, origin: str, chance: Chance) -> tuple[Paragraph, ...]:
    """The legal notices an outlet puts below what it prints: a publisher's papers all have the same, in the same order."""
    slots = {"own": outlet.name, "source": outlet.name, "group": outlet.group or outlet.name}
    match outlet.kind:
        case OutletKind.AFFILIATE:
            texts = _lines("group_notices", outlet.group or "")
        case OutletKind.DISTRIBUTOR:
            texts = (chance.pick(_lines("notices", "distributor")),)
        case _:
            texts = (chance.pick(_lines("notices", "scraper")),)
    label = outlet.group or origin
    return tuple(
        Paragraph(text=fill(text, slots, chance), origin=f"notice {label} {number}", part=Part.NOTICE)
        for number, text in enumerate(texts)
    )


def fill(template: str, slots: dict[str, str], chance: Chance) -> str:
    """The template with its slots filled; numbers and persons that ``slots`` does not give are drawn."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return slots.get(name) or number_slot(name, chance) or " ".join(person_name(chance))

    return _SLOT.sub(value, template)


def _lines(table: str, name: str) -> tuple[str, ...]:
    return named_texts(load("press.toml"), table, "press.toml")[name]


def _filled(template: str, source: Publication, own: Outlet, chance: Chance) -> str:
    slots = {
        "source": source.outlet.name,
        "host": source.outlet.host,
        "tag": source.outlet.tag or source.outlet.name,
        "title": source.title,
        "url": source.url,
        "own": own.name,
        "year": str(source.published.year),
        "town": source.outlet.town,
    }
    return fill(template, slots, chance)
