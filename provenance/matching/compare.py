"""All shared text of a corpus: candidates, alignment, types, edits, pair by pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from provenance.grouping import connected
from provenance.matching.affinity import Topics, related_pairs, topics
from provenance.matching.candidates import candidate_pairs
from provenance.matching.commonplace import without_commonplaces
from provenance.matching.details import Work, detail_all
from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes
from provenance.matching.holders import TEXT_BITS
from provenance.matching.kernels import Kernels, kernels_for
from provenance.matching.layout import Page, pages_of
from provenance.matching.links import Held, NumberPairs, Places, pairs_of
from provenance.matching.names import Names
from provenance.matching.neighbours import nearest_pairs
from provenance.matching.passages import FORMULA, NO_HOST, NO_PAIRS, PairPassages, Wanted, Wordings, joined, rows_of
from provenance.matching.ragged import Ragged
from provenance.matching.reuses import Differences, differences, reuses
from provenance.matching.sketch import estimated_jaccards
from provenance.matching.traits import Collection, collected
from provenance.matching.words import order_of
from provenance.model import Document, Reuse, Written
from provenance.settings import Matching

Told = Callable[[str, int, int], None]
"""Hears of a stage, how much of it is done, and how much there is."""
Result = TypeVar("Result")


class Run(Protocol):
    """Where pairs are compared: ``map``, or another that gives the results in the order of the work."""

    def __call__(self, function: Callable[[Work], Result], work: Iterable[Work], /) -> Iterable[Result]:
        """The result of a function of a module for every piece of work."""
        ...


_COPIES_AT_A_TIME = 64
"""Copies whose differences are listed as one piece of work: some 0.1 s."""
_SIGNATURES_AT_A_TIME = 4_096
"""Pairs whose signatures are looked at at a time: 4 MB."""


def _unheard(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody wants to hear of."""


@dataclass(frozen=True, slots=True, eq=False)
class _Means:
    """By what rules, where and how pairs are compared, and who is told of it."""

    settings: Matching
    run: Run
    kernels: Kernels
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Corpus:
    """Everything computed once for all documents, by their numbers in order of time."""

    documents: Sequence[Document]
    collection: Collection
    held: Held
    topics: Topics
    means: _Means

    @property
    def settings(self) -> Matching:
        """What decides."""
        return self.means.settings

    @property
    def kernels(self) -> Kernels:
        """The inner loops."""
        return self.means.kernels

    @property
    def texts(self) -> Wordings:
        """What pairs are compared by."""
        number: dict[str | None, int] = {None: NO_HOST}
        hosts = [number.setdefault(document.host, len(number)) for document in self.documents]
        collection = self.collection
        return Wordings(
            words=collection.words, marks=collection.marks, hosts=np.array(hosts, np.int32), held=self.held, cut=TEXT_BITS
        )


def find_reuse(
    documents: Sequence[Document],
    settings: Matching,
    run: Run = map,
    kernels: Kernels | None = None,
    told: Told = _unheard,
) -> tuple[Reuse, ...]:
    """What every pair of documents shares, for the pairs that share anything worth naming; sorted by ids.

    Pairs are found by MinHash and shared shingles, completed within families of copies, and joined by
    pairs that speak of the same thing in other words. The result does not depend on the order of
    ``documents``, nor on where the differences of copies are listed (``run``), nor on the ``kernels``, which are chosen by
    the number of documents if not given. Progress is ``told``: the stages ``words``, ``compare`` and ``differ``, how much is
    done, and how much there is.
    """
    if not documents:
        return ()
    means = _Means(settings, run, kernels or kernels_for(len(documents)), told)
    corpus, candidates = _prepare(documents, means)
    found = _telling(corpus, candidates)
    families = _families(_settled(corpus, found))
    found = joined([found, _telling(corpus, _completed_pairs(corpus, families).without(candidates))])
    kept = _settled(corpus, found)
    related = _telling(corpus, _related_pairs(corpus, kept))
    kept = _settled(corpus, joined([found, related])) if related.is_copy.any() else joined([kept, related])
    is_telling = kept.having(kept.kinds.values != FORMULA)
    kept = kept.taken(np.flatnonzero(is_telling | (kept.affinity >= settings.same_event_affinity)))
    return tuple(sorted(_reuses(corpus, kept), key=lambda reuse: (reuse.left, reuse.right)))


