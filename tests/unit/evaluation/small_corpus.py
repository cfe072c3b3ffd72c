"""A corpus of four posts, two of which are one story, and systems that say what a test wants them to say."""

from __future__ import annotations

import hashlib
import json

from provenance.evaluation.baselines import System
from provenance.evaluation.benchmark import run
from provenance.evaluation.metrics.edges import pair_of
from provenance.evaluation.prediction import PredictedEdge, Prediction
from provenance.evaluation.prepared import Prepared
from provenance.evaluation.results import Benchmark
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.model import Format, RawDocument
from provenance.settings import Settings
from tests.articles import FERRY, ORCHARD, post

PAIR = ("coast", "inland")


def raw(name: str, paragraphs: tuple[str, ...]) -> RawDocument:
    """A post of a site of its own."""
    content = post(paragraphs, f"From {name}", link=f"https://{name}-courier.com/story/")
    assert json.loads(content)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return RawDocument(id=name, path=name, sha256=digest, format=Format.WORDPRESS_REST_JSON, encoding="utf-8", content=content)


def corpus(name: str = "small") -> LabelledCorpus:
    """``inland`` copied from ``coast``; ``valley`` and ``zoo`` share no story with anybody."""
    return LabelledCorpus(
        name=name,
        documents=(
            raw("coast", FERRY),
            raw("inland", FERRY[:2]),
            raw("valley", ORCHARD),
            raw("zoo", ("The zoo closes early on Monday for the count of its animals.",)),
        ),
        truth=Truth(
            parents={"coast": (), "inland": ("coast",), "valley": (), "zoo": ()},
            hidden={},
            unrelated={("valley", "zoo"): "template"},
            independent_texts=3,
        ),
        checksum=hashlib.sha256(name.encode()).hexdigest(),
    )


def saying(*edges: tuple[str, str, float]) -> System:
    """A system that always says these edges, with these probabilities."""

    def system(prepared: Prepared) -> Prediction:
        return Prediction(
            edges=tuple(PredictedEdge(source=source, target=target, probability=sure) for source, target, sure in edges),
            scores={(source, target): sure for source, target, sure in edges},
            tree={document.id: None for document in prepared.documents} | {target: source for source, target, _ in edges},
            linked=frozenset(pair_of((source, target)) for source, target, _ in edges),
        )

    return system


SYSTEMS: dict[str, System] = {
    "provenance": saying(("coast", "inland", 0.9)),
    "backwards": saying(("inland", "coast", 0.8)),
    "silent": saying(),
}
"""Three systems: one that is right, named as ours; one that is wrong; one that says nothing."""


def small_benchmark() -> Benchmark:
    """The systems on the corpus under two conditions."""
    conditions = {"all evidence": lambda prepared: prepared, "in a fog": lambda prepared: prepared}
    return run([corpus()], conditions, SYSTEMS, Settings())
