"""ninjs (IPTC, news in JSON, versions 1 to 3): one document for each item of text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from provenance.corpus.decode import decode_bytes
from provenance.corpus.loading import content_stream, load_bytes, peek
from provenance.corpus.news_markup import NewsText, news_html
from provenance.corpus.one_file import OneFile
from provenance.model import Container, Problem, RawDocument, RecordFields
from provenance.settings import Limits
from provenance.text.clean import clean_text
from provenance.text.json_text import parse_json

_HEAD = 1 << 16
_MARKS = re.compile(
    rb'"(?:body_?(?:xhtml|html|text)|bodies|versioncreated|versionCreated|firstcreated|firstCreated|pubstatus|pubStatus|'
    rb'infosources|infoSources|creditline|creditLine|altids|altIds|copyrightholder|copyrightHolder|usageterms|usageTerms|headlines)"\s*:'
)
"""Names that ninjs has and few others; one of them is looked for before the whole is parsed, and ..."""
_ADDRESS = b'"uri"'
"""... the one that every item has."""
_BODIES = (("body_xhtml", True), ("body_html", True), ("body_text", False))
_FACTS = ("version", "provider", "source", "creditline", "copyrightholder", "embargoed", "pubstatus", "located", "slugline")
_SAID = (*_FACTS, "published", "datetime", "firstcreated", "versioncreated", "uri")
_LISTS = ("_items", "items", "associations_list", "newsitems")
"""Where lists of items stand: in answers of Superdesk and other newsrooms' interfaces."""


def is_ninjs(value: object) -> bool:
    """Whether a JSON value is an item: it has a ``uri``, a body, and another of ninjs's own names."""
    if not isinstance(value, Mapping) or not isinstance(value.get("uri"), str):
        return False
    names = {str(name).replace("_", "").lower() for name in value}
    has_body = bool(names & {"bodyxhtml", "bodyhtml", "bodytext", "bodies"})
    return has_body and bool(
        names & {"headline", "headlines", "type", "versioncreated", "firstcreated", "pubstatus", "byline", "by", "$standard"}
    )


def is_ninjs_file(source: BinaryIO, limits: Limits) -> bool:
    """Whether an open file is one item, or one list of items; one item to a line is a table."""
    head, is_whole = peek(content_stream(source, limits), _HEAD)
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) or _ADDRESS not in head or not _MARKS.search(head):
        return False
    if not is_whole:
        head = content_stream(source, limits).read(limits.file_bytes + 1)
    return bool(_items_in(head, limits))


def _items_in(data: bytes, limits: Limits) -> Sequence[object]:
    """The values of a file, if they are items; nothing if it is no single JSON value, or one of other things."""
    try:
        value = parse_json(decode_bytes(data).text, limits.json_depth).value
    except ValueError:
        return ()
    if is_ninjs(value):
        return (value,)
    if isinstance(value, Mapping):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
    return value if isinstance(value, list) and any(map(is_ninjs, value)) else ()


def read_ninjs(file: OneFile, source: BinaryIO, limits: Limits) -> Iterator[RawDocument | Problem]:
    """The items of an open file, in order: called as the file if it is one item, else ``base#n``, the n-th item."""
    items = _items_in(load_bytes(content_stream(source, limits), limits.file_bytes), limits)
    for number, item in enumerate(items, start=1):
        place = f"item {number}"
        if not is_ninjs(item) or not isinstance(item, Mapping):
            yield file.problem("skipped", f"{place}: no item of text (ninjs); it has no uri, or no body")
            continue
        content, record = ninjs_document(item, place)
        if not content:
            yield file.problem("skipped", f"{place}: an item without text; fetch it with its body")
            continue
        document = file.document(content, record)
        yield document if len(items) == 1 else replace(document, id=f"{file.base}#{number}")


