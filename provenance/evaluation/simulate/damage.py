"""What goes wrong with a text on its way: damage that nobody does on purpose and few repair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.data import load, named_texts
from provenance.evaluation.simulate.operations import Paragraphs
from provenance.evaluation.simulate.publication import STORY_PARTS, Paragraph, Part

_CUT_WORDS = 6
"""Fewest words left of a sentence that is broken off."""
_RUN_ON = 3
"""Paragraphs that become one where breaks are lost."""


def garble(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:  # noqa: ARG001
    """Letters outside ASCII broken as by reading UTF-8 as Windows-1252 (``â€™`` for ’)."""
    return _everywhere(paragraphs, _garbled, "garbled")


def escape_twice(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:  # noqa: ARG001
    """Quotation marks and ampersands as visible entities (``&quot;``)."""
    return _everywhere(paragraphs, _escaped, "escaped")


def run_on(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
    """Paragraph breaks lost: running text in blocks of two or three paragraphs each."""
    size = 2 + chance.below(_RUN_ON - 1)
    changed: list[Paragraph] = []
    run = 0
    for paragraph in paragraphs:
        follows = bool(changed) and paragraph.part is Part.BODY and changed[-1].part is Part.BODY
        run = run + 1 if follows and run < size else 1
        joins = follows and run > 1 and not paragraph.runs_on
        changed.append(replace(paragraph, runs_on=True, scars=(*paragraph.scars, "run on")) if joins else paragraph)
    return tuple(changed)


def break_off(paragraphs: Paragraphs, chance: Chance) -> Paragraphs:
    """The last paragraph of the story broken off inside a sentence, with a mark of omission."""
    places = [place for place, paragraph in enumerate(paragraphs) if paragraph.part is Part.BODY]
    words = paragraphs[places[-1]].text.split() if places else []
    if len(words) <= _CUT_WORDS + 1:
        return paragraphs
    kept = words[: _CUT_WORDS + chance.below(len(words) - _CUT_WORDS)]
    tail = chance.pick(named_texts(load("press.toml"), "credits", "press.toml")["partial_tails"])
    last = paragraphs[places[-1]]
    broken = replace(last, text=" ".join(kept).rstrip(".,;:") + tail, kept_words=len(kept), links=())
    return (*paragraphs[: places[-1]], broken, *paragraphs[places[-1] + 1 :])


def _everywhere(paragraphs: Paragraphs, change: Callable[[str], str], scar: str) -> Paragraphs:
    changed = []
    for paragraph in paragraphs:
        text = change(paragraph.text) if paragraph.part in STORY_PARTS else paragraph.text
        scars = paragraph.scars if text == paragraph.text else (*paragraph.scars, scar)
        changed.append(replace(paragraph, text=text, scars=scars))
    return tuple(changed)


def _garbled(text: str) -> str:
    return "".join(_garbled_letter(letter) if letter > "\x7f" else letter for letter in text)


def _garbled_letter(letter: str) -> str:
    try:
        return letter.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:  # cp1252 leaves five bytes without meaning; viewers drop them
        return letter.encode("utf-8").decode("cp1252", errors="ignore")


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("“", "&ldquo;").replace("”", "&rdquo;").replace("’", "&rsquo;")
    return text.replace('"', "&quot;")
