"""Reading a ``trace.json`` by the short names of the seeds (``000``, ``000:p14``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Plain = dict[str, Any]


def short(name: str) -> str:
    """``000_ec4e….:p14`` as ``000:p14``; names of sources stay."""
    if name.startswith("source:"):
        return name
    stem, colon, block = name.partition(":")
    return stem.split("_")[0] + colon + block


@dataclass(frozen=True)
class Result:
    """The parsed ``trace.json`` of a run."""

    data: Plain

    def document(self, name: str) -> Plain:
        return next(item for item in self.data["documents"] if short(item["id"]) == name)

    def blocks(self, name: str, *roles: str) -> list[Plain]:
        return [block for block in self.document(name)["blocks"] if block["role"] in roles]

    def text(self, block_name: str) -> str:
        document = self.document(block_name.partition(":")[0])
        block = next(item for item in document["blocks"] if short(item["id"]) == block_name)
        return str(document["text"][block["start"] : block["end"]])

    def signals(self, name: str, kind: str) -> list[Plain]:
        return [signal for signal in self.document(name)["signals"] if signal["kind"] == kind]

    def pair(self, left: str, right: str) -> Plain:
        return next(item for item in self.data["pairs"] if (short(item["left"]), short(item["right"])) == (left, right))

    def edges(self) -> dict[tuple[str, str], Plain]:
        return {(short(edge["source"]), short(edge["target"])): edge for edge in self.data["edges"]}

    def rejected(self) -> dict[tuple[str, str], Plain]:
        return {(short(item["source"]), short(item["target"])): item for item in self.data["rejected"]}


def kinds(evidence: list[Plain]) -> set[str]:
    """Kinds of some evidence."""
    return {item["kind"] for item in evidence}


def places(evidence: list[Plain]) -> set[str]:
    """Blocks some evidence stands in."""
    return {short(block) for item in evidence for block in item["where"]}
