"""What documents and sources are called wherever they are shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from provenance.model import Document, Findings, Source, SourceKind
from provenance.render.escape import one_line

HANDLE_MIN = 3
"""Shortest handle: shorter ones (``a``, ``1``) are no name in a sentence."""

_TOKEN = re.compile(r"[^\s,;“”()]+")
"""What may be an id inside a note; ids with a space in them stay as they are."""
_BOUNDARY = re.compile(r"[\W_]+")

SOURCE_KINDS: Mapping[SourceKind, str] = {
    SourceKind.NAMED: "source",
    SourceKind.AGENCY: "news agency",
    SourceKind.DISTRIBUTOR: "distributor",
    SourceKind.SPEAKER: "speaker",
    SourceKind.POST: "post",
    SourceKind.ANONYMOUS: "unnamed source",
}
"""What each kind of unobserved node is called."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of all nodes of one result, by node id; an id nobody knows names itself."""

    short_names: Mapping[str, str]
    long_names: Mapping[str, str]

    def short(self, node: str) -> str:
        """For a label: a document's handle (``000``), a source's own label."""
        return self.short_names.get(node, one_line(node))

    def long(self, node: str) -> str:
        """For a sentence: a document's handle with its publisher, a source's own label."""
        return self.long_names.get(node, one_line(node))

    def said(self, text: str) -> str:
        """A note with the ids of nodes and blocks in it replaced by short names (``000_ec4e91:p03`` by ``000:p03``)."""
        return _TOKEN.sub(self._said_token, text)

    def _said_token(self, found: re.Match[str]) -> str:
        token = found[0]
        kept = token.rstrip(".:")
        node, colon, block = kept.rpartition(":p")
        if colon and node in self.short_names:
            return f"{self.short_names[node]}:p{block}{token[len(kept) :]}"
        return self.short_names[kept] + token[len(kept) :] if kept in self.short_names else token


def names_of(findings: Findings) -> Names:
    """The names of all documents and sources of a result."""
    handles = handles_of(tuple(document.id for document in findings.documents))
    short = {source.id: source_name(source) for source in findings.sources}
    long = dict(short)
    for document in findings.documents:
        handle = handles[document.id]
        publisher = publisher_name(document)
        short[document.id] = handle
        long[document.id] = f"{handle} ({publisher})" if publisher else handle
    return Names(short, long)


def handles_of(ids: tuple[str, ...]) -> dict[str, str]:
    """For each id its shortest beginning that ends at a word boundary and is no other id's.

    Examples:
        >>> handles_of(("000_ec4e91", "001_bd72fd", "a-coast"))
        {'000_ec4e91': '000', '001_bd72fd': '001', 'a-coast': 'a-coast'}

    """
    beginnings = {each: [*(each[: found.start()] for found in _BOUNDARY.finditer(each)), each] for each in ids}
    uses = Counter(beginning for listed in beginnings.values() for beginning in set(listed))
    return {
        each: one_line(next((start for start in listed if len(start) >= HANDLE_MIN and uses[start] == 1), each)) or "?"
        for each, listed in beginnings.items()
    }


def publisher_name(document: Document) -> str | None:
    """Where a document was found, in its own words: its host, else its publisher's name."""
    publisher = document.metadata.publisher
    if publisher is None:
        return None
    return one_line(publisher.host or publisher.name or "") or None


def source_name(source: Source) -> str:
    """A source's label, or its kind where it has none."""
    return one_line(source.label) or SOURCE_KINDS[source.kind]
