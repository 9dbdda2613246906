"""What is easily taken for something else, and the sentence that settles it: from wrong options and from two voices."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from builder.model.article import every_point
from builder.model.item import Item, MultipleChoice, MultipleResponse, Quote
from builder.model.module import Module
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.wording import phrase

#: A guide names at most so many.
MOST = 4


class Confusion(msgspec.Struct, frozen=True, kw_only=True):
    """What is taken for what, and the words of the article that settle it, with their place."""

    what: str
    settles: tuple[tuple[str, str], ...]


def confusions(module: Module) -> tuple[Confusion, ...]:
    """Return the likely confusions of a module: of its items' wrong options, and of advice with finding."""
    found = [*(confusion for item in module.items for confusion in _of_item(item, module)), *_of_voices(module)]
    return tuple(found[:MOST])


def _of_item(item: Item, module: Module) -> Iterator[Confusion]:
    """Yield the first wrong option that says where its words stand or why it is wrong, of each item with options."""
    if not isinstance(item, MultipleChoice | MultipleResponse):
        return
    language = module.front.language
    right = [_placed(item.source, language)] if item.source is not None else []
    for option in item.options:
        if option.key or not (option.source or option.feedback):
            continue
        own = [_placed(option.source, language)] if option.source is not None else []
        told = [("", plain(option.feedback))] if option.feedback and not own else []
        what = phrase(language, "guide.confusion", wrong=plain(option.text), asked=plain(item.stem))
        yield Confusion(what=what, settles=(*right, *own, *told))
        return


def _placed(source: Quote, language: str) -> tuple[str, str]:
    place = f"¶{source.paragraph}" if source.paragraph else phrase(language, f"place.{_place_name(source.section)}")
    return place, plain(source.quote)


def _place_name(section: str) -> str:
    known = ("summary", "talking_points", "key_insight", "informing_practice", "definitions")
    return section if section in known else "sections"


def _of_voices(module: Module) -> Iterator[Confusion]:
    """Yield the confusion of advice with finding: the first sentences of the talking points and of the key insight."""
    points, language = every_point(module.talking_points), module.front.language
    if module.essay or not (module.front.citation and module.key_insight and points):
        return
    found = next(iter(sentences(plain(points[0]))), "")
    advised = next(iter(sentences(plain(module.key_insight[0]))), "")
    letters = phrase(language, "voice.study"), phrase(language, "voice.advice")
    yield Confusion(
        what=phrase(language, "guide.confusion_voice"), settles=((letters[0], found), (letters[1], advised))
    )
