"""Dates as they are written."""

from __future__ import annotations

import pytest

from provenance.text.dates import date_in_url, find_dates, infer_year, to_range


def parts(text: str) -> list[dict[str, int]]:
    """What each mention in a text says."""
    names = ("year", "month", "day", "weekday", "hour", "minute", "second", "offset")
    return [{name: getattr(found, name) for name in names if getattr(found, name) is not None} for found in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Updated On: 04-Jul-2025 @ 1:30 pm", [{"year": 2025, "month": 7, "day": 4, "hour": 13, "minute": 30}]),
        ("July 3, 2025 at 5 p.m. EDT", [{"year": 2025, "month": 7, "day": 3, "hour": 17, "minute": 0, "offset": -240}]),
        ("On Thursday, July 3rd, the", [{"weekday": 3, "month": 7, "day": 3}]),
        ("On July 1, the envoy", [{"month": 7, "day": 1}]),
        ("In July 2024, he", [{"year": 2024, "month": 7}]),
        ("the April decision", [{"month": 4}]),
        ("Donnerstag, 3. Juli 2025 um 14:30", [{"weekday": 3, "day": 3, "month": 7, "year": 2025, "hour": 14, "minute": 30}]),
        ("le 3 juillet 2025", [{"day": 3, "month": 7, "year": 2025}]),
        ("el 3 de julio de 2025", [{"day": 3, "month": 7, "year": 2025}]),
        ("25/12/2025", [{"day": 25, "month": 12, "year": 2025}]),
        ("12/25/2025", [{"day": 25, "month": 12, "year": 2025}]),
        ("since it took power in 2021", [{"year": 2021}]),
        ("Earlier on Thursday", [{"weekday": 3}]),
        ("in May and last March", [{"month": 5}, {"month": 3}]),
        ("Russia’s March decision", [{"month": 3}]),
        ("04-Jul-2025 1:30 pm IST", [{"year": 2025, "month": 7, "day": 4, "hour": 13, "minute": 30}]),
    ],
)
def test_what_is_written_is_read(text: str, wanted: list[dict[str, int]]) -> None:
    assert parts(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "02/03/2025",
        "Feb 30, 2024",
        "He may come.",
        "They march on.",
        "May is here, March on!",
        "April Ryan reported",
        "the 2021 withdrawal",
        "room 2021",
        "version 1.2.2025.4",
        "on 9/11",
        "a 25-year agreement",
        "July’s",
        "in 1789",
    ],
)
def test_what_is_ambiguous_or_no_date_is_left_alone(text: str) -> None:
    assert [part for part in parts(text) if part != {"month": 7}] == []


def test_a_day_and_month_without_a_year_is_no_range() -> None:
    (found,) = find_dates("On July 1, the envoy")
    assert to_range(found, "text") is None


def test_an_inferred_year_is_marked() -> None:
    (found,) = find_dates("On Thursday, July 3rd")
    dated = to_range(found, "text", infer_year(found, [1994, 2023]))
    assert dated is not None
    assert (dated.written, dated.year_inferred) == ("2025-07-03", True)


def test_no_year_is_inferred_without_one_in_the_text_or_without_a_weekday() -> None:
    (named,) = find_dates("Thursday, July 3rd")
    (bare,) = find_dates("July 3rd")
    assert infer_year(named, []) is None
    assert infer_year(bare, [2023]) is None


def test_months_and_years_are_ranges_of_days() -> None:
    ranges = [to_range(found, "text") for found in find_dates("in February 2024 and since 2021")]
    assert [(dated.earliest, dated.latest) for dated in ranges if dated] == [
        ("2024-02-01", "2024-02-29"),
        ("2021-01-01", "2021-12-31"),
    ]


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://example.org/2025/07/04/a-title/", (2025, 7, 4)),
        ("https://example.org/news/2025-07-04-a-title", (2025, 7, 4)),
        ("https://example.org/2025/07/a-title", (2025, 7, None)),
        ("https://example.org/2025/13/45/", None),
        ("https://example.org/id/20250704", None),
    ],
)
def test_dates_in_addresses(url: str, wanted: tuple[int, int, int | None] | None) -> None:
    found = date_in_url(url)
    assert (found and (found.year, found.month, found.day)) == wanted


@pytest.mark.parametrize("text", ["1 " * 200_000, "2025-" * 100_000, "July " * 50_000, "July 3, " + " " * 300_000, "a" * 500_000])
def test_long_texts_are_read_in_linear_time(text: str) -> None:
    assert len(find_dates(text)) <= len(text)
