"""All shared text of a corpus: candidates, alignment, types, edits, pair by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.matching.affinity import Topic, affinity, related_pairs, shared_names, topics
from provenance.matching.align import Seeded, Stretch, align, seeded
from provenance.matching.blocks import block_groups, block_matches
from provenance.matching.candidates import DocumentPair, candidate_pairs, completed_pairs, families
from provenance.matching.classify import Context, narration_bits, shingle_holders, typed_passages
from provenance.matching.commonplace import without_commonplaces
from provenance.matching.edits import edits
from provenance.matching.links import Places
from provenance.matching.sketch import Sketch, estimated_jaccard, sketches
from provenance.matching.words import ComparedText, compared_texts
from provenance.model import Document, Passage, PassageType, Reuse
from provenance.settings import Matching


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corpus:
    """Everything computed once for all documents, by document id."""

    documents: Mapping[str, Document]
    texts: Mapping[str, ComparedText]
    sketches: Mapping[str, Sketch]
    topics: Mapping[str, Topic]
    shingles: Mapping[str, frozenset[int]]
    holders: Mapping[str, Places]
    seeded: Mapping[str, Seeded]
    narration: Mapping[str, tuple[float, ...]]
    settings: Matching


def find_reuse(documents: Sequence[Document], settings: Matching) -> tuple[Reuse, ...]:
    """What every pair of documents shares, for the pairs that share anything worth naming; sorted by ids.

    Pairs are found by MinHash and shared shingles, completed within families of copies, and joined by
    pairs that speak of the same thing in other words. The result does not depend on the order of
    ``documents``.
    """
    corpus = _prepare(documents, settings)
    texts = tuple(corpus.texts.values())
    signatures = tuple(corpus.sketches.values())
    found = {pair: compare(corpus, pair) for pair in candidate_pairs(texts, signatures, settings)}
    for pair in sorted(completed_pairs(_families(corpus, found), texts, settings) - found.keys()):
        found[pair] = compare(corpus, pair)
    family_of = {member: number for number, family in enumerate(_families(corpus, found)) for member in family}
    for one, other in related_pairs(tuple(corpus.topics.values()), settings):
        # Members of one family are on one topic anyway; in a large one those pairs are left to its tree.
        if (one, other) not in found and family_of.get(one, one) != family_of.get(other, other):
            found[one, other] = compare(corpus, (one, other))
    found = without_commonplaces(found, corpus.texts, corpus.narration, settings)
    return tuple(reuse for _, reuse in sorted(found.items()) if _worth_naming(reuse, settings))


def _families(corpus: _Corpus, found: Mapping[DocumentPair, Reuse]) -> tuple[tuple[str, ...], ...]:
    kept = without_commonplaces(found, corpus.texts, corpus.narration, corpus.settings)
    return families(pair for pair, reuse in kept.items() if reuse.is_copy)


def compare_pair(left: Document, right: Document, settings: Matching) -> Reuse:
    """What two documents share, however little, with every edit; ``left.id`` and ``right.id`` must differ."""
    one, other = sorted((left, right), key=lambda document: document.id)
    return compare(_prepare((one, other), settings), (one.id, other.id))


def _prepare(documents: Sequence[Document], settings: Matching) -> _Corpus:
    ordered = sorted(documents, key=lambda document: document.id)
    texts = compared_texts(ordered, settings.shingle_words)
    return _Corpus(
        documents={document.id: document for document in ordered},
        texts={text.id: text for text in texts},
        sketches={sketch.id: sketch for sketch in sketches(texts, settings)},
        topics={topic.id: topic for topic in topics(texts)},
        shingles={text.id: frozenset(text.shingles.tolist()) for text in texts},
        holders=shingle_holders(texts),
        seeded={text.id: seeded(text.coded, settings) for text in texts},
        narration={text.id: narration_bits(text) for text in texts},
        settings=settings,
    )


def compare(corpus: _Corpus, pair: DocumentPair) -> Reuse:
    """Align, type and, where text was copied, list the edits of one pair."""
    left, right = corpus.texts[pair[0]], corpus.texts[pair[1]]
    a, b = corpus.shingles[left.id], corpus.shingles[right.id]
    shared = len(a & b)
    context = Context(
        left_in_right=shared / len(a) if a else 0.0,
        right_in_left=shared / len(b) if b else 0.0,
        holders=corpus.holders[left.id],
        narration=(corpus.narration[pair[0]], corpus.narration[pair[1]]),
    )
    # Ten matched words in a chain without two shared shingles would need an edit in every five words.
    close = shared >= corpus.settings.candidate_shared_shingles
    stretches = align(corpus.seeded[pair[0]], corpus.seeded[pair[1]], corpus.settings) if close else ()
    passages = typed_passages(left, right, stretches, context, corpus.settings)
    copied = any(passage.type is PassageType.COPY for passage in passages)
    groups = block_groups(left, right, stretches) if copied else ()
    sides = (corpus.documents[pair[0]], corpus.documents[pair[1]])
    return Reuse(
        left=pair[0],
        right=pair[1],
        left_in_right=context.left_in_right,
        right_in_left=context.right_in_left,
        jaccard=shared / len(a | b) if a or b else 0.0,
        jaccard_estimate=estimated_jaccard(corpus.sketches[pair[0]], corpus.sketches[pair[1]]),
        affinity=affinity(corpus.topics[pair[0]], corpus.topics[pair[1]]),
        shared_names=shared_names(corpus.topics[pair[0]], corpus.topics[pair[1]]),
        copied_words=_copied_words(stretches, passages),
        passages=passages,
        blocks=block_matches(left, right, groups),
        edits=edits(sides, (left, right), groups) if copied else (),
    )


def _copied_words(stretches: Sequence[Stretch], passages: Sequence[Passage]) -> int:
    return sum(stretch.matched for stretch, passage in zip(stretches, passages, strict=True) if passage.type is PassageType.COPY)


def _worth_naming(reuse: Reuse, settings: Matching) -> bool:
    return bool(reuse.passages) or reuse.affinity >= settings.same_event_affinity
