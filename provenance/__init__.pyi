from provenance.api import Archive as Archive
from provenance.api import Comparison as Comparison
from provenance.api import Inspected as Inspected
from provenance.api import Trace as Trace
from provenance.api import compare as compare
from provenance.api import load as load
from provenance.api import open_archive as open_archive
from provenance.api import read as read
from provenance.api import settings_from as settings_from
from provenance.api import trace as trace
from provenance.errors import MissingLibraryError as MissingLibraryError
from provenance.errors import NothingReadableError as NothingReadableError
from provenance.errors import OutputError as OutputError
from provenance.errors import ProvenanceError as ProvenanceError
from provenance.errors import UsageError as UsageError
from provenance.settings import Settings as Settings

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
