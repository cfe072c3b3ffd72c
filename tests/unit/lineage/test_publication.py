"""Dates: what they say about order, and how far."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.publication import order_of, time_evidence
from provenance.model import Document
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


def test_the_note_says_why_dates_are_doubted() -> None:
    whole, doubted = (
        time_evidence(dated("a", "2020-01-01"), dated("b", "2020-01-05"), trust, WEIGHTS)[0] for trust in (1.0, 0.4)
    )
    assert "import" in whole.note
    assert "disagree with the credits" in doubted.note
    assert 0 < doubted.log_odds < whole.log_odds
