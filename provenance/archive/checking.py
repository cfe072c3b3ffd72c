"""Is an archive whole? Every file against its checksum, and every number against the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from provenance.archive.folder import leftovers, read_manifest
from provenance.archive.manifest import Segment, StoredFile
from provenance.archive.tables import count_documents, need_library, open_ids, open_postings
from provenance.errors import UsageError
from provenance.pipeline import Progress, silent

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found: how much there is, the ``faults``, in words, and files a writer ``left``, which do no harm."""

    documents: int
    segments: int
    bytes: int
    faults: tuple[str, ...]
    left: tuple[str, ...]


def check(folder: Path, progress: Progress = silent) -> Checked:
    """Look at every byte of an archive.

    Raises:
        UsageError: there is no archive, its manifest is damaged, or of another schema.
        MissingLibraryError: pyarrow is not installed.

    """
    need_library()
    manifest = read_manifest(folder)
    faults: list[str] = []
    names: dict[str, str] = {}
    for done, segment in enumerate(manifest.segments):
        progress("check", done, len(manifest.segments))
        found = [fault for file in segment.files() for fault in _file_faults(folder, file)]
        faults += found or _content_faults(folder, segment, names)
    return Checked(
        documents=manifest.documents,
        segments=len(manifest.segments),
        bytes=sum(file.bytes for segment in manifest.segments for file in segment.files()),
        faults=tuple(faults),
        left=leftovers(folder, manifest),
    )


def _file_faults(folder: Path, file: StoredFile) -> Iterator[str]:
    """A file that is missing, of another length, or of another content than was written."""
    path = folder / file.name
    digest = hashlib.sha256()
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except FileNotFoundError:
        yield f"{file.name} is missing"
        return
    except OSError as error:
        yield f"{file.name} cannot be read ({error.strerror})"
        return
    if size != file.bytes:
        yield f"{file.name} has {size:,} bytes, where {file.bytes:,} were written"
    elif digest.hexdigest() != file.sha256:
        yield f"{file.name} has another content than was written (its SHA-256 is not that of the manifest)"


def _content_faults(folder: Path, segment: Segment, names: dict[str, str]) -> list[str]:
    """Numbers that contradict one another in files that are as they were written; ``names`` takes up the ids, with their file."""
    try:
        rows = count_documents(folder / segment.documents.name)
        ids = open_ids(folder / segment.ids.name)
        postings = open_postings(folder / segment.postings.name)
    except UsageError as error:
        return [str(error)]
    faults = []
    if rows != segment.rows or len(ids) != segment.rows:
        counts = f"{segment.documents.name} has {rows:,} documents, {segment.ids.name} {len(ids):,}"
        faults.append(f"{counts}, the manifest {segment.rows:,}")
    if len(postings.shingles) != segment.pairs:
        faults.append(f"{segment.postings.name} has {len(postings.shingles):,} rows, the manifest {segment.pairs:,}")
    shingles, numbers = postings.shingles, postings.documents
    later, same = shingles[1:] > shingles[:-1], shingles[1:] == shingles[:-1]
    if not (later | (same & (numbers[1:] > numbers[:-1]))).all():
        faults.append(f"{segment.postings.name} is out of order")
    if len(numbers) and not segment.first <= int(numbers.min()) <= int(numbers.max()) < segment.first + segment.rows:
        faults.append(f"{segment.postings.name} names documents that its segment has not")
    for name in ids.ids():
        if name in names:
            faults.append(f"“{name}” is in {names[name]} and in {segment.ids.name}")
        names[name] = segment.ids.name
    return faults
