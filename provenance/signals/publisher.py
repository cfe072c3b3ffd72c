"""The publisher of a text that names one only in the copyright line below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provenance.model import Document, Publisher, Signal, SignalKind
from provenance.signals.agencies import registry
from provenance.text.hosts import brand_key

_LAST_BLOCKS = 3
"""Blocks at the end of a text in which its own copyright line stands."""
_ELSEWHERE = frozenset(
    {
        SignalKind.ATTRIBUTION_LINE,
        SignalKind.PRESS_RELEASE_LINE,
        SignalKind.WIRE_CREDIT,
        SignalKind.AGENCY_DATELINE,
        SignalKind.CMS_COMPONENT_ID,
        SignalKind.CREATIVE_COMMONS_NOTICE,
        SignalKind.DISCLAIMER,
    }
)
"""Signals with which the line may have been copied along with the text: then it names nobody's own site."""


def with_publisher(document: Document, signals: Sequence[Signal]) -> tuple[Document, tuple[Signal, ...]]:
    """The document with its publisher, if only its last lines name one, and the signals that name it marked as its own.

    Nothing is taken from the line of a text that shows any trace of another source, or of an agency's.
    """
    unchanged = document, tuple(signals)
    if document.metadata.publisher is not None or any(signal.kind in _ELSEWHERE for signal in signals):
        return unchanged
    last = {block.id for block in document.blocks[-_LAST_BLOCKS:]}
    names = {
        brand_key(signal.organisation): signal.organisation
        for signal in signals
        if signal.kind is SignalKind.COPYRIGHT_LINE and signal.organisation and not last.isdisjoint(signal.blocks)
    }
    if len(names) != 1 or registry().named(next(iter(names.values()))) is not None:
        return unchanged
    ((key, name),) = names.items()
    metadata = replace(document.metadata, publisher=Publisher(name=name, host=None, basis="copyright line"))
    return replace(document, metadata=metadata), tuple(
        replace(signal, own_site=True) if signal.organisation and brand_key(signal.organisation) == key else signal
        for signal in signals
    )
