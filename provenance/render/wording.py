"""Findings in words: probabilities, kinds of evidence, sentences about edges, the headline.

Licensed syndication is normal: nothing here accuses. What is inferred is said to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from provenance.model import (
    COPY_EDGES,
    CountRange,
    Drawn,
    Edge,
    EdgeKind,
    Evidence,
    Findings,
    Pair,
    Relation,
    Source,
    SourceKind,
)
from provenance.render.escape import one_line
from provenance.render.names import Names

ALMOST_CERTAIN = 0.95
VERY_LIKELY = 0.80
LIKELY = 0.55
"""Probabilities from which the word is used. The words and limits are those of the analytic standards of
the US intelligence community (ICD 203, 2015); below ``LIKELY`` we only say "possible"."""

STRONG = 3.0
MODERATE = 1.0
"""Log-odds from which evidence is called so: odds of 20 to 1 and of 2.7 to 1."""

GROUP_SHOWN = 12
"""Most documents of one group named in a sentence; the rest is counted."""

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()

_EDGES: Mapping[EdgeKind, tuple[str, str]] = {
    EdgeKind.REPUBLISHED: ("republished", "{target} republished {source}"),
    EdgeKind.REPUBLISHED_WITH_EDITS: ("republished with edits", "{target} republished {source} with edits"),
    EdgeKind.EXCERPTED: ("excerpted", "{target} republished a part of {source}"),
    EdgeKind.UPDATED: ("updated", "{target} is a later version of {source}"),
    EdgeKind.SYNDICATED_THROUGH: ("passed on", "{target} received the text from {source}"),
    EdgeKind.QUOTES: ("quoted", "{target} quotes {source}"),
    EdgeKind.REPORTS: ("reported", "{target} reports {source} in its own words"),
    EdgeKind.EMBEDS: ("embedded", "{target} embeds a post by {source}"),
}

_EVIDENCE: Mapping[str, str] = {
    "attribution_line": "a credit line",
    "cms_component_id": "editing-system ids",
    "canonical_link": "the canonical address",
    "syndication_meta": "syndication data",
    "original_source_meta": "original-source data",
    "schema_is_based_on": "“based on” data",
    "importer_meta": "traces of an importer",
    "feed_source": "a feed's source field",
    "tracking_pixel": "a tracking pixel",
    "wire_credit": "an agency credit",
    "agency_dateline": "an agency dateline",
    "copyright_line": "a copyright line",
    "disclaimer": "a legal notice",
    "self_reference": "the source named in its narration",
    "foreign_link": "links to the source",
    "foreign_image": "images from the source",
    "byline_affiliation": "the byline",
    "creative_commons_notice": "a Creative Commons notice",
    "press_release_line": "a press-release line",
    "dpa_id": "an agency's item number",
    "guid_host": "a feed id",
    "saved_from": "a “saved from” note",
    "translated_from": "a translation notice",
    "embedded_post": "an embedded post",
    "powered_by": "a “powered by” line",
    "verbatim_overlap": "the same wording",
    "containment_asymmetry": "one text holding the other",
    "block_coverage": "the paragraphs it covers",
    "separative_omission": "a missing passage",
    "added_passage": "an added passage",
    "residue_missing": "missing ids",
    "claim_elsewhere": "a credit to another source",
    "source_claims_other": "a credit the other way round",
    "inherited_variant": "an inherited variant",
    "inherited_source": "a credit in the same text elsewhere",
    "corroborated": "a credit in a related text",
    "cms_clock": "the clock in editing-system ids",
    "disclaimer_order": "the order of the legal notices",
    "publication_time": "the dates",
    "version_order": "the order of its versions",
    "dangling_reference": "a dangling reference",
    "degradation": "damage on the way",
    "slug_reuse": "the words in the address",
    "host_prior": "what is known of the site",
    "contradiction": "contradictory claims",
    "shared_quotation": "the speaker's words",
}

_RELATIONS: Mapping[Relation, str] = {
    Relation.COPY: "one text was copied from the other",
    Relation.COMMON_SOURCE: "both come from a common source",
    Relation.SHARED_QUOTATION: "they quote the same words",
    Relation.SAME_EVENT: "they speak of the same event in their own words",
    Relation.BOILERPLATE_ONLY: "they share only standard notices and furniture",
    Relation.UNRELATED: "nothing ties them together",
}


def probability_word(probability: float) -> str:
    """A probability in words.

    Examples:
        >>> [probability_word(each) for each in (0.99, 0.9, 0.7, 0.4)]
        ['almost certain', 'very likely', 'likely', 'possible']

    """
    if probability >= ALMOST_CERTAIN:
        return "almost certain"
    if probability >= VERY_LIKELY:
        return "very likely"
    return "likely" if probability >= LIKELY else "possible"


def strength_word(log_odds: float) -> str:
    """How much one piece of evidence weighs, either way."""
    if abs(log_odds) >= STRONG:
        return "strong"
    return "moderate" if abs(log_odds) >= MODERATE else "slight"


def evidence_name(kind: str) -> str:
    """A kind of evidence in words; kinds this version does not know are spelled out.

    Examples:
        >>> evidence_name("wire_credit"), evidence_name("some_new_kind")
        ('an agency credit', 'some new kind')

    """
    return _EVIDENCE.get(kind) or one_line(kind.replace("_", " "))


def strongest(evidence: tuple[Evidence, ...], most: int) -> tuple[str, ...]:
    """Names of the strongest kinds of evidence, each once, at most ``most``."""
    ordered = sorted(evidence, key=lambda each: (-abs(each.log_odds), each.kind))
    return tuple(dict.fromkeys(evidence_name(each.kind) for each in ordered))[:most]


def relation_sentence(relation: Relation) -> str:
    """What a relation between two documents means, as the rest of a sentence about both."""
    return _RELATIONS[relation]


def pair_sentence(pair: Pair, names: Names) -> str:
    """What two documents are to each other, in a sentence without its full stop."""
    left, right = names.long(pair.reuse.left), names.long(pair.reuse.right)
    if pair.relation.direction == "undecided":
        return undecided_sentence((pair.reuse.left, pair.reuse.right), names)
    return f"{left} and {right}: {relation_sentence(pair.relation.relation)}"


def undecided_sentence(documents: tuple[str, ...], names: Names) -> str:
    """Two or more documents of which nothing tells who was first, in a sentence without its full stop."""
    origin = "both come from a third" if len(documents) == 2 else "all come from another"  # noqa: PLR2004 - a pair
    shown = [names.long(each) for each in documents[:GROUP_SHOWN]]
    if len(documents) > GROUP_SHOWN:
        shown.append(f"{len(documents) - GROUP_SHOWN:,} more")
    return f"{listed(tuple(shown))} share copied text; nothing tells which was first, or whether {origin}"


def edge_phrase(kind: EdgeKind) -> str:
    """What the later document did, in a word or three: for a label."""
    return _EDGES[kind][0]


def edge_sentence(edge: Edge, names: Names) -> str:
    """An edge in a sentence without its full stop."""
    return _EDGES[edge.kind][1].format(source=names.long(edge.source), target=names.long(edge.target))


def plural(count: int, singular: str, many: str | None = None) -> str:
    """A count with its noun.

    Examples:
        >>> plural(1, "document"), plural(3, "copy", "copies")
        ('1 document', '3 copies')

    """
    return f"{count:,} {singular if count == 1 else many or singular + 's'}"


def listed(parts: tuple[str, ...]) -> str:
    """Parts as a list in a sentence.

    Examples:
        >>> listed(("a", "b", "c"))
        'a, b and c'

    """
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def number_word(number: int) -> str:
    """A small number as a word, a larger one in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def headline(documents: int, independent_texts: CountRange, sources: tuple[Source, ...], edges: tuple[Edge, ...]) -> str:
    """The finding in a sentence, with its full stop.

    How many documents, how many texts not copied from one another, and the source that most
    documents come from (ties: the first by id), with whether it is here.

    Examples:
        >>> headline(5, CountRange(low=4, likely=4, high=4), (), ())
        '5 documents, 4 independent texts.'

    """
    first = f"{plural(documents, 'document')}, {_count_words(independent_texts)}"
    origin = largest_origin(edges, {source.id for source in sources})
    if origin is None:
        return f"{first}."
    source, copies = origin
    known = {each.id: each for each in sources}
    who = f"{number_word(copies)} {'document comes' if copies == 1 else 'documents come'}"
    if source not in known:
        return f"{first}; {who} from {one_line(source)}."
    if known[source].kind is SourceKind.ANONYMOUS:
        return f"{first}; {who} from a source that nobody names and that is not here."
    return f"{first}; {who} from {one_line(known[source].label)}, which is not here."


