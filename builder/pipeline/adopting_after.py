"""What else follows when a person's edits are carried into a module: its review, numbers that point at its parts."""

from __future__ import annotations

import re

import msgspec

from builder.adopting.edits import LineEdit
from builder.adopting.lines import rows_of, with_line_edits
from builder.files.course import ModuleFolder
from builder.files.merge.items import merge_quiz
from builder.files.module_read import ModuleFile, read_module
from builder.files.module_write import with_field
from builder.files.private import Labelled, labelled
from builder.files.quiz_yml import QuizFile, read_quiz
from builder.findings import BuilderError, Finding, Where, warning
from builder.model.module import Module
from builder.model.publishing import published_items
from builder.model.settings import Settings
from builder.pipeline.again import review_outdated
from builder.pipeline.again_quiz import entry_numbers
from builder.pipeline.book import compiled_page
from builder.wording import phrase

_NO_ITEMS = QuizFile(text="format: 1\nitems: []\n", file="", entries=())
#: The minutes of a step in a prompt's format: "small groups (8), then the plenary (7)".
_STEP = re.compile(r"\((\d{1,3})\)")
_MARK = "\ue000"

Texts = dict[str, tuple[str, str]]


def followed(entry: ModuleFolder, file: ModuleFile, texts: Texts, settings: Settings) -> tuple[Texts, list[Finding]]:
    """Return the changed texts with what follows from the changes made, and what a person must look at.

    texts: by name, each file that changes, before and after.
    """
    if not texts:
        return texts, []
    texts, told = _with_numbers(entry, file, texts)
    after, _ = read_module(entry.slug, _after(texts, file.file, file.text), file.file)
    if after is None:
        return texts, told
    told += _minutes_told(file, after)
    if file.module.front.status == "reviewed" and _reads_otherwise(entry, file, after, texts, settings):
        try:
            texts = texts | {file.file: (file.text, with_field(after, "status", "draft"))}
        except BuilderError as problem:
            return texts, [*told, problem.finding]
        told.append(review_outdated(file, "the edits that were carried"))
    return texts, told


def _after(texts: Texts, name: str, text: str) -> str:
    return texts[name][1] if name in texts else text


def _reads_otherwise(
    entry: ModuleFolder, file: ModuleFile, after: ModuleFile, texts: Texts, settings: Settings
) -> bool:
    """Return whether students read another page than before."""
    own = entry.module.items if entry.module is not None else ()
    quiz, _ = read_quiz(texts[entry.quiz.file][1], "") if entry.quiz and entry.quiz.file in texts else (None, ())
    items = quiz.items if quiz is not None else own

    def page(module: Module) -> list[str]:
        cells = compiled_page(entry, msgspec.structs.replace(module, items=published_items(module, settings))).cells
        return [cell.source for cell in cells]

    before, now = (msgspec.structs.replace(f.module, items=i) for f, i in ((file, own), (after, items)))
    return page(before) != page(now) or any(
        msgspec.structs.replace(a, origin="drafted") != msgspec.structs.replace(b, origin="drafted")
        for a, b in zip(own, items, strict=False)
    )


def _with_numbers(entry: ModuleFolder, file: ModuleFile, texts: Texts) -> tuple[Texts, list[Finding]]:
    """Return the texts with the numbers of talking points and objectives as they are now; what points at none."""
    if file.file not in texts:
        return texts, []
    text = texts[file.file][1]
    numbers = {kind: entry_numbers(kind, file, text) for kind in ("talking_points", "objectives")}
    new, told = _plans_followed(file, text, numbers)
    texts = texts | {file.file: (file.text, new)}
    quiz = read_quiz(_after(texts, entry.quiz.file, entry.quiz.text), entry.quiz.file)[0] if entry.quiz else None
    if entry.quiz is None or quiz is None:
        return texts, told
    objectives = numbers["objectives"]
    for known in quiz.entries:
        number = known.item.objective
        if number in objectives and objectives[number] is None:
            where = Where(file=quiz.file, line=known.line, path=known.item.id)
            told.append(_gone(f"its objective {number}", where))
    try:
        new = merge_quiz(quiz, _NO_ITEMS, lambda _: None, lambda _: None, lambda n: objectives.get(n) or n).text
    except BuilderError as problem:
        return texts, [*told, problem.finding]
    return (texts | {quiz.file: (entry.quiz.text, new)} if new != entry.quiz.text else texts), told


def _gone(what: str, where: Where) -> Finding:
    return warning("adopt-numbers", f"{what} was taken out", where, "write the number that is meant now, or none")


def _plans_followed(
    file: ModuleFile, text: str, numbers: dict[str, dict[int, int | None]]
) -> tuple[str, list[Finding]]:
    """Return a module.md whose plans of prompts have the numbers as they are now; a line that is new is a person's."""
    after, _ = read_module(file.module.slug, text, file.file)
    language, known = file.module.front.language, set(rows_of(file.text))
    edits: list[LineEdit] = []
    told: list[Finding] = []
    rows = rows_of(text)
    for section in after.module.sections if after is not None else ():
        first = section.body_line - 1
        for place in range(first, first + section.body.count("\n") + 1) if section.kind == "prompts" else ():
            row = rows[place]
            label = labelled(row, language)
            if label is None or row not in known:
                continue
            kind = "objectives" if label.name == "objective" else "talking_points"
            new = row
            for start, end in reversed(_numbers_in(row, label, language)):
                number = int(row[start:end])
                now = numbers[kind].get(number, number)
                if now is None:
                    what = "objective" if kind == "objectives" else "talking point"
                    told.append(_gone(f"{what} {number}, which the line names,", Where(file=file.file, line=place + 1)))
                elif now != number:
                    new = f"{new[:start]}{now}{new[end:]}"
            if new != row:
                edits.append(LineEdit(start=place, end=place + 1, lines=(new,)))
    return with_line_edits(text, edits), told


def _numbers_in(row: str, label: Labelled, language: str) -> list[tuple[int, int]]:
    """Return where a line of a plan names objectives or talking points by number."""
    if label.name == "objective":
        first = row.rfind(label.value)
        return [(m.start() + first, m.end() + first) for m in re.finditer(r"\d{1,2}", label.value)]
    found = set()
    for known in ("en", language):
        for group, name in (("alignment", "point"), ("prompt", "step_down_point")):
            head, _, _ = phrase(known, f"{group}.{name}", number=_MARK).partition(_MARK)
            found |= {m.span(1) for m in re.finditer(rf"{re.escape(head)}(\d{{1,2}})(?!\d)", row, re.IGNORECASE)}
    return sorted(found)


def _minutes_told(file: ModuleFile, after: ModuleFile) -> list[Finding]:
    """Return a warning for each prompt whose minutes changed while the steps of its format add up to the old ones."""
    told = []
    before = {prompt.text: prompt.plan for prompt in file.module.prompts}
    for number, prompt in enumerate(after.module.prompts, 1):
        plan, old = prompt.plan, before.get(prompt.text)
        if old is None and number <= len(file.module.prompts):
            old = file.module.prompts[number - 1].plan
        steps = sum(map(int, _STEP.findall(plan.format or "")))
        if old is not None and steps and plan.minutes != old.minutes and steps == old.minutes:
            message = f"prompt {number} takes {plan.minutes} minutes now, and the steps of its format still {steps}"
            row = next((n for n, row in enumerate(rows_of(after.text), 1) if (plan.format or "") in row), None)
            where = Where(file=file.file, line=row)
            told.append(warning("adopt-minutes", message, where, "share the minutes out anew"))
    return told
