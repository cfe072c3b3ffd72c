"""Each file of a folder traced in a process of its own, forked from one that has the program loaded: one line of JSON each.

``python -m tests.robustness.hostile_child FOLDER SOUND`` prints, for every file: its name, the documents and problems by path,
the CPU seconds and the memory it took, and the signal or code by which the process ended. A process that does not end is killed.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path

import provenance

SECONDS = 30
"""Longest time for one file, on a machine that does much else."""


def main() -> None:
    """Trace one file after the other."""
    folder, sound = map(Path, sys.argv[1:])
    provenance.trace(sound, workers=1).summary_text()
    for path in sorted(folder.iterdir()):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            with os.fdopen(writing, "w", encoding="utf-8") as out:
                json.dump(_traced(path, sound), out)
            os._exit(0)
        os.close(writing)
        print(json.dumps({"name": path.name, **_ended(child, reading)}), flush=True)  # noqa: T201 - the result


def _traced(path: Path, sound: Path) -> dict[str, object]:
    signal.alarm(SECONDS)
    used = resource.getrusage(resource.RUSAGE_SELF)
    start = time.process_time()
    told: dict[str, object]
    try:
        trace = provenance.trace([path, sound], workers=1)
        told = {
            "documents": {document.id: document.text[-2_000:] for document in trace.documents if document.path != sound.name},
            "paths": sorted({document.path for document in trace.documents}),
            "problems": [[problem.path, problem.severity, problem.message] for problem in trace.problems],
            "summary": trace.summary_text(),
        }
    except Exception:  # noqa: BLE001 - whatever it is, it is told
        told = {"error": traceback.format_exc()}
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {**told, "seconds": time.process_time() - start, "megabytes": most / 1_000, "before": used.ru_maxrss / 1_000}


def _ended(child: int, reading: int) -> dict[str, object]:
    with os.fdopen(reading, encoding="utf-8") as source:
        said = source.read()
    _, status = os.waitpid(child, 0)
    return json.loads(said) if said else {"error": f"ended with status {status}"}


if __name__ == "__main__":
    main()
