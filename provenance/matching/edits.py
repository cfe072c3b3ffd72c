"""Every difference between two documents that share a text, classified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from provenance.matching.align import Coded, steps
from provenance.matching.blocks import BlockGroup
from provenance.matching.layout import Layout, Place
from provenance.matching.style import change_class
from provenance.model import EditClass, EditKind, EditUnit, Role
from provenance.model.edit_rows import CHANGES, CLASSES, NOWHERE, UNITS
from provenance.text.words import fold_space

Row = tuple[int, int, int, int, int, int, int, int, int]
"""An edit in numbers, as ``EditRows`` keeps it."""
Side = tuple[int, int, int]
"""Number of the block, start and end."""

_BLOCK, _TOKEN = UNITS.index(EditUnit.BLOCK), UNITS.index(EditUnit.TOKEN)
_KINDS = {kind: number for number, kind in enumerate(CHANGES)}
_CLASSES = {name: number for number, name in enumerate(CLASSES)}
_SUBSTITUTED = _KINDS[EditKind.SUBSTITUTION]
_DELETED = (_TOKEN, _KINDS[EditKind.DELETION], _CLASSES[EditClass.WORDING])
_INSERTED = (_TOKEN, _KINDS[EditKind.INSERTION], _CLASSES[EditClass.WORDING])
_ROLE_CLASS = {
    Role.TITLE: EditClass.TITLE,
    Role.SUBTITLE: EditClass.TITLE,
    Role.BODY: EditClass.PARAGRAPH,
    Role.QUOTATION_BLOCK: EditClass.PARAGRAPH,
    Role.HEADING: EditClass.HEADING,
    Role.EMBED: EditClass.EMBED,
    Role.CAPTION: EditClass.EMBED,
    Role.CREDIT: EditClass.CREDIT,
    Role.BYLINE: EditClass.CREDIT,
    Role.DATELINE: EditClass.CREDIT,
    Role.DISCLAIMER: EditClass.DISCLAIMER,
    Role.CHROME: EditClass.CHROME,
    Role.COMMENT: EditClass.CHROME,
    Role.OTHER: EditClass.CHROME,
}
"""Class of the edit that adds or drops a whole block of a role."""


def edits(left: Layout, right: Layout, groups: Sequence[BlockGroup]) -> list[Row]:
    """All differences, read from the left text to the right one, in order of place.

    Differences of white space alone are none.
    """
    found = [*_block_edits(left, right, groups)]
    for group in groups:
        found.extend(_token_edits(left, right, group))
    found.sort(key=_place)
    return found


def _place(edit: Row) -> tuple[int, int, str]:
    left, right = edit[4], edit[7]
    return (left if left >= 0 else right, right, CLASSES[edit[2]])


def _row(unit: int, name: EditClass, left: Side, right: Side) -> Row:
    kind = EditKind.INSERTION if left is NOWHERE else EditKind.DELETION if right is NOWHERE else EditKind.SUBSTITUTION
    return (unit, _KINDS[kind], _CLASSES[name], *left, *right)


def _block_edits(left: Layout, right: Layout, groups: Sequence[BlockGroup]) -> Iterator[Row]:
    matched = (
        {left.compared[at] for group in groups for at in group.left},
        {right.compared[at] for group in groups for at in group.right},
    )
    here, there = (
        [*(place for place in text.places if place.block not in numbers), *text.asides]
        for text, numbers in zip((left, right), matched, strict=True)
    )
    # Blocks outside the body that stand word for word on both sides are no difference.
    both = Counter(left.folded[place] for place in here) & Counter(right.folded[place] for place in there)
    here, there = _minus(here, left, both.copy()), _minus(there, right, both.copy())
    titles = _title(here), _title(there)
    if titles[0] and titles[1]:
        yield _row(_BLOCK, EditClass.TITLE, _side(titles[0]), _side(titles[1]))
        here.remove(titles[0])
        there.remove(titles[1])
    for place in here:
        yield _row(_BLOCK, _ROLE_CLASS[place.role], _side(place), NOWHERE)
    for place in there:
        yield _row(_BLOCK, _ROLE_CLASS[place.role], NOWHERE, _side(place))
    for group in groups:
        if group.moved:
            yield _moved(left, right, group)


def _minus(places: Iterable[Place], text: Layout, both: Counter[str]) -> list[Place]:
    rest = []
    for place in places:
        words = text.folded[place]
        if both[words] > 0:
            both[words] -= 1
        else:
            rest.append(place)
    return rest


def _title(places: Iterable[Place]) -> Place | None:
    return next((place for place in places if place.role is Role.TITLE), None)


def _side(place: Place) -> Side:
    return place.block, place.start, place.end


def _moved(left: Layout, right: Layout, group: BlockGroup) -> Row:
    here, there = (
        [text.places[text.compared[at]] for at in indexes] for text, indexes in ((left, group.left), (right, group.right))
    )
    sides = ((side[0].block, side[0].start, side[-1].end) for side in (here, there))
    one, other = sides
    return (_BLOCK, _KINDS[EditKind.MOVE], _CLASSES[_ROLE_CLASS[here[0].role]], *one, *other)


def _token_edits(left: Layout, right: Layout, group: BlockGroup) -> list[Row]:
    if len(group.left) == len(group.right) == 1 and left.own_texts[group.left[0]] == right.own_texts[group.right[0]]:
        return []
    here, there = _words(left, group.left), _words(right, group.right)
    found: list[Row] = []
    for tag, start, end, other, other_end in steps(_codes(left, here), _codes(right, there)):
        if tag == "equal":
            if not _are_alike(left, right, (here[start], here[end - 1]), (there[other], there[other_end - 1])):
                found += _written_edits(left, right, here[start:end], there[other:other_end])
        elif end - start == other_end - other:
            found += [_word_edit(left, right, *words) for words in zip(here[start:end], there[other:other_end], strict=True)]
        else:
            found += [(*_DELETED, *_span(left, *words), *NOWHERE) for words in _block_runs(left, here[start:end])]
            found += [(*_INSERTED, *NOWHERE, *_span(right, *words)) for words in _block_runs(right, there[other:other_end])]
    return found


def _words(text: Layout, blocks: Sequence[int]) -> Sequence[int]:
    """The words of some blocks."""
    if blocks[-1] - blocks[0] == len(blocks) - 1:
        return range(text.block_words[blocks[0]].start, text.block_words[blocks[-1]].stop)
    return [word for block in blocks for word in text.block_words[block]]


def _codes(text: Layout, words: Sequence[int]) -> Coded:
    if isinstance(words, range):
        return text.codes[words.start : words.stop]
    return "".join(text.codes[word] for word in words) if isinstance(text.codes, str) else [text.codes[word] for word in words]


def _word_edit(left: Layout, right: Layout, one: int, other: int) -> Row:
    start, end, there, there_end = left.starts[one], left.ends[one], right.starts[other], right.ends[other]
    name = _CLASSES[change_class(left.text[start:end], right.text[there:there_end])]
    return (_TOKEN, _SUBSTITUTED, name, left.block_numbers[one], start, end, right.block_numbers[other], there, there_end)


def _span(text: Layout, first: int, last: int) -> Side:
    """Where some words stand, the last one included."""
    return text.block_numbers[first], text.starts[first], text.ends[last]


def _block_runs(text: Layout, words: Sequence[int]) -> list[tuple[int, int]]:
    """First and last word of the runs of consecutive words within one block."""
    if not words:
        return []
    numbers = text.block_numbers
    if isinstance(words, range) and numbers[words[0]] == numbers[words[-1]]:
        return [(words[0], words[-1])]
    breaks = [at for at in range(1, len(words)) if words[at] != words[at - 1] + 1 or numbers[words[at]] != numbers[words[at - 1]]]
    return [(words[first], words[last - 1]) for first, last in pairwise([0, *breaks, len(words)])]


def _are_alike(left: Layout, right: Layout, here: tuple[int, int], there: tuple[int, int]) -> bool:
    """Whether all is the same that is written from a first word to a last one, which is included."""
    return left.text[left.starts[here[0]] : left.ends[here[1]]] == right.text[right.starts[there[0]] : right.ends[there[1]]]


def _written_edits(left: Layout, right: Layout, here: Sequence[int], there: Sequence[int]) -> Iterator[Row]:
    """Words that match when normalised but are written differently, and the punctuation between them.

    Runs written alike have none: halves of halves are looked at only where they are not.
    """
    last = len(here) - 1
    waiting = [(0, len(here))]
    while waiting:
        start, end = waiting.pop()
        to = min(end, last)
        if _are_alike(left, right, (here[start], here[to]), (there[start], there[to])):
            continue
        if end - start > 1:
            middle = (start + end) // 2
            waiting += ((middle, end), (start, middle))
            continue
        one, other = here[start], there[start]
        if not _are_alike(left, right, (one, one), (other, other)):
            yield _word_edit(left, right, one, other)
        if start < last:
            yield from _gap_edits(left, right, (one, here[start + 1]), (other, there[start + 1]))


def _gap_edits(left: Layout, right: Layout, here: tuple[int, int], there: tuple[int, int]) -> Iterator[Row]:
    """The punctuation between two words that follow each other in one block of each text."""
    sides = []
    for text, (word, following) in ((left, here), (right, there)):
        if following != word + 1 or text.block_numbers[word] != text.block_numbers[following]:
            return
        sides.append((text.block_numbers[word], text.ends[word], text.starts[following]))
    gaps = left.text[sides[0][1] : sides[0][2]], right.text[sides[1][1] : sides[1][2]]
    if gaps[0] == gaps[1] or fold_space(gaps[0]) == fold_space(gaps[1]):
        return
    if gaps[0] and gaps[1]:
        yield _row(_TOKEN, EditClass.HOUSE_STYLE_PUNCTUATION, sides[0], sides[1])
