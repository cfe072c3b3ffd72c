"""Pages of the reference that are written from the code: settings and signals."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import provenance.settings
import provenance.weights
from provenance.lineage.claims import NAMING
from provenance.model import SignalKind
from provenance.settings import Settings
from provenance.signals.agencies import AgencyType, registry
from provenance.signals.data import load_table
from provenance.signals.patterns import FAMILIES, Pattern, load_patterns

KINDS = {
    SignalKind.ATTRIBUTION_LINE: "A line of the text that says where it was published before.",
    SignalKind.CMS_COMPONENT_ID: "An id that an editing system gave to a paragraph, left in a `data-*` attribute. Ids of the "
    "kinds CUID, ULID, UUID 1, 6 and 7 and MongoDB ObjectId hold the moment at which they were made.",
    SignalKind.CANONICAL_LINK: "The page's head declares another site's page as the one to be indexed.",
    SignalKind.SYNDICATION_META: "The page's head names the item it syndicates.",
    SignalKind.ORIGINAL_SOURCE_META: "The page's head or its schema.org data name an original source, holder or provider.",
    SignalKind.SCHEMA_IS_BASED_ON: "The page's schema.org data name the work this one is based on or translated from.",
    SignalKind.IMPORTER_META: "A custom field in which a feed importer keeps the source's address.",
    SignalKind.FEED_SOURCE: "A feed's entry names the feed it was taken from.",
    SignalKind.TRACKING_PIXEL: "A counter that the source asks its republishers to keep in the text.",
    SignalKind.WIRE_CREDIT: "A news agency's credit, copyright or sign-off.",
    SignalKind.AGENCY_DATELINE: "A dateline with a known agency in brackets at the head of the text: `TARN, Oct 9 (Reuters) -`.",
    SignalKind.COPYRIGHT_LINE: "A copyright line. On its own site it names the publisher.",
    SignalKind.DISCLAIMER: "A legal notice by which a distributor declines responsibility for what it passed on.",
    SignalKind.SELF_REFERENCE: "The narration speaks as an outlet: “told QNN”, “QNN has learned”.",
    SignalKind.FOREIGN_LINK: "A link from the text to another site.",
    SignalKind.FOREIGN_IMAGE: "A picture in the text that lies on another site's server.",
    SignalKind.BYLINE_AFFILIATION: "The byline or a note on contributors names another newsroom.",
    SignalKind.CREATIVE_COMMONS_NOTICE: "A notice that the text may be republished under a Creative Commons licence.",
    SignalKind.PRESS_RELEASE_LINE: "A line by which press releases name their issuer, distributor or address.",
    SignalKind.DPA_ID: "The item number of the Deutsche Presse-Agentur, with day and version.",
    SignalKind.GUID_HOST: "The id that the document's system or feed gave to it lies on another host.",
    SignalKind.SAVED_FROM: "The browser that saved the page noted its address.",
    SignalKind.TRANSLATED_FROM: "A line that calls the text a translation and names its original or translator.",
    SignalKind.EMBEDDED_POST: "A post of a social network that is shown in the text, with author and day.",
    SignalKind.POWERED_BY: "Who built the site. It tells nothing of the text.",
}
"""What each kind of signal is, in a sentence or two."""

_GENERATED = "<!-- Written from the code: change it there, then run pytest --update-golden. -->"


def settings_page() -> str:
    """``docs/reference/settings.md``."""
    parts = [
        "# Settings",
        _GENERATED,
        "Every number that shapes a result, with its default and the evidence for it. The whole tree is written into each "
        "`trace.json`.",
        "Change some of them with a TOML file and `provenance trace PATH --config FILE`, or with "
        "`Settings.from_mapping` in Python:",
        "```toml\n[matching]\nshingle_words = 4\n\n[inference.weights]\nattribution_line = 4.5\n```",
    ]
    for path, tree in _tables(Settings(), ""):
        rows = [f"| `{name}` | `{default}` | {_cell(text)} |" for name, default, text in _leaves(tree)]
        intro = inspect.getdoc(type(tree)) or ""
        parts += [f"## `[{path}]`", _prose(intro), "\n".join(["| name | default | meaning |", "|---|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def _tables(tree: object, path: str) -> Iterator[tuple[str, object]]:
    """The tables of a tree of settings that hold values of their own, each with its path."""
    if path:
        yield path, tree
    assert is_dataclass(tree)
    for field in fields(tree):
        value = getattr(tree, field.name)
        if is_dataclass(value):
            yield from _tables(value, f"{path}.{field.name}".lstrip("."))


def _leaves(tree: object) -> Iterator[tuple[str, object, str]]:
    assert is_dataclass(tree)
    told = _docstrings()[type(tree).__name__]
    for field in fields(tree):
        value = getattr(tree, field.name)
        if not is_dataclass(value):
            yield field.name, value, told[field.name]


def _docstrings() -> dict[str, dict[str, str]]:
    """The texts below the fields of each class of settings, by class and field."""
    modules = [ast.parse(inspect.getsource(module)) for module in (provenance.settings, provenance.weights)]
    found: dict[str, dict[str, str]] = {}
    for node in (node for module in modules for node in module.body):
        if not isinstance(node, ast.ClassDef):
            continue
        texts = found.setdefault(node.name, {})
        for statement, following in zip(node.body, node.body[1:], strict=False):
            match statement, following:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    texts[name] = text
                case _:
                    pass
    return found


def _prose(text: str) -> str:
    return "\n".join(" ".join(paragraph.split()) for paragraph in text.replace("``", "`").split("\n\n"))


def _cell(text: str) -> str:
    return " ".join(text.replace("``", "`").split()).replace("|", "\\|")


def signals_page() -> str:
    """``docs/reference/signals.md``."""
    parts = [
        "# Signals",
        _GENERATED,
        "A signal is a trace of origin inside one document. Each has a strength: 1 noise, 2 a hint, 3 names a likely source, "
        "4 names the source, 5 names the very item, hardly by accident. A signal that points at the document's own site is "
        "kept, marked `own_site`, and is no evidence.",
        "Kinds marked *names a source* make a grey node where the source is not among the documents, from strength 3 on. "
        "The others only support what something else says.",
        "The patterns below stand in `provenance/signals/data/*.toml`, with the lines they must and must not match; those "
        "lines are run as tests. The examples use invented outlets.",
    ]
    patterns = [pattern for family in FAMILIES for pattern in load_patterns(family)]
    for kind in SignalKind:
        naming = " *Names a source.*" if kind in NAMING else ""
        parts.append(f"## `{kind}`\n\n{KINDS[kind]}{naming}")
        fitting = [pattern for pattern in patterns if pattern.kind is kind]
        if fitting:
            rows = [_pattern_row(pattern) for pattern in fitting]
            parts.append(
                "\n".join(["| pattern | strength | what it tells | languages | example |", "|---|---|---|---|---|", *rows])
            )
        names = [name for table in ("meta", "schema") for name in _head_names(kind, table)]
        if names:
            parts.append("\n".join(["| field | strength |", "|---|---|", *names]))
    parts += ["## Agencies and distributors", *_agencies()]
    return "\n\n".join(parts) + "\n"


def _pattern_row(pattern: Pattern) -> str:
    example = _cell(pattern.positive[0].text)
    languages = ", ".join(pattern.languages) or "any"
    return f"| `{pattern.id}` | {pattern.strength} | {_cell(pattern.orients)} | {languages} | {_escaped(example)} |"


def _escaped(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _head_names(kind: SignalKind, table: str) -> Iterator[str]:
    for row in load_table("head.toml", table):
        names = row["names"]
        assert isinstance(names, list)
        if row["kind"] == kind:
            yield from (f"| `{'schema.org:' if table == 'schema' else ''}{name}` | {row['strength']} |" for name in names)


def _agencies() -> Iterator[str]:
    known = registry().agencies
    for kind, told in (
        (AgencyType.AGENCY, "Agencies write what others print; their credit names an origin:"),
        (AgencyType.DISTRIBUTOR, "Distributors pass on what others wrote; their mark is a hop on the way:"),
    ):
        names = sorted((agency.name for agency in known if agency.type is kind), key=str.casefold)
        yield f"{told} {', '.join(names)}."
