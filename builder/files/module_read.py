"""module.md to `Module`: front matter, sections with their spans, and what the known sections hold.

Markdown is read by the parser that the book uses (markdown-it), so that a `##` inside code is no
heading here either.  Nothing that a person wrote is lost on the way: what no rule understands stays in
a section's body, and the spans of head and sections together are the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec
from markdown_it.token import Token

from builder.files.decode import decode
from builder.files.lines import Lines, lines_of, with_line_feeds
from builder.files.markdown import tokens_of
from builder.files.private import folded, heading_of, private_spans
from builder.files.section_content import content_of
from builder.files.slips import label_as_heading, slips
from builder.files.yaml_read import Node, read_yaml
from builder.findings import Finding, Where, error
from builder.model.module import FrontMatter, Module, ModuleSection, SectionKind, Span
from builder.wording import group

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class ModuleFile(msgspec.Struct, frozen=True, kw_only=True):
    """A module.md as read.

    text: the file, byte order mark and line ends as they are.
    yaml, yaml_start: the front matter's root and the offset of its text in the file.
    head: the span of the front matter with its marks and all text before the first `##`.
    """

    text: str
    file: str
    yaml: Node
    yaml_start: int
    yaml_end: int
    head: Span
    module: Module


def read_module(slug: str, text: str, file: str) -> tuple[ModuleFile | None, tuple[Finding, ...]]:
    """Return a module.md as read, and findings; None where its front matter cannot be read."""
    lines = lines_of(text)
    bounds = _front_matter(text, lines)
    if bounds is None:
        return None, (_no_front_matter(file, text),)
    start, end, body_start = bounds
    node, findings = read_yaml(text[start:end], file, first_line=lines.number(start))
    if node is None:
        return None, findings
    front, problems = decode(node, FrontMatter, lines_of(text[start:end]), file, first_line=lines.number(start))
    if front is None:
        return None, problems
    sections, first = _sections(text, body_start, front, lines)
    lead = _lead(text, body_start, first, lines)
    module = Module(slug=slug, front=front, sections=(*lead, *sections), **content_of(sections, front.language))
    module_file = ModuleFile(
        text=text,
        file=file,
        yaml=node,
        yaml_start=start,
        yaml_end=end,
        head=Span(start=0, end=first, line=1),
        module=module,
    )
    shown = [slip for section in module.sections for slip in _slips(section, front.language, file)]
    shown += _labels_as_headings(sections, front.language, file)
    return module_file, (*problems, *_doubled(sections, file), *shown)


def front_matter_bounds(text: str) -> tuple[int, int, int] | None:
    """Return the offsets of the front matter's start and end and of what follows; None where there is none."""
    return _front_matter(text, lines_of(text))


def _front_matter(text: str, lines: Lines) -> tuple[int, int, int] | None:
    """Return the offsets of the YAML's start and end and of what follows; None where marks are missing."""
    rows = [text[start:end] for start, end in zip(lines.starts, lines.starts[1:], strict=False)]
    if not rows or rows[0].removeprefix("\ufeff").rstrip() != "---":
        return None
    for number, row in enumerate(rows[1:], 1):
        if row.rstrip() == "---":
            return lines.starts[1], lines.starts[number], lines.starts[number + 1]
    return None


def _no_front_matter(file: str, text: str) -> Finding:
    if not text.strip():
        help_ = "save it again from your editor, or copy `.import/module.md` over it"
        return error("module-empty", "the module is empty", Where(file=file, line=1), help_)
    if text.removeprefix("\ufeff").startswith("---"):
        help_ = "put `---` on a line of its own behind the last `key: value`; the file may have been saved half"
        message = "the front matter that begins here does not end"
        return error("front-matter-open", message, Where(file=file, line=1), help_)
    return error(
        "front-matter-missing",
        "the module does not begin with front matter",
        Where(file=file, line=1),
        "put `---`, `format: 1`, `title: ...` and `---` on lines of their own at the top",
    )


