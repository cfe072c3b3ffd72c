"""The earliest moment a text can have been finished, from clocks in its component ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provenance.model import COMPARED_ROLES, DateRange, Document, Signal, SignalKind


def with_lower_bound(document: Document, signals: Sequence[Signal]) -> Document:
    """The document with ``not_before`` set to the creation of its youngest body component, where that is later.

    A component's creation is not publication: the text cannot be older, that is all. Ids in page furniture
    say nothing about the text and are left out.
    """
    found = [
        signal.date
        for signal in signals
        if signal.kind is SignalKind.CMS_COMPONENT_ID and signal.date and _is_on_text(document, signal)
    ]
    if not found:
        return document
    youngest = max(found, key=lambda date: date.bounds())
    known = document.metadata.not_before
    if known is not None and known.bounds()[0] >= youngest.bounds()[0]:
        return document
    bound = DateRange(
        earliest=youngest.earliest, latest=youngest.latest, timezone=youngest.timezone, basis="cms_id", written=youngest.written
    )
    return replace(document, metadata=replace(document.metadata, not_before=bound))


def _is_on_text(document: Document, signal: Signal) -> bool:
    return any(document.block_by_id[block].role in COMPARED_ROLES for block in signal.blocks if block in document.block_by_id)
