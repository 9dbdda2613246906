"""Ids are there once, and what refers to one finds it (1.3.1, 4.1.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.checks.accessibility.page import Element, Fault, ParsedPage

_CODE = "access-id"
_REFERRING = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "for")


def ids(page: ParsedPage) -> list[Element]:
    """Return the elements that have an id."""
    return [element for element in page.root.iter() if isinstance(element.tag, str) and element.get("id")]


def doubled_ids(page: ParsedPage) -> Iterator[Fault]:
    """Yield ids that more than one element has, once each, where the second one stands."""
    seen = Counter(element.get("id") for element in ids(page))
    done: set[str] = set()
    for element in ids(page):
        id_ = element.get("id")
        if seen[id_] > 1 and element is not page.by_id[id_] and id_ not in done:
            done.add(id_)
            message = f"the id `{id_}` is given {seen[id_]} times"
            help_ = "give each its own, or take out the anchors that a person wrote twice"
            hints = (f'id="{id_}"', f"({id_})=", f"#{id_}", f"name: {id_}")
            yield Fault(code=_CODE, message=message, help=help_, line=element.sourceline, hints=hints)


def references(page: ParsedPage) -> list[Element]:
    """Return the elements that refer to others by their ids, to be labelled or described by them."""
    return [element for element in page.root.iter() if any(True for _ in _named(element))]


def dangling_references(page: ParsedPage) -> Iterator[Fault]:
    """Yield references to ids that no element has."""
    for element in references(page):
        for attribute, id_ in _named(element):
            if id_ not in page.by_id:
                message = f'`{attribute}="{id_}"` refers to nothing on the page'
                help_ = "name the id of an element that is there"
                hints = (f'{attribute}="{id_}"',)
                yield Fault(code=_CODE, message=message, help=help_, line=element.sourceline, hints=hints)


def _named(element: Element) -> Iterator[tuple[str, str]]:
    for attribute in _REFERRING if isinstance(element.tag, str) else ():
        if attribute != "for" or element.tag == "label":
            yield from ((attribute, id_) for id_ in element.get(attribute, "").split())
