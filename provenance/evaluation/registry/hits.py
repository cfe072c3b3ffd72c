"""Hits of the signal registry on a set: what was found where, under a name that does not tell the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from provenance.evaluation.registry.sets import Expected, MeasuredSet
from provenance.model import Document, Signal, SignalKind
from provenance.pipeline import read_all
from provenance.settings import Settings
from provenance.text.hosts import brand_key, brand_matches_site, same_site

_KEY_LETTERS = 12
"""Hexadecimal digits of a hit's key: 48 bits, so that two of a million hits share one with a chance of 1 in 600."""

_FOR_LABEL: Mapping[str, frozenset[SignalKind]] = {
    "republication_credit": frozenset(
        {
            SignalKind.ATTRIBUTION_LINE,
            SignalKind.PRESS_RELEASE_LINE,
            SignalKind.TRANSLATED_FROM,
            SignalKind.CREATIVE_COMMONS_NOTICE,
        }
    ),
    "hat_tip": frozenset({SignalKind.ATTRIBUTION_LINE}),
    "wire_dateline": frozenset({SignalKind.AGENCY_DATELINE}),
    "reporting_credit": frozenset({SignalKind.WIRE_CREDIT}),
    "contribution_credit": frozenset({SignalKind.BYLINE_AFFILIATION, SignalKind.WIRE_CREDIT}),
    "copyright_boilerplate": frozenset({SignalKind.COPYRIGHT_LINE, SignalKind.WIRE_CREDIT}),
    "licence_notice": frozenset({SignalKind.CREATIVE_COMMONS_NOTICE, SignalKind.COPYRIGHT_LINE}),
}
"""Kinds of signal that a line with a guessed label should have; labels not listed ask for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: ``key`` is made of the document's checksum and the signal, and tells neither."""

    set: str
    key: str
    document: str
    signal: Signal

    @property
    def name(self) -> tuple[SignalKind, str]:
        """Kind and pattern, or kind and field."""
        return self.signal.kind, self.signal.basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was found in a set: hits in order of kind, pattern and key, each once; of every group of what was expected how much.

    ``expected`` maps a group to what was found of it and how much there was.
    """

    name: str
    documents: int
    hits: tuple[Hit, ...]
    expected: Mapping[str, tuple[int, int]]


def measure(measured: MeasuredSet, settings: Settings) -> Measured:
    """Run the registry over a set; documents that cannot be read are left out."""
    documents, signals, _ = read_all(measured.documents, settings.limits)
    hits = {hit.key: hit for document in documents for hit in _hits(measured.name, document, signals[document.id])}
    ordered = sorted(hits.values(), key=lambda hit: (*hit.name, hit.key))
    return Measured(
        name=measured.name,
        documents=len(documents),
        hits=tuple(ordered),
        expected=_found(measured.expected, signals),
    )


def _hits(name: str, document: Document, signals: Iterable[Signal]) -> Iterable[Hit]:
    for signal in signals:
        written = "\0".join((document.sha256, signal.kind, signal.basis, signal.value))
        key = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LETTERS]
        yield Hit(set=name, key=key, document=document.id, signal=signal)


def _found(expected: Iterable[Expected], signals: Mapping[str, tuple[Signal, ...]]) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for each in expected:
        if each.host is None and each.name is None and each.what not in _FOR_LABEL:
            continue
        found, total = counts.get(each.what, (0, 0))
        is_found = any(_answers(each, signal) for signal in signals.get(each.document, ()))
        counts[each.what] = (found + is_found, total + 1)
    return dict(sorted(counts.items()))


def _answers(expected: Expected, signal: Signal) -> bool:
    """Whether a signal is what was expected."""
    if expected.host is None and expected.name is None:
        return signal.kind in _FOR_LABEL[expected.what]
    if signal.kind not in _FOR_LABEL["republication_credit"] | _FOR_LABEL["reporting_credit"]:
        return False
    names = [name for name in (signal.organisation, signal.host) if name]
    if expected.host is not None:
        return same_site(signal.host, expected.host) or any(brand_matches_site(name, expected.host) for name in names)
    return any(brand_key(name) == brand_key(expected.name or "") for name in names)
