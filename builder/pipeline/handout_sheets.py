"""From a course to sheets: what each module's sheets are made of, and the sheets of each kind."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from builder.book.settings import lookup, read_settings
from builder.files.course import CourseFolder, ModuleFolder, page_of
from builder.findings import Finding, Where, note, warning
from builder.model.article import passages
from builder.model.module import Module
from builder.model.publishing import published_items
from builder.model.sheet import SheetKind
from builder.pipeline.book import numbered
from builder.writers.page import student_edition
from builder.writers.sheets.discussion import cards, prompts
from builder.writers.sheets.facilitator import facilitator
from builder.writers.sheets.materials import Made, Materials, look_back
from builder.writers.sheets.quiz import key, quiz, versions_named
from builder.writers.sheets.reading import reading
from builder.writers.sheets.student import student
from builder.writers.sheets.timetable import Reading
from builder.writers.shown import public


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What a person may choose of sheets.

    versions: how many of the quiz.  minutes, reading: of the class that the guide plans.  duplex: of cards.
    """

    versions: int = 1
    minutes: int = 50
    reading: Reading = "inside"
    duplex: bool = False


def materials_of(course: CourseFolder) -> dict[str, Materials]:
    """Return what the sheets of each module are made of, by slug, in the order of the course."""
    settings = course.config.settings
    base = str(lookup(read_settings(course.folder), "html.baseurl") or "").rstrip("/")
    found: dict[str, Materials] = {}
    for folder in course.folders:
        if folder.module is None:
            continue
        whole = msgspec.structs.replace(folder.module, items=published_items(folder.module, settings))
        earlier = (entry.shown for entry in found.values() if entry.language == whole.front.language)
        found[folder.slug] = Materials(
            shown=_shown(folder, whole),
            whole=whole,
            article=numbered(folder),
            settings=settings,
            look_back=look_back(tuple(earlier), folder.slug),
            address=f"{base}/{page_of(folder.slug)}.html" if base else "",
        )
    return found


def _shown(folder: ModuleFolder, whole: Module) -> Module:
    held = passages(folder.inspection) if folder.inspection is not None else ()
    return public(student_edition(whole), held or tuple(paragraph.text for paragraph in numbered(folder)))


def sheets_of(kind: SheetKind, materials: Materials, choices: Choices) -> tuple[tuple[str, Made], ...]:
    """Return the sheets of a kind, each with the name of its file; more than one for a quiz in versions."""
    versions = versions_named(choices.versions)
    if kind == "quiz" and choices.versions > 1:
        return tuple((f"quiz-{version}", quiz(materials, version, one_of_many=True)) for version in versions)
    makers: dict[SheetKind, Callable[[], Made]] = {
        "student": lambda: student(materials),
        "reading": lambda: reading(materials),
        "facilitator": lambda: facilitator(materials, choices.minutes, choices.reading, versions),
        "quiz": lambda: quiz(materials),
        "key": lambda: key(materials, versions),
        "prompts": lambda: prompts(materials),
        "cards": lambda: cards(materials, duplex=choices.duplex),
    }
    return ((kind, makers[kind]()),)


#: Why a module has no sheet of a kind, and what to do about it.
_EMPTY: dict[SheetKind, tuple[str, str]] = {
    "reading": (
        "its front matter says `text: link`, or it holds no text, so there is no reading to print",
        "set `text: full` if you may copy the article for your class",
    ),
    "quiz": ("it has no quiz items that students see", "write some into quiz.yml, or `builder quiz redraft`"),
    "key": ("it has no quiz items that students see", "write some into quiz.yml, or `builder quiz redraft`"),
    "prompts": ("it has no discussion prompts", "add some under the heading Discussion prompts"),
    "cards": ("it has no prompts or key terms that fit on a card", "add some, or use the prompts sheet"),
}


def findings_of(kind: SheetKind, made: Made, slug: str) -> tuple[Finding, ...]:
    """Return what there is to say of a sheet: what it could not hold, and that there is none."""
    file = f"{page_of(slug)}/module.md"
    found = [
        note(
            placed.code,
            f"{placed.what}: on paper stands {placed.instead}",
            Where(file=file, line=placed.line),
            "look at the sheet; a shorter text or a plain paragraph prints as it is",
        )
        for placed in made.substitutes
    ]
    if made.sheet is None:
        message, help_ = _EMPTY[kind]
        found.append(warning("handout-empty", message, Where(file=file), help_))
    return tuple(found)
