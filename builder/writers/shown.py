"""How much of an article a public page shows: `text: full`, `excerpt` or `link` in the front matter.

full      everything.
excerpt   the article's running text is left out, but for the first paragraph of its summary.
link      no passage of the article is shown; single sentences that objectives, prompts and quiz items
          quote stay, as any review may quote them.

What a person wrote (updates, plain summary, sections of their own) is shown in all three, and so are
the reference, the readings and the credits.  Block by block it is compared with the article, so that a
passage cannot come back under another heading, in a table or with a word corrected.  The instructor
edition, which is not public, shows everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

import msgspec
from markdown_it.token import Token

from builder.chosen import parted
from builder.model.module import Module, ModuleSection, SectionKind
from builder.text.inline import plain
from builder.text.words import folded
from builder.writers.blocks import blocks_of

_RUNNING: tuple[SectionKind, ...] = ("informing_practice", "notes")
_PASSAGES: tuple[SectionKind, ...] = ("summary", "definitions", "talking_points", "key_insight", *_RUNNING)

#: Sections that a person may write, and into which an article's own of the same name may have come.
_MIXED: tuple[SectionKind, ...] = ("other", "update", "plain_summary", "care")

#: A piece of text that is this like a piece of the article is the article's, a word or two corrected.
_SAME = 0.6
#: Words that two texts may share by chance.
_FEW_WORDS = 2


def public(module: Module, article: tuple[str, ...]) -> Module:
    """Return the module with as much of the article as its front matter lets a public page show.

    article: every passage of the article as the import saw it, headings too.
    """
    if module.front.text == "full":
        return module
    held = tuple(folded(plain(text)).casefold() for text in article)
    sections = [_part(section, module.front.text, held, module.front.language) for section in module.sections]
    return msgspec.structs.replace(module, sections=tuple(section for section in sections if section is not None))


def _part(section: ModuleSection, text: str, held: tuple[str, ...], language: str) -> ModuleSection | None:
    """Return what is shown of a section, None where nothing is."""
    if section.kind in (_RUNNING if text == "excerpt" else _PASSAGES):
        return None
    if section.kind == "summary":
        _, line = parted(section.body, language)  # where the sentences were chosen, the line says so of the first, too
        body = "\n\n".join(part for part in (_first_paragraph(section.body), line) if part)
        return msgspec.structs.replace(section, body=body, private=())
    if section.kind not in _MIXED or not section.body.strip():
        return section
    body = _own_words(section.body, held)
    return msgspec.structs.replace(section, body=body, private=()) if body else None


def _first_paragraph(body: str) -> str:
    lines = body.split("\n")
    first = next((rows for kind, rows, _ in _top(body) if kind == "paragraph_open"), None)
    return "\n".join(lines[first[0] : first[1]]) if first is not None else ""


def _own_words(body: str, held: tuple[str, ...]) -> str:
    """Return the blocks of a section that hold none of the article."""
    lines = body.split("\n")
    kept = ["\n".join(lines[rows[0] : rows[1]]).strip("\n") for _, rows, texts in _top(body) if not _taken(texts, held)]
    return "\n\n".join(kept)


def _top(body: str) -> Iterator[tuple[str, tuple[int, int], tuple[str, ...]]]:
    """Yield each block of a text: its kind, its lines, and the pieces of text in it (cells, points, paragraphs)."""
    opened: Token | None = None
    pieces: list[str] = []
    for token in blocks_of(body):
        if opened is None:
            opened, pieces = token, []
        if token.type == "inline" or not token.nesting:
            pieces.append(folded(plain(token.content)).casefold())
        if token.level == 0 and token.nesting <= 0:
            if opened.map:
                yield opened.type, (opened.map[0], opened.map[1]), tuple(filter(None, pieces))
            opened = None


def _taken(texts: tuple[str, ...], held: tuple[str, ...]) -> bool:
    """Return whether a block holds a piece of the article."""
    whole = " ".join(held)
    return any(_is_the_articles(text, held, whole) for text in texts)


def _is_the_articles(text: str, held: tuple[str, ...], whole: str) -> bool:
    words = text.split()
    if len(words) <= _FEW_WORDS:
        return text in held
    if text in whole or any(len(piece.split()) > _FEW_WORDS * 3 and piece in text for piece in held):
        return True
    return any(_alike(words, piece.split()) for piece in held)


def _alike(one: list[str], other: list[str]) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _SAME and matcher.ratio() >= _SAME
