"""Every regular expression of the program, and texts that make a careless one slow."""

from __future__ import annotations

import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import ModuleType
from typing import Any

import provenance
from provenance.signals.embeds import platforms
from provenance.signals.patterns import FAMILIES, load_patterns

_PARSER: Any = importlib.import_module("re._parser")
ROOMS = ("corpus", "reading", "signals", "text", "matching", "lineage")
"""Packages whose expressions see what comes from outside."""
SHORT = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_LONGEST_PIECE = 60
_FEWEST = 2
_END = "\n\x01"
"""What no expression wants at the end: it makes them try everything else."""


def every_pattern() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every compiled expression that a module or a data file holds, each once, with the place that holds it."""
    seen: set[tuple[Any, int]] = set()
    for name, pattern in itertools.chain(_of_modules(), _of_data()):
        key = (pattern.pattern, pattern.flags)
        if key not in seen:
            seen.add(key)
            yield name, pattern


def attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Texts to be made long, as beginning, piece to repeat, and end.

    The pieces are the literals of the pattern, what each of its repetitions repeats behind what stands before it, and each
    piece followed by another.
    """
    parsed = _PARSER.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    pieces = dict.fromkeys(piece for piece in _pieces(parsed) if piece)
    pumps = dict.fromkeys(_pumps(parsed, ""))
    pairs = [one + other for one, other in itertools.pairwise([*pieces, *list(pieces)[:1]]) if one != other]
    for before, piece in (*(("", piece) for piece in [*pieces, *pairs, " ", "a"]), *pumps):
        if 0 < len(piece) <= _LONGEST_PIECE:
            yield _as(pattern, before), _as(pattern, piece), _as(pattern, _END)


def _as(pattern: re.Pattern[Any], text: str) -> Any:
    return text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text


def _of_modules() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for room in ROOMS:
        package = importlib.import_module(f"{provenance.__name__}.{room}")
        modules = [package, *(importlib.import_module(each.name) for each in _submodules(package))]
        for module in modules:
            for name, value in sorted(vars(module).items()):
                for pattern in _within(value, 3):
                    yield f"{module.__name__}.{name}", pattern


def _submodules(package: ModuleType) -> Iterator[pkgutil.ModuleInfo]:
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if "kernels" not in each.name:
            yield each


def _within(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for each in value.values():
            yield from _within(each, depth - 1)
    elif depth and isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _within(each, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _within(getattr(value, field.name, None), depth - 1)


def _of_data() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for family in FAMILIES:
        for pattern in load_patterns(family):
            yield f"{family}.toml: {pattern.id}", pattern.regex
    for platform in platforms():
        yield f"embeds.toml: platform {platform.name}", platform.path


def _text_of(parsed: Any) -> str:
    """A short text that the parsed expression matches, or nearly: assertions and references are left out."""
    return "".join(_item_text(str(kind), value) for kind, value in parsed)


def _item_text(kind: str, value: Any) -> str:
    if kind == "LITERAL":
        return chr(int(value))
    if kind == "NOT_LITERAL":
        return "b" if value == ord("a") else "a"
    if kind == "IN":
        return _member(value)
    if kind in SHORT:
        return _text_of(value[2]) * int(min(value[0], 3))
    if kind in {"BRANCH", "SUBPATTERN", "ATOMIC_GROUP"}:
        return _text_of(_inside(kind, value)[0])
    return "a" if kind == "ANY" else ""


def _member(options: Any) -> str:
    """A character of a class."""
    names = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_DIGIT": "a"}
    negated = any(str(kind) == "NEGATE" for kind, _ in options)
    if negated:
        unwanted = {_item_text(str(kind), value) for kind, value in options if str(kind) == "LITERAL"}
        return next(sign for sign in "aAé1 .%" if sign not in unwanted)
    for kind, value in options:
        if str(kind) == "LITERAL":
            return chr(value)
        if str(kind) == "RANGE":
            return chr(value[0])
        if str(kind) == "CATEGORY":
            return names.get(str(value), ".")
    return "a"


def _pieces(parsed: Any) -> Iterator[str]:
    """Runs of literals and classes, of every branch and group, and what the whole expression matches."""
    yield _text_of(parsed)
    run = ""
    for kind, value in parsed:
        name = str(kind)
        if name in {"LITERAL", "IN"}:
            run += _item_text(name, value)
            continue
        yield run
        run = ""
        for inner in _inside(name, value):
            yield from _pieces(inner)
    yield run


def _pumps(parsed: Any, before: str) -> Iterator[tuple[str, str]]:
    """What each repetition repeats, behind what stands before it."""
    for kind, value in parsed:
        name = str(kind)
        if name in SHORT and value[1] >= _FEWEST:
            yield before, _text_of(value[2])
        for inner in _inside(name, value):
            yield from _pumps(inner, before)
        before += _item_text(name, value)


def _inside(kind: str, value: Any) -> tuple[Any, ...]:
    if kind == "BRANCH":
        return tuple(value[1])
    if kind == "SUBPATTERN":
        return (value[3],)
    if kind == "ATOMIC_GROUP":
        return (value,)
    if kind in SHORT:
        return (value[2],)
    if kind in {"ASSERT", "ASSERT_NOT"}:
        return (value[1],)
    return ()


def methods_of(place: str) -> frozenset[str]:
    """By which methods the module that holds an expression uses it: ``match`` alone tries one place, ``search`` every one."""
    module, _, name = place.rpartition(".")
    if not module.startswith(provenance.__name__):
        return frozenset()
    source = inspect.getsource(importlib.import_module(module))
    return frozenset(re.findall(rf"\b{name}\.(\w+)\(", source))
