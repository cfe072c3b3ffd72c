"""Run by ``test_going_on``: ``provenance`` that is sent a signal, or loses the disk, at a chosen moment of what it keeps.

Arguments: the name of the signal, number of the call of ``os.write`` for a ledger at which it comes, then the command's own
arguments. Three calls make a record. The call writes half of what it is given first.
"""

from __future__ import annotations

import os
import signal
import sys

from provenance.cli import main
from provenance.engine import ledger


def stop_at(moment: int, number: signal.Signals) -> None:
    """Have the signal sent to this process in the middle of a write."""
    write, calls = ledger._write_all, 0

    def written(descriptor: int, content: bytes) -> None:
        nonlocal calls
        calls += 1
        if calls == moment:
            write(descriptor, content[: len(content) // 2])
            os.kill(os.getpid(), number)
            signal.pause()
        write(descriptor, content)

    ledger._write_all = written


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    stop_at(int(sys.argv[2]), signal.Signals[sys.argv[1]])
    sys.argv[1:] = sys.argv[3:]
    main()
