"""Discussion prompts on paper: a sheet to write on, and cards to cut out."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.module import Prompt
from builder.model.sheet import Block, Card, Cards, Heading, Term, Terms, Text
from builder.text.inline import plain
from builder.writers.sheets.inline import said, shortened, text_of, words_of
from builder.writers.sheets.materials import Made, Materials, Placed, body_of, sheet_of
from builder.writers.sheets.student import discussed, prompt_question, source_lines

#: Ruled lines under a prompt on a sheet of its own.
_LINES = 5
#: So many characters fit on one side of a card, in large print too, where cards are larger.
MOST_ON_CARD = 260
#: And so many under the front, for the module's title.
_MOST_UNDER = 60


def prompts(materials: Materials) -> Made:
    """Return the prompts alone, with room for notes; no sheet where there are none."""
    asked = discussed(materials)
    if not asked:
        return Made(sheet=None)
    questions = (prompt_question(prompt, n, materials, _LINES) for n, prompt in enumerate(asked, 1))
    heading = Heading(text=said(materials.say("heading.prompts")))
    return Made(sheet=sheet_of("prompts", materials, (*source_lines(materials), heading, *questions)))


def cards(materials: Materials, *, duplex: bool = False) -> Made:
    """Return cards of prompts and of key terms; what is too long for a card is told and left out.

    duplex: the backs on a page of their own, mirrored, for printing on both sides; else a card is folded over.
    """
    found: list[Placed] = []
    made = tuple(_fitting((*_prompt_cards(materials), *_term_cards(materials)), found))
    if not made:
        return Made(sheet=None, substitutes=tuple(found))
    block = Cards(cards=tuple(card for _, card in made), duplex=duplex)
    return Made(sheet=sheet_of("cards", materials, (block,)), substitutes=tuple(found))


def _prompt_cards(materials: Materials) -> Iterator[tuple[int, Card]]:
    for prompt in discussed(materials):
        plan = prompt.plan
        minutes = materials.say("page.minutes_value", minutes=plan.minutes) if plan.minutes else ""
        back = [plain(text) for text in (minutes, plan.format or "") if text]
        yield (
            _line_of(prompt, materials),
            Card(front=text_of(prompt.text), back=said(" · ".join(back)), label=_label(materials)),
        )


def _line_of(prompt: Prompt, materials: Materials) -> int:
    """Return about where a prompt stands in module.md: the line that has its first words."""
    section = next((s for s in materials.whole.sections if s.kind == "prompts"), None)
    if section is None:
        return 1
    first = prompt.text.split("\n")[0][:30]
    lines = section.body.split("\n")
    return section.body_line + next((number for number, line in enumerate(lines) if first in line), 0)


def _term_cards(materials: Materials) -> Iterator[tuple[int, Card]]:
    section = materials.section("definitions")
    blocks: tuple[Block, ...] = body_of(section, materials).blocks if section is not None else ()
    line = section.body_line if section is not None else 1
    label = _label(materials)
    for entry in (entry for block in blocks if isinstance(block, Terms) for entry in block.entries):
        yield line, Card(front=entry.term, back=_back(entry), label=label)


def _label(materials: Materials) -> str:
    return shortened(materials.title, _MOST_UNDER)


def _back(entry: Term) -> Text:
    return (*entry.definition, *said(" " * bool(entry.source)), *entry.source)


def _fitting(drawn: tuple[tuple[int, Card], ...], found: list[Placed]) -> Iterator[tuple[int, Card]]:
    for line, card in drawn:
        longest = max(len(words_of(card.front)), len(words_of(card.back)))
        if longest <= MOST_ON_CARD:
            yield line, card
            continue
        words = words_of(card.front)
        what = f"“{words[:40].rstrip()}…”, {longest} characters, on a card that holds {MOST_ON_CARD}"
        found.append(Placed(line=line, what=what, instead="no card", code="card-too-long"))
