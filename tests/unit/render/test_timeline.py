"""What is known of time, drawn and in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from provenance.model import DateRange, Document, Findings
from provenance.render.contents import picture_of
from provenance.render.sections.context import context_of
from provenance.render.sections.timeline import ROWS_SHOWN, Axis, timeline_section
from tests.crowd import crowd
from tests.findings_factory import findings

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds without a zone


def told(result: Findings) -> str:
    return str(timeline_section(context_of(result, picture_of(result))))


def undated(document: Document) -> Document:
    return replace(document, metadata=replace(document.metadata, published=None, updated=None, not_before=None))


@given(st.lists(MOMENTS, min_size=1, max_size=12))
def test_moments_stand_in_order_between_both_ends(moments: list[datetime]) -> None:
    axis = Axis(moments)
    places = [axis.place(moment) for moment in axis.moments]
    assert places == sorted(places)
    assert len(set(places)) == len(set(moments))
    assert places[0] == 0
    assert len(places) == 1 or abs(places[-1] - 100) < 1e-6


@given(st.lists(MOMENTS, min_size=1, max_size=30))
def test_dates_below_the_axis_do_not_touch(moments: list[datetime]) -> None:
    ticks = [place for place, _ in Axis(moments).ticks()]
    assert ticks
    assert all(later - earlier >= 16 for earlier, later in pairwise(ticks))


def test_a_longer_gap_is_wider() -> None:
    start = datetime(2024, 5, 1, tzinfo=UTC)
    axis = Axis([start, start + timedelta(hours=1), start + timedelta(days=400)])
    places = [axis.place(moment) for moment in axis.moments]
    assert 0 < places[1] < places[2] - places[1]


def test_every_document_and_source_has_a_row_with_what_is_said_of_it() -> None:
    result = findings()
    text = told(result)
    assert text.count("<tr>") == len(result.documents) + len(result.sources)
    assert "published 6 May 2031, 08:12 UTC (by date_gmt)" in text
    assert "not before" in text
    assert "nothing says when" in text


def test_what_is_not_known_stays_unknown() -> None:
    result = findings()
    some = replace(result, documents=(undated(result.documents[0]), *result.documents[1:]))
    assert told(some).count("does not say") == told(result).count("does not say") + 1
    assert told(some).count("stretch unknown") == told(result).count("stretch unknown") + 1


def test_a_day_is_drawn_from_its_beginning_to_its_end_and_what_has_no_end_to_the_border() -> None:
    result = findings()
    first, second, *rest = map(undated, result.documents)
    day = DateRange(earliest="2024-03-02", latest="2024-03-02", timezone=None, basis="text")
    later = DateRange(earliest="2024-03-03", latest="2024-03-03", timezone=None, basis="embed")
    some = replace(
        result,
        documents=(
            replace(first, metadata=replace(first.metadata, published=day)),
            replace(second, metadata=replace(second.metadata, not_before=later)),
            *rest,
        ),
        sources=(),
    )
    styles = dict(re.findall(r'class="stretch (\w+)" style="([^"]*)"', told(some)))
    assert styles == {"known": "left:0.00%;width:100.00%", "open": "left:100.00%;width:0.00%"}


def test_the_time_between_two_bounds_is_drawn_with_both_and_one_that_only_ends_from_the_border() -> None:
    result = findings()
    first, second, *rest = map(undated, result.documents)
    early = DateRange(earliest="2024-03-02", latest="2024-03-02", timezone=None, basis="embed")
    late = DateRange(earliest="2024-03-03T00:00:00Z", latest="2024-03-03T00:00:00Z", timezone="UTC", basis="kept:on")
    some = replace(
        result,
        documents=(
            replace(first, metadata=replace(first.metadata, not_before=early, not_after=late)),
            replace(second, metadata=replace(second.metadata, not_after=late)),
            *rest,
        ),
        sources=(),
    )
    text = told(some)
    styles = dict(re.findall(r'class="stretch (\w+)" style="([^"]*)"', text))
    assert styles == {"between": "left:0.00%;width:100.00%", "ending": "left:0.00%;width:100.00%"}
    assert "not before 2 March 2024 (by embed)" in text
    assert text.count("not after 3 March 2024, 00:00 UTC (by kept:on)") == 2


def test_without_any_date_there_is_no_timeline() -> None:
    result = findings()
    some = replace(result, documents=tuple(map(undated, result.documents)), sources=())
    assert timeline_section(context_of(some, picture_of(some))) is None


def test_of_many_the_first_are_shown_and_the_rest_is_counted() -> None:
    result = crowd([80], alone=0)
    dated = DateRange(earliest="2024-03-02", latest="2024-03-02", timezone=None, basis="text")
    some = replace(
        result, documents=tuple(replace(each, metadata=replace(each.metadata, published=dated)) for each in result.documents)
    )
    text = told(some)
    assert text.count("<tr>") == ROWS_SHOWN
    assert "more rows not shown here" in text
