"""Laws of the work between the shuffles of a cluster: the pairs are those that one machine finds, however it is divided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from provenance.cluster.arrow import Batch, batch_of, packed_arrays
from provenance.cluster.buckets import Buckets
from provenance.cluster.linking import Counting, Keying, Linking
from provenance.cluster.reading import passages_of
from provenance.matching.candidates import pairs_among, passage_shingles
from provenance.matching.fingerprints import shingle_hashes
from provenance.matching.kernels import kernels_for
from provenance.matching.ragged import Ragged
from provenance.matching.sketch import Permutations
from provenance.settings import Matching
from tests.examples import few

pyarrow = pytest.importorskip("pyarrow")

SETTINGS = Matching(permutations=16, passage_words=24)
KERNELS = kernels_for(1)
PERMUTATIONS = Permutations.of(SETTINGS)


@st.composite
def corpora(draw: st.DrawFn) -> list[NDArray[np.uint64]]:
    """Documents that copy parts of one another: runs of words out of a few stories."""
    documents = []
    for _ in range(draw(st.integers(0, 8))):
        runs = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60), st.integers(0, 60)), max_size=4))
        words = [story * 1000 + place for story, first, length in runs for place in range(first, first + length)]
        documents.append((np.array(words, np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15))
    return documents


def shuffled(batches: Iterable[Batch]) -> Iterator[Batch]:
    """What a cluster does between two steps: the rows of all batches sorted by bucket, and cut anywhere."""
    table = pyarrow.Table.from_batches(list(batches)).sort_by("bucket")
    yield from table.to_batches(max_chunksize=3)


def documents_in(corpus: Sequence[NDArray[np.uint64]], size: int, first: int) -> Iterator[Batch]:
    for start in range(0, len(corpus), size):
        part = corpus[start : start + size]
        numbers = np.arange(first + start, first + start + len(part))
        yield batch_of({"number": (numbers, "int64"), "words": (packed_arrays(part), "binary")})


@settings(max_examples=few(30))
@given(corpus=corpora(), size=st.integers(1, 4), tasks=st.integers(1, 100), before=st.sampled_from([0, 1, 2**25, 2**31 - 9]))
def test_the_pairs_are_those_of_one_machine(corpus: list[NDArray[np.uint64]], size: int, tasks: int, before: int) -> None:
    shingles = [shingle_hashes(words, SETTINGS.shingle_words) for words in corpus]
    most = max((passages_of(len(each), SETTINGS) for each in shingles), default=0)
    buckets = Buckets.of(before + len(corpus), most, SETTINGS.permutations, tasks)
    keying = Keying(buckets=buckets, permutations=PERMUTATIONS, settings=SETTINGS, kernels=KERNELS)
    found: list[tuple[int, int]] = []
    if corpus:
        keys = shuffled(keying(documents_in(corpus, size, before)))
        links = list(Linking(buckets=buckets)(keys))
        for batch in Counting(settings=SETTINGS)(shuffled(links) if links else ()):
            found += zip(batch.column("first").to_pylist(), batch.column("other").to_pylist(), strict=True)
    words = Ragged.of(corpus, np.uint64)
    expected = pairs_among(words, SETTINGS, KERNELS)
    assert sorted((one - before, other - before) for one, other in found) == list(
        zip(expected.first.tolist(), expected.other.tolist(), strict=True)
    )


@given(st.integers(0, 400), st.integers(2, 80))
def test_passages_are_counted_before_they_are_signed(shingles: int, words: int) -> None:
    chosen = Matching(permutations=16, passage_words=words)
    numbered = Ragged.of([np.arange(shingles and shingles + chosen.shingle_words - 1, dtype=np.uint64)], np.uint64)
    signed = KERNELS.sign(numbered, chosen.shingle_words, passage_shingles(chosen) // 2, PERMUTATIONS)
    assert passages_of(shingles, chosen) == signed.rows.shape[1]


@given(documents=st.integers(1, 2**31), passages=st.integers(1, 700), tasks=st.integers(1, 10_000))
def test_every_number_has_room_in_a_key(documents: int, passages: int, tasks: int) -> None:
    buckets = Buckets.of(documents, passages, 128, tasks)
    assert (documents - 1).bit_length() <= buckets.shingle_holder_bits < 64
    assert (documents - 1).bit_length() + buckets.passage_bits <= buckets.value_holder_bits < 64
    assert passages <= 1 << buckets.passage_bits
    assert 1 << buckets.shingle_bits >= tasks
