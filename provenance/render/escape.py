"""The gates every outside string passes on its way into a picture, a page or a terminal."""

from __future__ import annotations

import re

from provenance.text.clean import REPLACEMENT, xml_safe

__all__ = ["REPLACEMENT", "escape", "one_line", "safe_url", "visible", "xml_safe"]

_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
"""Characters that cannot be seen and may hide or reorder others; joiners (U+200C, U+200D) shape real words and stay."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_ADDRESS = re.compile(r"(?:https?://[^\s/?#\"'<>\\]|mailto:[^\s\"'<>\\]|#)[^\s\"'<>\\]*", re.IGNORECASE)
_OWN_PAGE = re.compile(r"families/f\d+\.html|\.\./report\.html")
"""The pages that are written beside one another: an index, and the families it lists."""


def visible(text: str) -> str:
    r"""``xml_safe`` text with invisible and direction-changing characters shown by their number.

    Examples:
        >>> visible("a\u202eb")
        'a[U+202E]b'

    """
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", xml_safe(text))


def one_line(text: str) -> str:
    """``visible`` text on one line, white space folded."""
    return " ".join(visible(text).split())


def escape(text: str) -> str:
    """``text`` for XML or HTML, safe as content and inside a quoted attribute.

    Examples:
        >>> escape('<b title="x">')
        '&lt;b title=&quot;x&quot;&gt;'

    """
    return xml_safe(text).translate(_ESCAPES)


def safe_url(url: str) -> str | None:
    """``url`` if it may become a link: http, https, mailto, a place in the same page or a page of ours; else ``None``.

    Examples:
        >>> safe_url("https://example.org/a?b=c")
        'https://example.org/a?b=c'
        >>> safe_url("javascript:alert(1)") is None
        True

    """
    return url if xml_safe(url) == url and (_ADDRESS.fullmatch(url) or _OWN_PAGE.fullmatch(url)) else None
