"""Rules for what a syllabus teaches: its modules are there, each once, in its language, under titles of their own."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.checks.syllabus.reading import at, known_modules, named
from builder.findings import Finding, error, note, warning
from builder.model.course import CourseSyllabus
from builder.text.inline import plain
from builder.text.words import folded

_MODULE = re.compile(r"modules/(?P<slug>[^/]+)/module\.md")


def module_unknown(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """Every module that a session or an outcome names is in the course."""
    there = {match["slug"] for match in map(_MODULE.fullmatch, looking.course.files) if match is not None}
    for path, slug in _names(read):
        if slug not in there:
            near = difflib.get_close_matches(slug.casefold(), sorted(there), n=1, cutoff=0.6)
            help_ = f"did you mean {near[0]}?" if near else "the modules are the folders in modules/"
            yield error("syllabus-module", f"there is no module {slug}", at(read, path), help_)


def _names(read: CourseSyllabus) -> Iterator[tuple[str, str]]:
    parts = {
        "sessions": [session.modules for session in read.syllabus.sessions],
        "outcomes": [outcome.modules for outcome in read.syllabus.outcomes],
    }
    for part, entries in parts.items():
        for number, slugs in enumerate(entries):
            yield from ((f"{part}[{number}].modules[{index}]", slug) for index, slug in enumerate(slugs))


def module_twice(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """No module is taught in two sessions."""
    first: dict[str, str] = {}
    for path, slug in _names(read):
        if path.startswith("sessions") and first.setdefault(slug, path) != path:
            message = f"{slug} is taught already in the session on line {read.line(first[slug])}"
            help_ = "take it out of one of the two; a session that goes on with it may have a title and no modules"
            yield warning("syllabus-module-twice", message, at(read, path), help_)


def title_twice(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """No two sessions have one title: nobody could tell them apart in a calendar."""
    first: dict[str, int] = {}
    for number, session in enumerate(read.syllabus.sessions):
        key = folded(plain(session.title or "")).casefold()
        if key and first.setdefault(key, number) != number:
            line = read.line(f"sessions[{first[key]}].title")
            message = f"the title {named(read, number + 1)} is also that of the session on line {line}"
            help_ = "add what is different, as a part or a place in the course"
            yield note("syllabus-title-twice", message, at(read, f"sessions[{number}].title"), help_)


def language_other(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """A module is in the language of the syllabus, or it is known that it is not."""
    modules = known_modules(looking)
    own = _base(read.syllabus.language)
    for path, slug in _names(read):
        module = modules.get(slug)
        if module is not None and path.startswith("sessions") and _base(module.front.language) != own:
            message = f"{slug} is in another language ({module.front.language}) than the syllabus ({own})"
            help_ = "nothing, if the class reads it; `notes:` of the session can say so"
            yield note("syllabus-language", message, at(read, path), help_)


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
