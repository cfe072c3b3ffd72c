"""How one text differs from another, counted and put into words: added, cut, changed; the surroundings apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from provenance.model import BOILERPLATE_EDITS, HOUSE_STYLE, Edit, EditClass, EditKind, EditUnit, Reuse
from provenance.render.wording import plural

_NOUNS = {
    EditClass.PARAGRAPH: ("paragraph", "paragraphs"),
    EditClass.EMBED: ("embedded post", "embedded posts"),
    EditClass.HEADING: ("heading", "headings"),
    EditClass.TITLE: ("title", "titles"),
    EditClass.CREDIT: ("credit line", "credit lines"),
    EditClass.DISCLAIMER: ("legal notice", "legal notices"),
    EditClass.CHROME: ("line of page furniture", "lines of page furniture"),
    EditClass.MARKUP: ("change of mark-up", "changes of mark-up"),
    EditClass.WORDING: ("wording", "wordings"),
    EditClass.HOUSE_STYLE_SPELLING: ("spelling", "spellings"),
    EditClass.HOUSE_STYLE_PUNCTUATION: ("punctuation", "punctuation"),
    EditClass.HOUSE_STYLE_CASE: ("case", "case"),
    EditClass.HOUSE_STYLE_NUMERAL: ("numeral", "numerals"),
}

Counts = tuple[tuple[EditClass, int], ...]
"""How many edits of each class, in the order of ``EditClass``; classes that do not occur are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a text has, lacks and says otherwise than the one it is compared with.

    ``added``, ``cut`` and ``moved`` are whole blocks of the body, ``changed`` edits inside blocks;
    ``added_around`` and ``cut_around`` are the surroundings (title, credit, notices, furniture).
    """

    added: Counts
    cut: Counts
    changed: Counts
    moved: int
    added_around: Counts
    cut_around: Counts

    @property
    def is_empty(self) -> bool:
        """Whether the two bodies are the same."""
        return not (self.added or self.cut or self.changed or self.moved)


def changes_of(reuse: Reuse, document: str) -> Changes:
    """How ``document``, one side of ``reuse``, differs from the other side.

    An insertion is something the right side has; seen from the left it is something cut.
    """
    is_right = document == reuse.right
    plus, minus = (EditKind.INSERTION, EditKind.DELETION) if is_right else (EditKind.DELETION, EditKind.INSERTION)
    body = [edit for edit in reuse.edits if edit.edit_class not in BOILERPLATE_EDITS]
    around = [edit for edit in reuse.edits if edit.edit_class in BOILERPLATE_EDITS]
    blocks = [edit for edit in body if edit.unit is EditUnit.BLOCK]
    return Changes(
        added=_count(edit for edit in blocks if edit.kind is plus),
        cut=_count(edit for edit in blocks if edit.kind is minus),
        changed=_count(edit for edit in body if _is_change(edit)),
        moved=sum(1 for edit in body if edit.kind is EditKind.MOVE),
        added_around=_count(edit for edit in around if edit.kind is plus),
        cut_around=_count(edit for edit in around if edit.kind is minus),
    )


def _is_change(edit: Edit) -> bool:
    return edit.kind is EditKind.SUBSTITUTION or (edit.unit is EditUnit.TOKEN and edit.kind is not EditKind.MOVE)


def _count(edits: Iterable[Edit]) -> Counts:
    found = Counter(edit.edit_class for edit in edits)
    return tuple((edit_class, found[edit_class]) for edit_class in EditClass if edit_class in found)


def blocks_words(counts: Counts) -> str:
    """Counted blocks: ``1 paragraph, 2 embedded posts``; ``title`` alone where there is one of a kind that is unique."""
    return ", ".join(_block_words(edit_class, count) for edit_class, count in counts)


def _block_words(edit_class: EditClass, count: int) -> str:
    singular, many = _NOUNS[edit_class]
    if edit_class in BOILERPLATE_EDITS and count == 1:
        return singular
    return plural(count, singular, many)


def changed_words(counts: Counts) -> tuple[str, ...]:
    """Edits inside blocks: house style in one line, everything else in another.

    Examples:
        >>> changed_words(((EditClass.HOUSE_STYLE_PUNCTUATION, 7), (EditClass.HOUSE_STYLE_NUMERAL, 1), (EditClass.WORDING, 2)))
        ('8 small edits of house style (7 punctuation, 1 numeral)', '2 edits of wording')

    """
    style = [(edit_class, count) for edit_class, count in counts if edit_class in HOUSE_STYLE]
    other = [(edit_class, count) for edit_class, count in counts if edit_class not in HOUSE_STYLE]
    lines = []
    if style:
        total = sum(count for _, count in style)
        detail = ", ".join(f"{count} {_NOUNS[edit_class][count != 1]}" for edit_class, count in style)
        lines.append(f"{plural(total, 'small edit')} of house style ({detail})")
    lines += [f"{plural(count, 'edit')} of {_NOUNS[edit_class][0]}" for edit_class, count in other]
    return tuple(lines)


def changed_total(counts: Counts) -> tuple[str, ...]:
    """Edits inside blocks in one line, without detail; nothing where there are none."""
    total = sum(count for _, count in counts)
    style = all(edit_class in HOUSE_STYLE for edit_class, _ in counts)
    return (plural(total, "small edit") + (" of house style" if style else ""),) if total else ()


def edit_name(edit_class: EditClass) -> str:
    """A class of edits in words.

    Examples:
        >>> edit_name(EditClass.HOUSE_STYLE_CASE)
        'house style: case'

    """
    noun = _NOUNS[edit_class][0]
    return f"house style: {noun}" if edit_class in HOUSE_STYLE else noun
