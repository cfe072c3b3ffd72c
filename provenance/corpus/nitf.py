"""NITF (News Industry Text Format, IPTC, 3.x): the text of an item, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.corpus.news_markup import NewsText
from provenance.corpus.xml_items import Node
from provenance.model import Container, RecordFields

_NAMES = {
    "block": "div",
    "hl1": "h2",
    "hl2": "h2",
    "media": "figure",
    "media-caption": "figcaption",
    "media-producer": "figcaption",
    "bq": "blockquote",
    "tagline": "p",
    "nitf-table": "div",
    "body.content": "div",
    "body.end": "div",
}
"""Elements of NITF, and those of HTML that mean the same; the others are called alike, or stand inside of paragraphs."""
_LEFT_OUT = frozenset({"media-metadata", "media-object", "nitf-table-metadata"})
_EMPTY = Node(space="", name="", attributes={})


def nitf_document(node: Node, place: str) -> tuple[NewsText, RecordFields]:
    """An item: its text and its fields."""
    head, body = node.child("head") or _EMPTY, node.child("body") or _EMPTY
    top, data = body.child("body.head") or _EMPTY, head.child("docdata") or _EMPTY
    published = head.child("pubdata") or _EMPTY
    lines = top.child("hedline") or _EMPTY
    copyright_line = data.child("doc.copyright") or _EMPTY
    holder, year = copyright_line.attribute("holder"), copyright_line.attribute("year")
    text = NewsText(
        headline=_words(lines.child("hl1")) or _words(head.child("title")),
        subhead=_words(lines.child("hl2")),
        byline=_words(top.child("byline")),
        dateline=_words(top.child("dateline")),
        body=_body(body),
        notices=tuple(
            filter(None, (_words(top.child("rights")), _words(top.child("distributor")), f"© {year} {holder}" if holder else ""))
        ),
        language=node.attribute("lang"),
    )
    facts = [
        ("news:guid", _attribute(data, "doc-id", "id-string")),
        ("news:source", _attribute(data, "doc-id", "regsrc")),
        ("news:creditline", _words(top.child("distributor"))),
        ("news:copyrightholder", holder),
        ("news:pubstatus", data.attribute("management-status")),
        ("news:version", _attribute(data, "du-key", "version")),
        ("news:embargoed", _moment(_attribute(data, "date.release", "norm"))),
        *((f"news:{each.attribute('name')}", each.attribute("content")) for each in head.children("meta")),
    ]
    record = RecordFields(
        container=Container.NITF,
        place=place,
        url=published.attribute("ex-ref"),
        published=_moment(published.attribute("date.publication")) or _moment(_attribute(data, "date.issue", "norm")),
        author="; ".join(dict.fromkeys(_words(person) for person in (top.child("byline") or _EMPTY).below("person"))),
        publisher=published.attribute("name"),
        language=text.language,
        guid=_attribute(data, "doc-id", "id-string"),
        facts=tuple((name, value) for name, value in facts if value.strip()),
    )
    return text, record


def _body(body: Node) -> str:
    """The text as HTML; a block that the longest repeats whole, as archives keep the lead beside the full text, is left out."""
    content = body.child("body.content") or _EMPTY
    blocks = [part for part in content.parts if isinstance(part, Node)]
    texts = [_words(block) for block in blocks]
    groups = [text for block, text in zip(blocks, texts, strict=True) if block.name == "block"]
    longest = max(groups, key=len, default="")
    kept = [
        block
        for block, text in zip(blocks, texts, strict=True)
        if block.name != "block" or not text or text == longest or text not in longest
    ]
    end = body.child("body.end")
    abstract = (body.child("body.head") or _EMPTY).child("abstract")
    summary = (
        f'<div class="subtitle">{abstract.markup()}</div>' if abstract is not None and not _is_in(_words(abstract), texts) else ""
    )
    return summary + "".join(_html(block) for block in (*kept, *([end] if end is not None else [])))


def _is_in(words: str, texts: list[str]) -> bool:
    return any(words in text for text in texts)


def _html(node: Node) -> str:
    """An element as HTML: Node by Node renamed, without what is no text."""
    for each in (node, *_below(node)):
        each.parts = [part for part in each.parts if not (isinstance(part, Node) and part.name in _LEFT_OUT)]
        each.name = _NAMES.get(each.name, each.name)
    return Node(space="", name="", attributes={}, parts=[node]).markup()


def _below(node: Node) -> Iterator[Node]:
    waiting = [part for part in node.parts if isinstance(part, Node)]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(part for part in each.parts if isinstance(part, Node))


def _words(node: Node | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""


def _attribute(node: Node, name: str, attribute: str) -> str:
    found = node.child(name)
    return found.attribute(attribute) if found is not None else ""


def _moment(written: str) -> str:
    """A date of NITF's (ISO 8601 without marks: ``20250703T150347Z``) with marks, as far as it goes.

    Examples:
        >>> _moment("20250703T150347Z"), _moment("20250703"), _moment("2025-07-03")
        ('2025-07-03T15:03:47Z', '2025-07-03', '2025-07-03')

    """
    day, mark, time = written.partition("T")
    if len(day) != len("20250703") or not day.isdigit():
        return written
    date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    clock, zone = time[:6], time[6:]
    if not mark or len(clock) != len("150347") or not clock.isdigit():
        return date
    if len(zone) == len("+0200"):
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{date}T{clock[:2]}:{clock[2:4]}:{clock[4:]}{zone}"
