"""From paths to raw documents: the order of the steps and what becomes of a failure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from provenance.corpus.bundles import is_bundle, members_of
from provenance.corpus.columns import OPTIONS, chosen_words, listed, missing
from provenance.corpus.decode import decode_text
from provenance.corpus.doors import reader_of
from provenance.corpus.loading import content_stream, load_bytes, open_file, reason_of
from provenance.corpus.names import name_files
from provenance.corpus.one_file import OneFile
from provenance.corpus.records import RecordIds, TableFile, read_record
from provenance.corpus.shapes import documents_of
from provenance.corpus.tables import Table, find_table, rows_of
from provenance.corpus.tally import ProblemTally
from provenance.corpus.walk import FoundFile, find_files
from provenance.errors import UsageError
from provenance.model import Format, Problem, RawDocument
from provenance.settings import Columns, Limits

_DIGESTED = 1 << 20
Item = RawDocument | Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a file is, as it is shown, and what its documents are called."""

    shown: str
    base: str

    def problem(self, severity: str, message: str) -> Problem:
        """Something about this file."""
        return Problem(path=self.shown, stage="corpus", severity=severity, message=message)

    def with_digest(self, source: BinaryIO) -> OneFile:
        """The file with the digest of its bytes, for those who read it."""
        return OneFile(shown=self.shown, sha256=_digest(source), base=self.base)


def read_corpus(
    paths: Sequence[Path | str], limits: Limits, columns: Columns | None = None
) -> tuple[tuple[RawDocument, ...], tuple[Problem, ...]]:
    """Read every document that paths stand for, ``-`` being standard input.

    Returns:
        The documents, sorted by id, and the problems, sorted; a file that cannot be read is one of them.

    Raises:
        UsageError: a path does not exist, or a table has no column of a name in ``columns``.

    """
    tally = ProblemTally(limits.listed_problems)
    documents = sorted(tally.strain(stream_corpus(paths, limits, columns)), key=lambda document: document.id)
    return tuple(documents), tally.problems()


