"""What looks like copying and is none: documents that share names, speech, notices, furniture, phrases, headlines or formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate import lines
from provenance.evaluation.simulate.data import load, named_texts
from provenance.evaluation.simulate.dating import first_moment
from provenance.evaluation.simulate.events import Event, make_event
from provenance.evaluation.simulate.labels import LEGAL_FOOTER
from provenance.evaluation.simulate.originals import Source, publish, self_telling, write_original
from provenance.evaluation.simulate.press import Outlet, OutletKind, Press
from provenance.evaluation.simulate.publication import Form, Paragraph, Part, Publication
from provenance.evaluation.simulate.telling import VOICES, Telling, Told, say
from provenance.evaluation.simulate.world import World

_PARAGRAPHS = (8, 16)
"""Fewest and most paragraphs of running text in a story of this kind."""
_LONG_QUOTE = 3
"""Statements joined to the long one that two stories quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalikes:
    """Publications none of which is made from another, and why they look so."""

    publications: tuple[Publication, ...]
    reason: str

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Every two of them, with the reason."""
        for one, other in combinations(self.publications, 2):
            yield one.id, other.id, self.reason


def make_lookalikes(press: Press, world: World, chance: Chance) -> tuple[Lookalikes, ...]:
    """Every group of hard negatives that the world asks for."""
    counts = world.negatives
    asked: tuple[tuple[str, int, Callable[[_Desk], Sequence[Publication]]], ...] = (
        ("press_conference", counts.press_conferences, _press_conference),
        ("quotation", counts.quotations, _quotation),
        (LEGAL_FOOTER, counts.footers, _footer),
        ("template", counts.templates, _template),
        ("stock_phrase", counts.phrases, _phrase),
        ("twin_headline", counts.headlines, _headline),
        ("notice", counts.notices, _notice),
    )
    made = []
    for reason, count, make in asked:
        for number in range(count):
            label = f"{reason}-{number:02d}"
            desk = _Desk(press=press, world=world, label=label, chance=chance.child(label))
            made.append(Lookalikes(publications=tuple(make(desk)), reason=reason))
    return tuple(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Where one group is made."""

    press: Press
    world: World
    label: str
    chance: Chance

    def outlets(self, count: int, *kinds: OutletKind) -> list[Outlet]:
        return self.chance.child("outlets").sample(self.press.of(*(kinds or (OutletKind.PAPER,))), count)

    def event(self, name: str) -> Event:
        chance = self.chance.child(f"event {name}")
        return make_event(name, first_moment(chance), chance)

    def story(self, number: int, outlet: Outlet, event: Event | None = None, voices: int = 1) -> Publication:
        """A story of its own; one of ``voices`` reports of the event if that is given."""
        chance = self.chance.child(f"story {number}")
        low, high = _PARAGRAPHS
        telling = Telling(paragraphs=low + chance.below(high - low + 1), voice=number % voices, voices=voices)
        source = Source(event=event or self.event(str(number)))
        telling = self_telling(outlet, telling, chance)
        return write_original(f"{self.label}.{number}", source, outlet, telling, self.world, chance)

    def stories(self, count: int) -> list[Publication]:
        return [self.story(number, outlet) for number, outlet in enumerate(self.outlets(count))]


def _press_conference(desk: _Desk) -> list[Publication]:
    event = desk.event("one")
    count = 2 + desk.chance.below(VOICES - 1)
    return [desk.story(number, outlet, event, VOICES) for number, outlet in enumerate(desk.outlets(count))]


def _quotation(desk: _Desk) -> list[Publication]:
    """The words are somebody's of a third event; each story leads up to them in its own way."""
    said = desk.event("third")
    quote = " ".join(" ".join(filter(None, (item.first, item.second))) for item in said.quotes[:_LONG_QUOTE])
    frames = desk.chance.sample(named_texts(load("press.toml"), "negatives", "press.toml")["recalled"], 2)
    speaker = said.people["p1"].full
    fills = {"quote": quote, "quote,": quote.rstrip(".") + ",", "who": speaker}
    made = []
    for number, (story, frame) in enumerate(zip(desk.stories(2), frames, strict=True)):
        text = say(said, frame, fills, desk.chance.child(f"frame {number}"))
        made.append(_with(story, Paragraph(text=text, origin=f"{story.id}.quote"), desk.chance))
    return made


def _footer(desk: _Desk) -> list[Publication]:
    group = desk.chance.pick(sorted({outlet.group for outlet in desk.press.outlets if outlet.group}))
    papers = [outlet for outlet in desk.press.of(OutletKind.AFFILIATE) if outlet.group == group]
    chosen = desk.chance.sample(papers, min(len(papers), 3 + desk.chance.below(3)))
    made = []
    for number, outlet in enumerate(chosen):
        story = desk.story(number, outlet)
        body = tuple(paragraph for paragraph in story.paragraphs if paragraph.part is not Part.NOTICE)
        made.append(replace(story, paragraphs=(*body, *lines.notices(outlet, story.id, desk.chance))))
    return made


def _template(desk: _Desk) -> list[Publication]:
    outlet = desk.outlets(1)[0]
    return [replace(desk.story(number, outlet), form=Form.PAGE, is_titled=True) for number in range(2)]


def _phrase(desk: _Desk) -> list[Publication]:
    phrase = desk.chance.pick(named_texts(load("press.toml"), "notices", "press.toml")["stock"])
    made = []
    for story in desk.stories(3):
        places = [place for place, paragraph in enumerate(story.paragraphs) if paragraph.part is Part.BODY]
        place = places[-1]
        last = story.paragraphs[place]
        changed = replace(last, text=f"{last.text} {phrase}")
        made.append(replace(story, paragraphs=(*story.paragraphs[:place], changed, *story.paragraphs[place + 1 :])))
    return made


def _headline(desk: _Desk) -> list[Publication]:
    title = desk.chance.pick(named_texts(load("press.toml"), "negatives", "press.toml")["headlines"])
    return [replace(story, title=title, is_titled=True) for story in desk.stories(2)]


def _notice(desk: _Desk) -> list[Publication]:
    formulas = named_texts(load("press.toml"), "formulas", "press.toml")
    name = desk.chance.pick(sorted(formulas))
    outlet = desk.outlets(1)[0]
    made = []
    for number in range(3):
        chance = desk.chance.child(f"notice {number}")
        event = desk.event(f"day {number}")
        said = [say(event, line, {}, chance) for line in chance.shuffled(formulas[name])]
        label = f"{desk.label}.{number}"
        paragraphs = tuple(Paragraph(text=text, origin=f"{label}.{place:02d}") for place, text in enumerate(said))
        title = f"{name.capitalize()}, {event.facts['town']}, {event.facts['date']}"
        made.append(publish(label, Told(title=title, paragraphs=paragraphs), outlet, event, desk.world, chance))
    return made


def _with(story: Publication, paragraph: Paragraph, chance: Chance) -> Publication:
    """The story with one more paragraph inside."""
    places = [place for place, item in enumerate(story.paragraphs) if item.part is Part.BODY]
    place = chance.pick(places[1:] or places) + 1
    return replace(story, paragraphs=(*story.paragraphs[:place], paragraph, *story.paragraphs[place:]))
