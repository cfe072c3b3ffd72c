"""Labelled corpora on disk: the documents as they are, and what is known of them in one file beside them.

A corpus is a folder with ``documents/`` and ``truth.json``; ``docs/how-to/simulate.md`` describes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from provenance.corpus import read_corpus
from provenance.errors import OutputError, UsageError
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.evaluation.truth_file import check_names, parse_truth, truth_text
from provenance.model import RawDocument
from provenance.settings import Limits

TRUTH_FILE = "truth.json"
DOCUMENTS_FOLDER = "documents"


def write_corpus(corpus: LabelledCorpus, directory: Path) -> None:
    """Write a corpus into a folder, which is made if it is not there; ``read_labelled`` reads it back.

    Raises:
        UsageError: the folder holds something already, or a document has no file of its own.
        OutputError: something could not be written.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        message = f"{directory} is not an empty folder; name a new one, so that nothing else gets among the documents"
        raise UsageError(message)
    for document in corpus.documents:
        if "#" in document.id or ".." in Path(document.path).parts or Path(document.path).is_absolute():
            message = f"{document.id} has no file of its own in this corpus ({document.path}); only such documents can be written"
            raise UsageError(message)
    try:
        (directory / DOCUMENTS_FOLDER).mkdir(parents=True, exist_ok=True)
        for document in corpus.documents:
            path = directory / DOCUMENTS_FOLDER / document.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document.content.encode(document.encoding))
        (directory / TRUTH_FILE).write_text(truth_text(corpus.name, corpus.truth), encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"the corpus could not be written to {directory} ({error.strerror}); check space and permission"
        raise OutputError(message) from error


def read_labelled(directory: Path) -> LabelledCorpus:
    """Read a corpus from disk, written by ``write_corpus`` or labelled by hand.

    Raises:
        UsageError: there is none, a document cannot be read, or the truth makes no sense; the message says where and what.
    """
    path = directory / TRUTH_FILE
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read ({error}); a labelled corpus is a folder with {DOCUMENTS_FOLDER}/ and {TRUTH_FILE}"
        raise UsageError(message) from error
    documents, problems = read_corpus([directory / DOCUMENTS_FOLDER], Limits())
    for problem in problems:
        if problem.severity == "skipped":
            message = f"{directory / DOCUMENTS_FOLDER / problem.path}: {problem.message}"
            raise UsageError(message)
    name, truth = parse_truth(source, str(path))
    check_names(truth, [document.id for document in documents], str(path))
    checksum = checksum_of(documents, truth)
    return LabelledCorpus(name=name or directory.resolve().name, documents=documents, truth=truth, checksum=checksum)


def checksum_of(documents: Sequence[RawDocument], truth: Truth) -> str:
    """SHA-256 (hex) of a corpus: of each document's checksum and path, in order of ids, and of the truth as written to disk."""
    digest = hashlib.sha256()
    for document in sorted(documents, key=lambda document: document.id):
        digest.update(f"{document.sha256}  {document.path}\n".encode())
    digest.update(truth_text("", truth).encode())
    return digest.hexdigest()
