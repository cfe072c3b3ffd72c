"""Events to report on: what happened where, to whom, and what was said. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.data import KINDS, load, named_texts, section, texts
from provenance.evaluation.simulate.grammar import expand, sentence

_QUOTES = 9
"""Statements made at an event: more than one report uses."""
_OWN_QUOTES = 4
"""... of them about this kind of event, fewer than there are to choose from; the others fit any."""
_SPEAKERS = 6
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Months in order; the platform's own names depend on its language."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the news; ``role`` stands behind the name where it is first mentioned."""

    first: str
    last: str
    role: str

    @property
    def full(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def introduced(self) -> str:
        """The name with the role, as at the first mention."""
        return f"{self.full} {self.role}" if self.role.startswith("of ") else f"{self.full}, {self.role},"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a person said, word for word, a full sentence or more; ``speaker`` is one of ``p1`` … ``p6``."""

    speaker: str
    first: str
    second: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened. ``facts`` fill the slots of templates; every report of the event has the same.

    ``mixing`` is the seed that deals out, among independent reports, the ways to say a thing.
    """

    id: str
    kind: str
    moment: datetime
    facts: Mapping[str, str]
    people: Mapping[str, Person]
    quotes: tuple[Quote, ...]
    mixing: int


def make_event(identifier: str, moment: datetime, chance: Chance) -> Event:
    """An event of any kind that happened at ``moment`` (UTC)."""
    kind = chance.pick(KINDS)
    table = load(f"kinds/{kind}.toml")
    facts = _Facts(_place_and_time(moment, chance), chance)
    for name, options in named_texts(table, "facts", kind).items():
        facts.known[name] = facts.expand(chance.pick(options))
    people = _people(named_texts(table, "people", kind), facts, chance)
    own = chance.sample(texts(section(table, "telling", kind), "quotes", kind), _OWN_QUOTES)
    shared = chance.sample(texts(load("generic.toml"), "quotes", "generic"), _QUOTES - len(own))
    speeches = [facts.expand(template) for template in chance.shuffled((*own, *shared))]
    quotes = tuple(_quote(f"p{1 + number % _SPEAKERS}", speech) for number, speech in enumerate(speeches))
    return Event(
        id=identifier, kind=kind, moment=moment, facts=facts.known, people=people, quotes=quotes, mixing=chance.below(1 << 32)
    )


def town_name(chance: Chance) -> str:
    """An invented town."""
    towns = named_texts(load("names.toml"), "towns", "names")
    return chance.pick(towns["heads"]) + chance.pick(towns["tails"])


def person_name(chance: Chance) -> tuple[str, str]:
    """First and last name of somebody invented."""
    names = named_texts(load("names.toml"), "persons", "names")
    return chance.pick(names["first"]), chance.pick(names["last"])


def number_slot(name: str, chance: Chance) -> str | None:
    """The number that a slot ``int:2:9`` asks for (both ends count), ``None`` if the slot is another."""
    kind, _, bounds = name.partition(":")
    if kind != "int":
        return None
    low, high = (int(bound) for bound in bounds.split(":"))
    return str(low + chance.below(high - low + 1))


@dataclass(slots=True)
class _Facts:
    """Facts so far; a template of a fact may use those before it."""

    known: dict[str, str]
    chance: Chance

    def expand(self, template: str) -> str:
        return expand(template, self._fill, self.chance)

    def _fill(self, name: str, chance: Chance) -> str:
        return number_slot(name, chance) or self.known[name]


def _place_and_time(moment: datetime, chance: Chance) -> dict[str, str]:
    names = load("names.toml")
    towns = [town_name(chance) for _ in range(3)]
    street, street2 = chance.sample(named_texts(names, "places", "names")["streets"], 2)
    later = moment + timedelta(days=9 + chance.below(40))
    month2 = MONTHS[(later.month + chance.below(4)) % 12]
    return {
        "town": towns[0],
        "town2": towns[1],
        "town3": towns[2],
        "region": chance.pick(named_texts(names, "regions", "names")["names"]),
        "street": street,
        "street2": street2,
        "weekday": _WEEKDAYS[moment.weekday()],
        "weekday2": _WEEKDAYS[(moment.weekday() + 1 + chance.below(3)) % 7],
        "nextday": f"{MONTHS[later.month - 1]} {later.day}",
        "month": MONTHS[(moment.month - 3 - chance.below(4)) % 12],
        "month2": month2,
        "date": f"{MONTHS[moment.month - 1]} {moment.day}",
        "year": str(moment.year),
        "year0": str(moment.year - 1 - chance.below(9)),
        "yearold": str(moment.year - 25 - chance.below(110)),
        "year9": str(moment.year + 1 + chance.below(4)),
        "time": f"{1 + chance.below(11)}:{chance.pick(('05', '10', '15', '20', '40', '50'))} {chance.pick(('a.m.', 'p.m.'))}",
        "college": f"{chance.pick(('Kessary', 'Saint Osyth', 'Torrin', 'Quarrow', 'Wendmark', 'Ostrey'))} "
        f"{chance.pick(('College', 'Institute', 'University'))}",
    }


def _people(roles: Mapping[str, tuple[str, ...]], facts: _Facts, chance: Chance) -> dict[str, Person]:
    names = named_texts(load("names.toml"), "persons", "names")
    first = chance.sample(names["first"], len(roles))
    last = chance.sample(names["last"], len(roles))
    return {
        slot: Person(first=first[number], last=last[number], role=facts.expand(chance.pick(options)))
        for number, (slot, options) in enumerate(sorted(roles.items()))
    }


def _quote(speaker: str, speech: str) -> Quote:
    first, stop, rest = sentence(speech).partition(". ")
    return Quote(speaker=speaker, first=first + "." if stop else first, second=sentence(rest) if stop else None)
