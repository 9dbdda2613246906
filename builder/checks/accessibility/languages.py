"""A page, and each part of it, says which language it is in and which way it is read (3.1.1, 3.1.2, 1.3.2)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.accessibility.page import Element, Fault, ParsedPage, shown, words
from builder.text.languages import direction, is_language_tag

_CODE = "access-language"


def page_itself(page: ParsedPage) -> list[Element]:
    """Return the page, which counts as one."""
    return [page.root]


def without_language(page: ParsedPage) -> Iterator[Fault]:
    """Yield a page that does not say its language, or says none that exists by its form."""
    language = page.root.get("lang", "")
    if not is_language_tag(language):
        message = f"the page says `{shown(language)}` for its language" if language else "the page names no language"
        help_ = "write `language: en`, or whichever it is, at the top of module.md or into _config.yml, and build again"
        yield Fault(code=_CODE, message=message, help=help_, hints=(f"language: {language}",) if language else ())


def parts_in_other_languages(page: ParsedPage) -> list[Element]:
    """Return the parts of a page that say that they are in another language than what is around them."""
    return [
        element for element in page.root.iterdescendants() if _lang(element) and _lang(element) != _lang_around(element)
    ]


def unreadable_language(page: ParsedPage) -> Iterator[Fault]:
    """Yield parts whose language is none by its form."""
    for element in page.root.iterdescendants():
        if _lang(element) and not is_language_tag(_lang(element)):
            message = f"“{shown(words(element))}” says `{shown(_lang(element))}` for its language"
            hints = (f'lang="{_lang(element)}"', f"language: {_lang(element)}")
            help_ = "write a tag like `en`, `es` or `ar`"
            yield Fault(code=_CODE, message=message, help=help_, line=element.sourceline, hints=hints)


def written_from_the_right(page: ParsedPage) -> list[Element]:
    """Return the page and its parts in languages that are written from right to left."""
    return [element for element in page.root.iter() if _lang(element) and direction(_lang(element)) == "rtl"]


def wrong_direction(page: ParsedPage) -> Iterator[Fault]:
    """Yield the page or parts of it that are laid out the other way than their language is written."""
    for element in page.root.iter():
        language = _lang(element)
        if not is_language_tag(language) or _dir(element) in (direction(language), "auto"):
            continue
        what = "the page" if element is page.root else f"“{shown(words(element))}”"
        right = direction(language)
        ways = {"rtl": "right to left", "ltr": "left to right"}
        message = f"{what} is in `{language}` and not laid out from {ways[right]}"
        help_ = f'write `dir="{right}"` beside `lang="{language}"`; where a person wrote neither, build again'
        hints = (f'lang="{language}"',) if element is not page.root else ()
        yield Fault(code=_CODE, message=message, help=help_, line=element.sourceline, hints=hints)


def _lang(element: Element) -> str:
    return (element.get("lang") or "") if isinstance(element.tag, str) else ""


def _lang_around(element: Element) -> str:
    return next((_lang(other) for other in element.iterancestors() if _lang(other)), "")


def _dir(element: Element) -> str:
    """Return the direction of an element: its own, else that of what is around it, else that of every page."""
    around = (element, *element.iterancestors())
    return next((other.get("dir").lower() for other in around if other.get("dir")), "ltr")
