"""Names of months, weekdays and time zones, and the words that stand around a date."""

from __future__ import annotations

from types import MappingProxyType

_ENGLISH_MONTHS = "January February March April May June July August September October November December".split()
_ENGLISH_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_FOREIGN_MONTHS = (
    "januar februar märz april mai juni juli august september oktober november dezember".split(),
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
)
_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SHORT_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_FOREIGN_DAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonntag".split(),
    "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "lunes martes miércoles jueves viernes sábado domingo".split(),
    "lunedì martedì mercoledì giovedì venerdì sabato domenica".split(),
)


def _cased(names: list[str], first: int = 0) -> dict[str, int]:
    """Numbers of names in title case and in capitals."""
    return {form: number for number, name in enumerate(names, first) for form in (name.capitalize(), name.upper())}


def _foreign(tables: tuple[list[str], ...], first: int = 0) -> dict[str, int]:
    """Numbers of names in lower and title case; the first table (German) only in title case."""
    found: dict[str, int] = {}
    for index, names in enumerate(tables):
        for number, name in enumerate(names, first):
            found[name.capitalize()] = number
            if index:
                found[name] = number
    return found


MONTHS = MappingProxyType(
    _foreign(_FOREIGN_MONTHS, 1) | _cased(_ENGLISH_SHORT, 1) | _cased(["Sept"], 9) | _cased(_ENGLISH_MONTHS, 1)
)
"""Month number by name as written: English (also short and in capitals), German, French, Spanish, Portuguese, Italian."""

LONE_MONTHS = MappingProxyType({name: number for number, name in enumerate(_ENGLISH_MONTHS, 1)})
"""Month names that may stand alone, without a day or a year."""

AMBIGUOUS_MONTHS = frozenset({"March", "May"})
"""Months that are common words too: alone they need a preposition or a possessive before them."""
NAME_MONTHS = frozenset({"April", "May", "June", "August", "March"})
"""Months that are also given names: alone and before a capital they need a preposition."""

WEEKDAYS = MappingProxyType(
    _foreign(_FOREIGN_DAYS)
    | _cased(_SHORT_DAYS)
    | _cased(["Tues"], 1)
    | _cased(["Thur"], 3)
    | _cased(["Thurs"], 3)
    | _cased(_ENGLISH_DAYS)
)
"""Weekday (Monday is 0) by name as written."""
LONE_WEEKDAYS = MappingProxyType(_cased(_ENGLISH_DAYS))
"""Weekdays that may stand alone; short forms (``Sun``, ``Sat``) and other languages' may not."""

ZONES = MappingProxyType(
    {
        "Z": 0,
        "UTC": 0,
        "GMT": 0,
        "UT": 0,
        "EST": -300,
        "EDT": -240,
        "CST": -360,
        "CDT": -300,
        "MST": -420,
        "MDT": -360,
        "PST": -480,
        "PDT": -420,
        "CET": 60,
        "CEST": 120,
    }
)
"""Minutes east of UTC of the zones RFC 2822 names (section 4.3), and of central European time. Others (``IST``, ``BST``)
mean several zones and are not read."""

MONTH_PREPOSITIONS = frozenset("in since last by until till from during through this next early late mid of after before".split())
"""Words before a lone month that make it a date."""
YEAR_PREPOSITIONS = frozenset("in since by from until before after during en depuis seit desde dal nel em jahr année año".split())
"""Words before a lone year that make it a date."""
