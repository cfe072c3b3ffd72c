"""How often each kind of outlet does what to a text it passes on.

Rates are chosen, not measured: what is known of republication says which operations occur (wire copy kept whole or cut from the
end, headlines changed more often than bodies, credits often lost), not how often each does. They are set so that every operation
occurs in a corpus of forty stories. ``docs/how-to/simulate.md`` says how to change them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from provenance.evaluation.simulate.press import OutletKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """Rates in [0, 1] of one kind of outlet; each is drawn once for a copy, in the order of the fields.

    Attributes:
        excerpts: only the beginning of the story is taken, with a line that leads to the rest.
        cuts: the end is cut away.
        drops: paragraphs inside are left out.
        inserts: own paragraphs are put in.
        rewords: small changes of wording.
        merges: sentences are joined or parted.
        mistypes: typing mistakes are made.
        house_style: everything is brought to the outlet's own style.
        retitles: another headline.
        drops_embeds: embedded posts are left out.
        adds_embed: an embedded post is put in.
        drops_figures: pictures and charts are left out, what refers to them stays.
        drops_headings: headings inside are left out.
        garbles: letters outside ASCII are broken.
        escapes: entities are escaped twice.
        runs_on: paragraph breaks are lost.
        breaks_off: the last sentence breaks off.
        credits: the parent is named in a line of the copy's own.
        credits_original: ... and the line names the original instead of the parent, if they differ.
        credits_falsely: a line names somebody who has nothing to do with it.
        declares: the page's head names the parent (canonical, syndication source, importer's field).
        keeps_credits: credit lines that the parent carried stay.
        keeps_notices: legal notices that the parent carried stay.
        adds_notice: an own legal notice is put below.
        keeps_byline: the parent's author stays.
        keeps_dateline: the parent's dateline stays, with the agency's name in it.
        keeps_self: what the outlet of the parent calls itself in the text stays; else it is put in neutral words.
        keeps_links: links stay and lead where they led.
        keeps_images: pictures stay on the server where they lay.
        keeps_ids: ids that the parent's editing system left stay.
        keeps_slug: the last part of the address stays.
        dates: a date is shown at all.
        inherits_date: ... and it is the one that the parent shows.
        misdates: ... and it is wrong: set anew on import, or set back.
        by_day: ... and it is a day without a time.
        marks_up: saved as a page or a post, not as plain text.
    """

    excerpts: float = 0.0
    cuts: float = 0.0
    drops: float = 0.0
    inserts: float = 0.0
    rewords: float = 0.0
    merges: float = 0.0
    mistypes: float = 0.0
    house_style: float = 0.0
    retitles: float = 0.0
    drops_embeds: float = 0.0
    adds_embed: float = 0.0
    drops_figures: float = 0.0
    drops_headings: float = 0.0
    garbles: float = 0.0
    escapes: float = 0.0
    runs_on: float = 0.0
    breaks_off: float = 0.0
    credits: float = 0.0
    credits_original: float = 0.3
    credits_falsely: float = 0.0
    declares: float = 0.0
    keeps_credits: float = 0.0
    keeps_notices: float = 0.0
    adds_notice: float = 0.0
    keeps_byline: float = 0.0
    keeps_dateline: float = 0.0
    keeps_self: float = 1.0
    keeps_links: float = 0.0
    keeps_images: float = 0.0
    keeps_ids: float = 0.0
    keeps_slug: float = 0.0
    dates: float = 0.8
    inherits_date: float = 0.0
    misdates: float = 0.05
    by_day: float = 0.2
    marks_up: float = 0.7


HABITS: Mapping[OutletKind, Habits] = MappingProxyType(
    {
        OutletKind.AGENCY: Habits(
            cuts=0.3, rewords=0.3, house_style=1.0, retitles=0.6, drops_figures=0.8, drops_embeds=0.8, credits=0.7, dates=0.95
        ),
        OutletKind.PAPER: Habits(
            cuts=0.4,
            drops=0.35,
            inserts=0.35,
            rewords=0.45,
            merges=0.25,
            mistypes=0.06,
            house_style=0.85,
            retitles=0.75,
            drops_embeds=0.4,
            adds_embed=0.15,
            drops_figures=0.6,
            drops_headings=0.4,
            credits=0.55,
            credits_falsely=0.03,
            declares=0.12,
            keeps_credits=0.5,
            keeps_notices=0.1,
            keeps_byline=0.35,
            keeps_dateline=0.5,
            keeps_self=0.6,
            keeps_links=0.4,
            keeps_images=0.15,
            keeps_ids=0.15,
            keeps_slug=0.15,
            inherits_date=0.1,
        ),
        OutletKind.AFFILIATE: Habits(
            cuts=0.1,
            inserts=0.1,
            retitles=0.3,
            drops_embeds=0.1,
            drops_figures=0.2,
            credits=0.75,
            declares=0.5,
            keeps_credits=0.9,
            keeps_notices=0.6,
            adds_notice=0.9,
            keeps_byline=0.8,
            keeps_dateline=0.9,
            keeps_self=0.95,
            keeps_links=0.8,
            keeps_images=0.6,
            keeps_ids=0.5,
            keeps_slug=0.6,
            inherits_date=0.3,
            marks_up=0.85,
        ),
        OutletKind.SCRAPER: Habits(
            cuts=0.1,
            drops=0.08,
            mistypes=0.03,
            house_style=0.05,
            retitles=0.25,
            drops_embeds=0.6,
            drops_figures=0.7,
            drops_headings=0.3,
            garbles=0.12,
            escapes=0.08,
            runs_on=0.15,
            breaks_off=0.12,
            credits=0.3,
            credits_original=0.6,
            credits_falsely=0.06,
            declares=0.08,
            keeps_credits=0.25,
            keeps_notices=0.3,
            adds_notice=0.35,
            keeps_byline=0.15,
            keeps_dateline=0.75,
            keeps_links=0.55,
            keeps_images=0.5,
            keeps_ids=0.5,
            keeps_slug=0.5,
            inherits_date=0.25,
            misdates=0.2,
            marks_up=0.75,
        ),
        OutletKind.AGGREGATOR: Habits(
            excerpts=0.85,
            retitles=0.2,
            drops_embeds=1.0,
            drops_figures=1.0,
            drops_headings=1.0,
            breaks_off=0.5,
            credits=0.9,
            keeps_dateline=0.4,
            declares=0.3,
            keeps_slug=0.3,
        ),
        OutletKind.DISTRIBUTOR: Habits(
            adds_notice=0.9,
            credits=0.4,
            keeps_notices=1.0,
            keeps_credits=0.9,
            keeps_byline=0.6,
            keeps_links=0.9,
            keeps_images=0.5,
            keeps_slug=0.4,
            dates=0.95,
        ),
        OutletKind.NEWSROOM: Habits(dates=0.9, house_style=0.5),
    }
)
