"""The pairs of a collection, found on this machine: the same result as on a cluster, without one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.cluster.aligning import SHARED, shared_rows
from provenance.cluster.arrow import Batch, batch_of, library, schema_of
from provenance.cluster.columns import Corpus, reordered
from provenance.cluster.files import Source, new_folder, source_of
from provenance.cluster.job import DOCUMENTS, Counts, PairsJob, Progress, check_ids, unheard
from provenance.cluster.linking import PAIRS
from provenance.cluster.rows import UNDATED, Rows
from provenance.engine.local import usable_cores
from provenance.errors import UsageError
from provenance.matching.candidates import pairs_among
from provenance.matching.kernels import Kernels, kernels_for
from provenance.matching.links import NumberPairs
from provenance.matching.texts import TextWords
from provenance.settings import Matching

_HELD_BYTES = 4_000_000_000
"""Bytes of text up to which words are kept in memory, where they take half as much again: 1.3 million articles of 3 kB."""
_PAIRS_AT_A_TIME = 131_072
"""Candidates aligned before what they share is written."""
_ROWS_AT_A_TIME = 65_536
"""Documents, or candidates, written at a time."""
_WAITING = 2
"""Chunks of documents under way for every thread."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Read:
    """All documents in the order of the files: names and dates as Arrow arrays, words, and the row of each in order of time."""

    ids: Any
    published: Any
    table: TextWords
    order: NDArray[np.int64]


def find_pairs_here(job: PairsJob, workers: int | None = None, progress: Progress = unheard) -> Counts:
    """Find the candidates among documents, and the pairs that share more than formulas, on this machine.

    The rows written are those that ``provenance.cluster.find_pairs`` writes; they are sorted, and there is no ``working``.

    Args:
        job: what is asked for; its source and target are places on this machine.
        workers: threads that work side by side; ``None`` stands for as many as this process may use cores.
        progress: told what is being done.

    Raises:
        UsageError: there is nothing at the source, it has other columns, or two documents have one id; or there are no workers.
        OutputError: there is something at the target, or it cannot be written.
        MissingLibraryError: pyarrow is not installed.

    """
    threads = usable_cores() if workers is None else workers
    if threads < 1:
        message = f"{threads} workers can do nothing; ask for 1 or more"
        raise UsageError(message)
    source = source_of(job.source, job.columns)
    with new_folder(Path(job.target)) as (target, working):
        kernels = kernels_for(source.documents, threads)
        progress("splitting texts into words")
        read = _read(source, working, threads)
        check_ids(len(read.ids), len(read.ids.unique()), job.source)
        progress(f"linking what {len(read.order):,} documents share")
        pairs = pairs_among(reordered(read.table.words, read.order), job.matching, kernels)
        progress(f"aligning {len(pairs):,} candidate pairs")
        return Counts(
            documents=target.write("documents", _documents(read), schema_of(DOCUMENTS)),
            candidates=target.write("candidates", _candidates(pairs), schema_of(PAIRS)),
            pairs=target.write("pairs", _shared(read, pairs, kernels, job.matching), schema_of(SHARED)),
        )


def _read(source: Source, working: Path, workers: int) -> _Read:
    arrow = library("pyarrow")
    ids, published, content = [], [], []
    with Corpus(working, held=source.text_bytes <= _HELD_BYTES) as corpus:
        for rows, words in _in_turn(source, workers):
            ids.append(rows.ids)
            published.append(rows.published)
            content.append(rows.content)
            corpus.add(words)
        table = corpus.taken()
    keys = arrow.table(
        {
            "published": arrow.chunked_array(published, arrow.string()),
            "content": arrow.chunked_array(content, arrow.binary()),
        }
    )
    order = library("pyarrow.compute").sort_indices(keys, [("published", "ascending"), ("content", "ascending")])
    return _Read(
        ids=arrow.chunked_array(ids, arrow.string()).combine_chunks(),
        published=keys.column("published"),
        table=table,
        order=order.to_numpy().astype(np.int64),
    )


def _in_turn(source: Source, workers: int) -> Iterator[tuple[Rows, TextWords]]:
    """The documents with their words, in the order of the files; ``workers`` chunks are taken apart at a time."""
    kernels = kernels_for(source.documents, 1)

    def taken_apart(batch: Batch) -> tuple[Rows, TextWords]:
        rows = source.kind.rows(batch)
        return rows, kernels.split_all(rows.texts)

    waiting: deque[Future[tuple[Rows, TextWords]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for batch in source.batches():
            waiting.append(pool.submit(taken_apart, batch))
            if len(waiting) > workers * _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _documents(read: _Read) -> Iterator[Batch]:
    """Rows of ``provenance.cluster.job.DOCUMENTS``."""
    arrow, compute = library("pyarrow"), library("pyarrow.compute")
    lengths = np.diff(read.table.words.offsets).astype(np.int32)
    for start in range(0, len(read.order), _ROWS_AT_A_TIME):
        rows = read.order[start : start + _ROWS_AT_A_TIME]
        published = read.published.take(arrow.array(rows)).combine_chunks()
        known = compute.if_else(compute.equal(published, UNDATED), None, published)
        yield batch_of(
            {
                "number": (np.arange(start, start + len(rows)), "int64"),
                "id": (read.ids.take(arrow.array(rows)), "string"),
                "published": (known, "string"),
                "words": (lengths[rows], "int32"),
            }
        )


def _candidates(pairs: NumberPairs) -> Iterator[Batch]:
    for start in range(0, len(pairs), _ROWS_AT_A_TIME):
        part = slice(start, start + _ROWS_AT_A_TIME)
        yield batch_of({"first": (pairs.first[part], "int64"), "other": (pairs.other[part], "int64")})


def _shared(read: _Read, pairs: NumberPairs, kernels: Kernels, settings: Matching) -> Iterator[Batch]:
    for start in range(0, len(pairs), _PAIRS_AT_A_TIME):
        part = slice(start, start + _PAIRS_AT_A_TIME)
        rows = NumberPairs(read.order[pairs.first[part]], read.order[pairs.other[part]])
        yield shared_rows(read.ids, kernels.share(read.table, rows, settings))
