"""House style told apart from wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.matching.style import change_class
from provenance.model import EditClass


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("US", "U.S.", EditClass.HOUSE_STYLE_PUNCTUATION),
        ("don’t", "don't", EditClass.HOUSE_STYLE_PUNCTUATION),
        ("9-year", "nine-year", EditClass.HOUSE_STYLE_NUMERAL),
        ("eleven", "11", EditClass.HOUSE_STYLE_NUMERAL),
        ("1,000", "1000", EditClass.HOUSE_STYLE_PUNCTUATION),
        ("3rd", "third", EditClass.HOUSE_STYLE_NUMERAL),
        ("President", "president", EditClass.HOUSE_STYLE_CASE),
        ("recognise", "recognize", EditClass.HOUSE_STYLE_SPELLING),
        ("colour", "color", EditClass.HOUSE_STYLE_SPELLING),
        ("centre", "center", EditClass.HOUSE_STYLE_SPELLING),
        ("naïve", "naive", EditClass.HOUSE_STYLE_SPELLING),
        ("Sept", "September", EditClass.HOUSE_STYLE_SPELLING),
        ("nine", "eleven", EditClass.WORDING),
        ("four", "for", EditClass.WORDING),
        ("Monday", "Tuesday", EditClass.WORDING),
        ("2024", "2025", EditClass.WORDING),
    ],
)
def test_class_of_a_change(left: str, right: str, expected: EditClass) -> None:
    assert change_class(left, right) is expected
    assert change_class(right, left) is expected


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_class_does_not_depend_on_the_side(left: str, right: str) -> None:
    assert change_class(left, right) is change_class(right, left)
