"""Opening an archive: is it one that this program, with these settings, can search?"""

from __future__ import annotations

from pathlib import Path

from provenance.archive.folder import read_manifest
from provenance.archive.manifest import Manifest
from provenance.archive.segments import Snapshot, open_snapshot
from provenance.archive.shingles import probe
from provenance.archive.tables import need_library
from provenance.errors import UsageError
from provenance.settings import Settings


def open_archive(folder: Path, settings: Settings) -> Snapshot:
    """The archive in a folder as it is now.

    Raises:
        UsageError: there is none, it is damaged, of another schema, or made with other settings.
        MissingLibraryError: pyarrow is not installed.

    """
    need_library()
    manifest = read_manifest(folder)
    while True:
        check_settings(folder, manifest, settings)
        try:
            return open_snapshot(folder, manifest)
        except UsageError:
            known, manifest = manifest, read_manifest(folder)
            if known == manifest:
                raise  # else a writer has joined segments, and removed them, since the manifest was read


def check_settings(folder: Path, manifest: Manifest, settings: Settings) -> None:
    """Refuse an archive whose shingles are not those that this program would make now.

    Raises:
        UsageError: they are not; the message says what to do.

    """
    words = settings.matching.shingle_words
    if manifest.shingle_words != words:
        message = (
            f"{folder} was made with matching.shingle_words = {manifest.shingle_words}, and {words} is set now; "
            "use the same number, or make a new archive"
        )
        raise UsageError(message)
    if manifest.probe != probe(words):
        version = manifest.tool_version
        message = (
            f"{folder} was made by provenance {version}, which split words in another way; make a new archive with "
            f'“provenance archive add NEW-DIR FILES…”, or use that version: pip install "provenance-tracer=={version}"'
        )
        raise UsageError(message)
