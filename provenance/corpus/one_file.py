"""A file that holds documents of one kind, as every reader of such files is given it."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.model import Format, Problem, RawDocument, RecordFields


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFile:
    """Where a file is, what its bytes are, and what its documents are called."""

    shown: str
    sha256: str
    base: str

    def problem(self, severity: str, message: str) -> Problem:
        """Something about this file."""
        return Problem(path=self.shown, stage="corpus", severity=severity, message=message)

    def document(self, content: str, record: RecordFields, encoding: str = "utf-8", form: Format = Format.HTML) -> RawDocument:
        """The document in it, where it holds one."""
        return RawDocument(
            id=self.base, path=self.shown, sha256=self.sha256, format=form, encoding=encoding, content=content, record=record
        )