def compare_pair(left: Document, right: Document, settings: Matching) -> Reuse:
    """What two documents share, however little, with every edit; ``left.id`` and ``right.id`` must differ."""
    corpus, _ = _prepare((left, right), _Means(settings, map, kernels_for(2), _unheard))
    return next(_reuses(corpus, _compared(corpus, pairs_of([(0, 1)]), -np.inf)))


def _prepare(documents: Sequence[Document], means: _Means) -> tuple[_Corpus, NumberPairs]:
    """Everything computed once, and the pairs worth aligning."""
    settings, kernels = means.settings, means.kernels
    ordered = sorted(documents, key=order_of)
    collection, telling = collected(ordered, settings, kernels, lambda done: means.told("words", done, len(ordered)))
    held = kernels.shared_shingles(collection.words, settings)
    candidates = candidate_pairs(collection.words, held, settings, kernels)
    corpus = _Corpus(
        documents=ordered,
        collection=collection,
        held=held.frequent(settings.commonplace_stories),
        topics=topics(telling),
        means=means,
    )
    return corpus, candidates


def _telling(corpus: _Corpus, pairs: NumberPairs) -> PairPassages:
    """What those of some pairs share that share more than formulas, or speak of the same thing."""
    return _compared(corpus, pairs, corpus.settings.same_event_affinity)


def _compared(corpus: _Corpus, pairs: NumberPairs, least_affinity: float) -> PairPassages:
    """What those of some pairs share that share more than formulas, or have so much affinity."""
    ids = corpus.collection.ids
    every = zip(pairs.first.tolist(), pairs.other.tolist(), strict=True)
    is_turned = np.array([ids[one] > ids[other] for one, other in every], np.bool_)
    left, right = np.where(is_turned, pairs.other, pairs.first), np.where(is_turned, pairs.first, pairs.other)
    order = np.lexsort((right, left))
    affinity = corpus.topics.affinities(pairs, corpus.kernels)[order]
    wanted = Wanted(left=left[order], right=right[order], affinity=affinity, anyway=affinity >= least_affinity)
    found, done = [NO_PAIRS], 0
    corpus.means.told("compare", done, len(pairs))
    for count, part in corpus.kernels.compare(wanted, corpus.texts, corpus.settings):
        found.append(part)
        done += count
        corpus.means.told("compare", done, len(pairs))
    return joined(found)


def _reuses(corpus: _Corpus, found: PairPassages) -> Iterator[Reuse]:
    """What every pair shares, copies with everything they differ in."""
    names = Names.of(corpus.collection, corpus.topics)
    return reuses(found, corpus.documents, names, _estimates(corpus, found), _detailed(corpus, found), corpus.kernels)


def _estimates(corpus: _Corpus, found: PairPassages) -> list[float | None]:
    """The resemblance of every pair by its signatures; ``None`` where a text is too short for one."""
    estimates: list[float | None] = []
    signatures, signed = corpus.collection.signatures, corpus.collection.signed
    for first in range(0, len(found), _SIGNATURES_AT_A_TIME):
        left, right = found.left[first : first + _SIGNATURES_AT_A_TIME], found.right[first : first + _SIGNATURES_AT_A_TIME]
        values = estimated_jaccards(signatures[left], signatures[right]).tolist()
        both = (signed[left] & signed[right]).tolist()
        estimates += [value if is_signed else None for value, is_signed in zip(values, both, strict=True)]
    return estimates


