"""Who is quoted where, and which quotations are one utterance."""

from __future__ import annotations

import pytest

from provenance.lineage.quotations import find_quotations
from provenance.lineage.speakers import read_speaker, same_speaker
from provenance.lineage.speech import find_speech
from provenance.model import Document, Quotation, Role
from tests.documents import document

TRANSLATED = (
    document(
        "a",
        "“We are convinced that reopening the northern railway will give a push to the growth of profitable border trade "
        "between our regions in many sectors,” the Dorvian transport ministry said in a statement.",
        "“We count on more freight trains and on new sheds,” the statement continues. “We will go on training engineers.”",
    ),
    document(
        "b",
        "In a statement released by the Dorvian Ministry of Transport, it was asserted that reopening the northern railway would "
        "encourage profitable border trade in many sectors.",
    ),
    document(
        "c",
        "The railway is open again.",
        "In a statement, the Dorvian Ministry of Transport said, “We are convinced that opening the northern line again will "
        "promote profitable border trade in many sectors between the two regions.”",
    ),
    document("d", "The ministry's list of “hostile” firms was published “as is” and is known as the “black book of the north”."),
)


def said(paragraph: str) -> list[tuple[str, str | None, str]]:
    text = document("x", paragraph)
    return [
        (found.form, found.speaker.label if found.speaker else None, " … ".join(piece.of(text.text) for piece in found.pieces))
        for found in find_speech(text)
    ]


def blocks(quotation: Quotation) -> set[str]:
    return {member.block for member in quotation.members}


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("“The bridge is safe for now,” said Mayor Ana Roth.", [("direct", "Mayor Ana Roth", "The bridge is safe for now,")]),
        ("Ana Roth said: “The bridge is safe for every car.”", [("direct", "Ana Roth", "The bridge is safe for every car.")]),
        (
            "“The bridge is safe for every car,” according to Ana Roth, who built it.",
            [("direct", "Ana Roth", "The bridge is safe for every car,")],
        ),
        (
            "Ana Roth, an engineer from Selm, told reporters, “The bridge is safe for every car.”",
            [("direct", "Ana Roth", "The bridge is safe for every car.")],
        ),
        (
            "“The bridge is safe for every car,” Roth said. “Nobody needs to take the ferry.”",
            [("direct", "Roth", "The bridge is safe for every car, … Nobody needs to take the ferry.")],
        ),
        ("In a meeting with Pol, Roth praised the town’s “quiet courage”.", [("fragment", "Roth", "quiet courage")]),
        ("The town was removed from the “hostile” list.", []),
        ("They changed its name to the “Free Town of Selm”.", []),
        ("Roth was called a “hero” in the streets.", []),
        ("The association continues to refer to itself as the “old guard”.", []),
    ],
)
def test_speech_of_one_paragraph(paragraph: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert said(paragraph) == expected


def test_indirect_speech_names_its_speaker() -> None:
    assert said("In a statement issued by the Harbour Board, it was claimed that the ferry will sail again in spring.") == [
        ("indirect", "Harbour Board", "the ferry will sail again in spring.")
    ]


def test_a_pronoun_and_the_statement_carry_the_speaker_over() -> None:
    text = document(
        "x",
        "“The ferry will sail again before the end of spring,” Ana Roth said.",
        "“We have ordered new engines for it from abroad,” she added.",
    )
    assert [found.speaker and found.speaker.label for found in find_speech(text)] == ["Ana Roth", "Ana Roth"]


def test_titles_and_notices_hold_no_speech() -> None:
    words = "“The ferry will sail again before the end of spring,” Ana Roth said."
    assert find_speech(document("x", (Role.TITLE, words), (Role.DISCLAIMER, words))) == ()


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("the Dorvian transport ministry", "Dorvian Ministry of Transport", True),
        ("Dorvia’s transport ministry", "the Dorvian transport ministry", True),
        ("Roth", "Transport Minister Ana Roth", True),
        ("the transport ministry", "the Dorvian transport ministry", True),
        ("the Dorvian transport ministry", "the Dorvian transport minister", False),
        ("Ana Roth", "Eva Roth", False),
        ("the police", "the hospital", False),
    ],
)
def test_same_speaker(left: str, right: str, same: bool) -> None:  # noqa: FBT001
    one, two = read_speaker(left), read_speaker(right)
    assert one is not None
    assert two is not None
    assert same_speaker(one, two) is same
    assert same_speaker(two, one) is same


def test_one_utterance_in_two_translations_and_reported() -> None:
    (found,) = find_quotations(TRANSLATED)
    assert found.speaker == "Dorvian Ministry of Transport"
    assert [(member.block, member.form) for member in found.members] == [
        ("a:p01", "direct"),
        ("b:p01", "indirect"),
        ("c:p02", "direct"),
    ]
    assert len({member.variant for member in found.members}) == 3


def test_copies_share_the_first_variant() -> None:
    copy = document("z", *(block.span.of(TRANSLATED[0].text) for block in TRANSLATED[0].blocks))
    first, second = sorted(find_quotations([*TRANSLATED, copy]), key=lambda found: found.members[0].span)
    assert {(member.block, member.variant) for member in first.members if member.variant == 0} == {("a:p01", 0), ("z:p01", 0)}
    assert blocks(second) == {"a:p02", "z:p02"}
    assert first.speaker == second.speaker


def test_short_words_of_different_speakers_stay_apart() -> None:
    one = document("a", "Ana Roth called the plan a “shameless swindle”.")
    two = document("b", "Ivo Pol called the plan a “shameless swindle”.")
    three = document("c", "Roth has called it a “shameless swindle”.")
    assert find_quotations([one, two]) == ()
    assert [blocks(found) for found in find_quotations([one, two, three])] == [{"a:p01", "c:p01"}]


def test_one_document_is_no_cluster() -> None:
    assert find_quotations(TRANSLATED[:1]) == ()
    assert find_quotations([]) == ()


def test_the_order_of_documents_does_not_matter() -> None:
    assert find_quotations(TRANSLATED) == find_quotations(TRANSLATED[::-1])


def test_reported_speech_alone_is_no_quotation() -> None:
    words = "Ana Roth said that the ferry to Brannick will sail again in spring with two new engines."
    assert find_quotations([document("a", words), document("b", words)]) == ()


@pytest.fixture
def five(seed_documents: tuple[Document, ...]) -> tuple[Document, ...]:
    return seed_documents


def test_the_ministry_of_the_seeds(five: tuple[Document, ...]) -> None:
    quotations = [found for found in find_quotations(five) if "foreign ministry" in found.speaker.lower()]
    statement = [found for found in quotations if len({member.document for member in found.members}) == 4]
    assert len(statement) == 1
    by_document = {member.document[:3]: member for member in statement[0].members}
    assert {name: member.form for name, member in by_document.items()} == {
        "000": "direct",
        "001": "indirect",
        "002": "direct",
        "003": "direct",
    }
    assert by_document["000"].variant == by_document["002"].variant == 0
    assert by_document["003"].variant != 0
