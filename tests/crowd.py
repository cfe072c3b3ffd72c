"""Large invented results, made at once: families of copies with and without arrows, and documents that share nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from types import MappingProxyType

from provenance.model import (
    CountRange,
    Document,
    Drawn,
    Edge,
    EdgeKind,
    Evidence,
    Findings,
    Metadata,
    Pair,
    PairRelation,
    Passage,
    PassageType,
    Publisher,
    Relation,
    Reuse,
    Role,
    Source,
    SourceKind,
    Span,
    Summary,
)
from provenance.settings import Settings
from tests.findings_factory import document

WORDS = "The ferry to Osk was stopped on Monday after the crew had reported smoke."


def article(name: str, words: str = WORDS) -> Document:
    """A short document on a site of its own."""
    metadata = Metadata(title=f"Story of {name}", publisher=Publisher(name=None, host=f"{name}.example", basis="url"))
    return document(name, [(Role.BODY, words)], metadata)


def shared(left: Document, right: Document, share: float = 0.9, direction: str = "neither") -> Pair:
    """Two documents with one copied passage, ``share`` of the left one's wording in the right one."""
    passage = Passage(left=Span(0, 9), right=Span(0, 9), similarity=1.0, type=PassageType.COPY)
    reuse = Reuse(
        left=left.id,
        right=right.id,
        left_in_right=share,
        right_in_left=share / 2,
        jaccard=share / 2,
        jaccard_estimate=None,
        affinity=0.0,
        shared_names=(),
        copied_words=2,
        passages=(passage,),
        blocks=(),
        edits=(),
    )
    relation = Relation.COPY if direction == "undecided" else Relation.COMMON_SOURCE
    return Pair(reuse=reuse, relation=PairRelation(left=left.id, right=right.id, relation=relation, direction=direction, note=""))


def arrow(source: str, target: str, probability: float = 0.97) -> Edge:
    """An edge drawn solid, shown by the target's first block."""
    return Edge(
        source=source,
        target=target,
        kind=EdgeKind.REPUBLISHED,
        probability=probability,
        drawn=Drawn.SOLID,
        evidence=(Evidence(kind="attribution_line", log_odds=5.0, note="It says so.", where=(f"{target}:p01",)),),
        against=(),
        flips_if="",
    )


def outside(name: str) -> Source:
    """A source that is not among the documents."""
    return Source(id=f"source:{name}", kind=SourceKind.NAMED, label=name, host=name, not_before=None, reason="It is credited.")


def gathered(documents: Sequence[Document], pairs: Sequence[Pair], edges: Sequence[Edge], sources: Sequence[Source]) -> Findings:
    """A result of these values, sorted."""
    return Findings(
        tool_version="0.1.0",
        settings=Settings().to_dict(),
        summary=Summary(
            documents=len(documents),
            independent_texts=CountRange(low=1, likely=1, high=1),
            headline=f"{len(documents)} documents.",
        ),
        documents=tuple(sorted(documents, key=lambda each: each.id)),
        signals=MappingProxyType({each.id: () for each in documents}),
        sources=tuple(sorted(sources, key=lambda each: each.id)),
        pairs=tuple(sorted(pairs, key=lambda each: (each.reuse.left, each.reuse.right))),
        edges=tuple(sorted(edges, key=lambda each: (each.source, each.target))),
    )


def crowd(families: Sequence[int], alone: int) -> Findings:
    """Families of the given sizes and ``alone`` documents that share nothing.

    Even families (``f000``, ``f002`` …) have text from ``wire.example``, which is not here; in the others the first document was
    republished by the rest. Neighbours in a family share a passage.
    """
    documents, pairs, edges = [], [], []
    for number, size in enumerate(families):
        members = [article(f"f{number:03}-{each:04}") for each in range(size)]
        documents += members
        pairs += [shared(one, other) for one, other in pairwise(members)]
        if number % 2:
            edges += [arrow(members[0].id, each.id) for each in members[1:]]
        else:
            edges += [arrow("source:wire.example", each.id) for each in members]
    documents += [article(f"x{each:05}") for each in range(alone)]
    return gathered(documents, pairs, edges, [outside("wire.example")] if families else [])
