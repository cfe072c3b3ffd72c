"""What is known of a corpus: who came from whom, what is hidden, what only looks like copying."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from provenance.model import RawDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenSource:
    """A true source that is not among the documents.

    ``host`` is where it stood (``None``: not known, or nobody says), ``name`` the outlet, agency or distributor.
    ``named`` says whether some document of the corpus names it, so that a tool can know its name.
    """

    id: str
    host: str | None
    name: str | None
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document stood: ``host``, and ``name`` of the outlet; ``None`` if not known.

    ``told`` says whether the document holds a word of it: if not, nobody can tell.
    """

    host: str | None
    name: str | None
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TruePassage:
    """Words that ``left`` and ``right`` (``left < right``) both have by copying, as each writes them.

    The harness finds them in the documents as read, white space folded; a passage is one block.
    """

    left: str
    right: str
    left_text: str
    right_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Known lineage of a corpus. Whatever is in no field is not known, and is not scored.

    Attributes:
        parents: direct sources of a document, ids of documents or of ``hidden``; ``()`` for one that has no source.
            A document that is no key has an unknown source. More than one parent means disjoint parts (a mash-up).
            A parent is the nearest one that the corpus or ``hidden`` holds, and stays so if another copy reads the same.
        hidden: true sources outside the corpus, by their id.
        undirected: pairs (smaller id first) that are copies of which nobody can say who was first: "undecided" is right.
        siblings: pairs (smaller id first) that go back to one source, neither to the other.
        unrelated: pairs (smaller id first) that share wording and are no copies, with the reason (``quotation``,
            ``press_conference``, ``legal_footer``, ``template``, ``stock_phrase``, ``twin_headline``, …).
        passages: copied passages, where they are known.
        passages_complete: whether ``passages`` is everything that was copied, so that more is too much.
        independent_texts: how many texts were written, not copied; ``None`` if not known.
        clusters: known groups of copies, each sorted, singles included if they are known to be single; empty if not known.
        places: where documents stood, by document, as far as known.
    """

    parents: Mapping[str, tuple[str, ...]]
    hidden: Mapping[str, HiddenSource]
    undirected: frozenset[tuple[str, str]] = frozenset()
    siblings: frozenset[tuple[str, str]] = frozenset()
    unrelated: Mapping[tuple[str, str], str]
    passages: tuple[TruePassage, ...] = ()
    passages_complete: bool = False
    independent_texts: int | None = None
    clusters: tuple[tuple[str, ...], ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledCorpus:
    """Documents as found, sorted by id, and what is known of them. ``checksum`` is the SHA-256 (hex) of what was read or made."""

    name: str
    documents: tuple[RawDocument, ...]
    truth: Truth
    checksum: str
