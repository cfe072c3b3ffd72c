"""A list of records in one JSON value, as interfaces and exports give it: it is held as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from provenance.corpus.json_feed import is_json_feed
from provenance.corpus.rows import Row
from provenance.corpus.wordpress import is_post
from provenance.text.json_text import parse_json

_NAMES = ("articles", "items", "results", "data", "documents", "docs", "records", "rows", "news", "stories", "entries", "hits")
"""Names under which interfaces put their list, likeliest first; NewsAPI, the Guardian, CKAN, Solr and their like."""
_MOST_DEEP = 3
"""Objects in one another in which a list is looked for: ``{"response": {"results": […]}}``."""


def records_in(text: str, depth: int) -> tuple[Mapping[str, object], ...]:
    """The records of a list, or of one under a known name; nothing if it is none, or one of WordPress posts.

    Examples:
        >>> records_in('[{"text": "One."}, {"text": "Two."}]', 9)
        ({'text': 'One.'}, {'text': 'Two.'})
        >>> records_in('{"status": "ok", "articles": [{"text": "One."}]}', 9), records_in("[1, 2]", 9)
        (({'text': 'One.'},), ())

    """
    try:
        value = parse_json(text, depth).value
    except ValueError:
        return ()
    found = () if is_json_feed(value) else _list_in(value)
    records = tuple(record for record in found if isinstance(record, dict))
    return records if len(records) == len(found) and not any(map(is_post, records)) else ()


def _list_in(value: object) -> Sequence[object]:
    for _ in range(_MOST_DEEP):
        if isinstance(value, list):
            return value
        if not isinstance(value, dict):
            break
        held = [value[name] for name in _NAMES if isinstance(value.get(name), (list, dict))]
        inner = [each for each in value.values() if isinstance(each, dict)]
        value = held[0] if held else inner[0] if len(inner) == 1 else None
    return value if isinstance(value, list) else ()


def list_rows(records: Sequence[Mapping[str, object]], encoding: str) -> Iterator[Row]:
    """The records as rows, in order."""
    for number, record in enumerate(records, start=1):
        yield Row(number=number, place=f"record {number}", encoding=encoding, values=record)
