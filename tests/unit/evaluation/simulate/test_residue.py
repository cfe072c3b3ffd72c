"""Twins of which nobody can say who was first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.evaluation.simulate.publication import Form, Paragraph, Part, Publication, ShownDate
from provenance.evaluation.simulate.rendering import rendered
from provenance.evaluation.simulate.residue import are_undecidable
from provenance.evaluation.simulate.style import in_style
from tests.unit.evaluation.simulate.factory import NOON, PLAIN_STYLE, outlet, publication, retold

ORIGINAL = publication()
TWIN = retold(ORIGINAL, "b", "Oskwick Argus")
BRITISH = replace(PLAIN_STYLE, spelling="british", numbers="words", quotes="straight")
AT_NOON = ShownDate(moment=NOON, offset=0, zoned=True, by_day=False)


def undecidable(one: Publication, other: Publication) -> bool:
    documents = {item.id: rendered(item, item.id) for item in (one, other)}
    found = are_undecidable(one, other, documents)
    assert found == are_undecidable(other, one, documents)
    return found


def with_story(story: Sequence[Paragraph]) -> Publication:
    return replace(TWIN, paragraphs=tuple(story))


def reworded(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, text=in_style(paragraph.text, BRITISH).replace("already ", ""))


def test_identical_texts_are_undecidable() -> None:
    assert undecidable(ORIGINAL, TWIN)


def test_what_can_be_turned_back_decides_nothing() -> None:
    assert undecidable(ORIGINAL, replace(TWIN, title="Another headline", byline="By Ann Lee"))
    assert undecidable(ORIGINAL, with_story([reworded(paragraph) for paragraph in ORIGINAL.paragraphs]))


@pytest.mark.parametrize(
    "story",
    [
        ORIGINAL.paragraphs[:-1],
        (*ORIGINAL.paragraphs, Paragraph(text="More.", origin="own")),
        (*ORIGINAL.paragraphs[:-1], replace(ORIGINAL.paragraphs[-1], scars=("garbled",))),
        (*ORIGINAL.paragraphs[:-1], replace(ORIGINAL.paragraphs[-1], kept_words=7)),
        (*ORIGINAL.paragraphs, Paragraph(text="Source: Tarnmoor Ledger", origin="c", part=Part.CREDIT)),
    ],
    ids=["omission", "addition", "damage", "broken off", "credit"],
)
def test_what_cannot_be_turned_back_decides(story: Sequence[Paragraph]) -> None:
    assert not undecidable(ORIGINAL, with_story(story))


def test_a_name_in_the_text_decides() -> None:
    first, *rest = ORIGINAL.paragraphs
    told = (replace(first, text=f"{first.text} So she told the Tarnmoor Ledger."), *rest)
    assert not undecidable(replace(ORIGINAL, paragraphs=told), with_story(told))


def test_links_decide_where_both_have_mark_up() -> None:
    first, *rest = ORIGINAL.paragraphs
    linked = replace(ORIGINAL, paragraphs=(replace(first, links=(("gate", "https://example.org/a"),)), *rest), form=Form.PAGE)
    assert not undecidable(linked, replace(TWIN, form=Form.PAGE))
    assert undecidable(linked, TWIN)


def test_dates_decide_if_they_cannot_overlap() -> None:
    dated = replace(ORIGINAL, shown=AT_NOON)
    later = replace(AT_NOON, moment=NOON + timedelta(hours=2))
    assert undecidable(dated, TWIN)
    assert not undecidable(dated, replace(TWIN, shown=later))
    assert undecidable(dated, replace(TWIN, shown=replace(later, by_day=True)))
    assert undecidable(dated, replace(TWIN, shown=replace(later, zoned=False)))
    assert not undecidable(dated, replace(TWIN, shown=replace(later, moment=NOON + timedelta(days=3), by_day=True)))


def test_a_day_in_the_address_is_a_date() -> None:
    where = replace(outlet(), path="{year}/{month}/{day}/{slug}")
    page = replace(ORIGINAL, outlet=where, form=Form.PAGE)
    old = replace(TWIN, shown=replace(AT_NOON, moment=NOON - timedelta(days=3)), form=Form.PAGE)
    assert not undecidable(page, old)
    assert undecidable(replace(page, is_placed=False), old)


def test_a_month_in_the_address_is_a_date() -> None:
    where = replace(outlet(), path="{year}/{month}/{slug}")
    page = replace(ORIGINAL, outlet=where, form=Form.PAGE)
    assert not undecidable(page, replace(TWIN, shown=replace(AT_NOON, moment=NOON - timedelta(days=30)), form=Form.PAGE))
    assert undecidable(page, replace(TWIN, shown=replace(AT_NOON, moment=NOON + timedelta(days=20)), form=Form.PAGE))


def test_pictures_are_seen_only_in_mark_up() -> None:
    figure = Paragraph(text="A view of the gate", origin="f", part=Part.FIGURE, image="https://cdn.example.org/a.jpg")
    more = (*ORIGINAL.paragraphs, figure)
    assert undecidable(ORIGINAL, with_story(more))
    assert not undecidable(replace(ORIGINAL, form=Form.PAGE), replace(with_story(more), form=Form.PAGE))
