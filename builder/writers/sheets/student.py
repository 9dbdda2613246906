"""The student handout: what the hour is about, what to talk about, what to check oneself by.

Its parts and their order are those that handouts of the field have; the text is the page's, in another layout.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from builder.chosen import parted
from builder.model.module import ModuleSection, Prompt
from builder.model.sheet import Blanks, Block, Bullets, Group, Heading, Lines, Paragraph, Question
from builder.text.inert import inert
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import count
from builder.writers.blocks import without_comments
from builder.writers.front import draft_line
from builder.writers.sheets.inline import said, text_of, words_of
from builder.writers.sheets.markdown import Content, running_text
from builder.writers.sheets.materials import Made, Materials, Placed, body_of, headed, is_same, placed, sheet_of
from builder.writers.sheets.questions import question, questions

#: A summary on a handout is at most so many words, in whole sentences.
MOST_SUMMARY_WORDS = 120
#: Ruled lines under a prompt, and under the exit line.
PROMPT_LINES, EXIT_LINES = 4, 2


def student(materials: Materials) -> Made:
    """Return the student handout."""
    found: list[Placed] = []
    blocks = tuple(_blocks(materials, found))
    return Made(sheet=sheet_of("student", materials, blocks), substitutes=tuple(found))


def _blocks(materials: Materials, found: list[Placed]) -> Iterator[Block]:
    say = materials.say
    yield Blanks(labels=(say("sheet.your_name"), say("sheet.date")))
    yield from source_lines(materials)
    yield from _section(materials, "care", found)
    objectives = materials.section("objectives")
    if objectives is not None:
        content = _told(objectives, materials, found)
        yield Group(blocks=(Heading(text=said(say("sheet.able"))), *content.blocks))
    yield from summary(materials)
    yield from _section(materials, "definitions", found)
    yield from _section(materials, "talking_points", found)
    yield from _section(materials, "key_insight", found)
    prompts = discussed(materials)
    if prompts:
        yield Heading(text=said(heading_of(materials, "prompts")))
        yield from (prompt_question(prompt, n, materials, PROMPT_LINES) for n, prompt in enumerate(prompts, 1))
    if materials.shown.items:
        yield Heading(text=said(say("page.quiz")))
        yield from questions(materials.shown.items, materials.language)
    exit_line = Paragraph(text=said(say("sheet.exit_line")), look="label")
    yield Group(blocks=(Heading(text=said(say("sheet.exit"))), exit_line, Lines(count=EXIT_LINES)))
    yield from looking_back(materials)


def source_lines(materials: Materials) -> Iterator[Block]:
    """Yield the reference, and that a draft is one."""
    front = materials.shown.front
    if front.citation:
        yield Paragraph(text=text_of(inert(front.citation)), look="small")
    draft = draft_line(front)
    if draft:
        yield Paragraph(text=said(draft), look="small")


def heading_of(materials: Materials, kind: str) -> str:
    """Return a section's heading as its author wrote it, else as the builder calls it."""
    section = next((s for s in materials.shown.sections if s.kind == kind), None)
    return plain(section.heading) if section is not None else materials.say(f"heading.{kind}")


def _told(section: ModuleSection, materials: Materials, found: list[Placed]) -> Content:
    content = body_of(section, materials)
    found += placed(section, content.substitutes)
    return content


def _section(materials: Materials, kind: str, found: list[Placed]) -> Iterator[Block]:
    section = next((s for s in materials.shown.sections if s.kind == kind and s.body), None)
    if section is not None:
        content = _told(section, materials, found).blocks
        blocks = headed(section, materials, with_numbers(content) if kind == "talking_points" else content)
        yield from (Group(blocks=blocks, framed=True),) if kind == "care" else blocks


def with_numbers(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return talking points with the numbers by which plans and keys name them, counted on over lead lines."""
    numbered: list[Block] = []
    next_number = 1
    for block in blocks:
        if isinstance(block, Bullets):
            numbered.append(msgspec.structs.replace(block, start=next_number))
            next_number += len(block.entries)
        else:
            numbered.append(block)
    return tuple(numbered)


def summary(materials: Materials) -> Iterator[Block]:
    """Yield a short summary: the instructor's plain summary, else the first whole sentences of the article's."""
    section = materials.section("plain_summary") or materials.section("summary")
    if section is None:
        return
    texts = map(words_of, running_text(parted(section.body, materials.language)[0]))
    short = whole_sentences(tuple(texts), MOST_SUMMARY_WORDS)
    if short:
        yield from headed(section, materials, (Paragraph(text=said(" ".join(short))),))


def whole_sentences(texts: tuple[str, ...], most_words: int) -> tuple[str, ...]:
    """Return the first sentences of texts, whole, at most so many words of them but at least one."""
    kept: list[str] = []
    for sentence in (sentence for text in texts for sentence in sentences(text)):
        if kept and sum(map(count, kept)) + count(sentence) > most_words:
            break
        kept.append(sentence)
    return tuple(kept)


def discussed(materials: Materials) -> tuple[Prompt, ...]:
    """Return the prompts to talk about: those that students see, the builder's own exit line apart.

    The exit line stands at the end of the handout in any case.
    """
    section = materials.section("prompts")
    if section is None:
        return ()
    body = " ".join(section.body.split())
    exit_words = materials.say("offer.exit")
    return tuple(
        prompt
        for prompt in materials.shown.prompts
        if " ".join(without_comments(prompt.text).split()) in body and not is_same(prompt.text, exit_words)
    )


def prompt_question(prompt: Prompt, number: int, materials: Materials, lines: int) -> Question:
    """Return a prompt with room to write; beside it how it is run, and for how long."""
    plan = prompt.plan
    minutes = materials.say("page.minutes_value", minutes=plan.minutes) if plan.minutes else ""
    run = materials.say("marks.comma").join(filter(None, [minutes, plain(plan.format or "").split(" (")[0]]))
    return Question(number=number, stem=text_of(prompt.text), note=said(f"({run})" if run else ""), lines=lines)


def looking_back(materials: Materials) -> Iterator[Block]:
    """Yield items of earlier modules, each with the module's name."""
    if not materials.look_back:
        return
    entries = [
        (
            Paragraph(text=said(materials.say("sheet.look_back_from", title=entry.title)), look="small"),
            question(entry.item, number, materials.language),
        )
        for number, entry in enumerate(materials.look_back, 1)
    ]
    yield Heading(text=said(materials.say("sheet.look_back")))
    yield from (Group(blocks=entry) for entry in entries)


def bullets(texts: tuple[str, ...]) -> Block:
    """Return plain texts as a list."""
    return Bullets(entries=tuple((Paragraph(text=said(text)),) for text in texts))
