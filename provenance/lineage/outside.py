"""Speakers and posts outside the corpus: whose words a text carries, drawn once per independent text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from provenance.lineage.edges import Reported, slug
from provenance.lineage.odds import probability_of
from provenance.model import (
    Drawn,
    Edge,
    EdgeKind,
    Evidence,
    Quotation,
    QuotationMember,
    Signal,
    SignalKind,
    Source,
    SourceKind,
)
from provenance.settings import Inference


def speaker_edges(quotations: Sequence[Quotation], roots: Mapping[str, str], settings: Inference) -> Reported:
    """Edges from speakers to the texts that carry their words.

    ``roots`` maps every document to the node its independent text begins with: a quotation that copies
    inherited is drawn to their common source, once. Only speakers whom at least two independent texts carry are drawn.
    """
    sources: dict[str, Source] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for quotation in quotations:
        by_root: dict[str, list[QuotationMember]] = {}
        for member in quotation.members:
            by_root.setdefault(roots[member.document], []).append(member)
        if len(by_root) == 1:
            continue
        name = f"source:speaker/{slug(quotation.speaker)}"
        sources[name] = Source(
            id=name,
            kind=SourceKind.SPEAKER,
            label=quotation.speaker,
            host=None,
            not_before=None,
            reason=f"quoted or reported by {len(by_root)} independent texts",
        )
        for root, members in sorted(by_root.items()):
            edge = _speaker_edge(name, root, quotation, members, settings)
            known = edges.get((name, root))
            if known is None or edge.probability > known.probability:
                edges[name, root] = edge
    return Reported(sources=tuple(sources[key] for key in sorted(sources)), edges=tuple(edges.values()), rejected=())


def _speaker_edge(source: str, root: str, quotation: Quotation, members: Sequence[QuotationMember], settings: Inference) -> Edge:
    weights = settings.weights
    direct = [member for member in members if member.form != "indirect"]
    if not direct:
        log_odds, how = weights.quotation_indirect, "reported in indirect speech"
    elif min(member.variant for member in direct) > 0:
        log_odds, how = weights.quotation_reworded, "quoted in a wording of its own"
    else:
        log_odds, how = weights.quotation, "quoted"
    blocks = tuple(dict.fromkeys(member.block for member in members))
    return Edge(
        source=source,
        target=root,
        kind=EdgeKind.QUOTES if direct else EdgeKind.REPORTS,
        probability=round(probability_of(log_odds) * settings.probability_cap, 4),
        drawn=Drawn.DASHED,
        evidence=(
            Evidence(kind="shared_quotation", log_odds=log_odds, note=f"words of {quotation.speaker}, {how}", where=blocks),
        ),
        against=(),
        flips_if="the words having been taken from another outlet's report rather than from the speaker",
    )


def post_edges(signals: Mapping[str, Sequence[Signal]], roots: Mapping[str, str], settings: Inference) -> Reported:
    """Edges from embedded posts to the documents that carry them; to the common source if all its copies do."""
    holders: dict[str, dict[str, Signal]] = {}
    for document in sorted(signals):
        for signal in signals[document]:
            if signal.kind is SignalKind.EMBEDDED_POST and signal.date:
                handle = signal.value.removeprefix("@")
                name = f"source:post/{handle}/{(signal.date.written or signal.date.earliest)[:10]}"
                holders.setdefault(name, {}).setdefault(document, signal)
    sources = []
    edges: list[Edge] = []
    for name, carriers in sorted(holders.items()):
        first = next(iter(carriers.values()))
        day = name.rpartition("/")[2]
        sources.append(
            Source(
                id=name,
                kind=SourceKind.POST,
                label=f"@{first.value.removeprefix('@')}, {day}",
                host=first.host,
                not_before=first.date,
                reason="embedded in a document, with its author and day",
            )
        )
        edges.extend(_post_edge(name, target, signal, settings) for target, signal in _targets(carriers, roots))
    return Reported(sources=tuple(sources), edges=tuple(edges), rejected=())


def _targets(carriers: Mapping[str, Signal], roots: Mapping[str, str]) -> list[tuple[str, Signal]]:
    by_root: dict[str, list[str]] = {}
    for document in carriers:
        by_root.setdefault(roots[document], []).append(document)
    copies = {root: [document for document, other in roots.items() if other == root] for root in by_root}
    targets = []
    for root, documents in sorted(by_root.items()):
        if len(documents) > 1 and len(documents) == len(copies[root]):
            targets.append((root, carriers[documents[0]]))
        else:
            targets.extend((document, carriers[document]) for document in documents)
    return targets


def _post_edge(source: str, target: str, signal: Signal, settings: Inference) -> Edge:
    log_odds = settings.weights.embed
    return Edge(
        source=source,
        target=target,
        kind=EdgeKind.EMBEDS,
        probability=round(probability_of(log_odds) * settings.probability_cap, 4),
        drawn=Drawn.SOLID,
        evidence=(
            Evidence(
                kind=str(SignalKind.EMBEDDED_POST),
                log_odds=log_odds,
                note="the post is embedded with its author and day",
                where=signal.blocks,
            ),
        ),
        against=(),
        flips_if="the post having been placed by the text's source rather than here",
    )
