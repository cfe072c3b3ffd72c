"""Markdown to blocks: headings, paragraphs, lists, quotations, links. Inline marks are taken off, words are not touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.model import Link, Metadata, Publisher, Role
from provenance.reading.blocks import Draft, Parsed, assemble
from provenance.reading.head import date_of_field
from provenance.reading.html import read_html
from provenance.settings import Limits
from provenance.text.hosts import host_of
from provenance.text.words import fold_space

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>(?:[^\n]*\n){0,80}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(?P<name>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)
_REFERENCE = re.compile(r"^ {0,3}\[(?P<label>[^\[\]\n]{1,200})\]:[ \t]*<?(?P<url>[^\s<>]+)>?[^\n]*$", re.MULTILINE)
_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]++(?P<text>.*+))?$")
_SETEXT = re.compile(r" {0,3}(?P<mark>=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]++(?P<text>.*+)$")
_QUOTE = re.compile(r" {0,3}> ?(?P<text>.*)$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_TABLE_RULE = frozenset(" \t:|-")
"""All that the line under a table's head is made of."""
_HTML_BLOCK = re.compile(
    r" {0,3}</?(?:div|p|figure|iframe|blockquote|section|article|aside|img|script|table|ul|ol|center|details|!--)\b",
    re.IGNORECASE,
)

_STARTS = ((_ATX, "h"), (_QUOTE, "blockquote"), (_ITEM, "li"))
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_INLINE_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>[^\[\]]*)\]\(\s*+<?(?P<url>[^\s<>()]*+(?:\([^\s()]*+\)[^\s<>()]*+)?)>?(?:\s++[\"'(][^\n]{0,300}?[\"')])?\s*+\)"
)
_REFERENCE_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]]+)\](?: ?\[(?P<label>[^\[\]]*)\])?")
_AUTO_LINK = re.compile(r"<(?P<url>https?://[^\s<>]+)>")
_HTML_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")
_STRONG = re.compile(
    r"(?<!\w)(\*\*\*|___|\*\*|__)(?=\S)(?P<text>[^*_\n]+)(?<=\S)\1(?!\w)|(\*\*\*|\*\*)(?=\S)(?P<inner>[^*\n]+)(?<=\S)\3"
)
_EMPHASIS = re.compile(r"(?<!\w)_(?=\S)(?P<under>[^_\n]+)(?<=\S)_(?!\w)|\*(?=\S)(?P<star>[^*\n]+)(?<=\S)\*")
_CODE = re.compile(r"(?<!`)`++(?P<text>[^`\n]++)`++")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!~>|-])")
_INLINE_MARK = re.compile(r"[\[<`*_\\]")
"""One of these stands in all that is marked inside a block; most paragraphs of prose hold none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """Lines of one block: ``tag`` as HTML would call it."""

    tag: str
    lines: tuple[str, ...]


def read_markdown(source: str, limits: Limits) -> Parsed:
    """Blocks and front matter of a Markdown text; white space is folded inside a block."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    fields = {match["name"].lower(): match["value"].strip("\"'") for match in _FIELD.finditer(front["fields"])} if front else {}
    body = text[front.end() :] if front else text
    references = {match["label"].casefold(): match["url"] for match in _REFERENCE.finditer(body)}
    notes: list[str] = []
    drafts: list[Draft] = []
    for section in _sections(_REFERENCE.sub("", body).split("\n")):
        if section.tag == "html":
            content = read_html("\n".join(section.lines), limits)
            drafts += content.drafts
            notes += content.notes
        else:
            drafts.append(_draft(section, references))
    assembled, pieces = assemble(_with_text(drafts))
    head = tuple((f"front:{name}", value) for name, value in fields.items() if value)
    return Parsed(text=assembled, pieces=pieces, declared=_metadata(fields), head=head, notes=tuple(dict.fromkeys(notes)))


def _metadata(fields: Mapping[str, str]) -> Metadata:
    author = fields.get("author") or fields.get("authors") or ""
    url = fields.get("url", "")
    host = host_of(url) if "://" in url else None  # "about.md" is a path, though .md is a public suffix
    return Metadata(
        title=fold_space(fields.get("title", "")) or None,
        publisher=Publisher(name=None, host=host, basis="front matter") if host else None,
        authors=(fold_space(author),) if author and not author.startswith(("[", "{", "|", ">")) else (),
        language=(fields.get("lang") or fields.get("language") or "")[:2].lower() or None,
        canonical=fields.get("canonical") or fields.get("canonical_url") or None,
        url=url or None,
        published=date_of_field(fields.get("date", ""), "front matter"),
        updated=date_of_field(fields.get("updated", fields.get("lastmod", "")), "front matter"),
    )


