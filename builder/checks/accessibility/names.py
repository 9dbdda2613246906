"""Links, buttons, fields and frames have a name that can be read out (2.4.4, 3.3.2, 4.1.2, 2.5.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from builder.checks.accessibility.page import Element, Fault, ParsedPage, has_letters, name_of, shown, words

_CODE = "access-name"
_BUTTON_KINDS = ("submit", "reset", "button", "image")
_NO_FIELD = (*_BUTTON_KINDS, "hidden")
_KEYS = frozenset(("kbd",))
_NO_LETTER = re.compile(r"\W+")


def links(page: ParsedPage) -> list[Element]:
    """Return the links of a page."""
    return [link for link in page.all("a") if link.get("href") is not None and link.get("aria-hidden") != "true"]


def buttons(page: ParsedPage) -> list[Element]:
    """Return the buttons of a page, made of whatever element."""
    return [
        element
        for element in page.all("button", "input", "summary", "div", "span", "a")
        if element.tag in ("button", "summary")
        or (element.tag == "input" and element.get("type", "").lower() in _BUTTON_KINDS)
        or element.get("role") == "button"
    ]


def fields(page: ParsedPage) -> list[Element]:
    """Return the fields in which a reader writes or chooses."""
    found = page.all("input", "select", "textarea")
    return [field for field in found if field.tag != "input" or field.get("type", "text").lower() not in _NO_FIELD]


def frames(page: ParsedPage) -> list[Element]:
    """Return the frames that show another page, a film for instance."""
    return page.all("iframe", "frame", "embed")


def links_without_words(page: ParsedPage) -> Iterator[Fault]:
    """Yield links of which nothing can be read out."""
    help_ = "write words between the brackets, `[words](address)`, that say where the link leads"
    yield from _nameless(page, links, "a link", help_)


def buttons_without_words(page: ParsedPage) -> Iterator[Fault]:
    """Yield buttons of which nothing can be read out."""
    yield from _nameless(page, buttons, "a button", "write words into it, or say them in `aria-label`")


def fields_without_label(page: ParsedPage) -> Iterator[Fault]:
    """Yield fields that no label names."""
    yield from _nameless(page, fields, "a field", "put a `<label>` around it, or one with its id in `for`")


def frames_without_title(page: ParsedPage) -> Iterator[Fault]:
    """Yield frames that do not say what they show."""
    yield from _nameless(page, frames, "an embedded frame", 'say in `title="..."` what it shows')


def _nameless(
    page: ParsedPage, things: Callable[[ParsedPage], list[Element]], what: str, help_: str
) -> Iterator[Fault]:
    for element in things(page):
        if has_letters(name_of(element, page)) or has_letters(element.get("title") or ""):
            continue
        known = next((element.get(key) for key in ("href", "src", "name", "id", "class") if element.get(key)), "")
        about = f" ({shown(known)})" if known else ""
        yield Fault(
            code=_CODE,
            message=f"{what}{about} has no words",
            help=help_,
            line=element.sourceline,
            hints=(known,) if known else (),
        )


def with_own_words(page: ParsedPage) -> list[Element]:
    """Return the links and buttons that show words and have others to be read out."""
    found = [*links(page), *buttons(page)]
    return [element for element in found if element.get("aria-label") and has_letters(words(element, without=_KEYS))]


def words_not_in_name(page: ParsedPage) -> Iterator[Fault]:
    """Yield links and buttons whose words, as seen, are not in their name, so that who speaks them is not understood.

    The name of a key that is shown beside the words is no part of them.
    """
    for element in with_own_words(page):
        seen, said = words(element, without=_KEYS), name_of(element, page)
        if _letters(seen) not in _letters(said):
            message = f"“{shown(seen)}” is read out as “{shown(said)}”"
            help_ = "let `aria-label` hold the words that are seen, or take it out"
            hints = (f'aria-label="{element.get("aria-label")}"',)
            yield Fault(code=_CODE, message=message, help=help_, line=element.sourceline, hints=hints)


def _letters(text: str) -> str:
    return " ".join(_NO_LETTER.sub(" ", text.casefold()).split())
