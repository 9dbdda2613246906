"""The ways to a page, and whether they are the same on each (2.4.5, 3.2.3)."""

from __future__ import annotations

from builder.checks.accessibility.page import Element, ParsedPage, words


def contents(page: ParsedPage) -> list[Element]:
    """Return the list of all pages beside a page: its navigation with the most links, if that has several."""
    found = sorted(page.all("nav"), key=_links)
    return found[-1:] if found and _links(found[-1]) > 1 else []


def searches(page: ParsedPage) -> list[Element]:
    """Return the first search of a page: a field to search in, or a button that opens one."""
    found = page.root.xpath(
        "//input[@type='search'] | //button[contains(@class, 'search-button')] | //*[@role='search']"
    )
    return list(found[:1])


def _links(navigation: Element) -> int:
    return len(list(navigation.iter("a")))


def in_another_order(pages: tuple[ParsedPage, ...]) -> tuple[str, ...]:
    """Return the paths of pages whose list of contents names what others name in another order.

    A list that lacks some pages, or has more, is in order as long as those that it shares stand in the same one.
    """
    lists = {page.path: tuple(words(link) for link in contents(page)[0].iter("a")) for page in pages if contents(page)}
    known = list(lists.values())
    usual = max(sorted(set(known)), key=known.count, default=())
    return tuple(path for path, own in lists.items() if _shared(own, usual) != _shared(usual, own))


def _shared(own: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(name for name in own if name in set(other)))
