"""A rule for what the builder's fixed wording names in a module: key terms and talking points that are there."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.checks.quotations import holding, holds
from builder.checks.sections import line_of
from builder.findings import Finding, warning
from builder.frames import frame, seen
from builder.model.article import Point
from builder.model.course import CourseModule
from builder.model.module import Module
from builder.text.likeness import likeness

#: A point that shares so much of its letters with what is quoted is that point, reworded.
_REWORDED = 0.5


def reference_gone(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """The terms and points that drafted objectives and pointers name stand in the module; a person's words are free."""
    if entry.article is None:
        return
    module, held = entry.module, holding(entry.article)
    for objective in module.objectives:
        for message in _named(module, objective):
            help_ = "change the objective, or delete it"
            yield warning("reference-gone", message, line_of(entry, "objectives", objective), help_)
    for prompt in module.prompts:
        for pointer in prompt.plan.look_for:
            for words in _pointed_at(module, pointer):
                if holds(held, words):  # else the pointer quotes nothing at all, which is told already
                    message = f"it points at a talking point that the module has not: “{words}”"
                    help_ = "point at another, or delete the line"
                    yield warning("reference-gone", message, line_of(entry, "prompts", pointer), help_)


def _named(module: Module, objective: str) -> Iterator[str]:
    """Yield what is to be said of an objective of fixed wording that names what is not there."""
    language, said = module.front.language, seen(objective)
    match = frame(language, "objective.define").fullmatch(said)
    if match is not None:
        terms = {seen(definition.term).casefold() for definition in module.definitions}
        for quoted in frame(language, "marks.quoted").finditer(match["terms"]):
            if quoted["words"].casefold() not in terms:
                yield f"the objective names a key term that the module does not define: “{quoted['words']}”"
    match = frame(language, "objective.explain").fullmatch(said)
    if match is not None and not _stands(module, match["point"]):
        yield f"the objective quotes a talking point that the module has not: “{match['point']}”"


def _pointed_at(module: Module, pointer: str) -> Iterator[str]:
    """Yield the first words of talking points at which a line points and which are not there."""
    for match in frame(module.front.language, "prompt.look_for_point").finditer(seen(pointer)):
        words = match["words"].rstrip(" .,;:…")
        if words and not _stands(module, words):
            yield words


def _stands(module: Module, words: str) -> bool:
    """Return whether a module has a talking point with these words, or one that begins much like them."""
    wanted = words.casefold()
    points = [seen(text).casefold() for group in module.talking_points for text in _texts(group.points)]
    return any(wanted in text or likeness(text[: len(wanted)], wanted) >= _REWORDED for text in points)


def _texts(points: tuple[Point, ...]) -> Iterator[str]:
    for point in points:
        yield point.text
        yield from _texts(point.points)
