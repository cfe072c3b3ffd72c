"""What can go wrong.

Two kinds, kept apart. A *problem* (``provenance.model.Problem``) concerns one input: it is a value in
the result, and the run goes on. An *exception* stops the run; all of ours form one tree::

    ProvenanceError
    ├── UsageError          the request itself makes no sense            exit code 2
    ├── NothingReadableError     no input could be read                       exit code 3
    ├── OutputError         the result could not be written              exit code 4
    ├── MissingLibraryError      an optional library is needed and absent     exit code 2
    └── WorkerLostError     a worker process died twice at the same work  exit code 1

Every message says what happened, where, and what to do next.
"""

from __future__ import annotations


class ProvenanceError(Exception):
    """Base of every exception this package raises on purpose.

    ``exit_code`` is what the command line returns when the exception reaches it.
    """

    exit_code: int = 1


class UsageError(ProvenanceError):
    """The request makes no sense: a path that does not exist, a node nobody has heard of."""

    exit_code = 2


class NothingReadableError(ProvenanceError):
    """None of the given inputs could be read as a document."""

    exit_code = 3


class OutputError(ProvenanceError):
    """The result could not be written; nothing partial was left behind."""

    exit_code = 4


class MissingLibraryError(ProvenanceError):
    """An optional library is needed for what was asked; the message names the pip command."""

    exit_code = 2


class WorkerLostError(ProvenanceError):
    """A worker process died, and another one did at the same piece of work; memory may have run out."""
