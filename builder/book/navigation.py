"""The sidebar: all units of a course, and the pages of the units that are opened on a page.

The theme resolves the whole table of contents anew for every page, which grows with the square of the
course; and an edited title stays on every page that is not written again.  Here the table is read once, and
a page is written again when what it shows of its neighbours has changed (`neighbourhood`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from builder.model.entry import Entry

#: A course of no more pages than this shows them all; above it, other units show their captions only.
_ALL = 60
#: A unit shows no more pages than this at once: those around the page that is read.
_AROUND = 30


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the sidebar: a page of the course, or an address outside (`url`).

    slug, kept_as (the name by which progress is kept), language and items (how many its quiz has): of a module only.
    """

    title: str
    page: str = ""
    url: str = ""
    depth: int = 1
    slug: str = ""
    kept_as: str = ""
    language: str = ""
    items: int = 0


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the table of contents.  `links` is empty where only the caption is shown, `more` counts the rest."""

    caption: str
    links: tuple[Link, ...] = ()
    more: int = 0

    @property
    def first(self) -> str:
        """Return the first page of the unit, empty where it has none."""
        return next((link.page for link in self.links if link.page), "")


class ShownUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as the sidebar of one page shows it."""

    caption: str
    first: str
    links: tuple[Link, ...] = ()
    more: int = 0


def units_of(site_map: Any, titles: Mapping[str, str], modules: Mapping[str, Entry]) -> tuple[Unit, ...]:
    """Return the units of a table of contents (sphinx-external-toc's site map), titles as the pages have them."""
    return tuple(
        Unit(caption=tree.caption or "", links=tuple(_links(tree, site_map, titles, modules, 1)))
        for tree in site_map.root.subtrees
    )


def _links(
    tree: Any, site_map: Any, titles: Mapping[str, str], modules: Mapping[str, Entry], depth: int
) -> Iterator[Link]:
    for item in tree.items:
        url = getattr(item, "url", None)
        if url is not None:
            yield Link(title=item.title or url, url=url, depth=depth)
            continue
        page = str(item) if str(item) in titles else str(item).rpartition(".")[0]
        if page not in titles:
            continue  # a page that is not there, or a pattern: Sphinx has said so
        given = site_map[page].title if page in site_map else None
        yield Link(title=given or titles[page], page=page, depth=depth, **_of_module(modules.get(page)))
        for subtree in site_map[page].subtrees if page in site_map else ():
            yield from _links(subtree, site_map, titles, modules, depth + 1)


def _of_module(entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {}
    return {
        "slug": entry.slug,
        "kept_as": entry.lasting_name,
        "language": entry.language,
        "items": entry.items,
    }


def unit_of(page: str, units: tuple[Unit, ...]) -> Unit | None:
    """Return the unit that a page belongs to, None for the front page and pages outside the table."""
    return next((unit for unit in units if any(link.page == page for link in unit.links)), None)


def shown_units(page: str, units: tuple[Unit, ...]) -> tuple[ShownUnit, ...]:
    """Return the units as the sidebar of a page shows them."""
    whole = sum(len(unit.links) for unit in units) <= _ALL
    own = unit_of(page, units)
    return tuple(_shown(unit, page, opened=whole or unit is own or not unit.caption) for unit in units)


def _shown(unit: Unit, page: str, *, opened: bool) -> ShownUnit:
    if not opened:
        return ShownUnit(caption=unit.caption, first=unit.first)
    at = next((place for place, link in enumerate(unit.links) if link.page == page), 0)
    start = max(0, min(at - _AROUND // 2, len(unit.links) - _AROUND))
    links = unit.links[start : start + _AROUND] if is_windowed(unit) else unit.links
    return ShownUnit(caption=unit.caption, first=unit.first, links=links, more=len(unit.links) - len(links))


def is_windowed(unit: Unit) -> bool:
    """Return whether a unit is too long to be shown at once, so that each page shows the part around it."""
    return len(unit.links) > _ALL


def pages_of(units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return the pages in the order of the table of contents."""
    return tuple(link.page for unit in units for link in unit.links if link.page)
