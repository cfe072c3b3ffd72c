"""Which format a text is in, from its content; the suffix only breaks a tie."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import islice
from pathlib import PurePosixPath

_HEAD = 65_536
"""Code points looked at."""
_JSON = re.compile(r"\s*+(?:\{\s*+(?:\"|\}\s*+$)|\[\s*+(?:[{\"]|\[\s*+[\[{\"]|[\d\s,.eE+-]*+\]\s*+$))")
_XML = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b|rdf:RDF\b|urlset\b|nitf\b|newsItem\b)")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PAGE_HEAD = 4_096
"""Where a page says that it is one."""
_BLOCK_TAG = re.compile(
    r"<(p|div|h[1-6]|article|section|main|figure|blockquote|ul|ol|table|header|footer|span)\b[^<>]*>", re.IGNORECASE
)
_CLOSING_TAG = re.compile(
    r"</(?:p|div|h[1-6]|article|section|main|figure|blockquote|ul|ol|table|header|footer|span)>", re.IGNORECASE
)
_STARTS_WITH_TAG = re.compile(r"\s*<(?:[a-zA-Z][a-zA-Z0-9]*\b[^<>]*>|!--)")
_STRONG_MARKDOWN = (
    (
        ("---",),  # front matter
        re.compile(r"\A---[ \t]*\r?\n(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n|\r?\n){1,60}?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"),
    ),
    (("](",), re.compile(r"(?<!\\)!?\[[^\[\]\n]{1,300}\]\((?:https?:|mailto:|[/.#])[^\s()]{0,2000}")),  # link or picture
    (("]:",), re.compile(r"^\[[^\[\]\n]{1,100}\]:[ \t]+(?:https?:|/)\S", re.MULTILINE)),  # link reference
)
"""Kinds of mark-up, each with strings of which one must stand in a text that has it: looking for those is far quicker."""
_HEADING = (("#",), re.compile(r"^ {0,3}#{1,6}[ \t]+[^\W\d_].*$", re.MULTILINE))
_WEAK_MARKDOWN = (
    _HEADING,
    (("===", "---"), re.compile(r"^[^\s#>|-][^\n]{2,200}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)),  # setext heading
    (("**",), re.compile(r"(?<![\w*])\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?!\w)")),  # strong emphasis
    (("__",), re.compile(r"(?<![\w_])__(?=\S)[^_\n]{1,300}(?<=\S)__(?!\w)")),
    (("*",), re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]{1,200}(?<=\S)\*(?![\w*])")),  # emphasis
    (("`",), re.compile(r"(?<!`)`[^`\n]{1,100}`(?!`)")),  # code
    (("```", "~~~"), re.compile(r"^(?:```|~~~)", re.MULTILINE)),  # fence
)
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_MARKDOWN_EVIDENCE = 2
"""Points from which a text is Markdown: one kind that is hardly anything else, or two weak ones."""
_BLOCK_TAGS_FOR_HTML = 3
"""Opening block tags, with as many closing ones but one, from which a text that starts without a tag is HTML."""


class Shape(StrEnum):
    """What a text looks like; JSON and XML still need to be told apart further."""

    JSON = "json"
    XML = "xml"
    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"


def sniff(text: str, shown: str) -> Shape:
    """Shape of a text from its first part; ``shown`` is the path, whose suffix decides only where the content leaves it open.

    Examples:
        >>> sniff('{"id": 1}', "a.txt"), sniff("<p>One.</p>", "a.txt"), sniff("Two.", "a.html")
        (<Shape.JSON: 'json'>, <Shape.HTML: 'html'>, <Shape.PLAIN: 'plain'>)

    """
    head = text[:_HEAD]
    suffix = PurePosixPath(shown).suffix.lower()
    if _JSON.match(head):
        return Shape.JSON
    if _XML.match(head) and not _PAGE.search(head):
        return Shape.XML
    is_named_html = suffix in {".html", ".htm", ".xhtml"}
    if _PAGE.search(head[:_PAGE_HEAD]) and ("</" in head or is_named_html):
        return Shape.HTML
    markdown = markdown_evidence(head)
    if _is_html_fragment(head, tie_breaks=is_named_html, rival=markdown):
        return Shape.HTML
    if markdown >= _MARKDOWN_EVIDENCE or (markdown == 1 and suffix in _MARKDOWN_SUFFIXES):
        return Shape.MARKDOWN
    return Shape.PLAIN


def markdown_evidence(head: str) -> int:
    r"""How much speaks for Markdown: 2 for each kind that is hardly anything else, 1 for each weak kind, 2 for two headings.

    Examples:
        >>> markdown_evidence("# 5 of 9\nplain"), markdown_evidence("# Title\n\nSee [this](https://example.org).")
        (0, 3)

    """
    weak = sum(1 for marks, pattern in _WEAK_MARKDOWN if _stands_in(head, marks) and pattern.search(head))
    strong = sum(2 for marks, pattern in _STRONG_MARKDOWN if _stands_in(head, marks) and pattern.search(head))
    headings = len(list(islice(_HEADING[1].finditer(head), 2))) if _stands_in(head, _HEADING[0]) else 0
    return strong + weak + (1 if headings > 1 else 0)


def _stands_in(text: str, marks: tuple[str, ...]) -> bool:
    return any(mark in text for mark in marks)


def _is_html_fragment(head: str, *, tie_breaks: bool, rival: int) -> bool:
    opened = sum(1 for _ in _BLOCK_TAG.finditer(head))
    closed = sum(1 for _ in _CLOSING_TAG.finditer(head))
    if _STARTS_WITH_TAG.match(head):
        return closed > 0 or opened > 0
    if tie_breaks and opened:
        return True
    return rival < _MARKDOWN_EVIDENCE and opened >= _BLOCK_TAGS_FOR_HTML and closed >= opened - 1
