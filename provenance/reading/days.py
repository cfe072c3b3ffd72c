"""Lines beside a headline that give the day or the hour, however it is written and whatever else they hold."""

from __future__ import annotations

import re

from provenance.text.calendar_words import MONTHS

_LINE_CHARS = 400
"""Longer texts are no line of this kind."""
_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE_LIKE = re.compile(
    rf"\b(?:{_MONTH_NAMES})\.?,?\s\d|\d\.?(?:\s(?:de|of))?\s(?:{_MONTH_NAMES})\b|\b\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b"
    r"|\b\d{1,2}:\d\d\s?(?:[ap]\.?m\b|[A-Z]{2,4}\b)|\b\d+ (?:minutes?|hours?|days?) ago\b",
    re.IGNORECASE,
)
"""What a line beside the headline has if it gives the day or the hour, however it is written."""
_DATE_START = re.compile(
    rf"(?=.*?(?:{_DATE_LIKE.pattern}))\W*(?:(?:first |last )?(?:published|updated|posted|modified)\b[\s:]*(?:on|at|in)?"
    rf"|\w{{3,9}},?\s(?={_MONTH_NAMES}|\d)"
    rf"|(?:{_MONTH_NAMES})\b|\d)",
    re.IGNORECASE,
)
"""A line that begins with a label, a weekday, a month or a number, and has a day or an hour."""


def holds_day(line: str) -> bool:
    """Whether a line holds a day, a clock time or how long ago it was.

    Examples:
        >>> holds_day("Jane Doe - 20 Nov, 2019 05:47"), holds_day("2 hours ago"), holds_day("12 new comments")
        (True, True, False)

    """
    return len(line) <= _LINE_CHARS and _DATE_LIKE.search(line) is not None


def begins_with_day(line: str) -> bool:
    """Whether a line begins with a day, an hour or the label of one.

    Examples:
        >>> begins_with_day("Updated: Nov. 20, 2019 1:35 a.m."), begins_with_day("Jane Doe, 4 July 2025")
        (True, False)

    """
    return len(line) <= _LINE_CHARS and _DATE_START.match(line) is not None
