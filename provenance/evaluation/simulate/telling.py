"""Reports of an event: whole articles. Independent reports share facts, names and what was said, but no sentence of narration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.data import VocabularyError, lists, load, section, texts
from provenance.evaluation.simulate.events import Event, Quote, number_slot, person_name
from provenance.evaluation.simulate.grammar import expand, sentence
from provenance.evaluation.simulate.publication import Paragraph, Part

VOICES = 4
"""Reports of one event that can be told without sharing a sentence: every beat has that many ways to say it."""
_SENTENCES = (1, 1, 2, 2, 2, 3, 3, 4)
"""Sentences of a paragraph, as often as they occur."""
_QUOTE_EVERY = 4
"""Of so many paragraphs one is speech."""
_SPLIT_QUOTES = 0.7
"""Share of statements of two sentences that are told in two parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a report is told.

    ``voice`` is its number among the ``voices`` reports of the event; ``paragraphs`` how many of running text it has;
    ``own_name`` what the outlet calls itself, and ``self_reference`` how often, of the occasions, it does; the others are how
    many headings, embedded posts and pictures it has.
    """

    paragraphs: int
    voice: int = 0
    voices: int = 1
    own_name: str | None = None
    self_reference: float = 0.0
    headings: int = 0
    embeds: int = 0
    figures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report: its headline and paragraphs, each with an origin of its own."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def tell(event: Event, telling: Telling, label: str, chance: Chance) -> Told:
    """A report of an event; ``label`` is the prefix of its paragraphs' origins.

    Raises:
        VocabularyError: a template names a slot that nothing fills.
    """
    return _Reporter(event=event, telling=telling, chance=chance).report(label)


def say(event: Event, template: str, fills: Mapping[str, str], chance: Chance) -> str:
    """One sentence about the event; ``fills`` are slots beyond its facts and people."""
    return _Reporter(event=event, telling=Telling(paragraphs=0), chance=chance).say(template, extra=fills)


def headline(event: Event, chance: Chance) -> str:
    """Another headline for a report of the event."""
    options = texts(section(load(f"kinds/{event.kind}.toml"), "telling", event.kind), "headlines", event.kind)
    return _Reporter(event=event, telling=Telling(paragraphs=0), chance=chance).headline(chance.pick(options))


def local_paragraph(event: Event, town: str, origin: str, chance: Chance) -> Paragraph:
    """A paragraph of one to three sentences that a desk in ``town`` may put into a report of the event."""
    moved = replace(event, facts=MappingProxyType({**event.facts, "town2": town}))
    reporter = _Reporter(event=moved, telling=Telling(paragraphs=0), chance=chance)
    said = chance.sample(texts(load("generic.toml"), "local", "generic.toml"), chance.pick((1, 2, 2, 3)))
    return Paragraph(text=" ".join(map(reporter.say, said)), origin=origin)


def embedded_post(event: Event, origin: str, chance: Chance) -> Paragraph:
    """A post on a social network by somebody in the event."""
    return _Reporter(event=event, telling=Telling(paragraphs=0), chance=chance).furniture("embed", origin)


@dataclass(slots=True)
class _Reporter:
    """One report being written: who was mentioned already."""

    event: Event
    telling: Telling
    chance: Chance
    mentioned: set[str] = field(default_factory=set)

    def report(self, label: str) -> Told:
        """The whole article."""
        telling = section(load(f"kinds/{self.event.kind}.toml"), "telling", self.event.kind)
        title = self.headline(self._mine(texts(telling, "headlines", self.event.kind), "headline"))
        told = [self.say(self._mine(texts(telling, "leads", self.event.kind), "lead"), end=".")]
        told += self._body(lists(telling, "beats", self.event.kind))
        paragraphs = [Paragraph(text=text, origin=f"{label}.{number:02d}") for number, text in enumerate(told)]
        return Told(title=title, paragraphs=tuple(self._furnished(paragraphs, label)))

    def say(self, template: str, end: str = ".", extra: Mapping[str, str] = MappingProxyType({})) -> str:
        """One sentence of a template."""
        text = expand(template, lambda name, chance: extra.get(name) or self._slot(name, chance), self.chance)
        return sentence(text) if text.endswith((".", "!", "?", "”")) else sentence(text) + end

    def headline(self, template: str) -> str:
        """A headline of a template; it introduces nobody."""
        self.mentioned.update(self.event.people)
        title = self.say(template, end="")
        self.mentioned.clear()
        return title

    def _body(self, own_beats: Sequence[Sequence[str]]) -> Iterator[str]:
        narration = self._narration(own_beats)
        statements = iter(self.event.quotes)
        for number in range(1, self.telling.paragraphs):
            quote = next(statements, None) if number % _QUOTE_EVERY == _QUOTE_EVERY - 2 else None
            if quote is not None:
                yield self._statement(quote)
                continue
            said = [text for _, text in zip(range(self.chance.pick(_SENTENCES)), narration, strict=False)]
            if not said:
                return
            yield " ".join(said)

    def _narration(self, own_beats: Sequence[Sequence[str]]) -> Iterator[str]:
        """Sentences in the order told: first those about this kind of event, then those that fit any; then each beat again."""
        common = lists(load("generic.toml"), "beats", "generic.toml")
        first = [(f"own {number}", beat) for number, beat in enumerate(own_beats)]
        second = [(f"any {number}", beat) for number, beat in enumerate(common)]
        for turn in range(VOICES // self.telling.voices):
            for name, beat in (*self.chance.shuffled(first), *self.chance.shuffled(second)):
                if self.telling.own_name and self.chance.happens(self.telling.self_reference / len(second)):
                    yield self.say(self.chance.pick(texts(load("generic.toml"), "self_beats", "generic.toml")))
                yield self.say(self._mine(beat, name, turn))

    def _mine(self, options: Sequence[str], name: str, turn: int = 0) -> str:
        """This report's way to say something: no other report of the event has the same."""
        order = Chance(self.event.mixing, name).shuffled(options)
        return order[(self.telling.voice + turn * self.telling.voices) % len(order)]

    def _statement(self, quote: Quote) -> str:
        generic = load("generic.toml")
        splits = quote.second is not None and self.chance.happens(_SPLIT_QUOTES)
        speaks_to_us = self.telling.own_name and self.chance.happens(self.telling.self_reference)
        frames = "frames_self" if speaks_to_us else "frames_two" if splits else "frames"
        whole = quote.first if splits or quote.second is None else f"{quote.first} {quote.second}"
        soft = whole[:-1] + "," if whole.endswith(".") else whole
        fills = {"q,": soft, "q.": whole, "r.": quote.second or "", "who": self._person(quote.speaker)}
        if not (splits and frames != "frames_two"):
            return self.say(self.chance.pick(texts(generic, frames, "generic.toml")), extra=fills)
        return f"{self.say(self.chance.pick(texts(generic, frames, 'generic.toml')), extra=fills)} “{quote.second}”"

    def _slot(self, name: str, chance: Chance) -> str:
        slot, _, form = name.partition(".")
        if slot in self.event.people:
            return self._person(slot, form)
        if name == "self":
            return self.telling.own_name or "this newsroom"
        if name == "x":
            return " ".join(person_name(chance))
        found = number_slot(name, chance) or self.event.facts.get(name)
        if found is None:
            message = f"kinds/{self.event.kind}.toml or generic.toml: nothing fills the slot {{{name}}}"
            raise VocabularyError(message)
        return found

    def _person(self, slot: str, form: str = "") -> str:
        person = self.event.people[slot]
        if form == "full":
            return person.full
        if slot in self.mentioned:
            return person.last
        self.mentioned.add(slot)
        return person.full if form == "last" else person.introduced

    def _furnished(self, paragraphs: Sequence[Paragraph], label: str) -> Iterator[Paragraph]:
        """The paragraphs with the headings, posts and pictures that stand between them."""
        extras = [
            *("heading" for _ in range(self.telling.headings)),
            *("embed" for _ in range(self.telling.embeds)),
            *("figure" for _ in range(self.telling.figures)),
        ]
        places = self.chance.sample(range(1, len(paragraphs)), min(len(extras), len(paragraphs) - 1))
        at = dict(zip(places, extras, strict=False))
        for number, paragraph in enumerate(paragraphs):
            if number in at:
                yield self.furniture(at[number], f"{label}.{at[number]}.{number:02d}")
            yield paragraph

    def furniture(self, what: str, origin: str) -> Paragraph:
        """What stands between the paragraphs: a ``heading``, an ``embed`` or a ``figure``."""
        generic = load("generic.toml")
        if what == "heading":
            text = self.say(self.chance.pick(texts(generic, "headings", "generic.toml")), end="")
            return Paragraph(text=text, origin=origin, part=Part.HEADING)
        if what == "embed":
            person = self.event.people[self.chance.pick(sorted(self.event.people))]
            post = self.say(self.chance.pick(texts(generic, "posts", "generic.toml")))
            handle = f"{person.first[0]}{person.last.replace('-', '')}".lower()
            when = self.event.facts["date"] + ", " + self.event.facts["year"]
            return Paragraph(text=f"{post} — {person.full} (@{handle}) {when}", origin=origin, part=Part.EMBED)
        captions = texts(generic, self.chance.pick(("captions", "captions", "chart_captions")), "generic.toml")
        return Paragraph(text=self.say(self.chance.pick(captions), end=""), origin=origin, part=Part.FIGURE)
