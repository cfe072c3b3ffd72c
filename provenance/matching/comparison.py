"""What two documents share, and how they differ: one pair after the other, each by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from provenance.matching.affinity import Topic, shared_names
from provenance.matching.align import Stretch, coded
from provenance.matching.blocks import block_groups, block_matches
from provenance.matching.classify import Context, typed_passages
from provenance.matching.edits import edits
from provenance.matching.fingerprints import Values
from provenance.matching.kernels import Kernels
from provenance.matching.links import Places
from provenance.matching.sketch import estimated_jaccard
from provenance.matching.words import ComparedText, compared_text
from provenance.model import BlockMatch, Document, Edit, Passage, PassageType, Reuse
from provenance.settings import Matching


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """One document of a pair, and what only its corpus can say of it.

    ``holders[i]`` is the number of documents that hold the shingle at word ``i``; ``signature`` is empty for a text shorter than
    a shingle.
    """

    document: Document
    holders: Places
    topic: Topic
    signature: Values


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Work:
    """Pairs to compare, by the places of their documents in ``sides``, the smaller id first; and the affinity of each.

    It stands for itself: whoever has it can do it, in another process or on another machine.
    """

    sides: tuple[Side, ...]
    pairs: tuple[tuple[int, int], ...]
    affinities: tuple[float, ...]
    settings: Matching
    kernels: Kernels

    def texts(self) -> Callable[[int], ComparedText]:
        """The text at a place in ``sides``, split when it is first asked for."""
        return cache(lambda place: compared_text(self.sides[place].document, self.settings.shingle_words, self.kernels.split))


@dataclass(frozen=True, slots=True)
class Compared:
    """What a pair shares; ``stretches`` are the words of each passage."""

    reuse: Reuse
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """How two copies differ, block by block and word by word."""

    blocks: tuple[BlockMatch, ...]
    edits: tuple[Edit, ...]


def compare_all(work: Work) -> tuple[Compared, ...]:
    """What every pair shares, in their order; how copies differ is left to ``detail_all``."""
    text = work.texts()
    return tuple(
        _compared((work.sides[one], work.sides[other]), (text(one), text(other)), affinity, work)
        for (one, other), affinity in zip(work.pairs, work.affinities, strict=True)
    )


def detail_all(work: Work) -> tuple[Details, ...]:
    """How every pair differs, in their order; all of them are copies."""
    text = work.texts()
    return tuple(
        _detailed((work.sides[one].document, work.sides[other].document), (text(one), text(other)), work)
        for one, other in work.pairs
    )


def _detailed(documents: tuple[Document, Document], texts: tuple[ComparedText, ComparedText], work: Work) -> Details:
    left, right = texts[0].words.hashes, texts[1].words.hashes
    codes = coded(left, right)
    groups = block_groups(texts, codes, work.kernels.align(left, right, work.settings))
    return Details(blocks=block_matches(*texts, groups), edits=edits(documents, texts, codes, groups))


def _compared(sides: tuple[Side, Side], texts: tuple[ComparedText, ComparedText], affinity: float, work: Work) -> Compared:
    """Align one pair, and say what each shared passage is."""
    left, right = texts
    a, b = left.held, right.held
    shared = len(np.intersect1d(a, b, assume_unique=True))
    context = Context(
        left_in_right=shared / len(a) if len(a) else 0.0,
        right_in_left=shared / len(b) if len(b) else 0.0,
        holders=sides[0].holders,
        narration=(left.bits, right.bits),
    )
    # Ten matched words in a chain without two shared shingles would need an edit in every five words.
    close = shared >= work.settings.candidate_shared_shingles
    stretches = work.kernels.align(left.words.hashes, right.words.hashes, work.settings) if close else ()
    passages = typed_passages(left, right, stretches, context, work.settings)
    reuse = Reuse(
        left=left.id,
        right=right.id,
        left_in_right=context.left_in_right,
        right_in_left=context.right_in_left,
        jaccard=shared / (len(a) + len(b) - shared) if len(a) or len(b) else 0.0,
        jaccard_estimate=_estimate(sides[0].signature, sides[1].signature),
        affinity=affinity,
        shared_names=shared_names(left, right, (sides[0].topic, sides[1].topic)),
        copied_words=_copied_words(stretches, passages),
        passages=passages,
        blocks=(),
        edits=(),
    )
    return Compared(reuse, stretches)


def _estimate(left: Values, right: Values) -> float | None:
    return estimated_jaccard(left, right) if len(left) and len(right) else None


def _copied_words(stretches: Sequence[Stretch], passages: Sequence[Passage]) -> int:
    return sum(stretch.matched for stretch, passage in zip(stretches, passages, strict=True) if passage.type is PassageType.COPY)
