"""Pictures have words in their place (1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from builder.checks.accessibility.page import Element, Fault, Hint, ParsedPage, has_letters, name_of, shown, words

_HELP = 'write what it shows between the brackets, `![words](file)`; a mere ornament needs `alt="" role="presentation"`'
_DECORATION = ("presentation", "none")


def pictures(page: ParsedPage) -> list[Element]:
    """Return the pictures of a page: images, drawings that say they are one, and buttons made of a picture."""
    return [
        element
        for element in page.all("img", "svg", "input", "area", "object")
        if element.tag in ("img", "object")
        or (element.tag == "svg" and element.get("role") == "img")
        or (element.tag == "input" and element.get("type", "").lower() == "image")
        or (element.tag == "area" and element.get("href") is not None)
    ]


def without_alternative(page: ParsedPage) -> Iterator[Fault]:
    """Yield pictures without alternative text, or with the name of their file in its place.

    An empty text counts as none, since Markdown has no other way to forget it; but not where the page says that
    the picture is an ornament, or where words stand beside it in the same link or button.
    """
    for picture in pictures(page):
        address = picture.get("src") or picture.get("data") or ""
        name = name_of(picture, page)
        file = unquote(urlsplit(address).path).rpartition("/")[2]
        known = f"the picture {shown(file)}" if file else "a picture"
        if name and unquote(name).rpartition("/")[2] == file:
            message = f"{known} has the name of its file for an alternative text"
        elif has_letters(name) or _is_ornament(picture):
            continue
        else:
            message = f"{known} has no alternative text"
        hints = _hints(file, given=bool(name)) if file and not address.startswith("data:") else ()
        yield Fault(code="access-picture", message=message, help=_HELP, line=picture.sourceline, hints=hints)


def _hints(file: str, *, given: bool) -> tuple[Hint, ...]:
    """Return where a picture may stand: in Markdown without words, in a directive, in HTML, or anywhere.

    given: whether the page has a text in its place: a directive without words gives the file's name.
    """
    markdown: tuple[Hint, ...] = (("![](", file),)
    directive: tuple[Hint, ...] = (("{image}", file), ("{figure}", file))
    return (*(directive if given else markdown), ("<img", file), *(markdown if given else directive), file, _stem(file))


def _stem(file: str) -> str:
    """Return a picture's name without the digits by which a build tells two of one name apart."""
    return file.rpartition(".")[0].rstrip("0123456789")


def _is_ornament(picture: Element) -> bool:
    if picture.get("aria-hidden") == "true" or any(
        other.get("aria-hidden") == "true" for other in picture.iterancestors()
    ):
        return True
    if picture.tag != "img" or picture.get("alt") != "":
        return False
    return picture.get("role") in _DECORATION or any(words(other) for other in picture.iterancestors("a", "button"))
