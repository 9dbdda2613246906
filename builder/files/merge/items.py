"""A quiz.yml when the article changed: what a person touched stays, a draft whose words are gone goes.

Items are not drafted here; `builder quiz redraft` does that.  What the article still says keeps its item
and the item its id; the number of the paragraph that it names follows where the paragraph moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from builder.files.lines import Splice, spliced
from builder.files.quiz_edit import without_items
from builder.files.quiz_yml import QuizFile, QuizItem, read_quiz, unsure, with_origins
from builder.files.yaml_read import Node, read_yaml
from builder.findings import BuilderError
from builder.model.item import Item, Quote

#: Gives the words of an item that the article says no more; None where it still says all of them.
Lost = Callable[[Item], str | None]
#: Gives the number of the paragraph in which a quotation stands now.
Place = Callable[[Quote], int | None]
#: Gives the new number of a learning objective.
Number = Callable[[int], int]


class Orphan(msgspec.Struct, frozen=True, kw_only=True):
    """An item whose words the article says no more: its id, its line in the file as it was, and the words."""

    id: str
    line: int
    words: str


class MergedQuiz(msgspec.Struct, frozen=True, kw_only=True):
    """A quiz after its article changed, and the drafts as the base of the next merge.

    gone: drafts that went.  kept: a person's items whose words are gone too; they stay.
    moved: the ids of items that name another paragraph or objective by its new number.
    """

    text: str
    base: str
    gone: tuple[Orphan, ...] = ()
    kept: tuple[Orphan, ...] = ()
    moved: tuple[str, ...] = ()


def merge_quiz(quiz: QuizFile, base: QuizFile, lost: Lost, place: Place, number: Number) -> MergedQuiz:
    """Return what becomes of a quiz and of its drafts when the article changed; all other bytes stay.

    Raises BuilderError where a file is written so that it cannot be changed safely.
    """
    items = {item.id: item for item in with_origins(quiz.items, base.items)}
    orphans = [(entry, words) for entry in quiz.entries if (words := lost(items[entry.item.id])) is not None]
    gone = [(entry, words) for entry, words in orphans if _is_draft(items[entry.item.id])]
    kept = [(entry, words) for entry, words in orphans if not _is_draft(items[entry.item.id])]
    ids = tuple(entry.item.id for entry, _ in gone)
    there = tuple(id_ for id_ in ids if any(item.id == id_ for item in base.items))
    followed = _followed(quiz, place, number)
    return MergedQuiz(
        text=without_items(followed, ids),
        base=without_items(_followed(base, place, number), there),
        gone=tuple(_orphan(entry, words) for entry, words in gone),
        kept=tuple(_orphan(entry, words) for entry, words in kept),
        moved=tuple(
            new.id for old, new in zip(quiz.items, followed.items, strict=True) if old != new and new.id not in ids
        ),
    )


def _is_draft(item: Item) -> bool:
    """Return whether nobody has touched an item: neither changed nor accepted it."""
    return item.origin == "drafted" and not item.accepted


def _orphan(entry: QuizItem, words: str) -> Orphan:
    return Orphan(id=entry.item.id, line=entry.line, words=words)


def _followed(quiz: QuizFile, place: Place, number: Number) -> QuizFile:
    """Return the quiz with the numbers of paragraphs and objectives as they are now."""
    root, _ = read_yaml(quiz.text, quiz.file)
    listed = root.get("items") if root is not None else None
    places = {entry.start for entry in quiz.entries}
    nodes = [node for node in (listed.items if listed is not None else ()) if node.start in places]
    splices = [splice for node in nodes for splice in _numbers(node, place, number)]
    if not splices:
        return quiz
    after, findings = read_quiz(spliced(quiz.text, splices), quiz.file)
    if after is None or len(after.entries) != len(quiz.entries) or len(findings) > len(read_quiz(quiz.text, "")[1]):
        raise BuilderError(unsure(quiz))
    return after


def _numbers(item: Node, place: Place, number: Number) -> Iterator[Splice]:
    """Yield the splices of the numbers that an item names and that are others now."""
    objective = item.get("objective")
    if objective is not None and (old := _int(objective)) is not None and number(old) != old:
        yield Splice(start=objective.start, end=objective.end, text=str(number(old)))
    options = item.get("options")
    for holder in (item, *(options.items if options is not None else ())):
        source = holder.get("source")
        paragraph = source.get("paragraph") if source is not None else None
        if source is None or paragraph is None:
            continue
        quote, section, old = source.get("quote"), source.get("section"), _int(paragraph)
        if quote is None or not quote.scalar or section is None or not section.scalar or old is None:
            continue
        new = place(Quote(section=section.scalar, quote=quote.scalar, paragraph=old))
        if new is not None and new != old:
            yield Splice(start=paragraph.start, end=paragraph.end, text=str(new))


def _int(node: Node) -> int | None:
    return int(node.scalar) if node.scalar is not None and node.scalar.isdecimal() else None
