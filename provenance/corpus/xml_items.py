"""XML read as a stream of items, such as the entries of a feed: one at a time, without entities, addresses or unbounded depth."""

from __future__ import annotations

import codecs
import html
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from provenance.settings import Limits
from provenance.text.clean import clean_text

PIECE = 1 << 16
"""Bytes taken at a time."""
DECLARED = re.compile(rb"\A[^<]{0,64}<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]{0,300}\?>")
_DECLARATION_BYTES = 512
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ITEMS = frozenset({"item", "entry"})
_HEAD_DEPTH = 3
"""Elements this far down belong to the feed as a whole: ``rss/channel/title``, ``feed/title``."""
_SPACE = " "
"""Stands between the address of a name space and the name; no address holds one."""


@dataclass(slots=True, kw_only=True)
class Node:
    """An element with what stands in it, in order; ``space`` is the address of its name space, lower case."""

    space: str
    name: str
    attributes: Mapping[str, str]
    parts: list[str | Node] = field(default_factory=list)

    def children(self, name: str, space: str | None = None) -> Iterator[Node]:
        """Elements directly in it of one name, in one name space or in any."""
        for part in self.parts:
            if isinstance(part, Node) and part.name == name and space in {None, part.space}:
                yield part

    def child(self, name: str) -> Node | None:
        """The first element directly in it of a name, in any name space."""
        return next(self.children(name), None)

    def below(self, name: str) -> Iterator[Node]:
        """Elements of a name anywhere in it, in order; those within one of them are passed over."""
        waiting = [part for part in reversed(self.parts) if isinstance(part, Node)]
        while waiting:
            node = waiting.pop()
            if node.name == name:
                yield node
            else:
                waiting.extend(part for part in reversed(node.parts) if isinstance(part, Node))

    def attribute(self, name: str) -> str:
        """The value of an attribute by its name without name space, empty if there is none."""
        return next((value for key, value in self.attributes.items() if key.rpartition(_SPACE)[2] == name), "")

    def text(self) -> str:
        """Everything written in it, without marks."""
        waiting: list[str | Node] = [self]
        found = []
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                found.append(part)
            else:
                waiting.extend(reversed(part.parts))
        return "".join(found)

    def markup(self) -> str:
        """What stands in it as HTML: elements with their attributes, words escaped."""
        waiting: list[str | Node] = list(reversed(self.parts))
        found = []
        while waiting:
            part = waiting.pop()
            if isinstance(part, Node):
                attributes = "".join(
                    f' {name.split(_SPACE)[-1]}="{html.escape(value)}"' for name, value in part.attributes.items()
                )
                found.append(f"<{part.name}{attributes}>")
                waiting.append(_Closing(f"</{part.name}>"))
                waiting.extend(reversed(part.parts))
            else:
                found.append(part if isinstance(part, _Closing) else html.escape(part, quote=False))
        return "".join(found)


class _Closing(str):
    """A closing tag, which is not escaped."""

    __slots__ = ()


def items_of(stream: BinaryIO, limits: Limits, names: frozenset[str] = _ITEMS) -> Iterator[tuple[Node, bool]]:
    """Every item of a feed, and before them the elements that belong to the feed as a whole; these with ``True``.

    Items are elements of one of the ``names`` that stand in no other item. The outermost element comes first, with its
    attributes only, unless it is an item itself.

    Raises:
        ValueError: it is no XML, breaks off, is nested too deeply, or declares entities; what came before has been given.

    """
    reader = _Reader(limits, names)
    text = _decoded(stream)
    for piece in text:
        try:
            reader.feed(piece)
        except ValueError:
            yield from reader.found
            raise
        while reader.found:
            yield reader.found.popleft()
    reader.end()
    yield from reader.found


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """The text piece by piece, without its XML declaration, its control characters replaced."""
    head = stream.read(PIECE)
    decoder = codecs.getincrementaldecoder(encoding_of(head))(errors="replace")
    first = _DECLARATION.sub("", decoder.decode(head), count=1)
    yield clean_text(first)[0]
    while piece := stream.read(PIECE):
        yield clean_text(decoder.decode(piece))[0]
    yield clean_text(decoder.decode(b"", final=True))[0]


