"""A simulator of syndication: invented news, passed on and changed in known ways, so that who came from whom is known."""

from provenance.evaluation.simulate.corpus import simulate
from provenance.evaluation.simulate.world import WORLDS, World

__all__ = ["WORLDS", "World", "simulate"]
