"""The sheets of each kind, and what there is to say of them."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from builder.class_plan import USUAL_MINUTES
from builder.files.course import page_of
from builder.findings import Finding, Where, note, warning
from builder.model.sheet import SheetKind
from builder.writers.sheets.discussion import cards, prompts
from builder.writers.sheets.facilitator import facilitator
from builder.writers.sheets.materials import Made, Materials
from builder.writers.sheets.quiz import key, quiz, versions_named
from builder.writers.sheets.reading import reading
from builder.writers.sheets.student import student
from builder.writers.sheets.timetable import Reading


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What a person may choose of sheets.

    versions: how many of the quiz.  minutes, reading: of the class that the guide plans.  duplex: of cards.
    sessions: minutes of the class on each module (slug, minutes), where `minutes` is None.
    """

    versions: int = 1
    minutes: int | None = None
    sessions: tuple[tuple[str, int], ...] = ()
    reading: Reading = "inside"
    duplex: bool = False

    def minutes_for(self, slug: str) -> int:
        """Return how long the class on a module is."""
        return self.minutes or dict(self.sessions).get(slug, USUAL_MINUTES)


def sheets_of(kind: SheetKind, materials: Materials, choices: Choices) -> tuple[tuple[str, Made], ...]:
    """Return the sheets of a kind, each with the name of its file; more than one for a quiz in versions."""
    versions = versions_named(choices.versions)
    if kind == "key" and choices.versions > 1:
        return ((f"key-{versions[0]}-to-{versions[-1]}", key(materials, versions)),)
    if kind == "quiz" and choices.versions > 1:
        return tuple((f"quiz-{version}", quiz(materials, version, one_of_many=True)) for version in versions)
    makers: dict[SheetKind, Callable[[], Made]] = {
        "student": lambda: student(materials),
        "reading": lambda: reading(materials),
        "facilitator": lambda: facilitator(
            materials, choices.minutes_for(materials.shown.slug), choices.reading, versions
        ),
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
    return (*found, *([nothing_for(kind, slug)] if made.sheet is None else []))


def nothing_for(kind: SheetKind, slug: str) -> Finding:
    """Return the finding that a module has nothing for a kind of sheet or slides."""
    message, help_ = _EMPTY[kind]
    return warning("handout-empty", message, Where(file=f"{page_of(slug)}/module.md"), help_)
