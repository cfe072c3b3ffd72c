"""Edits kept as numbers are the edits."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from provenance.engine.packing import packed, unpacked
from provenance.model import Edit, EditClass, EditKind, EditRows, EditUnit, Span, Written
from provenance.model.edit_rows import CHANGES, CLASSES, NOWHERE, UNITS

LEFT = Written("Osk paid ten crowns for the boat.", ("title", "b1"))
RIGHT = Written("Vald had paid 12 crowns for a boat in May.", ("b1", "b2", "credit"))


@dataclass(frozen=True)
class Drawn:
    """Some edits as values, and as numbers."""

    edits: tuple[Edit, ...]
    rows: bytes

    @property
    def kept(self) -> EditRows:
        """The edits as numbers."""
        return EditRows(LEFT, RIGHT, self.rows)


@st.composite
def sides(draw: st.DrawFn, document: Written) -> tuple[int, int, int]:
    start = draw(st.integers(0, len(document.text)))
    return draw(st.integers(0, len(document.blocks) - 1)), start, draw(st.integers(start, len(document.text)))


@st.composite
def drawn_edits(draw: st.DrawFn) -> Drawn:
    edits, rows = [], b""
    for _ in range(draw(st.integers(0, 5))):
        kind, unit, name = draw(st.sampled_from(EditKind)), draw(st.sampled_from(EditUnit)), draw(st.sampled_from(EditClass))
        left = NOWHERE if kind is EditKind.INSERTION else draw(sides(LEFT))
        right = NOWHERE if kind is EditKind.DELETION else draw(sides(RIGHT))
        edits.append(
            Edit(
                kind=kind,
                unit=unit,
                edit_class=name,
                left=Span(*left[1:]) if left != NOWHERE else None,
                right=Span(*right[1:]) if right != NOWHERE else None,
                left_text=LEFT.text[left[1] : left[2]] if left != NOWHERE else None,
                right_text=RIGHT.text[right[1] : right[2]] if right != NOWHERE else None,
                left_block=LEFT.blocks[left[0]] if left != NOWHERE else None,
                right_block=RIGHT.blocks[right[0]] if right != NOWHERE else None,
            )
        )
        rows += struct.pack("<9i", UNITS.index(unit), CHANGES.index(kind), CLASSES.index(name), *left, *right)
    return Drawn(tuple(edits), rows)


@given(drawn_edits())
def test_they_are_a_sequence_equal_to_the_edits(drawn: Drawn) -> None:
    kept: Sequence[Edit] = drawn.kept
    assert tuple(kept) == drawn.edits
    assert kept == drawn.edits
    assert drawn.edits == kept
    assert hash(kept) == hash(drawn.edits)
    assert repr(kept) == repr(drawn.edits)
    assert [kept[place] for place in range(-len(kept), len(kept))] == [*drawn.edits, *drawn.edits]
    assert kept[1:3] == drawn.edits[1:3]
    assert list(reversed(kept)) == list(reversed(drawn.edits))


@given(drawn_edits(), drawn_edits())
def test_they_are_equal_to_others_exactly_where_the_edits_are(one: Drawn, other: Drawn) -> None:
    assert (one.kept == other.kept) == (one.edits == other.edits)
    assert (one.kept == other.edits) == (one.edits == other.edits)


@given(drawn_edits())
def test_they_come_back_from_another_process(drawn: Drawn) -> None:
    assert unpacked(packed(drawn.kept)) == drawn.edits
