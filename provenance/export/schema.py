"""``trace.json`` described for programs: JSON Schema, draft 2020-12."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from provenance.export.plain import SCHEMA, Plain
from provenance.model import (
    Container,
    Drawn,
    EdgeKind,
    EditClass,
    EditKind,
    EditUnit,
    Format,
    PassageType,
    Relation,
    Role,
    SignalKind,
    SourceKind,
)

_STRING: Plain = {"type": "string"}
_COUNT: Plain = {"type": "integer", "minimum": 0}
_FLAG: Plain = {"type": "boolean"}
_SHARE: Plain = {"type": "number", "minimum": 0, "maximum": 1}
_DATE: Plain = {"$ref": "#/$defs/date"}
_SPAN: Plain = {"$ref": "#/$defs/span"}
_EVIDENCE: Plain = {"type": "array", "items": {"$ref": "#/$defs/evidence"}}
_PLACE: Plain = {"start": _COUNT, "end": _COUNT}
_DATE_FIELDS: Plain = {
    "earliest": _STRING,
    "latest": _STRING,
    "timezone": {"type": ["string", "null"]},
    "basis": _STRING,
    "written": _STRING,
    "year_inferred": _FLAG,
}
_DIRECTIONS = ("left_first", "right_first", "neither", "undecided")


def json_schema() -> Plain:
    """What every ``trace.json`` of this version holds: fields, types, and the words a field may be.

    Objects may hold further fields, which a later version of the same schema may add.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:provenance-tracer:{SCHEMA}",
        "title": "What provenance trace found",
        **_object(
            {
                "schema": {"const": SCHEMA},
                "tool": _object({"name": {"const": "provenance"}, "version": _STRING}),
                "settings": {"type": "object"},
                "summary": _summary(),
                "documents": _list(_document()),
                "sources": _list(_source()),
                "pairs": _list(_pair()),
                "edges": _list(_edge()),
                "rejected": _list(_object({"source": _STRING, "target": _STRING, "evidence": _EVIDENCE})),
                "quotations": _list(_quotation()),
                "divergences": _list(_divergence()),
                "problems": _list(_problem()),
            }
        ),
        "$defs": {
            "span": _object(_PLACE),
            "date": _object(_DATE_FIELDS, optional=("written", "year_inferred")),
            "evidence": _object({"kind": _STRING, "log_odds": {"type": "number"}, "note": _STRING, "where": _list(_STRING)}),
        },
    }


def _summary() -> Plain:
    texts = _object({"low": _COUNT, "likely": _COUNT, "high": _COUNT})
    return _object({"documents": _COUNT, "independent_texts": texts, "headline": _STRING})


def _document() -> Plain:
    fields: Plain = {
        "id": _STRING,
        "path": _STRING,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "format": _one_of((*Format, *Container)),
        "written_as": _one_of(Format),
        "encoding": _STRING,
        "language": _or_null(_STRING),
        "title": _or_null(_STRING),
        "publisher": _or_null(_object({"name": _or_null(_STRING), "host": _or_null(_STRING), "basis": _STRING})),
        "authors": _list(_STRING),
        "url": _or_null(_STRING),
        "canonical": _or_null(_STRING),
        "site_ids": _list(_STRING),
        "published": _or_null(_DATE),
        "updated": _or_null(_DATE),
        "not_before": _or_null(_DATE),
        "not_after": _or_null(_DATE),
        "mentioned_dates": _list(_object({**_DATE_FIELDS, "text": _STRING, "block": _STRING, **_PLACE}, optional=("written",))),
        "text_left_out": {"const": True},
        "text": _STRING,
        "blocks": _list(_block()),
        "signals": _list(_signal()),
    }
    kept: Plain = {"required": ["text", "blocks"], "not": {"required": ["text_left_out"]}}
    left_out: Plain = {"required": ["text_left_out"], "not": {"anyOf": [{"required": ["text"]}, {"required": ["blocks"]}]}}
    return {**_object(fields, optional=("text_left_out", "text", "blocks")), "oneOf": [kept, left_out]}


