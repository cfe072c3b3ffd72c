"""Distributors a text went through, read from the legal notices stacked below it.

Each distributor appends its notice to what it receives, so the later notice is the later hop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.model import Document, Evidence, Signal, SignalKind
from provenance.settings import EvidenceWeights
from provenance.text.hosts import brand_key

_MIN_STRENGTH = 3
"""Generic notices (fair use, views of the author) are weaker and name no distributor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One distributor. ``evidence`` is for its place in the chain (after the hop before it) and its presence."""

    key: str
    label: str
    presence: Evidence
    order: Evidence | None


def distributor_chain(document: Document, signals: Sequence[Signal], weights: EvidenceWeights) -> tuple[Hop, ...]:
    """The distributors of one document in the order the text went through them, earliest first."""
    notices = [
        signal
        for signal in signals
        if signal.kind is SignalKind.DISCLAIMER
        and signal.organisation
        and signal.strength >= _MIN_STRENGTH
        and not signal.own_site
    ]
    place = {block.id: block.span.start for block in document.blocks}
    notices.sort(key=lambda signal: min((place.get(block, 0) for block in signal.blocks), default=0))
    hops: list[Hop] = []
    for notice in notices:
        label = notice.organisation or ""
        if any(hop.key == brand_key(label) for hop in hops):
            continue
        before = hops[-1].label if hops else None
        hops.append(
            Hop(
                key=brand_key(label),
                label=label,
                presence=Evidence(
                    kind=str(SignalKind.DISCLAIMER),
                    log_odds=weights.disclaimer,
                    note=f"the legal notice of {label} stands below the text",
                    where=notice.blocks,
                ),
                order=Evidence(
                    kind="disclaimer_order",
                    log_odds=weights.disclaimer_order,
                    note=f"the notice of {label} stands below that of {before}: each distributor appends its own, "
                    "unless a page template stacks them",
                    where=(*hops[-1].presence.where, *notice.blocks),
                )
                if before
                else None,
            )
        )
    return tuple(hops)
