"""Dates: what they say about order, and how far."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.publication import order_of, time_evidence
from provenance.model import DateRange, Document
from tests.documents import document
from tests.unit.lineage.family_factory import WEIGHTS

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 20)).map(dt.date.isoformat)
MOMENTS = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2020, 1, 20)).map(lambda moment: f"{moment.isoformat()}Z")  # noqa: DTZ001 - written with its zone
DATES = st.none() | DAYS | MOMENTS


def dated(name: str, published: str | None) -> Document:
    return document(name, "Some text.", published=published)


@given(DATES, DATES)
def test_order_is_antisymmetric_and_bounded(one: str | None, other: str | None) -> None:
    forth, back = (order_of(dated("a", first), dated("b", second)) for first, second in ((one, other), (other, one)))
    assert forth == -back
    assert -1 <= forth <= 1


@given(DATES, DATES, st.floats(0.01, 1))
def test_time_speaks_for_one_direction_and_against_the_other_or_not_at_all(
    one: str | None, other: str | None, trust: float
) -> None:
    forth = time_evidence(dated("a", one), dated("b", other), trust, WEIGHTS)
    back = time_evidence(dated("b", other), dated("a", one), trust, WEIGHTS)
    assert len(forth) == len(back) == (order_of(dated("a", one), dated("b", other)) != 0)
    assert sorted(item.log_odds > 0 for item in (*forth, *back)) == [False, True][: 2 * len(forth)]


@given(DAYS, DAYS, st.floats(0, 1), st.floats(0, 1))
def test_less_trusted_dates_weigh_less(one: str, other: str, trust: float, more: float) -> None:
    low, high = sorted((trust, more))
    less, full = (time_evidence(dated("a", one), dated("b", other), share, WEIGHTS) for share in (low, high))
    assert all(abs(a.log_odds) <= abs(b.log_odds) for a, b in zip(less, full, strict=True))


@pytest.mark.parametrize(
    ("source", "copy", "order"),
    [
        (None, "2020-01-05", 0),
        ("2020-01-05", "2020-01-05", 0),
        ("2020-01-01", "2020-01-05", 1),
        ("2020-01-05", "2020-01-01", -1),
        ("2020-01-01", "2020-01-05T12:00:00Z", 1),
        ("2020-01-04", "2020-01-05T12:00:00Z", 0),
        ("2020-01-05T12:00:00Z", "2020-01-05T12:00:01Z", 1),
    ],
)
def test_dates_count_as_far_as_their_zones_allow(source: str | None, copy: str, order: float) -> None:
    assert order_of(dated("a", source), dated("b", copy)) == order


def test_neighbouring_days_without_a_zone_count_in_part() -> None:
    near, far = (
        order_of(dated("a", "2020-01-04"), dated("b", "2020-01-05")),
        order_of(dated("a", "2020-01-01"), dated("b", "2020-01-05")),
    )
    assert 0 < near < far
    assert order_of(dated("a", "2020-01-05"), dated("b", "2020-01-04")) == -near


@pytest.mark.parametrize(("one", "other"), [("2020-01-01", "2020-01-05"), ("2020-01-05", "2020-01-01")])
def test_the_note_names_the_earlier_document_first(one: str, other: str) -> None:
    first, second = ("a", "b") if one < other else ("b", "a")
    (found,) = time_evidence(dated("a", one), dated("b", other), 1.0, WEIGHTS)
    assert found.kind == "publication_time"
    assert found.note.startswith(f"{first} is dated 2020-01-01, {second} 2020-01-05;")


def captured(name: str, moment: str, published: str | None = None) -> Document:
    made = dated(name, published)
    seen = DateRange(earliest=moment, latest=moment, timezone="UTC", basis="kept:on")
    return replace(made, metadata=replace(made.metadata, not_after=seen))


@pytest.mark.parametrize(
    ("published", "order"), [("2020-01-09", 1), ("2020-01-01", 0), ("2020-01-05", 0), ("2020-01-05T12:00:01Z", 1)]
)
def test_a_page_without_a_date_is_older_than_what_was_published_after_its_capture(published: str, order: float) -> None:
    seen, other = captured("a", "2020-01-05T12:00:00Z"), dated("b", published)
    assert order_of(seen, other) == order == -order_of(other, seen)
    notes = [item.note for item in (*time_evidence(seen, other, 1.0, WEIGHTS), *time_evidence(other, seen, 1.0, WEIGHTS))]
    said = f"a was captured on 2020-01-05T12:00:00Z, b is dated {published};"
    assert [note.startswith(said) for note in notes] == [True] * (2 * int(order))


def test_capture_says_nothing_where_a_page_is_dated_or_the_other_is_not() -> None:
    moment = "2020-01-05T12:00:00Z"
    assert order_of(captured("a", moment, published="2020-01-02"), dated("b", "2020-01-02")) == 0
    assert order_of(captured("a", moment), dated("b", None)) == 0
    assert order_of(captured("a", moment), captured("b", "2020-02-05T12:00:00Z")) == 0


def test_the_note_says_why_dates_are_doubted() -> None:
    whole, doubted = (
        time_evidence(dated("a", "2020-01-01"), dated("b", "2020-01-05"), trust, WEIGHTS)[0] for trust in (1.0, 0.4)
    )
    assert "import" in whole.note
    assert "disagree with the credits" in doubted.note
    assert 0 < doubted.log_odds < whole.log_odds
