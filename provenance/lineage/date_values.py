"""Date values: a date as far as a text gives it, and when two such dates contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from provenance.text.dates import DateMention

CLOSE_YEARS, CLOSE_MONTHS, CLOSE_DAYS = 3, 1, 3
"""How far apart two readings of one date are at most. In 1,683 news bodies, of 24 pairs of like sentences within these
bounds 15 told of one event and 8 were template lines, left out since; of 40 pairs beyond them one did."""
LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """Year, month and day, each as far as known; at least one part is."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601 as far as it goes; without a year in the form of XML Schema (``--04-17``, ``--04``).

        Examples:
            >>> str(DateValue(year=2025, month=4)), str(DateValue(month=4, day=17)), str(DateValue(month=4))
            ('2025-04', '--04-17', '--04')

        """
        year = "-" if self.year is None else f"{self.year:04d}"
        return "-".join([year] + [f"{part:02d}" for part in (self.month, self.day) if part is not None])

    @property
    def parts(self) -> tuple[int | None, int | None, int | None]:
        """Year, month, day."""
        return (self.year, self.month, self.day)

    def contradicts(self, other: DateValue) -> bool:
        """Whether no date can be both: a part that both give differs.

        Examples:
            >>> april, mid_april = DateValue(year=2024, month=4), DateValue(month=4, day=17)
            >>> april.contradicts(DateValue(year=2025, month=4)), april.contradicts(mid_april)
            (True, False)

        """
        return any(one is not None and two is not None and one != two for one, two in zip(self.parts, other.parts, strict=True))

    def is_comparable(self, other: DateValue) -> bool:
        """Whether there is a part that both give."""
        return (
            (self.year is not None and other.year is not None)
            or (self.month is not None and other.month is not None)
            or (self.day is not None and other.day is not None)
        )

    def agreeing_parts(self, other: DateValue) -> int:
        """Number of parts that both give and that are equal."""
        return sum(one is not None and one == two for one, two in zip(self.parts, other.parts, strict=True))

    def precedes(self, other: DateValue) -> bool:
        """Whether it is surely earlier, both years being known.

        Examples:
            >>> DateValue(year=2024, month=4).precedes(DateValue(year=2024, month=7))
            True
            >>> DateValue(year=2024).precedes(DateValue(year=2024, month=7))
            False

        """
        if self.year is None or other.year is None:
            return False
        for one, two in zip(self.parts, other.parts, strict=True):
            if one is None or two is None:
                return False
            if one != two:
                return one < two
        return False

    def is_close(self, other: DateValue) -> bool:
        """Whether two contradicting dates differ as slips and time zones make them differ.

        The same month (and day) up to three years apart, neighbouring months of one year, or up to three days apart.

        Examples:
            >>> april = DateValue(year=2024, month=4)
            >>> april.is_close(DateValue(year=2025, month=4)), april.is_close(DateValue(year=2024, month=9))
            (True, False)
            >>> DateValue(month=7, day=1).is_close(DateValue(month=6, day=30))
            True

        """
        if self.month is None or other.month is None:
            return False
        if self.year is not None and other.year is not None and self.year != other.year:
            same_day = self.day is None or other.day is None or self.day == other.day
            return self.month == other.month and same_day and abs(self.year - other.year) <= CLOSE_YEARS
        if self.day is not None and other.day is not None:
            return abs(self._day_of_year() - other._day_of_year()) <= CLOSE_DAYS
        return self.year is not None and self.year == other.year and abs(self.month - other.month) <= CLOSE_MONTHS

    def _day_of_year(self) -> int:
        """Day in a leap year; only differences matter."""
        return date(LEAP_YEAR, self.month or 1, self.day or 1).timetuple().tm_yday


def date_values(mentions: Sequence[DateMention]) -> tuple[DateValue | None, ...]:
    """What each date mentioned in one text stands for; ``None`` for a bare weekday that nothing pins down.

    A bare weekday is the day that the text elsewhere gives with this weekday, if it gives one only (“On Thursday, July
    3rd …” and later “earlier on Thursday”). A year that is not written stays unknown.
    """
    named: dict[int, set[DateValue]] = {}
    for mention in mentions:
        if mention.weekday is not None and mention.month is not None and mention.day is not None:
            named.setdefault(mention.weekday, set()).add(DateValue(month=mention.month, day=mention.day))
    return tuple(_value(mention, named) for mention in mentions)


def _value(mention: DateMention, named: dict[int, set[DateValue]]) -> DateValue | None:
    value = DateValue(year=mention.year, month=mention.month, day=mention.day)
    if value.parts != (None, None, None):
        return value
    days = named.get(mention.weekday, set()) if mention.weekday is not None else set()
    return next(iter(days)) if len(days) == 1 else None
