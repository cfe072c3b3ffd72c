"""provenance: traces where a text came from.

    >>> import provenance
    >>> trace = provenance.trace("seeds/")
    >>> len(trace.documents)
    5

The public names are those of ``__all__``; they are imported when first used, so that the command line
answers at once (``__init__.pyi`` tells type checkers what they are).
"""

from importlib import import_module

_HOME = {
    "Archive": "provenance.api",
    "Comparison": "provenance.api",
    "Inspected": "provenance.api",
    "MissingLibraryError": "provenance.errors",
    "NothingReadableError": "provenance.errors",
    "OutputError": "provenance.errors",
    "ProvenanceError": "provenance.errors",
    "Settings": "provenance.settings",
    "Trace": "provenance.api",
    "UsageError": "provenance.errors",
    "compare": "provenance.api",
    "load": "provenance.api",
    "open_archive": "provenance.api",
    "read": "provenance.api",
    "settings_from": "provenance.api",
    "trace": "provenance.api",
}

__all__ = [
    "Archive",
    "Comparison",
    "Inspected",
    "MissingLibraryError",
    "NothingReadableError",
    "OutputError",
    "ProvenanceError",
    "Settings",
    "Trace",
    "UsageError",
    "compare",
    "load",
    "open_archive",
    "read",
    "settings_from",
    "trace",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        message = f"module 'provenance' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
