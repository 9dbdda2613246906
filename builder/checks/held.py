"""A rule for drafted items that a course keeps from its students."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.findings import Finding, Where, note
from builder.model.course import CourseModule
from builder.model.publishing import is_published


def items_held(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """An instructor knows which items students do not see yet."""
    settings = looking.course.settings
    held = [item.id for item in entry.module.items if not is_published(item, entry.module, settings)]
    if held:
        items = f"{len(held)} drafted item" + "s" * (len(held) > 1)
        message = f"students do not see {items} of {len(entry.module.items)}: nobody has reviewed them"
        help_ = "accept each, change it, or review the module; `publish_drafts` in _config.yml decides this"
        yield note("items-held", message, Where(file=entry.quiz_file, line=entry.items.get(held[0])), help_)
