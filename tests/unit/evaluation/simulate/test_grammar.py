"""Templates of sentences."""

from __future__ import annotations

import pytest

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.grammar import expand, sentence, tidy


def fill(name: str, chance: Chance) -> str:
    """A slot's name in brackets; it draws nothing."""
    del chance
    return f"<{name}>"


def everything(template: str) -> set[str]:
    return {expand(template, fill, Chance(seed)) for seed in range(200)}


def test_each_choice_occurs() -> None:
    assert everything("a [b|c|] d") == {"a b d", "a c d", "a d"}


def test_choices_may_hold_choices_and_slots() -> None:
    assert everything("[x|[y|{z}] w]") == {"x", "y w", "<z> w"}


def test_choices_are_about_equally_frequent() -> None:
    drawn = [expand("[a|b]", fill, Chance(seed)) for seed in range(400)]
    assert 150 < drawn.count("a") < 250


@pytest.mark.parametrize("template", ["[a|b", "a]", "a|b", "[[a]"])
def test_brackets_that_do_not_match_are_named(template: str) -> None:
    with pytest.raises(ValueError, match="template"):
        expand(template, fill, Chance(1))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a(n) hour, a(n) union, a(n) 8 and a(n) 9", "an hour, a union, an 8 and a 9"),
        ("A(n) {x}", "A(n) {x}"),
        ("said  Ann Lee, the mayor,.", "said Ann Lee, the mayor."),
        ("Ann Lee, the mayor,, said", "Ann Lee, the mayor, said"),
    ],
)
def test_what_choices_leave_behind_is_tidied(text: str, wanted: str) -> None:
    assert tidy(text) == wanted


def test_a_sentence_begins_with_a_capital_behind_its_quotation_mark() -> None:
    assert sentence("“who knows,” she said") == "“Who knows,” she said"
    assert sentence("…") == "…"
