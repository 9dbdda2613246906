"""What a module's page shows, cell by cell, in the student and in the instructor edition.

The student edition is the module without sections and lines that are for instructors, without
comments, and with the quiz disguised.  The instructor edition is the module whole, with the answer
key and the table of what serves which objective.  Both go through the same cells: an edition is a choice
of what goes in, not a flag inside.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from builder.chosen import parted
from builder.model.article import Paragraph
from builder.model.course import KeptQuiz
from builder.model.entry import Entry
from builder.model.module import Module, ModuleSection, SectionKind, lasting_name
from builder.model.settings import Settings
from builder.text.inline import plain
from builder.wording import phrase
from builder.writers.alignment_table import alignment_tables
from builder.writers.answer_key import answer_key
from builder.writers.blocks import quoted, with_addresses, with_line_heads, with_terms, without_comments
from builder.writers.entry import entry_of
from builder.writers.front import head, imprint
from builder.writers.note_links import NoteLinks
from builder.writers.paper_quiz import paper_quiz
from builder.writers.paragraph_numbers import ParagraphNumbers, folded, number_mark, numbers_on
from builder.writers.pointers import with_places, with_pointers
from builder.writers.quiz import payload
from builder.writers.shown import public
from builder.writers.voices import own_paragraph, voice_mark, voice_of, with_quoted_marks, with_source_links

#: Sections after the quiz: what a reader goes on with, and where things come from.
_BACK_MATTER: tuple[SectionKind, ...] = ("continued_reading", "notes", "credits", "instructor_notes")
_NUMBERED: tuple[SectionKind, ...] = ("summary", "informing_practice", "other")
#: Sections in which the article's notes may be marked.
_ANNOTATED: tuple[SectionKind, ...] = ("summary", "plain_summary", "key_insight", "informing_practice", "other")


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One Markdown cell; `quiz` is what the book makes a form of, None for other cells.

    line: the line of module.md on which the body of the section that it shows begins, None where it shows none.
    """

    id: str
    source: str
    quiz: Mapping[str, Any] | None = None
    line: int | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The page of a module: cells in reading order, and what it says of itself in the list of modules."""

    slug: str
    title: str
    language: str
    entry: Entry
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
    numbers = frozenset(number for cell in page.cells for number in numbers_on(cell.source))
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
    entry = entry_of(module, kept)
    bodies = _bodies(module, article)
    before = [pair for pair in bodies if pair[0].kind not in _BACK_MATTER]
    after = [pair for pair in bodies if pair[0].kind in _BACK_MATTER]
    foot = imprint(module.front)
    cells = (
        Cell(id="title", source=head(module, entry, notices)),
        *(_section(section, body, module, article) for section, body in before),
        *_quiz(module, kept),
        *(_section(section, body, module, article) for section, body in after),
        *[Cell(id="imprint", source=foot)] * bool(foot),
    )
    return Page(
        slug=module.slug,
        title=plain(module.front.title),
        language=module.front.language,
        entry=entry,
        cells=_with_distinct_ids(cells),
    )


def _bodies(module: Module, article: tuple[Paragraph, ...]) -> list[tuple[ModuleSection, str]]:
    """Return the sections, each with its Markdown as the page has it: numbered, its terms and notes linked."""
    numbers, notes = ParagraphNumbers(article), NoteLinks(module.footnotes, module.front.language)
    sections = _without_title([_from_page(section, module.slug) for section in module.sections], module.front.title)
    bodies = [(section, _numbered(section, numbers, module)) for section in sections]
    shown = frozenset(number for _, body in bodies for number in numbers_on(body))
    language = module.front.language

    def dressed(section: ModuleSection, body: str) -> str:
        if section.kind == "summary" and parted(body, language)[1] is not None:
            return notes.in_text(with_places(body, article, shown))
        if section.kind == "talking_points":
            return notes.in_text(with_pointers(body, article, shown, language))
        if section.kind == "definitions":
            return with_terms(
                with_quoted_marks(with_source_links(notes.in_text(body), shown), language), _term_places(module)
            )
        if section.kind == "notes":
            return body
        return notes.in_text(body) if section.kind in _ANNOTATED else body

    done = [(section, dressed(section, body)) for section, body in bodies]
    return [(section, notes.in_notes(body) if section.kind == "notes" else body) for section, body in done]


def _numbered(section: ModuleSection, numbers: ParagraphNumbers, module: Module) -> str:
    """Return a section's Markdown with its paragraphs numbered; a person's own among the article's are marked."""
    language = module.front.language
    if section.kind not in _NUMBERED or parted(section.body, language)[1] is not None:
        return section.body
    own = own_paragraph(language) if _marks_own(section, module) else ""
    found = numbers.heads(section.body)
    heads = {line: "".join(map(number_mark, given)) + " " if given else own for line, given in found.items()}
    return with_line_heads(section.body, heads)


