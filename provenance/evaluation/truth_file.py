"""The truth of a corpus as text (schema ``provenance.truth/1``): written sorted, read with a message for what is wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from provenance.errors import UsageError
from provenance.evaluation.answers import ancestors_of
from provenance.evaluation.truth import HiddenSource, Place, TruePassage, Truth
from provenance.settings import Limits
from provenance.text.json_text import json_depth

SCHEMA = "provenance.truth/1"
_FIELDS = frozenset(
    {
        "schema",
        "name",
        "parents",
        "hidden",
        "undirected",
        "siblings",
        "unrelated",
        "independent_texts",
        "clusters",
        "passages_complete",
        "passages",
        "places",
    }
)
_HIDDEN_FIELDS = frozenset({"host", "name", "named"})
_JSON_DEPTH = Limits().json_depth
_PLACE_FIELDS = frozenset({"host", "name", "told"})
_PAIR = 2
_LABELLED_PAIR = 3

Json = Mapping[str, object]


def truth_text(name: str, truth: Truth) -> str:
    """The truth of the corpus called ``name``, as JSON: every list sorted, one value a line."""
    fields: dict[str, object] = {
        "schema": SCHEMA,
        "name": name,
        "independent_texts": truth.independent_texts,
        "parents": {child: list(found) for child, found in sorted(truth.parents.items())},
        "hidden": {
            identifier: {"host": source.host, "name": source.name, "named": source.named}
            for identifier, source in sorted(truth.hidden.items())
        },
        "undirected": [list(pair) for pair in sorted(truth.undirected)],
        "siblings": [list(pair) for pair in sorted(truth.siblings)],
        "unrelated": [[*pair, reason] for pair, reason in sorted(truth.unrelated.items())],
        "clusters": [list(group) for group in truth.clusters],
        "passages_complete": truth.passages_complete,
        "passages": [_written(item) for item in truth.passages],
    }
    if truth.places:
        fields["places"] = {
            name: {"host": at.host, "name": at.name, "told": at.told} for name, at in sorted(truth.places.items())
        }
    lines = [f'  "{field}": {_value(value)}' for field, value in fields.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def parse_truth(source: str, where: str) -> tuple[str | None, Truth]:
    """Name of the corpus (``None`` if the file gives none) and its truth; ``where`` is what messages call the file.

    Every field but ``parents`` may be absent and then means that nothing is known of it.

    Raises:
        UsageError: the text is no JSON, or no truth; the message says which entry is wrong, and how it should be.
    """
    if json_depth(source) > _JSON_DEPTH:
        raise _wrong(where, f"lists and objects are nested {json_depth(source):,} deep, and no truth is")
    try:
        value = json.loads(source)
    except ValueError as error:
        raise _wrong(where, f"this is no JSON ({error})") from error
    table = _Reader(where=where).table(value, "the whole file")
    reader = _Reader(where=where)
    if table.get("schema") != SCHEMA:
        raise _wrong(where, f"schema must be {SCHEMA!r}, not {table.get('schema')!r}")
    unknown = sorted(set(table) - _FIELDS)
    if unknown:
        raise _wrong(where, f"there is no field {unknown[0]!r}; known are {', '.join(sorted(_FIELDS))}")
    if "parents" not in table:
        raise _wrong(where, 'there is no field "parents"; it must name the sources of each document, [] for an original')
    name = table.get("name")
    count = table.get("independent_texts")
    complete = table.get("passages_complete", False)
    if not (name is None or isinstance(name, str)):
        raise _wrong(where, f"name must be a text, not {name!r}")
    if not (count is None or (isinstance(count, int) and not isinstance(count, bool) and count >= 0)):
        raise _wrong(where, f"independent_texts must be a whole number from 0 on, or null, not {count!r}")
    if not isinstance(complete, bool):
        raise _wrong(where, f"passages_complete must be true or false, not {complete!r}")
    return name, Truth(
        parents=reader.parents(table["parents"]),
        hidden=reader.hidden(table.get("hidden", {})),
        undirected=frozenset(reader.pairs(table.get("undirected", []), "undirected")),
        siblings=frozenset(reader.pairs(table.get("siblings", []), "siblings")),
        unrelated=reader.unrelated(table.get("unrelated", [])),
        passages=tuple(sorted(reader.passages(table.get("passages", [])), key=_passage_order)),
        passages_complete=complete,
        independent_texts=count,
        clusters=tuple(sorted(reader.groups(table.get("clusters", [])))),
        places=reader.places(table.get("places", {})),
    )


def check_names(truth: Truth, documents: Collection[str], where: str) -> None:
    """Check that the truth speaks of documents that are there, of no circle, and does not contradict itself.

    Raises:
        UsageError: it does not; the message names the entry.
    """
    known = set(documents)
    sources = known | set(truth.hidden)
    if both := sorted(known & set(truth.hidden)):
        raise _wrong(where, f"hidden: {both[0]!r} is among the documents")
    for child, found in truth.parents.items():
        if child not in known:
            raise _wrong(where, f"parents: there is no document {child!r}")
        for parent in found:
            if parent not in sources:
                raise _wrong(where, f"parents: {child!r} has the source {parent!r}, which is no document and not under hidden")
    for field, members in _mentioned(truth):
        for name in members:
            if name not in known:
                raise _wrong(where, f"{field}: there is no document {name!r}")
    if circle := _circle(truth.parents):
        raise _wrong(where, f"parents: {circle!r} descends from itself")
    _check_clusters(truth, where)
    _check_pairs(truth, where)


def _check_clusters(truth: Truth, where: str) -> None:
    placed = Counter(name for group in truth.clusters for name in group)
    if twice := sorted(name for name, times in placed.items() if times > 1):
        raise _wrong(where, f"clusters: {twice[0]!r} is in two of them, or twice in one")


def _check_pairs(truth: Truth, where: str) -> None:
    """Refuse a pair of which two fields say what cannot both be so; undirected ones may be parent and copy, or siblings."""
    for pair in sorted(truth.unrelated):
        other = "undirected" if pair in truth.undirected else "siblings" if pair in truth.siblings else None
        if other:
            raise _wrong(where, f"unrelated: {pair[0]!r} and {pair[1]!r} are copies too, under {other}; keep one of the two")
    for field, pairs in (("siblings", truth.siblings), ("unrelated", truth.unrelated)):
        for one, other in sorted(pairs):
            if one in ancestors_of(truth.parents, other) or other in ancestors_of(truth.parents, one):
                raise _wrong(
                    where, f"{field}: of {one!r} and {other!r} one goes back to the other under parents; keep one of the two"
                )


def _mentioned(truth: Truth) -> Iterable[tuple[str, Iterable[str]]]:
    for field, pairs in (("undirected", truth.undirected), ("siblings", truth.siblings), ("unrelated", truth.unrelated)):
        yield from ((field, pair) for pair in sorted(pairs))
    yield from (("passages", (item.left, item.right)) for item in truth.passages)
    yield from (("clusters", group) for group in truth.clusters)
    yield "places", sorted(truth.places)


def _circle(parents: Mapping[str, tuple[str, ...]]) -> str | None:
    """A document that descends from itself, ``None`` if there is none: documents whose sources are all done are taken away."""
    open_sources = {child: {parent for parent in found if parent in parents} for child, found in parents.items()}
    while ready := [child for child, found in open_sources.items() if not found]:
        for child in ready:
            del open_sources[child]
        for found in open_sources.values():
            found.difference_update(ready)
    return min(open_sources, default=None)


def _written(passage: TruePassage) -> dict[str, str]:
    """A passage in JSON; ``text`` stands for both sides if they write the same."""
    if passage.left_text == passage.right_text:
        return {"left": passage.left, "right": passage.right, "text": passage.left_text}
    return {
        "left": passage.left,
        "right": passage.right,
        "left_text": passage.left_text,
        "right_text": passage.right_text,
    }


def _passage_order(passage: TruePassage) -> tuple[str, str, str, str]:
    return (passage.left, passage.right, passage.left_text, passage.right_text)


def _value(value: object) -> str:
    """JSON of one field: long lists and tables with one member a line."""
    if isinstance(value, dict) and value:
        members = [f"    {_compact(key)}: {_compact(item)}" for key, item in value.items()]
        return "{\n" + ",\n".join(members) + "\n  }"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"    {_compact(item)}" for item in value) + "\n  ]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _wrong(where: str, what: str) -> UsageError:
    return UsageError(f"{where}: {what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads values of one file; what is not as it must be is an error that names the place."""

    where: str

    def table(self, value: object, place: str) -> Json:
        if not isinstance(value, dict):
            raise _wrong(self.where, f"{place} must be an object, not {value!r:.60}")
        return value

    def parents(self, value: object) -> dict[str, tuple[str, ...]]:
        table = self.table(value, "parents")
        return {child: tuple(sorted(set(self._names(table[child], f"parents of {child!r}")))) for child in sorted(table)}

    def hidden(self, value: object) -> dict[str, HiddenSource]:
        found = {}
        for identifier, entry in sorted(self.table(value, "hidden").items()):
            fields = self.table(entry, f"hidden {identifier!r}")
            unknown = sorted(set(fields) - _HIDDEN_FIELDS)
            host, name, named = fields.get("host"), fields.get("name"), fields.get("named", False)
            if unknown or not isinstance(named, bool) or not _optional_text(host) or not _optional_text(name):
                raise _wrong(
                    self.where, f"hidden {identifier!r} must have host and name (text or null) and named (true or false)"
                )
            found[identifier] = HiddenSource(id=identifier, host=_text(host), name=_text(name), named=named)
        return found

    def places(self, value: object) -> dict[str, Place]:
        found = {}
        for document, entry in sorted(self.table(value, "places").items()):
            fields = self.table(entry, f"places {document!r}")
            host, name, told = fields.get("host"), fields.get("name"), fields.get("told", True)
            if set(fields) - _PLACE_FIELDS or not isinstance(told, bool) or not _optional_text(host) or not _optional_text(name):
                raise _wrong(self.where, f"places {document!r} must have host and name (text or null) and told (true or false)")
            found[document] = Place(host=_text(host), name=_text(name), told=told)
        return found

    def pairs(self, value: object, field: str) -> Iterable[tuple[str, str]]:
        for entry in self._list(value, field):
            names = self._names(entry, field)
            if len(names) != _PAIR or names[0] == names[1]:
                raise _wrong(self.where, f"{field}: each entry must be two different documents, not {entry!r:.60}")
            yield _ordered(names[0], names[1])

    def unrelated(self, value: object) -> dict[tuple[str, str], str]:
        found = {}
        for entry in self._list(value, "unrelated"):
            names = self._names(entry, "unrelated")
            if len(names) != _LABELLED_PAIR or names[0] == names[1]:
                raise _wrong(self.where, f"unrelated: each entry must be two documents and a reason, not {entry!r:.60}")
            found[_ordered(names[0], names[1])] = names[2]
        return dict(sorted(found.items()))

    def groups(self, value: object) -> Iterable[tuple[str, ...]]:
        for entry in self._list(value, "clusters"):
            yield tuple(sorted(self._names(entry, "clusters")))

    def passages(self, value: object) -> Iterable[TruePassage]:
        for entry in self._list(value, "passages"):
            fields = self.table(entry, "passages: each entry")
            both = fields.get("text")
            left, right = _text(fields.get("left")), _text(fields.get("right"))
            left_text, right_text = _text(fields.get("left_text", both)), _text(fields.get("right_text", both))
            if left is None or right is None or left_text is None or right_text is None:
                raise _wrong(
                    self.where, "passages: each entry must have the texts left, right, and text or left_text and right_text"
                )
            if right < left:
                left, right, left_text, right_text = right, left, right_text, left_text
            yield TruePassage(left=left, right=right, left_text=left_text, right_text=right_text)

    def _list(self, value: object, field: str) -> list[object]:
        if not isinstance(value, list):
            raise _wrong(self.where, f"{field} must be a list, not {value!r:.60}")
        return value

    def _names(self, value: object, place: str) -> list[str]:
        names = [name for name in self._list(value, place) if isinstance(name, str)]
        if not isinstance(value, list) or len(names) != len(value):
            raise _wrong(self.where, f"{place} must be a list of texts, not {value!r:.60}")
        return names


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _optional_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
