"""Files with all their versions in true order: each version comes from the one before.

``chains.jsonl`` (repo, path, versions: a list of rev, date, text). A version is dated as committed; its own front
matter is taken off, but for the title, because it carries another date and no text. A version that reads like an
earlier one of its file is undirected to the latest such one and has no known parent: nothing in it tells which way it
went.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from provenance.errors import UsageError
from provenance.evaluation.collections.folder import Folder, Row, text_of
from provenance.evaluation.collections.making import labelled, markdown, pair
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.model import RawDocument
from provenance.text.words import fold_space

CHAINS = frozenset({"repo", "path", "versions"})

_FRONT_MATTER = re.compile(r"\A\s*(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<fields>.*?)^(?P=mark)[ \t]*$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^title\s*[:=][ \t]*(?P<title>.+?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    name: str
    date: str
    title: str
    body: str

    @property
    def reads(self) -> str:
        return fold_space(self.body)

    def document(self) -> RawDocument:
        return markdown(self.name, self.body, (("title", self.title), ("date", self.date)))


def recognises(folder: Folder) -> bool:
    """Whether the folder holds this collection."""
    return bool(folder.tables(CHAINS))


def read(folder: Folder) -> tuple[LabelledCorpus, ...]:
    """One corpus of all versions of all files; versions left without text are not in it.

    Raises:
        UsageError: the table is missing or cannot be read.

    """
    chains = [tuple(_versions(folder, row)) for row in folder.rows(CHAINS, "files with versions")]
    parents: dict[str, tuple[str, ...]] = {}
    undirected: set[tuple[str, str]] = set()
    for chain in chains:
        _add_chain(chain, parents, undirected)
    truth = Truth(parents=parents, hidden={}, undirected=frozenset(undirected), unrelated={})
    return (labelled("revision-chains", (version.document() for chain in chains for version in chain), truth),)


def _versions(folder: Folder, row: Row) -> Iterable[_Version]:
    listed = row.get("versions")
    file = f"{text_of(row, 'repo')}/{text_of(row, 'path')}"
    if not isinstance(listed, list) or not all(isinstance(version, dict) for version in listed):
        message = f"{folder.path}: the versions of {file} are no list of rev, date and text; fetch the collection again"
        raise UsageError(message)
    for version in listed:
        made = _version(file, version)
        if made.reads:
            yield made


def _version(file: str, version: Mapping[str, object]) -> _Version:
    """The name tells the revision, not its number, so that no name says who was first."""
    text = text_of(version, "text")
    front = _FRONT_MATTER.match(text)
    title = _TITLE.search(front["fields"]) if front else None
    return _Version(
        name=f"{file}@{text_of(version, 'rev')}",
        date=text_of(version, "date"),
        title=title["title"].strip("\"'") if title else "",
        body=text[front.end() :] if front else text,
    )


def _add_chain(chain: Sequence[_Version], parents: dict[str, tuple[str, ...]], undirected: set[tuple[str, str]]) -> None:
    latest: dict[str, str] = {}
    for place, version in enumerate(chain):
        twin = latest.get(version.reads)
        if twin is not None:
            undirected.add(pair(twin, version.name))
        else:
            parents[version.name] = (chain[place - 1].name,) if place else ()
        latest[version.reads] = version.name