def _marks_own(section: ModuleSection, module: Module) -> bool:
    """Return whether a person's own paragraphs are marked among those of the section."""
    return section.kind != "other" and (module.essay or voice_of(section.kind, module) is not None)


def _term_places(module: Module) -> Callable[[str], str]:
    """Return what puts the place of a key term before it, for links from other pages."""
    places: dict[str, list[str]] = {}
    for term in entry_of(module).terms:
        places.setdefault(folded(term.term), []).append(term.anchor)

    def place(term: str) -> str:
        names = places.get(folded(term))
        name = names.pop(0) if names else None
        return f'<span class="builder-term-place" id="{name}"></span>' if name else ""

    return place


def _without_title(sections: list[ModuleSection], title: str) -> list[ModuleSection]:
    """Return the sections, a first line that only repeats the module's title left out."""
    if not sections or sections[0].heading:
        return sections
    first, _, rest = sections[0].body.partition("\n")
    if folded(first.lstrip("# ")) != folded(title):
        return sections
    return [*([msgspec.structs.replace(sections[0], body=rest.strip("\n"))] if rest.strip() else []), *sections[1:]]


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


def _section(section: ModuleSection, body: str, module: Module, article: tuple[Paragraph, ...]) -> Cell:
    if section.kind == "key_insight":
        body = quoted(body)
    if not section.heading:  # what stands before the first section: a title there is not a second title here
        body = re.sub(r"\A#[ \t]+(.*)", r"**\1**", body)
    chosen, mark = parted(body, module.front.language) if section.kind == "summary" else (body, None)
    if mark is not None:
        body = chosen  # a reader learns first whose choice the sentences are
    else:
        voice = voice_of(section.kind, module, article) if section.heading else None
        mark = voice_mark(voice, module.front.language) if voice else ""
    heading = f"## {section.heading}" if section.heading else ""
    source = "\n\n".join(part for part in (heading, mark, body) if part).rstrip()
    return Cell(id=section.kind.replace("_", "-"), source=source, line=section.body_line)


def _quiz(module: Module, kept: KeptQuiz | None) -> tuple[Cell, ...]:
    language = module.front.language
    if module.items:
        name = lasting_name(module.slug, module.front.renamed_from)
        source, quiz = paper_quiz(module.items, language), payload(name, module.items, language)
    elif kept is not None:
        source, quiz = kept.source, dict(kept.payload)
    else:
        return ()
    heading = f"## {phrase(language, 'page.quiz')}\n\n{phrase(language, 'page.quiz_intro')}"
    return (Cell(id="quiz-heading", source=heading), Cell(id="quiz", source=source, quiz=quiz))


def _with_distinct_ids(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    seen: dict[str, int] = {}
    named = []
    for cell in cells:
        seen[cell.id] = seen.get(cell.id, 0) + 1
        id_ = cell.id if seen[cell.id] == 1 else f"{cell.id}-{seen[cell.id]}"
        named.append(msgspec.structs.replace(cell, id=id_))
    return tuple(named)
