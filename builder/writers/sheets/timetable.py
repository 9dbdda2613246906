"""The plan of a class as the facilitator guide prints it: a table by the clock, and what there was no time for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.class_plan import ORDER, ClassPlan, Hour, Part, class_plan
from builder.model.sheet import Block, Paragraph, Table, Text
from builder.text.inline import plain
from builder.writers.reading_time import reading_minutes
from builder.writers.sheets.inline import said
from builder.writers.sheets.materials import Materials
from builder.writers.sheets.student import discussed

Reading = Literal["before", "inside"]

#: The short path that every longer plan marks.
SHORT_PATH = 30
#: Where a path has no such part.
_NONE = "–"


def hour_of(materials: Materials, reading: Reading) -> Hour:
    """Return what a class on this module could do; the article takes the time that its words take."""
    texts = tuple(paragraph.text for paragraph in materials.article)
    minutes = reading_minutes(texts, materials.language)
    return Hour(
        prompts=discussed(materials),
        items=materials.shown.items,
        terms=len(materials.whole.definitions),
        recalls=len(materials.look_back),
        reading=minutes if reading == "inside" and texts else None,
    )


def timetable(materials: Materials, plan: ClassPlan, short: ClassPlan) -> Iterator[Block]:
    """Yield the plan as a table with clock times, then what is left out and shortened.

    short: the plan of the short path; its minutes stand in a column of their own where the plan is longer.
    """
    marked = plan.total > short.total
    names = ["plan_time", "plan_minutes", "plan_what", *["plan_short"] * marked]
    head = tuple(said(materials.say(f"guide.{name}")) for name in names)
    rows = []
    clock = 0
    for part in _rows(plan, short) if marked else plan.parts:
        own = plan.of(part.kind, part.number)
        until = clock + (own.minutes if own is not None else 0)
        when, long = (f"{clock}–{until}", str(own.minutes)) if own is not None else (_NONE, _NONE)
        rows.append((said(when), said(long), _what(part, materials), *[_in_short(part, short)] * marked))
        clock = until
    total = said(str(plan.total), strong=True)
    rows.append((said(""), total, said(materials.say("guide.total")), *[said(str(short.total), strong=True)] * marked))
    yield Table(head=head, rows=tuple(rows), widths=(0, 0, 1, *[0] * marked))
    yield Paragraph(text=said(materials.say("guide.wait"), strong=True))
    yield from _left_out(materials, plan)


def _rows(plan: ClassPlan, short: ClassPlan) -> list[Part]:
    """Return the parts of a plan, and those that only the short path has, so that both columns add up."""
    only = [part for part in short.parts if plan.of(part.kind, part.number) is None]
    return sorted([*plan.parts, *only], key=lambda part: (ORDER.index(part.kind), part.number))


def _in_short(part: Part, short: ClassPlan) -> Text:
    """Return a part's minutes on the short path; a dash where it is not on it."""
    own = short.of(part.kind, part.number)
    return said(str(own.minutes) if own is not None else _NONE)


def _what(part: Part, materials: Materials) -> Text:
    match part.kind:
        case "prompt":
            prompt = discussed(materials)[part.number - 1]
            run = plain(prompt.plan.format or materials.say("protocol.pairs"))
            words = materials.say("guide.prompt", number=part.number, run=run.rstrip("."))
        case "quiz":
            whole = part.items >= len(materials.shown.items)
            named = "guide.quiz_all" if whole else "guide.quiz_first"
            words = materials.say("guide.quiz", items=materials.say(named, number=part.items))
        case "read":
            numbers = [paragraph.number for paragraph in materials.article]
            words = materials.say("guide.read", first=min(numbers), last=max(numbers))
        case "terms":
            words = materials.say("guide.terms_step")
        case _:
            words = materials.say(f"guide.{part.kind}")
    return said(words)


def _name(part: Part, materials: Materials) -> str:
    return materials.say(f"guide.part_{part.kind}", number=part.number)


def _left_out(materials: Materials, plan: ClassPlan) -> Iterator[Block]:
    """Yield what the plan has no time for, and what it gives less time than it should have."""
    say, comma = materials.say, materials.say("marks.semicolon")
    colon = say("marks.colon")
    left = [say("guide.left_part", part=_name(part, materials), minutes=part.wanted) for part in plan.left_out]
    cut = [
        say("guide.cut_part", part=_name(part, materials), minutes=part.minutes, wanted=part.wanted)
        for part in plan.parts
        if part.is_cut
    ]
    for name, parts in (("guide.left_out", left), ("guide.cut", cut)):
        if parts:
            yield Paragraph(text=(*said(f"{say(name)}{colon} ", strong=True), *said(comma.join(parts) + ".")))
    if not left and not cut:
        yield Paragraph(text=said(say("guide.whole")))


def plans(materials: Materials, minutes: int, reading: Reading) -> tuple[ClassPlan, ClassPlan]:
    """Return the plan of a class, and the short path through it."""
    hour = hour_of(materials, reading)
    return class_plan(hour, minutes), class_plan(hour, min(minutes, SHORT_PATH))
