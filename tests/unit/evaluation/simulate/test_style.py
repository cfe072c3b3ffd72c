"""House style."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from provenance.evaluation.simulate.press import HouseStyle
from provenance.evaluation.simulate.style import in_style
from tests.unit.evaluation.simulate.factory import PLAIN_STYLE

STYLES = [
    HouseStyle(country=country, percent=percent, quotes=quotes, dash=dash, numbers=numbers, spelling=spelling)
    for country, percent, quotes, dash, numbers, spelling in product(
        ("US", "U.S."), ("percent", "%"), ("curly", "straight"), ("—", " – ", "--"), ("words", "figures"), ("american", "british")
    )
]
TEXT = "“We waited,” she said. In US towns, 12 percent of neighbors left on May 3 — 4 days after it. It’s over."


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"country": "U.S."}, "In U.S. towns"),
        ({"percent": "per cent"}, "12 per cent of"),
        ({"percent": "%"}, "12% of"),
        ({"quotes": "straight"}, '"We waited," she said.'),
        ({"dash": "--"}, "May 3--4 days"),
        ({"numbers": "words"}, "four days after it"),
        ({"spelling": "british"}, "neighbours left on 3 May"),
    ],
)
def test_one_rule_changes_one_thing(change: dict[str, str], wanted: str) -> None:
    assert wanted in in_style(TEXT, replace(PLAIN_STYLE, **change))


@pytest.mark.parametrize("style", STYLES)
def test_a_text_in_the_style_stays_as_it_is(style: HouseStyle) -> None:
    once = in_style(TEXT, style)
    assert in_style(once, style) == once


@pytest.mark.parametrize("style", STYLES)
def test_style_can_be_turned_back(style: HouseStyle) -> None:
    assert in_style(in_style(TEXT, style), PLAIN_STYLE) == in_style(TEXT, PLAIN_STYLE)


@pytest.mark.parametrize("text", ["at 2:05 p.m.", "$5 million", "1,200.50", "the 9th day", "9 to 4"])
def test_numbers_that_are_no_counts_stay_figures(text: str) -> None:
    assert in_style(text, replace(PLAIN_STYLE, numbers="words")) == text
