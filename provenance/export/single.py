"""One document, or one pair, as JSON text, in the field names of ``trace.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence

from provenance.export.plain import cleaned, document_plain, problem_plain, reuse_plain
from provenance.model import Document, Problem, Reuse, Signal


def documents_json(read: Sequence[tuple[Document, tuple[Signal, ...], tuple[Problem, ...]]]) -> str:
    """Documents as read: a list of objects with the document's fields, ``facts`` about the whole, and ``problems``."""
    return _text(
        [
            {
                **document_plain(document, signals),
                "facts": [{"name": name, "value": value} for name, value in document.head],
                "problems": [problem_plain(problem) for problem in problems],
            }
            for document, signals, problems in read
        ]
    )


def reuse_json(reuse: Reuse) -> str:
    """What two documents share, and every edit."""
    return _text(reuse_plain(reuse))


def _text(value: object) -> str:
    return json.dumps(cleaned(value), ensure_ascii=False, indent=1, allow_nan=False)
