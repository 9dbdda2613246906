"""The facilitator guide: everything to run a class on one module, in the order in which it is needed.

Every sentence about the topic is the article's, with its paragraph, or the instructor's; the rest is fixed wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from builder.coverage import parts
from builder.model.alignment import alignment
from builder.model.article import every_point
from builder.model.module import Prompt
from builder.model.sheet import Block, Bullets, Group, Heading, Paragraph, Table, Text
from builder.text.inert import inert
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import count
from builder.writers.answer_key import paper_entry
from builder.writers.sheets.confusions import confusions
from builder.writers.sheets.inline import said, text_of
from builder.writers.sheets.markdown import content_of
from builder.writers.sheets.materials import Made, Materials, Placed, body_of, placed, sheet_of
from builder.writers.sheets.quiz import key_blocks
from builder.writers.sheets.student import bullets, discussed, source_lines
from builder.writers.sheets.timetable import SHORT_PATH, Reading, plans, timetable

#: The article in so many sentences.
_BACKGROUND = 5
#: Of fewer paragraphs than this the first sentences say too little.
_FEW_PARAGRAPHS = 3
#: The words of a quotation that breaks off, between its marks.
_BROKEN_OFF = re.compile(r"(?<=[“«„])([^“”«»„]{8,}?)…(?=\s?[”»])")
_FEWEST_WORDS = 7
_RULES = 5
_ADAPTATIONS = ("large", "reader", "online", "bandwidth")


def facilitator(
    materials: Materials, minutes: int = 50, reading: Reading = "inside", versions: tuple[str, ...] = ("A",)
) -> Made:
    """Return the guide for a class of so many minutes; `reading` is done before it or inside it."""
    found: list[Placed] = []
    plan, short = plans(materials, minutes, reading)
    blocks: tuple[Block, ...] = (
        *source_lines(materials),
        *_glance(materials, minutes, reading),
        *_alignment(materials),
        *_before(materials, found),
        *_rules(materials),
        _heading(materials, "plan"),
        *timetable(materials, plan, short),
        *_prompts(materials),
        *_confusions(materials),
        *_key(materials, versions),
        *_after(materials, minutes),
    )
    return Made(sheet=sheet_of("facilitator", materials, blocks, private=True), substitutes=tuple(found))


def _heading(materials: Materials, name: str, level: int = 2) -> Heading:
    return Heading(text=said(materials.say(f"guide.{name}")), level=level)


def _labelled(materials: Materials, label: str, text: Text) -> Text:
    return (*said(f"{label}{materials.say('marks.colon')} ", strong=True), *text)


def _list(texts: Iterator[Text] | list[Text]) -> Block:
    return Bullets(entries=tuple((Paragraph(text=text),) for text in texts))


def _glance(materials: Materials, minutes: int, reading: Reading) -> Iterator[Block]:
    say, front = materials.say, materials.whole.front
    inside = reading == "inside"
    papers = [say("guide.print_student"), *[say("guide.print_reading")] * inside, say("guide.print_guide")]
    rows = [
        (say("guide.level"), front.level or ""),
        (say("guide.time"), say("guide.time_inside" if inside else "guide.time_before", minutes=minutes)),
        (say("guide.room"), say("guide.room_needs")),
        (say("guide.print"), say("marks.semicolon").join(papers)),
    ]
    yield _heading(materials, "glance")
    yield _list([_labelled(materials, label, said(text)) for label, text in rows if text])


def _alignment(materials: Materials) -> Iterator[Block]:
    """Yield which items, prompts and talking points serve which objective; what serves none is said."""
    module = msgspec.structs.replace(materials.whole, prompts=discussed(materials))  # numbered as they are printed
    if not module.objectives:
        return
    say = materials.say
    numbers = {item.id: number for number, item in enumerate(module.items, 1)}
    points = [part for part in parts(module) if part.kind == "point"]
    rows = []
    for row in alignment(module).rows:
        items = tuple(numbers[id_] for id_ in row.items)
        asked = tuple(p.number for p in points if set(p.items) & set(items) or set(p.prompts) & set(row.prompts))
        objective = said(f"{row.number}. {plain(row.objective)}")
        rows.append((objective, *(_numbers(found, materials) for found in (items, row.prompts, asked))))
    head = (
        say("alignment.objective"), say("alignment.items"), say("alignment.prompts"), say("guide.points"),
    )  # fmt: skip
    yield _heading(materials, "alignment")
    yield Table(head=tuple(map(said, head)), rows=tuple(rows), widths=(1, 0, 0, 0))
    if not all(words for row in rows for words in row):
        yield Paragraph(text=said(say("guide.gap")), look="small")


def _numbers(numbers: tuple[int, ...], materials: Materials) -> Text:
    if numbers:
        return said(materials.say("marks.comma").join(map(str, numbers)))
    return ()


def _before(materials: Materials, found: list[Placed]) -> Iterator[Block]:
    say, module = materials.say, materials.whole
    yield _heading(materials, "before")
    background = [_labelled_number(number, words) for number, words in _background(materials)]
    if background:
        yield _heading(materials, "background", 3)
        yield _list(background)
    if module.definitions:
        yield _heading(materials, "terms", 3)
        terms = (
            (
                *said(f"{plain(entry.term)}{say('marks.colon')} ", strong=True),
                *text_of(entry.definition),
                *_source(entry.source),
            )
            for entry in module.definitions
        )
        yield _list([*terms])
    yield _heading(materials, "care", 3)
    care = next((s for s in module.sections if s.kind == "care" and s.body), None)
    if care is not None:
        content = body_of(care, materials)
        found += placed(care, content.substitutes)
        yield from content.blocks
    else:
        yield Paragraph(text=said(say("guide.care_none")))
    yield Paragraph(text=said(say("guide.care_opt_out")))
    for section in (s for s in module.sections if s.instructor and s.body):
        content = body_of(section, materials)
        found += placed(section, content.substitutes)
        yield Heading(text=text_of(section.heading), level=3)
        yield from content.blocks


def _labelled_number(number: int, words: str) -> Text:
    return (*said(f"¶{number} ", strong=True), *said(words))


def _source(source: str | None) -> Text:
    return (*said(" — "), *text_of(source)) if source else ()


def _background(materials: Materials) -> Iterator[tuple[int, str]]:
    """Yield whole sentences of the article's summary: of each paragraph the first that states something.

    Questions and very short sentences lead up to what a paragraph says and do not say it.
    """
    summary = [p for p in materials.article if p.section == "summary"] or list(materials.article)
    held = summary[:_BACKGROUND]
    each = 1 if len(held) >= _FEW_PARAGRAPHS else _BACKGROUND // max(len(held), 1)
    for paragraph in held:
        stated = [words for words in sentences(plain(paragraph.text)) if _states(words)]
        yield from ((paragraph.number, words) for words in stated[:each])


def _states(sentence: str) -> bool:
    return not sentence.rstrip('”"»').endswith(("?", "؟")) and count(sentence) >= _FEWEST_WORDS


def _rules(materials: Materials) -> Iterator[Block]:
    rules = tuple(materials.say(f"guide.rule_{number}") for number in range(1, _RULES + 1))
    yield Group(blocks=(_heading(materials, "rules"), bullets(rules)))


def _prompts(materials: Materials) -> Iterator[Block]:
    asked = discussed(materials)
    if asked:
        yield _heading(materials, "prompts")
        yield from (Group(blocks=tuple(_prompt(prompt, n, materials))) for n, prompt in enumerate(asked, 1))


def _prompt(prompt: Prompt, number: int, materials: Materials) -> Iterator[Block]:
    say, plan = materials.say, prompt.plan
    minutes = say("page.minutes_value", minutes=plan.minutes) if plan.minutes else ""
    run = say("marks.comma").join(filter(None, [minutes, plain(plan.format or say("protocol.pairs"))]))
    rows = [
        (say("plan.format"), said(run)),
        (say("plan.purpose"), text_of(plan.purpose or "")),
        *[(say("plan.look_for"), text_of(whole_quotes(text, materials))) for text in plan.look_for],
        (say("plan.push"), text_of(plan.push or "")),
        (say("plan.step_down"), text_of(plan.step_down or "")),
    ]
    yield Heading(text=(*said(f"{number}. "), *text_of(prompt.text)), level=3)
    yield _list([_labelled(materials, label, text) for label, text in rows if text])


def whole_quotes(pointer: str, materials: Materials) -> str:
    """Return a pointer at the article with each quotation that breaks off ("…") led on to the end of its sentence."""
    texts = (*every_point(materials.whole.talking_points), *(paragraph.text for paragraph in materials.article))
    held = [sentences(plain(text)) for text in texts]

    def whole(match: re.Match[str]) -> str:
        ends = (_to_the_end(match[1].strip(), said_) for said_ in held)
        return inert(next(filter(None, ends), match[0]))

    return _BROKEN_OFF.sub(whole, pointer)


def _to_the_end(begun: str, text: tuple[str, ...]) -> str:
    """Return the sentences of a text that some words begin, whole; nothing where they begin none of it."""
    for first in range(len(text)):
        for last in range(first, len(text)):
            words = " ".join(text[first : last + 1])
            if words.startswith(begun):
                return words
            if not begun.startswith(words):
                break
    return ""


def _confusions(materials: Materials) -> Iterator[Block]:
    yield _heading(materials, "confusions")
    found = confusions(materials.whole)
    if not found:
        yield Paragraph(text=said(materials.say("guide.no_confusions")))
    for confusion in found:
        settled = _list(
            [_labelled(materials, place, said(words)) if place else said(words) for place, words in confusion.settles]
        )
        yield Group(blocks=(Paragraph(text=said(confusion.what), look="label"), settled))


def _key(materials: Materials, versions: tuple[str, ...]) -> Iterator[Block]:
    if materials.shown.items:
        yield Heading(text=said(materials.say("sheet.key")))
        yield from key_blocks(materials, versions)
    yield from _recalled(materials)


def _recalled(materials: Materials) -> Iterator[Block]:
    """Yield the answers to the questions of earlier modules, which stand on the student handout."""
    if not materials.look_back:
        return
    yield Heading(text=said(materials.say("guide.recall_key")), level=3)
    for number, entry in enumerate(materials.look_back, 1):
        source = Paragraph(text=said(materials.say("sheet.look_back_from", title=entry.title)), look="small")
        answer = content_of(paper_entry(entry.item, materials.language)).blocks
        yield Group(blocks=(Bullets(entries=((*answer, source),), start=number),))


def _after(materials: Materials, minutes: int) -> Iterator[Block]:
    say, module = materials.say, materials.whole
    has_plain = any(section.kind == "plain_summary" for section in materials.shown.sections)
    names = [*_ADAPTATIONS, "mixed_plain" if has_plain else "mixed", *["short"] * (minutes > SHORT_PATH)]
    yield Group(
        blocks=(_heading(materials, "adaptations"), bullets(tuple(say(f"guide.adapt_{name}") for name in names)))
    )
    yield _heading(materials, "follow")
    yield Paragraph(text=said(say("guide.follow_back")))
    if module.continued_reading:
        yield Paragraph(text=said(say("guide.follow_reading")), look="label")
        yield _list([text_of(inert(text)) for text in module.continued_reading])
