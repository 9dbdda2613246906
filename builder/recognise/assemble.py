"""Roles -> Inspection: one fold that puts every block in its place and notes the place.

The article and the account of its lines come out of the same step: `_Fold.put` returns the pointer of
what it has just appended, so a block cannot have two places or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from builder.findings import Finding
from builder.model.article import (
    ArticleKind,
    ArticleSection,
    Definition,
    Footnote,
    Inspection,
    Point,
    PointGroup,
)
from builder.recognise.cutting import not_bold
from builder.recognise.page import Page, Role, Roles, Seen
from builder.text.inline import escape, plain

#: Where the flat parts of an article go.
_FIELDS = {
    "dropped": "dropped",
    "heading": "headings",
    "byline": "byline",
    "credit": "credits",
    "insight": "key_insight",
    "summary": "summary",
    "practice": "informing_practice",
    "question": "questions",
    "reading": "continued_reading",
}


#: Points nested deeper than this stand at this depth.
_DEEPEST = 6


@dataclass
class _Branch:
    """A talking point that is still being filled."""

    text: str
    points: list[_Branch] = field(default_factory=list)

    def grown(self) -> Point:
        return Point(text=self.text, points=tuple(point.grown() for point in self.points))


@dataclass
class _Section:
    heading: str | None
    level: int
    paragraphs: list[str] = field(default_factory=list)


@dataclass
class _Fold:
    """The article as far as it has been put together."""

    title: str | None = None
    citation: str | None = None
    flat: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in (*_FIELDS.values(), "keywords")})
    groups: list[tuple[str | None, list[_Branch]]] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    sections: list[_Section] = field(default_factory=list)
    open_section: bool = False

    def put(self, seen: Seen, role: Role) -> str:
        """Append what a block holds to the article and return the pointer to it."""
        if role.label:
            self.flat["headings"].append(role.label)
        if role.initials:
            self.flat["byline"].append(role.initials)
        if role.kind == "heading":
            self.open_section = False
        if role.kind in _FIELDS:
            return self._append(_FIELDS[role.kind], role.text)
        return _PUT[role.kind](self, role, seen.block.level)

    def _append(self, name: str, text: str) -> str:
        self.flat[name].append(text)
        return f"/{name}/{len(self.flat[name]) - 1}"

    def put_title(self, role: Role, _level: int) -> str:
        self.title = not_bold(role.text)
        return "/title"

    def put_citation(self, role: Role, _level: int) -> str:
        self.citation = f"{self.citation} {role.text}" if self.citation else role.text
        return "/citation"

    def put_keywords(self, role: Role, _level: int) -> str:
        self.flat["keywords"] += split_keywords(role.text)
        return "/keywords"

    def put_more_reading(self, role: Role, _level: int) -> str:
        return self._lengthen("continued_reading", role.text)

    def put_more_question(self, role: Role, _level: int) -> str:
        return self._lengthen("questions", role.text)

    def _lengthen(self, name: str, text: str) -> str:
        if not self.flat[name]:
            return self._append(name, text)
        self.flat[name][-1] += f" {text}"
        return f"/{name}/{len(self.flat[name]) - 1}"

    def put_lead(self, role: Role, _level: int) -> str:
        self.groups.append((role.text, []))
        return f"/talking_points/{len(self.groups) - 1}/lead"

    def put_point(self, role: Role, level: int) -> str:
        if not self.groups:
            self.groups.append((None, []))
        pointer = f"/talking_points/{len(self.groups) - 1}"
        points = self.groups[-1][1]
        for _ in range(1, min(level, _DEEPEST)):
            if not points:
                break
            pointer += f"/points/{len(points) - 1}"
            points = points[-1].points
        points.append(_Branch(role.text))
        return f"{pointer}/points/{len(points) - 1}/text"

    def put_term(self, _role: Role, _level: int) -> str:
        """Return where the term stands that the definition behind it brings along."""
        return f"/definitions/{len(self.definitions)}/term"

    def put_definition(self, role: Role, _level: int) -> str:
        self.definitions.append(Definition(term=role.term, definition=role.text))
        return f"/definitions/{len(self.definitions) - 1}"

    def put_source(self, role: Role, _level: int) -> str:
        last = self.definitions[-1]
        self.definitions[-1] = Definition(term=last.term, definition=last.definition, source=role.text)
        return f"/definitions/{len(self.definitions) - 1}/source"

    def put_note(self, role: Role, _level: int) -> str:
        self.notes.append(Footnote(mark=role.mark, text=role.text))
        return f"/footnotes/{len(self.notes) - 1}"

    def put_section(self, role: Role, level: int) -> str:
        self.sections.append(_Section(role.text, level or 2))
        self.open_section = True
        return f"/sections/{len(self.sections) - 1}/heading"

    def put_paragraph(self, role: Role, _level: int) -> str:
        if not self.open_section:
            self.sections.append(_Section(None, 0))
            self.open_section = True
        paragraphs = self.sections[-1].paragraphs
        paragraphs.append(role.text)
        return f"/sections/{len(self.sections) - 1}/paragraphs/{len(paragraphs) - 1}"


_PUT: dict[str, Callable[[_Fold, Role, int], str]] = {
    "title": _Fold.put_title,
    "citation": _Fold.put_citation,
    "citation_more": _Fold.put_citation,
    "keywords": _Fold.put_keywords,
    "question_more": _Fold.put_more_question,
    "reading_more": _Fold.put_more_reading,
    "lead": _Fold.put_lead,
    "point": _Fold.put_point,
    "term": _Fold.put_term,
    "definition": _Fold.put_definition,
    "source": _Fold.put_source,
    "note": _Fold.put_note,
    "section": _Fold.put_section,
    "standfirst": _Fold.put_paragraph,
    "paragraph": _Fold.put_paragraph,
}


_STRONG, _WEAK = ";؛|", ",،、"


def split_keywords(text: str) -> list[str]:
    """Return the entries of a line of keywords: at semicolons if there are any, else at commas; at both if mixed.

    Entries of a list with semicolons may hold a comma; where commas outnumber them they part entries too.

    >>> split_keywords("peace (negative, positive), bridges.")
    ['peace (negative, positive)', 'bridges']
    """
    outside = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", plain(text))
    strong, weak = (sum(outside.count(sign) for sign in signs) for signs in (_STRONG, _WEAK))
    sign = _WEAK if not strong else _STRONG + _WEAK if weak > strong else _STRONG
    entries: list[str] = []
    depth, start = 0, 0
    for place, character in enumerate(text):
        depth = max(0, depth + (character in "([") - (character in ")]"))
        if character in sign and not depth:
            entries.append(text[start:place])
            start = place + 1
    entries.append(text[start:])
    cleaned = [entry.strip() for entry in entries]
    cleaned[-1] = re.sub(r"(?<=\w{2})\.$", "", cleaned[-1])
    return [entry for entry in cleaned if entry]


def assemble(
    page: Page, roles: Roles, *, kind: ArticleKind, language: str, findings: tuple[Finding, ...]
) -> Inspection:
    """Return the article that the roles make of the page, with the place of each line."""
    fold = _Fold()
    lines: list[tuple[int, str]] = []
    for seen, role in zip(page.blocks, roles, strict=True):
        pointer = fold.put(seen, role or Role(kind="paragraph", text=seen.block.text))
        lines += [(number, pointer) for number in range(seen.block.number, seen.block.last + 1)]
    return Inspection(
        kind=kind,
        title=fold.title or (escape(page.document.metadata.title) if page.document.metadata.title else None),
        citation=fold.citation,
        language=language,
        talking_points=tuple(
            PointGroup(lead=lead, points=tuple(point.grown() for point in points)) for lead, points in fold.groups
        ),
        definitions=tuple(fold.definitions),
        footnotes=tuple(fold.notes),
        sections=tuple(
            ArticleSection(heading=section.heading, level=section.level, paragraphs=tuple(section.paragraphs))
            for section in fold.sections
        ),
        lines=tuple(lines),
        findings=findings,
        source=page.document.source,
        **{name: tuple(texts) for name, texts in fold.flat.items()},
    )
