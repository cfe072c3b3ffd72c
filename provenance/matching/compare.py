"""All shared text of a corpus: candidates, alignment, types, edits, pair by pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np

from provenance.grouping import connected
from provenance.matching.affinity import Topics, related_pairs, topics
from provenance.matching.candidates import candidate_pairs, holders_of
from provenance.matching.commonplace import without_commonplaces
from provenance.matching.comparison import Compared, Details, Side, Work, compare_all, detail_all
from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes
from provenance.matching.kernels import Kernels, kernels_for
from provenance.matching.links import Held, NumberPairs, pairs_of
from provenance.matching.neighbours import nearest_pairs
from provenance.matching.sketch import Permutations
from provenance.matching.traits import Collection, Traits, collected, traits_of
from provenance.model import Document, PassageType, Reuse
from provenance.settings import Matching

Found = dict[tuple[int, int], Compared]
"""What pairs share, by the numbers of their documents."""

Told = Callable[[str, int, int], None]
"""Hears of a stage, how much of it is done, and how much there is."""
Result = TypeVar("Result")


class Run(Protocol):
    """Where pairs are compared: ``map``, or another that gives the results in the order of the work."""

    def __call__(self, function: Callable[[Work], Result], work: Iterable[Work], /) -> Iterable[Result]:
        """The result of a function of a module for every piece of work."""
        ...


_FEW_PAIRS = 200
"""Pairs up to which all are compared: to look first which are worth it would take about as long."""
_PAIRS_AT_A_TIME = 512
"""Pairs compared as one piece of work: some 0.3 s. In more pairs more documents occur again, whose words are split once."""
_COPIES_AT_A_TIME = 64
"""Copies whose differences are listed as one piece of work: some 0.2 s."""


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
    ``documents``, nor on where the comparing is ``run``, nor on the ``kernels``, which are chosen by the number of documents
    if not given. Progress is ``told``: the stages ``words``, ``compare`` and ``differ``, how much is done, and how much there is.
    """
    if not documents:
        return ()
    means = _Means(settings, run, kernels or kernels_for(len(documents)), told)
    corpus, candidates = _prepare(documents, means)
    found = _telling(corpus, candidates)
    families = _families(_settled(corpus, found))
    found |= _telling(corpus, _completed_pairs(corpus, families).without(candidates))
    kept = _settled(corpus, found)
    related = _compared(corpus, _related_pairs(corpus, kept))
    kept = _settled(corpus, found | related) if any(each.reuse.is_copy for each in related.values()) else kept | related
    worth_naming = {pair: each.reuse for pair, each in kept.items() if _is_worth_naming(each.reuse, settings)}
    return tuple(sorted(_detailed(corpus, worth_naming), key=lambda reuse: (reuse.left, reuse.right)))


def compare_pair(left: Document, right: Document, settings: Matching) -> Reuse:
    """What two documents share, however little, with every edit; ``left.id`` and ``right.id`` must differ."""
    corpus, _ = _prepare((left, right), _Means(settings, map, kernels_for(2), _unheard))
    found = _compared(corpus, pairs_of([(0, 1)]))
    return _detailed(corpus, {pair: each.reuse for pair, each in found.items()})[0]


def _prepare(documents: Sequence[Document], means: _Means) -> tuple[_Corpus, NumberPairs]:
    """Everything computed once, and the pairs worth aligning."""
    settings = means.settings
    collection, passages = collected(_traits(documents, means), settings.permutations)
    pairs, held = candidate_pairs(collection.words, passages, settings)
    by_id = {document.id: document for document in documents}
    corpus = _Corpus(
        documents=[by_id[name] for name in collection.ids],
        collection=collection,
        held=held,
        topics=topics(collection),
        means=means,
    )
    return corpus, pairs


def _traits(documents: Sequence[Document], means: _Means) -> Iterator[Traits]:
    permutations = Permutations.of(means.settings)
    for number, document in enumerate(documents):
        means.told("words", number, len(documents))
        yield traits_of(document, permutations, means.settings, means.kernels)


