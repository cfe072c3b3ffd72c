"""Every number that shapes a result, in one frozen tree, each with the evidence for it.

``Settings()`` is the default; change a leaf with ``dataclasses.replace``. Units and ranges stand beside
each field. The whole tree is written into every result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from typing import TypeVar

from provenance.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one input is taken in; beyond, it is skipped or degraded, and named."""

    file_bytes: int = 20_000_000
    """Largest file read, bytes. trafilatura's ``MAX_FILE_SIZE`` is the same 20 MB."""
    json_depth: int = 200
    """Deepest JSON nesting parsed; CPython's parser recurses and fails near 1,000."""
    xml_depth: int = 100
    """Deepest nesting of elements in a feed or export; real ones have under ten, with XHTML in them some twenty."""
    html_depth: int = 200
    """Deepest HTML nesting parsed as a tree; lxml silently loses all text from about 254 on (measured)."""
    html_tags: int = 200_000
    """Most tags in one HTML document."""
    text_chars: int = 200_000
    """Most code points of one document's text that are compared; the rest is cut, and the cut is named."""
    line_chars: int = 1_000_000
    """Longest single line read as text; longer lines are cut there, and the cut is named."""
    files: int = 1_000_000
    """Most files taken from a folder."""
    table_bytes: int = 50_000_000_000
    """Largest table (JSON Lines, CSV, Parquet) or web archive read, bytes after decompression; 10^7 articles of 5 kB. What comes
    after is left out, and named. One record may be as long as a file (``file_bytes``)."""
    expansion_ratio: int = 2_000
    """Most bytes that one compressed byte may become, beyond ..."""
    expansion_bytes: int = 100_000_000
    """... this many bytes from one file. Measured: 373 WordPress posts shrink 3.5-fold with gzip, 4.9-fold with xz; nothing but
    copies of one article of 10 kB 128-fold with gzip, 1,250-fold with xz and zstd; zeros 6,800-fold with xz, 32,000-fold with
    zstd."""
    listed_problems: int = 100
    """Most problems listed for one input and severity; the others are counted. Ten million records can go wrong one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of a table (JSON Lines, CSV, Parquet) holds what.

    An empty name is guessed from the names in the table, by the list in ``docs/how-to/read-tables.md``; ``-`` means none. A name
    with dots reaches into nested records: ``article.body``.
    """

    text: str = ""
    """The document itself: plain text, Markdown or HTML."""
    title: str = ""
    """Its headline."""
    url: str = ""
    """Its own address."""
    date: str = ""
    """When it was published."""
    author: str = ""
    """Who wrote it."""
    publisher: str = ""
    """Where it appeared: a name or a host."""
    language: str = ""
    """Its language, as a code."""
    id: str = ""
    """What the record is called; without such a column, by its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Finding and typing shared passages. Measured on generated news of known reuse unless said otherwise."""

    shingle_words: int = 5
    """Words in a shingle for containment and candidates: 5-grams find 99.0 % of copied passage pairs,
    8-grams 91.1 %, at equal cost; real and generated news share 3.3 % and 3.7 % of 5-grams by chance."""
    permutations: int = 128
    """MinHash permutations: the standard error of the Jaccard estimate is at most 1/(2*sqrt(128)) = 0.044."""
    minhash_seed: int = 1
    """Seed of the permutations (datasketch's default), fixed so that signatures can be compared across runs."""
    passage_words: int = 120
    """Words in a passage that gets its own signature; passages overlap by half."""
    candidate_rows: int = 128
    """Rows of the passages' signatures, at most ``permutations``, that make candidates too; 0 for none. Among 10,000 invented
    articles shared shingles alone lead to 1.000 of the copied passages of whole copies and lifted paragraphs and .971 of lifted
    sentences, and 8 to 64 rows besides to not one more. But a star leads to some by way of a third document: of 1,876 pairs of
    true copies among 1,149 articles 98 are not named without rows. They cost twice the candidates."""
    candidate_shared_rows: int = 2
    """Equal MinHash rows that make two passages candidates. One row alone is a chance event for passages
    that share 1 % of shingles (128 * 0.01 > 1)."""
    candidate_shared_shingles: int = 2
    """Shared shingles that make two documents candidates: one alone is a name or a formula in most pairs."""
    closure_documents: int = 60
    """Families up to this many documents get every pair compared; larger ones the star pairs, and ..."""
    closure_neighbours: int = 6
    """... each document with this many others whose signatures agree with its own most."""
    seed_words: int = 3
    """Words in an alignment seed: within a candidate pair 3-word seeds reach F1 .986 where 5 reach .898."""
    chain_gap_words: int = 20
    """Largest gap, in words on either side, bridged inside one passage."""
    passage_min_words: int = 10
    """Shortest run of aligned words kept as a shared passage."""
    copy_bits: float = 175.0
    """Bits of surprise of shared narration (names and numbers at half, less ``2 * log2(chain_gap_words)`` for each gap between
    equal words, twice that from one paragraph to another) from which a passage is a copy: about 18 words of ordinary news.
    The least that an answer of clough-stevenson which counts as a copy shares with its source is 185; one true pair of bills
    (policy-diffusion) that counts by its containment has 179. Reports of one press conference were taken for copies in 8 of
    136 pairs (world ``negatives``, seeds 1 to 4) before gaps, and what stands in them, were left out, and are in none now."""
    copy_min_containment: float = 0.25
    """Containment of one text in the other from which its shorter shared passages count as copied too."""
    quotation_share: float = 0.6
    """Share of a passage's words inside quotation marks, on the side where it is larger, from which it is a quotation."""
    boilerplate_holders: int = 4
    """Documents that must hold a passage at their beginning or end, and share little else, for it to be furniture."""
    furniture_holders: int = 3
    """Documents that must hold a passage for it to be the furniture of a site that two of them share, and ..."""
    furniture_containment: float = 0.75
    """... the containment from which they are rather versions of one text."""
    commonplace_containment: float = 0.6
    """Containment, on the side where it is larger, below which two texts may share nothing but commonplaces."""
    commonplace_stories: int = 3
    """Stories that share nothing else and hold the same passage, from which it is nobody's: two may be copies, not three."""
    commonplace_words: int = 40
    """Shingles up to which such a passage is a form of words wherever it stands; a longer one stands around the story."""
    commonplace_margin: int = 120
    """Words that may stand between such a passage and the beginning or end of the text: other notices."""
    commonplace_rest: int = 25
    """Shingles up to which what two such texts share besides is a form of words too, and up to which a passage with a form of
    words in it must be a copy by its other words."""
    same_event_affinity: float = 0.28
    """Affinity from which two documents without common wording are said to speak of the same event. In samples of
    news pairs those above 0.30 were nearly all of one event, those below 0.25 mostly not; blog posts of one desk
    on one subject stay below 0.30."""
    same_event_neighbours: int = 12
    """Most documents named as speaking of the same event, per document."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """From evidence to edges."""

    weights: EvidenceWeights = field(default_factory=EvidenceWeights)
    calibration: Calibration = field(default_factory=Calibration)
    observed_root: float = 0.0
    """Log-odds of a document being the original, or coming from somewhere nothing points to: the zero of the scale."""
    anonymous_share: float = 0.5
    """Containment two documents need, on the side where it is larger, for an unnamed source to explain them: below, they
    share a passage, not a text."""
    probability_cap: float = 0.99
    """Factor on every probability: no edge is surer than this."""
    edge_probability: float = 0.5
    """Probability from which a directed edge is reported."""
    solid_small: float = 0.95
    """Share of trees from which an edge whose evidence names the source is drawn solid in a family below ``large_family``. Of
    1,090 such edges of the calibration's families 99.5 % were right (lower bound at 95 %: 99.0 %)."""
    solid_large: float = 0.999
    """... in a large family: 97.8 % of 458 were right (96.3 %); from 0.99 on 95.4 % of 801 (94.0 %), which is too few."""
    rejected_log_odds: float = -2.5
    """Total against a direction from which it counts as excluded."""
    largest_family: int = 500
    """Most documents whose tree is solved in one piece; larger families are divided at their weakest links, and the result says
    so. The cost of the marginals grows with the cube: tree and marginals of 500 nodes took 0.25 s of processor time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What the picture may hold."""

    engine: str = "auto"
    """``auto``, ``wasi``, ``dot`` or ``builtin``: who places the boxes."""
    nodes: int = 2_000
    """Most nodes drawn; Graphviz takes 0.2 s for a tree of 2,000."""
    edges: int = 6_000
    """Most edges drawn; denser graphs cannot be interrupted inside the WebAssembly engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A standing, growing collection."""

    batch_documents: int = 2_000
    """Most documents written at once, as one segment; a kill loses at most these. Reading 2,000 articles takes ten seconds, their
    segment 20 MB of memory."""
    batch_characters: int = 100_000_000
    """... and most characters of input, so that large pages are written in smaller segments."""
    query_documents: int = 12
    """Documents of an archive that a query is aligned with at once, those that share most of what is rare; more only while
    relatives are found. Each takes about 10 ms of processor time."""
    query_postings: int = 5_000_000
    """Most holders of shared shingles that are counted, of the rarest shingles first: a footer in 40 % of ten million articles
    would take a second and say nothing."""
    query_family: int = 60
    """Most relatives whose lineage is inferred with a query's, itself counted."""
    family_shingles: int = 12
    """Shingles that a further relative must share with those known so far: ``copy_bits`` are about 18 words of news, 14 shingles
    if none is changed."""
    family_documents: int = 2_000
    """Most documents that are taken into one family of an archive when it is traced alone."""
    family_batch: int = 400
    """Documents looked through at once for further members of such a family; it is complete when a batch has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole tree."""

    limits: Limits = field(default_factory=Limits)
    columns: Columns = field(default_factory=Columns)
    matching: Matching = field(default_factory=Matching)
    inference: Inference = field(default_factory=Inference)
    drawing: Drawing = field(default_factory=Drawing)
    archive: Archive = field(default_factory=Archive)

    @classmethod
    def from_mapping(cls, changes: Mapping[str, object]) -> Settings:
        """The defaults with some leaves changed, from nested mappings such as a parsed TOML file.

        Raises:
            UsageError: a name that is no setting, or a value of the wrong type; the message names it.

        Examples:
            >>> Settings.from_mapping({"matching": {"shingle_words": 4}}).matching.shingle_words
            4

        """
        return _changed(cls(), changes, "")

    def to_dict(self) -> dict[str, object]:
        """The tree as nested dicts of plain values, in field order."""
        return asdict(self)


_Tree = TypeVar("_Tree", bound=object)


def _changed(tree: _Tree, changes: Mapping[str, object], path: str) -> _Tree:
    if not is_dataclass(tree) or isinstance(tree, type):
        message = f"settings: {path.rstrip('.')} is one value, not a table"
        raise UsageError(message)
    known = {item.name: getattr(tree, item.name) for item in fields(tree)}
    new: dict[str, object] = {}
    for name, value in changes.items():
        if name not in known:
            message = f"settings: there is no {path}{name}; known here are {', '.join(known)}"
            raise UsageError(message)
        old = known[name]
        if isinstance(value, Mapping):
            new[name] = _changed(old, value, f"{path}{name}.")
        elif isinstance(old, float) and isinstance(value, int) and not isinstance(value, bool):
            new[name] = float(value)
        elif type(value) is type(old):
            new[name] = value
        else:
            message = f"settings: {path}{name} is a {type(old).__name__}, not {value!r}"
            raise UsageError(message)
    return replace(tree, **new)
