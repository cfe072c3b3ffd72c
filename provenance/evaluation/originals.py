"""Originals taken out of a corpus of known lineage, so that they have to be inferred."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import HiddenSource, Truth
from provenance.lineage.claims import NAMING
from provenance.matching import find_reuse
from provenance.model import Document, Signal
from provenance.settings import Matching
from provenance.text.hosts import brand_key, brand_matches_site, same_site

_FEWEST_DESCENDANTS = 2
"""Members a family must keep: with one left, nothing points at what is missing but a claim."""
_DEFAULT_MATCHING = Matching()


def hide_originals(prepared: Prepared, matching: Matching = _DEFAULT_MATCHING) -> Prepared:
    """The corpus without the known originals that at least two documents go back to.

    An original is a parent in the truth that has no parent there itself, and no undirected twin, who would still show its
    text. It becomes a hidden source, ``named`` if a descendant names its host, publisher or address; its direct copies become
    siblings of one another where neither comes from the other. What the others share is compared anew, because what a
    passage is depends on the corpus.
    """
    descent = _descendants(prepared.truth, {document.id for document in prepared.documents})
    twins = {one for pair in prepared.truth.undirected for one in pair}
    gone = {
        document.id: document
        for document in prepared.documents
        if not prepared.truth.parents.get(document.id)
        and len(descent.get(document.id, ())) >= _FEWEST_DESCENDANTS
        and document.id not in twins
    }
    if not gone:
        return prepared
    documents = tuple(document for document in prepared.documents if document.id not in gone)
    hidden = {
        name: _hidden(document, [signal for member in descent[name] for signal in prepared.signals.get(member, ())])
        for name, document in sorted(gone.items())
    }
    return replace(
        prepared,
        documents=documents,
        signals={document.id: prepared.signals.get(document.id, ()) for document in documents},
        reuses=find_reuse(documents, matching),
        truth=_rewired(prepared.truth, hidden, descent),
    )


def _descendants(truth: Truth, known: set[str]) -> dict[str, tuple[str, ...]]:
    """For every document that is a parent: all documents that go back to it, sorted."""
    children: dict[str, set[str]] = {}
    for child, parents in truth.parents.items():
        for parent in parents:
            if child in known and parent in known:
                children.setdefault(parent, set()).add(child)
    return {parent: tuple(sorted(_reached(parent, children))) for parent in sorted(children)}


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
    """The truth of what is left; ``hidden`` is keyed by the documents that went."""
    parents = {
        child: tuple(hidden[parent].id if parent in hidden else parent for parent in known)
        for child, known in truth.parents.items()
        if child not in hidden
    }
    return replace(
        truth,
        parents=parents,
        hidden={**truth.hidden, **{source.id: source for source in hidden.values()}},
        undirected=frozenset(pair for pair in truth.undirected if hidden.keys().isdisjoint(pair)),
        siblings=frozenset(pair for pair in truth.siblings | _orphans(truth, hidden, descent) if hidden.keys().isdisjoint(pair)),
        unrelated={pair: reason for pair, reason in truth.unrelated.items() if hidden.keys().isdisjoint(pair)},
        passages=tuple(passage for passage in truth.passages if hidden.keys().isdisjoint((passage.left, passage.right))),
        clusters=tuple(
            rest for cluster in truth.clusters if (rest := tuple(member for member in cluster if member not in hidden))
        ),
    )


def _orphans(
    truth: Truth, hidden: Mapping[str, HiddenSource], descent: Mapping[str, tuple[str, ...]]
) -> frozenset[tuple[str, str]]:
    """Pairs of direct copies of one removed original, neither from the other."""
    pairs = set()
    for original in hidden:
        copies = sorted(child for child, parents in truth.parents.items() if original in parents)
        for index, one in enumerate(copies):
            for other in copies[index + 1 :]:
                if other not in descent.get(one, ()) and one not in descent.get(other, ()):
                    pairs.add((one, other))
    return frozenset(pairs)
