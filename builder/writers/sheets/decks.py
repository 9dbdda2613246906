"""Slides for class: the prompts with their facilitation in the notes, and what students may see of a module.

Both are made of the same parts as the handouts, so that a number, a letter or a word on the wall is the one on paper.
How much goes on one slide is for who sets them (`writers/slides/`); here stands what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from builder.model.module import Plan, Prompt, SectionKind
from builder.model.sheet import Block, Deck, Heading, Paragraph, SheetKind, Slide, Term, Terms
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.writers.sheets.inline import said, words_of
from builder.writers.sheets.materials import Materials, body_of, headed
from builder.writers.sheets.questions import question
from builder.writers.sheets.student import discussed, prompt_question, source_lines, summary

#: Key terms on one slide: at most so many, and fewer where they take more words than this on the whole.
MOST_TERMS, MOST_TERM_WORDS = 3, 75

#: The mark of a note behind a sentence and a blank: it goes with the sentence before it.
_NOTE = re.compile(r"(?<=[.!?…؟۔”»])\s+(?=\[\d{1,3}\](?:\s|\Z))")


def prompts_deck(materials: Materials) -> Deck | None:
    """Return the discussion prompts, one a slide, with how to facilitate each in the notes; None without prompts."""
    prompts = discussed(materials)
    if not prompts:
        return None
    notice = (materials.say("sheet.facilitator_only"),)
    slides = (
        Slide(
            title=said(materials.say("sheet.prompt_of", n=number, all=len(prompts))),
            blocks=(_prompt(prompt, number, materials),),
            notes=tuple(_facilitation(plan, materials)),
            look="statement",
        )
        for number, (prompt, plan) in enumerate(zip(prompts, _plans(prompts, materials), strict=True), 1)
    )
    name = materials.say("sheet.prompts")
    title = msgspec.structs.replace(_title_slide(materials, name), notes=notice)
    return _deck("prompts", materials, name, (title, *slides))


def student_deck(materials: Materials) -> Deck | None:
    """Return what students may see of a module, part by part; None where there is nothing but a title."""
    parts = tuple(_parts(materials))
    if not parts:
        return None
    say = materials.say
    leave = Slide(
        title=said(say("sheet.exit")), blocks=(Paragraph(text=said(say("sheet.exit_line"))),), look="statement"
    )
    name = say("sheet.slides")
    return _deck("student", materials, name, (_title_slide(materials, name), *parts, *_looking_back(materials), leave))


def _prompt(prompt: Prompt, number: int, materials: Materials) -> Block:
    """Return a prompt as on the handout, how it is run without the brackets of running text."""
    asked = prompt_question(prompt, number, materials, 0)
    return msgspec.structs.replace(asked, note=said(words_of(asked.note).removeprefix("(").removesuffix(")")))


def _deck(kind: SheetKind, materials: Materials, name: str, slides: tuple[Slide, ...]) -> Deck:
    front = materials.shown.front
    return Deck(
        kind=kind,
        slug=materials.shown.slug,
        language=materials.language,
        title=f"{materials.title} – {name}",
        name=name,
        slides=slides,
        licence=front.licence or "",
        private=kind == "prompts",
        address=materials.address,
    )


def _title_slide(materials: Materials, name: str) -> Slide:
    blocks = (Paragraph(text=said(name), look="lead"), *source_lines(materials))
    return Slide(title=materials.heading, blocks=blocks, look="title")


def _plans(prompts: tuple[Prompt, ...], materials: Materials) -> Iterator[Plan]:
    """Yield the plan of each prompt as the whole module has it; prompts of the same words keep their order."""
    held: dict[str, list[Plan]] = {}
    for prompt in materials.whole.prompts:
        held.setdefault(prompt.text, []).append(prompt.plan)
    for prompt in prompts:
        plans = held.get(prompt.text)
        yield plans.pop(0) if plans else prompt.plan


def _facilitation(plan: Plan, materials: Materials) -> Iterator[str]:
    """Yield the lines of a plan, each behind its label."""
    minutes = materials.say("page.minutes_value", minutes=plan.minutes) if plan.minutes else ""
    rows = (
        ("minutes", (minutes,)),
        ("format", (plan.format,)),
        ("purpose", (plan.purpose,)),
        ("objective", (materials.say("marks.comma").join(map(str, plan.objectives)),)),
        ("look_for", plan.look_for),
        ("push", (plan.push,)),
        ("step_down", (plan.step_down,)),
    )
    colon = materials.say("marks.colon")
    for label, texts in rows:
        yield from (f"{materials.say(f'plan.{label}')}{colon} {plain(text)}" for text in texts if text)


def _parts(materials: Materials) -> Iterator[Slide]:
    yield from _section(materials, "care")
    objectives = materials.section("objectives")
    if objectives is not None:
        yield Slide(title=said(materials.say("sheet.able")), blocks=body_of(objectives, materials).blocks)
    yield from _summary(materials)
    yield from _section(materials, "talking_points")
    yield from _terms(materials)
    yield from _quiz(materials)


def _section(materials: Materials, kind: SectionKind) -> Iterator[Slide]:
    section = materials.section(kind)
    if section is not None:
        yield from _titled(headed(section, materials, body_of(section, materials).blocks))


def _titled(blocks: tuple[Block, ...]) -> Iterator[Slide]:
    """Yield a slide of blocks whose first is the heading."""
    if blocks and isinstance(blocks[0], Heading):
        yield Slide(title=blocks[0].text, blocks=blocks[1:])


def _summary(materials: Materials) -> Iterator[Slide]:
    """Yield the handout's short summary, a line for each sentence: a wall of text is not read from the back."""
    for slide in _titled(tuple(summary(materials))):
        yield msgspec.structs.replace(slide, blocks=tuple(_by_sentence(slide.blocks)))


