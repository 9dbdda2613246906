"""How much of an article a public page shows: `text: full`, `excerpt` or `link` in the front matter.

full      everything.
excerpt   the article's running text is left out, but for the first paragraph of its summary.
link      no passage of the article is shown; single sentences that objectives, prompts and quiz items
          quote stay, as any review may quote them.

What a person wrote (updates, plain summary, sections of their own) is shown in all three, and so are
the reference, the readings and the credits.  The instructor edition, which is not public, shows everything.
"""

from __future__ import annotations

import msgspec

from builder.model.article import Paragraph
from builder.model.module import Module, ModuleSection, SectionKind
from builder.text.inline import plain
from builder.text.words import folded
from builder.writers.blocks import paragraphs

_RUNNING: tuple[SectionKind, ...] = ("informing_practice", "notes")
_PASSAGES: tuple[SectionKind, ...] = ("summary", "definitions", "talking_points", "key_insight", *_RUNNING)

#: So many characters of a section stand in the article: the section is the article's.
_SURE = 40


def public(module: Module, article: tuple[Paragraph, ...]) -> Module:
    """Return the module with as much of the article as its front matter lets a public page show."""
    if module.front.text == "full":
        return module
    held = "\n".join(folded(plain(paragraph.text)) for paragraph in article)
    sections = [_part(section, module.front.text, held) for section in module.sections]
    return msgspec.structs.replace(module, sections=tuple(section for section in sections if section is not None))


def _part(section: ModuleSection, text: str, held: str) -> ModuleSection | None:
    """Return what is shown of a section, None where nothing is."""
    if section.kind in (_RUNNING if text == "excerpt" else _PASSAGES):
        return None
    if section.kind == "summary":
        return msgspec.structs.replace(section, body=_first_paragraph(section.body), private=())
    if section.kind == "other" and _is_the_articles(section, held):
        return None
    return section


def _first_paragraph(body: str) -> str:
    lines = body.split("\n")
    starts = [line for line, _ in paragraphs(body)]
    if not starts:
        return ""
    end = next((n for n in range(starts[0], len(lines)) if not lines[n].strip()), len(lines))
    return "\n".join(lines[starts[0] : end])


def _is_the_articles(section: ModuleSection, held: str) -> bool:
    texts = [folded(plain(text)) for _, text in paragraphs(section.body)]
    return any(len(text) >= _SURE and text in held for text in texts)
