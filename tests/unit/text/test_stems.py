"""Words that should fall together, and words that should not."""

from __future__ import annotations

import pytest

from provenance.text.stems import content_stems, singular, stem


@pytest.mark.parametrize(
    "family",
    [
        ("recognize", "recognized", "recognizing", "recognition", "recognise"),
        ("remove", "removed", "removes", "removal"),
        ("official", "officials", "officially"),
        ("Russia", "Russian", "Russia's"),
        ("country", "countries", "country's"),
        ("terrorist", "terrorism", "terrorists"),
        ("die", "died", "dead", "death"),
        ("stop", "stopped", "stopping", "stops"),
    ],
)
def test_families(family: tuple[str, ...]) -> None:
    assert len({stem(word.lower()) for word in family}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("nation", "native"),
        ("terror", "territory"),
        ("ban", "bank"),
        ("court", "courage"),
        ("press", "president"),
        ("2024", "2025"),
    ],
)
def test_strangers(left: str, right: str) -> None:
    assert stem(left) != stem(right)


@pytest.mark.parametrize(("left", "right"), [("ministry", "minister"), ("police", "policy")])
def test_singular_keeps_derivations_apart(left: str, right: str) -> None:
    assert singular(left) != singular(right)


def test_other_languages_pass() -> None:
    assert stem("größe") == "größe"
    assert stem("北") == "北"


def test_content_leaves_grammar_out() -> None:
    assert content_stems(["it", "wasn't", "the", "first", "9-year", "war", "x"]) == ("year", "war")
