"""Dates that a text mentions, as far as they are written: what is not there stays ``None``, nothing is guessed.

A date is found from its month name, its weekday, its year or its ISO form. All-numeric dates are read
only where one order of day and month is possible.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from provenance.model import DateRange, Span
from provenance.text.calendar_words import (
    AMBIGUOUS_MONTHS,
    LONE_MONTHS,
    LONE_WEEKDAYS,
    MONTH_PREPOSITIONS,
    MONTHS,
    NAME_MONTHS,
    WEEKDAYS,
    YEAR_PREPOSITIONS,
    ZONES,
)
from provenance.text.letters import letter_runs

FIRST_YEAR, LAST_YEAR = 1990, 2099
"""Years that a lone number can mean: earlier ones are history, not news."""
_WEEKDAY_YEARS = 6
"""How far past the latest year mentioned a weekday's year is sought: further on, a story of the past is no longer meant."""
_EASTERNMOST, _WESTERNMOST = timedelta(hours=14), timedelta(hours=12)
_MONTHS_A_YEAR, _NOON, _LAST_HOUR, _LAST_MINUTE = 12, 12, 23, 59
_SHORTEST_MONTH = 28
_LOOK_BACK = 32
"""Characters read back from a month name: the longest weekday, a day and the words between."""


def _whole(names: Iterable[str], beside: str) -> re.Pattern[str]:
    """Any of the names, with nothing of the kind ``beside`` (a character class) right before or after it.

    Under their first letters, and what stands before is asked after the first letter: a search for a set of first letters
    passes over all others five times as fast as one that looks back at every character.
    """
    tails: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        tails.setdefault(name[0], []).append(name[1:])
    branches = (rf"{first}(?<!{beside}{first})(?:{'|'.join(rest)})" for first, rest in sorted(tails.items()))
    return re.compile(rf"(?:{'|'.join(branches)})(?!{beside})")


_MONTH = _whole(MONTHS, r"[^\W\d_]")
_CAPITAL_MONTH = _whole([name for name in MONTHS if name[0].isupper()], r"[^\W\d_]")
_SMALL_MONTHS = frozenset(max(re.findall("[a-z]+", name), key=len).encode() for name in MONTHS if name[0].islower())
"""The longest run of ASCII letters in each month that is written small."""
_LONE_MONTH = _whole(LONE_MONTHS, r"[^\W\d_]")
"""The only months that count where no digit stands; all of them in title case, which makes them quick to find."""
_WEEKDAY = _whole(LONE_WEEKDAYS, r"\w")
_DIGIT_LIKE = r"0-9\u0660-\u1fff\u3000-\U0010ffff"
"""Every decimal digit and many letters, for a character class: twice as fast to pass over Latin text as ``\\d`` is."""
_FIRST_LETTERS = "".join(sorted({name[0] for name in (*LONE_MONTHS, *LONE_WEEKDAYS)}))
_ANCHOR = re.compile(
    rf"[{_DIGIT_LIKE}{_FIRST_LETTERS}]"
    rf"(?:(?<=\d)|{'|'.join(rf'(?<={name[0]}){name[1:]}' for name in (*LONE_MONTHS, *LONE_WEEKDAYS))})"
)
"""What every date holds: a digit, or a name that counts without one."""
_DIGIT = re.compile(rf"[{_DIGIT_LIKE}](?<=\d)")
_FOUR_DIGITS = re.compile(rf"[{_DIGIT_LIKE}](?<=\d)\d{{3}}")
"""What every date of numbers and every year holds, and few paragraphs."""
_PARTED_DIGITS = re.compile(r"[-/.]\d{1,2}[-/.]\d")
"""What every date of numbers holds."""
_NUMERIC = re.compile(r"(?<![\w./-])(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}))(?!\d|[-/.]\d)")
_YEAR = re.compile(r"(?:19|20)(?<![\w.,/-]..)\d\d(?![\w/-]|[.,]\d)")
_DAY_BEFORE = re.compile(
    r"(?:([^\W\d_]+)\.?,?\s+(?:(?:the|den|le|el)\s+)?)?(?<![\d.,:])(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?:\s+(?:of|de)\s+|\s+|\s?[-–/]\s?)$"
)
_WEEKDAY_BEFORE = re.compile(r"([^\W\d_]+)\.?,?\s+(?:the\s+)?$")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s-]+$")
_POSSESSIVE_BEFORE = re.compile(r"(?:['’]s|s['’])\s+$")
_DAY_AFTER = re.compile(r"\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)")
_YEAR_AFTER = re.compile(r"(?:\.?,?\s{1,3}(?:(?:of|de|del)\s+)?|\.?[-–/’'])((?:19|20)\d\d)(?!\w|[.,]\d)")
_NAME_AFTER = re.compile(r"\s[^\W\d_a-z]\w")
_TIME = re.compile(
    r"(?:[T ]|,?\s{0,3}(?:@|at|um|à|a las|\||–|-|,)?\s{0,3})(?<!\d)"
    r"(?:(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?|(\d{1,2})(?=\s?[AaPp]\.?[Mm]))"
    r"(?!\d|[.,]\d)(?:\s?([AaPp])\.?[Mm]\b\.?)?(?:\s?\(?(Z|[A-Z]{2,4})\b\)?|\s?([+-])(\d{2}):?(\d{2})(?!\d))?"
)
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/._-]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as far as it is written at ``span``; ``None`` is what the text does not say.

    ``weekday`` counts from Monday = 0; ``offset`` is minutes east of UTC. Year, month and day form a
    day that exists, where all three are known.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None

    @property
    def is_day(self) -> bool:
        """Whether it names one civil day."""
        return self.year is not None and self.month is not None and self.day is not None


