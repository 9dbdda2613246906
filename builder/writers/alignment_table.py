"""What serves which objective, and what asks for which part of the article, in Markdown: instructor edition only."""

from __future__ import annotations

from collections.abc import Iterator

from builder.coverage import Part, parts
from builder.model.alignment import Alignment, alignment
from builder.model.module import Module
from builder.text.inert import inert
from builder.text.inline import plain
from builder.wording import group, phrase

#: So many characters of a talking point or insight tell it from the others.
_CLIP = 90
_NOTHING_LACKS = "–"


def alignment_tables(module: Module) -> str:
    """Return objectives, then parts of the article, by items and prompts, and the gaps; nothing where it has neither.

    Items and prompts stand there by their numbers on the page.
    """
    language = module.front.language
    table, found = alignment(module), parts(module)
    numbers = {item.id: number for number, item in enumerate(module.items, 1)}
    objectives = [
        [
            f"{row.number}. {_line(row.objective)}",
            _numbers(tuple(numbers[id_] for id_ in row.items), language, gap=True),
            _numbers(row.prompts, language, gap=True),
        ]
        for row in table.rows
    ]
    asked = [
        [_name(part, language), *(_numbers(own, language, gap=_is_gap(part)) for own in (part.items, part.prompts))]
        for part in found
    ]
    if not objectives and not asked:
        return ""
    gaps = [*_objective_gaps(table, numbers, language), *_part_gaps(found, language)]
    blocks = [
        phrase(language, "alignment.intro"),
        _table("alignment.objective", objectives, language),
        _table("alignment.part", asked, language),
        f"**{phrase(language, 'alignment.gaps')}{phrase(language, 'marks.colon')}**" if gaps else "",
        "\n".join(f"- {gap}" for gap in gaps) or phrase(language, "alignment.no_gaps"),
    ]
    return "\n\n".join(filter(None, blocks))


def _table(title: str, rows: list[list[str]], language: str) -> str:
    if not rows:
        return ""
    head = [phrase(language, name) for name in (title, "alignment.items", "alignment.prompts")]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, [":--", ":--", ":--"], *rows))


def _line(markdown: str) -> str:
    return " ".join(inert(markdown).split())


def _name(part: Part, language: str) -> str:
    colon = phrase(language, "marks.colon")
    match part.kind:
        case "point":
            return f"{phrase(language, 'alignment.point', number=part.number)}{colon} {_line(_clipped(part.text))}"
        case "insight":
            return f"{group(language, 'heading')['key_insight']}{colon} {_line(_clipped(part.text))}"
        case "term":
            return f"**{_line(plain(part.text))}**"


def _clipped(text: str) -> str:
    words = plain(text)
    return words if len(words) <= _CLIP else words[:_CLIP].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "…"


def _is_gap(part: Part) -> bool:
    return not part.items and not part.prompts


def _numbers(numbers: tuple[int, ...], language: str, *, gap: bool) -> str:
    """Return numbers, or where there are none a word that stands out if that is a gap."""
    if numbers:
        return phrase(language, "marks.comma").join(map(str, numbers))
    return f"**{phrase(language, 'alignment.nothing')}**" if gap else _NOTHING_LACKS


def _objective_gaps(table: Alignment, numbers: dict[str, int], language: str) -> Iterator[str]:
    for row in table.rows:
        if not row.items:
            yield phrase(language, "alignment.lack_objective_item", number=row.number)
        if not row.prompts:
            yield phrase(language, "alignment.lack_objective_prompt", number=row.number)
    if table.rows:
        yield from (phrase(language, "alignment.lack_item_objective", number=numbers[id_]) for id_ in table.items)
        yield from (phrase(language, "alignment.lack_prompt_objective", number=number) for number in table.prompts)


def _part_gaps(found: tuple[Part, ...], language: str) -> Iterator[str]:
    for part in found:
        if _is_gap(part):
            yield phrase(language, f"alignment.lack_{part.kind}", number=part.number, text=_line(part.text))
