"""What results depend on besides what was asked for: this program, Python, and the libraries."""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from platform import machine

_PACKAGE = Path(__file__).parents[1]
_DISTRIBUTION = "provenance-tracer"
_NAME = re.compile(r"[\w.-]+")


def program_fingerprint() -> bytes:
    """32 bytes that change when a file of this program changes, or Python, or the version of a library that it names."""
    digest = sha256(f"{sys.version} {sys.platform} {machine()}".encode())
    for name in sorted({found[0] for line in _requirements() if (found := _NAME.match(line))}):
        digest.update(f"\n{name} {_version(name)}".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"\n{path.relative_to(_PACKAGE).as_posix()} {sha256(path.read_bytes()).hexdigest()}".encode())
    return digest.digest()


def _requirements() -> list[str]:
    try:
        return requires(_DISTRIBUTION) or []
    except PackageNotFoundError:  # run from its sources
        return []


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