def _count_words(count: CountRange) -> str:
    if count.low == count.high:
        return plural(count.likely, "independent text")
    return f"{count.low:,} to {count.high:,} independent texts (most likely {count.likely:,})"


def largest_origin(edges: tuple[Edge, ...], unobserved: set[str]) -> tuple[str, int] | None:
    """The node most documents come from, through whatever chain, and how many; ``None`` if no edge is sure enough to say so."""
    parents: dict[str, list[str]] = {}
    for edge in edges:
        if edge.kind in COPY_EDGES and (_is_told(edge) or edge.kind is EdgeKind.SYNDICATED_THROUGH):
            parents.setdefault(edge.target, []).append(edge.source)
    counts: Counter[str] = Counter()
    for target in parents:
        if target not in unobserved:
            counts.update(_nearest_origins(target, parents))
    if not counts:
        return None
    return min(counts.items(), key=lambda item: (-item[1], item[0] not in unobserved, item[0]))


def _is_told(edge: Edge) -> bool:
    """Whether an edge is sure enough for the finding in a sentence; one that rests on dates alone never is."""
    return edge.drawn is Drawn.SOLID or edge.probability >= ALMOST_CERTAIN


def _nearest_origins(document: str, parents: Mapping[str, list[str]]) -> set[str]:
    """Nodes without copied parents that are reached from a document against the arrows."""
    seen = {document}
    waiting = [document]
    origins = set()
    while waiting:
        node = waiting.pop()
        if node not in parents:
            origins.add(node)
        for parent in parents.get(node, ()):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return origins - {document}


def headline_of(findings: Findings) -> str:
    """The headline of a whole result."""
    summary = findings.summary
    return headline(summary.documents, summary.independent_texts, findings.sources, findings.edges)
