"""A drafted syllabus with the reason of every choice: what `builder.syllabus.plan` makes and `files` writes as YAML."""

from __future__ import annotations

from typing import Literal

import msgspec

from builder.model.entry import Entry
from builder.model.syllabus import Syllabus
from builder.model.timetable import DayOff, Meeting

#: Where a module speaks of a topic.
Field = Literal["keyword", "title", "term", "description", "objective"]

#: Why a module is not in the plan.
#:   page: no page of the book shows it      language: it is in a language that was not asked for
#:   translation: another version of it is in the plan      level: it is for others
#:   topic: it meets none of the topics      meeting: no meeting was left for it
Cause = Literal["page", "example", "language", "translation", "level", "topic", "meeting"]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a module speaks of a topic, and the words in which it does, as the module writes them."""

    field: Field
    words: str


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """A topic that a module meets, as it was asked for, and where."""

    topic: str
    hits: tuple[Hit, ...]


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """A module (`user`) whose text uses key terms that another one (`definer`) defines; both by slug."""

    user: str
    definer: str
    terms: tuple[str, ...]


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A module of the plan, and why it stands where it stands.

    before: what modules further down need of it.  late: what it needs of one further down; the two are in a circle.
    outside: what it needs of modules that are not in the plan.  moved: it changed weeks to even out the reading.
    """

    entry: Entry
    met: tuple[Met, ...] = ()
    before: tuple[Need, ...] = ()
    late: tuple[Need, ...] = ()
    outside: tuple[Need, ...] = ()
    moved: bool = False


class PlannedSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session of the plan: its meeting and its modules in the order of teaching."""

    meeting: Meeting
    chosen: tuple[Chosen, ...]

    @property
    def reading(self) -> int:
        """How many minutes of reading it asks for."""
        return sum(one.entry.reading_minutes for one in self.chosen)


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A module that is not in the plan, and why; detail: its language, its level, the slug of the other version."""

    slug: str
    title: str
    cause: Cause
    detail: str = ""


class SyllabusPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A drafted syllabus; languages, topics and levels as they were asked for.

    free: meetings without a session.  off: days on which the course would meet and does not.
    titles: of all modules of the course, by slug.
    """

    syllabus: Syllabus
    weeks: int
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    levels: tuple[str, ...]
    sessions: tuple[PlannedSession, ...]
    free: tuple[Meeting, ...]
    off: tuple[DayOff, ...]
    left_out: tuple[LeftOut, ...]
    titles: dict[str, str]

    def reading(self) -> dict[int, int]:
        """Return the minutes of reading of each week that has a session, by its number."""
        found: dict[int, int] = {}
        for session in self.sessions:
            found[session.meeting.week] = found.get(session.meeting.week, 0) + session.reading
        return found
