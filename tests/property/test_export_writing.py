"""Our JSON writer gives what the standard library's gives, byte by byte."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.export.plain import cleaned
from provenance.export.writing import written, written_list
from provenance.model import Role

TEXT = st.text(alphabet=st.characters(), max_size=20) | st.text(
    alphabet='\x00\x1f\x7f\x85\u061c\u2028\u202e\ufeff\ud800\\"/é', max_size=8
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=25)
UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def by_the_library(value: object) -> str:
    """The slow way, with invisible characters escaped afterwards."""
    text = json.dumps(cleaned(value), ensure_ascii=False, indent=1, allow_nan=False)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@given(VALUES)
@example({"a": [], "b": {}, "c": [{}], "d": -0.0, "e": 1e-9, "f": Role.BODY, "g": (1, 2)})
def test_the_same_text_as_the_standard_library(value: object) -> None:
    if not _has_two_names_that_become_one(value):
        assert written(value) == by_the_library(value)


@given(st.lists(VALUES, max_size=4))
def test_a_list_in_pieces_is_the_list(values: list[object]) -> None:
    assert "".join(written_list(iter(values), "\n  ")) == written(values, "\n  ")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_json_cannot_hold_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        written({"a": [number]})


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        written({"a": {1}})


def _has_two_names_that_become_one(value: object) -> bool:
    """Names that differ in a lone surrogate only: the slow way keeps one of them."""
    match value:
        case dict():
            names = [re.sub("[\ud800-\udfff]", "\ufffd", name) for name in value]
            return len(set(names)) < len(names) or any(map(_has_two_names_that_become_one, value.values()))
        case list() | tuple():
            return any(map(_has_two_names_that_become_one, value))
        case _:
            return False
