"""No page complains in the console, fails, or asks for anything outside of the disk."""

import pytest
from looking import DESK, PHONE, Heard, address, opened
from page_kinds import KINDS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_quiet(shelf, chromium, kind, width):
    with opened(chromium, address(shelf, kind), viewport={"desk": DESK, "phone": PHONE}[width]) as page:
        page.mouse.wheel(0, 3000)  # what loads late, loads
        page.wait_for_load_state("networkidle")
        assert page.heard.complaints == []


def test_the_search_is_quiet_while_results_come(shelf, chromium):
    with opened(chromium, address(shelf, "search")) as page:
        page.locator(".builder-search-text").first.wait_for()
        assert page.heard.complaints == []


PLANTED = {
    "a script that is not there": '<script src="none.js"></script>',
    "a script that fails": "<script>undefined.x</script>",
    "a complaint": "<script>console.error('x')</script>",
    "a warning": "<script>console.warn('x')</script>",
    "a promise that is not kept": "<script>Promise.reject(new Error('x'))</script>",
    "a request to the net": '<img src="http://127.0.0.1:9/none.png" alt="">',
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_complaint_is_heard(chromium, tmp_path, what):
    planted = tmp_path / "a.html"
    planted.write_text(f"<!DOCTYPE html><title>a</title>{PLANTED[what]}", encoding="utf-8")
    page = chromium.new_page()
    heard = Heard(page)
    page.goto(planted.as_uri())
    page.wait_for_load_state("networkidle")
    page.close()
    assert heard.complaints
