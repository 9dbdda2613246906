"""Everything works with keys alone, in the order of the page (2.1.1, 2.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.accessibility.page import Element, Fault, ParsedPage, shown, words

_CODE = "access-keyboard"
_NATIVE = ("a", "button", "input", "select", "textarea", "summary", "label", "option", "area", "body", "form")
_PRESSED = ("onclick", "onmousedown", "onmouseup", "ondblclick", "ontouchstart", "onpointerdown")


def places_in_order(page: ParsedPage) -> list[Element]:
    """Return the elements that say where they stand in the order of the Tab key."""
    return [element for element in page.root.iter() if isinstance(element.tag, str) and _place(element) is not None]


def out_of_turn(page: ParsedPage) -> Iterator[Fault]:
    """Yield elements that the Tab key reaches before those that stand above them."""
    for element in places_in_order(page):
        if (_place(element) or 0) > 0:
            message = f'`tabindex="{_place(element)}"` takes <{element.tag}> out of the order of the page'
            help_ = "take it out, or write 0"
            hints = (f'tabindex="{element.get("tabindex")}"', f"tabindex={element.get('tabindex')}")
            yield Fault(code=_CODE, message=message, help=help_, line=element.sourceline, hints=hints)


def _place(element: Element) -> int | None:
    try:
        return int(element.get("tabindex", ""))
    except ValueError:
        return None


def pressable(page: ParsedPage) -> list[Element]:
    """Return the elements whose HTML says that something happens when they are clicked or tapped."""
    return [
        element
        for element in page.root.iter()
        if isinstance(element.tag, str) and any(element.get(name) is not None for name in _PRESSED)
    ]


def for_pointers_only(page: ParsedPage) -> Iterator[Fault]:
    """Yield elements that can be clicked and not reached with the Tab key."""
    for element in pressable(page):
        place = _place(element)
        if element.tag in _NATIVE or (place is not None and place >= 0):
            continue
        message = f"<{element.tag}> “{shown(words(element))}” can be clicked and not reached with keys"
        hints = tuple(f'{name}="{element.get(name)}"' for name in _PRESSED if element.get(name) is not None)
        help_ = "use a `<button>`"
        yield Fault(code=_CODE, message=message, help=help_, line=element.sourceline, hints=hints)
