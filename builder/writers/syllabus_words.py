"""Words of a syllabus that page, paper and tables share: why a session has no day, and how much there is to read."""

from __future__ import annotations

from builder.model.timetable import Reason
from builder.wording import counted, phrase


def why(reason: Reason, language: str) -> str:
    """Return why a session has no day, in words for whoever reads the syllabus."""
    return phrase(language, f"schedule.why_{reason.replace('-', '_')}")


def reading_words(minutes: int, texts: int, language: str) -> str:
    """Return how much there is to read; texts: of which no minutes are known.  Empty for nothing.

    >>> reading_words(4, 1, "en"), reading_words(4, 2, "en"), reading_words(4, 0, "en"), reading_words(0, 2, "en")
    ('4 min of reading, and 1 more text', '4 min of reading, and 2 more texts', '4 min of reading', 'To read: 2 texts')
    """
    if not minutes:
        label = phrase(language, "schedule.read") + phrase(language, "marks.colon")
        return f"{label} {counted(language, 'schedule.texts', texts)}" if texts else ""
    if not texts:
        return phrase(language, "schedule.reading_minutes", minutes=minutes)
    return counted(language, "schedule.more_texts", texts, minutes=minutes)


def reading_cell(minutes: int, texts: int, language: str) -> str:
    """Return the same for a column of minutes.

    >>> reading_cell(4, 2, "en"), reading_cell(0, 1, "en"), reading_cell(0, 0, "en")
    ('4 + 2 texts', '1 text', '0')
    """
    known = [str(minutes)] if minutes or not texts else []
    return " + ".join([*known, *([counted(language, "schedule.texts", texts)] if texts else [])])
