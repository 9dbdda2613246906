"""Small changes to a quiz.yml: an item is accepted, items go, drafts are remembered as rejected.

Each changes the lines it must and no other byte; what would read back otherwise is refused.
"""

from __future__ import annotations

import re

import msgspec

from builder.files.lines import Splice, line_end, lines_of, newline_of, spliced
from builder.files.quiz_yml import QuizFile, QuizItem, read_quiz, unsure, with_item
from builder.files.yaml_read import read_yaml
from builder.findings import BuilderError


def with_accepted(file: QuizFile, ids: tuple[str, ...]) -> str:
    """Return the text with the items marked `accepted: true`, each by one line more; comments stay.

    Raises KeyError for an unknown id, BuilderError where the file cannot be changed safely.
    """
    for id_ in ids:
        file = _again(file, _accepted(file, id_))
    return file.text


def _accepted(file: QuizFile, id_: str) -> str:
    entry = _entry(file, id_)
    if entry.item.accepted:
        return file.text
    wanted = msgspec.structs.replace(entry.item, accepted=True)
    if file.text[entry.start] == "{" or re.search(r"(?m)^\s*accepted\s*:", file.text[entry.start : entry.end]):
        return with_item(file, id_, wanted)
    indent = " " * (lines_of(file.text).column(entry.start) - 1)
    at = line_end(file.text, entry.end)
    text = spliced(file.text, [Splice(start=at, end=at, text=f"{newline_of(file.text)}{indent}accepted: true")])
    return _sure(file, text, tuple(wanted if item.id == id_ else item for item in file.items), file.rejected)


def without_items(file: QuizFile, ids: tuple[str, ...]) -> str:
    """Return the text without the items; comments above an item stay, those inside it go with it.

    Raises KeyError for an unknown id, BuilderError where the file cannot be changed safely.
    """
    for id_ in ids:
        file = _again(file, _without(file, id_))
    return file.text


def _without(file: QuizFile, id_: str) -> str:
    entry = _entry(file, id_)
    lines, last = lines_of(file.text), len(file.entries) == 1
    root, _ = read_yaml(file.text, file.file)
    listed = root.get("items") if root is not None else None
    if listed is None or listed.flow:
        raise BuilderError(unsure(file))
    if last and len(listed.items) == 1:
        splice = Splice(start=listed.start, end=listed.end, text="[]")
    else:
        start = lines.starts[_dash(file.text, entry, lines.number(entry.start)) - 1]
        end = line_end(file.text, entry.end)
        end += len(re.match(r"\r\n|\r|\n|", file.text[end:]).group())  # type: ignore[union-attr]
        splice = Splice(start=start, end=end, text="")
    items = tuple(item for item in file.items if item.id != id_)
    return _sure(file, spliced(file.text, [splice]), items, file.rejected)


def _dash(text: str, entry: QuizItem, line: int) -> int:
    """Return the line on which the dash before an item stands: the item's own, or one above it."""
    lines = lines_of(text)
    while line > 1 and not text[lines.starts[line - 1] : entry.start].lstrip().startswith("-"):
        line -= 1
    return line


def with_rejected(file: QuizFile, ids: tuple[str, ...]) -> str:
    """Return the text with ids added to the list of rejected drafts, at the end of the file.

    Raises BuilderError where the file cannot be changed safely.
    """
    new = tuple(id_ for id_ in dict.fromkeys(ids) if id_ not in file.rejected)
    if not new:
        return file.text
    newline = newline_of(file.text)
    root, _ = read_yaml(file.text, file.file)
    listed = root.get("rejected") if root is not None else None
    rejected = (*file.rejected, *new)
    if listed is not None and listed.items and not listed.flow:
        indent = " " * (lines_of(file.text).column(listed.start) - 1)
        at = line_end(file.text, listed.end)
        words = "".join(f"{newline}{indent}- {id_}" for id_ in new)
        return _sure(file, spliced(file.text, [Splice(start=at, end=at, text=words)]), file.items, rejected)
    if listed is not None and (listed.items or listed.scalar):
        splice = Splice(start=listed.start, end=listed.end, text=f"[{', '.join(rejected)}]")
        return _sure(file, spliced(file.text, [splice]), file.items, rejected)
    if listed is not None:
        raise BuilderError(unsure(file))
    gap = "" if file.text.endswith(("\n", "\r")) else newline
    words = "".join(f"  - {id_}{newline}" for id_ in new)
    return _sure(file, f"{file.text}{gap}rejected:{newline}{words}", file.items, rejected)


def _entry(file: QuizFile, id_: str) -> QuizItem:
    entry = next((entry for entry in file.entries if entry.item.id == id_), None)
    if entry is None:
        raise KeyError(id_)
    return entry


def _again(file: QuizFile, text: str) -> QuizFile:
    changed, _ = read_quiz(text, file.file)
    if changed is None:
        raise BuilderError(unsure(file))
    return changed


def _sure(file: QuizFile, text: str, items: tuple[object, ...], rejected: tuple[str, ...]) -> str:
    """Return the text if it reads back as these items and ids, with no more problems than before."""
    before, (after, found) = read_quiz(file.text, file.file), read_quiz(text, file.file)
    if after is None or after.items != items or after.rejected != rejected or len(found) > len(before[1]):
        raise BuilderError(unsure(file))
    return text
