"""Which items and prompts ask for which part of an article: its talking points, key terms and key insight (rule V01).

An item asks for a part if it holds most of the part's words in its stem, its answers and its source; a prompt, if
it does so in its question and its pointers, or names a talking point by its first words.  It is a count of
words, and an offer to look at.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from builder.model.article import every_point
from builder.model.bank import Covered
from builder.model.item import Cloze, Essay, Item, MultipleChoice, ShortAnswer
from builder.model.module import Module, Prompt
from builder.text.inline import plain
from builder.text.words import content_words, share

PartKind = Literal["point", "term", "insight"]

#: A part is asked about if one item or prompt holds this share of its words.
_COVERS = 0.6

#: So many first words of a talking point tell it in a pointer.
_OPENING = 5


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the article, with the numbers of the items and prompts that ask for it, all counted from 1."""

    kind: PartKind
    number: int
    text: str
    items: tuple[int, ...] = ()
    prompts: tuple[int, ...] = ()


def parts(module: Module) -> tuple[Part, ...]:
    """Return the talking points, key terms and key insights of a module, each with what asks for it."""
    language = module.front.language
    items = [content_words(plain(_asked(item)), language) for item in module.items]
    prompts = [content_words(plain(_said(prompt)), language) for prompt in module.prompts]
    pointers = [" ".join(plain(text) for text in prompt.plan.look_for) for prompt in module.prompts]

    def part(kind: PartKind, number: int, text: str) -> Part:
        words = plain(text)
        opening = " ".join(words.split()[:_OPENING])
        named = [kind == "point" and opening in pointer for pointer in pointers]
        holds = [share(words, said, language) >= _COVERS for said in prompts]
        return Part(
            kind=kind,
            number=number,
            text=text,
            items=_numbers([share(words, asked, language) >= _COVERS for asked in items]),
            prompts=_numbers([one or other for one, other in zip(named, holds, strict=True)]),
        )

    return (
        *(part("point", number, text) for number, text in enumerate(every_point(module.talking_points), 1)),
        *(part("term", number, entry.term) for number, entry in enumerate(module.definitions, 1)),
        *(part("insight", number, text) for number, text in enumerate(module.key_insight, 1)),
    )


#: What the parts of each kind are called where they are counted.
_NAMES: dict[PartKind, str] = {"point": "talking points", "term": "definitions", "insight": "key insight"}


def coverage(module: Module) -> tuple[Covered, ...]:
    """Return, for talking points, definitions and key insight, how many an item or a prompt asks about."""
    every = parts(module)
    found = []
    for kind, name in _NAMES.items():
        there = [part for part in every if part.kind == kind]
        missing = tuple(plain(part.text) for part in there if not part.items and not part.prompts)
        found.append(Covered(part=name, there=len(there), covered=len(there) - len(missing), missing=missing))
    return tuple(found)


def _numbers(holds: list[bool]) -> tuple[int, ...]:
    return tuple(number for number, does in enumerate(holds, 1) if does)


def _said(prompt: Prompt) -> str:
    return " ".join((prompt.text, *prompt.plan.look_for))


def _asked(item: Item) -> str:
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
