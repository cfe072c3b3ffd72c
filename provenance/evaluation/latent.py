"""Sources outside the corpus, true and predicted, as the measures want them: by the documents that hang from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from provenance.evaluation.answers import Answers, Parents, ancestors_of, parents_in
from provenance.evaluation.metrics.sources import LEAST_OVERLAP, Latent, SourceScores, match_sources, source_scores
from provenance.evaluation.prediction import Prediction
from provenance.text.hosts import brand_key, brand_matches_site, same_site


def true_sources(key: Answers) -> dict[str, Latent]:
    """Hidden sources by id, sorted, that a document goes back to; those that no document names have no host and no name."""
    hidden = key.truth.hidden
    hanging = _hanging(key.known, key.truth.parents, hidden)
    return {
        name: Latent(documents=documents, host=hidden[name].host, name=hidden[name].name)
        if hidden[name].named
        else Latent(documents=documents)
        for name, documents in hanging.items()
    }


def predicted_sources(key: Answers, prediction: Prediction) -> dict[str, Latent]:
    """Predicted sources by id, sorted, that a document of known source is said to go back to."""
    parents = parents_in((edge.source, edge.target) for edge in prediction.edges)
    hanging = _hanging(key.known, parents, prediction.sources)
    return {
        name: Latent(documents=documents, host=prediction.sources[name].host, name=prediction.sources[name].name)
        for name, documents in hanging.items()
    }


def latent_scores(key: Answers, prediction: Prediction) -> SourceScores | None:
    """How well the hidden sources are inferred; ``None`` if no document's source is known or there is nothing on either side.

    A predicted source that is no hidden one but an unplaced document is neither right nor wrong: that the text is from there is
    true, and that the page is here does not show. As nobody can be asked to know the name of a hidden source that no document
    names, nobody can be asked to know whose page it is that does not say.
    """
    true, predicted = true_sources(key), judged_sources(key, prediction)
    return source_scores(true, predicted, is_same) if true or predicted else None


def judged_sources(key: Answers, prediction: Prediction) -> dict[str, Latent]:
    """The predicted sources that are right or wrong, as ``predicted_sources`` gives them."""
    predicted = predicted_sources(key, prediction)
    matched = {match.predicted for match in match_sources(true_sources(key), predicted, is_same)}
    return {name: source for name, source in predicted.items() if name in matched or not _is_unplaced(key, source)}


def _is_unplaced(key: Answers, source: Latent) -> bool:
    """Whether a source is one of the documents that do not say where they stand: most of what hangs from it is it or from it."""
    for name in sorted(key.truth.places.keys() & set(key.documents)):
        place = key.truth.places[name]
        if place.told:
            continue
        from_there = sum(name == document or name in key.ancestors[document] for document in source.documents)
        if from_there > LEAST_OVERLAP * len(source.documents) and is_same(
            source, Latent(documents=frozenset(), host=place.host, name=place.name)
        ):
            return True
    return False


def true_names(key: Answers, prediction: Prediction) -> dict[str, str]:
    """For every predicted source that is matched to a true one, the id of that."""
    matches = match_sources(true_sources(key), predicted_sources(key, prediction), is_same)
    return {match.predicted: match.true for match in matches}


def is_same(one: Latent, other: Latent) -> bool:
    """Whether two sources have one site, names that come to the same, or one the name of the other's site."""
    host, other_host = (source.host.lower().removeprefix("www.") if source.host else None for source in (one, other))
    if same_site(host, other_host):
        return True
    if one.name and other.name and brand_key(one.name) == brand_key(other.name):
        return True
    crossed = ((one.name, other_host), (other.name, host))
    return any(name and host and brand_matches_site(name, host) for name, host in crossed)


def _hanging(known: Iterable[str], parents: Parents, sources: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """The known documents that go back to each source, for sources with any, sorted."""
    found: dict[str, set[str]] = {}
    for document in known:
        for source in ancestors_of(parents, document) & sources.keys():
            found.setdefault(source, set()).add(document)
    return {source: frozenset(found[source]) for source in sorted(found)}
