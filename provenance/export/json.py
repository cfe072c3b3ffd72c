"""``trace.json``: the whole result as text, and back.

``from_json(to_json(f)) == f`` up to what ``provenance.export.plain`` states: floats rounded, raw mark-up
(block attributes, links, page heads) left out, lone surrogates replaced.
"""

from __future__ import annotations

import json
import re

from provenance.errors import UsageError
from provenance.export.parsed import from_dict
from provenance.export.plain import FLOAT_DIGITS, SCHEMA, to_dict
from provenance.model import Findings

__all__ = ["FLOAT_DIGITS", "SCHEMA", "from_dict", "from_json", "to_dict", "to_json"]

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Characters that are legal in JSON, cannot be seen, and change what is shown around them: C1 controls,
line separators and the bidirectional controls (Unicode TR36)."""


def to_json(findings: Findings) -> str:
    """The result as JSON text (RFC 8259), indented, with a newline at the end; equal findings give equal text.

    Letters stand as themselves. Control, line-separating and direction-changing characters are escaped,
    so that the file can be shown anywhere; nothing is lost by it.
    """
    text = json.dumps(to_dict(findings), ensure_ascii=False, indent=1, allow_nan=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


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