def find_dates(text: str, span: Span | None = None) -> tuple[DateMention, ...]:
    """Dates mentioned in a text, or in the part ``span`` covers, in order and disjoint.

    Examples:
        >>> [(found.year, found.month, found.day, found.weekday) for found in find_dates("On Thursday, July 3rd; by April 2025")]
        [(None, 7, 3, 3), (2025, 4, None, None)]
        >>> found = find_dates("Updated On: 04-Jul-2025 @ 1:30 pm")[0]
        >>> found.year, found.month, found.day, found.hour, found.minute, found.offset
        (2025, 7, 4, 13, 30, None)
        >>> find_dates("02/03/2025")
        ()

    """
    whole = span or Span(0, len(text))
    if _ANCHOR.search(text, whole.start, whole.end) is None:
        return ()
    taken: list[DateMention] = []
    has_number = _FOUR_DIGITS.search(text, whole.start, whole.end) is not None
    for finder in (_numeric_dates, _month_dates, _lone_weekdays, _lone_years) if has_number else (_month_dates, _lone_weekdays):
        found = list(finder(text, whole))
        if not found:
            continue
        starts = [mention.span.start for mention in taken]
        fresh = [mention for mention in found if not _is_taken(mention.span, starts, taken)]
        taken = sorted(taken + fresh, key=lambda mention: mention.span.start)
        if taken and taken[0].span == whole:  # a field that is nothing but a date
            break
    return tuple(taken)


def _is_taken(span: Span, starts: list[int], taken: list[DateMention]) -> bool:
    place = bisect_left(starts, span.end)
    return place > 0 and taken[place - 1].span.end > span.start


def _numeric_dates(text: str, whole: Span) -> Iterator[DateMention]:
    if _PARTED_DIGITS.search(text, whole.start, whole.end) is None:
        return
    for match in _NUMERIC.finditer(text, whole.start, whole.end):
        if match[1]:
            year, month, day = int(match[1]), int(match[3]), int(match[4])
        else:
            day, month, year = int(match[5]), int(match[7]), int(match[8])
            if day <= _MONTHS_A_YEAR and month != day:  # two orders are possible: also where the second number is over 12
                if month <= _MONTHS_A_YEAR:
                    continue
                day, month = month, day
        if FIRST_YEAR - 90 <= year <= LAST_YEAR:
            yield from _dated(text, whole, match.start(), match.end(), DateMention(span=whole, year=year, month=month, day=day))


def _month_dates(text: str, whole: Span) -> Iterator[DateMention]:
    end = whole.start
    for word in _months(text, whole).finditer(text, whole.start, whole.end):
        if word.start() < end:
            continue
        for mention in _month_date(text, Span(end, whole.end), word):
            end = mention.span.end
            yield mention


def _months(text: str, whole: Span) -> re.Pattern[str]:
    """The names that can be months in a stretch: other than those that count alone only beside a digit."""
    if _DIGIT.search(text, whole.start, whole.end) is None:
        return _LONE_MONTH
    return _CAPITAL_MONTH if _SMALL_MONTHS.isdisjoint(letter_runs(whole.of(text))) else _MONTH