def _by_sentence(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph) and block.look == "plain":
            yield from (Paragraph(text=said(sentence)) for sentence in sentences(_NOTE.sub("", words_of(block.text))))
        else:
            yield block


def _terms(materials: Materials) -> Iterator[Slide]:
    """Yield the key terms, few enough on a slide to be read; what else stands among them goes before."""
    for slide in _section(materials, "definitions"):
        entries = tuple(entry for block in slide.blocks if isinstance(block, Terms) for entry in block.entries)
        before = tuple(block for block in slide.blocks if not isinstance(block, Terms))
        shares = tuple(_shared_out(entries))
        if not shares:
            yield slide
        for place, share in enumerate(shares):
            yield Slide(title=slide.title, blocks=(*(before if place == 0 else ()), Terms(entries=share)))


def _shared_out(entries: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """Yield terms in shares that are as even as can be: four are two and two."""
    words = sum(map(_length, entries))
    slides = min(max(-(-len(entries) // MOST_TERMS), -(-words // MOST_TERM_WORDS)), len(entries))
    for place in range(slides):
        first, last = (len(entries) * n // slides for n in (place, place + 1))
        yield entries[first:last]


def _length(entry: Term) -> int:
    return sum(len(words_of(text).split()) for text in (entry.term, entry.definition, entry.source))


def _quiz(materials: Materials) -> Iterator[Slide]:
    items = materials.shown.items
    for number, item in enumerate(items, 1):
        title = materials.say("sheet.question_of", n=number, all=len(items))
        yield Slide(title=said(title), blocks=(question(item, number, materials.language),))


def _looking_back(materials: Materials) -> Iterator[Slide]:
    title = said(materials.say("sheet.look_back"))
    for number, entry in enumerate(materials.look_back, 1):
        source = Paragraph(text=said(materials.say("sheet.look_back_from", title=entry.title)), look="small")
        yield Slide(title=title, blocks=(source, question(entry.item, number, materials.language)))