def _sections(text: str, start: int, front: FrontMatter, lines: Lines) -> tuple[tuple[ModuleSection, ...], int]:
    """Return the sections after `start`, and the offset of the first.

    A heading of the first level counts as one of the second, but for one that repeats the title.
    """
    language, kinds = front.language, _kinds(front.language)
    first_line = lines.number(start) if start < len(text) else len(lines.starts)
    found = [
        (lines.starts[first_line - 1 + token.map[0]], lines.starts[first_line - 1 + token.map[1]], inline.content)
        for token, inline in _headings(text[start:])
        if token.map and not (token.tag == "h1" and folded(inline.content) == folded(front.title))
    ]
    ends = [*(entry[0] for entry in found[1:]), len(text)][: len(found)]
    sections = []
    for (begin, body_start, title), end in zip(found, ends, strict=True):
        heading, marked = heading_of(title)
        kind = kinds.get(folded(heading), "other")
        body, body_line = _body(text, body_start, end, lines)
        sections.append(
            ModuleSection(
                kind=kind,
                heading=heading,
                body=body,
                instructor=kind == "instructor_notes" or marked,
                private=private_spans(kind, body, language),
                span=Span(start=begin, end=end, line=lines.number(begin)),
                body_line=body_line,
            )
        )
    return tuple(sections), found[0][0] if found else len(text)


def _body(text: str, start: int, end: int, lines: Lines) -> tuple[str, int]:
    """Return a section's body without the blank lines around it, and the line it begins on."""
    whole = with_line_feeds(text[start:end])
    body = whole.strip("\n").rstrip()
    first = lines.number(start) if start < len(text) else len(lines.starts)
    return body, first + len(whole) - len(whole.lstrip("\n"))


def _headings(body: str) -> list[tuple[Token, Token]]:
    tokens, rows = tokens_of(body), with_line_feeds(body).split("\n")
    return [
        (token, tokens[index + 1])
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
        and token.tag in ("h1", "h2")
        and token.level == 0
        and not _is_empty_bullet(token, rows)
    ]


def _is_empty_bullet(heading: Token, rows: list[str]) -> bool:
    """Return whether a heading is a line above a bullet that nobody filled in, which CommonMark underlines with it.

    It would end the prompts, and what is private in them with it; a person who underlines draws a line.
    """
    underline = rows[heading.map[1] - 1].strip() if heading.map and heading.markup in ("-", "=") else "---"
    return len(underline) < 3


def kind_of(title: str, language: str) -> SectionKind:
    """Return the kind of the section that a heading begins, as its line has it behind the number signs."""
    return _kinds(language).get(folded(heading_of(title)[0]), "other")


def _kinds(language: str) -> dict[str, SectionKind]:
    """Return the known headings, folded, in English and in the module's language."""
    names: dict[str, SectionKind] = {}
    for known in ("en", language):
        for kind, words in group(known, "heading").items():
            names[words.casefold()] = kind  # type: ignore[assignment]  # the table's names are the kinds
    return names


def _lead(text: str, start: int, end: int, lines: Lines) -> tuple[ModuleSection, ...]:
    """Return what stands before the first heading as a section, unless it is only comments."""
    body, line = _body(text, start, end, lines)
    if not _COMMENT.sub("", body).strip():
        return ()
    return (ModuleSection(kind="other", heading="", body=body, body_line=line),)


def _labels_as_headings(sections: tuple[ModuleSection, ...], language: str, file: str) -> Iterator[Finding]:
    for before, section in pairwise(sections):
        yield from label_as_heading(
            before, section, language, Where(file=file, line=section.span.line if section.span else section.body_line)
        )


def _slips(section: ModuleSection, language: str, file: str) -> Iterator[Finding]:
    line = section.span.line if section.span else section.body_line
    return slips(section, language, Where(file=file, line=line), Where(file=file, line=section.body_line))


def _doubled(sections: tuple[ModuleSection, ...], file: str) -> tuple[Finding, ...]:
    first: dict[str, ModuleSection] = {}
    findings = []
    for section in sections:
        if section.kind == "other" or section.span is None:
            continue
        before = first.setdefault(section.kind, section)
        if before is not section and before.span is not None:
            message = f"the section `{section.heading}` stands twice, first on line {before.span.line}"
            where = Where(file=file, line=section.span.line)
            findings.append(error("section-doubled", message, where, "join the two, or rename one"))
    return tuple(findings)
