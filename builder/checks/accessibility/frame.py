"""What frames a page: title, zoom, one main part, a way past the menus, and no clock (2.4.2, 1.4.4, 2.4.1, 2.2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.accessibility.page import Element, Fault, ParsedPage, has_letters, refreshes, words

_CODE = "access-page"
_BUILD = "build again; if it stays, look at what the course changed of the page's frame (templates, theme, raw HTML)"
_LARGE_ENOUGH = 2.0


def titles(page: ParsedPage) -> list[Element]:
    """Return the title of the page."""
    return [title for title in page.root.xpath("/html/head/title") if has_letters(words(title))]


def without_title(page: ParsedPage) -> Iterator[Fault]:
    """Yield a page that has no title."""
    if not titles(page):
        yield Fault(code=_CODE, message="the page has no title", help="begin it with `# ` and a title, and build again")


def forbids_zoom(page: ParsedPage) -> Iterator[Fault]:
    """Yield a page that keeps readers from making it twice as large."""
    for meta in page.all("meta"):
        if meta.get("name", "").lower() == "viewport" and _is_fixed(meta.get("content", "")):
            message = f'`<meta name="viewport" content="{meta.get("content")}">` keeps readers from enlarging the page'
            help_ = "take out `user-scalable` and `maximum-scale`"
            yield Fault(code=_CODE, message=message, help=help_, line=meta.sourceline, hints=(meta.get("content"),))


def _is_fixed(content: str) -> bool:
    said = dict(re.findall(r"([\w-]+)\s*=\s*([\w.+-]+)", content.lower()))
    if said.get("user-scalable") in ("no", "0"):
        return True
    try:
        return float(said.get("maximum-scale", "10")) < _LARGE_ENOUGH
    except ValueError:
        return False


def mains(page: ParsedPage) -> list[Element]:
    """Return the main parts of the page."""
    return list(page.root.xpath("//main[not(@hidden)] | //*[@role='main'][not(self::main)][not(@hidden)]"))


def without_main(page: ParsedPage) -> Iterator[Fault]:
    """Yield a page whose main part is not marked, or that has several."""
    count = len(mains(page))
    if count != 1:
        message = "the page does not say where its main part is" if not count else f"the page has {count} main parts"
        yield Fault(code=_CODE, message=message, help=_BUILD)


def before_main(page: ParsedPage) -> list[Element]:
    """Return the links and buttons that stand before the main part."""
    main = next(iter(mains(page)), None)
    found: list[Element] = []
    for element in page.root.iter("a", "button", "input", "main") if main is not None else ():
        if element is main:
            return found
        if element.tag == "button" or element.get("href") or element.tag == "input":
            found.append(element)
    return found


def without_way_past(page: ParsedPage) -> Iterator[Fault]:
    """Yield a page with menus before its main part whose first link does not lead past them."""
    first = next((element for element in before_main(page) if element.tag == "a"), None)
    if first is None:
        return
    target = page.by_id.get(first.get("href", "").removeprefix("#")) if first.get("href", "").startswith("#") else None
    main = mains(page)[0]
    if target is None or not (target is main or main in target.iterancestors()):
        yield Fault(code=_CODE, message="the first link does not lead past the menus to the main part", help=_BUILD)


def clocks(page: ParsedPage) -> list[Element]:
    """Return what makes a page reload or lead on by itself."""
    return [meta for meta in page.all("meta") if meta.get("http-equiv", "").lower() == "refresh"]


def runs_out(page: ParsedPage) -> Iterator[Fault]:
    """Yield a page that reloads or leads on after some seconds."""
    for seconds in refreshes(page):
        if seconds > 0:
            message = f"the page reloads or leads on by itself after {seconds:g} seconds"
            help_ = 'take the `<meta http-equiv="refresh">` out'
            yield Fault(code=_CODE, message=message, help=help_, hints=("http-equiv",))
