"""When a text comes out, and what date its page shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.habits import Habits
from provenance.evaluation.simulate.press import Outlet
from provenance.evaluation.simulate.publication import ShownDate
from provenance.evaluation.simulate.world import World

_FIRST_DAY = datetime(2024, 1, 8, tzinfo=UTC)
_DAYS = 120
"""Days over which the stories of a simulation are spread."""
_LAGS = (3, 7, 15, 30, 60, 120, 240, 480, 900, 1500, 3000, 6000)
"""Minutes until a text is copied, in steps that each double about once; most copies are made within a day."""
_ZONED = 0.75
"""Share of written times that say their zone."""


def first_moment(chance: Chance) -> datetime:
    """When an event becomes news, UTC, to the minute."""
    return _FIRST_DAY + timedelta(days=chance.below(_DAYS), minutes=chance.below(24 * 60))


def later(moment: datetime, chance: Chance) -> datetime:
    """When a copy of what came out at ``moment`` comes out."""
    lag = chance.pick(_LAGS)
    return moment + timedelta(minutes=lag + chance.below(lag))


def shown_date(
    published: datetime, inherited: ShownDate | None, outlet: Outlet, rates: tuple[Habits, World], chance: Chance
) -> ShownDate | None:
    """The date a page shows: the true one, its source's, a wrong one, or none."""
    habits, world = rates
    zoned, by_day = chance.happens(_ZONED), chance.happens(habits.by_day)
    if not chance.happens(habits.dates * world.dated):
        return None
    true = ShownDate(moment=published, offset=outlet.offset, zoned=zoned, by_day=by_day)
    if chance.happens(max(habits.misdates, world.misdated)):
        return replace(true, moment=_wrong(published, chance))
    if inherited is not None and chance.happens(habits.inherits_date):
        return inherited
    return true


def _wrong(published: datetime, chance: Chance) -> datetime:
    """A moment days to a year after (set anew on import) or hours to months before (set back)."""
    if chance.happens(0.5):
        return published + timedelta(days=2 + chance.below(400), minutes=chance.below(1440))
    return published - timedelta(days=chance.pick((1, 1, 2, 5, 14, 60)), minutes=chance.below(1440))
