"""Templates of sentences, and what becomes of them.

A template is text with choices and slots: ``[a|b|c]`` is one of its parts, each equally likely, and may hold further choices;
``{name}`` is filled by the caller; ``a(n)`` is the article that fits the next word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from provenance.evaluation.chance import Chance

Fill = Callable[[str, Chance], str]
"""From the name of a slot to its text; it may draw."""

_TOKEN = re.compile(r"[\[\]|]|\{[^{}]*\}|[^\[\]|{}]+")
_ARTICLE = re.compile(r"\b([Aa])\(n\)(?=\s+[“\"]?(\w+))")
_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_SOUNDS_LIKE_YOU = ("uni", "use", "usu", "euro", "one", "u.s", "us ")
_VOWEL_NUMBERS = re.compile(r"8|11(?!\d)|18(?!\d)|11,|18,")


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str


@dataclass(frozen=True, slots=True)
class _Choice:
    options: tuple[tuple[_Node, ...], ...]


_Node = str | _Slot | _Choice


def expand(template: str, fill: Fill, chance: Chance) -> str:
    """One text of a template.

    Raises:
        ValueError: brackets are not balanced.

    Examples:
        >>> expand("a(n) [old] {thing}", lambda name, chance: name.upper(), Chance(1))
        'an old THING'

    """
    return tidy(_expand(_parse(template), fill, chance))


def tidy(text: str) -> str:
    """Text with its articles chosen, and without the stops and blanks that empty choices leave behind.

    Examples:
        >>> tidy("a(n) orange , said Ann Lee, the mayor,.")
        'an orange, said Ann Lee, the mayor.'

    """
    text = _ARTICLE.sub(_article, " ".join(text.split()))
    text = re.sub(r"\s+([,.;:?!])", r"\1", text)
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r",([.;:?!])", r"\1", text)
    return re.sub(r",(?=”?$)", "", text)


def sentence(text: str) -> str:
    """The text with its first letter as a capital.

    Examples:
        >>> sentence("“we waited,” she said."), sentence("9 came.")
        ('“We waited,” she said.', '9 came.')

    """
    match = re.search(r"\w", text)
    return text if match is None else text[: match.start()] + match[0].upper() + text[match.end() :]


@lru_cache(maxsize=4096)
def _parse(template: str) -> tuple[_Node, ...]:
    stack: list[list[list[_Node]]] = [[[]]]
    for token in _TOKEN.findall(template):
        match token:
            case "[":
                stack.append([[]])
            case "|" if len(stack) > 1:
                stack[-1].append([])
            case "]" if len(stack) > 1:
                options = stack.pop()
                stack[-1][-1].append(_Choice(tuple(tuple(option) for option in options)))
            case "[" | "]" | "|":
                message = f"brackets do not match in the template {template!r}"
                raise ValueError(message)
            case _:
                stack[-1][-1].append(_Slot(token[1:-1]) if token.startswith("{") else token)
    if len(stack) > 1:
        message = f"a bracket is not closed in the template {template!r}"
        raise ValueError(message)
    return tuple(stack[0][0])


def _expand(nodes: tuple[_Node, ...], fill: Fill, chance: Chance) -> str:
    parts = []
    for node in nodes:
        match node:
            case str():
                parts.append(node)
            case _Slot(name):
                parts.append(fill(name, chance))
            case _Choice(options):
                parts.append(_expand(chance.pick(options), fill, chance))
    return "".join(parts)


def _article(match: re.Match[str]) -> str:
    word = match[2].lower()
    takes_n = word[0] in "aeiou" and not word.startswith(_SOUNDS_LIKE_YOU)
    if word[0].isdigit():
        takes_n = _VOWEL_NUMBERS.match(word) is not None
    return f"{match[1]}n" if takes_n or word.startswith(_SILENT_H) else match[1]