def _telling(corpus: _Corpus, pairs: NumberPairs) -> Found:
    """What those of some pairs share that share more than formulas, or speak of the same thing; of a few pairs, of all."""
    if len(pairs) <= _FEW_PAIRS:
        return _compared(corpus, pairs)
    is_telling = corpus.kernels.screen(corpus.collection.words, corpus.collection.marks, pairs, corpus.settings)
    is_telling |= corpus.topics.affinities(pairs, corpus.kernels) >= corpus.settings.same_event_affinity
    return _compared(corpus, NumberPairs(pairs.first[is_telling], pairs.other[is_telling]))


def _compared(corpus: _Corpus, pairs: NumberPairs) -> Found:
    """What some pairs share."""
    # By the later document, each of which has a few pairs, with the same few earlier ones again and again.
    order = np.lexsort((pairs.first, pairs.other))
    numbers = list(zip(pairs.first[order].tolist(), pairs.other[order].tolist(), strict=True))
    affinities = corpus.topics.affinities(pairs, corpus.kernels)[order].tolist()
    found: list[Compared] = []
    corpus.means.told("compare", 0, len(numbers))
    for part in corpus.means.run(compare_all, _work(corpus, numbers, affinities, _PAIRS_AT_A_TIME)):
        found += part
        corpus.means.told("compare", len(found), len(numbers))
    return dict(zip(numbers, found, strict=True))


def _detailed(corpus: _Corpus, found: Mapping[tuple[int, int], Reuse]) -> list[Reuse]:
    """All of them, copies with everything they differ in."""
    copies = sorted(pair for pair, reuse in found.items() if reuse.is_copy)
    work = _work(corpus, copies, [found[pair].affinity for pair in copies], _COPIES_AT_A_TIME)
    details: list[Details] = []
    corpus.means.told("differ", 0, len(copies))
    for part in corpus.means.run(detail_all, work):
        details += part
        corpus.means.told("differ", len(details), len(copies))
    detailed = {
        pair: replace(found[pair], blocks=detail.blocks, edits=detail.edits) for pair, detail in zip(copies, details, strict=True)
    }
    return [detailed.get(pair, reuse) for pair, reuse in found.items()]


def _work(corpus: _Corpus, pairs: Sequence[tuple[int, int]], affinities: Sequence[float], most: int) -> Iterator[Work]:
    """Some pairs as pieces of work of ``most`` pairs each."""
    ids = corpus.collection.ids
    for first in range(0, len(pairs), most):
        part = pairs[first : first + most]
        members = sorted({number for pair in part for number in pair})
        place = {number: at for at, number in enumerate(members)}
        yield Work(
            sides=tuple(_side(corpus, number) for number in members),
            pairs=tuple(
                (place[one], place[other]) if ids[one] < ids[other] else (place[other], place[one]) for one, other in part
            ),
            affinities=tuple(affinities[first : first + most]),
            settings=corpus.settings,
            kernels=corpus.kernels,
        )


def _side(corpus: _Corpus, number: int) -> Side:
    shingles = shingle_hashes(corpus.collection.words[number], corpus.settings.shingle_words)
    is_signed = corpus.collection.signed[number]
    return Side(
        document=corpus.documents[number],
        holders=holders_of(shingles, corpus.held),
        topic=corpus.topics.of(number),
        signature=corpus.collection.signatures[number] if is_signed else np.empty(0, np.uint32),
    )


def _settled(corpus: _Corpus, found: Found) -> Found:
    return without_commonplaces(found, corpus.collection, corpus.held, corpus.settings)


def _families(found: Found) -> tuple[tuple[int, ...], ...]:
    """Connected groups of two or more copies."""
    return connected((), (pair for pair, each in found.items() if each.reuse.is_copy))


def _related_pairs(corpus: _Corpus, found: Found) -> NumberPairs:
    """Pairs not compared yet that speak of the same thing.

    Members of one family are on one topic anyway; in a large one those pairs are left to its tree.
    """
    family_of = {member: number for number, family in enumerate(_families(found)) for member in family}
    related = related_pairs(corpus.topics, corpus.collection.ids, corpus.settings, corpus.kernels)
    return pairs_of(
        [
            (one, other)
            for one, other in zip(related.first.tolist(), related.other.tolist(), strict=True)
            if (one, other) not in found and family_of.get(one, -1) != family_of.get(other, -2)
        ]
    )


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


def _is_worth_naming(reuse: Reuse, settings: Matching) -> bool:
    is_telling = any(passage.type is not PassageType.FORMULA for passage in reuse.passages)
    return is_telling or reuse.affinity >= settings.same_event_affinity
