"""One JSON object being read: typed fields by name, and messages that say where a field is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from provenance.errors import UsageError

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object and its path from the top, such as ``edges[3].evidence[0]``.

    Every method takes a field's name, returns its value, and raises ``UsageError`` naming the full path
    when the field is missing or of another type.
    """

    values: Mapping[str, object]
    path: str

    def where(self, name: str) -> str:
        """Path of a field from the top."""
        return f"{self.path}.{name}" if self.path else name

    def _get(self, name: str) -> object:
        if name not in self.values:
            message = f"the trace has no field {self.where(name)!r}: is it complete, and of this schema?"
            raise UsageError(message)
        return self.values[name]

    def _of(self, name: str, kind: type[T], wanted: str) -> T:
        value = self._get(name)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise _wrong(self.where(name), wanted, value)
        return value

    def text(self, name: str) -> str:
        """A string."""
        return self._of(name, str, "a string")

    def text_or_none(self, name: str) -> str | None:
        """A string or null; a field that is not there is null."""
        return None if self.values.get(name) is None else self.text(name)

    def whole(self, name: str) -> int:
        """A whole number."""
        return self._of(name, int, "a whole number")

    def number(self, name: str) -> float:
        """Any number."""
        value = self._get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _wrong(self.where(name), "a number", value)
        return float(value)

    def flag(self, name: str) -> bool:
        """True or false; a field that is not there is false."""
        return name in self.values and self._of(name, bool, "true or false")

    def one_of(self, name: str, kind: type[E]) -> E:
        """A member of an enumeration, by its value."""
        value = self.text(name)
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(sorted(kind))
            message = f"the trace has {value!r} in {self.where(name)}, which is none of: {known}"
            raise UsageError(message) from None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings; a field that is not there is empty."""
        values = self._list(name) if name in self.values else []
        for index, value in enumerate(values):
            if not isinstance(value, str):
                message = f"{self.where(name)}[{index}]"
                raise _wrong(message, "a string", value)
        return tuple(str(value) for value in values)

    def record(self, name: str) -> Record:
        """An object."""
        return as_record(self._get(name), self.where(name))

    def maybe(self, name: str, read: Callable[[Record], T]) -> T | None:
        """What ``read`` makes of an object; null, or a field that is not there, is ``None``."""
        return None if self.values.get(name) is None else read(self.record(name))

    def each(self, name: str, read: Callable[[Record], T]) -> tuple[T, ...]:
        """What ``read`` makes of every object in a list."""
        return tuple(read(as_record(value, f"{self.where(name)}[{index}]")) for index, value in enumerate(self._list(name)))

    def _list(self, name: str) -> list[object]:
        value = self._get(name)
        if not isinstance(value, list):
            raise _wrong(self.where(name), "a list", value)
        return value


def as_record(value: object, path: str) -> Record:
    """``value`` as a record, if it is an object with string keys; ``path`` is where it stands."""
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise _wrong(path or "the whole file", "an object", value)
    return Record(value, path)


def _wrong(path: str, wanted: str, value: object) -> UsageError:
    return UsageError(f"the trace has {type(value).__name__} in {path}, where {wanted} is expected")
