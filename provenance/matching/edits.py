"""Every difference between two documents that share a text, classified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from provenance.matching.align import Coded, Step, edit_script
from provenance.matching.blocks import BlockGroup
from provenance.matching.style import change_class
from provenance.matching.words import ComparedText
from provenance.model import COMPARED_ROLES, Block, Document, Edit, EditClass, EditKind, EditUnit, Role, Span
from provenance.text.words import fold_space

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
_STRIDE = 8
"""Words compared at a time with the one that follows, before they are looked at one by one; no result depends on it."""


def edits(
    documents: tuple[Document, Document],
    texts: tuple[ComparedText, ComparedText],
    codes: tuple[Coded, Coded],
    groups: Sequence[BlockGroup],
) -> tuple[Edit, ...]:
    """All differences, read from the left document to the right one, in order of place.

    ``codes`` are the words of ``texts``. Differences of white space alone are none.
    """
    found = [*_block_edits(documents, texts, groups)]
    for group in groups:
        found.extend(_token_edits(texts, codes, group))
    return tuple(sorted(found, key=_place))


def _place(edit: Edit) -> tuple[int, int, str]:
    left = edit.left.start if edit.left else -1
    right = edit.right.start if edit.right else -1
    return (left if left >= 0 else right, right, edit.edit_class)


def _block_edits(
    documents: tuple[Document, Document], texts: tuple[ComparedText, ComparedText], groups: Sequence[BlockGroup]
) -> Iterator[Edit]:
    matched = (
        {texts[0].blocks[index].id for group in groups for index in group.left},
        {texts[1].blocks[index].id for group in groups for index in group.right},
    )
    lonely = tuple(
        [block for block in document.blocks if block.id not in ids] + _asides(document)
        for document, ids in zip(documents, matched, strict=True)
    )
    left, right = _without_twins(documents, lonely[0], lonely[1])
    title = _title(left), _title(right)
    if title[0] and title[1]:
        yield _block_edit(documents, title[0], title[1])
        left, right = [b for b in left if b != title[0]], [b for b in right if b != title[1]]
    for block in left:
        yield _block_edit(documents, block, None)
    for block in right:
        yield _block_edit(documents, None, block)
    for group in groups:
        if group.moved:
            yield _moved(documents, texts, group)


def _asides(document: Document) -> list[Block]:
    """Credits inside body blocks, as if they stood alone: added and dropped like credit lines."""
    return [
        Block(id=block.id, role=Role.CREDIT, span=span)
        for block in document.blocks
        if block.role in COMPARED_ROLES
        for span in block.asides
    ]


def _without_twins(
    documents: tuple[Document, Document], left: list[Block], right: list[Block]
) -> tuple[list[Block], list[Block]]:
    """Blocks outside the body that stand word for word on both sides are no difference."""
    here = Counter(fold_space(block.span.of(documents[0].text)) for block in left)
    there = Counter(fold_space(block.span.of(documents[1].text)) for block in right)
    both = here & there
    return _minus(left, documents[0].text, both.copy()), _minus(right, documents[1].text, both.copy())


def _minus(blocks: Iterable[Block], text: str, both: Counter[str]) -> list[Block]:
    rest = []
    for block in blocks:
        words = fold_space(block.span.of(text))
        if both[words] > 0:
            both[words] -= 1
        else:
            rest.append(block)
    return rest


def _title(blocks: Iterable[Block]) -> Block | None:
    return next((block for block in blocks if block.role is Role.TITLE), None)


def _block_edit(documents: tuple[Document, Document], left: Block | None, right: Block | None) -> Edit:
    block = left or right
    if block is None:
        message = "a block edit needs a block"
        raise ValueError(message)
    kind = EditKind.SUBSTITUTION if left and right else EditKind.DELETION if left else EditKind.INSERTION
    return Edit(
        kind=kind,
        unit=EditUnit.BLOCK,
        edit_class=_ROLE_CLASS[block.role],
        left=left.span if left else None,
        right=right.span if right else None,
        left_text=left.span.of(documents[0].text) if left else None,
        right_text=right.span.of(documents[1].text) if right else None,
        left_block=left.id if left else None,
        right_block=right.id if right else None,
    )


def _moved(documents: tuple[Document, Document], texts: tuple[ComparedText, ComparedText], group: BlockGroup) -> Edit:
    sides = [[text.blocks[i] for i in indexes] for text, indexes in zip(texts, (group.left, group.right), strict=True)]
    spans = [Span(side[0].span.start, side[-1].span.end) for side in sides]
    return Edit(
        kind=EditKind.MOVE,
        unit=EditUnit.BLOCK,
        edit_class=_ROLE_CLASS[sides[0][0].role],
        left=spans[0],
        right=spans[1],
        left_text=spans[0].of(documents[0].text),
        right_text=spans[1].of(documents[1].text),
        left_block=sides[0][0].id,
        right_block=sides[1][0].id,
    )


def _token_edits(texts: tuple[ComparedText, ComparedText], codes: tuple[Coded, Coded], group: BlockGroup) -> Iterator[Edit]:
    if len(group.left) == len(group.right) == 1 and texts[0].own_texts[group.left[0]] == texts[1].own_texts[group.right[0]]:
        return
    left = _word_indexes(texts[0], group.left)
    right = _word_indexes(texts[1], group.right)
    for step in edit_script(_words(codes[0], texts[0], group.left), _words(codes[1], texts[1], group.right)):
        here = left[step.left_start : step.left_end]
        there = right[step.right_start : step.right_end]
        if step.tag == "equal":
            yield from _written_edits(texts, here, there)
        else:
            yield from _changed(texts, step, here, there)


def _word_indexes(text: ComparedText, blocks: Iterable[int]) -> list[int]:
    return [word for block in blocks for word in text.block_words[block]]


def _words(codes: Coded, text: ComparedText, blocks: Sequence[int]) -> Coded:
    if isinstance(codes, str):
        return "".join(codes[words.start : words.stop] for words in (text.block_words[block] for block in blocks))
    return [codes[word] for word in _word_indexes(text, blocks)]


def _changed(texts: tuple[ComparedText, ComparedText], step: Step, here: Sequence[int], there: Sequence[int]) -> Iterator[Edit]:
    if step.tag == "replace" and len(here) == len(there):
        for one, other in zip(here, there, strict=True):
            yield _words_edit(
                texts, (one, one + 1), (other, other + 1), change_class(texts[0].written(one), texts[1].written(other))
            )
        return
    for first, last in _block_runs(texts[0], here):
        yield _words_edit(texts, (first, last), None, EditClass.WORDING)
    for first, last in _block_runs(texts[1], there):
        yield _words_edit(texts, None, (first, last), EditClass.WORDING)


def _block_runs(text: ComparedText, indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of consecutive words within one block, as half-open ranges."""
    start = 0
    for at in range(1, len(indexes) + 1):
        if (
            at == len(indexes)
            or indexes[at] != indexes[at - 1] + 1
            or text.block_of[indexes[at]] != text.block_of[indexes[at - 1]]
        ):
            yield indexes[start], indexes[at - 1] + 1
            start = at


