"""What serves an outcome of a syllabus: a module that it names, or one with a keyword of its own."""

from __future__ import annotations

from collections.abc import Iterable

from builder.catalog.spelling import compared
from builder.model.syllabus import Outcome


def serves(slug: str, keywords: Iterable[str], outcome: Outcome) -> bool:
    """Return whether a module, by its slug and keywords, serves an outcome."""
    wanted = {compared(word) for word in outcome.keywords}
    return slug in outcome.modules or not wanted.isdisjoint(compared(word) for word in keywords)
