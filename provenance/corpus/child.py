"""Work on a file in a process of its own, which is ended when it takes too long or too much memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from provenance.settings import Limits

_WALL_FACTOR = 3
"""Seconds by the clock for each second of processor time: a busy machine is no reason to give up early."""
_BEGIN = """import sys, json
sys.path[:] = json.loads(sys.argv[1])
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2]) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]), int(sys.argv[3])))
except (ImportError, ValueError, OSError):
    pass  # such limits are POSIX's: elsewhere the clock alone ends it
del sys.argv[1:4]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildResult:
    """What a child wrote; ``is_whole`` says that it came to its end, ``is_late`` that it was ended for taking too long."""

    output: bytes
    is_whole: bool
    is_late: bool


def run_in_child(module: str, data: bytes, arguments: Sequence[str], limits: Limits) -> ChildResult:
    """Run a module that reads standard input and writes standard output; what it wrote before it was ended is kept.

    The module is given to the child as source, so that nothing else of this program is loaded there: it imports no other
    module of ours.
    """
    command = [sys.executable, "-I", "-c", _BEGIN + _source_of(module)]
    bounds = [json.dumps(sys.path), str(limits.child_seconds), str(limits.child_bytes)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and source
        [*command, *bounds, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        try:
            output, _ = child.communicate(data, timeout=limits.child_seconds * _WALL_FACTOR)
        except subprocess.TimeoutExpired:
            child.kill()
            output, _ = child.communicate()
            return ChildResult(output=output, is_whole=False, is_late=True)
        except BaseException:
            child.kill()
            raise
    return ChildResult(output=output, is_whole=child.returncode == 0, is_late=_was_ended(child.returncode))


def _source_of(module: str) -> str:
    """The source of a module, also where the program runs from a ZIP archive."""
    spec = find_spec(module)
    found = spec.loader.get_source(module) if spec and spec.loader and hasattr(spec.loader, "get_source") else None
    if not isinstance(found, str):
        message = f"the source of {module} is not there, so that such a file cannot be read; install the program anew"
        raise ValueError(message)  # noqa: TRY004 - nobody gave it
    return found.replace("from __future__ import annotations\n", "", 1)


def _was_ended(code: int) -> bool:
    """Whether the system ended a child for its processor time: by SIGXCPU (24 on every system we know), or by SIGKILL."""
    return code in {-24, -9}
