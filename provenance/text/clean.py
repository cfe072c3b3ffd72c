"""The one gate every text from outside passes: what no output format can carry is made visible and counted."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, lone surrogates and noncharacters: not allowed in XML 1.0, or not encodable at all."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|[\U0001fffe\U0001ffff]")
"""What XML 1.0 (section 2.2) forbids or discourages: controls, lone surrogates, non-characters."""
_LINE_ENDS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n"})


def clean_text(text: str) -> tuple[str, int]:
    r"""A text of the same length without characters that break outputs, and how many were replaced.

    Control characters, lone surrogates and noncharacters become U+FFFD; page breaks, vertical tabs and
    NEL become line feeds (not counted). Every place in the text stays where it was.

    Examples:
        >>> clean_text("a\x00b\x0cc")
        ('a\ufffdb\nc', 1)

    """
    if text.isascii() and text.isprintable():
        return text, 0
    cleaned, count = _FORBIDDEN.subn(REPLACEMENT, text)
    return cleaned.translate(_LINE_ENDS) if "\x0b" in cleaned or "\x0c" in cleaned or "\x85" in cleaned else cleaned, count


def xml_safe(text: str) -> str:
    r"""``text`` with every character that XML cannot hold replaced by U+FFFD; nothing is escaped.

    Examples:
        >>> xml_safe("nul\x00, escape\x1b, tab\t")
        'nul�, escape�, tab\t'

    """
    return _NOT_IN_XML.sub(REPLACEMENT, text)
