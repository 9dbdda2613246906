"""Headings are there, say something, and go down one step at a time (1.3.1, 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.accessibility.page import Element, Fault, ParsedPage, name_of, shown, words

_NAMES = ("h1", "h2", "h3", "h4", "h5", "h6")
_CODE = "access-heading"
_STEPS = "let each heading be one step below the one above it: `##` under `#`, `###` under `##`"


def headings(page: ParsedPage) -> list[Element]:
    """Return the headings of a page."""
    return [*page.all(*_NAMES)]


def out_of_order(page: ParsedPage) -> Iterator[Fault]:
    """Yield headings without words, skipped levels, and a page whose first level is missing or doubled."""
    found = headings(page)
    if not any(heading.tag == "h1" for heading in found):
        help_ = "begin the page with a title: one `#`, a blank, and the words"
        yield Fault(code=_CODE, message="the page has no heading of the first level", help=help_)
    level = 0
    for heading in found:
        said = words(heading)
        own = int(heading.tag[1])
        if not _named(heading, page):
            help_ = "write its words, or take the heading out"
            yield Fault(code=_CODE, message="a heading has no words", help=help_, line=heading.sourceline)
        if level and own > level + 1:
            message = f"the heading “{shown(said)}” has level {own}, and the one before it level {level}"
            yield Fault(code=_CODE, message=message, help=_STEPS, line=heading.sourceline, hints=_hints(heading))
        level = own
    for heading in [heading for heading in found if heading.tag == "h1"][1:]:
        message = f"“{shown(words(heading))}” is a second heading of the first level"
        yield Fault(
            code=_CODE,
            message=message,
            help="use `##` for the parts of a page",
            line=heading.sourceline,
            hints=_hints(heading),
            severity="warning",
        )


def _named(heading: Element, page: ParsedPage) -> bool:
    """Return whether a heading has words besides the sign of the link to itself."""
    return any(char.isalnum() for char in name_of(heading, page))


def _hints(heading: Element) -> tuple[str, ...]:
    own = words(heading).rstrip("#¶ ")
    return (f"# {own}", f"<{heading.tag}", own) if own else (f"<{heading.tag}",)
