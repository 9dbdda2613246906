"""Pages as a reader opens them: from a disk, and with an ear for what the browser complains of."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
LIGHTS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
#: A page from a disk asks for nothing else.
LOCAL = ("file:", "data:", "blob:")


def address(shelf, kind: str) -> str:
    """Return the address of a page of a kind; the search with a question, so that it shows what it finds."""
    return (shelf.html / shelf.kinds[kind]).as_uri() + ("?q=peace" if kind == "search" else "")


class Heard:
    """What a page complained of, and what it asked for that is not on the disk."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", lambda request: self.complaints.append(f"not loaded: {request.url}"))

    def _said(self, message) -> None:
        if message.type in ("error", "warning", "assert"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, request) -> None:
        if not request.url.startswith(LOCAL):
            self.complaints.append(f"asked for: {request.url}")


@contextmanager
def opened(chromium: Browser, where: str, **options) -> Iterator[Page]:
    """Open an address in a browser of its own, with nothing kept; `page.heard` is what it complained of."""
    context = chromium.new_context(**{"viewport": DESK, **options})
    page = context.new_page()
    page.heard = Heard(page)
    page.goto(where)
    try:
        yield page
    finally:
        context.close()


@contextmanager
def looked_at(reader: BrowserContext, where: str, viewport=DESK, **light) -> Iterator[Page]:
    """Open an address on a page of its own in a browser that others look into too, and leave nothing in it."""
    page = reader.new_page()
    page.heard = Heard(page)
    page.set_viewport_size(viewport)
    page.emulate_media(**light)
    page.goto(where)
    try:
        yield page
    finally:
        page.evaluate("localStorage.clear()")
        page.close()
