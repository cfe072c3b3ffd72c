"""What matching keeps of every document: its words as numbers, its signatures, and the words that say what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import Mark, Marks, WordColumns
from provenance.matching.fingerprints import Hashes, Values
from provenance.matching.kernels import Kernels
from provenance.matching.ragged import Growing, Ragged
from provenance.matching.sketch import Permutations
from provenance.matching.surprisal import surprise_of
from provenance.matching.words import ComparedText, compared_text
from provenance.model import Document
from provenance.settings import Matching
from provenance.text.surprise import COMMON_BITS


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traits:
    """One document in numbers; a function of the document alone, cheap to hand from one process to another.

    ``words`` and ``marks`` have one entry for each word. ``signature`` has ``permutations`` values, none for a text shorter than
    a shingle; ``passages`` one row of as many for each passage, overlapping by half. ``terms`` are the hashes of the telling
    words, sorted, each once; ``counts`` how often each occurs, and ``named`` which are written as names.
    """

    id: str
    order: tuple[str, str]
    words: Hashes
    marks: Marks
    signature: Values
    passages: NDArray[np.uint32]
    terms: Hashes
    counts: NDArray[np.uint32]
    named: NDArray[np.bool_]


def traits_of(document: Document, permutations: Permutations, settings: Matching, kernels: Kernels) -> Traits:
    """What matching keeps of a document."""
    return traits(compared_text(document, settings.shingle_words, kernels.split), permutations, settings, kernels)


def traits(text: ComparedText, permutations: Permutations, settings: Matching, kernels: Kernels) -> Traits:
    """What matching keeps of a text."""
    signature, passages = np.empty(0, np.uint32), np.empty((0, len(permutations.addends)), np.uint32)
    if len(text.shingles):
        size = max(2, settings.passage_words - settings.shingle_words + 1)
        signature, passages = kernels.minima(text.shingles, permutations.multipliers, permutations.addends, size)
    terms, counts, named = _terms(text.words)
    return Traits(
        id=text.id,
        order=text.order,
        words=text.words.hashes,
        marks=text.words.marks,
        signature=signature,
        passages=passages,
        terms=terms,
        counts=counts,
        named=named,
    )


def _terms(words: WordColumns) -> tuple[Hashes, NDArray[np.uint32], NDArray[np.bool_]]:
    telling = surprise_of(words.hashes) >= COMMON_BITS
    telling &= (words.marks & Mark.SHORT) == 0
    is_name = (words.marks & Mark.CAPITAL) != 0
    is_name[:1] = False
    terms, places, counts = np.unique(words.hashes[telling], return_inverse=True, return_counts=True)
    named = np.zeros(len(terms), np.bool_)
    named[places[is_name[telling]]] = True
    return terms, counts.astype(np.uint32), named


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Collection:
    """The traits of all documents, a row of each in every column, in order of time.

    ``signed`` says which rows have a signature; the others' are zeros.
    """

    ids: tuple[str, ...]
    words: Ragged[np.uint64]
    marks: Ragged[np.uint8]
    signatures: NDArray[np.uint32]
    signed: NDArray[np.bool_]
    terms: Ragged[np.uint64]
    counts: Ragged[np.uint32]
    named: Ragged[np.bool_]

    def __len__(self) -> int:
        """Number of documents."""
        return len(self.ids)


def collected(every: Iterable[Traits], permutations: int) -> tuple[Collection, Ragged[np.uint32]]:
    """A collection, and the rows of all passages' signatures one after the other, which only the search for pairs needs."""
    ids: list[str] = []
    orders: list[tuple[str, str]] = []
    words, marks, signature, passages = Growing(np.uint64), Growing(np.uint8), Growing(np.uint32), Growing(np.uint32)
    terms, counts, named = Growing(np.uint64), Growing(np.uint32), Growing(np.bool_)
    for item in every:
        ids.append(item.id)
        orders.append(item.order)
        words.add(item.words)
        marks.add(item.marks)
        signature.add(item.signature)
        passages.add(item.passages.ravel())
        terms.add(item.terms)
        counts.add(item.counts)
        named.add(item.named)
    order = sorted(range(len(orders)), key=orders.__getitem__)
    signatures = signature.taken(order)
    signed = np.diff(signatures.offsets) > 0
    whole = np.zeros((len(order), permutations), np.uint32)
    whole[signed] = signatures.values.reshape(-1, permutations)
    collection = Collection(
        ids=tuple(ids[row] for row in order),
        words=words.taken(order),
        marks=marks.taken(order),
        signatures=whole,
        signed=signed,
        terms=terms.taken(order),
        counts=counts.taken(order),
        named=named.taken(order),
    )
    return collection, passages.taken(order)