def _month_date(text: str, room: Span, word: re.Match[str]) -> Iterator[DateMention]:
    """The date around one month name; ``room`` is where it may reach."""
    month = MONTHS[word[0]]
    first = max(room.start, word.start() - _LOOK_BACK)
    before = text[first : word.start()]
    start, end, weekday, day = word.start(), word.end(), None, None
    if (match := _DAY_BEFORE.search(before)) is not None and (match[1] is None or match[1] not in MONTHS):
        weekday, day = WEEKDAYS.get(match[1] or ""), int(match[2])
        start = first + (match.start(1) if weekday is not None else match.start(2))
    elif (match := _DAY_AFTER.match(text, end, room.end)) is not None:
        day, end = int(match[1]), match.end()
        if (named := _WEEKDAY_BEFORE.search(before)) is not None and named[1] in WEEKDAYS:
            weekday, start = WEEKDAYS[named[1]], first + named.start(1)
    year = None
    if (match := _YEAR_AFTER.match(text, end, room.end)) is not None:
        year, end = int(match[1]), match.end()
    if day is None and year is None:
        if _month_stands_alone(text, word, before):
            yield DateMention(span=Span(start, end), month=month)
        return
    yield from _dated(text, room, start, end, DateMention(span=room, year=year, month=month, day=day, weekday=weekday))


def _month_stands_alone(text: str, word: re.Match[str], before: str) -> bool:
    name = word[0]
    if name not in LONE_MONTHS:
        return False
    preposition = _WORD_BEFORE.search(before)
    if preposition is not None and preposition[1].lower() in MONTH_PREPOSITIONS:
        return True
    if _POSSESSIVE_BEFORE.search(before):
        return True
    is_name = name in NAME_MONTHS and _NAME_AFTER.match(text, word.end()) is not None
    return name not in AMBIGUOUS_MONTHS and not is_name


def _lone_weekdays(text: str, whole: Span) -> Iterator[DateMention]:
    for word in _WEEKDAY.finditer(text, whole.start, whole.end):
        yield DateMention(span=Span(word.start(), word.end()), weekday=LONE_WEEKDAYS[word[0]])


def _lone_years(text: str, whole: Span) -> Iterator[DateMention]:
    for match in _YEAR.finditer(text, whole.start, whole.end):
        preposition = _WORD_BEFORE.search(text, max(whole.start, match.start() - _LOOK_BACK), match.start())
        if preposition and preposition[1].lower() in YEAR_PREPOSITIONS and FIRST_YEAR <= int(match[0]) <= LAST_YEAR:
            yield DateMention(span=Span(match.start(), match.end()), year=int(match[0]))


def _dated(text: str, room: Span, start: int, end: int, bare: DateMention) -> Iterator[DateMention]:
    """``bare`` with its place and the clock time after it, if its day exists."""
    if not _exists(bare):
        return
    mention = DateMention(span=Span(start, end), year=bare.year, month=bare.month, day=bare.day, weekday=bare.weekday)
    clock = _TIME.match(text, end, room.end) if bare.is_day else None
    yield mention if clock is None else _with_clock(mention, clock)


def _exists(mention: DateMention) -> bool:
    if mention.month is None or not 1 <= mention.month <= _MONTHS_A_YEAR:
        return False
    if mention.day is None:
        return True
    if 1 <= mention.day <= _SHORTEST_MONTH:
        return True
    leap_year = 2000
    return 1 <= mention.day <= monthrange(mention.year or leap_year, mention.month)[1]


def _with_clock(mention: DateMention, clock: re.Match[str]) -> DateMention:
    hour, minute = int(clock[1] or clock[4]), int(clock[2] or 0)
    second = int(clock[3]) if clock[3] else None
    if clock[5]:
        if not 1 <= hour <= _NOON:
            return mention
        hour = hour % _NOON + (_NOON if clock[5] in "pP" else 0)
    if hour > _LAST_HOUR or max(minute, second or 0) > _LAST_MINUTE:
        return mention
    offset, end = _offset(clock)
    return DateMention(
        span=Span(mention.span.start, end),
        year=mention.year,
        month=mention.month,
        day=mention.day,
        weekday=mention.weekday,
        hour=hour,
        minute=minute,
        second=second,
        offset=offset,
    )


def _offset(clock: re.Match[str]) -> tuple[int | None, int]:
    """Minutes east of UTC and where the clock time ends, without a word that is no known zone."""
    if clock[6]:
        if clock[6] in ZONES:
            return ZONES[clock[6]], clock.end()
        return None, len(clock.string[: clock.start(6)].rstrip(" (\n\t"))
    if clock[7]:
        minutes = int(clock[8]) * 60 + int(clock[9])
        return (minutes if clock[7] == "+" else -minutes), clock.end()
    return None, clock.end()


