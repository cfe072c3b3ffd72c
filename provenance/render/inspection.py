"""What was read of one document, in plain text: the role of every block, every signal and fact, what was lost."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.model import Block, Document, Problem, Signal
from provenance.render.dates import date_words, document_dates
from provenance.render.escape import one_line
from provenance.render.privacy import mask

_TEXT_SHOWN = 72
"""Characters of a block or signal shown; the places tell where the rest is."""

_NOT_SHOWN = frozenset({"script"})
"""Facts that say how a page works, and nothing of what it says."""


def inspection(document: Document, signals: Sequence[Signal], problems: Sequence[Problem]) -> str:
    """One document as lines of text, without a newline at the end."""
    metadata = document.metadata
    publisher = metadata.publisher
    lines = [
        f"{one_line(document.id)} ({one_line(document.path)})",
        f"  format     {document.container or document.format}, {document.encoding}",
        f"  title      {one_line(metadata.title) if metadata.title else 'none'}",
        f"  publisher  {_publisher_words(publisher.name, publisher.host, publisher.basis) if publisher else 'unknown'}",
        f"  authors    {', '.join(map(one_line, metadata.authors)) or 'none named'}",
        f"  dates      {'; '.join(document_dates(document))}",
    ]
    if metadata.not_before:
        lines.append(f"  not before {date_words(metadata.not_before)}, from {metadata.not_before.basis}")
    if metadata.not_after:
        lines.append(f"  not after  {date_words(metadata.not_after)}, when it was captured")
    if metadata.url:
        lines.append(f"  address    {one_line(metadata.url)}")
    lines += ["", "Blocks (role, place, text):"]
    lines += [_block_line(document, block) for block in document.blocks]
    lines += ["", f"Signals ({len(signals)}):"]
    lines += [_signal_line(signal) for signal in signals] or ["  none"]
    facts = [(name, value) for name, value in document.head if name not in _NOT_SHOWN]
    if facts:
        lines += ["", f"Facts about the whole ({len(facts)}):"]
        lines += [f"  {one_line(name)}: {_cut(mask(one_line(value)))}" for name, value in facts]
    if problems:
        lines += ["", "Problems:", *(f"  {problem.severity}: {one_line(problem.message)}" for problem in problems)]
    return "\n".join(lines)


def _publisher_words(name: str | None, host: str | None, basis: str) -> str:
    known = ", ".join(one_line(part) for part in (name, host) if part)
    return f"{known} (from {one_line(basis)})"


def _block_line(document: Document, block: Block) -> str:
    words = _cut(mask(one_line(block.span.of(document.text))))
    number = block.id.rpartition(":")[2]
    issuer = f" [{one_line(block.issuer)}]" if block.issuer else ""
    return f"  {number} {block.role:<15} {block.span.start:>6}-{block.span.end:<6} {words}{issuer}"


def _signal_line(signal: Signal) -> str:
    names = ", ".join(one_line(part) for part in (signal.organisation, signal.host) if part)
    where = ", ".join(block.rpartition(":")[2] for block in signal.blocks) or "head"
    own = ", its own site" if signal.own_site else ""
    when = f", {date_words(signal.date)}" if signal.date else ""
    named = f" names {names}" if names else ""
    return f"  {signal.kind} (strength {signal.strength}, {where}){named}{when}{own}: {_cut(mask(one_line(signal.value)))}"


def _cut(text: str) -> str:
    return text if len(text) <= _TEXT_SHOWN else text[: _TEXT_SHOWN - 1].rstrip() + "…"
