"""One copy: what an outlet makes of a text that it takes from another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate import lines
from provenance.evaluation.simulate.damage import break_off, escape_twice, garble, run_on
from provenance.evaluation.simulate.dating import later, shown_date
from provenance.evaluation.simulate.events import Event, person_name
from provenance.evaluation.simulate.habits import Habits
from provenance.evaluation.simulate.marks import paragraph_id
from provenance.evaluation.simulate.operations import (
    Operation,
    Paragraphs,
    cut_tail,
    drop_inside,
    drop_part,
    excerpt,
    join_sentences,
    mistype,
    put_in,
    reword,
    split_sentences,
)
from provenance.evaluation.simulate.originals import choose_form, slug_of
from provenance.evaluation.simulate.press import Outlet, OutletKind
from provenance.evaluation.simulate.publication import STORY_PARTS, Form, Paragraph, Part, Publication
from provenance.evaluation.simulate.style import in_style
from provenance.evaluation.simulate.telling import embedded_post, headline, local_paragraph
from provenance.evaluation.simulate.world import World

_DECLARATIONS = ("canonical", "canonical", "syndication-source", "original-source", "importer", "isBasedOn")
"""Forms in which a page's head names its source, as often as they occur."""
_ON_TOP = 0.15
"""Share of credit lines that stand above the story."""
_FEED_NOTES = 0.15
"""Share of credited copies with a note that they came from a feed."""
_NEUTRAL = ("reporters", "the newspaper", "journalists", "the paper")
"""What desks put for the name by which their source calls itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What is known where a story is passed on.

    ``event`` is what it tells (for own paragraphs), ``original`` its first publication, ``is_given`` says that the user wrote it;
    ``strangers`` are outlets that have nothing to do with it.
    """

    event: Event
    original: Publication
    is_given: bool
    strangers: tuple[Outlet, ...]
    world: World


