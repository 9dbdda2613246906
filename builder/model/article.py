"""What the recogniser makes of a document, and the JSON that `builder inspect` prints.

The names and shapes of `Inspection` are a published contract: a field may be added, none is renamed.
All strings are inline Markdown: emphasis and links are marked, a literal `*`, `_`, `[` or `<` is
escaped only where CommonMark would otherwise reread it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from builder.findings import Finding
from builder.model.document import Source

ArticleKind = Literal["digest", "article", "not-an-article"]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A talking point with the points nested under it."""

    text: str
    points: tuple[Point, ...] = ()


class PointGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The talking points that stand under one lead line; `lead` is None where there is no such line."""

    lead: str | None
    points: tuple[Point, ...]


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """A key term, its definition word for word, and the source line that follows it."""

    term: str
    definition: str
    source: str | None = None


class Footnote(msgspec.Struct, frozen=True, kw_only=True):
    """A note of the article: its mark as written ("[1]") and its text."""

    mark: str
    text: str


class ArticleSection(msgspec.Struct, frozen=True, kw_only=True):
    """Content under a heading that has no function of its own; `heading` is None before the first."""

    heading: str | None
    level: int
    paragraphs: tuple[str, ...]


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What an author wrote, by function; every string is word for word the author's."""

    kind: ArticleKind
    title: str | None = None
    citation: str | None = None
    language: str = "en"
    byline: tuple[str, ...] = ()
    talking_points: tuple[PointGroup, ...] = ()
    key_insight: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    informing_practice: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    continued_reading: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    sections: tuple[ArticleSection, ...] = ()
    headings: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


class Inspection(Article, frozen=True, kw_only=True):
    """An article with the account of its lines: what `builder inspect --json` prints.

    lines: one row (number, JSON pointer) for each non-blank line of a text input, or each block of
        another format: where in this object its words stand.
    """

    lines: tuple[tuple[int, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    source: Source


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered paragraph of the article's running text; the number is the same on every product."""

    number: int
    section: Literal["summary", "informing_practice", "sections"]
    text: str


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """Return the article's running text, numbered from 1: summary, informing practice, other sections.

    The numbers come from the article alone, so that editing a module never renumbers a printed sheet.
    Tables and pictures have none.
    """

    def texts() -> Iterator[tuple[Literal["summary", "informing_practice", "sections"], str]]:
        yield from (("summary", text) for text in article.summary)
        yield from (("informing_practice", text) for text in article.informing_practice)
        yield from (("sections", text) for section in article.sections for text in section.paragraphs)

    return tuple(
        Paragraph(number=number, section=section, text=text)
        for number, (section, text) in enumerate((entry for entry in texts() if not is_set_apart(entry[1])), 1)
    )


def passages(article: Article) -> tuple[str, ...]:
    """Return every passage of the article and every cell of its tables; no reference and no credit."""

    def points(entries: tuple[Point, ...]) -> Iterator[str]:
        for point in entries:
            yield point.text
            yield from points(point.points)

    def found() -> Iterator[str]:
        yield from article.summary
        yield from article.informing_practice
        yield from article.key_insight
        for definition in article.definitions:
            yield definition.definition
        for group in article.talking_points:
            yield group.lead or ""
            yield from points(group.points)
        yield from (note.text for note in article.footnotes)
        for section in article.sections:
            yield section.heading or ""
            yield from (piece for text in section.paragraphs for piece in _pieces(text))

    return tuple(text for text in found() if text.strip())


def _pieces(text: str) -> Iterator[str]:
    """Yield a string of an article, of a table its cells."""
    if not is_set_apart(text) or text.startswith("!["):
        yield text
        return
    for row in text.split("\n"):
        yield from (cell.strip() for cell in row.strip("| ").split("|") if cell.strip(" -:"))


def is_set_apart(text: str) -> bool:
    """Return whether a string of an article is a table (Markdown rows) or a picture, and no running text."""
    return (text.startswith("| ") and "\n| --- |" in text) or (text.startswith("![") and text.endswith(">)"))


def every_point(groups: tuple[PointGroup, ...]) -> tuple[str, ...]:
    """Return the texts of all top-level talking points, in order: talking point 1 is the first."""
    return tuple(point.text for group in groups for point in group.points)