def _sections(lines: Sequence[str]) -> Iterable[_Section]:
    """Blocks of a text without front matter and link references."""
    tag = "p"
    held: list[str] = []
    for line in [*lines, ""]:
        opened, content = _opening(line, tag, held)
        if opened is not None and held:
            setext = _SETEXT.match(line) if tag == "p" else None
            yield _Section(tag=_setext_tag(setext) if setext else tag, lines=tuple(held))
            held = []
        tag = "p" if opened == "" else opened or tag
        if content:
            held.append(content)
    if held:
        yield _Section(tag=tag, lines=tuple(held))


def _setext_tag(underline: re.Match[str]) -> str:
    return "h1" if underline["mark"][0] == "=" else "h2"


def _opening(line: str, tag: str, held: Sequence[str]) -> tuple[str | None, str]:
    """What a line does to the block before it, and its own text.

    The tag of the block it opens; empty if it only ends one; ``None`` if it goes on with the block ``held`` of ``tag``.
    """
    if tag == "pre":
        return ("", "") if _FENCE.match(line) else (None, line)
    if _FENCE.match(line):
        return "pre", ""
    if tag in _HEADINGS and held:  # a heading is one line
        tag, held = "", ()
        new = _block_start(line, tag, held)
        return new if new[0] is not None else ("p", line)
    return _block_start(line, tag if held else "", held)


def _block_start(line: str, tag: str, held: Sequence[str]) -> tuple[str | None, str]:
    if line[:1].isalpha():  # no mark begins with a letter, and nearly every line does
        return (None if tag else "p"), line
    if not line.strip() or _RULE.match(line) or (tag == "p" and held and _SETEXT.match(line)):
        return "", ""
    for pattern, name in _STARTS:
        if match := pattern.match(line):
            opened = f"h{len(match[1])}" if name == "h" else name
            goes_on = opened == tag == "blockquote"
            return (None if goes_on else opened), (match["text"] or "").strip().rstrip("#" if name == "h" else "").strip()
    if tag == "html" or (not tag and _HTML_BLOCK.match(line)):
        return (None if tag else "html"), line
    if line.lstrip().startswith("|"):
        return "tr", "" if _TABLE_RULE.issuperset(line) else line.strip().strip("|").replace("|", " ")
    return (None, line) if tag else ("p", line)


def _draft(section: _Section, references: Mapping[str, str]) -> Draft:
    """The block of a section; its text is empty if nothing but pictures stands in it."""
    text = "\n".join(section.lines)
    links: list[Link] = []
    if section.tag != "pre":
        text, links = _inline(text, references)
    hint = Role.HEADING if section.tag in _HEADINGS else Role.QUOTATION_BLOCK if section.tag == "blockquote" else None
    return Draft(text=fold_space(text), tag=section.tag, links=tuple(links), hint=hint)


def _with_text(drafts: Iterable[Draft]) -> Iterable[Draft]:
    """The blocks that have text; links of the others go to the next one, trailing ones to the last."""
    held: tuple[Link, ...] = ()
    waiting: Draft | None = None
    for draft in drafts:
        if not draft.text:
            held += draft.links
            continue
        if waiting is not None:
            yield waiting
        waiting = replace(draft, links=held + draft.links) if held else draft
        held = ()
    if waiting is not None:
        yield replace(waiting, links=waiting.links + held) if held else waiting


def _inline(source: str, references: Mapping[str, str]) -> tuple[str, list[Link]]:
    """Text without inline marks, and its links in order of kind: pictures and links."""
    if _INLINE_MARK.search(source) is None:
        return source, []
    links: list[Link] = []

    def linked(match: re.Match[str]) -> str:
        kind = "image" if match["image"] else "link"
        words = fold_space(match["text"])
        links.append(Link(url=match["url"], text=words, kind=kind))
        return "" if kind == "image" else match["text"]

    def referred(match: re.Match[str]) -> str:
        url = references.get((match["label"] or match["text"]).casefold())
        if url is None:
            return match[0]
        links.append(Link(url=url, text=fold_space(match["text"]), kind="image" if match["image"] else "link"))
        return "" if match["image"] else match["text"]

    def bare(match: re.Match[str]) -> str:
        links.append(Link(url=match["url"], text=match["url"]))
        return match["url"]

    text = source
    for _ in range(2):  # a linked picture is a link around a link
        text = _INLINE_LINK.sub(linked, text)
    text = _AUTO_LINK.sub(bare, _REFERENCE_LINK.sub(referred, text))
    text = _HTML_TAG.sub("", text)
    text = _CODE.sub(lambda match: match["text"], text)
    for _ in range(2):
        text = _STRONG.sub(lambda match: match["text"] or match["inner"], text)
        text = _EMPHASIS.sub(lambda match: match["under"] or match["star"], text)
    return _ESCAPE.sub(r"\1", text), links
