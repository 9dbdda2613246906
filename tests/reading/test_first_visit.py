"""What a first visit costs a reader on a slow line: bytes, scripts, and text that jumps while it loads."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from builder.book.static_files import STATIC

#: Bytes after gzip: the whole first visit of a module's page, and all our scripts together.
FIRST_VISIT, OUR_SCRIPTS = 200_000, 30_000

PLACES = """() => Array.from(document.querySelectorAll(".bd-article :is(h1, h2, h3, p, li, dt, dd, fieldset, nav)"))
  .filter((element) => element.checkVisibility() && element.textContent.trim())
  .map((element) => [element.textContent.trim().slice(0, 40), Math.round(element.getBoundingClientRect().top)])"""


def zipped(path):
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def loaded(page, address):
    """Return the files that a page asks for, itself among them."""
    asked = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return {Path(unquote(urlsplit(url).path)) for url in asked if url.startswith("file:")}


@pytest.mark.parametrize("kind", ["module", "spanish", "arabic"])
def test_a_first_visit_to_a_module_is_small(shelf, chromium, kind):
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    files = loaded(page, (shelf.html / shelf.kinds[kind]).as_uri())
    page.close()
    sizes = {path.name: zipped(path) for path in sorted(files)}
    assert {"book.css", "quiz.js", "progress.js"} <= set(sizes)
    assert not {name for name in sizes if "fontawesome" in name or name.endswith((".woff2", ".ttf"))}
    assert sum(sizes.values()) <= FIRST_VISIT, sizes


def test_all_our_scripts_together_are_small():
    sizes = {path.name: zipped(path) for path in sorted(Path(STATIC).glob("*.js"))}
    assert len(sizes) > 5
    assert sum(sizes.values()) <= OUR_SCRIPTS, sizes


def places(chromium, address, *, ours):
    """Return what stands on the first screens of a page, with the place of each, with or without our scripts."""
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    if not ours:
        page.route("**/_static/builder/*.js*", lambda route: route.abort())
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    found = page.evaluate(PLACES)
    page.close()
    return [row for row in found if row[1] < 3 * 844]


@pytest.mark.parametrize("kind", ["front", "module", "arabic", "glossary", "flashcards", "readings"])
def test_our_scripts_move_nothing_that_was_there(shelf, chromium, kind):
    address = (shelf.html / shelf.kinds[kind]).as_uri()
    without, with_ours = (places(chromium, address, ours=ours) for ours in (False, True))
    assert len(without) > 5
    assert [row for row in without if row not in with_ours] == []


def test_what_a_script_moves_is_seen(shelf, chromium):
    page = shelf.html / shelf.kinds["glossary"]
    late = "<script>document.querySelector('h1').style.paddingTop = '10rem'</script>"
    moved = page.with_name("moved.html")
    moved.write_text(page.read_text(encoding="utf-8").replace("</body>", late + "</body>"), encoding="utf-8")
    try:
        one, other = (places(chromium, path.as_uri(), ours=True) for path in (page, moved))
    finally:
        moved.unlink()
    assert [row for row in one if row not in other]
