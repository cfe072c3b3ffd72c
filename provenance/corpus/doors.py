"""Which reader a file goes to that is neither an archive of files nor a table nor a single text: the content decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from provenance.corpus.arc import is_arc, read_arc
from provenance.corpus.feeds import feed_kind, read_feed
from provenance.corpus.mail import is_mail, read_mail
from provenance.corpus.news_items import is_news, read_news
from provenance.corpus.ninjs import is_ninjs_file, read_ninjs
from provenance.corpus.office import office_reader
from provenance.corpus.one_file import OneFile
from provenance.corpus.pdf import is_pdf, read_pdf
from provenance.corpus.warc import is_warc
from provenance.corpus.web_archive import read_archive
from provenance.model import Problem, RawDocument
from provenance.settings import Limits

Reader = Callable[[OneFile, BinaryIO, Limits], Iterator[RawDocument | Problem]]
_DOORS: tuple[tuple[Callable[[BinaryIO, Limits], bool], Reader], ...] = (
    (is_warc, read_archive),
    (is_arc, read_arc),
    (is_pdf, read_pdf),
    (is_news, read_news),
    (is_mail, read_mail),
    (is_ninjs_file, read_ninjs),
)


def reader_of(source: BinaryIO, limits: Limits) -> Reader | None:
    """The reader of an open file, ``None`` if it is a table or a single text.

    Raises:
        ValueError: it is of a kind that is not read; the message says what to do.

    """
    kind = feed_kind(source, limits)
    if kind is not None:
        return partial(read_feed, kind)
    return office_reader(source, limits) or next((read for is_such, read in _DOORS if is_such(source, limits)), None)
