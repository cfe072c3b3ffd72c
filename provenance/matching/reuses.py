"""What pairs of documents share, as the values that other rooms are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.matching.kernels import Kernels
from provenance.matching.links import Places
from provenance.matching.names import NAMES_SHOWN, Names, SharedNames
from provenance.matching.passages import KINDS, PairPassages
from provenance.matching.texts import Texts
from provenance.model import BlockMatch, Document, Edit, EditRows, Passage, Reuse, Span, Written
from provenance.text.words import normalise_word

_DOCUMENTS_AT_A_TIME = 1_024
"""Documents whose words are placed at a time."""
_PAIRS_AT_A_TIME = 16_384
"""Pairs whose names are looked up at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """How two copies differ."""

    blocks: tuple[BlockMatch, ...] = ()
    edits: Sequence[Edit] = ()


def differences(left: Written, right: Written, matches: NDArray[np.int32], edits: NDArray[np.int32]) -> Differences:
    """Rows of ``Details`` as values."""
    return Differences(
        blocks=tuple(
            BlockMatch(left=left.blocks[one], right=right.blocks[other], identical=bool(identical), moved=bool(moved))
            for one, other, identical, moved in matches.tolist()
        ),
        edits=EditRows(left, right, edits.astype("<i4").tobytes()) if len(edits) else (),
    )


def reuses(
    found: PairPassages,
    documents: Sequence[Document],
    names: Names,
    estimates: Sequence[float | None],
    detailed: Mapping[int, Differences],
    kernels: Kernels,
) -> Iterator[Reuse]:
    """What every pair shares; ``estimates`` are those of their resemblance, ``detailed`` the differences of copies, by row."""
    shown = _shown(found, names)
    spans = _spans(found, shown, documents, kernels)
    passages, named = _passages(found, spans), _named(found, shown, spans, documents)
    nothing = Differences()
    jaccard = found.shared / np.maximum(found.left_held + found.right_held - found.shared, 1)
    numbers = (found.left, found.right, found.left_in_right, found.right_in_left, jaccard, found.affinity, found.copied)
    rows = zip(*(column.tolist() for column in numbers), estimates, passages, named, strict=True)
    for row, (left, right, left_in_right, right_in_left, resemblance, affinity, copied, estimate, parts, both) in enumerate(rows):
        differing = detailed.get(row, nothing)
        yield Reuse(
            left=documents[left].id,
            right=documents[right].id,
            left_in_right=left_in_right,
            right_in_left=right_in_left,
            jaccard=resemblance,
            jaccard_estimate=estimate,
            affinity=affinity,
            shared_names=both,
            copied_words=copied,
            passages=parts,
            blocks=differing.blocks,
            edits=differing.edits,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Spans:
    """Places in texts: of every passage on the left and on the right, and of the names of every pair, in the left text."""

    left: list[Span]
    right: list[Span]
    names: list[Span]


def _shown(found: PairPassages, names: Names) -> SharedNames:
    """The names that may be shown of every pair."""
    parts = []
    for first in range(0, max(1, len(found)), _PAIRS_AT_A_TIME):
        rows = slice(first, first + _PAIRS_AT_A_TIME)
        part = names.shared(found.left[rows], found.right[rows])
        parts.append(SharedNames(part.rows + first, part.places, part.weights))
    return SharedNames(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def _spans(found: PairPassages, shown: SharedNames, documents: Sequence[Document], kernels: Kernels) -> _Spans:
    owner, starts, ends = found.owner, found.first_runs, found.ends
    texts = np.concatenate([found.left[owner], found.right[owner], found.left[shown.rows]])
    first = np.concatenate([starts[:, 0], starts[:, 1], shown.places])
    last = np.concatenate([ends[:, 0] - 1, ends[:, 1] - 1, shown.places])
    known, places = np.unique(np.column_stack([texts, first, last]), axis=0, return_inverse=True)
    bounds = _placed(documents, known[:, 0], known[:, 1:], kernels)
    spans = [Span(start, end) for start, end in bounds.tolist()]
    every = [spans[place] for place in places.tolist()]
    return _Spans(left=every[: len(owner)], right=every[len(owner) : 2 * len(owner)], names=every[2 * len(owner) :])


def _placed(documents: Sequence[Document], texts: Places, words: Places, kernels: Kernels) -> NDArray[np.int32]:
    """Start of the first and end of the last of some words, (n, 2), each in one of the texts; sorted by text."""
    bounds = np.empty((len(texts), 2), np.int32)
    known, first = np.unique(texts, return_index=True)
    for start in range(0, len(known), _DOCUMENTS_AT_A_TIME):
        some = known[start : start + _DOCUMENTS_AT_A_TIME]
        rows = slice(first[start], first[start + len(some)] if start + len(some) < len(known) else len(texts))
        table = kernels.split_all(Texts.of(documents[number] for number in some.tolist()))
        base = table.words.offsets[np.searchsorted(some, texts[rows])]
        bounds[rows, 0] = table.starts.values[base + words[rows, 0]]
        bounds[rows, 1] = table.ends.values[base + words[rows, 1]]
    return bounds


def _passages(found: PairPassages, spans: _Spans) -> Iterator[tuple[Passage, ...]]:
    starts, ends = found.first_runs, found.ends
    longer = np.maximum(ends[:, 0] - starts[:, 0], ends[:, 1] - starts[:, 1])
    values, places = np.unique(np.minimum(1.0, found.matched / longer), return_inverse=True)
    similarities = values.tolist()
    every = [
        Passage(left=left, right=right, similarity=similarities[place], type=KINDS[kind])
        for left, right, place, kind in zip(spans.left, spans.right, places.tolist(), found.kinds.values.tolist(), strict=True)
    ]
    return (tuple(every[first:last]) for first, last in pairwise(found.kinds.offsets.tolist()))


def _named(found: PairPassages, shown: SharedNames, spans: _Spans, documents: Sequence[Document]) -> Iterator[tuple[str, ...]]:
    """The heaviest names of every pair, as written in the left text; among those that weigh the same in order of normal form."""
    texts = found.left[shown.rows].tolist()
    known: dict[str, str] = {}
    spelled = [span.of(documents[text].text) for text, span in zip(texts, spans.names, strict=True)]
    spelled = [known.setdefault(name, name) for name in spelled]
    norms = {name: normalise_word(name) for name in known}
    rank = {norm: number for number, norm in enumerate(sorted(set(norms.values())))}
    ranks = np.array([rank[norms[name]] for name in spelled], np.int64)
    order = np.lexsort((ranks, -shown.weights, shown.rows)).tolist()
    offsets = np.searchsorted(shown.rows, np.arange(len(found) + 1)).tolist()
    return (tuple(spelled[place] for place in order[first : min(last, first + NAMES_SHOWN)]) for first, last in pairwise(offsets))
