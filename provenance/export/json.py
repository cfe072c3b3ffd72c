"""``trace.json``: the whole result as text, and back.

``from_json(to_json(f)) == f`` up to what ``provenance.export.plain`` states: floats rounded, raw mark-up
(block attributes, links, page heads) left out, lone surrogates replaced.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from provenance.errors import UsageError
from provenance.export.parsed import from_dict
from provenance.export.plain import FLOAT_DIGITS, SCHEMA, head_plain, lists_plain, to_dict
from provenance.export.writing import written, written_list
from provenance.model import Findings

__all__ = ["FLOAT_DIGITS", "SCHEMA", "from_dict", "from_json", "json_parts", "to_dict", "to_json"]


def to_json(findings: Findings) -> str:
    """The result as JSON text (RFC 8259), indented, with a newline at the end; equal findings give equal text.

    Letters stand as themselves. Control, line-separating and direction-changing characters are escaped,
    so that the file can be shown anywhere; nothing is lost by it.
    """
    return "".join(json_parts(findings))


def json_parts(findings: Findings) -> Iterator[str]:
    """The same text piece by piece, a document or a pair at a time: nothing large is held twice."""
    yield written(head_plain(findings)).removesuffix("\n}")
    for name, items in lists_plain(findings):
        yield f',\n "{name}": '
        yield from written_list(items, "\n ")
    yield "\n}\n"


def from_json(text: str) -> Findings:
    """The findings in the text of a ``trace.json``.

    Raises:
        UsageError: not JSON, or not a trace of this schema; the message says where.

    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"this is not JSON ({error}); give the trace.json of an earlier run"
        raise UsageError(message) from error
    return from_dict(data)
