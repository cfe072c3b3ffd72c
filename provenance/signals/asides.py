"""Stretches inside a body block that are not the story's wording: an agency's dateline, a credit at a paragraph's end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provenance.model import COMPARED_ROLES, Block, Document, Role, Signal, Span
from provenance.signals.lines import Line
from provenance.signals.view import BlockView

_ASIDE_ROLES = frozenset({Role.CREDIT, Role.DISCLAIMER, Role.CHROME})


def with_asides(document: Document, block: Block, view: BlockView, lines: Sequence[Line], datelines: Sequence[Signal]) -> Block:
    """The block with its asides, in order; a block whose whole role says so already has none.

    Only what opens or closes a block is taken out: a credit in mid-paragraph is part of the sentence it stands in.
    """
    if block.role not in COMPARED_ROLES or not (lines or datelines or block.asides):
        return block
    written = [signal.value for signal in datelines]
    for line in lines:
        end = view.sentence_end(line.end)
        if line.role in _ASIDE_ROLES and (end >= len(view.text) or line.start == 0) and end - line.start < len(view.text):
            written.append(view.quote(line.start, end))
    found = sorted({span for words in written if (span := _place(document, block, words))})
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return replace(block, asides=tuple(kept)) if kept or block.asides else block


def _place(document: Document, block: Block, words: str) -> Span | None:
    """Where the words of a view stand in the document; ``None`` if mark-up or line ends hide them there."""
    start = document.text.find(words, block.span.start, block.span.end) if words else -1
    return Span(start, start + len(words)) if start >= 0 else None
