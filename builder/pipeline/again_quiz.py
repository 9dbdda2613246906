"""The quiz of a module whose article changed: what its items took from the article, and where that stands now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from builder.checks.quotations import holding, holds
from builder.files.course import ModuleFolder
from builder.files.merge.align import aligned
from builder.files.merge.items import MergedQuiz, merge_quiz
from builder.files.merge.sections import parts_of
from builder.files.module_read import ModuleFile, read_module
from builder.files.quiz_yml import QuizFile, QuizItem, read_quiz
from builder.files.source_text import read_text
from builder.findings import Finding, Where, note, warning
from builder.model.article import Article, paragraphs
from builder.model.item import Item, Quote
from builder.text.inline import plain
from builder.text.words import folded

_NO_ITEMS = "format: 1\nitems: []\n"


class Articles:
    """The article as it was imported last, and as it is now."""

    def __init__(self, old: Article, new: Article) -> None:
        self.old, self.new = holding(old), holding(new)
        self.places = [{p.number: folded(plain(p.text)).lower() for p in paragraphs(one)} for one in (old, new)]

    def lost(self, item: Item) -> str | None:
        """Return words that an item took from the article, and that the article says no more.

        Of a person's item only its quotations count: the rest is theirs.
        """
        quotes = [item.source, *(option.source for option in getattr(item, "options", ()))]
        texts = [quote.quote for quote in quotes if quote is not None]
        if item.origin == "drafted" and not item.accepted:
            texts += _said(item)
        return next((text for text in texts if holds(self.old, text) and not holds(self.new, text)), None)

    def place(self, quote: Quote) -> int | None:
        """Return the number of the paragraph where a quotation stands now, None where its number was never right."""
        words = folded(plain(quote.quote)).lower()
        before, after = self.places
        at = [number for number, text in after.items() if words in text]
        if quote.paragraph is None or words not in before.get(quote.paragraph, "") or quote.paragraph in at:
            return None
        return at[0] if at else None


_QUOTED = re.compile(r"[“«]\s*([^“”«»]+?)\s*[”»]")


def _said(item: Item) -> list[str]:
    """Return the texts of an item, and what is quoted in them."""
    texts: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, str):
            texts.extend((value, *_QUOTED.findall(value)))
        elif isinstance(value, dict | list | tuple):
            for inner in value.values() if isinstance(value, dict) else value:
                gather(inner)

    gather({key: value for key, value in msgspec.to_builtins(item).items() if key not in ("id", "kind", "origin")})
    return texts


def entry_numbers(kind: str, ours: ModuleFile, text: str) -> dict[int, int | None]:
    """Return, for each entry of a section by its number, the number that it has in another text, None where it is gone.

    kind: of the section, as `objectives`.
    """
    after, _ = read_module(ours.module.slug, text, ours.file)
    if after is None:  # a conflict in the front matter: the numbers follow when it is settled, or not at all
        return {}
    units = [
        next((tuple(u for u in p.units if u.kind == "item") for p in parts_of(f) if p.name[0] == kind), ())
        for f in (ours, after)
    ]
    places = enumerate(aligned(units[0], units[1]), 1)
    return {number: None if place is None else place + 1 for number, place in places}


def objective_numbers(ours: ModuleFile, text: str) -> dict[int, int]:
    """Return the new numbers of the learning objectives that have another now."""
    numbers = entry_numbers("objectives", ours, text)
    return {number: now for number, now in numbers.items() if now is not None and now != number}


def quiz_again(course: Path, entry: ModuleFolder, articles: Articles, numbers: dict[int, int]) -> MergedQuiz | None:
    """Return what becomes of a module's quiz, None where it is not here."""
    if entry.quiz is None:
        return None
    text, _ = read_text(course / entry.drafts, entry.drafts)
    base, _ = read_quiz(text if text is not None else _NO_ITEMS, entry.drafts)
    if base is None:
        base = QuizFile(text=_NO_ITEMS, file=entry.drafts, entries=())
    return merge_quiz(entry.quiz, base, articles.lost, articles.place, lambda number: numbers.get(number, number))


def items_told(entry: ModuleFolder, quiz: MergedQuiz | None) -> Iterator[Finding]:
    """Yield a finding for each item whose words the article says no more."""
    if entry.quiz is None or quiz is None:
        return
    for orphan in quiz.gone:
        where = Where(file=entry.quiz.file, path=orphan.id)
        help_ = f"`builder quiz redraft {entry.slug}` looks for new ones"
        yield note("item-gone", f"the draft went: the article says no more “{orphan.words}”", where, help_)
    for orphan in quiz.kept:
        line = next((known.line for known in _entries(quiz.text, entry.quiz.file) if known.item.id == orphan.id), None)
        where = Where(file=entry.quiz.file, line=line, path=orphan.id)
        message = f"the article says no more “{orphan.words}”; the item is yours and stays"
        yield warning("item-outdated", message, where, "correct its quotation, or delete it")


def _entries(text: str, file: str) -> tuple[QuizItem, ...]:
    quiz, _ = read_quiz(text, file)
    return quiz.entries if quiz is not None else ()
