"""Posts of a WordPress export (WXR 1.0 to 1.2) in the form in which a site answers with them (``wp/v2``): one reader for both."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from provenance.corpus.xml_items import Node

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_FURNITURE = frozenset(
    "attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request wp_block wp_template "
    "wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face".split()
)
"""Types of posts that are no texts (WordPress 6.5)."""
_BLOCK = re.compile(
    r"\s*(?:<!--|</?(?:address|article|aside|blockquote|div|dl|figure|figcaption|footer|form|h[1-6]|header|hr|iframe|li|main|ol|p|pre|"
    r"script|section|style|table|tbody|td|th|tr|ul|video)\b)",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedPost:
    """A post as JSON; ``number`` is its id on its site; ``left_out`` says what it is instead of a published text, if so."""

    content: str = ""
    url: str = ""
    number: str = ""
    left_out: str = ""


def post_of(item: Node, authors: Mapping[str, str], language: str) -> ExportedPost:
    """One item of an export; ``authors`` are names by login."""
    kind, status = _field(item, "post_type") or "post", _field(item, "status") or "publish"
    if kind in _FURNITURE:
        return ExportedPost(left_out=f"of type {kind}")
    if status != "publish":
        return ExportedPost(left_out=f"with status {status}")
    markup = next((child.text() for child in item.children("encoded", _CONTENT)), "")
    if not markup.strip():
        return ExportedPost(left_out="without text")
    creator = _field(item, "creator")
    post = {
        "id": _field(item, "post_id"),
        "type": kind,
        "title": {"rendered": _field(item, "title")},
        "link": _field(item, "link"),
        "guid": {"rendered": _field(item, "guid")},
        "slug": _field(item, "post_name"),
        "date": _moment(_field(item, "post_date")),
        "date_gmt": _moment(_field(item, "post_date_gmt")),
        "modified": _moment(_field(item, "post_modified")),
        "modified_gmt": _moment(_field(item, "post_modified_gmt")),
        "author": {"name": authors.get(creator, creator)} if creator else None,
        "content": {"rendered": with_paragraphs(markup)},
        "meta": dict(_meta(item)),
        "lang": language[:2],
    }
    return ExportedPost(content=json.dumps(post, ensure_ascii=False), url=_field(item, "link"), number=_field(item, "post_id"))


def author_of(node: Node) -> tuple[str, str]:
    """Login and shown name of an author listed at the top of an export; empty if it is none."""
    return _field(node, "author_login"), _field(node, "author_display_name")


def with_paragraphs(markup: str) -> str:
    r"""The content of a post with its paragraphs marked, which the classic editor keeps as blank lines.

    Examples:
        >>> with_paragraphs("One.\nStill one.\n\nTwo.\n\n<ul><li>Three</li></ul>")
        '<p>One.<br>\nStill one.</p>\n\n<p>Two.</p>\n\n<ul><li>Three</li></ul>'

    """
    if "<!-- wp:" in markup or re.search(r"<p[\s>]", markup, re.IGNORECASE):
        return markup
    parts = _BLANK.split(markup.replace("\r\n", "\n").strip())
    marked = [part if _BLOCK.match(part) else "<p>" + part.replace("\n", "<br>\n") + "</p>" for part in parts if part.strip()]
    return "\n\n".join(marked)


def _field(item: Node, name: str) -> str:
    """The words of the first element of a name; names of the export's own space change with its version."""
    return next((" ".join(child.text().split()) for child in item.children(name)), "")


def _moment(written: str) -> str:
    """A time as the REST interface writes it; empty for the zeros of a draft."""
    return "" if written.startswith("0000") else written.replace(" ", "T", 1)


def _meta(item: Node) -> list[tuple[str, str]]:
    """Custom fields, in which importers keep a source's address."""
    found = [(_field(each, "meta_key"), _field(each, "meta_value")) for each in item.children("postmeta")]
    return [(key, value) for key, value in found if key and value]
