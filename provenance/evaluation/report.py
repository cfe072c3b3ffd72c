"""A benchmark as files, and as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from provenance.errors import UsageError
from provenance.evaluation import page
from provenance.evaluation.results import Benchmark, to_json
from provenance.evaluation.tables import all_tables, markdown, plain, target_overview, target_table
from provenance.evaluation.targets import Result

RESULT_FILE, TABLES_FILE = "benchmark.json", "tables.md"


def files(benchmark: Benchmark, results: Sequence[Result]) -> dict[str, str]:
    """The whole result and its tables, by the names of their files; ``figures.pictures`` has the pictures."""
    return {RESULT_FILE: to_json(benchmark), TABLES_FILE: _tables(benchmark, results)}


def _tables(benchmark: Benchmark, results: Sequence[Result]) -> str:
    parts = ["# Benchmark", page.REGIONS["run"](benchmark, results), page.REGIONS["corpora"](benchmark, results)]
    tables = ([target_table(results)] if results else []) + list(all_tables(benchmark))
    parts += [f"## {table.title}\n\n{markdown(table)}" for table in tables]
    return "\n\n".join(parts) + "\n"


def text(benchmark: Benchmark, results: Sequence[Result]) -> str:
    """The tables for a terminal, targets last."""
    tables = [*all_tables(benchmark), *([target_overview(results)] if results else [])]
    return "\n\n".join(plain(table) for table in tables)


def read_page(path: Path) -> str:
    """A page that is to be filled, checked before the work begins.

    Raises:
        UsageError: it cannot be read, or has no region that can be filled.

    """
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read as UTF-8 text ({error}); give --update-page a page with regions to fill"
        raise UsageError(message) from error
    page.check_regions(content)
    return content
