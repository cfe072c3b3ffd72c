"""Documents written together, and single ones found again among them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from provenance.archive.folder import write_files
from provenance.archive.manifest import Manifest, Segment
from provenance.archive.record import Entry, content_digest, from_record, to_record
from provenance.archive.shingles import shingles_of
from provenance.archive.tables import (
    Documents,
    Ids,
    Numbers,
    Postings,
    damaged,
    documents_file,
    ids_file,
    open_documents,
    open_ids,
    open_postings,
    postings_file,
)
from provenance.errors import UsageError
from provenance.export.plain import cleaned
from provenance.matching import Hashes

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An archive as it was when its manifest was read; what is added later does not show.

    ``postings``, ``ids`` and ``documents`` are those of its segments, mapped into memory.
    """

    folder: Path
    manifest: Manifest
    postings: tuple[Postings, ...]
    ids: tuple[Ids, ...]
    documents: tuple[Documents, ...]

    def names(self, numbers: Sequence[int]) -> list[str]:
        """The ids of documents by their numbers."""
        found: dict[int, str] = {}
        for segment, ids, mine in zip(self.manifest.segments, self.ids, self._by_segment(numbers), strict=True):
            found.update(zip(mine, ids.at([number - segment.first for number in mine]), strict=True))
        return [found[number] for number in numbers]

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """Documents by their numbers, in the order given.

        Raises:
            UsageError: a file is damaged.

        """
        found: dict[int, Entry] = {}
        for segment, documents, mine in zip(self.manifest.segments, self.documents, self._by_segment(numbers), strict=True):
            if mine:
                rows = [number - segment.first for number in mine]
                found.update(zip(mine, read_entries(documents, rows), strict=True))
        return [found[number] for number in numbers]

    def number_of(self, name: str) -> int | None:
        """The number of the document with an id; ``None`` if there is none."""
        for segment, ids in zip(self.manifest.segments, self.ids, strict=True):
            row = ids.row_of(name)
            if row is not None:
                return segment.first + row
        return None

    def content(self, number: int) -> str:
        """SHA-256 (hex) of the content of a document."""
        at = self._segment_of(number)
        return self.ids[at].content(number - self.manifest.segments[at].first)

    def _segment_of(self, number: int) -> int:
        return bisect_right(self.manifest.segments, number, key=lambda segment: segment.first) - 1

    def _by_segment(self, numbers: Sequence[int]) -> list[list[int]]:
        """The numbers, those of each segment together, ascending."""
        mine: list[list[int]] = [[] for _ in self.manifest.segments]
        for number in sorted(set(numbers)):
            mine[self._segment_of(number)].append(number)
        return mine


def open_snapshot(folder: Path, manifest: Manifest) -> Snapshot:
    """Map the files that a manifest names; their lengths are compared with it, their content is not.

    Raises:
        UsageError: a file is missing or damaged.

    """
    for segment in manifest.segments:
        for file in segment.files():
            path = folder / file.name
            try:
                size = path.stat().st_size
            except OSError as error:
                raise damaged(path, error.strerror or "it cannot be read") from error
            if size != file.bytes:
                raise damaged(path, f"{size:,} bytes, where {file.bytes:,} were written")
    return Snapshot(
        folder=folder,
        manifest=manifest,
        postings=tuple(open_postings(folder / segment.postings.name) for segment in manifest.segments),
        ids=tuple(open_ids(folder / segment.ids.name) for segment in manifest.segments),
        documents=tuple(open_documents(folder / segment.documents.name) for segment in manifest.segments),
    )


def read_entries(documents: Documents, rows: Sequence[int]) -> list[Entry]:
    """Documents of one segment by their rows, in the order given.

    Raises:
        UsageError: the file is damaged.

    """
    found = []
    for row in documents.rows(rows, ("text", "record")):
        match row:
            case {"text": str(text), "record": bytes(record)}:
                found.append(_entry(documents.path, record, text))
            case _:
                raise damaged(documents.path, "a document has no text or no record")
    return found


def _entry(path: Path, record: bytes, text: str) -> Entry:
    try:
        return from_record(record, text)
    except UsageError as error:
        raise damaged(path, str(error)) from error


def write_segment(folder: Path, manifest: Manifest, entries: Sequence[Entry]) -> Segment:
    """Write documents, at least one, as the segment after those of a manifest; nobody knows it until a manifest names it.

    Raises:
        OutputError: the disk is full, or the folder cannot be written; nothing is left.

    """
    names, first = names_of_files(manifest), manifest.documents
    postings = postings_of((shingles_of(entry.document, manifest.shingle_words) for entry in entries), first)
    documents, ids, holders = write_files(
        folder,
        {
            names.documents: documents_file(first, _columns(entries)),
            names.ids: ids_file(
                [entry.document.id for entry in entries],
                [entry.document.sha256 for entry in entries],
                [content_digest(entry.document, entry.signals) for entry in entries],
            ),
            names.postings: postings_file(postings),
        },
    )
    return Segment(first=first, rows=len(entries), pairs=len(postings.shingles), documents=documents, ids=ids, postings=holders)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNames:
    """What the files of one segment are called."""

    documents: str
    ids: str
    postings: str


def names_of_files(manifest: Manifest) -> FileNames:
    """Names for the next segment: their number is above all that the manifest names, and so above all that it named before."""
    numbers = (int(digits) for segment in manifest.segments for digits in _DIGITS.findall(segment.documents.name))
    number = max(numbers, default=0) + 1
    return FileNames(
        documents=f"documents-{number:06}.parquet", ids=f"ids-{number:06}.arrow", postings=f"postings-{number:06}.arrow"
    )


def postings_of(held: Iterable[Hashes], first: int) -> Postings:
    """Who holds which shingle, of documents with consecutive numbers from ``first`` on, each with its distinct shingles."""
    columns = list(held)
    shingles = np.concatenate(columns)
    documents: Numbers = np.repeat(np.arange(first, first + len(columns), dtype=np.uint32), [len(column) for column in columns])
    order = np.argsort(shingles, kind="stable")
    return Postings(shingles=shingles[order], documents=documents[order])


def _columns(entries: Iterable[Entry]) -> Mapping[str, Sequence[object]]:
    rows = [_row(entry) for entry in entries]
    return {name: [row[name] for row in rows] for name in rows[0]}


def _row(entry: Entry) -> dict[str, object]:
    document = entry.document
    publisher, published = document.metadata.publisher, document.metadata.published
    plain = {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "format": str(document.container or document.format),
        "title": document.metadata.title,
        "publisher": publisher.name if publisher else None,
        "host": publisher.host if publisher else None,
        "published_earliest": published.earliest if published else None,
        "published_latest": published.latest if published else None,
        "language": document.metadata.language,
        "text": document.text,
    }
    return {**{name: cleaned(value) for name, value in plain.items()}, "record": to_record(entry)}
