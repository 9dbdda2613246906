"""The planner page: what its scripts need to know, and what is said where they do not run."""

from __future__ import annotations

import json
from html import escape

from builder.wording import group, phrase
from builder.writers.course.parts import CourseView

#: Words of other pages that the planner says too, by their groups.
_SHARED = {
    "course": "any at_most class every keyword language level minutes reading shown",
    "marks": "colon comma quoted",
    "page": "minutes_value",
    "schedule": "assessment assessments class_minutes date day downloads due due_line free no_class no_class_named"
    " percent place plan reading_minutes sessions time_zone to_be_settled unknown_module week weight",
}


def planner_html(view: CourseView, countries: tuple[str, ...], years: range, zones: tuple[str, ...]) -> str:
    """Return the place in which `planner.js` builds the planner.

    countries: those whose public holidays are known, for these years.  zones: the names of all time zones.
    """
    if not view.entries:
        return ""
    words = {
        name: phrase(view.language, f"{table}.{name}") for table, names in _SHARED.items() for name in names.split()
    }
    words |= group(view.language, "planner")
    data = {
        "course": view.course,
        "language": view.language,
        "level": str(view.level),
        "countries": json.dumps(countries),
        "first": str(years[0]),
        "last": str(years[-1]),
        "zones": " ".join(zones),
        "words": json.dumps(words, ensure_ascii=False, sort_keys=True),
    }
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    no_script = escape(phrase(view.language, "planner.no_script"))
    return f'<div class="builder-planner"{attributes}>\n<p class="builder-planner-off-line">{no_script}</p>\n</div>'
