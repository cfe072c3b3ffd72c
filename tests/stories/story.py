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
* ``A -x B``: a direction that is excluded; ``excluded: nothing``: none is;
* ``texts: N``: the likely number of independent texts;
* ``A: kind``: the kind of a source that is not here (``agency``, ``distributor`` …);
* ``A: not before T``: the moment (UTC) before which a document cannot have been finished;
* ``divergence: kind: a “x” / b “y” (N witnesses)``: readings that disagree. Divergences not listed are not looked at;
* ``agreement: kind``: no divergence of that kind.

A section ``## Not yet lineage`` (or ``exclusions``, ``divergences``) gives the reason why the program does not reach that part
of the answer today; the test then fails as soon as it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PARTS = frozenset({"lineage", "exclusions", "divergences"})
"""Parts of an answer that are tested apart."""
_SECTION = re.compile(r"^## (?P<title>.+)\n", re.MULTILINE)
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})\w*\n(?P<content>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
_LINES = {
    "edge": re.compile(r"(?P<source>\S+) -> (?P<target>\S+): (?P<kind>\w+)(?:, (?P<drawn>solid|dashed))?"),
    "pair": re.compile(r"(?P<left>\S+) \| (?P<right>\S+): (?P<relation>\w+(?: \w+)?)"),
    "excluded": re.compile(r"(?P<source>\S+) -x (?P<target>\S+)"),
    "nothing excluded": re.compile(r"excluded: nothing"),
    "texts": re.compile(r"texts: (?P<count>\d+)"),
    "divergence": re.compile(r"divergence: (?P<kind>\w+): (?P<readings>.+) \((?P<witnesses>\d+) witness(?:es)?\)"),
    "agreement": re.compile(r"agreement: (?P<kind>\w+)"),
    "not before": re.compile(r"(?P<document>\S+): not before (?P<moment>\S+)"),
    "kind": re.compile(r"(?P<source>source:\S+): (?P<kind>\w+)"),
}
"""What a line of an answer may say; the first that fits the whole line holds."""
_READING = re.compile(r"(?P<document>\S+) “(?P<text>[^”]+)”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a careful analyst says of some of a story's documents.

    ``edges`` maps ``(source, target)`` to kind and drawing (``None``: not asked); ``pairs`` holds relations by ``(left, right)``;
    ``not_before`` maps documents to moments; ``divergences`` are ``(kind, {(document, text), …}, witnesses)``. ``excluded`` and
    ``texts`` are ``None`` where the answer says nothing of them.
    """

    without: frozenset[str]
    edges: dict[tuple[str, str], tuple[str, str | None]]
    pairs: dict[tuple[str, str], str]
    excluded: frozenset[tuple[str, str]] | None
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
    if not documents or not answers or not not_yet.keys() <= PARTS:
        message = f"{path.name}: a story needs documents and an answer, and only {', '.join(sorted(PARTS))} may be not yet"
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
    said: dict[str, list[re.Match[str]]] = {name: [] for name in _LINES}
    for line in re.findall(r"^\* (.+)$", content, re.MULTILINE):
        name, match = _understood(line, path)
        said[name].append(match)
    excludes = said["excluded"] or said["nothing excluded"]
    return Answer(
        without=frozenset(part.strip() for part in without.split(",") if part.strip()),
        edges={(each["source"], each["target"]): (each["kind"], each["drawn"]) for each in said["edge"]},
        pairs={(each["left"], each["right"]): each["relation"] for each in said["pair"]},
        excluded=frozenset((each["source"], each["target"]) for each in said["excluded"]) if excludes else None,
        kinds={each["source"]: each["kind"] for each in said["kind"]},
        texts=next((int(each["count"]) for each in said["texts"]), None),
        not_before={each["document"]: each["moment"] for each in said["not before"]},
        divergences=tuple((each["kind"], _readings(each["readings"]), int(each["witnesses"])) for each in said["divergence"]),
        agreements=tuple(each["kind"] for each in said["agreement"]),
    )


def _understood(line: str, path: Path) -> tuple[str, re.Match[str]]:
    for name, pattern in _LINES.items():
        match = pattern.fullmatch(line)
        if match:
            return name, match
    message = f"{path.name}: cannot read the answer {line!r}"
    raise ValueError(message)


def _readings(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((each["document"], each["text"]) for each in _READING.finditer(text))
