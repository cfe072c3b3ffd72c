"""A raw document to a read one: blocks with roles and exact places, and what the document says of itself."""

from provenance.reading.read import read_document

__all__ = ["read_document"]
