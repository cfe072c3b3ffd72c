"""Laws of dates in texts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from provenance.text.dates import DateMention, find_dates, infer_year, to_range, years_in

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
MOMENTS = st.builds(
    lambda day, seconds, zone: datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(seconds=seconds),
    DAYS,
    st.integers(0, 24 * 60 * 60 - 1),
    OFFSETS,
)
FORMS = st.sampled_from(
    ["%B {d}, %Y", "{d} %B %Y", "%A, %B {d}, %Y", "%d-%b-%Y", "%Y-%m-%d", "%b. {d}, %Y", "%a, %d %b %Y", "%Y/%m/%d"]
)


@given(DAYS, FORMS)
def test_a_written_day_comes_back(day: date, form: str) -> None:
    text = f"It was said on {day.strftime(form).replace('{d}', str(day.day))} in the town."
    assert [(found.year, found.month, found.day) for found in find_dates(text)] == [(day.year, day.month, day.day)]


@given(MOMENTS)
def test_a_moment_with_its_zone_comes_back_exactly(moment: datetime) -> None:
    wanted = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for text in (moment.isoformat(), format_datetime(moment)):
        (found,) = find_dates(text)
        dated = to_range(found, "text")
        assert dated is not None
        assert dated.earliest == dated.latest == wanted


@given(DAYS, st.integers(0, 23), st.integers(0, 59))
def test_a_clock_without_a_zone_is_widened_and_holds_every_zone(day: date, hour: int, minute: int) -> None:
    (found,) = find_dates(f"{day.isoformat()} {hour:02d}:{minute:02d}")
    dated = to_range(found, "text")
    assert dated is not None
    assert dated.timezone is None
    earliest, latest = dated.bounds()
    civil = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    assert (civil - earliest, latest - civil) == (timedelta(hours=14), timedelta(hours=12))


@given(DAYS, st.integers(1990, 2099))
def test_an_inferred_year_is_the_first_that_fits(day: date, latest: int) -> None:
    mention = DateMention(span=find_dates("2020-01-01")[0].span, month=day.month, day=day.day, weekday=day.weekday())
    year = infer_year(mention, [latest, 1990])
    assume(year is not None and (day.month, day.day) != (2, 29))
    assert year is not None
    assert latest <= year <= latest + 6
    assert date(year, day.month, day.day).weekday() == day.weekday()
    assert all(date(other, day.month, day.day).weekday() != day.weekday() for other in range(latest, year))


@given(st.text(alphabet="0123456789-/.:, T+ZApril Mayinse", max_size=60))
def test_mentions_are_in_order_disjoint_and_make_sound_ranges(text: str) -> None:
    end = 0
    for mention in find_dates(text):
        assert mention.span.start >= end
        end = mention.span.end
        dated = to_range(mention, "text")
        assert dated is None or dated.bounds()[0] <= dated.bounds()[1]
    assert all(1990 <= year <= 2099 for year in years_in(text))
