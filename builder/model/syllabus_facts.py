"""What the rules know of a syllabus beyond its file: looked up or computed by the pipeline, so that rules only compare.

Tables of time zones and of public holidays, and plans of classes, belong to stages that rules do not know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import msgspec

from builder.model.timetable import DayOff


class OddClock(msgspec.Struct, frozen=True, kw_only=True):
    """A session that begins or ends at a time which clocks skip, or show twice, on the night on which they change.

    number: of the session, from 1.  time: minutes after midnight.
    """

    number: int
    date: dt.date
    time: int
    kind: Literal["skipped", "doubled"]


class Squeezed(msgspec.Struct, frozen=True, kw_only=True):
    """A module that gets less time in a session than it takes: what there is no time for, and what is shortened.

    number: of the session.  minutes, wanted: what it gets and what it takes.  left_out, shortened: named in words.
    """

    number: int
    slug: str
    minutes: int
    wanted: int
    left_out: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()


class SyllabusFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to know.

    near_zones: names like that of an unknown time zone; None where the zone is known, or none is named.
    unknown_place: what is wrong with the country or region, and what to do; None where nothing is.
    public: holidays of the country and region in the term, or on days of a workshop.
    off: all days without class, in the order of time; a workshop is held on them all the same.
    reading: how many minutes each module's article takes, by slug.
    """

    near_zones: tuple[str, ...] | None = None
    unknown_place: tuple[str, str] | None = None
    public: Mapping[dt.date, str] = {}
    off: tuple[DayOff, ...] = ()
    odd_clocks: tuple[OddClock, ...] = ()
    reading: Mapping[str, int] = {}
    squeezed: tuple[Squeezed, ...] = ()
