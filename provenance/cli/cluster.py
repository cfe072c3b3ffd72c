"""``provenance cluster``, and ``--engine spark`` of ``provenance trace``: large collections, here or on a Spark cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.talk import DateColumn, IdColumn, TextColumn, chosen_settings, print_out
from provenance.engine import Engine
from provenance.errors import UsageError
from provenance.render.escape import visible

cluster = typer.Typer(
    name="cluster",
    help="Find what the documents of a large collection share, on this machine or on a Spark cluster.\n\n"
    "Try: provenance cluster pairs 'my-archive/documents-*.parquet' shared",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Master = Annotated[
    str | None,
    typer.Option(metavar="URL", help="The Spark cluster, such as spark://host:7077; by default what Spark is configured for."),
]
Conf = Annotated[list[str] | None, typer.Option("--conf", metavar="KEY=VALUE", help="A property of Spark; may be repeated.")]


@cluster.command()
def pairs(
    source: Annotated[
        str, typer.Argument(metavar="IN", help="Parquet files: the documents of an archive, or any table with texts and ids.")
    ],
    target: Annotated[str, typer.Argument(metavar="OUT", help="New folder for what is found, as Parquet.")],
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="A Spark cluster, such as spark://host:7077; by default this machine.")
    ] = None,
    conf: Conf = None,
    workers: Annotated[
        int | None, typer.Option(metavar="N", help="Threads on this machine; as many as there are cores unless given.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="TOML file that changes settings.")] = None,
    text: TextColumn = "",
    date: DateColumn = "",
    record_id: IdColumn = "",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary, no progress.")] = False,
) -> None:
    """Write the pairs of documents that share more than stock phrases, and the places that they share.

    On this machine, unless --master or --conf names a cluster.

    Example: provenance cluster pairs news.parquet shared
    """
    is_here = master is None and not conf
    if workers is not None and not is_here:
        message = "--workers are those of this machine; leave them out with --master and --conf"
        raise UsageError(message)
    settings = chosen_settings(config, text=text, date=date, id=record_id)

    from provenance.cluster import PairsJob, find_pairs, find_pairs_here
    from provenance.engine.spark_session import open_session

    def told(step: str) -> None:
        if not quiet:
            typer.echo(f"provenance: {step}", err=True)

    job = PairsJob(source=source, target=target, matching=settings.matching, columns=settings.columns)
    if is_here:
        counts = find_pairs_here(job, workers, told)
    else:
        with open_session(master, _properties(conf or ())) as session:
            counts = find_pairs(session, job, told)
    if not quiet:
        found = f"{counts.documents:,} documents, {counts.candidates:,} candidate pairs, {counts.pairs:,} that share passages."
        print_out(visible(f"{found}\nWritten to {target}: documents, candidates, pairs"))


@cluster.command()
def package(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for provenance.zip.")] = Path()) -> None:
    """Write this program as provenance.zip, for “spark-submit --py-files”.

    Example: provenance cluster package
    """
    from provenance.engine.spark_session import package_archive

    print_out(visible(f"Written to {package_archive(folder)}"))


@contextmanager
def spark_engine(master: str | None, conf: Sequence[str] | None) -> Iterator[Engine]:
    """An engine on a Spark cluster, for as long as it is needed."""
    from provenance.engine.spark import SparkEngine
    from provenance.engine.spark_session import open_session

    with open_session(master, _properties(conf or ())) as session:
        yield SparkEngine(session)


def _properties(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not (name and sign):
            message = f"--conf {each}: write a property and its value, such as --conf spark.executor.memory=8g"
            raise UsageError(message)
        found[name] = value
    return found