def stream_corpus(paths: Sequence[Path | str], limits: Limits, columns: Columns | None = None) -> Corpus:
    """Every document that paths stand for, one by one, and the problems in between; of a table no more than a record is held.

    Raises:
        UsageError: a path does not exist, or a table has no column of a name in ``columns``.

    """
    chosen = columns or Columns()
    files, problems = find_files(paths, limits.files)
    _check_columns(files, chosen, limits)
    return Corpus(files=files, problems=problems, limits=limits, columns=chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Files that were found, and not read yet; iterate to read them, as often as you like."""

    files: tuple[FoundFile, ...]
    problems: tuple[Problem, ...]
    limits: Limits
    columns: Columns

    def __iter__(self) -> Iterator[Item]:
        yield from self.problems
        for file, base in zip(self.files, name_files([file.shown for file in self.files]), strict=True):
            yield from _read_file(file, _Place(shown=file.shown, base=base), self.limits, self.columns)


def _check_columns(files: Sequence[FoundFile], columns: Columns, limits: Limits) -> None:
    """Refuse a column that the user named and no table has; what cannot be opened is told later."""
    if columns == Columns():
        return
    found: list[tuple[FoundFile, Table]] = []
    for file in files:
        try:
            with open_file(file, limits) as source:
                table = find_table(source, file.shown, columns, limits)
        except (ValueError, OSError):
            continue
        found += [(file, table)] if table else []
    absent = [dict(missing(columns, table.names)) for _, table in found]
    for purpose in absent[0] if absent else ():
        if all(purpose in each for each in absent):
            file, table = found[0]
            option = OPTIONS.get(purpose, f"columns.{purpose}")
            message = f"{option}: {file.shown} has no column “{absent[0][purpose]}”; it has {listed(table.names)}"
            raise UsageError(message)


def _read_file(file: FoundFile, place: _Place, limits: Limits, columns: Columns) -> Iterator[Item]:
    try:
        with open_file(file, limits) as source:
            if is_bundle(source, limits):
                yield from _read_bundle(place, source, limits, columns)
            else:
                yield from _read_open(place, source, limits, columns)
    except (ValueError, OSError) as error:
        yield place.problem("skipped", reason_of(error))


def _read_bundle(place: _Place, source: BinaryIO, limits: Limits, columns: Columns) -> Iterator[Item]:
    """The documents in the files of an archive, called ``base#`` and what each would be called in a folder."""
    seen: set[str] = set()
    try:
        for member in members_of(source, limits):
            (name,) = name_files([member.name])
            name = name if name not in seen else member.name
            inner = _Place(shown=f"{place.shown}/{member.name}", base=f"{place.base}#{name}")
            seen.add(name)
            try:
                with member.open() as opened:
                    if is_bundle(opened, limits):
                        yield inner.problem("skipped", "an archive inside an archive; unpack the outer one")
                    else:
                        yield from _read_open(inner, opened, limits, columns)
            except (ValueError, OSError) as error:
                yield inner.problem("skipped", reason_of(error))
    except (ValueError, OSError) as error:
        yield place.problem("degraded" if seen else "skipped", f"{reason_of(error)} (files read before: {len(seen):,})")
    else:
        if not seen:
            yield place.problem("skipped", "an archive without a file in it; put articles there")


def _read_open(place: _Place, source: BinaryIO, limits: Limits, columns: Columns) -> Iterator[Item]:
    """The documents of one open file that is no archive of files.

    Raises:
        ValueError: it cannot be read.
        OSError: likewise.

    """
    reader = reader_of(source, limits)
    if reader is not None:
        yield from reader(place.with_digest(source), source, limits)
    elif (table := find_table(source, place.shown, columns, limits)) is not None:
        yield from _read_table(place, source, table, limits, columns)
    else:
        yield from _read_single(place, source, limits)


def _read_table(place: _Place, source: BinaryIO, table: Table, limits: Limits, columns: Columns) -> Iterator[Item]:
    chosen = table.chosen(columns)
    for purpose, name in missing(columns, table.names):
        severity = "skipped" if purpose == "text" else "notice"
        yield place.problem(severity, f"there is no column “{name}” for the {purpose} in it; it has {listed(table.names)}")
    if chosen.text is None and not table.has_posts:
        if columns.text in ("", "-"):
            has = f"{table.words}, but no column is named like a text; it has {listed(table.names)}"
            message = f"{has}; name the one that holds the text with --text-column"
            yield place.problem("skipped", message)
        return
    if not table.has_posts:
        message = f"{table.words}: {chosen_words(chosen, table.names)}; --text-column and the like choose others"
        yield place.problem("notice", message)
    file = TableFile(shown=place.shown, sha256=_digest(source), base=place.base, container=table.container, chosen=chosen)
    ids = RecordIds(place.base)
    count = 0
    try:
        for row in rows_of(source, table, chosen, limits):
            count += 1
            yield from read_record(row, file, ids)
    except (ValueError, OSError) as error:
        severity = "degraded" if count else "skipped"
        yield place.problem(severity, f"{reason_of(error)} (records read before: {count:,})")
    else:
        if not count:
            yield place.problem("skipped", f"{table.words} without a record; remove it or fill it")


def _read_single(place: _Place, source: BinaryIO, limits: Limits) -> Iterator[Item]:
    """The document of a file that is no table, or the posts of one file."""
    data = load_bytes(content_stream(source, limits), limits.file_bytes)
    decoded = decode_text(data)
    severity = "degraded" if decoded.is_damaged else "notice"
    yield from (place.problem(severity, note) for note in decoded.notes)
    if not decoded.text.strip():
        yield place.problem("skipped", "the file holds only white space; remove it or fill it")
        return
    bare = RawDocument(
        id=place.base,
        path=place.shown,
        sha256=_digest(source),
        format=Format.PLAIN_TEXT,
        encoding=decoded.encoding,
        content=decoded.text,
    )
    yield from documents_of(bare, bare.path, limits)


def _digest(source: BinaryIO) -> str:
    """SHA-256 (hex) of the bytes of a file, as they are on the disk."""
    source.seek(0)
    digest = hashlib.sha256()
    while piece := source.read(_DIGESTED):
        digest.update(piece)
    return digest.hexdigest()
