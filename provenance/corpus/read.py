"""From paths to raw documents: the order of the steps and what becomes of a failure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from provenance.corpus.decode import Decoded, decode_text
from provenance.corpus.loading import load_bytes
from provenance.corpus.names import assign_ids
from provenance.corpus.sniff import Shape, sniff
from provenance.corpus.walk import FoundFile, find_files
from provenance.corpus.wordpress import records_of, unreadable_reasons
from provenance.model import Format, Problem, RawDocument
from provenance.settings import Limits
from provenance.text.json_text import parse_json

_FORMATS = {Shape.HTML: Format.HTML, Shape.MARKDOWN: Format.MARKDOWN, Shape.PLAIN: Format.PLAIN_TEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What one file gave. Documents have no id yet; ``numbers`` are their record numbers."""

    documents: tuple[RawDocument, ...] = ()
    numbers: tuple[int | None, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_corpus(paths: Sequence[Path | str], limits: Limits) -> tuple[tuple[RawDocument, ...], tuple[Problem, ...]]:
    """Read every document that paths stand for, ``-`` being standard input.

    Returns:
        The documents, sorted by id, and the problems, sorted; a file that cannot be read is one of them.

    Raises:
        UsageError: a path does not exist.

    """
    files, walked = find_files(paths, limits.files)
    reads = {file.shown: _read_file(file, limits) for file in files}
    ids = assign_ids({shown: read.numbers for shown, read in reads.items()})
    documents = [
        replace(document, id=ids[shown, number])
        for shown, read in reads.items()
        for document, number in zip(read.documents, read.numbers, strict=True)
    ]
    problems = [*walked, *(problem for read in reads.values() for problem in read.problems)]
    return tuple(sorted(documents, key=lambda document: document.id)), tuple(
        sorted(problems, key=lambda problem: problem.sort_key)
    )


def _read_file(file: FoundFile, limits: Limits) -> _Read:
    try:
        data = load_bytes(file, limits.file_bytes)
        decoded = decode_text(data)
    except ValueError as error:
        return _Read(problems=(_problem(file.shown, "skipped", str(error)),))
    severity = "degraded" if decoded.is_damaged else "notice"
    problems = tuple(_problem(file.shown, severity, note) for note in decoded.notes)
    if not decoded.text.strip():
        return _Read(
            problems=(*problems, _problem(file.shown, "skipped", "the file holds only white space; remove it or fill it"))
        )
    bare = RawDocument(
        id="",
        path=file.shown,
        sha256=hashlib.sha256(data).hexdigest(),
        format=Format.PLAIN_TEXT,
        encoding=decoded.encoding,
        content=decoded.text,
    )
    read = _read_shape(bare, decoded, limits)
    return replace(read, problems=problems + read.problems)


def _read_shape(bare: RawDocument, decoded: Decoded, limits: Limits) -> _Read:
    shape = sniff(decoded.text, bare.path)
    if shape is Shape.JSON:
        return _read_json(bare, limits)
    if shape is Shape.XML:
        message = "XML (a feed or an export), which is not read yet; save the articles as HTML or text"
        return _Read(problems=(_problem(bare.path, "skipped", message),))
    return _Read(documents=(replace(bare, format=_FORMATS[shape]),), numbers=(None,))


def _read_json(bare: RawDocument, limits: Limits) -> _Read:
    try:
        parsed = parse_json(bare.content, limits.json_depth)
    except ValueError as error:
        return _Read(problems=(_problem(bare.path, "skipped", f"it starts like JSON, but {error}; fetch or save it again"),))
    is_container, records = records_of(parsed.value)
    problems = [_problem(bare.path, "notice", note) for note in parsed.notes]
    documents, numbers = [], []
    if not records:
        problems.append(_problem(bare.path, "skipped", "an empty list, without a post; fetch it again"))
    for number, record in enumerate(records, 1):
        reasons = list(unreadable_reasons(record))
        where = f"record {number}: " if is_container else ""
        problems += [_problem(bare.path, "skipped", where + reason) for reason in reasons]
        if not reasons:
            content = json.dumps(record, ensure_ascii=False)
            documents.append(replace(bare, format=Format.WORDPRESS_REST_JSON, content=content))
            numbers.append(number if is_container else None)
    return _Read(documents=tuple(documents), numbers=tuple(numbers), problems=tuple(problems))


def _problem(path: str, severity: str, message: str) -> Problem:
    return Problem(path=path, stage="corpus", severity=severity, message=message)
