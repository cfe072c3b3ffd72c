"""A world and a seed to a labelled corpus: stories written and passed on, some originals taken away, all saved and labelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from provenance.errors import UsageError
from provenance.evaluation.chance import Chance
from provenance.evaluation.corpus_files import checksum_of
from provenance.evaluation.simulate.dating import first_moment
from provenance.evaluation.simulate.events import make_event
from provenance.evaluation.simulate.labels import is_named, make_truth
from provenance.evaluation.simulate.negatives import Lookalikes, make_lookalikes
from provenance.evaluation.simulate.originals import Source
from provenance.evaluation.simulate.press import OutletKind, Press, make_press
from provenance.evaluation.simulate.publication import Publication
from provenance.evaluation.simulate.rendering import rendered
from provenance.evaluation.simulate.shapes import Assignment, spread
from provenance.evaluation.simulate.transmit import Route, mash_up, pass_on
from provenance.evaluation.simulate.twins import make_twins
from provenance.evaluation.simulate.world import World
from provenance.evaluation.truth import LabelledCorpus
from provenance.model import RawDocument

_MASHED = 2
"""Texts that one mash-up is made of."""
_ENOUGH_COPIES = 2
"""Copies that betray an original that none of them names."""


def simulate(world: World, seed: int, texts: Sequence[str] = ()) -> LabelledCorpus:
    """A corpus of invented news with its true lineage.

    Args:
        world: what kind of press, how much is copied, what is hidden.
        seed: the same seed and world give the same bytes, on every machine and version of Python.
        texts: articles to start from, each with its headline in the first line and blank lines between paragraphs; there are as
            many stories as texts then. Hard negatives, twins and what outlets put in are written by grammar all the same.

    Raises:
        UsageError: a text has no paragraph below its headline.
    """
    chance = Chance(seed, "simulate", world.name)
    press = make_press(world.copies[1], chance.child("press"))
    stories = list(_stories(world, press, chance, texts))
    lookalikes = make_lookalikes(press, world, chance.child("lookalikes"))
    twins = [make_twins(f"t{number:03d}", press, world, chance.child(f"twins {number}")) for number in range(world.twins)]
    publications = [
        *(publication for story in stories for publication in story),
        *_mash_ups(stories, lookalikes, press, world, chance.child("mash-ups")),
        *(publication for pair in twins for publication in pair),
        *(publication for group in lookalikes for publication in group.publications),
    ]
    documents = _documents(publications, chance.child("order"))
    hidden = _hidden(stories, documents, world, chance.child("hidden"))
    observed = {name: document for name, document in documents.items() if name not in hidden}
    truth = make_truth(publications, observed, [pair for group in lookalikes for pair in group.pairs()])
    kept = tuple(sorted(observed.values(), key=lambda document: document.id))
    return LabelledCorpus(name=f"{world.name}-{seed}", documents=kept, truth=truth, checksum=checksum_of(kept, truth))


def _stories(world: World, press: Press, chance: Chance, texts: Sequence[str]) -> Iterator[tuple[Publication, ...]]:
    for number, text in enumerate(texts):
        if not text.strip().partition("\n")[2].strip():
            message = f"text {number + 1} of those given has no paragraph below its first line, which is taken as its headline"
            raise UsageError(message)
    shapes = [shape for shape, parts in sorted(world.shapes.items()) for _ in range(parts)]
    for number in range(len(texts) or world.stories):
        drawn = chance.child(f"story {number}")
        event = make_event(f"event {number}", first_moment(drawn.child("moment")), drawn.child("event"))
        assignment = Assignment(
            label=f"s{number:03d}",
            source=Source(event=event, text=texts[number] if texts else None),
            shape=drawn.child("shape").pick(shapes),
            copies=_copies(world, drawn.child("copies")),
        )
        yield spread(assignment, press, world, drawn)


def _copies(world: World, chance: Chance) -> int:
    """How often a story is copied: n or more have about ``fewest / n`` of the stories (Pareto with exponent 1)."""
    if chance.happens(world.lonely):
        return 0
    low, high = world.copies
    return min(high, int(low / (1.0 - chance.uniform())))


def _mash_ups(
    stories: Sequence[Sequence[Publication]], lookalikes: Sequence[Lookalikes], press: Press, world: World, chance: Chance
) -> Iterator[Publication]:
    """Texts made of two others: of two reports of one event where there are any left, else of two stories."""
    choices = [group.publications for group in lookalikes if group.reason == "press_conference"]
    originals = [story[0] for story in stories]
    for number in range(world.mash_ups):
        drawn = chance.child(str(number))
        sources = choices[number] if number < len(choices) else originals
        if len(sources) < _MASHED:
            return
        first, second = drawn.sample(sources, _MASHED)
        families = [story for story in stories if story[0] in {first, second}]
        used = {publication.outlet for family in (*families, (first, second)) for publication in family}
        able = [item for item in press.of(OutletKind.PAPER, OutletKind.SCRAPER) if item not in {first.outlet, second.outlet}]
        outlet = drawn.pick([item for item in able if item not in used] or able)
        event = make_event(f"mash-up {number}", first.published, drawn.child("event"))
        strangers = tuple(item for item in press.outlets if item not in used and item != outlet)
        route = Route(event=event, original=first, is_given=True, strangers=strangers or press.outlets, world=world)
        yield pass_on(mash_up(first, second, drawn.child("parts")), outlet, route, f"m{number:03d}", drawn.child("copy"))


def _hidden(
    stories: Sequence[Sequence[Publication]], documents: Mapping[str, RawDocument], world: World, chance: Chance
) -> frozenset[str]:
    """Ids of the originals that are taken away: of those that something betrays, the world's share."""
    found = []
    for original, *others in stories:
        children = [item for item in others if original.id in item.parents]
        is_live = any(item.outlet == original.outlet for item in children)
        betrayed = len(children) >= _ENOUGH_COPIES or any(is_named(original, documents[item.id]) for item in children)
        if betrayed and not is_live:
            found.append(original.id)
    return frozenset(chance.sample(found, min(len(found), round(world.hidden * len(stories)))))


def _documents(publications: Sequence[Publication], chance: Chance) -> Mapping[str, RawDocument]:
    """The document of each publication, under a name that tells nothing."""
    order = chance.shuffled(publications)
    width = max(3, len(str(len(order))))
    return {publication.id: rendered(publication, f"d{number:0{width}d}") for number, publication in enumerate(order, 1)}
