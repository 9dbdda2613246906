"""Who says so: the voice of each part of a page, named under its heading.

A digest reports a study, gives advice of its own and quotes scholars; an essay speaks for itself; an instructor
adds notes.  A reader
who takes one for another learns the wrong lesson, so each is named in words and by a letter, and a page
may colour them (design, "Where every sentence comes from").
"""

from __future__ import annotations

import re
from typing import Literal

from builder.chosen import is_label, is_paragraph_source
from builder.model.article import Paragraph, every_point
from builder.model.module import Module, SectionKind
from builder.text.inline import plain
from builder.text.words import folded
from builder.wording import phrase

Voice = Literal["study", "advice", "quoted", "instructor", "article"]

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


def voice_of(kind: SectionKind, module: Module, article: tuple[Paragraph, ...] = ()) -> Voice | None:
    """Return who speaks in a section of a module, None where no program could be sure.

    An essay has one voice, its author's; beside it stand the sentences that a person wrote into a section.
    Of an article that cites no study at its head nobody knows more, and it gets no mark.
    """
    if kind == "definitions":
        sources = (definition.source for definition in module.definitions if definition.source)
        return "quoted" if any(not is_paragraph_source(source) for source in sources) else None
    voice = _VOICES.get(kind)
    if voice not in _OF_A_DIGEST:
        return voice
    if not module.essay and not module.front.citation:
        return None
    if module.essay or _is_chosen(kind, module):
        return _of_both(kind, module, article, "article" if module.essay else voice)
    return voice


def _is_chosen(kind: SectionKind, module: Module) -> bool:
    """Return whether a section says that its points were chosen from the article."""
    leads = (group.lead for group in module.talking_points if group.lead is not None)
    return kind == "talking_points" and any(is_label(lead, module.front.language) for lead in leads)


def _of_both(kind: SectionKind, module: Module, article: tuple[Paragraph, ...], own: Voice) -> Voice | None:
    """Return `own` where all that a section says stands in the article, the instructor where nothing does, else None.

    None where both speak: one mark would say of a person's sentence that it is the article's.
    """
    texts: dict[SectionKind, tuple[str, ...]] = {
        "summary": module.summary,
        "talking_points": every_point(module.talking_points),
        "key_insight": module.key_insight,
        "informing_practice": module.informing_practice,
    }
    said = {is_said(text, article) for text in texts[kind] if not is_label(text, module.front.language)}
    if len(said) != 1:
        return None
    return own if said == {True} else "instructor"


def is_said(text: str, article: tuple[Paragraph, ...]) -> bool:
    """Return whether a paragraph of the article says a text word for word; the case of letters is not compared."""
    wanted = folded(plain(text)).lower()
    return any(wanted in folded(plain(paragraph.text)).lower() for paragraph in article)


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
