"""Which pairs of documents are worth aligning.

Two routes, both linked as a *star*: every holder of a value to its earliest holder, never all holders
to one another. A frequency cap instead would silently lose the most widely syndicated stories, and all
pairs would be quadratic on boilerplate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from provenance.grouping import connected
from provenance.matching.fingerprints import distinct
from provenance.matching.links import frequent, star
from provenance.matching.sketch import Sketch
from provenance.matching.words import ComparedText
from provenance.settings import Matching

DocumentPair = tuple[str, str]
"""Ids of two documents, the smaller first."""

_TEXT_BITS = 24
"""Bits for the number of a text, 16 million: of a shingle's hash 40 are left, and one shared by chance makes no candidate."""
_VALUE_BITS = np.uint64(32)
"""Bits of a minimum value, and as many for the number of a passage."""


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
    owner = np.repeat(np.arange(len(signatures)), [len(signature.passages) for signature in signatures])
    if not len(owner):
        return set()
    rows = np.concatenate([signature.passages for signature in signatures]).T
    passages = np.arange(len(owner))
    links = np.concatenate([star(row.astype(np.uint64) << _VALUE_BITS, passages, 32) for row in rows])
    first, other = frequent(links, shared_rows)
    pairs = zip(owner[first], owner[other], strict=True)
    return {pair_of(signatures[a].id, signatures[b].id) for a, b in pairs if a != b}


def shingle_pairs(texts: Sequence[ComparedText], shared_shingles: int) -> set[DocumentPair]:
    """Pairs that share at least ``shared_shingles`` distinct shingles with the earliest holder of each."""
    held = [distinct(text.shingles) for text in texts]
    owner = np.repeat(np.arange(len(texts)), [len(each) for each in held])
    if not len(owner):
        return set()
    first, other = frequent(star(np.concatenate(held), owner, _TEXT_BITS), shared_shingles)
    return {pair_of(texts[a].id, texts[b].id) for a, b in zip(first, other, strict=True)}


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
