"""A rule for what the builder chose from the article: it stands there word for word."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.checks.quotations import holding, holds, nearest
from builder.checks.sections import line_of
from builder.chosen import is_label, is_paragraph_source, parted
from builder.findings import Finding, warning
from builder.model.article import every_point
from builder.model.course import CourseModule
from builder.text.inline import plain


def chosen_changed(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """Every sentence that a module says was chosen from the article, and every definition of its own, is in it."""
    if entry.article is None:
        return
    held = holding(entry.article)
    for kind, text in _claimed(entry):
        if not holds(held, text):
            said = plain(text)
            near = nearest(held, said)
            help_ = f"the nearest text it holds: “{near}”" if near else "copy it word for word"
            help_ += "; or, if the words are yours, take away the line that says they are the article's"
            yield warning("chosen-changed", f"the article does not hold “{said}”", line_of(entry, kind, text), help_)


def _claimed(entry: CourseModule) -> Iterator[tuple[str, str]]:
    """Yield each text that a module says is the article's, with the kind of the section in which it stands."""
    module, language = entry.module, entry.module.front.language
    for section in module.sections:
        if section.kind == "summary" and parted(section.body, language)[1] is not None:
            yield from (("summary", text) for text in module.summary if not is_label(text, language))
    for group in module.talking_points:
        if group.lead is not None and is_label(group.lead, language):
            yield from (("talking_points", text) for text in every_point((group,)))
    for definition in module.definitions:
        if definition.source is not None and is_paragraph_source(definition.source):
            yield "definitions", definition.definition
