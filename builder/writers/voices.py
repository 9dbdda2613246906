"""Who says so: the voice of each part of a page, named under its heading.

A digest reports a study, gives advice of its own and quotes scholars; an instructor adds notes.  A reader
who takes one for another learns the wrong lesson, so each is named in words and by a letter, and a page
may colour them (design, "Where every sentence comes from").
"""

from __future__ import annotations

import re
from typing import Literal

from builder.chosen import is_paragraph_source
from builder.model.module import Module, SectionKind
from builder.wording import phrase

Voice = Literal["study", "advice", "quoted", "instructor"]

_VOICES: dict[SectionKind, Voice] = {
    "summary": "study",
    "talking_points": "study",
    "key_insight": "advice",
    "informing_practice": "advice",
    "update": "instructor",
    "care": "instructor",
    "plain_summary": "instructor",
    "instructor_notes": "instructor",
}

#: The source of a definition, as module.md writes it.
_SOURCE = re.compile(r"^:\s+—\s+(?!\[?¶)", re.MULTILINE)
#: The source of a definition that the article itself gives (`builder.chosen`).
_OWN_SOURCE = re.compile(r"^(?P<before>:\s+—\s+)¶(?P<number>\d+)$", re.MULTILINE)

#: The voices that only an article which reports a study has.
_OF_A_DIGEST: tuple[Voice, ...] = ("study", "advice")


def voice_of(kind: SectionKind, module: Module) -> Voice | None:
    """Return who speaks in a section of a module, None where no program could be sure.

    An article that reports no study (it cites none at its head) has one voice, its author's, and needs no mark.
    """
    if kind == "definitions":
        sources = (definition.source for definition in module.definitions if definition.source)
        return "quoted" if any(not is_paragraph_source(source) for source in sources) else None
    voice = _VOICES.get(kind)
    return None if voice in _OF_A_DIGEST and not module.front.citation else voice


def voice_mark(voice: Voice, language: str) -> str:
    """Return the line under a heading that says who speaks: a letter and words."""
    return f"{_chip(voice, language)} *{phrase(language, f'voice.{voice}')}*"


def with_quoted_marks(definitions: str, language: str) -> str:
    """Return the Markdown of definitions with the mark of a quoted scholar before each source."""
    return _SOURCE.sub(lambda match: f"{match.group()}{_chip('quoted', language)} ", definitions)


def with_source_links(definitions: str, shown: frozenset[int]) -> str:
    """Return the Markdown of definitions, a paragraph that is their source linked where the page shows it."""

    def linked(match: re.Match[str]) -> str:
        number = match["number"]
        return f"{match['before']}[¶{number}](#p{number})" if int(number) in shown else match.group()

    return _OWN_SOURCE.sub(linked, definitions)


def own_paragraph(language: str) -> str:
    """Return the mark before a paragraph that a person added to the article's."""
    words = phrase(language, "voice.instructor") + phrase(language, "marks.colon")
    return f"{_chip('instructor', language)} *{words}* "


def _chip(voice: Voice, language: str) -> str:
    return f'<span class="builder-voice builder-{voice}">{phrase(language, f"voice.{voice}_letter")}</span>'
