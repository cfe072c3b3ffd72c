"""Disputes: what several texts read on one point, put side by side in neutral words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from provenance.model import Divergence, Reading

LISTED = 5
"""Most documents a note names for one reading; the readings themselves list all."""


def dispute(kind: str, topic: str, readings: Sequence[Reading], groups: Mapping[str, str]) -> Divergence:
    """A divergence from its readings; ``groups`` maps a document to its independent text.

    Witnesses are the independent texts behind the readings that take a side; copies of one text are one witness.

    Examples:
        >>> from provenance.model import Span
        >>> def read(document, value):
        ...     return Reading(document=document, block=f"{document}:p01", span=Span(0, 9), text=value, value=value)
        >>> found = dispute("date", "fire", [read("a", "1 May"), read("b", "1 May"), read("c", "2 May")], {"b": "a"})
        >>> found.witnesses
        2
        >>> found.note.split(". ")[0]
        '“1 May” in a and b (copies of one text: one witness); “2 May” in c'

    """
    ordered = tuple(sorted(readings, key=lambda reading: (reading.document, reading.span, reading.value or "")))
    sides = [reading for reading in ordered if not reading.compatible]
    witnesses = len({groups.get(reading.document, reading.document) for reading in sides})
    parts = [_side(value, [reading for reading in sides if reading.value == value], groups) for value in _values(sides)]
    note = "; ".join(parts) + "."
    coarse = [f"“{reading.text}” in {reading.document}" for reading in ordered if reading.compatible]
    if coarse:
        note += f" Too coarse to take a side: {_listed(coarse)}."
    note += " " + _weight(witnesses, sides) + " Nothing here decides which reading is right."
    return Divergence(kind=kind, topic=topic, readings=ordered, witnesses=witnesses, note=note)


def _values(readings: Sequence[Reading]) -> list[str | None]:
    return list(dict.fromkeys(reading.value for reading in readings))


def _side(value: str | None, readings: Sequence[Reading], groups: Mapping[str, str]) -> str:
    texts = {groups.get(reading.document, reading.document) for reading in readings}
    documents = list(dict.fromkeys(reading.document for reading in readings))
    written = " / ".join(f"“{text}”" for text in dict.fromkeys(reading.text for reading in readings))
    if value and not any(character.isdigit() for character in written) and any(character.isdigit() for character in value):
        written += f" ({value})"
    side = f"{written} in {_listed(documents)}"
    if len(documents) > 1:
        side += " (copies of one text: one witness)" if len(texts) == 1 else f" ({_count(len(texts))} independent texts)"
    return side


def _weight(witnesses: int, sides: Sequence[Reading]) -> str:
    if witnesses > 1:
        return f"{_count(witnesses).capitalize()} independent texts take a side."
    if len({reading.document for reading in sides}) > 1:
        return "All of them are copies of one text, so one of the copies was changed."
    return "The document disagrees with itself."


def _listed(names: Sequence[str]) -> str:
    if len(names) > LISTED:
        return ", ".join(names[: LISTED - 1]) + f" and {len(names) - LISTED + 1} more"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _count(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else str(number)
