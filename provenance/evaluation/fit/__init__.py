"""Fitting the weights of evidence to corpora of known lineage, or to a corpus's own credits."""

from provenance.evaluation.fit.fitting import Fitted, fit
from provenance.evaluation.fit.masking import IMPLICIT, masked
from provenance.evaluation.fit.refit import Refit, refit

__all__ = ["IMPLICIT", "Fitted", "Refit", "fit", "masked", "refit"]
