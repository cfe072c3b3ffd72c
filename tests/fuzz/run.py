"""Fuzz one target, guided by which lines of ``provenance`` an input reaches.

``python -m tests.fuzz.run TARGET --seconds N`` needs Atheris (``pip install "atheris>=3.0"``, for Linux), which nothing else here
does. What breaks a promise is written to ``tests/fuzz/found/``. Look at it with ``--again FILE``, mend the fault, and move the
file to ``tests/fuzz/regressions/TARGET/``, from where every run of the tests replays it.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECONDS_FOR_ONE = 10
"""Longest time for one input; longer is a finding."""
MEMORY = 2_000
"""Megabytes of the whole process."""
LONGEST = 20_000
"""Bytes of the longest input."""


def main() -> None:
    """Fuzz until the time is over or something is found."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("target")
    asked.add_argument("--seconds", type=int, default=600)
    asked.add_argument("--corpus", type=Path, default=HERE / "found" / "corpus", help="folder that keeps what reached new lines")
    asked.add_argument("--again", type=Path, help="run one input and stop")
    given = asked.parse_args()
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["provenance"]):
        targets = importlib.import_module("tests.fuzz.targets")
    samples = importlib.import_module("tests.fuzz.samples")
    if given.target not in targets.TARGETS:
        asked.error(f"there is no target {given.target}; known are {', '.join(targets.TARGETS)}")
    corpus = given.corpus / given.target
    found = HERE / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(samples.SAMPLES[given.target]):
        (corpus / f"sample{number}").write_bytes(sample)
    options = [
        f"-max_total_time={given.seconds}",
        f"-timeout={SECONDS_FOR_ONE}",
        f"-rss_limit_mb={MEMORY}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={found}/{given.target}-",
        "-print_final_stats=1",
    ]
    places = [str(given.again)] if given.again else [str(corpus), str(HERE / "regressions" / given.target)]
    (HERE / "regressions" / given.target).mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *options, *places], targets.TARGETS[given.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
