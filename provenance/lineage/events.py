"""Events: mentions in different documents that speak of the same thing, and whether they agree on it.

Two mentions speak of one event when the words around them share enough that is telling; how much is enough depends on what
is claimed. Candidates come from an index of each mention's rarest stems, so that cost grows with what is really shared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, Self, TypeVar

from provenance.lineage.index import Lookup, sharing_pairs
from provenance.lineage.mentions import Mention
from provenance.lineage.rarity import Rarity


class Contradictable(Protocol):
    """A value that knows whether another one cannot be right beside it."""

    def contradicts(self, other: Self, /) -> bool:
        """Whether both cannot be right."""

    def is_comparable(self, other: Self, /) -> bool:
        """Whether the two can agree or contradict each other at all; a quick look."""


Value = TypeVar("Value", bound=Contradictable)
LOOKUP = Lookup(stems=12, shared=2, list=150)
"""How mentions that may speak of one event are found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What the contexts of two mentions share: ``bits`` of surprise in ``stems`` stems.

    ``share`` is that part of the lighter context, ``likeness`` of the heavier, both in [0, 1]; ``one_text`` says that the
    documents are copies of one text.
    """

    stems: int
    bits: float
    share: float
    likeness: float
    one_text: bool


class Verdict(StrEnum):
    """What two mentions that speak of one event say to each other."""

    CONTRADICTS = "contradicts"
    AGREES = "agrees"
    NEAR = "near"
    """They agree, but so little ties them that the one may stand beside the other only while it takes no side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Mentions ``left < right`` (by number) of one event, what they share, and what they say to each other."""

    left: int
    right: int
    bits: float
    verdict: Verdict


Judge = Callable[[Mention[Value], Mention[Value], Overlap], Verdict | None]
"""What two mentions with comparable values say to each other; ``None`` if they do not surely speak of one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Generic[Value]):
    """Mentions of one event, by document; at most one per document, at least two that contradict each other.

    ``topic`` are the stems that tie them together, the most telling first.
    """

    mentions: tuple[Mention[Value], ...]
    topic: tuple[str, ...]


def disputed_events(
    mentions: Sequence[Mention[Value]], rarity: Rarity, groups: Mapping[str, str], judge: Judge[Value]
) -> tuple[Event[Value], ...]:
    """Events on which mentions of different documents contradict each other, in the order of their first mention.

    Each event is a star: one mention and all that speak of the same as it. A chain of likenesses is never followed, because
    news drifts from one event to the next by small steps. Copies that read the same are compared as one, and all listed.
    """
    twins: dict[tuple[str, Value, tuple[str, ...], tuple[Value, ...]], list[Mention[Value]]] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.document, mention.place)):
        text = groups.get(mention.document, mention.document)
        twins.setdefault((text, mention.value, mention.stems, mention.others), []).append(mention)
    alike = list(twins.values())
    ordered = [same[0] for same in alike]
    matches = _matches(ordered, rarity, groups, judge)
    events = [_event(alike, star, rarity) for star in _stars(ordered, matches)]
    return tuple(sorted(events, key=lambda event: [(mention.document, mention.place) for mention in event.mentions]))


def _matches(mentions: Sequence[Mention[Value]], rarity: Rarity, groups: Mapping[str, str], judge: Judge[Value]) -> list[Match]:
    contexts: dict[int, frozenset[str]] = {}  # of the few that are looked at
    totals: dict[int, float] = {}
    values: dict[str, list[Value]] = defaultdict(list)
    for mention in mentions:
        values[mention.document].append(mention.value)
    found = []
    for left, right in sharing_pairs([mention.stems for mention in mentions], rarity, LOOKUP):
        one, two = mentions[left], mentions[right]
        if one.document == two.document or not one.value.is_comparable(two.value):
            continue
        for place in (left, right):
            if place not in totals:
                contexts[place] = frozenset(mentions[place].stems)
                totals[place] = rarity.total(contexts[place])
        shared = contexts[left] & contexts[right]
        bits = rarity.total(shared)
        overlap = Overlap(
            stems=len(shared),
            bits=bits,
            share=bits / max(min(totals[left], totals[right]), bits, 1.0),
            likeness=bits / max(totals[left], totals[right], 1.0),
            one_text=groups.get(one.document, one.document) == groups.get(two.document, two.document),
        )
        verdict = judge(one, two, overlap)
        if verdict is Verdict.CONTRADICTS and overlap.one_text and _both_in_both(one, two, values):
            continue
        if verdict is not None:
            found.append(Match(left=left, right=right, bits=bits, verdict=verdict))
    return found


def _both_in_both(one: Mention[Value], two: Mention[Value], values: Mapping[str, Sequence[Value]]) -> bool:
    """Whether both documents give both values: copies of a text that contradicts itself have changed nothing."""
    return one.value in values[two.document] and two.value in values[one.document]


def _stars(mentions: Sequence[Mention[Value]], matches: Sequence[Match]) -> list[list[int]]:
    """Disjoint stars around the mentions most contradicted.

    What agrees with a mention that contradicts the centre joins too, as far as it takes no side.
    """
    near: dict[int, list[tuple[int, float, int]]] = defaultdict(list)
    weight: Counter[int] = Counter()
    for match in matches:
        near[match.left].append((_ORDER.index(match.verdict), -match.bits, match.right))
        near[match.right].append((_ORDER.index(match.verdict), -match.bits, match.left))
        weight.update({match.left: match.bits, match.right: match.bits} if match.verdict is Verdict.CONTRADICTS else {})
    used: set[int] = set()
    stars = []
    for centre in sorted(weight, key=lambda place: (-weight[place], place)):
        if centre in used:
            continue
        star = {mentions[centre].document: centre}
        sure = [other for rank, _, other in sorted(near[centre]) if _ORDER[rank] is not Verdict.NEAR]
        _join(star, sure, mentions, used)
        against = [other for other in star.values() if mentions[other].value.contradicts(mentions[centre].value)]
        if against:
            loose = [
                item for place in (centre, *against) for item in sorted(near[place]) if _ORDER[item[0]] is not Verdict.CONTRADICTS
            ]
            values = [mentions[place].value for place in star.values()]
            neutral = [other for _, _, other in loose if not any(mentions[other].value.contradicts(value) for value in values)]
            _join(star, neutral, mentions, used)
            used.update(star.values())
            stars.append(list(star.values()))
    return stars


_ORDER = (Verdict.CONTRADICTS, Verdict.AGREES, Verdict.NEAR)
"""What comes first into a star where a document has several mentions."""


def _join(star: dict[str, int], others: Sequence[int], mentions: Sequence[Mention[Value]], used: set[int]) -> None:
    """Take unused mentions into a star (in place), the first of each document that is not in it yet."""
    for other in others:
        if other not in used:
            star.setdefault(mentions[other].document, other)


def _event(alike: Sequence[Sequence[Mention[Value]]], star: Sequence[int], rarity: Rarity) -> Event[Value]:
    """The star's mentions with their twins in other copies, one per document, and what ties them together."""
    counts = Counter(stem for place in star for stem in alike[place][0].stems)
    shared = [stem for stem, count in counts.items() if count > 1 and stem in alike[star[0]][0].stems]
    topic = sorted(shared, key=lambda stem: (-counts[stem], -rarity.of(stem), stem))
    by_document = {alike[place][0].document: alike[place][0] for place in star}
    for place in star:
        for twin in alike[place]:
            by_document.setdefault(twin.document, twin)
    return Event(mentions=tuple(by_document[document] for document in sorted(by_document)), topic=tuple(topic))
