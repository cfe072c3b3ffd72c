"""Publications as the files that somebody would save of them, and these as the corpus room reads them."""

from __future__ import annotations

import hashlib
import json

from provenance.corpus.decode import decode_text
from provenance.corpus.sniff import Shape, sniff
from provenance.evaluation.simulate.pages import web_page, wordpress_post
from provenance.evaluation.simulate.plain_text import plain_text
from provenance.evaluation.simulate.publication import Form, Publication
from provenance.model import Format, RawDocument

_WRITERS = {Form.PAGE: ("html", web_page), Form.POST: ("json", wordpress_post), Form.PLAIN: ("txt", plain_text)}
"""Suffix of a form's files, and what writes them."""
_FORMATS = {
    Shape.HTML: Format.HTML,
    Shape.JSON: Format.WORDPRESS_REST_JSON,
    Shape.MARKDOWN: Format.MARKDOWN,
    Shape.PLAIN: Format.PLAIN_TEXT,
}


def rendered(publication: Publication, name: str) -> RawDocument:
    """The document of a publication, saved under ``name`` and the suffix of its form."""
    suffix, write = _WRITERS[publication.form]
    return raw_document(f"{name}.{suffix}", write(publication).encode("utf-8"))


def raw_document(path: str, data: bytes) -> RawDocument:
    """The raw document that reading a file with one document gives; the law that it is the same is in the tests.

    Raises:
        ValueError: the bytes are no text.
    """
    decoded = decode_text(data)
    shape = sniff(decoded.text, path)
    content = json.dumps(json.loads(decoded.text), ensure_ascii=False) if shape is Shape.JSON else decoded.text
    return RawDocument(
        id=path.rpartition(".")[0],
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        format=_FORMATS[shape],
        encoding=decoded.encoding,
        content=content,
    )
