"""What matching keeps of every document: its words as numbers, and its signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.matching.kernels import Kernels
from provenance.matching.ragged import Ragged
from provenance.matching.sketch import Permutations
from provenance.matching.terms import Terms, joined_terms
from provenance.matching.texts import Texts
from provenance.model import Document
from provenance.settings import Matching

_LETTERS_AT_A_TIME = 1 << 23
"""Code points of the documents taken apart at a time: some 2,700 articles of 3 kB, whose columns take 80 MB meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Collection:
    """What is kept of some documents, a row of each in every column, in their order.

    ``words`` and ``marks`` have one entry for each word. ``signatures`` are those of whole documents; ``signed`` says which
    have one, not being shorter than a shingle, and the others' are zeros.
    """

    ids: tuple[str, ...]
    words: Ragged[np.uint64]
    marks: Ragged[np.uint8]
    signatures: NDArray[np.uint32]
    signed: NDArray[np.bool_]

    def __len__(self) -> int:
        """Number of documents."""
        return len(self.ids)


def collected(
    documents: Sequence[Document], settings: Matching, kernels: Kernels, told: Callable[[int], None] = lambda _done: None
) -> tuple[Collection, Terms]:
    """What is kept of some documents, and their telling words; how many of them are done is ``told`` now and then."""
    permutations = Permutations.of(settings)
    words, marks, signatures, terms = [], [], [], []
    for first, last in _parts(documents):
        told(first)
        table = kernels.split_all(Texts.of(documents[first:last]))
        words.append(table.words)
        marks.append(table.marks)
        signatures.append(signatures_of(table.words, permutations, settings, kernels))
        terms.append(kernels.terms(table.words, table.marks))
    every = Ragged.joined(words, np.uint64)
    collection = Collection(
        ids=tuple(document.id for document in documents),
        words=every,
        marks=Ragged.joined(marks, np.uint8),
        signatures=np.concatenate([np.empty((0, settings.permutations), np.uint32), *signatures]),
        signed=np.diff(every.offsets) >= settings.shingle_words,
    )
    return collection, joined_terms(terms)


def signatures_of(
    words: Ragged[np.uint64], permutations: Permutations, settings: Matching, kernels: Kernels
) -> NDArray[np.uint32]:
    """The signatures of whole texts, zeros for one shorter than a shingle: (texts, permutations)."""
    longest = int(np.diff(words.offsets).max(initial=1))
    signed = kernels.sign(words, settings.shingle_words, longest, permutations)
    found = np.zeros((len(words), len(permutations.addends)), np.uint32)
    found[np.diff(signed.offsets) > 0] = signed.rows.T
    return found


def _parts(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """The documents in parts of ``_LETTERS_AT_A_TIME``: the first of each, and the one after the last."""
    ends = np.array([*accumulate((len(document.text) for document in documents), initial=0)])
    steps = np.searchsorted(ends, np.arange(_LETTERS_AT_A_TIME, int(ends[-1]), _LETTERS_AT_A_TIME))
    cuts = sorted({0, *steps.tolist(), len(documents)})
    return list(pairwise(cuts))
