"""Where the stages run: in this process, in several, or on a Spark cluster. It knows no stage, and no stage knows it."""

from provenance.engine.base import Engine
from provenance.engine.batches import batches
from provenance.engine.local import LocalEngine
from provenance.engine.memory import give_back

__all__ = ["Engine", "LocalEngine", "batches", "give_back"]
