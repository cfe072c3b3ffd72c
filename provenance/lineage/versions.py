"""Versions of one document: a page captured twice, a report that one outlet updates, leads of one agency.

An outlet that updates its own page has not copied from anybody. Two documents are versions where they share copied text and the
same place of publication, and either their address, the id that their feed gives them, or much of the text of both; or where
an agency has numbered them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.lineage.family import Family
from provenance.model import DateRange, Document, Publisher, Reuse, Role, Signal, SignalKind
from provenance.text.hosts import same_site

_SHARED = 0.25
"""Share of the words of either document that the other must hold: the fuller version of a running report may be four times as
long; a digest that prints one of its own site's stories again is longer."""
_NUMBERED = re.compile(
    r"\b(?P<lead>\d{1,2})(?:st|nd|rd|th)[ -](?:ld|lead)\b|\bupdate (?P<update>\d{1,2})\s?[-–—:]|\b(?:ld|lead)-writethru\b",
    re.IGNORECASE,
)
"""How agencies number what they send anew: "1st Ld-Writethru", "UPDATE 2-"."""
_NO_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:(?!//)", re.IGNORECASE)
_WORD = "updated|aktualisiert|actualizado|atualizado|mis à jour|aggiornato|обновлено|अपडेट"
_UPDATED = re.compile(rf"^(?:update|{_WORD})\s?[:–—-]|\((?:{_WORD})\)", re.IGNORECASE)
"""How newsrooms mark what they have changed, in a title or a line of its own."""
_LINES = 3
"""Blocks at the top in which such marks stand, besides the title."""
_LONGEST_LINE = 120
"""Code points of a line that may be a mark; paragraphs speak of other versions and leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which of two versions is later: ``sign`` is 1 for the copy, -1 for the source, 0 if nothing tells; ``note`` says why."""

    sign: int
    note: str


Versions = Mapping[tuple[str, str], Order]
"""The order of every two members that are versions of one document, by ``(source, copy)`` both ways round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What tells versions: ``item`` is an agency's number for a document without its version, ``mark`` counts versions."""

    id: str
    host: str | None
    publisher: Publisher | None
    names: frozenset[str]
    item: str | None
    mark: int
    changed: DateRange | None
    kept: DateRange | None


def versions_of(family: Family) -> Versions:
    """The members that are versions of one document, and their order as far as something tells it."""
    facts = {member: _facts(family.documents[member], family.signals[member]) for member in family.members}
    found: dict[tuple[str, str], Order] = {}
    for (left, right), reuse in family.reuses.items():
        if _are_versions(facts[left], facts[right], reuse):
            found[left, right] = _order(facts[left], facts[right])
            found[right, left] = _order(facts[right], facts[left])
    return found


def _facts(document: Document, signals: Sequence[Signal]) -> _Facts:
    metadata = document.metadata
    name, version = _item(signals)
    return _Facts(
        id=document.id,
        host=document.host,
        publisher=metadata.publisher,
        names=frozenset(_name(value) for value in (metadata.url, *metadata.site_ids) if value),
        item=name,
        mark=version if version is not None else _mark(document),
        changed=metadata.updated or metadata.published,
        kept=metadata.not_after,
    )


def _are_versions(left: _Facts, right: _Facts, reuse: Reuse) -> bool:
    if left.item is not None and left.item == right.item and left.host == right.host:
        return True
    has_one_name = not left.names.isdisjoint(right.names)
    if left.host is None and right.host is None:
        return has_one_name or (bool(left.mark or right.mark) and left.publisher == right.publisher)
    if not same_site(left.host, right.host):
        return False
    return has_one_name or min(reuse.left_in_right, reuse.right_in_left) >= _SHARED


def _order(source: _Facts, copy: _Facts) -> Order:
    """The numbers of two versions decide, else the moments of change, else those of capture."""
    if source.mark != copy.mark:
        later = copy if copy.mark > source.mark else source
        note = f"two versions of one document; {later.id} says that it is the later one"
        return Order(sign=1 if later is copy else -1, note=note)
    for what, before, after in (("changed", source.changed, copy.changed), ("captured", source.kept, copy.kept)):
        sign = _sign(before, after)
        if sign:
            later = copy if sign > 0 else source
            return Order(sign=sign, note=f"two versions of one document; {later.id} was last {what} later")
    return Order(sign=0, note="two versions of one document; nothing tells which is the later")


def _name(url: str) -> str:
    """An address without scheme, fragment and the slash at its end; other names (``urn:…``, ``tag:…``) as they are."""
    if _NO_ADDRESS.match(url):
        return url
    return url.partition("#")[0].rpartition("://")[2].removeprefix("www.").rstrip("/").lower()


def _mark(document: Document) -> int:
    """The number that a document's title or first lines give it among versions: 0 if none, 1 for a mark without a number."""
    lines = [document.metadata.title or ""]
    lines += [block.span.of(document.text) for block in document.blocks[:_LINES] if block.role is not Role.COMMENT]
    for line in lines:
        written = " ".join(line[: _LONGEST_LINE + 1].split())
        numbered = _NUMBERED.search(written) if len(line) <= _LONGEST_LINE else None
        if numbered is not None:
            return int(next((group for group in numbered.groups() if group), "1"))
        if len(line) <= _LONGEST_LINE and _UPDATED.search(written):
            return 1
    return 0


def _item(signals: Sequence[Signal]) -> tuple[str | None, int | None]:
    """An agency's number for an item (``dpa:250704-99-123456``) and its version."""
    for signal in signals:
        name, slash, version = signal.value.rpartition("/")
        if signal.kind is SignalKind.DPA_ID and slash and version.isdigit():
            return name, int(version)
    return None, None


def _sign(before: DateRange | None, after: DateRange | None) -> int:
    """1 if ``after`` is surely later, -1 if surely earlier, 0 if unknown."""
    if before is None or after is None:
        return 0
    first, second = before.bounds(), after.bounds()
    return int(first[1] < second[0]) - int(second[1] < first[0])
