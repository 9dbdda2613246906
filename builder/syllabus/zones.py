"""Time zones by name (IANA), from the package `tzdata` and never from the machine: same version, same bytes."""

from __future__ import annotations

import datetime as dt
import difflib
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from builder.model.timetable import Meeting


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all known time zones."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@cache
def zone(name: str) -> ZoneInfo:
    """Return a time zone; raises KeyError for an unknown name."""
    if name not in zone_names():
        raise KeyError(name)
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)


def near_zones(name: str) -> tuple[str, ...]:
    """Return the names of zones that somebody may have meant: written alike, or of a city or an area of that name."""
    wanted = name.strip().replace(" ", "_").casefold()
    last = wanted.rpartition("/")[2]
    named = sorted(known for known in zone_names() if known.rpartition("/")[2].casefold() == last)
    spelled = {known.casefold(): known for known in sorted(zone_names())}
    alike = [spelled[key] for key in difflib.get_close_matches(wanted, spelled, n=3, cutoff=0.7)]
    return tuple(dict.fromkeys([*named, *alike]))[:3]


def begins(meeting: Meeting, start: int, time_zone: ZoneInfo) -> dt.datetime:
    """Return the moment at which a session begins, `start` minutes after midnight of its meeting's day."""
    day = dt.datetime.combine(meeting.date, dt.time(), tzinfo=time_zone)
    return day + dt.timedelta(minutes=start)  # of one zone: wall-clock arithmetic


def ends(begin: dt.datetime, minutes: int) -> dt.datetime:
    """Return the moment `minutes` later, as lived: a night on which clocks change has one hour more or less."""
    later = begin.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)
    return later.astimezone(begin.tzinfo)


def is_skipped(moment: dt.datetime) -> bool:
    """Return whether clocks jump over a wall-clock time, so that nobody can come then."""
    return moment.astimezone(dt.UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None)


def is_doubled(moment: dt.datetime) -> bool:
    """Return whether clocks show a wall-clock time twice that night; we mean the first time."""
    return not is_skipped(moment) and moment.utcoffset() != moment.replace(fold=1).utcoffset()
