"""What this process and a worker say to each other: pieces of bytes, each with its length before it."""

from __future__ import annotations

from typing import IO

_LENGTH_BYTES = 8


def send(stream: IO[bytes], data: bytes) -> None:
    """Write a message.

    Raises:
        OSError: nobody reads it any more.

    """
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message; ``None`` where the other end has gone, be it in the middle of one."""
    head = stream.read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "big")
    data = stream.read(length)
    return data if len(data) == length else None
