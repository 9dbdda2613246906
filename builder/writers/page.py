"""What a module's page shows, cell by cell, in the student and in the instructor edition.

The student edition is the module without sections and lines that are for instructors, without
comments, and with the quiz disguised.  The instructor edition is the module whole, with the answer
key and the table of what serves which objective.  Both go through the same cells: an edition is a choice
of what goes in, not a flag inside.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

import msgspec

from builder.model.article import Paragraph
from builder.model.course import KeptQuiz
from builder.model.module import Module, ModuleSection, SectionKind
from builder.model.settings import Settings
from builder.text.inert import inert
from builder.text.inline import plain
from builder.wording import phrase
from builder.writers.alignment_table import alignment_tables
from builder.writers.answer_key import answer_key
from builder.writers.blocks import paragraphs as paragraphs_of
from builder.writers.blocks import quoted, with_addresses, with_line_heads, with_terms_bold, without_comments
from builder.writers.paper_quiz import paper_quiz
from builder.writers.quiz import payload
from builder.writers.shown import public

#: Sections after the quiz: what a reader goes on with, and where things come from.
_BACK_MATTER: tuple[SectionKind, ...] = ("continued_reading", "notes", "credits", "instructor_notes")
_NUMBERED: tuple[SectionKind, ...] = ("summary", "informing_practice", "other")

#: A paragraph that a person edited keeps its number while it is at least this like the article's.
_SAME_PARAGRAPH = 0.6
#: So many characters of the article inside a longer paragraph are no accident: the person joined it to others.
_SURE = 40

_NUMBER_MARK = re.compile(r'<span class="builder-para" id="p(\d+)">')


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One Markdown cell; `quiz` is what the book makes a form of, None for other cells."""

    id: str
    source: str
    quiz: Mapping[str, Any] | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The page of a module: cells in reading order."""

    slug: str
    title: str
    language: str
    cells: tuple[Cell, ...]


def student_edition(module: Module) -> Module:
    """Return the module without what is for instructors only, and without comments."""
    sections = (
        msgspec.structs.replace(section, body=without_comments(_without_private(section)), private=())
        for section in module.sections
        if not section.instructor
    )
    return msgspec.structs.replace(module, sections=tuple(sections))


def student_page(
    module: Module, article: tuple[Paragraph, ...], passages: tuple[str, ...] = (), kept: KeptQuiz | None = None
) -> Page:
    """Return the student edition of the page.

    article: gives the paragraph numbers.  passages: all that the article holds, for pages that may show a part of it.
    kept: the quiz as the last page had it, where the module's own is not here.
    """
    shown = public(student_edition(module), passages or tuple(paragraph.text for paragraph in article))
    in_part = module.front.text != "full"
    notice = phrase(module.front.language, f"page.{module.front.text}") if in_part else ""
    return _page(shown, article, notices=(notice,) * in_part, kept=kept)


def instructor_page(
    module: Module,
    article: tuple[Paragraph, ...],
    settings: Settings = Settings(),  # noqa: B008 - a record that cannot change
    kept: KeptQuiz | None = None,
) -> Page:
    """Return the instructor edition: nothing left out; after the quiz its key, and what serves which objective."""
    language = module.front.language
    notice = phrase(language, "page.instructor_edition")
    marked = tuple(_marked(section, language) for section in module.sections)
    page = _page(msgspec.structs.replace(module, sections=marked), article, notices=(notice,), kept=kept)
    numbers = frozenset(int(number) for cell in page.cells for number in _NUMBER_MARK.findall(cell.source))
    return msgspec.structs.replace(page, cells=_with_key(page.cells, module, settings, numbers, away=kept is not None))


def _with_key(
    cells: tuple[Cell, ...], module: Module, settings: Settings, numbers: frozenset[int], *, away: bool
) -> tuple[Cell, ...]:
    """Return the cells with key and alignment behind the quiz, or before what follows it where there is none."""
    language = module.front.language
    own = phrase(language, "key.away") if away else answer_key(module, settings, numbers) if module.items else ""
    key = [Cell(id="answer-key", source=f"## {phrase(language, 'page.key')}\n\n{own}")] * bool(own)
    tables = alignment_tables(module)
    key += [Cell(id="alignment", source=f"## {phrase(language, 'alignment.title')}\n\n{tables}")] * bool(tables)
    at = next((place for place, cell in enumerate(cells) if _follows_the_quiz(cell)), len(cells))
    return (*cells[:at], *key, *cells[at:])


def _follows_the_quiz(cell: Cell) -> bool:
    return cell.id == "imprint" or cell.id.rstrip("-0123456789").replace("-", "_") in _BACK_MATTER


def _marked(section: ModuleSection, language: str) -> ModuleSection:
    """Return a section that students do not see with a heading that says so."""
    if not section.instructor or section.kind == "instructor_notes":
        return section
    return msgspec.structs.replace(section, heading=f"{section.heading} ({phrase(language, 'page.instructor_only')})")


def _without_private(section: ModuleSection) -> str:
    body = section.body
    for start, end in sorted(section.private, reverse=True):
        body = body[:start] + body[end:]
    return body


def _page(
    module: Module, article: tuple[Paragraph, ...], notices: tuple[str, ...], kept: KeptQuiz | None = None
) -> Page:
    numbers = _Numbers(article)
    sections = [_from_page(section, module.slug) for section in module.sections]
    before = [section for section in sections if section.kind not in _BACK_MATTER]
    after = [section for section in sections if section.kind in _BACK_MATTER]
    cells = (
        _head(module, notices),
        *(_section(section, numbers) for section in _without_title(before, module.front.title)),
        *_quiz(module, kept),
        *(_section(section, numbers) for section in after),
        *_imprint(module),
    )
    return Page(
        slug=module.slug,
        title=plain(module.front.title),
        language=module.front.language,
        cells=_with_distinct_ids(cells),
    )


def _without_title(sections: list[ModuleSection], title: str) -> list[ModuleSection]:
    """Return the sections, a first line that only repeats the module's title left out."""
    if not sections or sections[0].heading:
        return sections
    first, _, rest = sections[0].body.partition("\n")
    if _folded(first.lstrip("# ")) != _folded(title):
        return sections
    return [*([msgspec.structs.replace(sections[0], body=rest.strip("\n"))] if rest.strip() else []), *sections[1:]]


