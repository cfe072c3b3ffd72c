"""What documents say of their own origin, found and named."""

from provenance.signals.marking import mark

__all__ = ["mark"]
