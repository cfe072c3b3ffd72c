"""The parts of an office document: members of a ZIP archive, read one by one in memory and parsed within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from provenance.corpus.xml_items import Node, items_of
from provenance.settings import Limits

_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError)
_ENCRYPTED = 0x1


class Package:
    """An office document in memory; making one raises ``ValueError`` if it is damaged.

    Examples:
        >>> made = io.BytesIO()
        >>> with zipfile.ZipFile(made, "w") as archive:
        ...     archive.writestr("a.xml", "<a>Words.</a>")
        >>> package = Package(made.getvalue(), Limits())
        >>> package.part("a.xml", "a").text(), package.part("b.xml", "b")
        ('Words.', None)

    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            message = f"an office document that is damaged ({error}); save it again"
            raise ValueError(message) from error
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}

    def part(self, path: str, root: str) -> Node | None:
        """The XML of a part whose outermost element has a name; ``None`` if there is no such part.

        Raises:
            ValueError: it is damaged, too large, or no such XML; the message says why.

        """
        found = self._bytes(path.lstrip("/"))
        if found is None:
            return None
        return next((node for node, is_head in items_of(io.BytesIO(found), self._limits, frozenset({root})) if not is_head), None)

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Kind (the last word of its address) and target of what a part refers to, by id; targets in the file as paths of it.

        The rules are those of the Open Packaging Conventions (ECMA-376, part 2, section 9.3).
        """
        folder, name = posixpath.split(path.lstrip("/"))
        listed = self.part(posixpath.join(folder, "_rels", f"{name}.rels"), "Relationships")
        found = {}
        for each in listed.children("Relationship") if listed else ():
            target = each.attribute("Target")
            if each.attribute("TargetMode") != "External":
                target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[each.attribute("Id")] = (each.attribute("Type").rpartition("/")[2], target)
        return found

    def _bytes(self, path: str) -> bytes | None:
        most = self._limits.file_bytes
        entry = self._entries.get(path)
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            message = "an office document protected by a password; save it without"
            raise ValueError(message)
        try:
            with self._archive.open(entry) as stream:
                found = stream.read(most + 1)
        except _DAMAGED as error:
            message = f"an office document that is damaged ({error}); save it again"
            raise ValueError(message) from error
        if len(found) > most:
            message = (
                f"a part of this office document is larger than {most:,} bytes, the limit; raise limits.file_bytes to read it"
            )
            raise ValueError(message)
        return found
