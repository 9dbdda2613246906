"""What of a course students must not read, and what they may: the two sides of promise 4.

Both are taken from the modules as they were read, not from the pages that writers make of them, so that a
mistake in a writer is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from builder.findings import Where
from builder.model.course import Course, CourseModule
from builder.model.item import (
    Cloze,
    Essay,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from builder.model.module import ModuleSection
from builder.model.publishing import is_published
from builder.text.disguises import bare
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.wording import group

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)|^[ \t>]*%([^\n]*)", re.DOTALL | re.MULTILINE)
_LIST_MARK = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)]|:|#{1,6})[ \t]+", re.MULTILINE)
#: What stands before the words of a line: its label, and the number of the paragraph that it points at, which the
#: page has before the same words.
_LABEL = re.compile(r"\A\W*\w+(?:[ \u00a0'’-]\w+){0,3}\W*[:：]\W*(?:\d+\W+)?|\A¶\d+\W+")
_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)", re.DOTALL | re.MULTILINE)

#: A text this long, in so many words, stands nowhere by chance; a shorter one is looked for on its own page only.
_SURE_LETTERS, _SURE_WORDS = 16, 3
_LONG_LETTERS = 24
_FEWEST_LETTERS = 3


class Secret(msgspec.Struct, frozen=True, kw_only=True):
    """A text that students must not read.

    words: the text folded (`bare`).  whose: what it is, for people.  short: it may stand somewhere by chance.
    """

    words: str
    text: str
    whose: str
    slug: str
    where: Where
    short: bool = False


def secrets(entry: CourseModule, course: Course) -> tuple[Secret, ...]:
    """Return the private texts of a module: whole, and sentence by sentence."""
    found = [*_of_items(entry, course), *_of_sections(entry)]
    return tuple({secret.words: secret for secret in reversed(found)}.values())[::-1]


def _of_items(entry: CourseModule, course: Course) -> Iterator[Secret]:
    for item in entry.module.items:
        where = Where(file=entry.quiz_file, line=entry.items.get(item.id))
        for name, text in _texts(item):
            yield from _pieces(text, f"{name} of item {item.id}", entry, where, short=True)
        for text in _keys(item):
            yield _secret(text, f"the key of item {item.id}", entry, where)
        if not is_published(item, entry.module, course.settings):
            for text in _shown(item):
                yield from _pieces(text, f"item {item.id}, which nobody has accepted,", entry, where, short=False)


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what is said of an item's answers, and the answers that are not shown, with names for people."""
    if item.feedback:
        yield "the feedback", item.feedback
    match item:
        case MultipleChoice() | MultipleResponse():
            yield from (("the feedback to an option", option.feedback) for option in item.options if option.feedback)
        case Matching():
            yield from (("the feedback to a match", pair.feedback) for pair in item.pairs if pair.feedback)
        case Cloze():
            yield from (("an accepted answer", wording) for gap in item.answers for wording in gap)
        case ShortAnswer():
            yield from (("an accepted answer", wording) for wording in item.answers)
        case Essay():
            if item.answer:
                yield "the model answer", item.answer
            yield from (("a point of a good answer", point) for point in item.points)
        case _:
            return


def _keys(item: Item) -> Iterator[str]:
    """Yield the words by which a file in the clear would tell the key, as YAML or JSON has them."""
    match item:
        case MultipleChoice() | MultipleResponse():
            yield from (f"{option.text} key true" for option in item.options if option.key)
        case TrueFalse():
            yield f"{item.stem} answer {str(item.answer).lower()}"
        case Matching():
            yield from (f"{pair.left} match {pair.match}" for pair in item.pairs)
        case Ordering():
            yield f"answers {' '.join(item.answers)}"
        case _:
            return


def _shown(item: Item) -> Iterator[str]:
    """Yield what of an item students see."""
    yield item.stem
    match item:
        case MultipleChoice() | MultipleResponse():
            yield from (option.text for option in item.options)
        case Matching():
            yield from (text for pair in item.pairs for text in (pair.left, pair.match))
            yield from item.spare
        case Ordering():
            yield from item.answers
        case _:
            return


def _of_sections(entry: CourseModule) -> Iterator[Secret]:
    for section in entry.module.sections:
        where = Where(file=entry.file, line=section.body_line)
        name = f"the section “{section.heading}”" if section.heading else "the beginning"
        for text in _private(section):
            yield from _pieces(text, f"a private part of {name}", entry, where, short=False)
        if section.instructor:
            yield from _pieces(section.heading, f"the heading of {name}", entry, where, short=False)
        for match in _COMMENT.finditer(_CODE.sub("", section.body)):
            yield from _pieces(match[1] or match[2] or "", f"a comment in {name}", entry, where, short=False)


def _private(section: ModuleSection) -> Iterator[str]:
    if section.instructor:
        yield section.body
        return
    yield from (section.body[start:end] for start, end in section.private)


def _pieces(text: str, whose: str, entry: CourseModule, where: Where, *, short: bool) -> Iterator[Secret]:
    """Yield a text block by block, each whole and by its sentences; `short`: also where it is a word or two."""
    for block in _blocks(text):
        whole = plain(block)
        unlabelled = _LABEL.sub("", whole)
        for piece in dict.fromkeys((whole, block, unlabelled, *sentences(unlabelled))):
            words = bare(piece)
            told = short and piece in (whole, block) and _can_be_looked_for(words)
            if _is_sure(words) or told:
                yield msgspec.structs.replace(_secret(piece, whose, entry, where), short=not _is_sure(words))


def _secret(text: str, whose: str, entry: CourseModule, where: Where) -> Secret:
    return Secret(words=bare(text), text=text, whose=whose, slug=entry.module.slug, where=where)


def _is_sure(words: str) -> bool:
    long_enough = len(words) >= _SURE_LETTERS and words.count(" ") + 1 >= _SURE_WORDS
    return long_enough or len(words) >= _LONG_LETTERS


def _can_be_looked_for(words: str) -> bool:
    return sum(map(str.isalpha, words)) >= _FEWEST_LETTERS


def _blocks(markdown: str) -> Iterator[str]:
    """Yield the paragraphs, list entries and headings of a text, their lines joined."""
    marked = _LIST_MARK.sub("\n\n", markdown)
    yield from (" ".join(block.split()) for block in re.split(r"\n\s*\n", marked) if block.strip())


def visible(entry: CourseModule, course: Course) -> Iterator[str]:
    """Yield every text that students may read on a module's page."""
    module = entry.module
    front = module.front
    yield from (front.title, front.citation or "", front.level or "", front.publisher or "", front.licence or "")
    yield from (*front.authors, *front.keywords, front.url or "", front.doi or "", front.reviewer or "")
    yield from fixed(front.language)
    for section in module.sections:
        if not section.instructor:
            yield section.heading
            yield _COMMENT.sub(" ", _public(section))
    for item in module.items:
        if is_published(item, module, course.settings):
            yield from _shown(item)


def _public(section: ModuleSection) -> str:
    body = section.body
    for start, end in sorted(section.private, reverse=True):
        body = f"{body[:start]}\n\n{body[end:]}"
    return body


def fixed(language: str) -> Iterator[str]:
    """Yield the builder's own words on a student's page."""
    for name in ("page", "quiz", "heading", "plan"):
        yield from group(language, name).values()


def visible_elsewhere(course: Course) -> Iterator[str]:
    """Yield what students may read besides the modules: the other pages, and the names in the sidebar."""
    yield course.title
    yield from (entry.caption or "" for entry in course.toc)
    yield from (page.text for page in course.pages)
