"""When texts come out and what dates they show."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.dating import first_moment, later, shown_date
from provenance.evaluation.simulate.habits import Habits
from provenance.evaluation.simulate.plain_text import date_line
from provenance.evaluation.simulate.publication import ShownDate
from provenance.evaluation.simulate.world import World
from tests.unit.evaluation.simulate.factory import NOON, outlet

WORLD = World(name="w", stories=1)
ALWAYS = Habits(dates=1.0, misdates=0.0, by_day=0.0)
TIMES = range(60)


def shown(habits: Habits, world: World = WORLD, inherited: ShownDate | None = None) -> list[ShownDate | None]:
    return [shown_date(NOON, inherited, outlet(), (habits, world), Chance(seed)) for seed in TIMES]


def test_copies_come_later_mostly_within_days() -> None:
    lags = [later(NOON, Chance(seed)) - NOON for seed in TIMES]
    assert min(lags) >= timedelta(minutes=3)
    assert max(lags) <= timedelta(minutes=12_000)
    assert sorted(lags)[30] < timedelta(days=1)


def test_events_are_spread_over_months() -> None:
    assert len({first_moment(Chance(seed)).month for seed in TIMES}) >= 3


def test_a_true_date_is_the_true_one() -> None:
    assert {date.moment for date in shown(ALWAYS) if date} == {NOON}
    assert Counter(date.zoned for date in shown(ALWAYS) if date)[True] > 30


def test_no_date_is_shown_where_none_is_wanted() -> None:
    assert set(shown(ALWAYS, replace(WORLD, dated=0.0))) == {None}
    assert set(shown(replace(ALWAYS, dates=0.0))) == {None}


def test_wrong_dates_lie_before_and_after() -> None:
    wrong = [date.moment for date in shown(ALWAYS, replace(WORLD, misdated=1.0)) if date]
    assert NOON not in wrong
    assert min(wrong) < NOON < max(wrong)


def test_a_date_may_be_the_source_s() -> None:
    theirs = ShownDate(moment=NOON - timedelta(days=3), offset=60, zoned=True, by_day=True)
    assert set(shown(replace(ALWAYS, inherits_date=1.0), inherited=theirs)) == {theirs}


def test_dates_are_written_on_the_outlet_s_own_clock() -> None:
    date = ShownDate(moment=NOON, offset=-300, zoned=True, by_day=False)
    assert date_line(date) == "May 3, 2024 at 7:00 am UTC-05:00"
    assert date_line(replace(date, offset=60, zoned=False)) == "May 3, 2024 at 1:00 pm"
    assert date_line(replace(date, offset=600 * 2, by_day=True)) == "May 4, 2024"
