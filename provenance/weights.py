"""How much each kind of evidence counts, and what the sum of it means; the rest of the settings is in ``provenance.settings``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWeights:
    """Natural log-odds each kind of evidence gives an edge.

    A group counts as its strongest member plus ``group_rest`` times the others, because signals of one
    plugin are not independent. Positive speaks for the edge.

    The weights of wording, passages and damage were fitted with every claim and date hidden: to the simulated worlds
    ``text_only`` (seeds 1 to 3) and ``newsroom`` (seeds 1 and 3) and to gov-crosspost's development split without its
    credits, 185 families of known lineage in all (``provenance.evaluation.fit``, normal prior with a spread of 0.7 around the
    values that a first reading of the literature gave). The weights of claims, residue and time are set by judgement and checked
    on gov-crosspost and carpentries-crosspost: how often credits are false in the simulator is our own invention, and
    nothing to fit to.
    """

    group_rest: float = 0.3
    """Share of the weaker members of a group that counts."""
    attribution_line: float = 5.0
    """The copy names its source in a line of its own."""
    attribution_title: float = 1.5
    """... and the line quotes the source's title, or the address ends in its slug."""
    declared_link: float = 6.0
    """Canonical, syndication or isBasedOn address of another site, with matching text."""
    cms_component_id: float = 6.0
    """Component ids of another site's editing system on body blocks inside the shared text."""
    cms_in_chrome: float = 0.3
    """The same in page furniture: sites clone one another's templates."""
    self_reference: float = 1.6
    """The narration says "told X" on a host that is not X; X's own partners and rivals are quoted so too."""
    wire_credit: float = 4.0
    """An agency's credit, copyright or dateline in the body."""
    disclaimer: float = 3.0
    """A distributor's legal notice below the text."""
    disclaimer_order: float = 1.1
    """Of two stacked notices the lower one is the later hop: odds of three to one, since a template may stack both."""
    provider: float = 2.0
    """A distributor's notice implies a provider whose name was lost."""
    embed: float = 4.6
    """An embedded post names its author, day and address."""
    quotation: float = 2.9
    """A speaker named for words in quotation marks."""
    quotation_reworded: float = 2.2
    """... in another wording than most: another translation, or a paraphrase in quotation marks."""
    quotation_indirect: float = 1.7
    """... in reported speech."""
    inherited_source: float = 2.0
    """A document shares its text with one that names this source; every further one adds a fifth of it, up to five."""
    foreign_link: float = 0.7
    """Links or images inside shared text that point to the source's host, each; capped with its group."""
    verbatim_overlap: float = 0.97
    """Shared wording that cannot be chance: it ties two texts together, in no direction."""
    dropped_passage: float = -0.34
    """The source has passages between the shared ones that the copy left out, each run of them."""
    cut_end: float = -0.15
    """... before or after the shared ones."""
    publication_time: float = 0.6
    """Published later than the source by more than the dates' uncertainty; low, since dates are re-set on import, and two
    copies of a third text have dates too: an edge that rests on dates is never drawn solid."""
    publication_time_against: float = -0.8
    """Published earlier than the source."""
    version_order: float = 5.0
    """Two versions of one outlet's document, of which one is numbered higher, or was changed or captured later: nobody numbers
    their own versions backwards, and an outlet updates its page rather than take the text anew. Not measured: none of the
    collections holds versions."""
    dates_right: float = 9.0
    """Credited copies dated after their source that stand for what is known before looking, against one dated before: of 25 in
    gov-crosspost with another day than their source all 25 are later; archives that date anew are known from elsewhere."""
    host_prior_most: float = 1.5
    """Most that the direction of other stories between two sites adds."""
    host_stories: float = 5.0
    """Other stories two sites must share before they say anything."""
    separative_omission: float = -5.0
    """The source lacks a passage of the common original that the copy has: it cannot have passed it on."""
    independent_passage: float = -2.53
    """... that a further copy has too, which has passages of the source that this copy lacks, and so did not get it here."""
    shared_passage: float = -0.76
    """Some further copy has a passage of the copy that its source lacks, each: if not from here, it is from another source."""
    added_passage: float = -1.0
    """The copy has a passage inside the shared text that its source lacks, which it may have added itself, each run of them."""
    appended_passage: float = -0.96
    """... before or after the shared text."""
    passages_most: float = 4.0
    """Passages, or runs of them, that count."""
    inherited_variant: float = -0.43
    """A change of wording that the copy shares with other copies and not with its source, each."""
    inherited_style: float = -0.18
    """... a change of house style, each."""
    variants_most: float = 6.0
    """Changes of wording that count: the desk that makes many makes them together."""
    completeness: float = 0.51
    """The source holds as much as any copy of what is shared; in proportion."""
    kept_headline: float = 1.19
    """Source and copy have the same headline."""
    kept_line: float = 0.84
    """Source and copy share a byline, a caption or an embed, each, up to three."""
    damaged_characters: float = 1.14
    """Characters are damaged in the copy and whole in its source."""
    shared_damage: float = 1.1
    """The same words are damaged in both and whole in a third copy; by judgement no more than ``damaged_characters``, since two
    importers with one fault damage alike."""
    cut_sentence: float = 1.6
    """The copy breaks off inside a sentence that goes on in its source."""
    lost_links: float = 0.81
    """Links inside the shared text of the source are missing in the copy."""
    dangling_reference: float = 1.28
    """The copy points at a picture or table that only its source has."""
    slug_reuse: float = 2.0
    """The copy's address repeats its source's title and not its own, or its title ends in the source's name."""
    file_reuse: float = 1.0
    """A picture's file is named after the source's title and not after the copy's."""
    added_embed: float = -1.44
    """The copy has an embedded post its source lacks; desks add and drop these freely."""
    block_coverage: float = 0.7
    """An unseen source explains passages that no observed copy could have passed on."""
    anonymous_source: float = 2.0
    """Log-odds of an unnamed common source of two documents that exclude one another as source."""
    host_unknown: float = -1.0
    """A document without any publisher may be the source's own page."""
    copies_go_to_the_source: float = -1.0
    """The supposed source is itself a copy that credits another: originals have more takers than their copies."""
    residue_missing: float = -4.5
    """The copy carries ids of a third site on the shared text that this source does not have."""
    claim_elsewhere: float = -2.0
    """The copy names another source."""
    contradiction: float = -2.0
    """Claims of both sides point at each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A beta calibration: log-odds of being right are ``rise`` * ln share - ``fall`` * ln(1 - share) + ``shift``."""

    rise: float = 1.0
    """How fast the probability rises from 0; at least 0."""
    fall: float = 1.0
    """How slowly it approaches 1; at least 0."""
    shift: float = 0.0
    """Natural log-odds added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Curves from the share of trees to a probability, by what speaks for an edge and by the size of its family.

    Fitted to 6,032 likeliest sources whose truth is known, on families the weights were not fitted to: the simulated worlds
    ``newsroom`` (seeds 2 and 7), ``hidden`` (seed 2) and ``text_only`` (seeds 4 and 6), gov-crosspost and the first 300 edges of
    carpentries-crosspost, with all evidence and with claims or dates hidden or wrong. Right is an edge from any ancestor, and one
    from an absent source where an ancestor stood there. Out of fold (five folds of families) the expected calibration error
    fell from 0.061 to 0.017.
    """

    large_family: int = 5
    """Documents from which a family is large."""
    named_small: Curve = Curve(rise=1.0, fall=0.826, shift=0.852)
    """Edges whose evidence names the source, in small families."""
    named_large: Curve = Curve(rise=1.0, fall=0.213, shift=2.2)
    """... in large ones."""
    inferred_small: Curve = Curve(rise=1.089, fall=1.056, shift=0.082)
    """Edges that no evidence names, in small families."""
    inferred_large: Curve = Curve(rise=1.0, fall=0.964, shift=0.523)
    """... in large ones."""
