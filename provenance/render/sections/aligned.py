"""Two texts row by row: which of their blocks belong together, and what differs inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.model import HOUSE_STYLE, BlockMatch, Document, Edit, EditKind, EditUnit, PassageType, Reuse, Span
from provenance.render.changes import edit_name
from provenance.render.html import Markup, element
from provenance.render.sections.context import shown

_WORD = re.compile(r"\S+")
KINDS = ("same", "wording", "style", "cut", "added", "moved")
"""What a row can be, most alike first: the same; changed in its wording; in house style only; only left; only right; moved."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a block of either side, by id, ``None`` where a side has nothing; ``match`` if they are the same text."""

    left: str | None
    right: str | None
    match: BlockMatch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One document of a pair: the edits that stand in each of its blocks, in order, and what it shares but did not copy.

    No more than ``excerpt_words`` words are shown in one piece, all of them if that is 0.
    """

    document: Document
    edits: Mapping[str, tuple[tuple[Span, Edit], ...]]
    passages: tuple[tuple[Span, PassageType], ...]
    excerpt_words: int

    def block(self, block_id: str | None) -> Span | None:
        """Where a block stands; ``None`` if there is no such block."""
        block = self.document.block_by_id.get(block_id) if block_id is not None else None
        return block.span if block else None

    def stretch(self, stretch: Span, gaps: Sequence[Span] = ()) -> Markup:
        """Some words of the document, for the page, without those in gaps."""
        text, at, parts = self.document.text, stretch.start, []
        for gap in gaps:
            start, end = max(gap.start, at), min(gap.end, stretch.end)
            if start < end:
                parts += [text[at:start], "…"]
                at = end
        return shown("".join([*parts, text[at : stretch.end]]))

    def gaps(self, block_id: str) -> tuple[Span, ...]:
        """What is left out of a block to make it an excerpt: what is far from its edits, and a word in every so many."""
        block, most = self.block(block_id), self.excerpt_words
        if block is None or not most:
            return ()
        words = [
            Span(block.start + word.start(), block.start + word.end()) for word in _WORD.finditer(block.of(self.document.text))
        ]
        edited = [place for place, word in enumerate(words) if any(_meet(word, span) for span, _ in self.edits.get(block_id, ()))]
        around = max(1, most // 3)
        near = {other for place in edited for other in range(place - around, place + around + 1)} or set(range(most))
        left_out, run = [], 0
        for place, word in enumerate(words):
            run = run + 1 if place in near and run < most else 0
            if not run:
                left_out.append(word)
        return tuple(_joined(left_out, self.document.text))


def sides_of(reuse: Reuse, left: Document, right: Document, excerpt_words: int = 0) -> tuple[Side, Side]:
    """Both documents of a pair."""
    tokens = [edit for edit in reuse.edits if edit.unit is EditUnit.TOKEN]
    others = [passage for passage in reuse.passages if passage.type is not PassageType.COPY]
    return (
        Side(
            document=left,
            edits=_by_block((edit.left_block, edit.left, edit) for edit in tokens),
            passages=tuple(sorted((passage.left, passage.type) for passage in others)),
            excerpt_words=excerpt_words,
        ),
        Side(
            document=right,
            edits=_by_block((edit.right_block, edit.right, edit) for edit in tokens),
            passages=tuple(sorted((passage.right, passage.type) for passage in others)),
            excerpt_words=excerpt_words,
        ),
    )


def _by_block(placed: Iterable[tuple[str | None, Span | None, Edit]]) -> dict[str, tuple[tuple[Span, Edit], ...]]:
    found: dict[str, list[tuple[Span, Edit]]] = {}
    for block, span, edit in placed:
        if block is not None and span is not None:
            found.setdefault(block, []).append((span, edit))
    return {block: tuple(sorted(edits, key=lambda each: each[0])) for block, edits in found.items()}


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


def kind_of(row: Row, sides: tuple[Side, Side]) -> str:
    """Which of ``KINDS`` a row is; one that was moved and changed counts as moved."""
    if row.match is None:
        return "cut" if row.right is None else "added"
    if row.match.moved:
        return "moved"
    if row.match.identical:
        return "same"
    found = [
        edit for side, block in zip(sides, (row.left, row.right), strict=True) for _, edit in side.edits.get(block or "", ())
    ]
    return "wording" if any(edit.edit_class not in HOUSE_STYLE for edit in found) or not found else "style"


def marked(side: Side, block_id: str | None) -> list[Markup]:
    """The words of a block with what differs marked; nothing if there is no such block."""
    span = side.block(block_id)
    if span is None or block_id is None:
        return []
    return list(_with_passages(side, span, side.edits.get(block_id, ()), side.gaps(block_id)))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _joined(words: Iterable[Span], text: str) -> Iterator[Span]:
    """Words with nothing but space between them as one stretch."""
    last: Span | None = None
    for word in words:
        if last is not None and not text[last.end : word.start].strip():
            last = Span(last.start, word.end)
        else:
            if last is not None:
                yield last
            last = word
    if last is not None:
        yield last


def _with_passages(side: Side, block: Span, edits: Sequence[tuple[Span, Edit]], gaps: Sequence[Span]) -> Iterator[Markup]:
    """A block's words; what is shared in it but was not copied (a quotation, a notice) is framed and named."""
    at = block.start
    for place, kind in side.passages:
        start, end = max(place.start, at), min(place.end, block.end)
        if start < end:
            yield from _with_edits(side, Span(at, start), edits, gaps)
            yield element("span", *_with_edits(side, Span(start, end), edits, gaps), class_=f"passage {kind}", title=str(kind))
            at = end
    yield from _with_edits(side, Span(at, block.end), edits, gaps)


def _with_edits(side: Side, stretch: Span, edits: Sequence[tuple[Span, Edit]], gaps: Sequence[Span]) -> Iterator[Markup]:
    """The words of a stretch, each edit in an element of its own."""
    at = stretch.start
    for place, edit in edits:
        start, end = max(place.start, at), min(place.end, stretch.end)
        if start < end:
            yield side.stretch(Span(at, start), gaps)
            words = side.stretch(Span(start, end), gaps)
            yield element(_ELEMENTS[edit.kind], words, class_=_style(edit), title=edit_name(edit.edit_class))
            at = end
    if at < stretch.end:
        yield side.stretch(Span(at, stretch.end), gaps)


_ELEMENTS = {
    EditKind.INSERTION: "ins",
    EditKind.DELETION: "del",
    EditKind.SUBSTITUTION: "mark",
    EditKind.MOVE: "mark",
}


def _style(edit: Edit) -> str:
    return "style" if edit.edit_class in HOUSE_STYLE else "wording"
