"""The doors for programs and notebooks.

``trace`` reads a folder and answers with a ``Trace``; ``read`` and ``compare`` look at single documents.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import networkx

from provenance import archive, pipeline
from provenance.corpus import read_corpus, stream_corpus
from provenance.engine import Engine
from provenance.errors import NothingReadableError, UsageError
from provenance.export import json as trace_json
from provenance.export.network import to_graph
from provenance.export.trimming import trimmed
from provenance.matching import compare_pair
from provenance.model import Document, Findings, Problem, Reuse, Signal
from provenance.render import explain as explaining
from provenance.render import files, notebook, terminal, wording
from provenance.render.contents import picture_of
from provenance.render.family import family_named
from provenance.render.layout import layout
from provenance.render.svg import to_svg
from provenance.settings import Settings

DEFAULT_FORMATS = ("svg", "gv", "html", "json")
"""What ``provenance trace`` writes unless told otherwise."""


@dataclass(frozen=True, kw_only=True)
class Trace(Findings):
    """Everything one run found, with doors to draw, store and question it. Frozen; shows itself in a notebook."""

    def graph(self) -> networkx.DiGraph[str]:
        """Nodes and directed edges; what they carry is told in ``provenance.export.network``."""
        return to_graph(self)

    def to_dict(self) -> dict[str, object]:
        """The result contract's ``trace.json`` as plain values."""
        return trace_json.to_dict(self)

    def to_json(self) -> str:
        """The text of ``trace.json``; equal input gives equal text."""
        return trace_json.to_json(self)

    def to_svg(self, engine: str = "auto") -> str:
        """The tree as SVG, of a large result its largest families; ``engine`` is ``auto``, ``wasi``, ``dot`` or ``builtin``."""
        picture = picture_of(self)
        return to_svg(picture, layout(picture, engine))

    def trimmed(self) -> Trace:
        """What is stored of a large result: ``provenance.export.trimming`` says what is left out. A small one is whole."""
        return Trace(**_fields(trimmed(self)))

    def save(self, out: Path | str, formats: Sequence[str] = DEFAULT_FORMATS, *, full: bool = False) -> tuple[Path, ...]:
        """Write the result into a folder, all of it or nothing; returns what was written.

        Args:
            out: the folder, made if it is not there.
            formats: ``svg``, ``gv``, ``html``, ``json``, and ``pages`` for a page of each family.
            full: keep also what ``trimmed`` leaves out.

        Raises:
            UsageError: an unknown format.
            OutputError: the folder cannot be written.
        """
        return files.write_all(self if full else self.trimmed(), Path(out), tuple(formats))

    def in_excerpts(self, words: int) -> Trace:
        """The same, with a report that has at most so many words of a text in one piece, 0 for all of them.

        So it can be passed on without republishing the articles; ``trace.json`` holds them all the same.

        Raises:
            UsageError: ``words`` is below 0.
        """
        if words < 0:
            message = f"an excerpt has no {words} words; give 1 or more, or 0 for whole texts"
            raise UsageError(message)
        stated = self.settings.get("drawing")
        drawing = {**(stated if isinstance(stated, dict) else {}), "excerpt_words": words}
        return replace(self, settings={**self.settings, "drawing": drawing})

    def explain(self, one: str, other: str) -> explaining.Explanation:
        """Why there is an edge between two nodes, or why there is none.

        Nodes are named by id, by a unique beginning of an id (``"002"``) or by label (``"cnn.com"``).

        Raises:
            UsageError: no such node, or several; the message lists what could be meant.
        """
        return explaining.explain(self, one, other)

    def pair(self, one: str, other: str) -> Reuse:
        """What two documents share, and every difference: as it was found, or worked out now where the result has no such pair.

        Documents are named as for ``explain``. What is worked out now knows nothing of the other documents: what stands below
        every article of a publisher counts as shared text.

        Raises:
            UsageError: no such document, several, or twice the same; a source; a text that a stored result has left out.
        """
        left, right = sorted((self._document(one), self._document(other)), key=lambda document: document.id)
        if left.id == right.id:
            message = f"{one!r} and {other!r} are the same document, {left.id}; name two different ones"
            raise UsageError(message)
        ends = (left.id, right.id)
        found = next((pair.reuse for pair in self.pairs if (pair.reuse.left, pair.reuse.right) == ends), None)
        return found or self._compared(left, right)

    def _document(self, asked: str) -> Document:
        node = explaining.node_id(self, asked)
        found = next((document for document in self.documents if document.id == node), None)
        if found is None:
            message = f"{node} is a source that is not among the documents, so that nothing can be compared with it"
            raise UsageError(message)
        return found

    def _compared(self, left: Document, right: Document) -> Reuse:
        for document in (left, right):
            if document.text_left_out:
                message = (
                    f"the text of {document.id} is not in this result; compare the files (provenance compare), "
                    "or trace them again with --full"
                )
                raise UsageError(message)
        stated = {name: value for name, value in self.settings.items() if name == "matching"}
        return compare_pair(left, right, Settings.from_mapping(stated).matching)

    def family(self, member: str) -> Trace:
        """The family of a document as a trace of its own: everything that ties its members together.

        The document is named as for ``explain``. A source will do where it has one family only.

        Raises:
            UsageError: no such node, several, or one that belongs to no family; the message lists what could be meant.
        """
        return Trace(**_fields(family_named(self, member)))

    def summary_text(self) -> str:
        """The finding in words, with the tree as indented text."""
        return terminal.summary(self)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return notebook.mimebundle(self, self.to_svg())

    def __str__(self) -> str:
        return self.summary_text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """One document as it was read: its blocks with roles, its signals, and what was lost."""

    document: Document
    signals: tuple[Signal, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two documents, aligned; ``left.id < right.id``."""

    left: Document
    right: Document
    reuse: Reuse


def trace(
    paths: Path | str | Sequence[Path | str],
    *,
    settings: Settings | None = None,
    progress: pipeline.Progress = pipeline.silent,
    workers: int | None = None,
    engine: Engine | None = None,
) -> Trace:
    """Trace where the texts in a folder came from.

    Args:
        paths: a file, a folder, ``"-"`` for standard input, or several of them.
        settings: every number that shapes the result; the defaults if not given.
        progress: told about stages and how far they are.
        workers: how many processes share the work, as many as there are cores if not given; the result is the same.
        engine: where the work is done instead, such as ``provenance.engine.spark.SparkEngine(session)``; the result is the same.

    Raises:
        UsageError: a path does not exist, or ``workers`` is below 1, or given beside an engine.
        NothingReadableError: no input is a readable document.
        WorkerLostError: worker processes died; memory may have run out.
    """
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    return _as_trace(pipeline.run(given, settings or Settings(), progress, workers=workers, engine=engine))


def _as_trace(findings: Findings) -> Trace:
    summary = replace(findings.summary, headline=wording.headline_of(findings))
    return Trace(**{**_fields(findings), "summary": summary})


def _fields(findings: Findings) -> dict[str, Any]:
    return {item.name: getattr(findings, item.name) for item in fields(Findings)}


def load(path: Path | str) -> Trace:
    """A trace written before: a ``trace.json``, or a folder that holds one.

    Raises:
        UsageError: there is none, or it is not one of this schema.
    """
    place = Path(path)
    if place.is_dir():
        place /= "trace.json"
    try:
        text = place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{place} is no readable trace ({error}); run “provenance trace” first, and give the folder it wrote"
        raise UsageError(message) from error
    findings = trace_json.from_json(text)
    return Trace(**_fields(findings))


def read(path: Path | str, *, settings: Settings | None = None) -> tuple[Inspected, ...]:
    """What was read of one input: every document in it, sorted by id.

    Raises:
        UsageError: the path does not exist.
        NothingReadableError: nothing in it is a readable document.
    """
    chosen = settings or Settings()
    limits = chosen.limits
    raws, unread = read_corpus([path], limits, chosen.columns)
    documents, signals, problems = pipeline.read_all(raws, limits)
    every = (*unread, *problems)
    if not documents:
        reasons = "; ".join(problem.message for problem in every) or "it is empty"
        message = f"{path}: nothing readable there: {reasons}"
        raise NothingReadableError(message)
    return tuple(
        Inspected(
            document=document,
            signals=signals[document.id],
            problems=tuple(problem for problem in every if problem.path == document.path),
        )
        for document in documents
    )


def compare(left: Path | str, right: Path | str, *, settings: Settings | None = None) -> Comparison:
    """Two documents, aligned, with every difference; each input must hold exactly one document.

    Raises:
        UsageError: a path does not exist, or holds several documents.
        NothingReadableError: one of them is not readable.
    """
    chosen = settings or Settings()
    one, other = (_only(path, chosen) for path in (left, right))
    if one.id == other.id:
        one, other = replace(one, id=f"{one.id} (1)"), replace(other, id=f"{other.id} (2)")
    first, second = sorted((one, other), key=lambda document: document.id)
    return Comparison(left=first, right=second, reuse=compare_pair(first, second, chosen.matching))


def _only(path: Path | str, settings: Settings) -> Document:
    found = read(path, settings=settings)
    if len(found) > 1:
        names = ", ".join(item.document.id for item in found[:5])
        message = f"{path} holds {len(found)} documents ({names}…); give a file with one"
        raise UsageError(message)
    return found[0].document


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A standing, growing collection in a folder. What others add meanwhile shows from the next call on.

    Everything raises ``UsageError`` where the archive is damaged or made with other settings, and ``MissingLibraryError`` where
    pyarrow is not installed.
    """

    folder: Path
    settings: Settings

    def add(
        self,
        paths: Path | str | Sequence[Path | str],
        *,
        prefix: str = "",
        progress: pipeline.Progress = pipeline.silent,
        workers: int | None = None,
    ) -> archive.Added:
        """Add the documents in files and folders; those that are there already are left out.

        Args:
            paths: a file, a folder, or several of them.
            prefix: put before the id of every document, with a slash.
            progress: told about stages and how far they are.
            workers: how many processes share the work, as many as there are cores if not given.

        Raises:
            UsageError: a path does not exist.
            OutputError: somebody else writes there, or the disk is full; what was written before stays.
        """
        given = [paths] if isinstance(paths, (str, Path)) else list(paths)
        found = stream_corpus(given, self.settings.limits, self.settings.columns)
        items = archive.with_prefix(found, prefix)
        return archive.add(self.folder, items, self.settings, progress, workers=workers)

    def query(self, path: Path | str) -> archive.Answer:
        """Which documents and passages the one document in a file shares with the archive, and its lineage among them.

        Raises:
            UsageError: the path does not exist, or holds several documents.
            NothingReadableError: it is not readable.
        """
        return archive.ask(archive.open_archive(self.folder, self.settings), path, self.settings)

    def trace(
        self,
        family: str | None = None,
        progress: pipeline.Progress = pipeline.silent,
        *,
        workers: int | None = None,
        engine: Engine | None = None,
    ) -> Trace:
        """Trace the whole archive, or only the family of the document with an id; the rest is as for ``provenance.trace``.

        Raises:
            UsageError: there is no such document, or ``workers`` is below 1, or given beside an engine.
        """
        with pipeline.working(workers, engine) as where:
            snapshot = archive.open_archive(self.folder, self.settings)
            chosen = self.settings
            read = archive.whole(snapshot, chosen) if family is None else archive.one_family(snapshot, family, chosen)
            return _as_trace(pipeline.findings_of(read, self.settings, progress, where))

    def check(self, progress: pipeline.Progress = pipeline.silent) -> archive.Checked:
        """Look at every byte of it; faults are in the result, not raised."""
        return archive.check(self.folder, progress)


def open_archive(folder: Path | str, *, settings: Settings | None = None) -> Archive:
    """The archive in a folder; the first ``add`` makes it."""
    return Archive(folder=Path(folder), settings=settings or Settings())


def settings_from(path: Path | str) -> Settings:
    """The defaults changed by a TOML file with tables such as ``[matching]``.

    Raises:
        UsageError: the file cannot be read, is no TOML, or names no setting.
    """
    try:
        with Path(path).open("rb") as file:
            changes = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: not a readable TOML file ({error})"
        raise UsageError(message) from error
    return Settings.from_mapping(changes)
