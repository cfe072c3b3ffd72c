"""A text as one outlet published it: the value that transmission takes and gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from provenance.evaluation.simulate.press import Outlet


class Part(StrEnum):
    """What a paragraph is: running text, a heading, an embedded post, a picture with its caption, a credit, a legal notice."""

    BODY = "body"
    HEADING = "heading"
    EMBED = "embed"
    FIGURE = "figure"
    CREDIT = "credit"
    NOTICE = "notice"


class Form(StrEnum):
    """How a document was saved: a whole page, a post from a WordPress site's REST interface, or plain text."""

    PAGE = "page"
    POST = "post"
    PLAIN = "plain"


STORY_PARTS = frozenset({Part.BODY, Part.HEADING})
"""Parts whose words are the story's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph, as published.

    ``origin`` names the paragraph as it was first written, so that equal origins tell what was copied. ``links`` are
    (anchor, address) pairs whose anchors stand in ``text``; ``image`` is a picture's address; ``attributes`` are mark-up that an
    editing system leaves on it; ``scars`` are the changes nobody would undo (broken letters, a lost break), in order;
    ``runs_on`` says that the break before it was lost; ``kept_words`` are those left of it where it was broken off, ``None`` if
    it is whole.
    """

    text: str
    origin: str
    part: Part = Part.BODY
    links: tuple[tuple[str, str], ...] = ()
    image: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    scars: tuple[str, ...] = ()
    runs_on: bool = False
    kept_words: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDate:
    """The date a page shows.

    ``moment`` is in UTC; ``offset`` are the minutes east of Greenwich of the clock it is written in, and ``zoned`` whether that
    is written too; ``by_day`` leaves the clock out.
    """

    moment: datetime
    offset: int
    zoned: bool
    by_day: bool

    @property
    def local(self) -> datetime:
        """The moment on the page's own clock, without a zone."""
        return (self.moment + timedelta(minutes=self.offset)).replace(tzinfo=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What an outlet published.

    Attributes:
        id: of the text in this simulation, later of its document.
        family: the story it belongs to.
        outlet: where it stands.
        title: its headline.
        paragraphs: in order, credits and notices at the end.
        byline: who is said to have written it, ``None`` if nobody is.
        dateline: what stands before the first word (``TARNMOOR, May 3 (MPS) —``), ``None`` if nothing does.
        slug: last part of its address.
        published: when it truly came out, UTC.
        shown: the date it shows, ``None`` if it shows none.
        head: declarations in the page's head, (name, value): ``canonical``, ``syndication-source``, ….
        parents: ids of what it was made from, ``()`` for an original.
        edits: names of the operations that made it, in order.
        form: how it was saved.
        is_titled: whether the headline was saved with it; pages and posts always have it.
        is_placed: whether it says where it stands.
    """

    id: str
    family: str
    outlet: Outlet
    title: str
    paragraphs: tuple[Paragraph, ...]
    byline: str | None = None
    dateline: str | None = None
    slug: str
    published: datetime
    shown: ShownDate | None = None
    head: tuple[tuple[str, str], ...] = ()
    parents: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()
    form: Form = Form.PLAIN
    is_titled: bool = True
    is_placed: bool = True

    @property
    def url(self) -> str:
        """Its address."""
        return self.outlet.address(self.slug, self.published)

    def story(self) -> Iterator[Paragraph]:
        """The paragraphs that tell the story, in order."""
        return (paragraph for paragraph in self.paragraphs if paragraph.part in STORY_PARTS)
