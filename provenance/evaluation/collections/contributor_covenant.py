"""The versions of one code of conduct, and projects that adopted it.

``content/version/<number>/…/code-of-conduct.md`` (or ``code_of_conduct.md``) are the versions, numbered by their
folders; translations (a language code before ``.md``) are left out. ``adopters/<project>/…`` are the adopters' files.
Each version comes from the one before; an adopter comes from the version whose address it names, and one that names
none has an unknown source. The versions themselves say that they are "adapted from" the site they stand on: no claim
of another source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from provenance.errors import UsageError
from provenance.evaluation.collections.folder import Folder
from provenance.evaluation.collections.making import labelled, markdown
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.model import RawDocument

SITE = "contributor-covenant.org"

_VERSION_FILES = ("code-of-conduct.md", "code_of_conduct.md")
_FRONT_MATTER = re.compile(r"\A\s*(?P<mark>---|\+\+\+)[ \t]*\r?\n.*?^(?P=mark)[ \t]*\r?\n", re.MULTILINE | re.DOTALL)
_NAMED_VERSION = re.compile(re.escape(SITE) + r"/version/(?P<number>\d+(?:/\d+)*)")


def recognises(folder: Folder) -> bool:
    """Whether the folder holds this collection: numbered versions and adopters."""
    return bool(_version_files(folder)) and (folder.path / "adopters").is_dir()


def read(folder: Folder) -> tuple[LabelledCorpus, ...]:
    """Versions and adopters as one corpus.

    Raises:
        UsageError: there are no versions here, or a file cannot be read.

    """
    files = _version_files(folder)
    if not files:
        message = f"{folder.path}: no content/version/<number>/…/code-of-conduct.md is here; name the folder that holds content/"
        raise UsageError(message)
    versions = {_number(folder, file): _document(folder, file, number=_number(folder, file)) for file in files}
    ordered = [versions[number] for number in sorted(versions)]
    parents: dict[str, tuple[str, ...]] = {ordered[0].id: ()}
    parents |= {later.id: (earlier.id,) for earlier, later in pairwise(ordered)}
    adopters = [_document(folder, file) for file in sorted((folder.path / "adopters").rglob("*")) if file.is_file()]
    for adopter in adopters:
        named = _named(adopter.content, versions)
        if named is not None:
            parents[adopter.id] = (versions[named].id,)
    return (labelled("contributor-covenant", [*ordered, *adopters], Truth(parents=parents, hidden={}, unrelated={})),)


def _version_files(folder: Folder) -> list[Path]:
    found = (folder.path / "content" / "version").rglob("*.md")
    return sorted(file for file in found if file.name in _VERSION_FILES and _number(folder, file))


def _number(folder: Folder, file: Path) -> tuple[int, ...]:
    parts = file.relative_to(folder.path / "content" / "version").parts[:-1]
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


def _document(folder: Folder, file: Path, number: tuple[int, ...] = ()) -> RawDocument:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file}: cannot be read as UTF-8 text ({error}); fetch the collection again, or check its permissions"
        raise UsageError(message) from error
    url = f"https://{SITE}/version/{'/'.join(map(str, number))}/" if number else ""
    name = file.relative_to(folder.path).as_posix()
    return markdown(name, _FRONT_MATTER.sub("", text), (("url", url),))


def _named(text: str, versions: Iterable[tuple[int, ...]]) -> tuple[int, ...] | None:
    """The one version whose address the text names; ``None`` if it names none, several, or one that is not here."""
    written = {tuple(int(part) for part in match["number"].split("/")) for match in _NAMED_VERSION.finditer(text)}
    meant = {version for number in written for version in versions if _trimmed(version) == _trimmed(number)}
    return meant.pop() if len(meant) == 1 else None


def _trimmed(number: tuple[int, ...]) -> tuple[int, ...]:
    """A version's number without zeros at its end: 1.4 is 1.4.0."""
    while number and not number[-1]:
        number = number[:-1]
    return number