def _head(module: Module, notices: tuple[str, ...]) -> Cell:
    front, language = module.front, module.front.language
    notes = [*notices, *[phrase(language, "page.draft")] * (front.status == "draft")]
    rows = [
        (phrase(language, "page.reported"), inert(front.citation) if front.citation else ""),
        (
            phrase(language, "page.minutes"),
            phrase(language, "page.minutes_value", minutes=front.minutes) if front.minutes else "",
        ),
        (phrase(language, "page.level"), inert(front.level or "")),
        (phrase(language, "page.keywords"), phrase(language, "marks.comma").join(map(inert, front.keywords))),
    ]
    parts = [f"# {inert(front.title)}", *[f"*{text}*" for text in notes]]
    return Cell(id="title", source="\n\n".join([*parts, *_rows(rows, language)]))


def _rows(rows: list[tuple[str, str]], language: str) -> list[str]:
    """Return labelled lines, those without a text left out."""
    colon = phrase(language, "marks.colon")
    return [f"**{label}{colon}** {text}" for label, text in rows if text]


def _from_page(section: ModuleSection, slug: str) -> ModuleSection:
    """Return a section whose addresses count from the page, which stands beside the module's folder.

    In module.md they count from the file, as any Markdown viewer has it; `../other/module.md` is the
    page of another module.
    """
    return msgspec.structs.replace(section, body=with_addresses(section.body, lambda address: _moved(address, slug)))


def _moved(address: str, slug: str) -> str:
    path, mark, name = address.partition("#")
    moved = posixpath.normpath(posixpath.join(slug, path))
    return re.sub(r"/module\.md\Z", ".ipynb", moved) + mark + name


