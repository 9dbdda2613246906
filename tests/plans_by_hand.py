"""Plans of syllabi from modules written by hand or made up from a seed: what the tests of drafting start from."""

import datetime as dt

from entries_by_hand import entries_of

from builder.files.syllabus_write import syllabus_text
from builder.syllabus.holidays import public_holidays
from builder.syllabus.plan.choice import Wanted
from builder.syllabus.plan.draft import Request, Supply, drafted, frame_of
from builder.syllabus.plan.packing import heavy_weeks

WANTED = ("languages", "levels", "topics")


def supply_of(rows):
    """Return the supply of a table of modules; `text` of a row is what it says, `listed = false` has no page, `example = true` is one."""
    texts = {row["slug"]: row.get("text", "") for row in rows}
    pages = frozenset(row["slug"] for row in rows if row.get("listed", True))
    bare = [{key: value for key, value in row.items() if key not in ("text", "listed", "example")} for row in rows]
    examples = frozenset(row["slug"] for row in rows if row.get("example"))
    return Supply(entries=entries_of(bare), texts=texts, pages=pages, examples=examples)


def request_of(asked):
    """Return a request from a table of what is asked for."""
    given = {"title": "A course", "days": ["Mon"], "minutes": 75, "start": "2027-01-11", "time": "10:00", **asked}
    wanted = {"languages": ["en"], **{key: given.pop(key) for key in WANTED if key in given}}
    start = dt.date.fromisoformat(given.pop("start"))
    return Request(
        **{**given, "days": tuple(given["days"])},
        start=start,
        wanted=Wanted(**{key: tuple(value) for key, value in wanted.items()}),
    )


def plan_of(request, supply):
    """Return the plan with the holidays of its country."""
    return drafted(request, supply, public_holidays(frame_of(request)))


def text_of(plan, **changed):
    """Return the file of a plan."""
    given = {"command": "builder syllabus plan course", "schema": None, "heavy": heavy_weeks(plan.reading())}
    return syllabus_text(plan, **{**given, "timed": True, **changed})


def rows_of(plan):
    """Return the modules of each session."""
    return [[one.entry.slug for one in session.chosen] for session in plan.sessions]
