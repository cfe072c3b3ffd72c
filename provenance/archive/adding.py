"""Taking new documents into an archive, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from provenance.archive.folder import (
    create,
    is_archive,
    make_folder,
    read_manifest,
    remove_leftovers,
    replace_manifest,
)
from provenance.archive.joining import joined
from provenance.archive.lock import writing
from provenance.archive.manifest import Manifest, new_manifest
from provenance.archive.opening import check_settings
from provenance.archive.record import Entry, content_digest
from provenance.archive.segments import write_segment
from provenance.archive.tables import need_library, open_ids
from provenance.corpus import ProblemTally
from provenance.engine import Engine, LocalEngine
from provenance.errors import OutputError
from provenance.model import Problem, RawDocument
from provenance.pipeline import VERSION, Progress, read_all, silent
from provenance.settings import Limits, Settings

_EVERY_PROBLEM = 1_000_000_000
"""Problems of one batch are kept all: how many are listed is decided when they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of documents that were to be added.

    ``documents`` are new, ``known`` were there already with the same content; ``total`` is how many the archive has now.
    Problems are those of all inputs that were read.
    """

    documents: int
    known: int
    total: int
    problems: tuple[Problem, ...]


Digests = tuple[bytes, bytes]
"""SHA-256 of a document's file, and of its content."""


def add(
    folder: Path,
    items: Iterable[RawDocument | Problem],
    settings: Settings,
    progress: Progress = silent,
    *,
    workers: int | None = 1,
) -> Added:
    """Add documents to the archive in a folder, which is made if there is none.

    They are read and written in batches; each is part of the archive once it is written, whatever happens to the next. A document
    whose id is there already is not taken again: it counts as known if its content is the same, else it is a problem. ``workers``
    is how many processes share the reading, ``None`` for as many as there are cores.

    Raises:
        UsageError: the archive was made with other settings, is damaged, or of another schema.
        OutputError: somebody else writes there, the disk is full, or there are other files in the folder.
        MissingLibraryError: pyarrow is not installed.

    """
    need_library()
    make_folder(folder)
    with writing(folder):
        if not is_archive(folder):
            create(folder, new_manifest(VERSION, settings.matching.shingle_words))
        manifest = read_manifest(folder)
        check_settings(folder, manifest, settings)
        remove_leftovers(folder, manifest)
        with LocalEngine(workers) as engine:
            return _Writer(folder, manifest, settings, engine).take(items, progress)


class _Writer:
    """Holds what changes while documents are added: the manifest, who is known, what was noticed."""

    def __init__(self, folder: Path, manifest: Manifest, settings: Settings, engine: Engine) -> None:
        self._folder = folder
        self._manifest = manifest
        self._settings = settings
        self._engine = engine
        self._known = _known(folder, manifest)
        self._already = 0
        self._tally = ProblemTally(settings.limits.listed_problems)
        self._waiting: dict[str, list[Problem]] = {}

    def take(self, items: Iterable[RawDocument | Problem], progress: Progress) -> Added:
        """Add all documents among the items."""
        before = self._manifest.documents
        done = 0
        for batch in _batches(self._new(items), self._settings):
            self._add(batch, partial(_further, progress, done))
            done += len(batch)
        self._join()
        return Added(
            documents=self._manifest.documents - before,
            known=self._already,
            total=self._manifest.documents,
            problems=self._tally.problems(),
        )

    def _new(self, items: Iterable[RawDocument | Problem]) -> Iterator[RawDocument]:
        """The documents that are not known by the bytes of their file; problems are noted on the way."""
        for item in items:
            if isinstance(item, Problem):
                self._note(item)
            elif item.id in self._known and self._known[item.id][0] == bytes.fromhex(item.sha256):
                self._already += 1
            else:
                yield item

    def _note(self, problem: Problem) -> None:
        """Tell a problem, and keep it for the first document of its file that is stored."""
        self._tally.add((problem,))
        self._waiting.setdefault(problem.path, []).append(problem)

    def _add(self, raws: Sequence[RawDocument], progress: Progress) -> None:
        documents, signals, problems = read_all(raws, _unlisted(self._settings.limits), progress, self._engine)
        for problem in problems:
            self._note(problem)
        entries = []
        for document in documents:
            digests = (bytes.fromhex(document.sha256), bytes.fromhex(content_digest(document, signals[document.id])))
            if document.id not in self._known:
                self._known[document.id] = digests
                noticed = tuple(self._waiting.pop(document.path, ()))
                entries.append(Entry(document=document, signals=signals[document.id], problems=noticed))
            elif self._known[document.id][1] == digests[1]:
                self._already += 1
            else:
                self._tally.add((_conflict(document.id, document.path),))
        if entries:
            segment = write_segment(self._folder, self._manifest, entries)
            self._manifest = _commit(self._folder, self._manifest.with_segment(segment))

    def _join(self) -> None:
        """Join segments while there are many small ones, and remove them; whoever has opened them can read on."""
        while (following := joined(self._folder, self._manifest, self._settings.archive)) is not None:
            self._manifest = _commit(self._folder, following)
            remove_leftovers(self._folder, self._manifest)


def _commit(folder: Path, following: Manifest) -> Manifest:
    """Put a manifest in place whose files are written; returns it.

    Raises:
        OutputError: that cannot be written; the archive is as it was, and the new files are gone.

    """
    try:
        replace_manifest(folder, following)
    except OutputError:
        # What the folder says counts: the new manifest may be in place although it could not be made to last.
        remove_leftovers(folder, read_manifest(folder))
        raise
    return following


def _known(folder: Path, manifest: Manifest) -> dict[str, Digests]:
    """The documents that are there, by id."""
    tables = (open_ids(folder / segment.ids.name) for segment in manifest.segments)
    return {name: digests for table in tables for name, digests in zip(table.ids(), table.digests(), strict=True)}


def _batches(raws: Iterable[RawDocument], settings: Settings) -> Iterator[list[RawDocument]]:
    """The documents in the batches in which they are written."""
    batch: list[RawDocument] = []
    size = 0
    for raw in raws:
        batch.append(raw)
        size += len(raw.content)
        if len(batch) == settings.archive.batch_documents or size >= settings.archive.batch_characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _further(progress: Progress, before: int, stage: str, done: int, _: int) -> None:
    """Tell a batch's progress as that of all documents, of which nobody knows how many there will be."""
    progress(stage, before + done, 0)


def _unlisted(limits: Limits) -> Limits:
    return replace(limits, listed_problems=_EVERY_PROBLEM)


def _conflict(name: str, path: str) -> Problem:
    message = (
        f"the archive has another document called “{name}”, which stays; to keep both, rename this file, "
        "or add it with --prefix and a word that goes before its name"
    )
    return Problem(path=path, stage="archive", severity="skipped", message=message)


def with_prefix(items: Iterable[RawDocument | Problem], prefix: str) -> Iterator[RawDocument | Problem]:
    """The items, ``prefix`` and a slash put before the id of every document; as they are if it is empty."""
    for item in items:
        yield replace(item, id=f"{prefix}/{item.id}") if prefix and isinstance(item, RawDocument) else item