def pass_on(parent: Publication, outlet: Outlet, route: Route, label: str, chance: Chance) -> Publication:
    """What ``outlet`` publishes of ``parent``; ``label`` is the id of the copy.

    ``parent`` is a publication, or two made one by ``mash_up``.
    """
    habits = route.world.habits[outlet.kind]
    copying = _Copying(parent=parent, outlet=outlet, route=route, label=label, habits=habits, chance=chance)
    story, edits = copying.edited()
    published = later(parent.published, chance.child("time"))
    title = copying.title()
    form = choose_form(habits, route.world, chance.child("form"))
    return Publication(
        id=label,
        family=parent.family,
        outlet=outlet,
        title=title,
        paragraphs=copying.with_lines(copying.with_marks(story, published)),
        byline=copying.byline(),
        dateline=copying.dateline(),
        slug=parent.slug if copying.happens("keeps_slug") else slug_of(title),
        published=published,
        shown=shown_date(published, parent.shown, outlet, (habits, route.world), chance.child("date")),
        head=copying.head(),
        parents=(parent.id,) if parent.id else parent.parents,
        edits=edits,
        form=form,
        is_titled=form is not Form.PLAIN or not chance.happens(route.world.untitled),
        is_placed=chance.happens(route.world.placed),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copying:
    """One copy being made. Every decision has a stream of its own, so that one rate changed leaves the others' draws alone."""

    parent: Publication
    outlet: Outlet
    route: Route
    label: str
    habits: Habits
    chance: Chance

    def happens(self, habit: str, factor: float = 1.0) -> bool:
        """Whether the outlet does this here."""
        return self.chance.child(habit).happens(getattr(self.habits, habit) * factor)

    def names(self, habit: str) -> bool:
        """Whether the outlet does this here, if it names a source."""
        return self.happens(habit, self.route.world.naming)

    @property
    def is_excerpt(self) -> bool:
        """Whether only the beginning is taken; a mash-up was cut already when it was put together."""
        return bool(self.parent.id) and self.happens("excerpts")

    def edited(self) -> tuple[Paragraphs, tuple[str, ...]]:
        """The story's paragraphs after every operation, and the names of those that changed something."""
        paragraphs = self.parent.paragraphs
        done = []
        for name, operation in self._operations():
            if not self.happens(name):
                continue
            changed = operation(paragraphs, self.chance.child(f"{name} done"))
            if changed != paragraphs:
                done.append(name)
            paragraphs = changed
        return paragraphs, tuple(done)

    def _operations(self) -> Iterator[tuple[str, Operation]]:
        yield "drops_embeds", drop_part(Part.EMBED)
        yield "drops_figures", drop_part(Part.FIGURE)
        yield "drops_headings", drop_part(Part.HEADING)
        if self.parent.id:  # a mash-up was cut when it was put together
            yield "excerpts", excerpt
            yield "cuts", cut_tail
            yield "drops", drop_inside
        yield "merges", join_sentences if self.chance.happens(0.5) else split_sentences
        yield "rewords", reword
        yield "inserts", self._insert
        yield "adds_embed", self._embed
        yield "house_style", self._restyle
        yield "mistypes", mistype
        yield "garbles", garble
        yield "escapes", escape_twice
        yield "runs_on", run_on
        yield "breaks_off", break_off

    def _insert(self, paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
        count = chance.pick((1, 1, 2, 3))
        new = [local_paragraph(self.route.event, self.outlet.town, f"{self.label}.own{n}", chance) for n in range(count)]
        return put_in(paragraphs, new, chance)

    def _embed(self, paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
        return put_in(paragraphs, [embedded_post(self.route.event, f"{self.label}.embed", chance)], chance)

    def _restyle(self, paragraphs: Paragraphs, chance: Chance) -> Paragraphs:  # noqa: ARG002
        return tuple(
            replace(
                paragraph,
                text=in_style(paragraph.text, self.outlet.style),
                links=tuple((in_style(anchor, self.outlet.style), url) for anchor, url in paragraph.links),
            )
            if paragraph.part in STORY_PARTS
            else paragraph
            for paragraph in paragraphs
        )

    def title(self) -> str:
        """The headline: kept, or another."""
        if not self.happens("retitles"):
            title = self.parent.title
        elif self.route.is_given:
            title = f"{self.parent.title.rstrip('.')}: {self.chance.pick(('report', 'what to know', 'the details'))}"
        else:
            title = headline(self.route.event, self.chance.child("headline"))
        return in_style(title, self.outlet.style) if self.happens("house_style") else title

    def with_marks(self, paragraphs: Paragraphs, published: datetime) -> Paragraphs:
        """The paragraphs with the links, pictures and ids that stay, and the outlet's own ids where none stays."""
        links, images, ids = self.happens("keeps_links"), self.happens("keeps_images"), self.happens("keeps_ids")
        chance = self.chance.child("marks")
        return tuple(
            replace(
                paragraph,
                links=paragraph.links if links else (),
                image=paragraph.image if images or paragraph.image is None else self._own_image(paragraph.image),
                attributes=paragraph.attributes if ids else self._ids(paragraph, number, published, chance),
            )
            for number, paragraph in enumerate(paragraphs)
        )

    def _own_image(self, address: str) -> str:
        """The picture on the outlet's own server, under its old file name."""
        return f"https://{self.outlet.host}/wp-content/uploads/{address.rpartition('/')[2]}"

    def _ids(self, paragraph: Paragraph, number: int, published: datetime, chance: Chance) -> tuple[tuple[str, str], ...]:
        return paragraph_id(self.outlet, number, published, chance) if paragraph.part in STORY_PARTS else ()

    def with_lines(self, paragraphs: Paragraphs) -> Paragraphs:
        """The story between the credits and notices that stay and those that are new."""
        story = [self._unnamed(paragraph) for paragraph in paragraphs if paragraph.part not in {Part.CREDIT, Part.NOTICE}]
        old_credits = [item for item in paragraphs if item.part is Part.CREDIT] if self.names("keeps_credits") else []
        old_notices = [item for item in paragraphs if item.part is Part.NOTICE] if self.names("keeps_notices") else []
        new = list(self._new_credits())
        above = new if self.chance.child("place").happens(_ON_TOP) and not self.is_excerpt else []
        below = new if not above else []
        own = lines.notices(self.outlet, self.label, self.chance.child("notice")) if self.names("adds_notice") else ()
        return (*above, *story, *old_credits, *below, *old_notices, *own)

    def _new_credits(self) -> Iterator[Paragraph]:
        origin = f"{self.label}.credit"
        chance = self.chance.child("credit line")
        credited = self.names("credits")
        source = self._credited()
        if self.is_excerpt:
            yield lines.more_line(source, self.outlet, origin, chance, names=credited)
        elif credited:
            yield lines.credit(source, self.outlet, origin, chance)
            if chance.happens(_FEED_NOTES) and self.outlet.kind in {OutletKind.PAPER, OutletKind.AFFILIATE}:
                yield lines.feed_note(source, self.outlet, f"{origin}.feed", chance)
        elif self.names("credits_falsely"):
            stranger = replace(self.route.original, outlet=chance.pick(self.route.strangers))
            yield lines.credit(stranger, self.outlet, origin, chance)

    def _credited(self) -> Publication:
        return self.route.original if self.happens("credits_original") else self.parent

    def _unnamed(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph with neutral words for what its source calls itself, unless that stays."""
        if self.happens("keeps_self"):
            return paragraph
        neutral = self.chance.child("neutral").pick(_NEUTRAL)
        text = paragraph.text
        for outlet in (self.parent.outlet, self.route.original.outlet):
            text = text.replace(f"the {outlet.name}", neutral).replace(outlet.name, neutral)
        return replace(paragraph, text=text)

    def byline(self) -> str | None:
        """Who is said to have written it."""
        if self.names("keeps_byline"):
            return self.parent.byline
        chance = self.chance.child("byline")
        match chance.below(3):
            case 0:
                return None
            case 1:
                return lines.byline(self.outlet, None, chance)
            case _ if self.outlet.kind is OutletKind.SCRAPER:
                return None
            case _:
                return lines.byline(self.outlet, " ".join(person_name(chance)), chance)

    def dateline(self) -> str | None:
        """What stands before the first word."""
        return self.parent.dateline if self.names("keeps_dateline") else None

    def head(self) -> tuple[tuple[str, str], ...]:
        """What the page's head says of where the text is from."""
        if not self.names("declares"):
            return ()
        return ((self.chance.child("declaration").pick(_DECLARATIONS), self._credited().url),)


def mash_up(first: Publication, second: Publication, chance: Chance) -> Publication:
    """Parts of two publications as one to be passed on: the beginning of the one, then some of the other; it has no id."""
    parts = [_part(first, chance), _part(second, chance)]
    return replace(
        first,
        id="",
        paragraphs=tuple(paragraph for part in parts for paragraph in part),
        published=max(first.published, second.published),
        parents=tuple(sorted((first.id, second.id))),
    )


def _part(publication: Publication, chance: Chance) -> Sequence[Paragraph]:
    """Four to nine paragraphs of the story, from its beginning."""
    story = list(publication.story())
    return story[: max(4, min(len(story), 4 + chance.below(6)))]
