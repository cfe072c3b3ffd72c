"""``provenance benchmark``: how good it is, measured on corpora of known lineage, and how to fit it to others."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.progress import shown_progress
from provenance.cli.talk import (
    DateColumn,
    IdColumn,
    TextColumn,
    TitleColumn,
    UrlColumn,
    chosen_settings,
    print_out,
)
from provenance.errors import UsageError
from provenance.render.escape import visible

benchmark = typer.Typer(
    name="benchmark",
    help="Measure how good it is, beside simpler systems, on corpora whose lineage is known.\n\n"
    "Try: provenance benchmark run --simulate newsroom --system provenance",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@benchmark.command()
def run(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Folders of documents with their truth.")] = None,
    worlds: Annotated[
        list[str] | None, typer.Option("--simulate", metavar="WORLD", help="Also make documents of this world.")
    ] = None,
    seeds: Annotated[
        list[int] | None, typer.Option("--seed", metavar="N", help="Seed of the worlds, 1 unless given; may be repeated.")
    ] = None,
    conditions: Annotated[
        list[str] | None,
        typer.Option("--condition", metavar="NAME", help="What is taken away; may be repeated. All unless given."),
    ] = None,
    systems: Annotated[
        list[str] | None, typer.Option("--system", metavar="NAME", help="What is measured; may be repeated. All unless given.")
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Folder for benchmark.json and tables.md.")] = None,
    draw: Annotated[bool, typer.Option("--plots", help="Also write reliability.svg, risk-coverage.svg, systems.svg.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print benchmark.json to standard output, and no tables.")] = False,
    aims: Annotated[Path | None, typer.Option("--targets", help="TOML file of targets to compare with.")] = None,
    page: Annotated[Path | None, typer.Option("--update-page", help="Page whose marked regions are filled in.")] = None,
    timings: Annotated[bool, typer.Option("--timings", help="Also put down the seconds that each system took.")] = False,
    config: Annotated[Path | None, typer.Option(help="TOML file that changes settings.")] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No tables, no progress.")] = False,
) -> None:
    """Score systems on corpora of known lineage, with all the evidence and with some of it taken away.

    Example: provenance benchmark run --simulate newsroom --seed 1 --seed 2 --condition "no dates" -o result/
    """
    settings = chosen_settings(config)

    from provenance.evaluation import report
    from provenance.evaluation.benchmark import Observer
    from provenance.evaluation.request import Destination, Request, measure
    from provenance.evaluation.results import to_json

    destination = Destination(folder=out, page=page, pictures=draw)
    destination.check()
    request = Request(
        paths=paths or (),
        worlds=worlds or (),
        seeds=seeds or (1,),
        conditions=conditions or (),
        systems=systems or (),
        targets=aims,
    )
    with shown_progress(quiet=quiet) as progress:
        found = measure(request, settings, Observer(progress=progress, clock=time.perf_counter if timings else None))
    written = destination.write(found)
    if as_json:
        print_out(to_json(found.benchmark), nl=False)
    elif not quiet:
        print_out(report.text(found.benchmark, found.targets))
        if written:
            print_out(visible(f"\nWritten: {', '.join(map(str, written))}"))


@benchmark.command()
def simulate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write; it must be new or empty.")],
    world: Annotated[str, typer.Option(metavar="NAME", help="What kind of press is simulated.")],
    seed: Annotated[int, typer.Option(help="The same seed makes the same documents.")],
    texts: Annotated[Path | None, typer.Option(help="Folder of texts to use in place of generated ones.")] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary.")] = False,
) -> None:
    """Write documents of a simulated press, and who copied from whom, for any tool to be measured on.

    Example: provenance benchmark simulate press/ --world newsroom --seed 1
    """
    from provenance.evaluation.corpus_files import write_corpus
    from provenance.evaluation.gathering import simulated

    corpus = simulated(world, seed, texts)
    write_corpus(corpus, folder)
    if not quiet:
        print_out(visible(f"{len(corpus.documents)} documents and their truth written to {folder}"))


@benchmark.command()
def fit(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files or folders whose copies credit their sources.")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File for the weights, for the option --config.")] = None,
    labels: Annotated[bool, typer.Option("--labels", help="Learn from the truth in each folder, not from credits.")] = False,
    config: Annotated[
        Path | None, typer.Option(help="TOML file that changes settings; its weights are where fitting starts.")
    ] = None,
    text: TextColumn = "",
    title: TitleColumn = "",
    url: UrlColumn = "",
    date: DateColumn = "",
    record_id: IdColumn = "",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No table, no progress.")] = False,
) -> None:
    """Fit the weights of evidence to your own documents, from copies that credit their source, and test them.

    Example: provenance benchmark fit my-articles/ -o weights.toml
    """
    settings = chosen_settings(config, text=text, title=title, url=url, date=date, id=record_id)

    from provenance.evaluation.fit import output, refit
    from provenance.evaluation.fit.labels import from_credits, from_truth
    from provenance.render.files import write_texts

    if out is not None and out.is_dir():
        message = f"{out} is a folder; name a file with -o, such as {out / 'weights.toml'}"
        raise UsageError(message)
    with shown_progress(quiet=quiet) as progress:
        corpora = (from_truth if labels else from_credits)(paths, settings, progress)
        found = refit(corpora, settings, progress=progress)
    written = write_texts({out.name: output.to_toml(found)}, out.parent) if out else ()
    if not quiet:
        print_out(visible(output.summary(found)))
        if written:
            print_out(visible(f"Written: {written[0]}"))


@benchmark.command()
def signals(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files or folders of real documents.")],
    judged: Annotated[Path | None, typer.Option(metavar="FILE", help="Table of judgements: set, hit, signal, judgement.")] = None,
    ask: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the hits that wait for a judgement to this table.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="TOML file that changes settings.")] = None,
) -> None:
    """Count what every signal finds in real documents, and how much of it people judged right.

    Example: provenance benchmark signals my-articles/ --ask to-judge.csv
    """
    settings = chosen_settings(config)

    from provenance.evaluation.registry.hits import measure
    from provenance.evaluation.registry.judgements import read_judgements, table_to_judge, unjudged
    from provenance.evaluation.registry.sets import read_set
    from provenance.evaluation.registry.tables import tables
    from provenance.render.files import write_texts

    verdicts = read_judgements(judged) if judged else {}
    found = [measure(read_set(path, settings), settings) for path in paths]
    print_out(visible(tables(found, verdicts)))
    if ask is not None:
        waiting = unjudged(found, verdicts)
        write_texts({ask.name: table_to_judge(waiting)}, ask.parent)
        print_out(
            visible(f"\n{len(waiting)} hits to judge written to {ask}; say right, wrong or unclear in the column judgement")
        )
