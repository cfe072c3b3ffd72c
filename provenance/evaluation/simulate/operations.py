"""What desks and machines do to a text: each operation takes the paragraphs of one and gives those of the next.

An operation that finds nothing to do gives the paragraphs back as they are. Scars mark what cannot be turned back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.data import load, named_texts
from provenance.evaluation.simulate.publication import STORY_PARTS, Paragraph, Part

Paragraphs = tuple[Paragraph, ...]
Operation = Callable[[Paragraphs, Chance], Paragraphs]

_KEPT_AT_LEAST = 3
"""Story paragraphs that no cut goes below."""
_SENTENCE_END = re.compile(r"(?<=[a-z0-9]{2}[.!?])\s+(?=[A-Z])")
_TYPO_CHARS = 7
"""Shortest word that a typing mistake is put into."""


def cut_tail(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
    """The first part of the story, from the lead to some place behind its third paragraph; its credits and notices stay."""
    story = _story_places(paragraphs)
    if len(story) <= _KEPT_AT_LEAST:
        return paragraphs
    last = story[_KEPT_AT_LEAST - 1 + chance.below(len(story) - _KEPT_AT_LEAST)]
    return tuple(
        paragraph for place, paragraph in enumerate(paragraphs) if place <= last or paragraph.part in {Part.CREDIT, Part.NOTICE}
    )


def excerpt(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
    """The first two to four paragraphs of running text, and nothing else."""
    body = [paragraph for paragraph in paragraphs if paragraph.part is Part.BODY]
    return tuple(body[: 2 + chance.below(3)])


def put_in(paragraphs: Paragraphs, new: Sequence[Paragraph], chance: Chance) -> Paragraphs:
    """New paragraphs, each put behind some paragraph of the story; above the lead stands none."""
    result = list(paragraphs)
    for paragraph in new:
        result.insert(chance.pick(_story_places(result)) + 1, paragraph)
    return tuple(result)


def drop_inside(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
    """Without one to four paragraphs from inside the story; the lead stays."""
    story = _story_places(paragraphs)
    most = min(4, len(story) - _KEPT_AT_LEAST)
    if most < 1:
        return paragraphs
    dropped = set(chance.sample(story[1:], 1 + chance.below(most)))
    return tuple(paragraph for place, paragraph in enumerate(paragraphs) if place not in dropped)


def drop_part(part: Part) -> Operation:
    """The operation that drops every paragraph of one part."""

    def drop(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:  # noqa: ARG001
        return tuple(paragraph for paragraph in paragraphs if paragraph.part is not part)

    return drop


def reword(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
    """One to six small changes of wording in the narration: another word of the same meaning, an adverb less."""
    return _change_some(paragraphs, chance, 1 + chance.below(6), _reword_one)


def mistype(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
    """One or two words with two letters swapped."""
    return _change_some(paragraphs, chance, 1 + chance.below(2), _mistype_one)


def join_sentences(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
    """Two sentences made one, in one to three paragraphs."""
    return _change_some(paragraphs, chance, 1 + chance.below(3), _join_one)


def split_sentences(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
    """A sentence made two at its ", and" or ", but", in one to three paragraphs."""
    return _change_some(paragraphs, chance, 1 + chance.below(3), _split_one)


def _story_places(paragraphs: Sequence[Paragraph]) -> list[int]:
    return [place for place, paragraph in enumerate(paragraphs) if paragraph.part in STORY_PARTS]


def _change_some(paragraphs: Paragraphs, chance: Chance, times: int, change: Callable[[str, Chance], str]) -> Paragraphs:
    places = [place for place, paragraph in enumerate(paragraphs) if paragraph.part is Part.BODY]
    chosen = set(chance.sample(places, min(times, len(places))))
    return tuple(
        replace(paragraph, text=change(paragraph.text, chance)) if place in chosen else paragraph
        for place, paragraph in enumerate(paragraphs)
    )


@cache
def _synonyms() -> dict[str, str]:
    pairs = [pair.split(maxsplit=1) for pair in named_texts(load("wording.toml"), "synonyms", "wording.toml")["pairs"]]
    return dict(pairs) | {second: first for first, second in pairs}


@cache
def _changeable() -> re.Pattern[str]:
    words = sorted(_synonyms(), key=lambda word: (-len(word), word))
    adverbs = named_texts(load("wording.toml"), "synonyms", "wording.toml")["adverbs"]
    return re.compile(rf"(?<=[a-z,] )(?:(?P<word>{'|'.join(words)})|(?P<adverb>{'|'.join(adverbs)}))(?= [a-z])")


def _outside_speech(text: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The matches that stand in no quotation: what was said is not reworded."""
    speech = [match.span() for match in re.finditer(r"[“\"][^“”\"]*[”\"]", text)]
    return [match for match in found if not any(start <= match.start() < end for start, end in speech)]


def _reword_one(text: str, chance: Chance) -> str:
    found = _outside_speech(text, list(_changeable().finditer(text)))
    if not found:
        return text
    match = chance.pick(found)
    new = _synonyms()[match["word"]] + " " if match["word"] else ""
    return text[: match.start()] + new + text[match.end() + 1 :]


def _mistype_one(text: str, chance: Chance) -> str:
    found = _outside_speech(text, [match for match in re.finditer(r"\b[a-z]+\b", text) if len(match[0]) >= _TYPO_CHARS])
    if not found:
        return text
    match = chance.pick(found)
    place = match.start() + 2 + chance.below(len(match[0]) - 4)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text)


def _join_one(text: str, chance: Chance) -> str:
    sentences = _sentences(text)
    places = [
        place
        for place, (left, right) in enumerate(pairwise(sentences))
        if left.endswith(".") and re.match(r"(?:The|A|An|It|On|In|At|For|One|Some|Not)\b", right)
    ]
    if not places:
        return text
    place = chance.pick(places)
    right = sentences[place + 1]
    joined = sentences[place][:-1] + chance.pick(("; ", ", and ", ", while ")) + right[0].lower() + right[1:]
    return " ".join([*sentences[:place], joined, *sentences[place + 2 :]])


def _split_one(text: str, chance: Chance) -> str:
    found = _outside_speech(text, list(re.finditer(r", (?:and|but|while|although) (?=[a-z])", text)))
    if not found:
        return text
    match = chance.pick(found)
    rest = text[match.end() :]
    start = "But " if "but" in match[0] or "although" in match[0] else ""
    return text[: match.start()] + ". " + (start + rest if start else rest[0].upper() + rest[1:])
