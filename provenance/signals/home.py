"""The document's own site: a signal that points there is no evidence of copying."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.model import Document
from provenance.signals.agencies import registry
from provenance.text.hosts import brand_key, brand_matches_site, host_of, same_site

_PARTS = frozenset({"News", "Staff", "Newsroom", "Online", "Digital", "Network"})
"""Words behind a site's name that name a part of it."""
_ACRONYM = 3
"""Letters of an acronym from which it may stand for all that begins with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a document stands: its hosts (own address first) and its publisher's name. Both empty if it does not say."""

    hosts: tuple[str, ...]
    name: str | None

    @property
    def is_known(self) -> bool:
        """Whether the document says on which host it stands."""
        return bool(self.hosts)

    def has_host(self, host: str | None) -> bool:
        """Whether a host is on the document's own site."""
        return host is not None and any(same_site(host, own) for own in self.hosts)

    def has_name(self, organisation: str | None) -> bool:
        """Whether a name is the publisher's or fits the document's host."""
        if organisation is None:
            return False
        if self.name is not None and brand_key(organisation) == brand_key(self.name):
            return True
        if any(brand_matches_site(name, own) for name in (organisation, *_parts(organisation)) for own in self.hosts):
            return True
        agency = registry().named(organisation)
        return agency is not None and any(registry().at(own) is agency for own in self.hosts)

    def owns(self, host: str | None, organisation: str | None) -> bool:
        """Whether what a signal names is the document's own site; the host decides where there is one.

        A name is asked too when its host is not the document's, because the registry gives every agency one
        host and the agency's own pages may stand on another.
        """
        return self.has_host(host) or self.has_name(organisation)


def _parts(organisation: str) -> tuple[str, ...]:
    """The name of which an organisation's is a part, where it tells: "Delta Star News" and "QNN Business" are of their sites."""
    words = organisation.split()
    whole = (" ".join(words[:-1]),) if len(words) > 1 and words[-1] in _PARTS else ()
    return (*whole, words[0]) if len(words) > 1 and words[0].isupper() and len(words[0]) >= _ACRONYM else whole


def home_of(document: Document) -> Home:
    """The own site of a document, from its address and publisher."""
    publisher = document.metadata.publisher
    found = (publisher.host if publisher else None, host_of(document.metadata.url or ""))
    hosts = tuple(dict.fromkeys(host for host in found if host))
    return Home(hosts=hosts, name=publisher.name if publisher else None)
