"""Key terms across the sessions of a syllabus: which one is used before the session that defines it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from builder.catalog.spelling import compared
from builder.checks.looking import Looking
from builder.checks.syllabus.reading import at, listed, named, taught
from builder.findings import Finding, warning
from builder.model.course import CourseSyllabus
from builder.model.module import RUNNING_TEXT, Module
from builder.text.inline import plain
from builder.text.term_names import names_of, pattern_of

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """A term that one session defines and another uses; its module does not define it itself."""

    term: str
    defined: int
    used: int
    slug: str


def uses(read: CourseSyllabus, looking: Looking) -> tuple[Used, ...]:
    """Return which session uses a term of which other session's module, both in one language."""
    lessons = taught(read, looking)
    texts = {module.slug: (text := running_text(module), text.casefold()) for _, module in lessons}
    own = {module.slug: _own(module) for _, module in lessons}
    found: dict[tuple[str, int, int], Used] = {}
    for defined, module in lessons:
        for definition in module.definitions:
            term = plain(definition.term)
            names = [compared(name) for name in names_of(term)]
            pattern, begins = pattern_of(term), [name.split()[0].casefold() for name in names_of(term) if name.split()]
            for used, other in lessons:
                text, folded = texts[other.slug]
                near = used != defined and other.front.language == module.front.language
                if not near or own[other.slug] & set(names) or not any(begin in folded for begin in begins):
                    continue
                if pattern.search(text):
                    entry = Used(term=term, defined=defined, used=used, slug=other.slug)
                    found.setdefault((names[0], defined, used), entry)
    return tuple(found.values())


def _own(module: Module) -> set[str]:
    return {compared(name) for entry in module.definitions for name in names_of(plain(entry.term))}


def running_text(module: Module) -> str:
    """Return the running text that students read; a module's own definitions are no uses of others' terms."""
    bodies = []
    for section in module.sections:
        if section.kind in RUNNING_TEXT and not section.instructor:
            body = section.body
            for start, end in sorted(section.private, reverse=True):
                body = body[:start] + body[end:]
            bodies.append(plain(_COMMENT.sub("", body)))
    return "\n".join(bodies)


def term_early(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """No module uses a key term before the session that defines it."""
    every = uses(read, looking)
    earliest: dict[str, int] = {}
    for number, module in taught(read, looking):
        for name in _own(module):
            earliest.setdefault(name, number)
    told: dict[tuple[int, str, int], list[str]] = {}
    for use in every:
        first = min(earliest[compared(name)] for name in names_of(use.term))
        if use.used < first == use.defined:
            told.setdefault((use.used, use.slug, use.defined), []).append(f"“{use.term}”")
    for (used, slug, defined), terms in told.items():
        place = read.line(f"sessions[{defined - 1}]")
        what = "which is defined" if len(terms) == 1 else "which are defined"
        message = f"{slug} uses {listed(terms)}, {what} later, in {named(read, defined)} on line {place}"
        index = read.syllabus.sessions[used - 1].modules.index(slug)
        help_ = "move that session up, or define what is needed in this module too"
        yield warning("syllabus-term-early", message, at(read, f"sessions[{used - 1}].modules[{index}]"), help_)
