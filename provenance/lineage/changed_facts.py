"""Numbers, names and days that copies of one text give differently: read from the edits, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from provenance.grouping import connected
from provenance.lineage.disputes import dispute
from provenance.model import Divergence, Edit, EditClass, EditKind, EditUnit, Reading, Reuse, Span
from provenance.text.calendar_words import MONTHS, WEEKDAYS
from provenance.text.sentences import sentences
from provenance.text.stems import FUNCTION_WORDS
from provenance.text.words import normalise_word

_CONTEXT = 4
"""Words shown on either side of what was changed."""


def changed_facts(
    texts: Mapping[str, str], reuses: Iterable[Reuse], groups: Mapping[str, str], known: Iterable[Divergence]
) -> tuple[Divergence, ...]:
    """One divergence per fact that was changed between copies, sorted by kind and first place.

    A substitution of a number by another number, of a name by another name, or of a day or month by another is a changed fact;
    house style is not. Places that ``known`` divergences list already are left out. ``texts`` are those of the documents, by id.
    """
    listed = {(reading.document, reading.span.start) for divergence in known for reading in divergence.readings}
    readings: dict[str, Reading] = {}
    kinds: dict[str, str] = {}
    joins: list[tuple[str, str]] = []
    for reuse in reuses:
        for edit in reuse.edits:
            kind = fact_kind(edit)
            if kind is None or edit.left is None or edit.right is None:
                continue
            sides = (
                _reading(reuse.left, edit.left, edit.left_block, texts),
                _reading(reuse.right, edit.right, edit.right_block, texts),
            )
            if any((side.document, side.span.start) in listed or _starts_sentence(side, kind, texts) for side in sides):
                continue
            names = tuple(f"{side.document}\0{side.span.start:09}" for side in sides)
            readings.update(zip(names, sides, strict=True))
            kinds.update(dict.fromkeys(names, kind))
            joins.append((names[0], names[1]))
    found = [
        dispute(kinds[group[0]], _topic(readings[group[0]], texts), [readings[name] for name in group], groups)
        for group in connected((), joins)
    ]
    return tuple(sorted(found, key=lambda item: (item.kind, [(reading.document, reading.span) for reading in item.readings])))


def fact_kind(edit: Edit) -> str | None:
    """``number``, ``date`` or ``name`` if a word edit replaces one such word by another, else ``None``."""
    if edit.kind is not EditKind.SUBSTITUTION or edit.unit is not EditUnit.TOKEN or edit.edit_class is not EditClass.WORDING:
        return None
    left, right = edit.left_text or "", edit.right_text or ""
    norms = normalise_word(left), normalise_word(right)
    if all(norm[:1].isdigit() for norm in norms):
        return "number"
    if all(word in MONTHS or word in WEEKDAYS for word in (left, right)):
        return "date"
    if all(word[:1].isupper() and norm not in FUNCTION_WORDS for word, norm in zip((left, right), norms, strict=True)):
        return "name"
    return None


def _reading(document: str, span: Span, block: str | None, texts: Mapping[str, str]) -> Reading:
    words = span.of(texts[document])
    return Reading(document=document, block=block or "", span=span, text=words, value=normalise_word(words))


def _starts_sentence(reading: Reading, kind: str, texts: Mapping[str, str]) -> bool:
    """Whether a capital may only mark the beginning of a sentence."""
    if kind != "name":
        return False
    text = texts[reading.document]
    before = text[: reading.span.start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n" or before.endswith("\n")


def _topic(reading: Reading, texts: Mapping[str, str]) -> str:
    """The words around the change, as the first reading has them."""
    text = texts[reading.document]
    around = Span(max(0, reading.span.start - 200), min(len(text), reading.span.end + 200))
    sentence = next((part for part in sentences(text, around) if part.start <= reading.span.start < part.end), reading.span)
    before = text[sentence.start : reading.span.start].split()[-_CONTEXT:]
    after = text[reading.span.end : sentence.end].split()[:_CONTEXT]
    return " ".join([*before, "…", *after]).strip(" ,.;:")
