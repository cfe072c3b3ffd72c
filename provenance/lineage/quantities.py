"""Quantities: numbers with what they count, and when two of them contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from provenance.lineage.attribution import SAYING
from provenance.lineage.mentions import Dates, Mention, stems_around
from provenance.lineage.statements import Statement
from provenance.model import Document, Span
from provenance.text.stems import FUNCTION_WORDS, content_stems

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?\Z")
_COMPOUND = re.compile(r"(\d+)-([a-z]+(?:-[a-z]+)*)\Z")
_MULTIPLES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WRITTEN = re.compile(r"\S+")
_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_PERCENT = frozenset({"percent", "per", "percentage"})
_APPROXIMATE = frozenset(
    "about around nearly almost some roughly approximately over under than least most to estimated circa between maybe "
    "another other first last next every each top only than more fewer less".split()
)
"""Words before a number that make it no exact count of the whole: bounds, estimates, and parts."""
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_CLOCK = frozenset({"am", "pm", "oclock", "o'clock", "gmt", "est", "et", "bst"})
_UNIT_STEMS = 2
"""Content stems after a number that can name what it counts: “43 missing students”."""
_YEARS = range(1800, 2100)
"""Bare numbers that are most likely years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An exact number and what it may count, the nearest word first; ``amount`` keeps the digits as written."""

    amount: Decimal
    units: tuple[str, ...]

    def __str__(self) -> str:
        """The number without exponent.

        Examples:
            >>> str(Quantity(amount=Decimal("1.5E+6"), units=("dollar",)))
            '1500000'

        """
        return f"{self.amount:f}" if self.amount % 1 else f"{self.amount:.0f}"

    def contradicts(self, other: Quantity) -> bool:
        """Whether both count the same kind of thing and neither rounds to the other.

        Examples:
            >>> four, five = (Quantity(amount=Decimal(count), units=("soldier",)) for count in (4, 5))
            >>> four.contradicts(five), four.contradicts(Quantity(amount=Decimal(5), units=("tank",)))
            (True, False)
            >>> about, precise = (Quantity(amount=Decimal(count), units=("girl",)) for count in (300, 276))
            >>> about.contradicts(precise)
            False

        """
        if self.amount == other.amount or not self.same_unit(other):
            return False
        return not (_rounds_to(self.amount, other.amount) or _rounds_to(other.amount, self.amount))

    def is_comparable(self, other: Quantity) -> bool:
        """Whether both count the same kind of thing."""
        return self.same_unit(other)

    def same_unit(self, other: Quantity) -> bool:
        """Whether the nearest unit word of one is among those of the other."""
        return self.units[0] in other.units or other.units[0] in self.units


def number_mentions(document: Document, statements: Sequence[Statement], dates: Dates) -> Iterator[Mention[Quantity]]:
    """Exact numbers with a unit in a document's prose, in text order.

    Left out: dates, years, times, approximations and bounds (about 500, at least 12), ordinals, and numbers that are part of
    a name (Boeing 777).
    """
    for statement in statements:
        found = _quantities(document.text, statement) if statement.has_numeral and statement.prose else []
        taken = [date.span for date in dates.get(statement.span, ())]
        found = [item for item in found if not any(item[0].overlap(date) for date in taken)]
        places = [place for place, _ in found]
        for place, quantity in found:
            yield Mention(
                document=document.id,
                block=statement.block,
                sentence=statement.span,
                place=place,
                text=place.of(document.text),
                value=quantity,
                stems=stems_around(statement, place, places),
                others=tuple(other for _, other in found if other != quantity),
            )


def _quantities(text: str, statement: Statement) -> list[tuple[Span, Quantity]]:
    found = []
    for place, norm in enumerate(statement.norms):
        if norm[0].isdigit() and not _is_approximate(statement, place) and not _in_name(text, statement, place):
            quantity = _quantity(text, statement, place)
            if quantity is not None:
                found.append(quantity)
    return found


def _quantity(text: str, statement: Statement, place: int) -> tuple[Span, Quantity] | None:
    """The number at word ``place`` with its multiple and units, or ``None`` if it counts nothing."""
    norms = statement.norms
    compound = _COMPOUND.match(norms[place])
    digits = compound[1] if compound else norms[place]
    amount = _amount(digits)
    if amount is None:
        return None
    following = place + 1
    scale = 1
    if not compound and following < len(norms) and norms[following] in _MULTIPLES:
        scale = _MULTIPLES[norms[following]]
        following += 1
    units = _units(text, statement, place, following, compound[2] if compound else "")
    if not units or (scale == 1 and "," not in digits and units[0] not in _CURRENCY.values() and amount in _YEARS):
        return None
    return _place(text, statement, place, following), Quantity(amount=amount * scale, units=units)


def _place(text: str, statement: Statement, place: int, following: int) -> Span:
    """From the number to the end of its last word, without the space behind it."""
    end = statement.starts[following] if following < len(statement.starts) else statement.span.end
    return Span(
        statement.starts[place], statement.starts[place] + len(text[statement.starts[place] : end].rstrip(' \t\n,.;:!?)”"—–-'))
    )


def _units(text: str, statement: Statement, place: int, following: int, compound: str) -> tuple[str, ...]:
    if compound:
        noun = content_stems(statement.norms[following : following + 1])[:1]
        return () if compound in _ORDINALS else (" ".join((compound, *noun)),)
    if text[statement.starts[place] - 1 : statement.starts[place]] == ":":
        return ()
    sign = text[statement.starts[place] - 1 : statement.starts[place]]
    if sign in _CURRENCY:
        return (_CURRENCY[sign],)
    behind = statement.norms[following : following + _UNIT_STEMS]
    written = _WRITTEN.match(text, statement.starts[place])
    if (written and written[0].rstrip(".,;)").endswith("%")) or (behind and behind[0] in _PERCENT):
        return ("percent",)
    units: list[str] = []
    for norm in behind:
        if norm in FUNCTION_WORDS or norm in SAYING or norm in _CLOCK or norm[0].isdigit():
            break
        units.extend(content_stems((norm,)))
    return tuple(units)


def _amount(digits: str) -> Decimal | None:
    return Decimal(digits.replace(",", "")) if _NUMBER.match(digits) else None


def _is_approximate(statement: Statement, place: int) -> bool:
    return not _APPROXIMATE.isdisjoint(statement.norms[max(0, place - 2) : place])


def _in_name(text: str, statement: Statement, place: int) -> bool:
    """Whether a capitalised word stands right before the number, inside the sentence: it is then part of a name."""
    if place == 0:
        return False
    before = statement.starts[place - 1]
    return place > 1 and text[before].isupper() and text[before : statement.starts[place]].rstrip().isalnum()


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Whether ``rounded`` has trailing zeros and is ``exact`` to that many places."""
    written = f"{rounded.normalize():E}"
    digits = len(written.partition("E")[0].replace(".", "").replace("-", ""))
    places = Decimal(1).scaleb(rounded.adjusted() - digits + 1)
    return places > 1 and abs(exact - rounded) <= places / 2