def _section(section: ModuleSection, numbers: _Numbers) -> Cell:
    body = section.body
    if section.kind in _NUMBERED:
        body = with_line_heads(body, numbers.heads(body))
    elif section.kind == "definitions":
        body = with_terms_bold(body)
    elif section.kind == "key_insight":
        body = quoted(body)
    if not section.heading:  # what stands before the first section: a title there is not a second title here
        body = re.sub(r"\A#[ \t]+(.*)", r"**\1**", body)
    heading = f"## {section.heading}\n\n" if section.heading else ""
    return Cell(id=section.kind.replace("_", "-"), source=f"{heading}{body}".rstrip())


_PICTURE = re.compile(r"!\[.*\]\([^()]*(?:\([^()]*\)[^()]*)*\)")


class _Numbers:
    """Which line of a section begins which paragraph of the article; each number is given once a page."""

    def __init__(self, article: tuple[Paragraph, ...]) -> None:
        self._left = {paragraph.number: _folded(paragraph.text) for paragraph in article}

    def heads(self, body: str) -> dict[int, str]:
        """Return, for each line that begins a paragraph of the article, the number to put before it."""
        found: dict[int, str] = {}
        lines = body.split("\n")
        for line, text in paragraphs_of(body):
            if _PICTURE.fullmatch(lines[line].strip()):
                continue  # a picture has no number, whatever its words say
            numbers = self._find(_folded(text))
            for number in numbers:
                del self._left[number]
            if numbers:
                found[line] = "".join(map(_mark, numbers)) + " "
        return found

    def _find(self, text: str) -> tuple[int, ...]:
        """Return the numbers of a paragraph: more than one where a person joined several."""
        for number, original in self._left.items():
            if original == text:
                return (number,)
        joined = tuple(number for number, original in self._left.items() if len(original) >= _SURE and original in text)
        if joined:
            return joined
        best = max(self._left.items(), key=lambda entry: _likeness(entry[1], text), default=None)
        return (best[0],) if best is not None and _likeness(best[1], text) >= _SAME_PARAGRAPH else ()


def _mark(number: int) -> str:
    return f'<span class="builder-para" id="p{number}">¶{number}</span>'


def _folded(markdown: str) -> str:
    return " ".join(plain(markdown).split())


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _SAME_PARAGRAPH else 0.0


def _quiz(module: Module, kept: KeptQuiz | None) -> tuple[Cell, ...]:
    language = module.front.language
    if module.items:
        source, quiz = paper_quiz(module.items, language), payload(module.slug, module.items, language)
    elif kept is not None:
        source, quiz = kept.source, dict(kept.payload)
    else:
        return ()
    heading = f"## {phrase(language, 'page.quiz')}\n\n{phrase(language, 'page.quiz_intro')}"
    return (Cell(id="quiz-heading", source=heading), Cell(id="quiz", source=source, quiz=quiz))


def _imprint(module: Module) -> tuple[Cell, ...]:
    front, language = module.front, module.front.language
    address = front.url or (f"https://doi.org/{front.doi}" if front.doi else "")
    said = [*map(inert, front.authors), inert(front.publisher or ""), inert(front.published or "")]
    source = phrase(language, "marks.comma").join(filter(None, [*said, inert(f"<{address}>") if address else ""]))
    reviewed = [inert(front.reviewer or ""), front.reviewed or ""] if front.status == "reviewed" else []
    rows = [
        (phrase(language, "page.source"), source),
        (phrase(language, "page.licence"), inert(front.licence or "")),
        (phrase(language, "page.reviewed"), phrase(language, "marks.comma").join(filter(None, reviewed))),
    ]
    lines = _rows(rows, language)
    return (Cell(id="imprint", source="\n\n".join(["---", *lines])),) if lines else ()


def _with_distinct_ids(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    seen: dict[str, int] = {}
    named = []
    for cell in cells:
        seen[cell.id] = seen.get(cell.id, 0) + 1
        id_ = cell.id if seen[cell.id] == 1 else f"{cell.id}-{seen[cell.id]}"
        named.append(msgspec.structs.replace(cell, id=id_))
    return tuple(named)
