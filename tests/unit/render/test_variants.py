"""The apparatus on the page."""

from __future__ import annotations

import re

from provenance.model import Document
from provenance.render.contents import picture_of
from provenance.render.sections.context import context_of
from provenance.render.sections.variants import VARIANTS_SHOWN, apparatus_section
from tests.copies import family
from tests.documents import document

FIRST = "The ferry between Osk and Brannick will stop on 9 November, Ida Penmoel told the council on Monday: its ramp broke."
SECOND = "It carried forty thousand passengers last summer, most of them with bicycles, and lost two days to fog in August."
THIRD = "A bus will run by way of the bridge at Tarn, which takes an hour longer and carries schoolchildren free of charge."


def told(*documents: Document) -> list[str]:
    """The lines of the apparatus, without mark-up."""
    result = family(*documents)
    text = str(apparatus_section(context_of(result, picture_of(result))) or "")
    lines = re.findall(r"<li>(.*?)</li>", text)
    return [" ".join(re.sub(r"<[^>]*>", "", line).split()) for line in lines]


def test_each_line_has_the_words_and_what_the_others_have_with_their_letters() -> None:
    lines = told(
        document("a", FIRST, SECOND, THIRD),
        document("b", FIRST.replace("Monday", "Sunday"), SECOND, THIRD),
        document("c", FIRST.replace("Monday", "Sunday"), SECOND.replace("lost", "really lost")),
        document("d", FIRST, SECOND.replace("lost", "really lost").replace("in August", ""), THIRD),
    )
    assert lines == [
        "A a",
        "B b",
        "C c",
        "D d",
        "p01 Monday ] Sunday B C",
        "p02 ] add. really C D",
        "p02 in August ] om. D",
        f"p03 {THIRD} ] om. C",
    ]


def test_two_copies_have_none() -> None:
    assert told(document("a", FIRST, SECOND), document("b", FIRST, SECOND.replace("lost", "gained"))) == []


def test_three_that_agree_have_none() -> None:
    assert told(*(document(name, FIRST, SECOND) for name in "abc")) == []


def test_of_very_many_variants_the_rest_is_counted() -> None:
    words = [f"word{number}" for number in range(11 * VARIANTS_SHOWN)]
    changed = ["other" if place % 10 == 1 else word for place, word in enumerate(words)]
    texts = [" ".join(words), " ".join(words), " ".join(changed)]
    result = family(*(document(name, FIRST, SECOND, text) for name, text in zip("abc", texts, strict=True)))
    text = str(apparatus_section(context_of(result, picture_of(result))))
    assert text.count("<li>") == VARIANTS_SHOWN + 3
    assert f"{len(words) // 10 - VARIANTS_SHOWN} more variants not shown here." in text