def _detailed(corpus: _Corpus, found: PairPassages) -> dict[int, Differences]:
    """What copies differ in, by their rows."""
    family_of = np.arange(len(corpus.documents))
    for family in _families(found):
        family_of[list(family)] = family[0]
    copies = np.flatnonzero(found.is_copy)
    # One family after the other: most of its members are then laid out once.
    copies = copies[np.lexsort((found.right[copies], found.left[copies], family_of[found.left[copies]]))]
    differing: dict[int, Differences] = {}
    written: dict[int, Written] = {}
    at = -1
    corpus.means.told("differ", 0, len(copies))
    for rows, details in zip(_parts(copies), corpus.means.run(detail_all, _work(corpus, found, copies, family_of)), strict=True):
        for place, row in enumerate(rows.tolist()):
            left, right = int(found.left[row]), int(found.right[row])
            if family_of[left] != at:
                at, written = int(family_of[left]), {}
            for number in (left, right):
                if number not in written:
                    written[number] = Written.of(corpus.documents[number])
            differing[row] = differences(written[left], written[right], details.matches[place], details.edits[place])
        corpus.means.told("differ", len(differing), len(copies))
    return differing


def _parts(copies: Places) -> Iterator[Places]:
    return (copies[first : first + _COPIES_AT_A_TIME] for first in range(0, len(copies), _COPIES_AT_A_TIME))


def _work(corpus: _Corpus, found: PairPassages, copies: Places, family_of: Places) -> Iterator[Work]:
    """Some copies, one family after the other, as pieces of work."""
    starts, ends = found.first_runs, found.ends
    stretches = Ragged(np.column_stack([starts[:, 0], ends[:, 0], starts[:, 1], ends[:, 1]]), found.kinds.offsets)
    pages: dict[int, Page] = {}
    for rows in _parts(copies):
        members, places = np.unique(np.concatenate([found.left[rows], found.right[rows]]), return_inverse=True)
        families, numbers = set(family_of[members].tolist()), members.tolist()
        pages = {number: page for number, page in pages.items() if family_of[number] in families}
        new = [number for number in numbers if number not in pages]
        pages |= zip(new, pages_of([corpus.documents[number] for number in new], corpus.kernels), strict=True)
        yield Work(
            pages=tuple(pages[number] for number in numbers),
            pairs=tuple(zip(places[: len(rows)].tolist(), places[len(rows) :].tolist(), strict=True)),
            stretches=rows_of(stretches, rows),
        )


def _settled(corpus: _Corpus, found: PairPassages) -> PairPassages:
    return without_commonplaces(found, corpus.texts, corpus.settings)


def _families(found: PairPassages) -> tuple[tuple[int, ...], ...]:
    """Connected groups of two or more copies."""
    is_copy = found.is_copy
    return connected((), zip(found.left[is_copy].tolist(), found.right[is_copy].tolist(), strict=True))


def _related_pairs(corpus: _Corpus, found: PairPassages) -> NumberPairs:
    """Pairs not compared yet that speak of the same thing.

    Members of one family are on one topic anyway; in a large one those pairs are left to its tree.
    """
    family_of = {member: number for number, family in enumerate(_families(found)) for member in family}
    related = related_pairs(corpus.topics, corpus.collection.ids, corpus.settings, corpus.kernels).without(found.pairs)
    every = zip(related.first.tolist(), related.other.tolist(), strict=True)
    return pairs_of([(one, other) for one, other in every if family_of.get(one, -1) != family_of.get(other, -2)])


def _completed_pairs(corpus: _Corpus, groups: Iterable[tuple[int, ...]]) -> NumberPairs:
    """Pairs that lineage needs inside families: all of a small one, each member and its nearest neighbours in a large one."""
    found: list[tuple[int, int]] = []
    ids = corpus.collection.ids
    for group in groups:
        if len(group) <= corpus.settings.closure_documents:
            found.extend((one, other) for index, one in enumerate(group) for other in group[index + 1 :])
        else:
            members = sorted(group, key=ids.__getitem__)
            held = [_held(corpus, member) for member in members]
            nearest = nearest_pairs(held, corpus.settings.closure_neighbours)
            found.extend((members[one], members[other]) for one, other in nearest)
    return pairs_of(found)


def _held(corpus: _Corpus, number: int) -> Hashes:
    return distinct(shingle_hashes(corpus.collection.words[number], corpus.settings.shingle_words))
