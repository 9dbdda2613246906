"""What a merge or a person has changed in a module, as lines for people: counts, items, unified diffs."""

from __future__ import annotations

import difflib
import os
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.pipeline import Again, Edited, Picked

_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}


def difference(before: str, after: str, name: str, *, was: str = "", now: str = "") -> list[str]:
    """Return the lines of a unified diff of a file, none where nothing changed; `was`, `now`: what the two are."""
    rows = [re.split(r"\r\n|\r|\n", text.removesuffix("\n").removesuffix("\r")) for text in (before, after)]
    names = [f"{name} ({what})" if what else name for what in (was, now)]
    return list(difflib.unified_diff(rows[0], rows[1], names[0], names[1], lineterm=""))


def coloured(lines: list[str]) -> list[str]:
    """Return the lines of a diff in colours where they are shown on a terminal that wants them (no-color.org)."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return lines
    return [f"{_COLOURS[line[0]]}{line}\x1b[0m" if line[:1] in _COLOURS else line for line in lines]


def labelled(rows: list[tuple[str, str]]) -> list[str]:
    """Return rows of a label and words as lines; a label that repeats is left out."""
    labels = [label if number == 0 or rows[number - 1][0] != label else "" for number, (label, _) in enumerate(rows)]
    return [f"  {label:<10}{text}" for label, (_, text) in zip(labels, rows, strict=True)]


def merged(again: Again) -> list[tuple[str, str]]:
    """Return what a merge makes of a module, as rows of a label and words."""
    diff = difference(again.before, again.module.text, "module.md")[2:]
    more, fewer = (sum(line.startswith(sign) for line in diff) for sign in "+-")
    rows = [("module.md", f"{more} lines in, {fewer} out" if diff else "nothing changes")]
    rows += [("conflict", f"line {conflict.line}, {conflict.section}") for conflict in again.module.conflicts]
    quiz = again.quiz
    if quiz is not None:
        ids = {
            "drafts that go": [orphan.id for orphan in quiz.gone],
            "yours, to be corrected": [orphan.id for orphan in quiz.kept],
            "numbers that follow": quiz.moved,
        }
        rows += [("quiz.yml", f"{what}: {', '.join(names)}") for what, names in ids.items() if names]
        if not any(ids.values()):
            rows.append(("quiz.yml", "nothing changes"))
    if again.module.conflicts:
        rows.append(("to do", "choose in module.md between the words that clash; the book is not built before"))
    rows.append(("to do", f"new quiz items, if you want some: `builder quiz redraft {again.slug}`"))
    return rows


def diffs(again: Again) -> list[str]:
    """Return the diffs of what a merge changes in the files that a person edits."""
    lines = difference(again.before, again.module.text, "module.md", was="yours", now="merged")
    if again.quiz is not None:
        lines += difference(again.quiz_before, again.quiz.text, "quiz.yml", was="yours", now="merged")
    return coloured(lines)


def edited(what: Edited) -> list[str]:
    """Return the lines of `builder diff` without a file: the diff of module.md, then items that are not as drafted."""
    lines = coloured(difference(what.before, what.after, "module.md", was="as imported", now="yours"))
    width = max((len(id_) for id_, _ in what.items), default=0)
    items = [f"  {id_:<{width}}  {state}" for id_, state in what.items]
    lines += [*([""] if lines and items else []), *(["quiz.yml"] if items else []), *items]
    return lines or [f"{what.slug}: nothing changed since the last import"]


def picked(one: Picked) -> list[str]:
    """Return the table of a module that was taken from a collection, or updated from it."""
    if not one.place:
        return [f"{one.slug}: nothing taken"]
    head = f"{one.slug} -> {one.place}{'' if one.written else ' (nothing written)'}"
    if one.module is None:
        rows = [("taken", f"{one.files} files"), ("to do", "look it through: what it says of a class is its author's")]
        return [head, *labelled(rows)]
    diff = difference(one.before, one.module.text, "module.md")[2:]
    more, fewer = (sum(line.startswith(sign) for line in diff) for sign in "+-")
    rows = [("module.md", f"{more} lines in, {fewer} out" if diff else "nothing changes")]
    rows += [("conflict", f"line {conflict.line}, {conflict.section}") for conflict in one.module.conflicts]
    quiz = one.quiz
    if quiz is not None:
        ids = {"new": quiz.added, "changed": quiz.changed, "gone": quiz.gone, "yours stay": (*quiz.clashes, *quiz.kept)}
        rows += [("quiz.yml", f"{what}: {', '.join(names)}") for what, names in ids.items() if names]
    shown: list[str] = []
    if not one.written:
        shown = difference(one.before, one.module.text, "module.md", was="yours", now="merged")
        if quiz is not None:
            shown += difference(one.quiz_before, quiz.text, "quiz.yml", was="yours", now="merged")
    return [head, *labelled(rows), *([""] if shown else []), *coloured(shown)]
