"""What a run has worked out so far, kept in the user's cache until the run is finished.

A run that is stopped, by Ctrl-C, a kill or a loss of power, leaves it there for the next run of the same command. Nothing of it
shows in a result: what was worked out is taken in place of the same work, or not at all.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from provenance.engine.fingerprint import program_fingerprint
from provenance.engine.ledger import Ledger
from provenance.engine.private import cache_folder, check_own, make_own, open_own
from provenance.locking import hold

_FOLDER, _RESULTS, _LOCK = "unfinished", "results", "lock"
_WORTH = 8
"""Pieces of work from which a run is kept: eight batches of 64 articles are read in 3 s of processor time. Smaller runs leave the
disk alone."""
_RUNS = 8
"""Most unfinished runs kept; when a new one begins, the oldest go. Nobody comes back to a ninth."""
_BYTES = 20_000_000_000
"""Most bytes of one run, and of all of them together when a new one begins."""
_SPARE = 1_000_000_000
"""Bytes of the disk that are left free: the result itself must find room."""
_UNSEEN = 50_000_000
"""Bytes written between two looks at how much of the disk is free."""


def run_folder(*request: str) -> Path:
    """Where a run is kept that was asked for in these words: equal words, the same folder.

    Raises:
        OSError: nobody knows where the user's cache is.

    """
    digest = sha256()
    for part in request:
        digest.update(sha256(part.encode("utf-8", "surrogatepass")).digest())
    return cache_folder() / _FOLDER / digest.hexdigest()[:32]


class Unfinished:
    """The memory of one run (see ``RememberingEngine``), for ``with``; nothing is done before, and no failure is raised.

    Args:
        folder: where the run is kept; ``None`` keeps nothing.

    Attributes:
        fault: why nothing more is kept; empty while it is.
        found: how many results an earlier run has left.

    """

    def __init__(self, folder: Path | None) -> None:
        self.fault = ""
        self.found = 0
        self._folder = folder
        self._waiting: dict[bytes, bytes] = {}
        self._taken: set[bytes] = set()
        self._lock: int | None = None
        self._ledger: Ledger | None = None
        self._looked_at = -_UNSEEN

    def __enter__(self) -> Self:
        if self._folder is not None and self._folder.exists():
            self._begin(self._folder)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()

    @property
    def taken_over(self) -> int:
        """How many results of an earlier run were taken."""
        return len(self._taken)

    @property
    def is_kept(self) -> bool:
        """Whether the next run of the same command finds anything."""
        return self._ledger is not None and len(self._ledger) > 0

    def known(self, key: bytes) -> bytes | None:
        """The result that was kept under a key, if it was."""
        if self._ledger is None:
            return None
        known = self._ledger.get(key)
        if known is not None and self._ledger.is_earlier(key):
            self._taken.add(key)
        return known

    def keep(self, key: bytes, result: bytes) -> None:
        """Keep a result: in memory until the run is worth a file."""
        if self._ledger is not None:
            self._put(self._ledger, key, result)
        elif self._folder is not None and not self.fault:
            self._waiting[key] = result
            if len(self._waiting) >= _WORTH:
                _make_room(self._folder)
                self._begin(self._folder)

    def forget(self) -> None:
        """Remove what is kept: the run is finished, or begins anew."""
        if self._folder is not None and self._lock is not None:
            lock, self._lock = self._lock, None
            self.found = 0
            self._close()
            _remove(self._folder, lock)

    def _begin(self, folder: Path) -> None:
        """Open the files of the run; what waits for them is written."""
        waiting, self._waiting = self._waiting, {}
        try:
            self._lock, self._ledger = _opened(folder)
        except BlockingIOError as error:
            self.fault = f"another run of the same command is under way ({error.strerror})"
        except OSError as error:
            self.fault = f"{folder}: {error.strerror or error}"
        else:
            self.found = self._ledger.earlier
            for key, result in waiting.items():
                self._put(self._ledger, key, result)

    def _put(self, ledger: Ledger, key: bytes, result: bytes) -> None:
        if ledger.size - self._looked_at >= _UNSEEN and not self.fault:
            self._looked_at = ledger.size
            self.fault = _lack_of_room(self._folder)
        if not self.fault:
            ledger.put(key, result)
            self.fault = ledger.fault

    def _close(self) -> None:
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _opened(folder: Path) -> tuple[int, Ledger]:
    """A run's lock, held, and its results; both are made if they are not there.

    Raises:
        BlockingIOError: another process holds the lock.
        OSError: the folder cannot be used, or is not the user's own.

    """
    make_own(folder.parent)
    make_own(folder)
    lock = _locked(folder)
    try:
        descriptor = open_own(folder / _RESULTS, os.O_RDWR | os.O_CREAT)
        return lock, Ledger(descriptor, program_fingerprint(), _BYTES)
    except OSError:
        os.close(lock)
        raise


def _locked(folder: Path) -> int:
    lock = open_own(folder / _LOCK, os.O_RDWR | os.O_CREAT)
    try:
        hold(lock)
        if not os.path.samestat(os.fstat(lock), (folder / _LOCK).stat()):  # its last holder has removed it meanwhile
            raise FileNotFoundError(None, "another run has just ended there")
    except OSError:
        os.close(lock)
        raise
    return lock


def _lack_of_room(folder: Path | None) -> str:
    """Why a disk should not be filled further; empty if there is room."""
    try:
        free = shutil.disk_usage(folder or ".").free
    except OSError as error:
        return error.strerror or str(error)
    return f"only {free / 1e6:,.0f} MB of the disk are free" if free < _SPARE else ""


def _make_room(folder: Path) -> None:
    """Remove the runs that were left longest ago, until a new one has room beside the others; what fails is left there."""
    with suppress(OSError):
        check_own(folder.parent)
        left = sorted((_age_and_size(each) for each in folder.parent.iterdir() if each != folder), reverse=True)
        total = 0
        for number, (_, size, each) in enumerate(left, start=1):
            total += size
            if number >= _RUNS or total > _BYTES:
                with suppress(OSError):
                    check_own(each)
                    _remove(each, _locked(each))


def _age_and_size(folder: Path) -> tuple[int, int, Path]:
    try:
        found = (folder / _RESULTS).stat()
    except OSError:
        return 0, 0, folder
    return found.st_mtime_ns, found.st_size, folder


def _remove(folder: Path, lock: int) -> None:
    """Remove a run whose lock is held, and let go of it. Windows removes no open file, and forgets the lock first."""
    if sys.platform == "win32":
        os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)
