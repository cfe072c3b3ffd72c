"""Laws of names that are spelled in two ways."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.name_variants import SPELLING_LETTERS, respellings

WORDS = st.lists(st.text("ab", min_size=1, max_size=11), max_size=12)


def distance(left: str, right: str) -> int:
    """Levenshtein distance, by its definition."""
    if not left or not right:
        return len(left) + len(right)
    changed = distance(left[1:], right[1:]) + (left[0] != right[0])
    return min(changed, distance(left[1:], right) + 1, distance(left, right[1:]) + 1)


@given(st.lists(st.text("ab", min_size=1, max_size=6), max_size=9))
def test_pairs_are_those_of_a_plain_comparison(words: list[str]) -> None:
    expected = [
        (left, right)
        for left, right in combinations(sorted(set(words)), 2)
        if left[0] == right[0] and min(len(left), len(right)) >= SPELLING_LETTERS and distance(left, right) == 1
    ]
    assert respellings(words) == expected


@given(WORDS)
def test_the_order_of_the_words_does_not_matter(words: list[str]) -> None:
    assert respellings(words[::-1]) == respellings(words)


def test_long_words_may_differ_in_two_letters() -> None:
    assert respellings(["abdulrahman", "abdelrahmen", "abdelrahmon"]) == [
        ("abdelrahmen", "abdelrahmon"),
        ("abdelrahmen", "abdulrahman"),
        ("abdelrahmon", "abdulrahman"),
    ]
    assert respellings(["hassan", "hossen"]) == []
