"""Laws of quotations and divergences, on documents put together from sentences."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.date_values import DateValue
from provenance.lineage.divergences import find_divergences
from provenance.lineage.quotations import find_quotations
from provenance.lineage.speech import find_speech
from provenance.model import Document
from tests.documents import document

SENTENCES = (
    "The rebuilt Harrow lighthouse was handed over to the museum by engineer Ana Lindqvist in April 2021.",
    "In April 2022 engineer Ana Lindqvist handed the rebuilt Harrow lighthouse over to the museum.",
    "Engineer Anna Lindqvist handed the rebuilt Harrow lighthouse over to the museum on 17 April.",
    "The rebuilt Harrow lighthouse lamp was carried up by 14 sailors of the museum on a rainy night.",
    "The rebuilt Harrow lighthouse lamp was carried up by 17 sailors of the museum on a rainy night.",
    "“The lamp is as bright as the old one ever was,” Lindqvist said. “It will last for a century.”",
    "Ana Lindqvist said that the lamp is as bright as the old one was and will last for a century.",
    "In July 2024 the mayor praised the club. Then the court closed the club in April 2024.",
    "Earlier on Thursday, the council met. On Thursday, July 3rd, it went home.",
    "They call it the “old lady” of the coast",
)
documents = st.lists(st.lists(st.sampled_from(SENTENCES) | st.text(max_size=60), max_size=4), max_size=5).map(
    lambda bodies: [document(f"d{number}", *(part for part in body if part)) for number, body in enumerate(bodies)]
)
parts = st.none() | st.integers(1, 12)
dates = st.builds(DateValue, year=st.none() | st.integers(2000, 2030), month=parts, day=parts)


def groups_of(corpus: Sequence[Document]) -> dict[str, str]:
    """Documents of equal text are copies."""
    first: dict[str, str] = {}
    return {item.id: first.setdefault(item.text, item.id) for item in corpus}


@given(documents)
def test_divergences_are_well_formed(corpus: list[Document]) -> None:
    by_id = {item.id: item for item in corpus}
    groups = groups_of(corpus)
    for found in find_divergences(corpus, groups):
        sides = [reading for reading in found.readings if not reading.compatible]
        assert len({reading.value for reading in sides}) > 1
        assert found.witnesses == len({groups[reading.document] for reading in sides})
        for reading in found.readings:
            block = by_id[reading.document].block_by_id[reading.block]
            assert block.span.start <= reading.span.start < reading.span.end <= block.span.end
            assert reading.span.of(by_id[reading.document].text) == reading.text


@given(documents)
def test_the_order_of_documents_does_not_matter(corpus: list[Document]) -> None:
    groups = groups_of(corpus)
    assert find_divergences(corpus[::-1], groups) == find_divergences(corpus, groups)
    assert find_quotations(corpus[::-1]) == find_quotations(corpus)


@given(documents)
def test_copies_alone_never_disagree(corpus: list[Document]) -> None:
    for item in corpus[:2]:
        copy = document("copy", *(block.span.of(item.text) for block in item.blocks))
        found = find_divergences([item, copy], {"copy": item.id})
        assert {divergence.kind for divergence in found} <= {"chronology"}


@given(documents)
def test_quotations_are_in_two_documents_and_in_order(corpus: list[Document]) -> None:
    by_id = {item.id: item for item in corpus}
    for found in find_quotations(corpus):
        assert len({member.document for member in found.members}) > 1
        assert list(found.members) == sorted(found.members, key=lambda member: (member.document, member.span))
        assert {member.variant for member in found.members} == set(range(len({member.variant for member in found.members})))
        for member in found.members:
            block = by_id[member.document].block_by_id[member.block]
            assert member.span.overlap(block.span) == len(member.span) > 0


@given(st.text(alphabet="ab C.,“”\"'!? said\n", max_size=120))
def test_speech_stays_inside_its_block(text: str) -> None:
    made = document("x", text) if text else document("x", " ")
    for found in find_speech(made):
        assert all(0 <= piece.start < piece.end <= len(made.text) for piece in found.pieces)


@given(dates, dates)
def test_contradiction_is_symmetric_and_not_reflexive(left: DateValue, right: DateValue) -> None:
    assert left.contradicts(right) == right.contradicts(left)
    assert left.is_close(right) == right.is_close(left)
    assert not left.contradicts(left)
    assert not (left.precedes(right) and right.precedes(left))
    if left.precedes(right):
        assert left.contradicts(right)