def _words_edit(
    texts: tuple[ComparedText, ComparedText],
    left: tuple[int, int] | None,
    right: tuple[int, int] | None,
    edit_class: EditClass,
) -> Edit:
    spans = [text.span(*words) if words else None for text, words in zip(texts, (left, right), strict=True)]
    return _span_edit(
        texts,
        (spans[0], spans[1]),
        (left[0] if left else None, right[0] if right else None),
        edit_class,
    )


def _span_edit(
    texts: tuple[ComparedText, ComparedText],
    spans: tuple[Span | None, Span | None],
    words: tuple[int | None, int | None],
    edit_class: EditClass,
) -> Edit:
    kind = EditKind.SUBSTITUTION if spans[0] and spans[1] else EditKind.DELETION if spans[0] else EditKind.INSERTION
    shown = [span.of(text.text) if span else None for text, span in zip(texts, spans, strict=True)]
    blocks = [text.blocks[text.block_of[word]].id if word is not None else None for text, word in zip(texts, words, strict=True)]
    return Edit(
        kind=kind,
        unit=EditUnit.TOKEN,
        edit_class=edit_class,
        left=spans[0],
        right=spans[1],
        left_text=shown[0],
        right_text=shown[1],
        left_block=blocks[0],
        right_block=blocks[1],
    )


def _written_edits(texts: tuple[ComparedText, ComparedText], here: Sequence[int], there: Sequence[int]) -> Iterator[Edit]:
    """Words that match when normalised but are written differently, and the punctuation between them."""
    at = 0
    while at < len(here):
        stride = slice(at, at + _STRIDE + 1)
        if _run(texts[0], here[stride]) == _run(texts[1], there[stride]):
            at += _STRIDE
            continue
        for place in range(at, min(at + _STRIDE, len(here))):
            one, other = here[place], there[place]
            written = texts[0].written(one), texts[1].written(other)
            if written[0] != written[1]:
                yield _words_edit(texts, (one, one + 1), (other, other + 1), change_class(*written))
            if place + 1 < len(here):
                yield from _gap_edits(texts, (one, here[place + 1]), (other, there[place + 1]))
        at += _STRIDE


def _run(text: ComparedText, words: Sequence[int]) -> str:
    """All that is written from the first of some words to the last."""
    return text.text[text.starts[words[0]] : text.ends[words[-1]]]


def _gap_edits(texts: tuple[ComparedText, ComparedText], left: tuple[int, int], right: tuple[int, int]) -> Iterator[Edit]:
    gaps = []
    for text, (word, following) in zip(texts, (left, right), strict=True):
        if following != word + 1 or text.block_of[word] != text.block_of[following]:
            return
        gaps.append(text.text[text.ends[word] : text.starts[following]])
    if gaps[0] == gaps[1] or fold_space(gaps[0]) == fold_space(gaps[1]):
        return
    spans = [Span(text.ends[word], text.starts[following]) for text, (word, following) in zip(texts, (left, right), strict=True)]
    if spans[0] and spans[1]:
        yield _span_edit(texts, (spans[0], spans[1]), (left[0], right[0]), EditClass.HOUSE_STYLE_PUNCTUATION)
