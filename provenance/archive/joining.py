"""Small segments joined into larger ones, so that an archive that grows by an article a day is not searched in a thousand places.

What is joined are neighbours, so that no document gets another number, and no more of them than one batch may hold. The segment
that a document is in at least doubles each time: of 2,000 at most, it is written anew eleven times, whatever comes in whatever
portions, and five or six times if they come one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from provenance.archive.folder import write_files
from provenance.archive.manifest import Manifest, Segment
from provenance.archive.segments import names_of_files
from provenance.archive.tables import Postings, joined_documents, joined_ids, open_postings, postings_file
from provenance.settings import Archive

_TOGETHER = 8
"""Segments joined at once. Every segment is searched for every query, 0.4 ms each: more of them cost time there, fewer cost more
writing."""


def joined(folder: Path, manifest: Manifest, most: Archive) -> Manifest | None:
    """The manifest with the first run of small segments joined, whose new files are written; ``None`` if there is none.

    The caller holds the lock, puts the manifest in place, and removes the old files.

    Args:
        folder: of the archive.
        manifest: as it is now.
        most: of documents in a segment that is made by joining (``batch_documents``), and of bytes (``batch_characters``).

    Raises:
        OutputError: the disk is full, or the folder cannot be written; nothing is left.
        UsageError: a file is missing or damaged.

    """
    run = small_run(manifest.segments, most)
    if not run:
        return None
    old = manifest.segments[run.start : run.stop]
    return manifest.with_joined(run, _join(folder, manifest, old))


def small_run(segments: tuple[Segment, ...], most: Archive) -> range:
    """Places of the segments to be joined, of the smallest size of which there are enough; empty if there are none."""
    size = _TOGETHER
    while size // _TOGETHER < most.batch_documents:
        for run in _runs(segments, size):
            chosen = _within(segments, run, most)
            if chosen:
                return chosen
        size *= _TOGETHER
    return range(0)


def _runs(segments: tuple[Segment, ...], size: int) -> Iterator[range]:
    """Neighbouring segments of fewer than ``size`` documents each, as many as there are beside one another."""
    start = 0
    for place, segment in enumerate(segments):
        if segment.rows >= size:
            yield range(start, place)
            start = place + 1
    yield range(start, len(segments))


def _within(segments: tuple[Segment, ...], run: range, most: Archive) -> range:
    """Segments of a run that are enough, not too large for one segment, and none of them half of it; empty if there are none."""
    start = run.start
    while run.stop - start >= _TOGETHER:
        chosen = range(start, _end(segments, range(start, run.stop), most))
        rows = [segments[place].rows for place in chosen]
        if len(rows) >= _TOGETHER and 2 * max(rows) <= sum(rows):
            return chosen
        start += rows.index(max(rows)) + 1 if rows else 1
    return range(0)


def _end(segments: tuple[Segment, ...], run: range, most: Archive) -> int:
    """Where the beginning of a run ends that is not too large to be one segment."""
    documents = total = 0
    for place in run:
        documents += segments[place].rows
        total += sum(file.bytes for file in segments[place].files())
        if documents > most.batch_documents or total > most.batch_characters:
            return place
    return run.stop


def _join(folder: Path, manifest: Manifest, old: tuple[Segment, ...]) -> Segment:
    postings = _merged([open_postings(folder / segment.postings.name) for segment in old])
    names = names_of_files(manifest)
    documents, ids, holders = write_files(
        folder,
        {
            names.documents: joined_documents([folder / segment.documents.name for segment in old]),
            names.ids: joined_ids([folder / segment.ids.name for segment in old]),
            names.postings: postings_file(postings),
        },
    )
    rows = sum(segment.rows for segment in old)
    return Segment(first=old[0].first, rows=rows, pairs=len(postings.shingles), documents=documents, ids=ids, postings=holders)


def _merged(parts: list[Postings]) -> Postings:
    """Postings of neighbours in one: the numbers of the later are larger, so that a stable sort keeps them ascending."""
    shingles = np.concatenate([part.shingles for part in parts])
    documents = np.concatenate([part.documents for part in parts])
    order = np.argsort(shingles, kind="stable")
    return Postings(shingles=shingles[order], documents=documents[order])
