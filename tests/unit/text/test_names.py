"""Runs of capitalised words, and the titles in front of them."""

from __future__ import annotations

import pytest

from provenance.model import Span
from provenance.text.names import find_names, fold_name, without_titles


def names(text: str) -> list[str]:
    return [" ".join(name.words) for name in find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Ana Roth in Selm.", ["ana roth", "selm"]),
        ("The Dorvian Deputy Foreign Minister Pavel Orlik spoke.", ["dorvian deputy foreign minister pavel orlik"]),
        ("Dorvia’s Supreme Court met.", ["supreme court"]),
        ("Then Ana Roth left.", ["ana roth"]),
        ("Yesterday nobody left. Trains stood still.", []),
        ("the U.S. Navy and the US Army", ["us navy", "us army"]),
        ("envoy Omar bin Jalil and Jan van der Meer", ["omar bin jalil", "jan van der meer"]),
        ("by Dr. J. K. Moreau-Lind at Selm", ["dr j k moreau lind", "selm"]),
        ("with Chérif el-Amin’s brother", ["cherif el amin"]),
        ("在北京和上海", []),
        ("", []),
    ],
)
def test_find_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_places_are_exact_and_inside_the_span() -> None:
    text = "Ana Roth met Ivo Pol and Eva Lind."
    found = find_names(text, Span(9, 24))
    assert [name.span.of(text) for name in found] == ["Ivo Pol"]


@pytest.mark.parametrize(
    ("left", "right"),
    [("O’Neil", "O'Neil"), ("Müller", "Muller"), ("al-Amin", "Al Amin"), ("U.S.", "US"), ("J.K. Roth", "JK Roth")],
)
def test_house_styles_fold_together(left: str, right: str) -> None:
    assert fold_name(left) == fold_name(right)


def test_titles() -> None:
    assert without_titles(("former", "president", "ana", "roth")) == ("ana", "roth")
    assert without_titles(("ana", "roth")) == ("ana", "roth")
