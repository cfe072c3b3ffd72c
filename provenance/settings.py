"""Every number that shapes a result, in one frozen tree, each with the evidence for it.

``Settings()`` is the default; change a leaf with ``dataclasses.replace``. Units and ranges stand beside
each field. The whole tree is written into every result.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one input is taken in; beyond, it is skipped or degraded, and named."""

    file_bytes: int = 20_000_000
    """Largest file read, bytes. trafilatura's ``MAX_FILE_SIZE`` is the same 20 MB."""
    json_depth: int = 200
    """Deepest JSON nesting parsed; CPython's parser recurses and fails near 1,000."""
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
    candidate_shared_rows: int = 2
    """Equal MinHash rows that make two passages candidates. One row alone is a chance event for passages
    that share 1 % of shingles (128 * 0.01 > 1)."""
    candidate_shared_shingles: int = 2
    """Shared rare shingles that make two documents candidates: one alone is a name or a formula in most pairs."""
    closure_documents: int = 60
    """Families up to this many documents get every pair compared; larger ones the star pairs."""
    seed_words: int = 3
    """Words in an alignment seed: within a candidate pair 3-word seeds reach F1 .986 where 5 reach .898."""
    chain_gap_words: int = 20
    """Largest gap, in words on either side, bridged inside one passage."""
    passage_min_words: int = 10
    """Shortest run of aligned words kept as a shared passage."""
    copy_min_words: int = 32
    """Aligned words from which a passage can be a copy: of planted stock phrases, quotations and footers
    99 % are shorter than 44 words and 90 % shorter than 38; of copied passages 99.9 % of those over 50 words are true."""
    copy_min_containment: float = 0.25
    """Share of the shorter text inside copied passages from which a shorter passage also counts as copy."""
    quotation_share: float = 0.6
    """Share of a passage's words inside quotation marks (on both sides) from which it is a quotation."""
    formula_bits: float = 60.0
    """Passages carrying fewer bits of surprise than this are formulas (names, titles, stock phrases):
    about six words of ten bits, English news having 9 to 10 bits a word under a unigram model."""
    name_share: float = 0.5
    """Share of capitalised words in a short passage from which it is a formula of names and titles."""
    same_event_affinity: float = 0.12
    """Affinity from which two documents without common wording are said to speak of the same event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWeights:
    """Natural log-odds each kind of evidence gives an edge: starting weights, later fitted.

    A group counts as its strongest member plus ``group_rest`` times the others, because signals of one
    plugin are not independent. Positive speaks for the edge.
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
    corroborated: float = 2.0
    """The same source is named by a related document by other means."""
    wire_credit: float = 4.0
    """An agency's credit, copyright or dateline in the body."""
    disclaimer: float = 3.0
    """A distributor's legal notice below the text."""
    inherited_source: float = 2.2
    """A document shares its text with one that names this source."""
    foreign_link: float = 0.7
    """Links or images inside shared text that point to the source's host, each; capped with its group."""
    verbatim_overlap: float = 3.0
    """Shared wording that cannot be chance: it ties two texts together, in no direction."""
    containment_asymmetry: float = 1.0
    """One side holds the other's body and more."""
    publication_time: float = 1.5
    """Published later than the source by more than the dates' uncertainty; clipped, since dates are re-set on import."""
    publication_time_against: float = -2.5
    """Published earlier than the source."""
    separative_omission: float = -5.0
    """The source lacks a passage of the common original that the copy has: it cannot have passed it on."""
    added_passage: float = -1.0
    """The copy has a passage its source lacks, which it may have added itself."""
    residue_missing: float = -4.5
    """The copy carries ids of a third site on the shared text that this source does not have."""
    claim_elsewhere: float = -2.0
    """The copy names another source."""
    source_claims_other: float = -1.0
    """The supposed source itself credits the supposed copy's site."""
    contradiction: float = -3.0
    """Claims of both sides point at each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """From evidence to edges."""

    weights: EvidenceWeights = field(default_factory=EvidenceWeights)
    observed_root: float = -3.0
    """Log-odds of a document with copied text being the original, before evidence."""
    anonymous_cost: float = -4.5
    """Log-odds price of an unnamed common source: paid only where blocks show that an ancestor is missing."""
    probability_cap: float = 0.99
    """No edge is surer than this: the weights are not yet calibrated."""
    edge_probability: float = 0.5
    """Probability from which a directed edge is reported."""
    solid_probability: float = 0.9
    """Probability from which an edge whose evidence names the source is drawn solid."""
    rejected_log_odds: float = -3.0
    """Total against a direction from which it counts as excluded."""
    cluster_documents: int = 500
    """Largest cluster solved at once (cubic cost); larger ones are split, and the split is reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What the picture may hold."""

    engine: str = "auto"
    """``auto``, ``wasi``, ``dot`` or ``builtin``: who places the boxes."""
    nodes: int = 2_000
    """Most nodes drawn; Graphviz takes 0.2 s for a tree of 2,000."""
    edges: int = 6_000
    """Most edges drawn; denser graphs cannot be interrupted inside the WebAssembly engine."""
    box_chars: int = 34
    """Characters of a line in a box before it is wrapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole tree."""

    limits: Limits = field(default_factory=Limits)
    matching: Matching = field(default_factory=Matching)
    inference: Inference = field(default_factory=Inference)
    drawing: Drawing = field(default_factory=Drawing)

    def to_dict(self) -> dict[str, object]:
        """The tree as nested dicts of plain values, in field order."""
        return asdict(self)
