"""Where an article begins and ends among the blocks of the element that holds it.

Headings, menus of links and buttons stand in the same element above the first paragraph and below the last.
"""

from __future__ import annotations

from collections.abc import Sequence

from provenance.model import Role
from provenance.reading.blocks import Draft, count_folded_words

_RUNNING_WORDS = 15
"""Words from which a block is a paragraph by its length."""
_SENTENCE_WORDS = 10
"""The same of a paragraph by its mark-up that ends like a sentence."""
_LINKED_SHARE = 0.5
"""Share of anchor text from which a block below the last paragraph leads away."""
_TEXT_HINTS = frozenset({None, Role.QUOTATION_BLOCK, Role.EMBED})
_LOOSE_HINTS = frozenset({None, Role.HEADING, Role.QUOTATION_BLOCK})
"""Hints of blocks that are part of the article only if they stand in it."""


def story_bounds(drafts: Sequence[Draft], inside: Sequence[bool], *, is_text_only: bool) -> tuple[int, int]:
    """First and last block of the article, both in; ``inside`` says of each block whether it stands in its element.

    An element that is for the text only (``is_text_only``) has nothing else above it. Without a single paragraph inside nothing
    is left out: all blocks are short there.
    """
    own = [place for place, draft in enumerate(drafts) if inside[place] and draft.hint in _LOOSE_HINTS | _TEXT_HINTS]
    running = [place for place in own if _is_running(drafts[place])]
    if not running:
        return (own[0], own[-1]) if own else (0, -1)
    first = own[0] if is_text_only else _first(drafts, own, running[0])
    return first, _last(drafts, own, running[-1])


def _first(drafts: Sequence[Draft], own: Sequence[int], paragraph: int) -> int:
    """The first of the short paragraphs and headings that lead to the first long one without a break."""
    first = paragraph
    for place in reversed([each for each in own if each < paragraph]):
        if drafts[place].tag not in {"p", "blockquote"} or _is_linked(drafts[place]):
            break
        first = place
    return first


def _last(drafts: Sequence[Draft], own: Sequence[int], paragraph: int) -> int:
    """The last block that is neither heading nor link; the long paragraph itself at the least."""
    for place in reversed([each for each in own if each > paragraph]):
        if drafts[place].hint is not Role.HEADING and not _is_linked(drafts[place]):
            return place
    return paragraph


def _is_running(draft: Draft) -> bool:
    fewest = _SENTENCE_WORDS if draft.tag == "p" and draft.text.endswith((".", "!", "?", ":")) else _RUNNING_WORDS
    return draft.hint in _TEXT_HINTS and not _is_linked(draft) and count_folded_words(draft.text) >= fewest


def _is_linked(draft: Draft) -> bool:
    return draft.link_chars >= _LINKED_SHARE * len(draft.text)