def _block() -> Plain:
    names = {"issuer": _or_null(_STRING), "tag": _or_null(_STRING), "asides": _list(_SPAN)}
    return _object({"id": _STRING, "role": _one_of(Role), **_PLACE, **names})


def _signal() -> Plain:
    return _object(
        {
            "kind": _one_of(SignalKind),
            "value": _STRING,
            "host": _or_null(_STRING),
            "blocks": _list(_STRING),
            "basis": _STRING,
            "organisation": _or_null(_STRING),
            "strength": {"type": "integer", "minimum": 1, "maximum": 5},
            "own_site": _FLAG,
            "date": _or_null(_DATE),
            "title": _or_null(_STRING),
            "url": _or_null(_STRING),
            "details": _list(_STRING),
        }
    )


def _source() -> Plain:
    return _object(
        {
            "id": {"type": "string", "pattern": "^source:"},
            "kind": _one_of(SourceKind),
            "label": _STRING,
            "host": _or_null(_STRING),
            "not_before": _or_null(_DATE),
            "reason": _STRING,
        }
    )


def _pair() -> Plain:
    passage = _object({"left": _SPAN, "right": _SPAN, "similarity": _SHARE, "type": _one_of(PassageType)})
    match = _object({"left": _STRING, "right": _STRING, "identical": _FLAG, "moved": _FLAG})
    return _object(
        {
            "left": _STRING,
            "right": _STRING,
            "relation": _one_of(Relation),
            "direction": _one_of(_DIRECTIONS),
            "note": _STRING,
            "containment": _object({"left_in_right": _SHARE, "right_in_left": _SHARE}),
            "jaccard": _SHARE,
            "jaccard_estimate": _or_null(_SHARE),
            "affinity": _SHARE,
            "shared_names": _list(_STRING),
            "copied_words": _COUNT,
            "passages": _list(passage),
            "block_matches": _list(match),
            "edits": _list(_edit()),
        }
    )


def _edit() -> Plain:
    sides = {f"{side}_{what}": _or_null(_STRING) for what in ("text", "block") for side in ("left", "right")}
    kinds: Plain = {"kind": _one_of(EditKind), "unit": _one_of(EditUnit), "class": _one_of(EditClass)}
    return _object({**kinds, "left": _or_null(_SPAN), "right": _or_null(_SPAN), **sides})


def _edge() -> Plain:
    return _object(
        {
            "source": _STRING,
            "target": _STRING,
            "kind": _one_of(EdgeKind),
            "probability": _SHARE,
            "drawn": _one_of(Drawn),
            "evidence": _EVIDENCE,
            "against": _EVIDENCE,
            "flips_if": _STRING,
        }
    )


def _quotation() -> Plain:
    form = {"form": _one_of(("direct", "indirect", "fragment")), "variant": _COUNT}
    return _object({"speaker": _STRING, "members": _list(_object({"document": _STRING, "block": _STRING, **_PLACE, **form}))})


def _divergence() -> Plain:
    said = {"text": _STRING, "value": _or_null(_STRING), "compatible": _FLAG}
    reading = _object({"document": _STRING, "block": _STRING, **_PLACE, **said})
    kind = _one_of(("date", "number", "name", "chronology"))
    return _object({"kind": kind, "topic": _STRING, "readings": _list(reading), "witnesses": _COUNT, "note": _STRING})


def _problem() -> Plain:
    severity = _one_of(("skipped", "degraded", "notice"))
    return _object(
        {"path": _STRING, "stage": _STRING, "severity": severity, "message": _STRING, "count": {"type": "integer", "minimum": 1}}
    )


def _object(fields: Plain, optional: Iterable[str] = ()) -> Plain:
    left_out = set(optional)
    return {"type": "object", "required": [name for name in fields if name not in left_out], "properties": fields}


def _list(item: Plain) -> Plain:
    return {"type": "array", "items": item}


def _or_null(kind: Plain) -> Plain:
    return {"anyOf": [kind, {"type": "null"}]}


def _one_of(words: Iterable[StrEnum | str]) -> Plain:
    return {"enum": [str(word) for word in words]}
