"""Originals: a report written by a grammar or given by the user, as its outlet publishes it first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate import lines
from provenance.evaluation.simulate.dating import shown_date
from provenance.evaluation.simulate.events import Event, person_name
from provenance.evaluation.simulate.habits import Habits
from provenance.evaluation.simulate.marks import marked_paragraphs
from provenance.evaluation.simulate.press import Outlet, OutletKind
from provenance.evaluation.simulate.publication import Form, Paragraph, Publication
from provenance.evaluation.simulate.style import in_style
from provenance.evaluation.simulate.telling import Telling, Told, tell
from provenance.evaluation.simulate.world import World

_SIGNED = 0.75
"""Share of originals with an author's name."""
_POSTS = 0.4
"""Share of documents with mark-up that are a site's WordPress posts; the others are pages."""
_SLUG_WORDS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a story is made of: the event it tells, and the user's text if it was given."""

    event: Event
    text: str | None = None


def write_original(label: str, source: Source, outlet: Outlet, telling: Telling, world: World, chance: Chance) -> Publication:
    """The first publication of a story; ``label`` is its id and the prefix of its paragraphs' origins."""
    told = split_text(source.text, label) if source.text is not None else tell(source.event, telling, label, chance.child("text"))
    return publish(label, told, outlet, source.event, world, chance.child("page"))


def self_telling(outlet: Outlet, telling: Telling, chance: Chance) -> Telling:
    """How an outlet tells a report: a newspaper speaks of itself, others hardly."""
    speaks = outlet.kind in {OutletKind.PAPER, OutletKind.AFFILIATE} and chance.happens(0.6)
    name = outlet.name if outlet.tag else f"the {outlet.name}"
    return replace(
        telling,
        own_name=name if speaks or outlet.tag else None,
        self_reference=0.5 if speaks else 0.1 if outlet.tag else 0.0,
        headings=chance.pick((0, 0, 1, 2, 3)),
        embeds=chance.pick((0, 0, 0, 1, 2)),
        figures=chance.pick((0, 1, 1, 2)),
    )


def split_text(text: str, label: str) -> Told:
    """A user's text as a report: its first line that is not blank is the headline, blank lines part the paragraphs."""
    title, _, body = text.strip().partition("\n")
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", body)]
    kept = [block for block in blocks if block]
    paragraphs = tuple(Paragraph(text=block, origin=f"{label}.{number:02d}") for number, block in enumerate(kept))
    return Told(title=" ".join(title.split()), paragraphs=paragraphs)


def publish(label: str, told: Told, outlet: Outlet, event: Event, world: World, chance: Chance) -> Publication:
    """A report as its own outlet publishes it."""
    habits = world.habits[outlet.kind]
    author = " ".join(person_name(chance)) if chance.happens(_SIGNED) else None
    slug = slug_of(told.title)
    styled = [replace(paragraph, text=in_style(paragraph.text, outlet.style)) for paragraph in told.paragraphs]
    wires = outlet.kind in {OutletKind.AGENCY, OutletKind.DISTRIBUTOR, OutletKind.NEWSROOM}
    form = choose_form(habits, world, chance)
    return Publication(
        id=label,
        family=label,
        outlet=outlet,
        title=in_style(told.title, outlet.style),
        paragraphs=(
            *marked_paragraphs(styled, outlet, slug, event.moment, chance.child("marks")),
            *_tail(outlet, label, chance, world),
        ),
        byline=lines.byline(outlet, author, chance),
        dateline=lines.dateline(outlet, event.facts["town"], event.facts["date"], chance)
        if wires and chance.happens(world.naming)
        else None,
        slug=slug,
        published=event.moment,
        shown=shown_date(event.moment, None, outlet, (replace(habits, misdates=0.0), world), chance.child("date")),
        form=form,
        is_titled=form is not Form.PLAIN or not chance.happens(world.untitled),
        is_placed=chance.happens(world.placed),
    )


def choose_form(habits: Habits, world: World, chance: Chance) -> Form:
    """How a document is saved."""
    if not chance.happens(habits.marks_up * world.marked_up):
        return Form.PLAIN
    return Form.POST if chance.happens(_POSTS) else Form.PAGE


def slug_of(title: str) -> str:
    """Last part of the address of a text with this headline.

    Examples:
        >>> slug_of("Council's 7-5 vote: what now?")
        'councils-7-5-vote-what-now'

    """
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", title.lower()))
    return "-".join(words[:_SLUG_WORDS]) or "story"


def _tail(outlet: Outlet, label: str, chance: Chance, world: World) -> Iterator[Paragraph]:
    if outlet.kind is OutletKind.AFFILIATE and chance.happens(world.naming):
        yield from lines.notices(outlet, label, chance)
