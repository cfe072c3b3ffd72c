"""Folders and files of the user's own: what is read from them can have been written by nobody else.

What a run keeps for the next one is pickled, and reading a pickle can run any code: whoever could put a file in our place would
be obeyed. So a folder is used only if it belongs to the user who runs the program, and nobody else may look into it or write
there; a file is read only if the same holds for the open file itself, whatever has become of its folder meanwhile, and if it has
no second name, by which it could have come from elsewhere. Somebody with the user's own rights, or the system's, needs no pickle
to do harm. Windows shows no such modes: there the folder is the user's own by its place, and so is what is below it.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

CACHE_VARIABLE = "PROVENANCE_CACHE"
"""Environment variable that names another folder for what is kept from run to run."""
_NAME = "provenance-tracer"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where this program may keep things from run to run.

    Raises:
        OSError: nobody knows where the user's home is.

    Examples:
        >>> cache_folder({"PROVENANCE_CACHE": "/big/disk"}).as_posix()
        '/big/disk'

    """
    named = environment.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    try:
        local = environment.get("LOCALAPPDATA") if sys.platform == "win32" else environment.get("XDG_CACHE_HOME")
        base = Path(local) if local and Path(local).is_absolute() else Path.home() / ".cache"
    except RuntimeError as error:
        raise FileNotFoundError(errno.ENOENT, f"there is no home folder; name one with {CACHE_VARIABLE}") from error
    return base / _NAME


def make_own(folder: Path) -> None:
    """Make a folder that only this user may enter, if it is not there; those above it as usual.

    Raises:
        OSError: it cannot be made, or is not the user's own.

    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    check_own(folder)


def check_own(folder: Path) -> None:
    """Refuse a folder that is not the user's own.

    Raises:
        OSError: it is not there, or not the user's own.

    """
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise PermissionError(errno.EPERM, "it is no folder")
    _check(found)


def open_own(path: Path, flags: int) -> int:
    """Open a file of the user's own, made if it is not there and the flags say so; the descriptor is for the caller to close.

    Raises:
        OSError: it cannot be opened, or is not the user's own.

    """
    descriptor = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0), 0o600)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
            raise PermissionError(errno.EPERM, "it is no file of ours")
        _check(found)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


if sys.platform == "win32":

    def _check(_: os.stat_result) -> None:
        """Nothing: see above."""

else:

    def _check(found: os.stat_result) -> None:
        if found.st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, "it belongs to another user")
        if found.st_mode & _OTHERS:
            raise PermissionError(errno.EPERM, "others may look into it; “chmod -R go= ” on it, or remove it")
