"""The folder of an archive: files that appear whole or not at all, and a manifest that is replaced at once."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from provenance.archive.lock import LOCK
from provenance.archive.manifest import Manifest, StoredFile, from_bytes, to_bytes
from provenance.errors import OutputError, UsageError

MANIFEST = "manifest.json"
_TEMPORARY = ".writing-"
"""How the name of a file begins until it is complete."""
_OURS = re.compile(rf"(?:{re.escape(_TEMPORARY)}.*|(?:documents|ids|postings)-\d{{6,}}\.(?:parquet|arrow))")


def is_archive(folder: Path) -> bool:
    """Whether there is an archive in a folder."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an archive.

    Raises:
        UsageError: there is no archive, its manifest is damaged, or of another schema.

    """
    path = folder / MANIFEST
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        message = f"{folder} is no archive: it has no {MANIFEST}; “provenance archive add {folder} FILES…” makes one"
        raise UsageError(message) from error
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror})"
        raise UsageError(message) from error
    return from_bytes(data, str(path))


def create(folder: Path, manifest: Manifest) -> None:
    """Make a folder, if need be, for an archive that has none yet; the caller holds the lock of an existing one.

    Raises:
        OutputError: there are other files in it, or it cannot be written.

    """
    foreign = sorted(each.name for each in folder.iterdir() if each.name != LOCK and not _OURS.fullmatch(each.name))
    if foreign:
        message = f"{folder} holds other files ({', '.join(foreign[:3])}…); name a new or empty folder for an archive"
        raise OutputError(message)
    replace_manifest(folder, manifest)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it.

    Raises:
        OutputError: it cannot be made.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder} cannot be made ({error.strerror}); name another folder"
        raise OutputError(message) from error


def write_files(folder: Path, contents: Mapping[str, bytes]) -> tuple[StoredFile, ...]:
    """Write files that no manifest names yet, all of them or none; in the order given.

    Raises:
        OutputError: the disk is full, or the folder cannot be written; nothing is left.

    """
    written: list[Path] = []
    try:
        for name, content in contents.items():
            temporary, final = folder / f"{_TEMPORARY}{name}", folder / name
            written += [temporary, final]
            _write_through(temporary, content)
            temporary.replace(final)
        _sync_folder(folder)
    except OSError as error:
        _remove(written)
        raise _not_written(folder, error) from error
    except BaseException:
        _remove(written)
        raise
    return tuple(
        StoredFile(name=name, bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
        for name, content in contents.items()
    )


def replace_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a new manifest in the place of the old one; readers see the one or the other.

    Raises:
        OutputError: it cannot be written; the old one stands.

    """
    temporary = folder / f"{_TEMPORARY}{MANIFEST}"
    try:
        _write_through(temporary, to_bytes(manifest))
        temporary.replace(folder / MANIFEST)
        _sync_folder(folder)
    except OSError as error:
        _remove([temporary])
        raise _not_written(folder, error) from error


def leftovers(folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """Names of files that a writer left behind when it was killed; sorted."""
    named = {file.name for segment in manifest.segments for file in segment.files()}
    return tuple(sorted(each.name for each in folder.iterdir() if _OURS.fullmatch(each.name) and each.name not in named))


def remove_leftovers(folder: Path, manifest: Manifest) -> None:
    """Remove what a writer left behind when it was killed; the caller holds the lock."""
    _remove([folder / name for name in leftovers(folder, manifest)])


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


if sys.platform == "win32":

    def _sync_folder(folder: Path) -> None:
        """Nothing: Windows makes names last by itself, and cannot open a folder."""

else:

    def _sync_folder(folder: Path) -> None:
        """Make the names in a folder last."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove(paths: list[Path]) -> None:
    """Remove what can be removed; what stays is ignored by readers and removed by the next writer."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            continue


def _not_written(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{folder} could not be written ({error.strerror or error}); the archive is as it was before the last batch: "
        "free some space, and add the same files again"
    )
