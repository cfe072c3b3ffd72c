"""No test reaches a network: an audit hook (PEP 578) refuses sockets, in this process and in every Python that a test starts.

Python imports a module of this name when it starts, if the folder is in ``PYTHONPATH``. Spark's processes talk to one another
over this machine's own address: where ``PROVENANCE_TESTS_LOOPBACK`` is set, that is let through, and nothing else.
"""

from __future__ import annotations

import os
import socket
import sys

LOOPBACK = "PROVENANCE_TESTS_LOOPBACK"
_OWN = frozenset({"127.0.0.1", "::1", "localhost", "", "0.0.0.0", None})  # noqa: S104 - compared with, not bound to
_UNIX = getattr(socket, "AF_UNIX", None)
_SENDING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"})
_ASKING = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise where a socket is opened, connected or used to look something up."""
    if not event.startswith("socket."):
        return
    is_open = LOOPBACK in os.environ
    if event == "socket.__new__":
        if not is_open and arguments[1] not in {_UNIX, -1}:  # -1 where a socket that is open already is taken over
            _stop(f"open a socket of family {arguments[1]}")
    elif event in _SENDING:
        found, address = arguments[0], arguments[1]
        host = address[0] if isinstance(address, tuple) and address else address
        if getattr(found, "family", None) != _UNIX and not (is_open and host in _OWN):
            _stop(f"reach {host!r}")
    elif event in _ASKING:
        host = arguments[0][0] if isinstance(arguments[0], tuple) else arguments[0]
        if not (is_open and (host in _OWN or host == socket.gethostname())):
            _stop(f"look up {host!r}")


def _stop(what: str) -> None:
    message = f"a test tried to {what}; nothing here uses a network"
    raise AssertionError(message)


sys.addaudithook(refuse)
