"""Publications and events for tests of the simulator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.events import Event, make_event
from provenance.evaluation.simulate.press import HouseStyle, Outlet, OutletKind
from provenance.evaluation.simulate.publication import Paragraph, Part, Publication

NOON = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
PLAIN_STYLE = HouseStyle(country="US", percent="percent", quotes="curly", dash="—", numbers="figures", spelling="american")


def outlet(name: str = "Tarnmoor Ledger", kind: OutletKind = OutletKind.PAPER) -> Outlet:
    """An outlet whose host is its name spelled together."""
    host = f"{name.replace(' ', '').lower()}.com"
    return Outlet(name=name, host=host, kind=kind, town=name.split(maxsplit=1)[0], style=PLAIN_STYLE)


def event(number: int = 1, kind: str | None = None) -> Event:
    """The first event of a kind, of those with this number."""
    for attempt in range(1_000):
        made = make_event(f"event {number}", NOON, Chance(number, "factory", str(attempt)))
        if kind in {None, made.kind}:
            return made
    message = f"no event of the kind {kind}"
    raise AssertionError(message)


def paragraphs(*texts: str, part: Part = Part.BODY) -> tuple[Paragraph, ...]:
    """Paragraphs with the origins ``a.00``, ``a.01``, …."""
    return tuple(Paragraph(text=text, origin=f"a.{number:02d}", part=part) for number, text in enumerate(texts))


def sentences(count: int) -> tuple[Paragraph, ...]:
    """So many paragraphs of running text, each of three sentences."""
    told = "The gate was shut, and nobody came about it. People waited near the old bridge. It rained again."
    return paragraphs(*(f"Number {number} of the ferry crew said already so. {told}" for number in range(count)))


def publication(name: str = "a", story: Sequence[Paragraph] = (), where: Outlet | None = None) -> Publication:
    """A publication at noon that shows no date."""
    return Publication(
        id=name,
        family="a",
        outlet=where or outlet(),
        title="Ferry landing closes",
        paragraphs=tuple(story) or sentences(6),
        slug="ferry-landing-closes",
        published=NOON,
    )


def retold(original: Publication, name: str, host: str, **changes: object) -> Publication:
    """The same text as another outlet's publication."""
    where = outlet(host)
    return replace(original, id=name, outlet=where, parents=(original.id,), **changes)  # type: ignore[arg-type]
