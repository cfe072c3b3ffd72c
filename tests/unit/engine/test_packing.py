"""Packing: the same value comes back, and equal values built alike are equal bytes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial
from operator import mul
from pathlib import Path

import numpy as np
import pytest

import provenance
from provenance.engine.packing import packed, unpacked
from provenance.engine.worker import Answer
from provenance.model import Span


class Colour(StrEnum):
    """Two of them."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class One:
    """A single field."""

    value: object


@dataclass(frozen=True, slots=True)
class Three(One):
    """One field from above, and one with a default."""

    colour: Colour
    more: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Nothing:
    """No field at all."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Has its own way."""

    value: int

    def __getstate__(self) -> list[object]:
        return [self.value + 1]

    def __setstate__(self, state: list[int]) -> None:
        object.__setattr__(self, "value", state[0] - 1)


@dataclass
class Loose:
    """Neither frozen nor with slots."""

    value: int


VALUES: list[object] = [
    None,
    [1, 2.5, "three", b"4", {5: {6}}, (7, frozenset({8}))],
    Colour,
    Colour.BLUE,
    One(One(One(None))),
    Three([1], Colour.RED),
    Nothing(),
    Secret(3),
    Loose(4),
    Span(1, 2),
    partial(mul, Span(3, 4)),
    Decimal("1.50"),
    Path("a") / "b",
    Answer(error=ValueError("no", 3)),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back(value: object) -> None:
    again = unpacked(packed(value))
    assert type(again) is type(value)
    assert repr(again) == repr(value)


def test_what_is_one_object_stays_one() -> None:
    span = Span(1, 2)
    again = unpacked(packed([span, One(span), span]))
    assert isinstance(again, list)
    assert again[0] is again[2] is again[1].value


def test_arrays_come_back() -> None:
    array = np.arange(12, dtype=np.uint32).reshape(3, 4)
    again = unpacked(packed(One(array)))
    assert isinstance(again, One)
    assert isinstance(again.value, np.ndarray)
    assert again.value.tolist() == array.tolist()


def test_a_whole_result_comes_back_and_is_equal_bytes(articles: Path) -> None:
    found = provenance.trace(articles)
    parts = (found.documents, found.pairs, found.edges, found.summary, found.problems)
    again = unpacked(packed(parts))
    assert again == parts
    assert packed(again) == packed(unpacked(packed(again)))


def test_what_cannot_be_packed_says_so() -> None:
    with pytest.raises(TypeError, match="cannot pickle"):
        packed(sys.stdout)
