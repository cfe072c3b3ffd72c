"""What is drawn: boxes and arrows with their words, before anything has a place or a colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """A document of the corpus, or what an unobserved node is."""

    OBSERVED = "observed"
    NAMED = "named"
    AGENCY = "agency"
    DISTRIBUTOR = "distributor"
    SPEAKER = "speaker"
    POST = "post"
    ANONYMOUS = "anonymous"


class Style(StrEnum):
    """How a line is drawn.

    ``solid`` and ``dashed`` have an arrowhead; ``undirected`` joins two texts of which nothing tells who
    was first, ``sibling`` two copies of one source.
    """

    SOLID = "solid"
    DASHED = "dashed"
    UNDIRECTED = "undirected"
    SIBLING = "sibling"


LEVEL_STYLES = frozenset({Style.UNDIRECTED, Style.SIBLING})
"""Lines without a direction: their ends stand side by side, so that height suggests none."""


class Tone(StrEnum):
    """What a line of words is, so that every sink can set it apart in its own way."""

    TAG = "tag"
    NAME = "name"
    TITLE = "title"
    DETAIL = "detail"
    ABSENT = "absent"
    HEAD = "head"
    BESIDE = "beside"
    ADDED = "added"
    CUT = "cut"
    CHANGED = "changed"
    AROUND = "around"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words; it may be wrapped where it is drawn."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box. ``key`` is its name inside pictures (``n0001``); ``id`` the node's id in the findings."""

    key: str
    id: str
    kind: NodeKind
    lines: tuple[Line, ...]
    tooltip: str

    @property
    def is_observed(self) -> bool:
        """Whether it is a document of the corpus."""
        return self.kind is NodeKind.OBSERVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A line between two boxes, by their keys. ``kind`` is the edge's kind, or the pair's relation.

    ``carries_text`` tells copying from speaking of.
    """

    key: str
    source: str
    target: str
    kind: str
    style: Style
    carries_text: bool
    lines: tuple[Line, ...]
    tooltip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything drawn of one result, in drawing order.

    ``title`` is the headline, ``description`` the picture in sentences, ``notes`` what was left out.
    """

    title: str
    description: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    notes: tuple[str, ...]