def ninjs_document(item: Mapping[str, object], place: str) -> tuple[str, RecordFields]:
    """An item as HTML, empty if it has no text, and its fields; names are read as all versions write them."""
    values = {_small(name): value for name, value in item.items()}
    text = _text(values)
    if not text.body.strip():
        return "", RecordFields(container=Container.NINJS, place=place)
    said = {name: _first(values.get(name)) for name in _SAID}
    is_first = said["version"] in {"", "1"}
    published = said["published"] or said["datetime"] or said["firstcreated"]
    facts = [(f"news:{name}", said[name]) for name in _FACTS]
    facts += [("news:infosource", name) for key in ("infosources", "infosource") for name in _strings(values.get(key))]
    facts += [("news:altid", name) for name in _strings(values.get("altids"))]
    record = RecordFields(
        container=Container.NINJS,
        place=place,
        url=_page(values),
        published=published or (said["versioncreated"] if is_first else ""),
        updated="" if is_first else said["versioncreated"],
        author="; ".join(_strings(values.get("authors"))),
        publisher=said["provider"] or said["source"],
        language=text.language,
        guid=said["uri"],
        facts=(("news:guid", said["uri"]), *(fact for fact in facts if fact[1])),
    )
    return news_html(text), record


def _small(name: str) -> str:
    """A name as versions 1 and 2 write it, and version 3, which has capitals in its names."""
    return name.lower() if name.startswith("body") else name.replace("_", "").lower()


def _text(values: Mapping[str, object]) -> NewsText:
    notices = [line for name in ("copyrightnotice", "usageterms", "creditline") for line in _strings(values.get(name))]
    return NewsText(
        headline=next(filter(None, (_first(values.get(name)) for name in ("headline", "headlines", "title"))), ""),
        byline=_first(values.get("byline")) or _first(values.get("by")),
        dateline=_first(values.get("dateline")),
        body=_body(values),
        notices=tuple(notices),
        language=_first(values.get("language")),
    )


def _page(values: Mapping[str, object]) -> str:
    """The address at which the item is a page for readers, if it names one."""
    pages = [
        each
        for each in _objects(values.get("renditions"))
        if "html" in _first(each.get("contenttype") or each.get("contentType"))
    ]
    return next((address for each in pages if (address := _first(each.get("href")))), "")


def _body(values: Mapping[str, object]) -> str:
    """The text as HTML: of several bodies the one in HTML, else the plain one."""
    for name, is_markup in _BODIES:
        found = values.get(name)
        if isinstance(found, str) and found.strip():
            return _as_html(found, is_markup=is_markup)
    bodies = _objects(values.get("bodies"))
    texts = [
        (str(body.get("contenttype") or body.get("contentType") or "").lower(), _first(body.get("value"))) for body in bodies
    ]
    marked = next((words for kind, words in texts if "html" in kind and words.strip()), "")
    return marked or next((_as_html(words, is_markup="<p" in words) for _, words in texts if words.strip()), "")


def _as_html(words: str, *, is_markup: bool) -> str:
    cleaned = clean_text(words)[0]
    if is_markup:
        return cleaned
    parts = re.split(r"\n[ \t]*\n", cleaned.strip())
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in parts if part.strip())


def _objects(value: object) -> list[Mapping[str, object]]:
    found = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    return [each for each in found if isinstance(each, Mapping)]


def _strings(value: object) -> list[str]:
    """What is named by a string, an object with a name, or a list or mapping of these."""
    if isinstance(value, str):
        words = " ".join(clean_text(value)[0].split())
        return [words] if words else []
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [str(value)]
    if isinstance(value, list):
        return [name for each in value for name in _strings(each)]
    if isinstance(value, Mapping):
        named = next((_strings(value[key]) for key in ("name", "value", "literal", "uri") if value.get(key)), None)
        return (
            named if named is not None else [name for each in value.values() if isinstance(each, str) for name in _strings(each)]
        )
    return []


def _first(value: object) -> str:
    return next(iter(_strings(value)), "")
