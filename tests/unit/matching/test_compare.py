"""What two documents share, seen from outside the matching room."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.matching import compare_pair, find_reuse
from provenance.model import BOILERPLATE_EDITS, Document, EditClass, EditKind, EditUnit, PassageType, Role
from provenance.settings import Matching
from tests.documents import document

SETTINGS = Matching()

FERRY = (
    "The evening ferry to Brannick ran aground on a sandbank shortly after leaving the harbour, and forty passengers "
    "spent the night aboard while engineers waited for the tide to lift the hull.",
    "A spokeswoman for the harbour board said nobody had been hurt, that blankets and soup were carried out by rowing "
    "boat, and that the captain would be interviewed once the vessel was back at its berth.",
    "The sandbank has shifted twice since the winter storms, local fishermen warned, yet the channel markers were last "
    "moved three years ago and a survey promised in spring never took place.",
)
BAKERY = (
    "A bakery on Lime Street has sold its last loaf after ninety-one years, its owner blaming the price of flour and a "
    "landlord who wanted a coffee chain in the window instead of bread.",
    "Customers queued around the corner on Saturday to say goodbye, some of them carrying photographs of grandparents "
    "who had worked the ovens before the war.",
)
PRESENT = (
    "“We did everything that could be done for every single passenger and we would do it again tomorrow in the same "
    "manner,” she said."
)


def test_a_copy_is_contained_and_all_its_blocks_match() -> None:
    reuse = compare_pair(document("a", *FERRY), document("b", *FERRY), SETTINGS)
    assert reuse.is_copy
    assert (reuse.left_in_right, reuse.right_in_left, reuse.jaccard) == (1.0, 1.0, 1.0)
    assert reuse.jaccard_estimate == 1.0
    assert [match.identical for match in reuse.blocks] == [True, True, True]
    assert reuse.edits == ()


def test_containment_is_one_sided_when_a_paragraph_was_cut() -> None:
    reuse = compare_pair(document("a", *FERRY), document("b", *FERRY[:2]), SETTINGS)
    assert reuse.right_in_left == 1.0
    assert reuse.left_in_right < 0.8
    cut = [edit for edit in reuse.edits if edit.unit is EditUnit.BLOCK]
    assert [(edit.kind, edit.edit_class, edit.left_block) for edit in cut] == [(EditKind.DELETION, EditClass.PARAGRAPH, "a:p03")]


def test_house_style_does_not_hide_a_copy_and_every_change_is_listed() -> None:
    styled = [words.replace("harbour", "harbor").replace("forty", "40").replace("three", "3") for words in FERRY]
    reuse = compare_pair(document("a", *FERRY), document("b", *styled), SETTINGS)
    assert reuse.is_copy
    classes = [edit.edit_class for edit in reuse.edits]
    assert classes.count(EditClass.HOUSE_STYLE_SPELLING) == 2
    assert classes.count(EditClass.HOUSE_STYLE_NUMERAL) == 2
    assert len(classes) == 4


def test_spans_of_edits_say_what_they_show() -> None:
    left, right = document("a", *FERRY), document("b", *(words.replace("evening", "early morning") for words in FERRY))
    for edit in compare_pair(left, right, SETTINGS).edits:
        assert edit.left is None or edit.left.of(left.text) == edit.left_text
        assert edit.right is None or edit.right.of(right.text) == edit.right_text


def test_furniture_is_an_edit_but_not_of_the_body() -> None:
    credit = (Role.CREDIT, "This story first appeared elsewhere.")
    reuse = compare_pair(document("a", *FERRY), document("b", *FERRY, credit), SETTINGS)
    assert [edit.edit_class for edit in reuse.edits] == [EditClass.CREDIT]
    assert reuse.edits[0].edit_class in BOILERPLATE_EDITS


def test_two_titles_are_one_substitution() -> None:
    left = document("a", (Role.TITLE, "Ferry aground"), *FERRY)
    right = document("b", (Role.TITLE, "Forty spend night at sea"), *FERRY)
    edits = compare_pair(left, right, SETTINGS).edits
    assert [(edit.kind, edit.edit_class) for edit in edits] == [(EditKind.SUBSTITUTION, EditClass.TITLE)]


def test_a_moved_paragraph_is_a_move() -> None:
    reuse = compare_pair(document("a", *FERRY), document("b", FERRY[2], FERRY[0], FERRY[1]), SETTINGS)
    assert [match.moved for match in reuse.blocks].count(True) == 1
    assert EditKind.MOVE in [edit.kind for edit in reuse.edits]


def test_a_split_paragraph_still_matches() -> None:
    whole = document("a", FERRY[0] + " " + FERRY[1], FERRY[2])
    reuse = compare_pair(whole, document("b", *FERRY), SETTINGS)
    assert {(match.left, match.right) for match in reuse.blocks} == {
        ("a:p01", "b:p01"),
        ("a:p01", "b:p02"),
        ("a:p02", "b:p03"),
    }
    assert reuse.edits == ()


def test_a_shared_quotation_is_no_copy() -> None:
    reuse = compare_pair(document("a", FERRY[0], PRESENT), document("b", BAKERY[0], PRESENT), SETTINGS)
    assert [passage.type for passage in reuse.passages] == [PassageType.QUOTATION]
    assert not reuse.is_copy
    assert reuse.edits == ()


def test_names_and_titles_are_a_formula() -> None:
    formula = "Deputy Harbour Master Eleanor Grace Whitcombe of the Brannick Port Authority"
    left = document("a", f"{FERRY[0]} The report went to {formula} on Friday.")
    right = document("b", f"{BAKERY[0]} Among the guests was {formula} and her sons.")
    reuse = compare_pair(left, right, SETTINGS)
    assert {passage.type for passage in reuse.passages} == {PassageType.FORMULA}


def test_what_stands_between_shared_words_is_no_evidence() -> None:
    """The small change of language recurs in one order, each time within a few words; what each report tells is its own."""
    small = (
        "said on Friday that the",
        "at the end of the",
        "in the city for the",
        "and that it would be",
        "of the people who were",
    )
    own = {name: [" ".join(f"{name}{run}{word}" for word in range(6)) for run in range(5)] for name in ("ash", "elm")}
    left, right = (
        document(name, " ".join(f"{said} {told}" for said, told in zip(small, tale, strict=True))) for name, tale in own.items()
    )
    reuse = compare_pair(left, right, SETTINGS)
    assert [passage.type for passage in reuse.passages] == [PassageType.FORMULA]


def test_a_copy_may_quote_much_if_its_narration_is_shared_too() -> None:
    left = document("a", FERRY[0], PRESENT, BAKERY[0], BAKERY[1])
    right = document("b", FERRY[0], PRESENT, FERRY[2])
    assert compare_pair(left, right, SETTINGS).is_copy


def test_a_changed_word_costs_little() -> None:
    changed = FERRY[0].replace("forty", "some thirty").replace("engineers", "mechanics")
    assert compare_pair(document("a", FERRY[0], BAKERY[0]), document("b", changed, FERRY[2]), SETTINGS).is_copy


def test_a_number_counts_half() -> None:
    """Of two lists that share as many words, the one whose words are numbers is a table two papers may both print."""
    told = " ".join(f"narrow{n}" for n in range(16))
    counted = " ".join(str(1000 + n) for n in range(16))
    pairs = [
        [document(name, f"{tale} {shared}.") for name, tale in zip("ab", (FERRY[0], BAKERY[0]), strict=True)]
        for shared in (told, counted)
    ]
    assert [compare_pair(one, other, SETTINGS).is_copy for one, other in pairs] == [True, False]


NOTE = (
    "The writer is a fellow of the lighthouse trust and keeps the diary of the pilots, which comes out every other Thursday "
    "and can be had from the kiosk on the quay."
)


def test_last_paragraphs_alone_are_a_note_not_a_copy() -> None:
    """Two articles with nothing in common but their last paragraph: about the author, the series or the rights."""
    tales = [" ".join(f"{word}{n}" for n in range(150)) for word in ("ash", "birch")]
    ends = compare_pair(document("a", tales[0], NOTE), document("b", tales[1], NOTE), SETTINGS)
    assert [passage.type for passage in ends.passages] == [PassageType.BOILERPLATE]
    inside = compare_pair(document("a", tales[0], NOTE, FERRY[0]), document("b", tales[1], NOTE, BAKERY[0]), SETTINGS)
    assert inside.is_copy
    short = compare_pair(document("a", tales[0], NOTE), document("b", BAKERY[1], NOTE), SETTINGS)
    assert short.is_copy


def test_a_footer_of_many_sites_is_furniture() -> None:
    footer = (
        "Readers who wish to reproduce material from these pages should apply in writing to the permissions desk, "
        "stating the title, the date and the purpose, and should allow ten working days for an answer to arrive."
    )
    tales = [f"{word} " + " ".join(f"{word}{n}" for n in range(150)) for word in ("ash", "birch", "cedar", "elm", "fir")]
    documents = [document(f"d{n}", tale, footer) for n, tale in enumerate(tales)]
    found = find_reuse(documents, SETTINGS)
    assert found
    assert {passage.type for reuse in found for passage in reuse.passages} == {PassageType.BOILERPLATE}


def test_every_pair_of_a_family_is_compared() -> None:
    documents = [document(name, *FERRY) for name in "abcd"] + [document("x", *BAKERY)]
    pairs = {(reuse.left, reuse.right) for reuse in find_reuse(documents, SETTINGS) if reuse.is_copy}
    assert pairs == {("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")}


def test_a_large_family_is_linked_without_all_its_pairs() -> None:
    settings = dataclasses.replace(SETTINGS, closure_documents=3, closure_neighbours=1)
    documents = [document(f"d{number}", *FERRY) for number in range(6)]
    pairs = [reuse for reuse in find_reuse(documents, settings) if reuse.is_copy]
    assert 5 <= len(pairs) <= 6 + 5


def test_in_a_large_family_a_text_is_compared_with_its_nearest_neighbours() -> None:
    """The copy of a copy shares a changed passage with it alone, whatever the star of the family is."""
    settings = dataclasses.replace(SETTINGS, closure_documents=3, closure_neighbours=1)
    changed = (*FERRY[:-1], BAKERY[0])
    documents = [*(document(f"d{number}", *FERRY) for number in range(5)), document("y", *changed), document("z", *changed)]
    assert ("y", "z") in {(reuse.left, reuse.right) for reuse in find_reuse(documents, settings)}


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_documents_changes_nothing(order: list[str]) -> None:
    texts = {"a": FERRY, "b": FERRY[:2], "c": BAKERY, "d": (*BAKERY, FERRY[1])}
    expected = find_reuse([document(name, *texts[name]) for name in "abcd"], SETTINGS)
    assert find_reuse([document(name, *texts[name]) for name in order], SETTINGS) == expected


def test_an_empty_document_shares_nothing() -> None:
    assert find_reuse([document("a"), document("b", *FERRY)], SETTINGS) == ()


def test_a_pair_is_spelled_one_way() -> None:
    one, other = document("b", *FERRY), document("a", *FERRY[:2])
    assert compare_pair(one, other, SETTINGS) == compare_pair(other, one, SETTINGS)
    with pytest.raises(ValueError, match="left < right"):
        dataclasses.replace(compare_pair(one, other, SETTINGS), left="z")


def test_same_event_in_other_words_is_related_but_no_copy() -> None:
    left = document("a", "Forty passengers slept aboard the Brannick ferry after it struck a sandbank, the harbour board said.")
    right = document(
        "b", "A sandbank off Brannick held the ferry fast overnight; passengers got soup from the harbour board’s boats."
    )
    other: Document = document("c", *BAKERY)
    found = find_reuse([left, right, other], SETTINGS)
    assert [(reuse.left, reuse.right, reuse.is_copy) for reuse in found] == [("a", "b", False)]
    assert "Brannick" in found[0].shared_names
