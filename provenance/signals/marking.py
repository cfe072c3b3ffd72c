"""All signals of a document, and the roles of blocks that only a pattern can tell."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import replace

from provenance.model import Block, Document, Role, Signal, SignalKind
from provenance.signals.asides import with_asides
from provenance.signals.cms_clock import with_missing
from provenance.signals.components import find_components
from provenance.signals.datelines import LEAD_BLOCKS, find_datelines
from provenance.signals.embeds import find_embeds, may_embed
from provenance.signals.head import find_head
from provenance.signals.home import Home, home_of
from provenance.signals.lines import Line, find_lines
from provenance.signals.links import find_links
from provenance.signals.lower_bound import with_lower_bound
from provenance.signals.pixels import find_pixel
from provenance.signals.publisher import with_publisher
from provenance.signals.self_reference import find_self_references
from provenance.signals.view import BlockView, views_of

_CHANGEABLE = frozenset({Role.BODY, Role.HEADING, Role.OTHER, Role.QUOTATION_BLOCK, Role.SUBTITLE, Role.CAPTION})
"""Roles a pattern may overrule; what reading knew for sure it keeps."""
_PRIORITY = (Role.DISCLAIMER, Role.CREDIT, Role.EMBED, Role.BYLINE, Role.CHROME)
"""Which role wins where a block holds lines of several."""
_SILENT = frozenset({Role.COMMENT, Role.EMBED})
"""Roles whose lines speak of something else than this text: readers and embedded posts."""
_LONGEST_EMBED = 800
"""Code points of a block that can be one embedded post: 280 of a post, its name and day, and room for links and a thread."""
_WORDS_LEFT = 4
"""Words beside its lines with which a block is still theirs."""
_OWN_BLOCK_SHARE = 0.5
"""Share of a block's letters that its lines must cover for the block to be theirs: a credit at the end of a
long paragraph leaves the paragraph body, one with a sentence of thanks beside it does not."""


def mark(document: Document) -> tuple[Document, tuple[Signal, ...]]:
    """Find every signal in a document and give blocks the roles that patterns tell.

    Returns:
        The document, its blocks with new roles and issuers (ids and places unchanged), and its signals: those of
        the head first, then in the order of their blocks, then by kind, then in the order of the text.

    Raises:
        DataError: If a pattern file of this package is damaged.
    """
    home = home_of(document)
    views = views_of(document)
    signals: list[Signal] = [*find_head(document, home), *with_missing(find_components(document))]
    blocks: list[Block] = []
    for view in views:
        if _may_tell(view):
            block, told = _marked(view, document, home)
            signals += told
            blocks.append(block)
        else:
            blocks.append(view.block)
    ordered = _ordered(signals, document)
    marked = with_lower_bound(_with_blocks(document, blocks), ordered)
    return with_publisher(marked, _with_notice_order(ordered))


def _may_tell(view: BlockView) -> bool:
    """Whether there is anything in a block that a signal can be found by; there is not in most paragraphs."""
    return bool(view.keywords or view.links or view.block.asides or view.place <= LEAD_BLOCKS or may_embed(view))


def _marked(view: BlockView, document: Document, home: Home) -> tuple[Block, list[Signal]]:
    """A block with the role and asides that its lines give it, and its signals."""
    lines = () if view.block.role in _SILENT else find_lines(view, home)
    embeds = find_embeds(view)
    datelines = find_datelines(view, home)
    signals = [*_told(lines), *embeds, *datelines, *find_links(view, home), *find_self_references(view, home)]
    signals.extend(_pixels(view, home))
    block = _with_role(view, lines, is_embed=bool(embeds))
    return with_asides(document, block, view, lines, datelines), signals


def _ordered(signals: Sequence[Signal], document: Document) -> Sequence[Signal]:
    if not signals:
        return ()
    places = {block.id: place for place, block in enumerate(document.blocks)}
    return sorted(signals, key=lambda signal: (places[signal.blocks[0]] if signal.blocks else -1, signal.kind))


def _with_blocks(document: Document, blocks: Sequence[Block]) -> Document:
    """The document with its blocks as they are now; the same one where nothing was told of any."""
    is_unchanged = all(map(operator.is_, blocks, document.blocks))
    return document if is_unchanged else document.with_blocks(tuple(blocks))


def _told(lines: Sequence[Line]) -> tuple[Signal, ...]:
    """The signals of a block's lines; further sentences of one legal notice go into the details of the notice.

    A notice starts with the sentence that names its issuer; where no sentence names one, with the strongest.
    """
    if not lines:
        return ()
    notices = [line for line in lines if line.signal.kind is SignalKind.DISCLAIMER]
    heads = [line for line in notices if line.signal.organisation is not None] or _strongest(notices)
    told = [line.signal for line in lines if line.signal.kind is not SignalKind.DISCLAIMER]
    for head in heads:
        rest = [line for line in notices if line not in heads and _head_of(line, heads) is head]
        details = [detail for line in rest for detail in (f"also={line.signal.basis}", *line.signal.details)]
        told.append(replace(head.signal, details=(*head.signal.details, *details)))
    return tuple(told)


def _strongest(lines: Sequence[Line]) -> list[Line]:
    return [min(lines, key=lambda line: (-line.signal.strength, line.start))] if lines else []


def _head_of(line: Line, heads: Sequence[Line]) -> Line:
    """The notice a sentence belongs to: the last that starts before it, else the first."""
    return next((head for head in reversed(heads) if head.start <= line.start), heads[0])


def _pixels(view: BlockView, home: Home) -> Iterable[Signal]:
    for address in dict.fromkeys(placed.link.url for placed in view.links):
        signal = find_pixel(address, (view.block.id,), home)
        if signal is not None:
            yield signal


def _with_role(view: BlockView, lines: Sequence[Line], *, is_embed: bool) -> Block:
    block = view.block
    if is_embed and block.role in _CHANGEABLE and len(view.text) <= _LONGEST_EMBED:
        return replace(block, role=Role.EMBED)
    telling = [line for line in lines if line.role is not None] if lines else ()
    if not telling:
        return block
    role = next(role for role in _PRIORITY if any(line.role is role for line in telling))
    issuer = block.issuer or _issuer(role, telling)
    if block.role is role:
        return replace(block, issuer=issuer)
    if block.role not in _CHANGEABLE or not _is_theirs(view, telling):
        return block
    return replace(block, role=role, issuer=issuer)


def _issuer(role: Role, lines: Sequence[Line]) -> str | None:
    if role not in {Role.CREDIT, Role.DISCLAIMER}:
        return None
    named = sorted((line for line in lines if line.role is role), key=lambda line: (-line.signal.strength, line.start))
    return next(
        (line.signal.organisation or line.signal.host for line in named if line.signal.organisation or line.signal.host), None
    )


def _is_theirs(view: BlockView, lines: Sequence[Line]) -> bool:
    """Whether a block is its lines': they cover half of it, or leave a few words such as "All rights reserved."."""
    rest = view.text
    for line in sorted(lines, key=lambda each: -each.start):
        rest = rest[: line.start] + rest[line.end :]
    return _covered(lines) >= _OWN_BLOCK_SHARE * len(view.text) or len(rest.split()) <= _WORDS_LEFT


def _covered(lines: Sequence[Line]) -> int:
    """Code points under at least one line."""
    covered = end = 0
    for line in sorted(lines, key=lambda each: (each.start, each.end)):
        covered += max(0, line.end - max(end, line.start))
        end = max(end, line.end)
    return covered


def _with_notice_order(signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """The signals, legal notices of named issuers numbered in text order: the last was added last."""
    numbered: list[Signal] = []
    count = 0
    for signal in signals:
        if signal.kind is SignalKind.DISCLAIMER and signal.organisation is not None:
            count += 1
            numbered.append(replace(signal, details=(*signal.details, f"order={count}")))
        else:
            numbered.append(signal)
    return tuple(numbered)
