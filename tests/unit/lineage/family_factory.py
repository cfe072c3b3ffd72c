"""Families of documents made by hand, found and matched as in a real run."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from provenance.lineage.families import families_of
from provenance.lineage.family import Family
from provenance.matching import find_reuse
from provenance.model import Block, Document, Format, Link, Signal, SignalKind
from provenance.settings import Settings

SETTINGS = Settings()
WEIGHTS = SETTINGS.inference.weights
LIGHT = (
    "The lighthouse at Skarv Point was sold on Monday to a retired piano tuner, who means to live in the keeper's cottage and "
    "to let walkers climb the tower whenever the weather allows it.",
    "Its lamp has not turned since a cargo ship cut the cable nine winters ago, and the coast guard steers by satellites now; "
    "gulls have built eleven nests between the lenses.",
    "Neighbours had hoped that the parish would buy the rock and open a hostel there, but the roof alone would have cost more "
    "than the bus, the school kitchen and the snow plough together.",
    "The buyer said she would repaint the red band before midsummer, because children on the mainland had stopped drawing it "
    "and she took that for a sign of neglect.",
    "A clause in the deed obliges whoever owns the tower to ring the fog bell by hand if the horn should fail, and to keep a "
    "dry towel behind the door for shipwrecked sailors.",
)
"""A story in five paragraphs."""
QUARRY = (
    "Slate from the drowned quarry at Penmoel is being lifted again after sixty years, this time by divers who sell it slab by "
    "slab to restorers of old billiard tables across the continent.",
    "They work by touch, since the water is black below four metres, and tell sound stone from cracked stone by the note it "
    "gives when tapped with the handle of a spoon.",
)
"""A story that has nothing to do with the other."""


def families(documents: Sequence[Document], signals: Mapping[str, Sequence[Signal]] | None = None) -> tuple[Family, ...]:
    """The families of a small corpus; ``signals`` are by document, none where it has no entry."""
    ordered = sorted(documents, key=lambda item: item.id)
    by_id = {item.id: tuple((signals or {}).get(item.id, ())) for item in ordered}
    return families_of(ordered, by_id, find_reuse(ordered, SETTINGS.matching), WEIGHTS)


def family(*documents: Document, signals: Mapping[str, Sequence[Signal]] | None = None) -> Family:
    """The one family that some documents are."""
    (found,) = families(documents, signals)
    return found


def credit(block: str, host: str) -> Signal:
    """A credit line in a block, ``<document>:pNN``."""
    return Signal(kind=SignalKind.ATTRIBUTION_LINE, value=f"From {host}", basis="test", strength=5, host=host, blocks=(block,))


def titled(document: Document, title: str | None, url: str | None = None) -> Document:
    """The document under a title, at an address."""
    return dataclasses.replace(document, metadata=dataclasses.replace(document.metadata, title=title, url=url))


def linked(document: Document, *links: Link, kind: Format = Format.HTML) -> Document:
    """The document in a format that holds links, with these in its first block."""
    first, *rest = document.blocks
    changed: tuple[Block, ...] = (dataclasses.replace(first, links=links), *rest)
    return dataclasses.replace(document, format=kind, blocks=changed)
