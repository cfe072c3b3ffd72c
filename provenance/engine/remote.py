"""A worker process as seen from the process that gives it work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Lock
from typing import TypedDict

from provenance.engine.messages import receive, send
from provenance.errors import WorkerLostError

_PROGRAM = "import sys; sys.path[:] = {path!r}; from provenance.engine.worker import serve; serve()"


class _Apart(TypedDict, total=False):
    """How a process is kept away from what is typed at the terminal."""

    process_group: int
    creationflags: int


class Worker:
    """One worker process, started when there is work, and again when it has died.

    It is a plain Python program, not a process of ``multiprocessing``: it does not run the user's script again, needs no
    semaphores, can be killed at once, and ends by itself when this process is gone, however that came about.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = Lock()
        self._is_closed = False

    def ask(self, task: bytes) -> bytes:
        """The answer to a task; not to be called again meanwhile.

        Raises:
            WorkerLostError: the process died, or none could be started.

        """
        process = self._running()
        if process.stdin is None or process.stdout is None:
            message = "a worker process has no pipes"
            raise WorkerLostError(message)
        with suppress(OSError):  # it is gone, which the missing answer tells too
            send(process.stdin, task)
        answer = receive(process.stdout)
        if answer is None:
            raise WorkerLostError(_obituary(self._bury(process)))
        return answer

    def kill(self) -> None:
        """End the process, whatever it is doing, and start no other; may be called while another thread waits in ``ask``."""
        with self._starting:
            self._is_closed = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """End the process and let go of what it leaves behind; nobody may wait in ``ask`` any more."""
        self.kill()
        if self._process is not None:
            self._bury(self._process)

    def _running(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._is_closed:
                message = "the engine is closed"
                raise WorkerLostError(message)
            if self._process is None:
                self._process = _start()
            return self._process

    def _bury(self, process: subprocess.Popen[bytes]) -> int:
        """How the process ended; what it left behind is let go."""
        process.kill()
        status = process.wait()
        with self._starting:
            self._process = None
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # words that nobody will read
                    stream.close()
        return status


def _start() -> subprocess.Popen[bytes]:
    program = _PROGRAM.format(path=sys.path)
    apart: _Apart = {"process_group": 0} if os.name == "posix" else {"creationflags": 0x200}  # CREATE_NEW_PROCESS_GROUP
    try:
        return subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **apart)  # noqa: S603 - ourselves
    except OSError as error:
        message = f"no worker process could be started ({error.strerror}); do the work in one process: --workers 1"
        raise WorkerLostError(message) from error


def _obituary(status: int) -> str:
    """What is told of a worker that ended so; ``status`` is below 0 for a signal."""
    how = f"ended with exit code {status}"
    if status < 0:
        how = f"was killed by signal {-status}"
        with suppress(ValueError):
            how = f"was killed by {signal.Signals(-status).name}"
    why = ", as systems do when memory runs out" if status == -9 else ""  # noqa: PLR2004 - SIGKILL, which not every system names
    return f"a worker process {how}{why}; use fewer at a time (--workers 1), or give fewer documents at once"
