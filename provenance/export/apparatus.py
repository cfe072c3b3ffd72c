"""The critical apparatus of a family: one copy's text, and at each place what the other copies have there instead.

As textual scholars print it (Maas 1927; TEI P5, chapter 12): the readings of all witnesses against one base, each with the
witnesses that have it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from provenance.export.families import containment, copy_min_containment
from provenance.model import (
    BOILERPLATE_EDITS,
    COMPARED_ROLES,
    HOUSE_STYLE,
    Block,
    Document,
    Edit,
    EditClass,
    EditKind,
    EditUnit,
    Findings,
    Reuse,
    Span,
)
from provenance.text.words import split_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnessed:
    """A reading and the documents that have it, by id, sorted; ``text`` is empty where they leave the words out."""

    text: str
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A place in the base where at least one witness differs; ``place`` is empty where the base has nothing.

    ``whole`` says that whole paragraphs are concerned, ``style`` that all readings differ in house style only. ``readings`` are
    those that differ from the base, by their first witness; every witness that is in none of them agrees with the base.
    """

    block: str
    place: Span
    whole: bool
    style: bool
    readings: tuple[Witnessed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apparatus:
    """The apparatus of a family: the id of the base, the witnesses collated with it, those that have too little of it; sorted.

    ``variants`` follow the text of the base. Paragraphs that stand in another order are no variants.
    """

    base: str
    witnesses: tuple[str, ...]
    left_out: tuple[str, ...]
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """What one witness has in place of some words of the base."""

    witness: str
    block: str
    place: Span
    text: str
    whole: bool
    style: bool


def apparatus_of(family: Findings) -> Apparatus | None:
    """The apparatus of the documents of a result that share copied text; ``None`` if no two share enough.

    The base is the document that most others can be compared with, of several the one with the longest text. It is no better than
    the others: which text was first is the tree's to say.
    """
    copies = [pair.reuse for pair in family.pairs if pair.reuse.is_copy]
    documents = {document.id: document for document in family.documents if not document.text_left_out}
    copies = [reuse for reuse in copies if reuse.left in documents and reuse.right in documents]
    least = copy_min_containment(family)
    alike = [reuse for reuse in copies if containment(reuse) >= least]
    if not alike:
        return None
    base = _base(alike, documents)
    collated = {_other(reuse, base.id): reuse for reuse in alike if base.id in {reuse.left, reuse.right}}
    changes = [change for name, reuse in sorted(collated.items()) for change in _changes(reuse, base, documents[name])]
    order = {block.id: number for number, block in enumerate(base.blocks)}
    variants = sorted(
        (variant for group in _groups(changes) for variant in [_variant(group, base)] if variant.readings),
        key=lambda variant: (order[variant.block], variant.place, not variant.whole),
    )
    every = {name for reuse in copies for name in (reuse.left, reuse.right)}
    return Apparatus(
        base=base.id,
        witnesses=tuple(sorted({base.id, *collated})),
        left_out=tuple(sorted(every - {base.id, *collated})),
        variants=tuple(variants),
    )


def _base(copies: Iterable[Reuse], documents: Mapping[str, Document]) -> Document:
    partners: dict[str, int] = {}
    for reuse in copies:
        for name in (reuse.left, reuse.right):
            partners[name] = partners.get(name, 0) + 1
    lengths = {name: sum(len(block.span.of(documents[name].text)) for block in _compared(documents[name])) for name in partners}
    return documents[min(partners, key=lambda name: (-partners[name], -lengths[name], name))]


def _compared(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.role in COMPARED_ROLES]


def _other(reuse: Reuse, name: str) -> str:
    return reuse.right if reuse.left == name else reuse.left


def _changes(reuse: Reuse, base: Document, witness: Document) -> Iterator[_Change]:
    """Everything in which a witness differs from the base, but for the order of paragraphs and what stands around the text."""
    is_left = reuse.left == base.id
    blocks = (
        {match.right: match.left for match in reuse.blocks} if is_left else {match.left: match.right for match in reuse.blocks}
    )
    sides = [_Sides.of(edit, is_left=is_left) for edit in reuse.edits if _is_of_text(edit)]
    for each in sides:
        block, place = each.block, each.place
        if place is None or block is None:
            found = _added_at(each, sides, blocks, base, witness)
            if found is None:
                continue
            block, place = found
        yield _Change(witness.id, block, place, each.text, each.whole, each.edit_class in HOUSE_STYLE)


@dataclass(frozen=True, slots=True)
class _Sides:
    """An edit read from the base to a witness."""

    edit_class: EditClass
    whole: bool
    block: str | None
    place: Span | None
    there_block: str | None
    there: Span | None
    text: str

    @classmethod
    def of(cls, edit: Edit, *, is_left: bool) -> _Sides:
        here = (edit.left_block, edit.left, edit.left_text)
        there = (edit.right_block, edit.right, edit.right_text)
        (block, place, _), (there_block, there_place, text) = (here, there) if is_left else (there, here)
        return cls(edit.edit_class, edit.unit is EditUnit.BLOCK, block, place, there_block, there_place, text or "")


def _is_of_text(edit: Edit) -> bool:
    if edit.kind is EditKind.MOVE:
        return False
    return edit.edit_class not in BOILERPLATE_EDITS or edit.edit_class is EditClass.TITLE


def _added_at(
    added: _Sides, sides: Sequence[_Sides], blocks: Mapping[str, str], base: Document, witness: Document
) -> tuple[str, Span] | None:
    """Block and place of the base where a witness has words, or a paragraph, that the base has not; ``None`` if none is known."""
    if added.there is None or added.there_block is None:
        return None
    if added.whole:
        before = [block.id for block in witness.blocks if block.span.end <= added.there.start and block.id in blocks]
        anchor = base.block_by_id.get(blocks[before[-1]]) if before else next(iter(_compared(base)), None)
        if anchor is None:
            return None
        at = anchor.span.end if before else anchor.span.start
        return anchor.id, Span(at, at)
    home = base.block_by_id.get(blocks.get(added.there_block, ""))
    if home is None:
        return None
    inside = [each for each in sides if not each.whole]
    there = _kept_words(witness, witness.block_by_id[added.there_block].span, inside, attrgetter("there"))
    here = _kept_words(base, home.span, inside, attrgetter("place"))
    number = bisect_left(there, added.there.start)
    at = here[number] if number < len(here) else home.span.end
    return home.id, Span(at, at)


def _kept_words(document: Document, block: Span, sides: Sequence[_Sides], side: Callable[[_Sides], Span | None]) -> list[int]:
    """Where the words of a block begin that the other text has too, and those that stand for other words there: one for one.

    They follow each other as their partners do there: by them a place in one text is found in the other.
    """
    own = [(span, each) for each in sides if (span := side(each)) is not None and block.start <= span.start < block.end]
    replaced = [span.start for span, each in own if each.place is not None and each.there is not None]
    words = split_words(block.of(document.text))
    places = zip(words.starts, words.ends, strict=True)
    kept = [
        block.start + start
        for start, end in places
        if not any(span.start < block.start + end and block.start + start < span.end for span, _ in own)
    ]
    return sorted([*kept, *replaced])


def _groups(changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    """Changes of places that overlap, or of the same empty place; whole paragraphs apart from words."""
    group: list[_Change] = []
    end = -1
    for change in sorted(changes, key=lambda each: (each.whole, each.place, each.witness, each.text)):
        is_same = group and change.whole == group[0].whole and (change.place.start < end or change.place == group[0].place)
        if group and not is_same:
            yield group
            group, end = [], -1
        group.append(change)
        end = max(end, change.place.end)
    if group:
        yield group


def _variant(group: Sequence[_Change], base: Document) -> Variant:
    place = Span(min(each.place.start for each in group), max(each.place.end for each in group))
    lemma = " ".join(place.of(base.text).split())
    readings: dict[str, list[str]] = {}
    for witness in sorted({each.witness for each in group}):
        read = _read(place, [each for each in group if each.witness == witness], base.text)
        if read != lemma:
            readings.setdefault(read, []).append(witness)
    return Variant(
        block=group[0].block,
        place=place,
        whole=group[0].whole,
        style=all(each.style for each in group),
        readings=tuple(
            Witnessed(text=text, witnesses=tuple(witnesses))
            for text, witnesses in sorted(readings.items(), key=lambda item: (item[1], item[0]))
        ),
    )


def _read(place: Span, changes: Sequence[_Change], text: str) -> str:
    """What a witness has at a place of the base, white space folded."""
    parts, at = [], place.start
    for change in changes:
        parts += [text[at : change.place.start], f" {change.text} " if change.place.start == change.place.end else change.text]
        at = max(at, change.place.end)
    return " ".join("".join([*parts, text[at : place.end]]).split())
