"""Originals taken out of a corpus of known lineage, so that they have to be inferred."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import HiddenSource, TruePassage, Truth
from provenance.grouping import connected
from provenance.lineage.claims import NAMING
from provenance.matching import find_reuse
from provenance.model import Document, Signal
from provenance.settings import Matching
from provenance.text.hosts import brand_key, brand_matches_site, same_site

_FEWEST_DESCENDANTS = 2
"""Members a family must keep: with one left, nothing points at what is missing but a claim."""
_FEWEST_COPIES = 2
"""Direct copies that betray an original nobody names. A single one holds all that is left of it, and stands for it: that
something came before cannot be known."""
_DEFAULT_MATCHING = Matching()


def hide_originals(prepared: Prepared, matching: Matching = _DEFAULT_MATCHING) -> Prepared:
    """The corpus without the known originals that at least two documents go back to, and that something betrays.

    An original is a parent in the truth that has no parent there itself, and no undirected twin, who would still show its
    text. It is betrayed by two direct copies, or by a descendant that names its host, publisher or address; it is then ``named``.
    It becomes a hidden source; its direct copies become siblings of one another where neither comes from the other and, if all
    copied passages are known, they have one in common. What the others share is compared anew, because what a passage is depends
    on the corpus.
    """
    copies = _copies(prepared.truth, {document.id for document in prepared.documents})
    descent = {parent: tuple(sorted(_reached(parent, copies))) for parent in sorted(copies)}
    twins = {one for pair in prepared.truth.undirected for one in pair}
    hidden = {}
    for document in prepared.documents:
        descendants = descent.get(document.id, ())
        if prepared.truth.parents.get(document.id) or len(descendants) < _FEWEST_DESCENDANTS or document.id in twins:
            continue
        source = _hidden(document, [signal for member in descendants for signal in prepared.signals.get(member, ())])
        if source.named or len(copies[document.id]) >= _FEWEST_COPIES:
            hidden[document.id] = source
    if not hidden:
        return prepared
    documents = tuple(document for document in prepared.documents if document.id not in hidden)
    return replace(
        prepared,
        documents=documents,
        signals={document.id: prepared.signals.get(document.id, ()) for document in documents},
        reuses=find_reuse(documents, matching),
        truth=_rewired(prepared.truth, hidden, descent),
    )


def _copies(truth: Truth, known: set[str]) -> dict[str, set[str]]:
    """For every document that is a parent: the documents made from it directly."""
    children: dict[str, set[str]] = {}
    for child, parents in truth.parents.items():
        for parent in parents:
            if child in known and parent in known:
                children.setdefault(parent, set()).add(child)
    return children


def _reached(start: str, children: Mapping[str, Iterable[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        new = set(children.get(waiting.pop(), ())) - reached
        reached |= new
        waiting += sorted(new)
    return reached - {start}


def _hidden(document: Document, signals: Iterable[Signal]) -> HiddenSource:
    publisher = document.metadata.publisher
    return HiddenSource(
        id=f"hidden:{document.id}",
        host=document.host,
        name=publisher.name if publisher else None,
        named=any(_names(signal, document) for signal in signals),
    )


def _names(signal: Signal, document: Document) -> bool:
    """Whether a signal that names a source by itself names where this document stood."""
    if signal.kind not in NAMING or signal.own_site:
        return False
    publisher = document.metadata.publisher
    host, name = document.host, publisher.name if publisher else None
    if signal.url is not None and signal.url == document.metadata.url:
        return True
    if same_site(signal.host, host):
        return True
    if not signal.organisation:
        return False
    return bool(
        (host and brand_matches_site(signal.organisation, host)) or (name and brand_key(name) == brand_key(signal.organisation))
    )


def _rewired(truth: Truth, hidden: Mapping[str, HiddenSource], descent: Mapping[str, tuple[str, ...]]) -> Truth:
    """The truth of what is left; ``hidden`` is keyed by the documents that went, in order."""
    parents = {
        child: tuple(hidden[parent].id if parent in hidden else parent for parent in known)
        for child, known in truth.parents.items()
        if child not in hidden
    }
    passages = tuple(passage for passage in truth.passages if hidden.keys().isdisjoint((passage.left, passage.right)))
    return replace(
        truth,
        parents=parents,
        hidden={**truth.hidden, **{source.id: source for source in hidden.values()}},
        undirected=frozenset(pair for pair in truth.undirected if hidden.keys().isdisjoint(pair)),
        siblings=frozenset(pair for pair in truth.siblings | _orphans(truth, hidden, descent) if hidden.keys().isdisjoint(pair)),
        unrelated={pair: reason for pair, reason in truth.unrelated.items() if hidden.keys().isdisjoint(pair)},
        passages=passages,
        clusters=_clusters(truth, hidden, passages),
        places={name: place for name, place in truth.places.items() if name not in hidden},
    )


def _clusters(truth: Truth, hidden: Collection[str], passages: Iterable[TruePassage]) -> tuple[tuple[str, ...], ...]:
    """The groups of copies without the originals; what only an original held together comes apart, if all passages are known."""
    rest = [group for cluster in truth.clusters if (group := tuple(name for name in cluster if name not in hidden))]
    if not truth.passages_complete:
        return tuple(rest)
    joins = sorted((passage.left, passage.right) for passage in passages)
    return connected([name for group in rest for name in group], joins)


def _orphans(
    truth: Truth, hidden: Mapping[str, HiddenSource], descent: Mapping[str, tuple[str, ...]]
) -> frozenset[tuple[str, str]]:
    """Pairs of direct copies of one removed original, neither from the other, that still have some of it in common."""
    sharing = {(passage.left, passage.right) for passage in truth.passages}
    pairs = set()
    for original in hidden:
        copies = sorted(child for child, parents in truth.parents.items() if original in parents)
        for index, one in enumerate(copies):
            for other in copies[index + 1 :]:
                is_descent = other in descent.get(one, ()) or one in descent.get(other, ())
                if not is_descent and ((one, other) in sharing or not truth.passages_complete):
                    pairs.add((one, other))
    return frozenset(pairs)
