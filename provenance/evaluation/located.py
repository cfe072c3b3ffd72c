"""Known passages, given as words, found in the documents as they were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from provenance.evaluation.metrics.passages import PassagePair
from provenance.evaluation.truth import TruePassage
from provenance.model import Document, Span

_WORD = re.compile(r"\S+")


def locate(passages: Iterable[TruePassage], documents: Sequence[Document]) -> tuple[tuple[PassagePair, ...], int]:
    """The passages as places in the texts, in the order given, and how many of them are not there.

    A passage whose documents were not read is left out and not counted. White space is folded on both sides; of several
    places the first is taken.
    """
    passages = tuple(passages)
    wanted = {name for passage in passages for name in (passage.left, passage.right)}
    folded = {document.id: _folded(document.text) for document in documents if document.id in wanted}
    found, missing = [], 0
    for passage in passages:
        if passage.left not in folded or passage.right not in folded:
            continue
        left = _find(passage.left_text, folded[passage.left])
        right = _find(passage.right_text, folded[passage.right])
        if left is None or right is None:
            missing += 1
        else:
            found.append(PassagePair(left=passage.left, left_span=left, right=passage.right, right_span=right))
    return tuple(found), missing


def find_folded(words: str, text: str) -> Span | None:
    r"""Where ``words`` first stand in ``text``, any white space as good as any other; ``None`` if nowhere, or without words.

    Examples:
        >>> find_folded("the old  ferry", "Now\nthe old\nferry sails")
        Span(start=4, end=17)

    """
    return _find(words, _folded(text))


_Folded = tuple[str, tuple[int, ...]]


def _folded(text: str) -> _Folded:
    """The text with single blanks, and for each of its characters the place in ``text``."""
    parts: list[str] = []
    places: list[int] = []
    for word in _WORD.finditer(text):
        if parts:
            # The blank before this word; no passage begins or ends with one.
            places.append(places[-1] + 1)
        parts.append(word[0])
        places.extend(range(word.start(), word.end()))
    return " ".join(parts), tuple(places)


def _find(words: str, folded: _Folded) -> Span | None:
    text, places = folded
    wanted = " ".join(words.split())
    start = text.find(wanted) if wanted else -1
    return None if start < 0 else Span(places[start], places[start + len(wanted) - 1] + 1)
