"""Who copies whom: which documents of a corpus stand alone, and which belong to a family."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import gcd

from provenance.evaluation.chance import Chance

_BITS = 53
_GOLDEN_SHARE = 0.6180339887


class Part(StrEnum):
    """What a document has from another one."""

    ALONE = "alone"
    ORIGINAL = "original"
    FULL = "full copy"
    PARAGRAPHS = "paragraph lift"
    SENTENCE = "sentence lift"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a corpus is to be. Shares are in [0, 1].

    ``sizes`` are sizes of families to make, the original counted, in place of drawn ones; else they are drawn (Pareto, exponent
    1, from 2 to ``largest``) until ``in_families`` of the documents are in one. ``everywhere`` puts one and the same footer below
    every document; ``hard_negatives`` are stock phrases, quotations and footers of outlets.
    """

    documents: int
    seed: int = 1
    in_families: float = 0.1
    largest: int = 1_000
    sizes: tuple[int, ...] | None = None
    full: float = 0.65
    typographic: float = 0.15
    hard_negatives: bool = True
    everywhere: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.documents < 1 << 32 or self.largest < 2 or sum(self.sizes or ()) > self.documents:
            message = "a corpus needs documents for its families, and families two members"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What one document is: ``source`` is the number of the document it copies, ``None`` for originals and those alone."""

    part: Part
    source: int | None = None


ALONE = Role(part=Part.ALONE)


def roles(shape: Shape) -> dict[int, Role]:
    """What the documents that belong to a family are, by number; members of a family are spread over the whole corpus."""
    chance = Chance(shape.seed, "plan")
    step = max(1, round(shape.documents * _GOLDEN_SHARE))
    while gcd(step, shape.documents) > 1:
        step += 1
    found: dict[int, Role] = {}
    for size in _sizes(shape, chance.child("sizes")):
        source, *takers = [place * step % shape.documents for place in range(len(found), len(found) + size)]
        found[source] = Role(part=Part.ORIGINAL)
        whole = chance.happens(shape.full)
        for taker in takers:
            part = Part.FULL if whole else chance.pick((Part.PARAGRAPHS, Part.SENTENCE))
            found[taker] = Role(part=part, source=source)
    return found


def _sizes(shape: Shape, chance: Chance) -> list[int]:
    if shape.sizes is not None:
        return list(shape.sizes)
    left = int(shape.documents * shape.in_families)
    found = []
    while left > 1:
        # Below the largest size: the tail beyond it is drawn again, not piled up there.
        while (size := (2 << _BITS) // (chance.below(1 << _BITS) + 1)) > shape.largest:
            pass
        found.append(min(size, left))
        left -= found[-1]
    return found
