"""A corpus of invented news whose copying is known word by word, of any size and the same for a seed everywhere.

    python -m tests.benchmarks.generate FOLDER --documents 10000

writes Markdown files with front matter, which ``provenance trace FOLDER`` reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from importlib import import_module
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.evaluation.chance import Chance
from tests.benchmarks.copying import Copyist
from tests.benchmarks.draws import Draws
from tests.benchmarks.language import Language, language
from tests.benchmarks.plan import ALONE, Part, Role, Shape, roles
from tests.benchmarks.rendering import Typesetter
from tests.benchmarks.writing import Common, Own, common, is_typographic, outlet_of, own_documents, unplaced, with_phrases

_BATCH = 1_000
"""Documents made together."""
_FIRST_DAY = datetime(2024, 1, 1)  # noqa: DTZ001 # the written form says UTC
_YEAR_MINUTES = 365 * 24 * 60
_DELAY_MINUTES = (20, 3 * 24 * 60)
_FILES_OF_ONE_FOLDER = 1_000
_ROWS_OF_ONE_GROUP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Article:
    """One document.

    ``text`` is its paragraphs with blank lines between them; ``published`` is an ISO time in UTC. ``origins`` has for each word
    of ``text`` the place where it was first written, -1 for words that were added or changed since. It is ``None`` for
    documents that belong to no family. Words whose places are equal are the same word, copied.
    """

    number: int
    id: str
    title: str
    text: str
    published: str
    host: str
    role: Role
    origins: NDArray[np.int64] | None


def corpus(shape: Shape) -> Iterator[Article]:
    """The documents of a corpus in order of their numbers; members of a family are far apart."""
    spoken = _language(shape.seed)
    cast = roles(shape)
    shared = common(shape, spoken)
    typesetter = Typesetter(spoken)
    for start in range(0, shape.documents, _BATCH):
        numbers = range(start, min(start + _BATCH, shape.documents))
        told = _told(shape, spoken, shared, {number: cast.get(number, ALONE) for number in numbers})
        yield from _articles(shape, shared, typesetter, told, cast)


@lru_cache(maxsize=2)
def _language(seed: int) -> Language:
    return language(seed)


def _told(shape: Shape, spoken: Language, shared: Common, wanted: dict[int, Role]) -> dict[int, Own]:
    """Documents without their footers: first what they wrote themselves, their sources too, then what they took over."""
    needed = sorted({*wanted, *(role.source for role in wanted.values() if role.source is not None)})
    own = dict(zip(needed, own_documents(shape, spoken, np.array(needed, np.uint64)), strict=True))
    if shape.hard_negatives:
        for number, text in own.items():
            chance = Chance(shape.seed, "phrases", str(number))
            own[number] = Own(text.title, tuple(with_phrases(text.paragraphs, shared, chance)))
    found = {}
    for number, role in wanted.items():
        found[number] = own[number]
        if role.source is None:
            continue
        copyist = Copyist(spoken, shape.seed, number)
        copy = {
            Part.FULL: copyist.full_copy,
            Part.PARAGRAPHS: copyist.lifted_paragraphs,
            Part.SENTENCE: copyist.lifted_sentence,
        }
        found[number] = copy[role.part](own[role.source], own[number])
    return found


def _articles(
    shape: Shape, shared: Common, typesetter: Typesetter, told: dict[int, Own], cast: dict[int, Role]
) -> Iterator[Article]:
    numbers = np.array(list(told), np.uint64)
    outlets = outlet_of(shape, numbers).tolist()
    curly = is_typographic(shape, numbers).tolist()
    ids = Draws(shape.seed, "ids").bits(numbers).tolist()
    for (number, own), outlet, typographic, name in zip(told.items(), outlets, curly, ids, strict=True):
        role = cast.get(number, ALONE)
        footer = shared.footers[outlet] if shape.hard_negatives else None
        ends = [unplaced(words) for words in (footer, shared.everywhere) if words is not None]
        paragraphs = [*own.paragraphs, *ends]
        yield Article(
            number=number,
            id=f"{name:016x}",
            title=typesetter.text([own.title], typographic=typographic),
            text=typesetter.text([each.words for each in paragraphs], typographic=typographic),
            published=_published(shape, number, role),
            host=f"outlet-{outlet:03}.example",
            role=role,
            origins=None if role.part is Part.ALONE else np.concatenate([each.origins for each in paragraphs]),
        )


def _published(shape: Shape, number: int, role: Role) -> str:
    """An original's time is anywhere in a year, a copy's up to three days after it."""
    first = number if role.source is None else role.source
    minutes = Chance(shape.seed, "time", str(first)).below(_YEAR_MINUTES)
    if role.source is not None:
        least, most = _DELAY_MINUTES
        minutes += least + Chance(shape.seed, "delay", str(number)).below(most - least)
    return f"{(_FIRST_DAY + timedelta(minutes=minutes)).isoformat()}Z"


def markdown(article: Article) -> str:
    """An article with front matter: title, address and time."""
    address = f"https://{article.host}/{article.id}"
    return f"---\ntitle: {article.title}\nurl: {address}\ndate: {article.published}\n---\n\n{article.text}\n"


def write_folder(articles: Iterable[Article], folder: Path) -> int:
    """Write a Markdown file for each article, a thousand in a folder; returns how many."""
    count = 0
    for count, article in enumerate(articles, 1):
        place = folder / f"{(count - 1) // _FILES_OF_ONE_FOLDER:05}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{article.id}.md").write_text(markdown(article), encoding="utf-8", newline="\n")
    return count


def write_json_lines(articles: Iterable[Article], path: Path) -> int:
    """Write one line of JSON for each article: id, title, text, published, url; returns how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            count += 1
            record = {"id": article.id, "title": article.title, "text": article.text, "published": article.published}
            file.write(json.dumps(record | {"url": f"https://{article.host}/{article.id}"}, ensure_ascii=False) + "\n")
    return count


def write_parquet(articles: Iterable[Article], path: Path) -> int:
    """Write a table with the columns id, text and published; returns how many rows it has."""
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")

    schema = arrow.schema([(name, arrow.string()) for name in ("id", "text", "published")])
    count = 0
    rest = iter(articles)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while part := list(islice(rest, _ROWS_OF_ONE_GROUP)):
            count += len(part)
            columns = {name: [getattr(each, name) for each in part] for name in schema.names}
            writer.write_table(arrow.table(columns, schema=schema))
    return count


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description="Write a corpus of invented news.")
    parser.add_argument("out", type=Path, help="a folder for Markdown files, or a file .jsonl or .parquet")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--largest", type=int, default=1_000, help="documents in a family at most")
    parser.add_argument("--everywhere", action="store_true", help="one and the same footer below every document")
    given = parser.parse_args()
    shape = Shape(documents=given.documents, seed=given.seed, largest=given.largest, everywhere=given.everywhere)
    write = {".jsonl": write_json_lines, ".parquet": write_parquet}.get(given.out.suffix, write_folder)
    write(corpus(shape), given.out)


if __name__ == "__main__":
    main()
