"""Which parts of an article a module's items and prompts ask about (rule V01)."""

from __future__ import annotations

from collections.abc import Iterable

from builder.model.article import every_point
from builder.model.bank import Covered
from builder.model.item import Cloze, Essay, Item, MultipleChoice, ShortAnswer
from builder.model.module import Module
from builder.text.inline import plain
from builder.text.words import content_words, share

#: A part is asked about if one item or prompt, with its answer and its source, holds this share of its words.
_COVERS = 0.6


def coverage(module: Module) -> tuple[Covered, ...]:
    """Return, for talking points, definitions, key insight and objectives, how many are asked about."""
    language = module.front.language
    asked = [*map(_item, module.items), *(" ".join((p.text, *p.plan.look_for)) for p in module.prompts)]
    held = [content_words(plain(text), language) for text in asked]

    def covered(part: str, texts: Iterable[str]) -> Covered:
        there = tuple(map(plain, texts))
        missing = tuple(t for t in there if not any(share(t, words, language) >= _COVERS for words in held))
        return Covered(part=part, there=len(there), covered=len(there) - len(missing), missing=missing)

    return (
        _pointed(module, covered("talking points", every_point(module.talking_points))),
        covered("definitions", (f"{d.term}" for d in module.definitions)),
        covered("key insight", module.key_insight),
    )


def _pointed(module: Module, found: Covered) -> Covered:
    """Return the account with those points covered, too, that a prompt's "Look for" names by their first words."""
    pointers = " ".join(plain(text) for prompt in module.prompts for text in prompt.plan.look_for)
    missing = tuple(text for text in found.missing if " ".join(text.split()[:5]) not in pointers)
    return Covered(part=found.part, there=found.there, covered=found.there - len(missing), missing=missing)


def _item(item: Item) -> str:
    """Return what an item asks, what it takes for an answer, and the words it quotes."""
    texts = [item.stem, item.source.quote if item.source is not None else ""]
    match item:
        case MultipleChoice():
            texts += [option.text for option in item.options if option.key]
        case Essay():
            texts += [item.answer or "", *item.points]
        case ShortAnswer():
            texts += item.answers
        case Cloze():
            texts += [wording for gap in item.answers for wording in gap]
        case _:
            pass
    return " ".join(texts)
