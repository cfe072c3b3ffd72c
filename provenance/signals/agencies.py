"""The registry of agencies and distributors: whose wire, whose dateline, whose host.

The facts stand in ``data/agencies.toml``. An agency names an origin; a distributor carries other people's texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from provenance.signals.data import DataError, load_table, text_list, text_of
from provenance.text.hosts import brand_key, registrable_domain


class AgencyType(StrEnum):
    """What an organisation does with texts."""

    AGENCY = "agency"
    DISTRIBUTOR = "distributor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One organisation whose texts appear on other sites. ``tags`` are what stands in its datelines; both may be empty."""

    name: str
    type: AgencyType
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    domains: tuple[str, ...]

    @property
    def host(self) -> str | None:
        """Its main host, or ``None`` if none is known."""
        return self.domains[0] if self.domains else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All known agencies, in the order of the data file, and the ways to find one."""

    agencies: tuple[Agency, ...]
    by_key: dict[str, Agency]
    by_tag: dict[str, Agency]
    by_domain: dict[str, Agency]

    def named(self, name: str) -> Agency | None:
        """The agency a name or alias means, spelling and articles aside."""
        return self.by_key.get(brand_key(name))

    def tagged(self, tag: str) -> Agency | None:
        """The agency a dateline tag means; case counts, since ``(AA)`` and ``(aa)`` differ."""
        return self.by_tag.get(tag) or self.named(tag)

    def at(self, host: str) -> Agency | None:
        """The agency whose site a host is on."""
        return self.by_domain.get(registrable_domain(host))


@cache
def registry() -> Registry:
    """The registry, read once.

    Raises:
        DataError: If the data file is damaged; the message names the entry.
    """
    agencies = tuple(_agency(row, number) for number, row in enumerate(load_table("agencies.toml", "agency"), start=1))
    return Registry(
        agencies=agencies,
        by_key={brand_key(name): agency for agency in agencies for name in (agency.name, *agency.aliases)},
        by_tag={tag: agency for agency in agencies for tag in agency.tags},
        by_domain={registrable_domain(domain): agency for agency in agencies for domain in agency.domains},
    )


def _agency(row: dict[str, object], number: int) -> Agency:
    where = f"agencies.toml, agency {number}"
    kind = text_of(row, "type", where)
    if kind not in tuple(AgencyType):
        message = f"{where}: type is {kind!r}; use one of {', '.join(AgencyType)}"
        raise DataError(message)
    return Agency(
        name=text_of(row, "name", where),
        type=AgencyType(kind),
        aliases=text_list(row, "aliases", where),
        tags=text_list(row, "tags", where),
        domains=text_list(row, "domains", where),
    )
