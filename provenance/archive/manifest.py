"""What an archive consists of: its segments, their files, and how they were made.

The manifest is the one file that changes. Whoever has read it knows a complete archive: the files it names are never changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from provenance.archive.shingles import probe
from provenance.errors import UsageError

FAMILY = "provenance.archive"
NUMBER = 1
SCHEMA = f"{FAMILY}/{NUMBER}"
"""Name and number of the layout, described in ``docs/reference/archive.md``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file of a segment: its name in the folder, its length in bytes, and the SHA-256 (hex) of them."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Documents that were written together.

    Documents are numbered through the whole archive: those of a segment have the numbers from ``first`` to
    ``first + rows - 1``. ``pairs`` is the number of rows of the postings: pairs of a shingle and a document that holds it.
    """

    first: int
    rows: int
    pairs: int
    documents: StoredFile
    ids: StoredFile
    postings: StoredFile

    def files(self) -> tuple[StoredFile, ...]:
        """Its files."""
        return (self.documents, self.ids, self.postings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that makes an archive: segments in the order of their documents' numbers.

    ``probe`` is what this program's way of making shingles gives for a fixed text (``provenance.archive.shingles``): postings
    made in another way cannot be searched.
    """

    tool_version: str
    shingle_words: int
    probe: str
    segments: tuple[Segment, ...] = ()

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return self.segments[-1].first + self.segments[-1].rows if self.segments else 0

    def with_segment(self, segment: Segment) -> Manifest:
        """The same with one more segment."""
        return replace(self, segments=(*self.segments, segment))

    def with_joined(self, places: range, segment: Segment) -> Manifest:
        """The same with one segment in place of several neighbours."""
        return replace(self, segments=(*self.segments[: places.start], segment, *self.segments[places.stop :]))


def new_manifest(tool_version: str, shingle_words: int) -> Manifest:
    """The manifest of an archive without documents."""
    return Manifest(tool_version=tool_version, shingle_words=shingle_words, probe=probe(shingle_words))


def to_bytes(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    plain = {
        "schema": SCHEMA,
        "tool": {"name": "provenance", "version": manifest.tool_version},
        "documents": manifest.documents,
        "shingles": {"words": manifest.shingle_words, "probe": manifest.probe},
        "segments": [asdict(segment) for segment in manifest.segments],
    }
    return (json.dumps(plain, indent=1) + "\n").encode()


def from_bytes(data: bytes, where: str) -> Manifest:
    """The manifest in the bytes of the file ``where``.

    Raises:
        UsageError: it is damaged, or of another schema than this program writes.

    """
    try:
        values = _Values(json.loads(data))
        _check_schema(values.text("schema"), values.inner("tool").text("version"), where)
        shingles = values.inner("shingles")
        manifest = Manifest(
            tool_version=values.inner("tool").text("version"),
            shingle_words=shingles.whole("words"),
            probe=shingles.text("probe"),
            segments=tuple(_segment(each) for each in values.several("segments")),
        )
        _check_numbers(manifest, values.whole("documents"))
    except (ValueError, RecursionError) as error:
        message = f"{where} is damaged ({error}); take it from a backup, or make the archive anew"
        raise UsageError(message) from error
    return manifest


def _check_schema(schema: str, version: str, where: str) -> None:
    family, _, number = schema.rpartition("/")
    if family != FAMILY or not number.isdecimal():
        message = f"it says {schema!r} where {SCHEMA!r} is expected"
        raise ValueError(message)
    if int(number) > NUMBER:
        message = (
            f"{where}: this archive has the layout {schema}, written by provenance {version}; this program knows {SCHEMA}: "
            "pip install --upgrade provenance-tracer"
        )
        raise UsageError(message)
    if int(number) < NUMBER:
        message = (
            f"{where}: this archive has the old layout {schema}; make a new one with “provenance archive add NEW-DIR FILES…”, "
            f'or read it with the version that wrote it: pip install "provenance-tracer=={version}"'
        )
        raise UsageError(message)


def _check_numbers(manifest: Manifest, documents: int) -> None:
    following = 0
    for segment in manifest.segments:
        if segment.first != following or segment.rows < 1:
            message = f"{segment.documents.name} does not go on where the segment before ends"
            raise ValueError(message)
        following += segment.rows
    if following != documents:
        message = f"its segments have {following:,} documents, and it says {documents:,}"
        raise ValueError(message)


def _segment(values: _Values) -> Segment:
    return Segment(
        first=values.whole("first"),
        rows=values.whole("rows"),
        pairs=values.whole("pairs"),
        documents=_file(values.inner("documents")),
        ids=_file(values.inner("ids")),
        postings=_file(values.inner("postings")),
    )


def _file(values: _Values) -> StoredFile:
    name = values.text("name")
    if not name or "/" in name or "\\" in name or name.startswith("."):
        message = f"{name!r} is no name of a file in the folder"
        raise ValueError(message)
    return StoredFile(name=name, bytes=values.whole("bytes"), sha256=values.text("sha256"))


class _Values:
    """A JSON object whose fields are asked for by name and type; ``ValueError`` says which one is wrong."""

    def __init__(self, plain: object) -> None:
        if not isinstance(plain, Mapping):
            message = "an object is missing"
            raise ValueError(message)  # noqa: TRY004 - all faults of the file are of one kind
        self._plain = plain

    def text(self, name: str) -> str:
        """A string."""
        value = self._plain.get(name)
        if not isinstance(value, str):
            raise _wrong(name)
        return value

    def whole(self, name: str) -> int:
        """A whole number, at least 0."""
        value = self._plain.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise _wrong(name)
        return value

    def inner(self, name: str) -> _Values:
        """An object."""
        return _Values(self._plain.get(name))

    def several(self, name: str) -> list[_Values]:
        """A list of objects."""
        value = self._plain.get(name)
        if not isinstance(value, list):
            raise _wrong(name)
        return [_Values(each) for each in value]


def _wrong(name: str) -> ValueError:
    return ValueError(f"“{name}” is missing or wrong")
