"""The roles of a whole page's blocks: what is the headline, what the article, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from provenance.model import Role
from provenance.reading.article import PROSE_TAGS, Element, Placed, find_article
from provenance.reading.blocks import Draft, count_folded_words
from provenance.reading.ends import story_bounds
from provenance.reading.headline import find_headline
from provenance.reading.regions import hinted, resolve_roles

_OUTER_ROLES = frozenset({Role.CHROME, Role.COMMENT})
_LINK_SHARE = 0.75
"""Share of anchor text from which a short block outside paragraphs is navigation."""
_TEASER_SHARE = 0.9
"""Share of anchor text from which a heading or short paragraph leads to another article."""
_SHORT_WORDS = 25
_PARAGRAPH_WORDS = 12
"""Words of a paragraph between which the title of another article is told by being all anchor."""
_CAPTION_WORDS = 30
"""Most words of a caption that is told by the picture it stands below in one element."""
_LABEL_WORDS = 15
"""The same in a paragraph, which must be no sentence: many paragraphs begin with a picture."""
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ",", '"', "”")
_PICTURE_TAGS = frozenset({"div", "center", "figure", "p"})
_DATED_WORDS = 8
_CLOCK_OR_YEAR = re.compile(r"\d:\d\d|\b(?:19|20)\d\d\b")
_LOOSE = frozenset({None, Role.QUOTATION_BLOCK, Role.HEADING})
"""Hints of blocks that are part of the article only if they stand in it."""


def resolve_page(
    placed: Sequence[Placed], elements: Sequence[Element], head: Sequence[tuple[str, str]] = ()
) -> tuple[Draft, ...]:
    """The blocks of a whole page: as ``resolve_roles``, and what stands outside the article is ``other`` or page furniture.

    ``head`` are the facts of the page's head, which declare its title.
    """
    headline = find_headline(placed, elements, head)
    drafts = [
        hinted(draft, Role.TITLE) if item is headline else draft
        for draft, item in zip(resolve_roles(placed, elements, headline), placed, strict=True)
    ]
    prose = [item for item, draft in zip(placed, drafts, strict=True) if draft.hint not in _OUTER_ROLES]
    article = find_article(prose, elements, headline)
    inside = [not article.elements.isdisjoint(item.path) for item in placed]
    drafts = [
        hinted(draft, Role.CHROME) if _is_navigation(drafts, place) else _of_picture(draft, placed[place])
        for place, draft in enumerate(drafts)
    ]
    first, last = story_bounds(drafts, inside, is_text_only=article.is_text_only)
    return tuple(
        hinted(draft, Role.OTHER) if draft.hint in _LOOSE and not (inside[place] and first <= place <= last) else draft
        for place, draft in enumerate(drafts)
    )


def _is_navigation(drafts: Sequence[Draft], place: int) -> bool:
    """Whether a block leads away: all of it is anchors, and no paragraph follows that it could head."""
    draft = drafts[place]
    if draft.hint not in {None, Role.HEADING} or not draft.link_chars or count_folded_words(draft.text) > _SHORT_WORDS:
        return False
    if draft.hint is Role.HEADING:
        return draft.link_chars >= _TEASER_SHARE * len(draft.text) and not _heads_paragraph(drafts, place)
    if draft.tag == "p":
        return _is_interjected(drafts, place)
    return draft.tag not in PROSE_TAGS and draft.link_chars >= _LINK_SHARE * len(draft.text)


def _is_interjected(drafts: Sequence[Draft], place: int) -> bool:
    """Whether a paragraph is one anchor, no sentence, and stands alone between paragraphs: the title of another article."""
    draft = drafts[place]
    if (
        draft.link_chars < _TEASER_SHARE * len(draft.text)
        or draft.text.endswith((".", "!", ":"))
        or not 0 < place < len(drafts) - 1
    ):
        return False
    beside = (drafts[place - 1], drafts[place + 1])
    return all(each.tag == "p" and each.hint is None and 4 * each.link_chars < len(each.text) for each in beside) and all(
        count_folded_words(each.text) >= _PARAGRAPH_WORDS for each in beside
    )


def _heads_paragraph(drafts: Sequence[Draft], place: int) -> bool:
    below = drafts[place + 1] if place + 1 < len(drafts) else None
    return below is not None and below.hint is None and below.tag == "p" and count_folded_words(below.text) > _SHORT_WORDS


def _of_picture(draft: Draft, item: Placed) -> Draft:
    """A short block that begins with a picture is its caption, unless it is the day beside an author's portrait."""
    if not item.has_picture or draft.hint is not None or draft.tag not in _PICTURE_TAGS:
        return draft
    words = count_folded_words(draft.text)
    if draft.tag == "p" and (words > _LABEL_WORDS or draft.text.endswith(_SENTENCE_ENDS)):
        return draft
    is_dated = words <= _DATED_WORDS and _CLOCK_OR_YEAR.search(draft.text) is not None
    return hinted(draft, Role.CAPTION) if words <= _CAPTION_WORDS and not is_dated else draft