def date_in_url(url: str) -> DateMention | None:
    """Day or month that an address carries in its path, or ``None``.

    Examples:
        >>> found = date_in_url("https://example.org/2025/07/04/a-title/")
        >>> found and (found.year, found.month, found.day)
        (2025, 7, 4)

    """
    for match in _URL_DATE.finditer(url):
        day = int(match[3]) if match[3] else None
        mention = DateMention(span=Span(match.start(), match.end()), year=int(match[1]), month=int(match[2]), day=day)
        if _exists(mention):
            return mention
    return None


def years_in(text: str, span: Span | None = None) -> tuple[int, ...]:
    """Every number of a text that can be a recent year, in order."""
    whole = span or Span(0, len(text))
    found = (int(match[0]) for match in _YEAR.finditer(text, whole.start, whole.end))
    return tuple(year for year in found if FIRST_YEAR <= year <= LAST_YEAR)


def lacks_only_year(mention: DateMention) -> bool:
    """Whether a mention's year can be inferred: it has a weekday, month and day, and no year."""
    return mention.year is None and None not in (mention.month, mention.day, mention.weekday)


def infer_year(mention: DateMention, years_in_text: Iterable[int]) -> int | None:
    """Year of a weekday with month and day: the first, from the latest year the text mentions, in which they agree.

    ``None`` if a part is missing, the text mentions no year, or none of that and the six following years fits.

    Examples:
        >>> infer_year(find_dates("On Thursday, July 3rd")[0], [1996, 2023])
        2025

    """
    latest = max(years_in_text, default=None)
    if latest is None or mention.month is None or mention.day is None or mention.weekday is None:
        return None
    for year in range(latest, latest + _WEEKDAY_YEARS + 1):
        exists = mention.day <= monthrange(year, mention.month)[1]
        if exists and date(year, mention.month, mention.day).weekday() == mention.weekday:
            return year
    return None


def to_range(mention: DateMention, basis: str, inferred_year: int | None = None) -> DateRange | None:
    """The interval a mention stands for, or ``None`` if its year is unknown.

    A day, month or year is a range of civil days; a clock time with a zone is an instant; one without is
    the two instants between which it lies in any zone on earth. ``inferred_year`` is used, and marked,
    only where the mention has no year.

    Examples:
        >>> to_range(find_dates("in April 2025")[0], "text").latest
        '2025-04-30'
        >>> updated = to_range(find_dates("04-Jul-2025 @ 1:30 pm")[0], "text")
        >>> updated.earliest, updated.latest, updated.written
        ('2025-07-03T23:30:00Z', '2025-07-05T01:30:00Z', '2025-07-04T13:30')

    """
    year = mention.year if mention.year is not None else inferred_year
    if year is None or (mention.month is None and mention.year is None):
        return None
    is_inferred = mention.year is None
    if mention.hour is not None and mention.month is not None and mention.day is not None:
        return _clock_range(mention, datetime(year, mention.month, mention.day, tzinfo=UTC), basis)
    first_month, last_month = mention.month or 1, mention.month or 12
    first = date(year, first_month, mention.day or 1)
    last = first if mention.day else date(year, last_month, monthrange(year, last_month)[1])
    parts = [f"{year:04d}"] + [f"{part:02d}" for part in (mention.month, mention.day) if part is not None]
    return DateRange(
        earliest=first.isoformat(),
        latest=last.isoformat(),
        timezone=None,
        basis=basis,
        written="-".join(parts),
        year_inferred=is_inferred,
    )


def _clock_range(mention: DateMention, day: datetime, basis: str) -> DateRange:
    moment = day + timedelta(hours=mention.hour or 0, minutes=mention.minute or 0, seconds=mention.second or 0)
    written = moment.replace(tzinfo=None).isoformat(timespec="minutes" if mention.second is None else "seconds")
    early, late, zone = _EASTERNMOST, -_WESTERNMOST, None
    if mention.offset is not None:
        early = late = timedelta(minutes=mention.offset)
        zone = zone_name(mention.offset)
    return DateRange(
        earliest=_utc(moment - early),
        latest=_utc(moment - late),
        timezone=zone,
        basis=basis,
        written=written,
        year_inferred=mention.year is None,
    )


def zone_name(offset: int) -> str:
    """Name of an offset from UTC in minutes: ``UTC``, ``+05:30``."""
    if offset == 0:
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f"{'+' if offset > 0 else '-'}{hours:02d}:{minutes:02d}"


def _utc(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
