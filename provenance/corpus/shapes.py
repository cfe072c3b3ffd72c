"""The documents in one decoded text: one, or the posts of a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from provenance.corpus.json_feed import is_json_feed, json_feed_entries
from provenance.corpus.sniff import Shape, sniff
from provenance.corpus.wordpress import records_of, unreadable_reasons
from provenance.model import Format, Problem, RawDocument
from provenance.settings import Limits
from provenance.text.json_text import parse_json

_FORMATS: Mapping[Shape, Format] = MappingProxyType(
    {
        Shape.HTML: Format.HTML,
        Shape.MARKDOWN: Format.MARKDOWN,
        Shape.PLAIN: Format.PLAIN_TEXT,
    }
)


def documents_of(bare: RawDocument, shown: str, limits: Limits) -> Iterator[RawDocument | Problem]:
    """What stands in a text, each with its format, and what cannot be read of it.

    ``shown`` is a name whose suffix decides the format where the content leaves it open. Posts of a list have ``#`` and their
    number added to the id.
    """
    shape = sniff(bare.content, shown)
    if shape is Shape.JSON:
        yield from _posts(bare, limits)
    elif shape is Shape.XML:
        message = "XML, but no feed, no export and no news format; save the articles as HTML or text"
        yield _problem(bare, "skipped", message)
    else:
        yield replace(bare, format=_FORMATS[shape])


def _posts(bare: RawDocument, limits: Limits) -> Iterator[RawDocument | Problem]:
    try:
        parsed = parse_json(bare.content, limits.json_depth)
    except ValueError as error:
        yield _problem(bare, "skipped", f"it starts like JSON, but {error}; fetch or save it again")
        return
    if is_json_feed(parsed.value):
        yield from json_feed_entries(parsed.value, bare)
        return
    is_container, records = records_of(parsed.value)
    yield from (_problem(bare, "notice", note) for note in parsed.notes)
    if not records:
        yield _problem(bare, "skipped", "an empty list, without a post; fetch it again")
    for number, record in enumerate(records, 1):
        reasons = list(unreadable_reasons(record))
        where = f"record {number}: " if is_container else ""
        yield from (_problem(bare, "skipped", where + reason) for reason in reasons)
        if not reasons:
            content = json.dumps(record, ensure_ascii=False)
            own = f"{bare.id}#{number}" if is_container else bare.id
            yield replace(bare, id=own, format=Format.WORDPRESS_REST_JSON, content=content)


def _problem(bare: RawDocument, severity: str, message: str) -> Problem:
    place = f"{bare.record.place}: " if bare.record else ""
    return Problem(path=bare.path, stage="corpus", severity=severity, message=place + message)
