"""Every number that shapes a result, in one frozen tree, each with the evidence for it.

``Settings()`` is the default; change a leaf with ``dataclasses.replace``. Units and ranges stand beside
each field. The whole tree is written into every result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from typing import TypeVar

from provenance.errors import UsageError
from provenance.weights import Calibration, Curve, EvidenceWeights

__all__ = [
    "Archive",
    "Calibration",
    "Columns",
    "Curve",
    "Drawing",
    "EvidenceWeights",
    "Inference",
    "Limits",
    "Matching",
    "Settings",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one input is taken in; beyond, it is skipped or degraded, and named."""

    file_bytes: int = 20_000_000
    """Largest file read, bytes. trafilatura's ``MAX_FILE_SIZE`` is the same 20 MB."""
    json_depth: int = 200
    """Deepest JSON nesting parsed; CPython's parser recurses and fails near 1,000."""
    xml_depth: int = 100
    """Deepest nesting of elements in a feed or export; real ones have under ten, with XHTML in them some twenty."""
    xml_elements: int = 300_000
    """Most elements in an entry of a feed, a news item or an office document, a paragraph of which has 3 to 30. Reading 1.2
    million of a DOCX took 550 MB (measured)."""
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
    pdf_pages: int = 200
    """Most pages of a PDF that are read; a page of news takes 0.04 s."""
    child_seconds: int = 10
    """Most processor time for a file that is read in a process of its own (PDF), seconds; what was read before is kept."""
    child_bytes: int = 1_000_000_000
    """Most memory for it, bytes of address space, where the system can bound that; two pages of news take under 200 MB."""
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
    excerpt_words: int = 0
    """Most words of a text in one piece in the report, so that it can be shared without republishing the articles; 0 for all."""


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
