"""Which pairs of documents are worth aligning.

Two routes, both linked as a *star*: every holder of a value to its earliest holder, never all holders
to one another. A frequency cap instead would silently lose the most widely syndicated stories, and all
pairs would be quadratic on boilerplate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from provenance.grouping import connected
from provenance.matching.sketch import Sketch
from provenance.matching.words import ComparedText
from provenance.settings import Matching

DocumentPair = tuple[str, str]
"""Ids of two documents, the smaller first."""


def pair_of(one: str, other: str) -> DocumentPair:
    """The one spelling of a pair."""
    return (one, other) if one < other else (other, one)


def candidate_pairs(texts: Sequence[ComparedText], signatures: Sequence[Sketch], settings: Matching) -> tuple[DocumentPair, ...]:
    """Pairs that share minimum values of passages or shingles, sorted."""
    by_id = {signature.id: signature for signature in signatures}
    ordered = sorted(texts, key=lambda text: text.order)
    found = minhash_pairs([by_id[text.id] for text in ordered], settings.candidate_shared_rows)
    found |= shingle_pairs(ordered, settings.candidate_shared_shingles)
    return tuple(sorted(found))


def minhash_pairs(signatures: Sequence[Sketch], shared_rows: int) -> set[DocumentPair]:
    """Pairs of documents with passages that agree in at least ``shared_rows`` rows, earliest holder first in ``signatures``."""
    holder: dict[tuple[int, int], tuple[str, int]] = {}
    agreeing: Counter[tuple[str, int, str, int]] = Counter()
    for signature in signatures:
        for number, passage in enumerate(signature.passages):
            for row, value in enumerate(passage):
                first = holder.setdefault((row, value), (signature.id, number))
                if first[0] != signature.id:
                    agreeing[(*first, signature.id, number)] += 1
    return {pair_of(one, other) for (one, _, other, _), rows in agreeing.items() if rows >= shared_rows}


def shingle_pairs(texts: Sequence[ComparedText], shared_shingles: int) -> set[DocumentPair]:
    """Pairs that share at least ``shared_shingles`` distinct shingles with the earliest holder of each."""
    holder: dict[str, str] = {}
    shared: Counter[DocumentPair] = Counter()
    for text in texts:
        for shingle in sorted(set(text.shingles)):
            first = holder.setdefault(shingle, text.id)
            if first != text.id:
                shared[pair_of(first, text.id)] += 1
    return {pair for pair, count in shared.items() if count >= shared_shingles}


def families(linked: Iterable[DocumentPair]) -> tuple[tuple[str, ...], ...]:
    """Connected groups of two or more documents, each sorted, sorted by first member."""
    return connected((), linked)


def completed_pairs(groups: Iterable[tuple[str, ...]], texts: Iterable[ComparedText], settings: Matching) -> set[DocumentPair]:
    """Pairs that lineage needs inside families: all of a small one, each member and its nearest neighbours in a large one."""
    from provenance.matching.neighbours import nearest_pairs

    by_id = {text.id: text for text in texts}
    found: set[DocumentPair] = set()
    for group in groups:
        if len(group) <= settings.closure_documents:
            found.update((one, other) for index, one in enumerate(group) for other in group[index + 1 :])
        else:
            found |= nearest_pairs([by_id[member] for member in group], settings.closure_neighbours)
    return found