def encoding_of(head: bytes) -> str:
    """The encoding that the first bytes of XML state, UTF-8 if none that is known."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    declared = DECLARED.match(head[:_DECLARATION_BYTES])
    try:
        return codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
    except LookupError:
        return "utf-8"


class _Reader:
    """Turns what the parser reports into nodes; what stands outside of items is forgotten once items have come."""

    def __init__(self, limits: Limits, names: frozenset[str]) -> None:
        self.found: deque[tuple[Node, bool]] = deque()
        self._limits = limits
        self._names = names
        self._open: list[Node] = []
        self._item_depth = 0
        self._has_items = False
        self._size = 0
        self._elements = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=_SPACE)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.EntityDeclHandler = _refuse
        # Feeds use HTML's entities without declaring them: with a foreign DTD, which is never read, they are reported.
        parser.UseForeignDTD(True)  # noqa: FBT003 - the parser's own signature
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.ExternalEntityRefHandler = self._nothing
        parser.SkippedEntityHandler = self._entity

    def feed(self, piece: str) -> None:
        """More of the text."""
        self._parse(piece, is_final=False)

    def end(self) -> None:
        """There is no more."""
        self._parse("", is_final=True)

    def _parse(self, piece: str, *, is_final: bool) -> None:
        try:
            self._parser.Parse(piece, is_final)
        except expat.ExpatError as error:
            words = expat.ErrorString(error.code)
            message = f"it is damaged XML (line {error.lineno}, column {error.offset + 1}: {words}); save or export it again"
            raise ValueError(message) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= self._limits.xml_depth:
            message = f"its elements are nested deeper than {self._limits.xml_depth}, the limit"
            raise ValueError(message)
        space, _, local = name.rpartition(_SPACE)
        node = Node(space=space.lower(), name=local, attributes=attributes)
        self._grow(1)
        self._elements += bool(self._item_depth)
        if self._elements > self._limits.xml_elements:
            message = (
                f"one of its parts has more than {self._limits.xml_elements:,} elements, the limit; save its text as a .txt file"
            )
            raise ValueError(message)
        if not self._item_depth and local in self._names:
            self._item_depth = len(self._open) + 1
            self._size = self._elements = 0
        elif not self._open:
            self.found.append((node, True))
        elif self._is_kept():
            self._open[-1].parts.append(node)
        self._open.append(node)

    def _end(self, _: str) -> None:
        node = self._open.pop()
        depth = len(self._open) + 1
        if self._item_depth == depth:
            self._item_depth = 0
            self._size = self._elements = 0
            self._has_items = True
            self.found.append((node, False))
        elif self._is_kept() and 1 < depth <= _HEAD_DEPTH:
            self.found.append((node, True))

    def _words(self, words: str) -> None:
        if self._open and self._is_kept():
            self._grow(len(words))
            self._open[-1].parts.append(words)

    def _is_kept(self) -> bool:
        """Whether what comes belongs to an item, or to what a feed says of itself before its items."""
        return bool(self._item_depth) or not self._has_items

    def _entity(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - the parser's own signature
        if not is_parameter:
            self._words(html.unescape(f"&{name};"))

    def _nothing(self, context: str | None, *_: object) -> int:
        """A DTD that stands somewhere else: an empty one in its place."""
        self._parser.ExternalEntityParserCreate(context, "utf-8").Parse("", True)  # noqa: FBT003 - likewise
        return 1

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > self._limits.file_bytes:
            message = f"one of its entries is longer than {self._limits.file_bytes:,} characters, the limit"
            raise ValueError(message)


def _refuse(*_: object) -> None:
    message = "it declares entities (DOCTYPE), which such a file does not need; export it again without"
    raise ValueError(message)
