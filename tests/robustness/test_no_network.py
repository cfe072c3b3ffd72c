"""The tests run without a network: in this process, and in every Python that they start."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from tests.blocked.sitecustomize import LOOPBACK, refuse

ATTEMPTS = {
    "connect": "socket.create_connection(('192.0.2.1', 80), timeout=1)",
    "name": "socket.getaddrinfo('example.org', 80)",
    "old name": "socket.gethostbyname('example.org')",
    "datagram": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "page": "__import__('urllib.request').request.urlopen('http://192.0.2.1/')",
    "six": "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))",
}
"""Ways to a network; the addresses are set aside for documentation (RFC 5737, RFC 3849)."""


@pytest.mark.parametrize("code", ATTEMPTS.values(), ids=list(ATTEMPTS))
def test_no_way_out_of_this_process(code: str) -> None:
    with pytest.raises(AssertionError, match="a test tried to"):
        eval(code, {"socket": socket})  # noqa: S307 - ours


def test_no_way_out_of_a_process_that_a_test_starts() -> None:
    code = f"import socket\n{ATTEMPTS['name']}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "a test tried to look up 'example.org'" in done.stderr


def test_processes_of_this_machine_may_talk() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"word")
        assert other.recv(4) == b"word"


def test_where_spark_runs_only_this_machine_is_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, LOOPBACK, "1")
    with socket.socket() as opened:
        refuse("socket.connect", (opened, ("127.0.0.1", 80)))
        refuse("socket.getaddrinfo", ("localhost", 80))
        for host in ("192.0.2.1", "example.org", "10.0.0.1"):
            with pytest.raises(AssertionError, match="a test tried to reach"):
                refuse("socket.connect", (opened, (host, 80)))
            with pytest.raises(AssertionError, match="a test tried to look up"):
                refuse("socket.getaddrinfo", (host, 80))
