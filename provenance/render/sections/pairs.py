"""Two texts side by side: what is the same, what one of them has alone, and every edit inside a paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.model import BlockMatch, Document, Edit, EditUnit, Pair, Reuse
from provenance.render.changes import edit_name
from provenance.render.html import Markup, element
from provenance.render.sections.context import Context, fitted, section, shorten, shown
from provenance.render.wording import pair_sentence, plural

PAIRS_SHOWN = 40
"""Most pairs shown side by side; the data file has all."""
OPEN_PAIRS = 3
"""Pairs that are unfolded when the page opens."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a block of either side, by id, ``None`` where a side has nothing; ``match`` if they are the same text."""

    left: str | None
    right: str | None
    match: BlockMatch | None


def pairs_section(context: Context, room: int) -> Markup | None:
    """Every pair that shares copied text, up to ``PAIRS_SHOWN`` and ``room`` bytes."""
    copied = [pair for pair in context.findings.pairs if pair.reuse.is_copy]
    unfolded = {(pair.reuse.left, pair.reuse.right) for pair in copied[:OPEN_PAIRS]}
    parts = fitted(
        copied[:PAIRS_SHOWN], lambda pair: _pair(context, pair, (pair.reuse.left, pair.reuse.right) in unfolded), room, "pair"
    )
    if len(copied) > PAIRS_SHOWN:
        left = plural(len(copied) - PAIRS_SHOWN, "more pair")
        parts.append(element("p", f"{left} not shown here; trace.json has all."))
    return section("pairs", "The shared texts, side by side", *parts)


def _pair(context: Context, pair: Pair, unfolded: bool) -> Markup:  # noqa: FBT001 - an attribute of the element, not a behaviour
    reuse = pair.reuse
    left, right = context.documents[reuse.left], context.documents[reuse.right]
    head = element("tr", element("th", context.named(left.id)), element("th", context.named(right.id)))
    rows = [_row(row, reuse, left, right) for row in rows_of(reuse, left, right)]
    return element(
        "details",
        element("summary", f"{pair_sentence(pair, context.names)}."),
        element("p", _measures(context, pair), class_="soft"),
        element("p", context.said(pair.relation.note)) if pair.relation.note else None,
        element("table", head, *rows, class_="pair"),
        open="open" if unfolded else None,
    )


def _measures(context: Context, pair: Pair) -> str:
    reuse = pair.reuse
    left, right = context.names.short(reuse.left), context.names.short(reuse.right)
    estimate = "" if reuse.jaccard_estimate is None else f" (estimated from MinHash signatures: {reuse.jaccard_estimate:.2f})"
    return (
        f"{reuse.left_in_right:.0%} of the wording of {left} is in {right}, {reuse.right_in_left:.0%} the other way round; "
        f"resemblance {reuse.jaccard:.2f}{estimate}; word 5-grams of body and headings."
    )


def rows_of(reuse: Reuse, left: Document, right: Document) -> tuple[Row, ...]:
    """Matched blocks and blocks of one side alone, in the left text's order; what only the right has stands where it has it."""
    by_left = {match.left: match for match in reuse.blocks}
    matched_right = {match.right for match in reuse.blocks}
    alone_left = {edit.left_block for edit in reuse.edits if edit.unit is EditUnit.BLOCK and edit.right is None}
    alone_right = {edit.right_block for edit in reuse.edits if edit.unit is EditUnit.BLOCK and edit.left is None}
    waiting = [block.id for block in right.blocks if block.id in alone_right or block.id in matched_right]
    rows: list[Row] = []
    for block in left.blocks:
        match = by_left.get(block.id)
        if match is not None:
            waiting, before = _until(waiting, match.right, alone_right)
            rows += [Row(None, each, None) for each in before]
            rows.append(Row(match.left, match.right, match))
        elif block.id in alone_left:
            rows.append(Row(block.id, None, None))
    rows += [Row(None, each, None) for each in waiting if each in alone_right]
    return tuple(rows)


def _until(waiting: list[str], block: str, alone: Iterable[str | None]) -> tuple[list[str], list[str]]:
    """Right-hand blocks still to come after ``block``, and those of the right side alone that stand before it."""
    if block not in waiting:
        return waiting, []
    place = waiting.index(block)
    before = [each for each in waiting[:place] if each in alone]
    skipped = [each for each in waiting[:place] if each not in alone]
    return skipped + waiting[place + 1 :], before


def _row(row: Row, reuse: Reuse, left: Document, right: Document) -> Markup:
    if row.match is not None and row.match.identical and row.left is not None:
        words = shorten(left.block_by_id[row.left].span.of(left.text))
        moved = " (moved)" if row.match.moved else ""
        cell = element("td", element("span", f"same{moved}", class_="tag"), " ", shown(words), colspan="2", class_="same")
        return element("tr", cell)
    return element("tr", _cell(row.left, left, _edits(reuse, row.left)), _cell(row.right, right, _edits(reuse, row.right)))


def _edits(reuse: Reuse, block: str | None) -> list[Edit]:
    return [edit for edit in reuse.edits if edit.unit is EditUnit.TOKEN and block in {edit.left_block, edit.right_block}]


def _cell(block_id: str | None, document: Document, edits: list[Edit]) -> Markup:
    if block_id is None or block_id not in document.block_by_id:
        return element("td", element("span", "not there", class_="soft"), class_="nothing")
    block = document.block_by_id[block_id]
    parts: list[Markup] = []
    at = block.span.start
    for start, end, name in _marked(edits, block_id):
        if start < at or end > block.span.end:
            continue
        parts.append(shown(document.text[at:start]))
        parts.append(element("mark", shown(document.text[start:end]), title=name))
        at = end
    parts.append(shown(document.text[at : block.span.end]))
    role = element("span", block.role.value, class_="tag") if not edits else None
    return element("td", role, " " if role else None, *parts)


def _marked(edits: list[Edit], block_id: str) -> list[tuple[int, int, str]]:
    """Start, end and name of every edit inside a block, in order."""
    sides = [
        (span, edit)
        for edit in edits
        for span, own in ((edit.left, edit.left_block), (edit.right, edit.right_block))
        if span is not None and own == block_id
    ]
    return sorted((span.start, span.end, edit_name(edit.edit_class)) for span, edit in sides)
