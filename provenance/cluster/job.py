"""The order of steps and shuffles; no step is done here, and nothing but a few counts comes back from the cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate

from provenance.cluster.aligning import SHARED, SIDE, Aligning
from provenance.cluster.buckets import Buckets
from provenance.cluster.linking import KEYS, LINKS, PAIRS, Counting, Keying, Linking
from provenance.cluster.reading import TRAITS, Reading
from provenance.cluster.rows import UNDATED, Kind, kind_of
from provenance.engine.spark_session import Frame, Session, explained, failures
from provenance.errors import OutputError, UsageError
from provenance.matching.kernels import kernels_for
from provenance.matching.sketch import Permutations
from provenance.settings import Columns, Matching

Progress = Callable[[str], None]
"""Told what is being done."""

_TASKS_EACH = 4
"""Tasks for every core: they take different times, and a core that is done takes the next."""
_SHUFFLE = "spark.sql.shuffle.partitions"
DOCUMENTS = "number long, id string, published string, words int"
"""The documents of a result: the number of each in order of time, its id, when it was published (ISO 8601 in UTC, the earliest
that the date can mean; null where it is not known), and how many words are compared."""
_UNCOUNTED = 1_000_000
"""Documents that kernels are chosen for before anybody has counted them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsJob:
    """What is asked for.

    Attributes:
        source: Parquet files with ``text`` and ``record``, as ``provenance archive`` writes its documents, or with texts and ids:
            any file, folder or pattern that can be read there.
        target: folder for the results, which must not exist: ``documents``, ``candidates`` and ``pairs`` are written there; by a
            cluster also ``working``, which nobody needs afterwards.
        matching: how documents are compared.
        columns: which columns of a table hold texts, ids and dates, if names do not tell.

    """

    source: str
    target: str
    matching: Matching
    columns: Columns = field(default_factory=Columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is of everything."""

    documents: int
    candidates: int
    pairs: int


def unheard(_step: str) -> None:
    """Progress that nobody wants to hear of."""


def check_ids(documents: int, ids: int, where: str) -> None:
    """Make sure that no two documents have one id.

    Raises:
        UsageError: some have.

    """
    if documents != ids:
        message = (
            f"{documents - ids:,} documents at {where} have the id of another one, and could not be told apart; leave out what "
            "is there twice, name another column with --id-column, or add it with --prefix to an archive of its own"
        )
        raise UsageError(message)


def find_pairs(session: Session, job: PairsJob, progress: Progress = unheard) -> Counts:
    """Find the candidates among documents, and the pairs that share more than formulas, on a cluster.

    The candidates are those of ``provenance.matching.candidates``, the pairs those that pass the same screening as in
    ``provenance trace``.

    Raises:
        UsageError: there is nothing at the source, or it has other columns; there are too many documents for one job.
        OutputError: there is something at the target.
        WorkerLostError: Spark gave up.

    """
    run = _Run(session, job, progress)
    with _told(job), _set(session, _SHUFFLE, str(run.tasks)):
        return run.all_steps()


class _Run:
    """One job on one session."""

    def __init__(self, session: Session, job: PairsJob, progress: Progress) -> None:
        self._session, self._job, self._progress = session, job, progress
        self.tasks = _TASKS_EACH * session.sparkContext.defaultParallelism

    def all_steps(self) -> Counts:
        documents, passages = self._documents(*self._source())
        candidates = self._candidates(documents, passages)
        pairs = self._pairs(documents, candidates)
        return Counts(documents=documents, candidates=candidates, pairs=pairs)

    def _source(self) -> tuple[Frame, Kind]:
        try:
            source = self._session.read.parquet(self._job.source)
        except failures() as error:
            if "PATH_NOT_FOUND" not in str(error) and "UNABLE_TO_INFER_SCHEMA" not in str(error):
                raise
            message = f"there are no Parquet files at {self._job.source} that the cluster can see"
            raise UsageError(message) from error
        names, types = zip(*source.dtypes, strict=True) if source.dtypes else ((), ())
        return source, kind_of(names, types, self._job.columns, self._job.source)

    def _documents(self, source: Frame, kind: Kind) -> tuple[int, int]:
        """Write the documents, numbered in order of time; how many there are, and the most passages that one has."""
        self._progress("splitting texts into words")
        reading = Reading(kind=kind, settings=self._job.matching, kernels=kernels_for(_UNCOUNTED, 1))
        self._write(source.select(*(f"`{name}`" for name in kind.columns)).mapInArrow(reading, TRAITS), "working/unordered")
        self._progress("ordering documents by time")
        traits = self._read("working/unordered")
        self._check_ids(traits)
        ordered = traits.select("published", "content").sort("published", "content")
        self._write(
            ordered.selectExpr("content", "spark_partition_id() AS part", "monotonically_increasing_id() AS place"),
            "working/order",
        )
        order = self._read("working/order")
        counts = {row["part"]: row["count"] for row in order.groupBy("part").count().collect()}
        offsets = dict(zip(sorted(counts), accumulate((counts[part] for part in sorted(counts)), initial=0), strict=False))
        first = self._session.createDataFrame([(part, offsets[part]) for part in offsets] or [(0, 0)], "part int, before long")
        # A place has the number of its partition above bit 33 (documentation of monotonically_increasing_id).
        numbers = order.join(first.hint("broadcast"), "part").selectExpr(
            "content", "before + (place & ((1L << 33) - 1)) AS number"
        )
        self._write(traits.join(numbers, "content").drop("content"), "working/documents")
        every = self._read("working/documents")
        published = f"nullif(published, '{UNDATED}') AS published"
        self._write(every.selectExpr("number", "id", published, "CAST(octet_length(starts) / 4 AS int) AS words"), "documents")
        (row,) = every.selectExpr("count(*) AS documents", "max(passages) AS passages").collect()
        return int(row["documents"]), int(row["passages"] or 0)

    def _check_ids(self, traits: Frame) -> None:
        (row,) = traits.selectExpr("count(*) AS documents", "count(DISTINCT id) AS ids").collect()
        check_ids(int(row["documents"]), int(row["ids"]), self._job.source)

    def _candidates(self, documents: int, passages: int) -> int:
        settings = self._job.matching
        self._progress(f"linking what {documents:,} documents share")
        buckets = Buckets.of(documents, passages, settings.permutations, self.tasks)
        keying = Keying(
            buckets=buckets, permutations=Permutations.of(settings), settings=settings, kernels=kernels_for(documents, 1)
        )
        keys = self._read("working/documents").select("number", "words").mapInArrow(keying, KEYS)
        links = self._by_bucket(keys).mapInArrow(Linking(buckets=buckets), LINKS)
        pairs = self._by_bucket(links).mapInArrow(Counting(settings=settings), PAIRS)
        self._write(pairs, "candidates")
        return int(self._read("candidates").count())

    def _pairs(self, documents: int, candidates: int) -> int:
        self._progress(f"aligning {candidates:,} candidate pairs")
        every = self._read("working/documents")
        pairs = self._read("candidates")
        for side in ("first", "other"):
            columns = every.selectExpr(f"number AS {side}", *(f"{name} AS {side}_{name}" for name in SIDE))
            pairs = pairs.join(columns, side)
        aligning = Aligning(settings=self._job.matching, kernels=kernels_for(documents, 1))
        self._write(pairs.mapInArrow(aligning, SHARED), "pairs")
        return int(self._read("pairs").count())

    def _by_bucket(self, frame: Frame) -> Frame:
        """Rows of one bucket together, one bucket after the other."""
        return frame.repartition(self.tasks, "bucket").sortWithinPartitions("bucket")

    def _write(self, frame: Frame, name: str) -> None:
        frame.write.parquet(f"{self._job.target}/{name}")

    def _read(self, name: str) -> Frame:
        return self._session.read.parquet(f"{self._job.target}/{name}")


@contextmanager
def _told(job: PairsJob) -> Iterator[None]:
    """What goes wrong on the cluster, as exceptions of this program."""
    try:
        yield
    except failures() as error:
        if "PATH_ALREADY_EXISTS" in str(error):
            message = f"there is something in {job.target} already; name a new folder, or remove it"
            raise OutputError(message) from error
        raise explained(error) from error


@contextmanager
def _set(session: Session, name: str, value: str) -> Iterator[None]:
    """A property of a session, for a while."""
    before = session.conf.get(name)
    session.conf.set(name, value)
    try:
        yield
    finally:
        session.conf.set(name, before)
