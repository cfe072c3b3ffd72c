"""How many texts were not copied from one another, and where each begins."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.lineage.family import Family
from provenance.lineage.texts import independent_texts, text_roots
from provenance.matching import find_reuse
from provenance.model import CountRange, Document
from tests.documents import document
from tests.examples import few
from tests.unit.lineage.family_factory import LIGHT, QUARRY, SETTINGS, families

WEAVER = (
    "The last weaver of Torvik has sold her loom to a theatre, which wants it for its noise and not for its cloth, and has "
    "taught the prompter how to keep time with the treadles.",
)
STORIES = st.lists(st.sampled_from([LIGHT, LIGHT[:3], QUARRY, WEAVER, (*LIGHT, *QUARRY)]), min_size=1, max_size=5)
MASHUP = [document("a", *LIGHT), document("b", *QUARRY), document("m", *LIGHT, *QUARRY)]
COPIES = [document(name, *LIGHT) for name in "abc"]


def count(
    documents: list[Document],
    parents: dict[str, dict[str, tuple[str, ...]]] | None = None,
    origins: dict[str, frozenset[str]] | None = None,
) -> tuple[int, int, int]:
    """Low, likely and high; ``parents`` are those found, by name of the family."""
    traced = [(family, (parents or {}).get(family.name, {})) for family in families(documents)]
    found: CountRange = independent_texts(traced, find_reuse(documents, SETTINGS.matching), origins or {}, SETTINGS.matching)
    return found.low, found.likely, found.high


@settings(max_examples=few(25))
@given(STORIES)
def test_the_likely_count_lies_inside_its_range_and_counts_no_more_texts_than_parts(stories: list[tuple[str, ...]]) -> None:
    documents = [document(f"d{number}", *story) for number, story in enumerate(stories)]
    low, likely, high = count(documents)
    assert 1 <= low <= likely <= high <= sum(len(family.members) for family in families(documents))


@settings(max_examples=few(25))
@given(STORIES)
def test_every_document_has_a_root_and_all_of_a_family_the_same(stories: list[tuple[str, ...]]) -> None:
    found = families([document(f"d{number}", *story) for number, story in enumerate(stories)])
    roots = text_roots((family, {}) for family in found)
    assert roots.keys() == {member for family in found for member in family.members}
    homes = Counter(member for family in found for member in family.members)
    undivided = [family for family in found if all(homes[member] == 1 for member in family.members)]
    assert all(len({roots[member] for member in family.members}) == 1 for family in undivided)


def test_texts_without_anything_in_common_are_counted_one_by_one() -> None:
    assert count([document("a", *LIGHT), document("b", *QUARRY), document("c", *WEAVER)]) == (3, 3, 3)


def test_copies_are_one_text() -> None:
    assert count(COPIES) == (1, 1, 1)


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ({"a strand 1": {"m": ("a",)}, "b strand 2": {"m": ("b",)}}, (2, 2)),
        ({"a strand 1": {"m": ("a",)}}, (1, 2)),
        ({}, (1, 1)),
        ({"a strand 1": {"a": ("m",)}, "b strand 2": {"b": ("m",)}}, (1, 1)),
    ],
    ids=["both parts copied", "one part copied", "neither known to be copied", "both taken from it"],
)
def test_a_document_made_of_two_texts_joins_what_it_did_not_copy(
    parents: dict[str, dict[str, tuple[str, ...]]], expected: tuple[int, int]
) -> None:
    assert count(MASHUP, parents)[:2] == expected


def test_a_small_common_part_may_be_no_copy() -> None:
    first = [
        *WEAVER,
        *QUARRY,
        "Asked what she would do with her evenings, the weaver said that evenings had never been a problem.",
    ]
    found = count([document("a", *LIGHT[1:], *WEAVER), document("b", *LIGHT[:1], *first)])
    (both,) = families([document("a", *LIGHT[1:], *WEAVER), document("b", *LIGHT[:1], *first)])
    (reuse,) = both.reuses.values()
    weak = max(reuse.left_in_right, reuse.right_in_left) < SETTINGS.matching.copy_min_containment
    assert weak
    assert found == (1, 1, 2)


def test_reworded_reports_of_one_origin_may_be_one_text() -> None:
    reworded = document(
        "b", "A retired piano tuner has bought the lighthouse at Skarv Point and will live in the keeper's cottage."
    )
    documents = [document("a", LIGHT[0]), reworded]
    same, other = frozenset({"Ledger"}), frozenset({"Gazette"})
    assert count(documents, origins={"a": same, "b": same}) == (1, 2, 2)
    assert count(documents, origins={"a": same, "b": other}) == (2, 2, 2)
    assert count(documents) == (2, 2, 2)


def only(found: tuple[Family, ...]) -> Family:
    (family,) = found
    return family


@pytest.mark.parametrize(
    ("parents", "root"),
    [
        ({}, "a"),
        ({"a": ("c",), "b": ("a",)}, "c"),
        ({"a": ("source:x",), "b": ("source:x",)}, "source:x"),
        ({"a": ("source:x",)}, "b"),
    ],
    ids=["undecided: the first", "a chain: its top", "most hang from a source", "a tie: the smaller id"],
)
def test_a_family_begins_where_most_of_it_comes_from(parents: dict[str, tuple[str, ...]], root: str) -> None:
    family = only(families(COPIES))
    assert text_roots([(family, parents)]) == dict.fromkeys("abc", root)


def test_a_document_of_two_texts_begins_with_the_first_that_it_copied() -> None:
    light, slate = families(MASHUP)
    assert text_roots([(light, {"m": ("a",)}), (slate, {"m": ("b",)})])["m"] == "a"
    assert text_roots([(light, {}), (slate, {"m": ("b",)})])["m"] == "b"
    swapped = dataclasses.replace(slate, name="first")
    assert text_roots([(swapped, {"m": ("b",)}), (light, {"m": ("a",)})])["m"] == "b"
