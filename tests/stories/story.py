"""Stories: small invented corpora with their true lineage, in Markdown that a reader of newspapers can judge.

A story is a title, some prose, one section per document and one or more answers::

    # What happened
    ## herald.html
    (a fenced block: the file)
    ## Answer
    * herald -> mirror: republished

An answer may hold for a part of the documents: ``## Answer without herald.html``. Its lines say

* ``A -> B: kind``, or ``A -> B: kind, solid`` (or ``dashed``): an edge. Edges not listed must not be there;
* ``A | B: relation``: what two documents are to each other: ``left_first``, ``right_first``, ``siblings``, ``undecided``,
  ``no copy``, or a relation of ``trace.json`` such as ``same_event``. A pair not listed must share no copied text
  unless the edges above join it;
* ``A -x B``: a direction that is excluded;
* ``texts: N``: the likely number of independent texts;
* ``A: kind``: the kind of a source that is not here (``agency``, ``distributor`` …);
* ``A: not before T``: the moment (UTC) before which a document cannot have been finished;
* ``divergence: kind: a “x” / b “y” (N witnesses)``: readings that disagree. Divergences not listed are not looked at;
* ``agreement: kind``: no divergence of that kind.

A section ``## Not yet lineage`` or ``## Not yet divergences`` gives the reason why the program does not reach that part of the
answer today; the test then fails as soon as it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SECTION = re.compile(r"^## (?P<title>.+)\n", re.MULTILINE)
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})\w*\n(?P<content>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
_EDGE = re.compile(r"(?P<source>\S+) -> (?P<target>\S+): (?P<kind>\w+)(?:, (?P<drawn>solid|dashed))?")
_PAIR = re.compile(r"(?P<left>\S+) \| (?P<right>\S+): (?P<relation>\w+(?: \w+)?)")
_EXCLUDED = re.compile(r"(?P<source>\S+) -x (?P<target>\S+)")
_TEXTS = re.compile(r"texts: (?P<count>\d+)")
_KIND = re.compile(r"(?P<source>source:\S+): (?P<kind>\w+)")
_DIVERGENCE = re.compile(r"divergence: (?P<kind>\w+): (?P<readings>.+) \((?P<witnesses>\d+) witness(?:es)?\)")
_NOT_BEFORE = re.compile(r"(?P<document>\S+): not before (?P<moment>\S+)")
_AGREEMENT = re.compile(r"agreement: (?P<kind>\w+)")
_READING = re.compile(r"(?P<document>\S+) “(?P<text>[^”]+)”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a careful analyst says of some of a story's documents.

    ``edges`` maps ``(source, target)`` to kind and drawing (``None``: not asked); ``pairs`` holds relations by ``(left, right)``;
    ``not_before`` maps documents to moments; ``divergences`` are ``(kind, {(document, text), …}, witnesses)``; ``texts`` is
    ``None`` where the answer does not say.
    """

    without: frozenset[str]
    edges: dict[tuple[str, str], tuple[str, str | None]]
    pairs: dict[tuple[str, str], str]
    excluded: frozenset[tuple[str, str]]
    kinds: dict[str, str]
    texts: int | None
    not_before: dict[str, str]
    divergences: tuple[tuple[str, frozenset[tuple[str, str]], int], ...]
    agreements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as read from its file: ``documents`` by file name, ``not_yet`` holds reasons by part of the answer."""

    name: str
    title: str
    documents: dict[str, str]
    answers: tuple[Answer, ...]
    not_yet: dict[str, str]


def read_story(path: Path) -> Story:
    """Read one story; raises ``ValueError`` for a line nobody could check."""
    text = path.read_text(encoding="utf-8")
    title = text.splitlines()[0].removeprefix("# ")
    documents: dict[str, str] = {}
    answers: list[Answer] = []
    not_yet: dict[str, str] = {}
    for heading, content in _sections(text):
        if heading.startswith("Answer"):
            answers.append(_answer(heading, content, path))
            continue
        if heading.startswith("Not yet "):
            not_yet[heading.removeprefix("Not yet ")] = " ".join(content.split())
            continue
        fence = _FENCE.search(content)
        if fence is None:
            message = f"{path.name}: {heading} has no fenced block"
            raise ValueError(message)
        documents[heading] = fence["content"]
    if not documents or not answers or not not_yet.keys() <= {"lineage", "divergences"}:
        message = f"{path.name}: a story needs documents and an answer; only lineage and divergences may be not yet"
        raise ValueError(message)
    return Story(name=path.stem, title=title, documents=documents, answers=tuple(answers), not_yet=not_yet)


def _sections(text: str) -> Iterator[tuple[str, str]]:
    # A heading inside a fenced block is part of a document: fences are blanked out, same length, before looking.
    plain = _FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence[0]), text)
    headings = list(_SECTION.finditer(plain))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        yield heading["title"].strip(), text[heading.end() : end]


def _answer(heading: str, content: str, path: Path) -> Answer:
    _, _, without = heading.partition(" without ")
    edges: dict[tuple[str, str], tuple[str, str | None]] = {}
    pairs: dict[tuple[str, str], str] = {}
    kinds: dict[str, str] = {}
    excluded: set[tuple[str, str]] = set()
    divergences: list[tuple[str, frozenset[tuple[str, str]], int]] = []
    agreements: list[str] = []
    not_before: dict[str, str] = {}
    texts: int | None = None
    for line in re.findall(r"^\* (.+)$", content, re.MULTILINE):
        if found := _EDGE.fullmatch(line):
            edges[found["source"], found["target"]] = found["kind"], found["drawn"]
        elif found := _PAIR.fullmatch(line):
            pairs[found["left"], found["right"]] = found["relation"]
        elif found := _EXCLUDED.fullmatch(line):
            excluded.add((found["source"], found["target"]))
        elif found := _TEXTS.fullmatch(line):
            texts = int(found["count"])
        elif found := _DIVERGENCE.fullmatch(line):
            readings = frozenset((each["document"], each["text"]) for each in _READING.finditer(found["readings"]))
            divergences.append((found["kind"], readings, int(found["witnesses"])))
        elif found := _AGREEMENT.fullmatch(line):
            agreements.append(found["kind"])
        elif found := _NOT_BEFORE.fullmatch(line):
            not_before[found["document"]] = found["moment"]
        elif found := _KIND.fullmatch(line):
            kinds[found["source"]] = found["kind"]
        else:
            message = f"{path.name}: cannot read the answer {line!r}"
            raise ValueError(message)
    return Answer(
        without=frozenset(part.strip() for part in without.split(",") if part.strip()),
        edges=edges,
        pairs=pairs,
        excluded=frozenset(excluded),
        kinds=kinds,
        texts=texts,
        not_before=not_before,
        divergences=tuple(divergences),
        agreements=tuple(agreements),
    )
