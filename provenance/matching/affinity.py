"""How far documents speak of the same thing in words of their own."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.matching.candidates import DocumentPair, pair_of
from provenance.matching.words import ComparedText
from provenance.settings import Matching
from provenance.text.surprise import COMMON_BITS, surprise_bits

_SENTENCE_END = frozenset(".!?…:\n")
_NAME_WEIGHT = 1.5
"""A name says more about the event than another rare word."""
_TOP_TERMS = 24
"""Heaviest terms of a document that look for related documents."""
_SHARED_TOP_TERMS = 4
"""Heavy terms two documents must share before their affinity is computed."""
_NAMES_SHOWN = 12
_SHORTEST_TERM = 2
"""Characters a term must exceed: initials and single letters tie anything together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What one document is about: weight of every telling term, of length 1 as a vector; and its names."""

    id: str
    weights: Mapping[str, float]
    names: Mapping[str, str]


def topics(texts: Sequence[ComparedText]) -> tuple[Topic, ...]:
    """Topics of all texts, in the order given.

    A term weighs its bits of surprise times its rarity in this corpus; in a corpus of a few documents
    rarity says little and is discounted.
    """
    frequency = Counter(term for text in texts for term in set(text.words.norms))
    total = len(texts)
    return tuple(_topic(text, frequency, total) for text in texts)


def _topic(text: ComparedText, frequency: Counter[str], total: int) -> Topic:
    names = _names(text)
    weights: dict[str, float] = {}
    for term, count in Counter(text.words.norms).items():
        bits = surprise_bits(term)
        if bits < COMMON_BITS or len(term) <= _SHORTEST_TERM:
            continue
        rarity = math.log((total + 1) / frequency[term]) / math.log(total + 1)
        blend = total / (total + 50)
        weight = (1 + math.log(count)) * bits * ((1 - blend) + blend * rarity)
        weights[term] = weight * (_NAME_WEIGHT if term in names else 1.0)
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return Topic(id=text.id, weights={term: weights[term] / length for term in sorted(weights)}, names=names)


def _names(text: ComparedText) -> dict[str, str]:
    """Normal form to written form of words capitalised inside a sentence, and of numbers."""
    names: dict[str, str] = {}
    for index, norm in enumerate(text.words.norms):
        start = text.words.starts[index]
        if norm in names or not text.text[start].isupper():
            continue
        before = text.text[max(0, start - 3) : start].rstrip(" \"'“‘(")[-1:]
        if index and before and before not in _SENTENCE_END:
            names[norm] = text.written(index)
    return names


def affinity(left: Topic, right: Topic) -> float:
    """Cosine of two topics, in [0, 1]."""
    small, large = sorted((left.weights, right.weights), key=len)
    return min(1.0, sum(weight * large[term] for term, weight in small.items() if term in large))


def shared_names(left: Topic, right: Topic) -> tuple[str, ...]:
    """Names both use, as written in the left text, heaviest first, at most twelve."""
    both = [norm for norm in left.names if norm in right.names and surprise_bits(norm) >= COMMON_BITS]
    both.sort(key=lambda norm: (-left.weights.get(norm, 0.0) * right.weights.get(norm, 0.0), norm))
    return tuple(left.names[norm] for norm in both[:_NAMES_SHOWN])


def related_pairs(subjects: Sequence[Topic], settings: Matching) -> tuple[DocumentPair, ...]:
    """Pairs whose affinity is at least ``same_event_affinity``, each document with its nearest only; sorted.

    A document keeps its ``same_event_neighbours`` nearest others, so that the number of pairs grows with
    the number of documents, not with its square.
    """
    postings: dict[str, list[int]] = {}
    for number, topic in enumerate(subjects):
        for term in sorted(topic.weights, key=lambda term: (-topic.weights[term], term))[:_TOP_TERMS]:
            postings.setdefault(term, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    widest = max(64, math.isqrt(len(subjects)) * 4)
    for holders in postings.values():
        if len(holders) <= widest:
            shared.update((a, b) for index, a in enumerate(holders) for b in holders[index + 1 :])
    nearest: dict[int, list[tuple[float, int]]] = {}
    for (a, b), count in shared.items():
        if count >= min(_SHARED_TOP_TERMS, len(subjects)):
            value = affinity(subjects[a], subjects[b])
            if value >= settings.same_event_affinity:
                nearest.setdefault(a, []).append((value, b))
                nearest.setdefault(b, []).append((value, a))
    kept = {
        pair_of(subjects[a].id, subjects[b].id)
        for a, others in nearest.items()
        for _, b in sorted(others, key=lambda entry: (-entry[0], subjects[entry[1]].id))[: settings.same_event_neighbours]
    }
    return tuple(sorted(kept))
