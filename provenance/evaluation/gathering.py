"""What a benchmark is asked for, by name: labelled corpora from folders and simulated worlds, conditions, systems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from provenance.corpus import read_corpus
from provenance.errors import NothingReadableError, UsageError
from provenance.evaluation.collections import COLLECTIONS, read_collection
from provenance.evaluation.corpus_files import TRUTH_FILE, read_labelled
from provenance.evaluation.simulate import WORLDS, simulate
from provenance.evaluation.truth import LabelledCorpus
from provenance.model import Document
from provenance.pipeline import read_all
from provenance.settings import Limits

Thing = TypeVar("Thing")


def chosen(what: str, names: Sequence[str], known: Mapping[str, Thing]) -> dict[str, Thing]:
    """The things of these names, in the order known; all of them if no name is given. A hyphen is as good as a blank.

    Raises:
        UsageError: a name is unknown; the message lists the known ones.

    Examples:
        >>> chosen("condition", ["no-dates"], {"all evidence": 1, "no dates": 2})
        {'no dates': 2}

    """
    spelled = {_folded(name): name for name in known}
    unknown = [name for name in names if _folded(name) not in spelled]
    if unknown:
        close = get_close_matches(_folded(unknown[0]), spelled, n=1)
        hint = f"; did you mean {spelled[close[0]]!r}" if close else ""
        message = f"there is no {what} {unknown[0]!r}{hint}. Known are: {'; '.join(known)}"
        raise UsageError(message)
    wanted = {spelled[_folded(name)] for name in names} or set(known)
    return {name: thing for name, thing in known.items() if name in wanted}


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def gather(paths: Iterable[str], worlds: Sequence[str], seeds: Sequence[int]) -> tuple[LabelledCorpus, ...]:
    """Labelled corpora of folders, and of every world with every seed; sorted by name, in whatever order they are asked for.

    A world or seed asked for twice is measured once. A path is the folder of a known collection, which ``NAME=PATH`` names where
    several are possible, or one that ``corpus_files.write_corpus`` wrote. Corpora of equal names are told apart by ``#2``,
    ``#3``, ….

    Raises:
        UsageError: nothing is asked for, a world is unknown, a folder is not there or holds no truth that can be read.

    """
    corpora = [corpus for path in paths for corpus in _read(path)]
    if worlds:
        corpora += [simulate(world, seed) for world in chosen("world", worlds, WORLDS).values() for seed in sorted(set(seeds))]
    if not corpora:
        message = "nothing to measure on: name a folder with documents and their truth, or a world with --simulate"
        raise UsageError(message)
    return tuple(_told_apart(sorted(corpora, key=lambda corpus: (corpus.name, corpus.checksum))))


def simulated(world: str, seed: int, texts: Path | None) -> LabelledCorpus:
    """The corpus of a world by name; its stories are the documents in the folder ``texts``, or invented ones without.

    Raises:
        UsageError: the world is unknown, the folder is not there, or a text in it has nothing below its headline.
        NothingReadableError: nothing in the folder can be read.

    """
    (found,) = chosen("world", [world], WORLDS).values()
    return simulate(found, seed, _articles(texts) if texts else ())


def _articles(folder: Path) -> tuple[str, ...]:
    raws, unread = read_corpus([folder], Limits())
    documents, _, problems = read_all(raws, Limits())
    if not documents:
        reasons = "; ".join(problem.message for problem in (*unread, *problems)) or "it is empty"
        message = f"{folder}: no text to start from: {reasons}"
        raise NothingReadableError(message)
    return tuple(_article(document) for document in documents)


def _article(document: Document) -> str:
    """The headline in the first line, then the paragraphs; without a headline the first paragraph stands for it."""
    paragraphs = [document.text[block.span.start : block.span.end] for block in document.compared_blocks()]
    parts = [document.metadata.title, *paragraphs]
    return "\n\n".join(" ".join(part.split()) for part in parts if part)


def _read(path: str) -> tuple[LabelledCorpus, ...]:
    name, equals, rest = path.partition("=")
    folder = Path(path)
    if equals and (name in COLLECTIONS or (Path(rest).is_dir() and not folder.exists())):
        return read_collection(Path(rest), name)
    if (folder / TRUTH_FILE).exists():
        return (read_labelled(folder),)
    if folder.is_dir() and not any(folder.iterdir()):
        message = f"{path}: the folder is empty; name one with documents and their truth"
        raise UsageError(message)
    try:
        return read_collection(folder)
    except UsageError as error:
        message = f"{error}. A corpus of your own needs {TRUTH_FILE}, as “provenance benchmark simulate” writes it"
        raise UsageError(message) from error


def _told_apart(corpora: Iterable[LabelledCorpus]) -> Iterator[LabelledCorpus]:
    seen: Counter[str] = Counter()
    for corpus in corpora:
        seen[corpus.name] += 1
        number = seen[corpus.name]
        yield corpus if number == 1 else replace(corpus, name=f"{corpus.name} #{number}")
