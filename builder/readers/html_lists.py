"""List items of a web page, also as Google Docs and Word write them: how deep they stand, under which sign."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

#: Google Docs writes a nested list as a list of its own whose class has the depth.
_GOOGLE = re.compile(r"\blst-kix_\w+-(\d)\b")

#: Word's web pages have their lists as paragraphs: "mso-list:l0 level2 lfo1".
_WORD = re.compile(r"mso-list:\s*l\d+ level(\d)", re.IGNORECASE)


@dataclass
class OpenList:
    """A list that is open: the number of its next item, whether numbers are shown, the depth its class tells."""

    number: int
    ordered: bool
    depth: int


@dataclass
class Item:
    """A list item; `at` is the place of its draft once it has one."""

    level: int
    mark: str
    at: int | None = None


def list_of(element: HtmlElement) -> OpenList:
    """Return a list as it begins."""
    google = _GOOGLE.search(element.get("class") or "")
    return OpenList(_number(element.get("start")) or 1, element.tag == "ol", int(google[1]) + 1 if google else 0)


def item_of(element: HtmlElement, lists: list[OpenList]) -> Item:
    """Return an item of the innermost list, which counts on; outside of lists it is a bullet."""
    if not lists:
        return Item(1, "•")
    inner = lists[-1]
    number = _number(element.get("value")) or inner.number
    inner.number = number + 1
    return Item(max(len(lists), inner.depth), f"{number}." if inner.ordered else "•")


def word_item(element: HtmlElement) -> Item | None:
    """Return the item that a paragraph of Word's is, under the number that Word draws or a bullet; None for others."""
    listed = _WORD.search(element.get("style") or "")
    if listed is None:
        return None
    drawn = next(filter(is_words_bullet, element.iter("span")), None)
    words = "".join(drawn.itertext()).strip() if drawn is not None else ""
    number = re.match(r"\(?\w{1,4}[.)]", words)
    return Item(int(listed[1]), number.group() if number else "•")


def is_words_bullet(element: HtmlElement) -> bool:
    """Return whether an element is the bullet or number as Word draws it."""
    return "mso-list:ignore" in (element.get("style") or "").lower()


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 6 else None
