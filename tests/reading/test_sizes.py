"""What a first visit costs, and that our scripts move nothing on a page that is being read."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from looking import PHONE, address, opened
from page_kinds import KINDS

pytestmark = pytest.mark.browser

#: KB of 1000 bytes, as gzip -9 makes them; ratchets: what is there now stays well below.
FIRST_VISIT = 200_000
OUR_SCRIPTS = 30_000
#: The planner is an instructor's page, and loads scripts of its own and the names of all time zones.
PLANNER_VISIT = 210_000

SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    window.shifts.push([entry.value, entry.sources.map((one) => one.node && (one.node.outerHTML || "").slice(0, 80))]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def zipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def loaded(page, where: str) -> dict[str, int]:
    """Return the files that a page loads from the disk, with their sizes when zipped."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(where)
    page.wait_for_load_state("networkidle")
    files = {Path(unquote(urlsplit(url).path)) for url in asked if url.startswith("file:")}
    return {file.name: zipped(file) for file in sorted(files)}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.endswith("file")])
def test_a_first_visit_is_at_most_200_kilobytes(shelf, chromium, kind):
    page = chromium.new_page(viewport=PHONE)
    files = loaded(page, address(shelf, kind))
    page.close()
    assert "pydata-sphinx-theme.css" in files
    assert Path(shelf.kinds[kind]).name in files
    most = PLANNER_VISIT if kind == "planner" else FIRST_VISIT
    assert sum(files.values()) <= most, sorted(files.items(), key=lambda row: -row[1])[:8]


def test_all_our_scripts_together_are_at_most_30_kilobytes(shelf):
    """Of all pages but the planner's, which alone loads its own (`tests/planner`)."""
    scripts = sorted((shelf.html / "_static/builder").glob("*.js"))
    assert "progress.js" in {script.name for script in scripts}
    assert sum(zipped(script) for script in scripts if not script.name.startswith("planner")) <= OUR_SCRIPTS


def test_no_icon_script_is_loaded(shelf, chromium):
    page = chromium.new_page()
    assert not [name for name in loaded(page, address(shelf, "module")) if "fontawesome" in name]
    page.close()


def shifts(page, where: str) -> list:
    """Return what moved while a slow phone opened a page and went down it."""
    page.add_init_script(SHIFTS)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(where)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)
    return page.evaluate("window.shifts")


@pytest.mark.parametrize("kind", ["module", "arabic", "front", "flashcards", "glossary"])
def test_our_scripts_move_nothing(shelf, chromium, kind):
    with opened(chromium, "about:blank", viewport=PHONE) as page:
        page.route("**/_static/builder/*.js*", lambda route: route.abort())
        without = {one for _, moved in shifts(page, address(shelf, kind)) for one in moved}
    with opened(chromium, "about:blank", viewport=PHONE) as page:
        if kind == "module":
            page.goto(address(shelf, kind))
            page.locator(".builder-read input").check()  # one comes back to what one has read
        found = shifts(page, address(shelf, kind))
    assert [row for row in found if not without.issuperset(row[1])] == []
    assert sum(value for value, _ in found) < 0.01, "the theme's buttons at the top get their icons; that is all"


def test_a_planted_shift_is_seen(chromium, tmp_path):
    slow = "<script>setTimeout(() => document.body.prepend(document.createElement('hr')), 300)</script>"
    (tmp_path / "a.html").write_text(f"<!DOCTYPE html><p>{'words ' * 99}</p>{slow}", encoding="utf-8")
    with opened(chromium, "about:blank", viewport=PHONE) as page:
        assert shifts(page, (tmp_path / "a.html").as_uri())
