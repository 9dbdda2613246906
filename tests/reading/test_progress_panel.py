"""What was read and answered: in the sidebar, on the front page, over a reload, as a file, and gone when cleared."""

import json

import pytest
from looking import address, opened
from page_kinds import KINDS

pytestmark = pytest.mark.browser

SLUG = KINDS["module"].removeprefix("modules/").removesuffix(".html")
TALLY = ".builder-progress-tally"


def read_and_answer(shelf, page):
    """Read a module, and answer one question of its quiz."""
    page.goto(address(shelf, "module"))
    page.locator(".builder-read input").check()
    form = page.locator("form[data-kind=short-answer]").first
    form.locator("[type=text]").fill("a guess")
    form.locator("button:visible").first.click()


def keys(page):
    return sorted(page.evaluate("Object.keys(localStorage)"))


def test_read_and_answered_show_in_the_sidebar_and_on_the_front_page_over_a_reload(shelf, chromium):
    with opened(chromium, address(shelf, "front")) as page:
        assert page.locator(TALLY).inner_text().startswith("0 of 13 modules read, 0 of ")
        read_and_answer(shelf, page)
        mark = page.locator(f".builder-nav [data-module={SLUG}] .builder-done")
        assert mark.inner_text().strip() == "✓ read · 1/8 answered"
        page.reload()
        assert mark.inner_text().strip() == "✓ read · 1/8 answered"
        assert page.locator(".builder-read input").is_checked()
        page.goto(address(shelf, "front"))
        assert page.locator(TALLY).inner_text().startswith("1 of 13 modules read, 1 of ")
        assert (
            page.locator(f".builder-card[data-module={SLUG}] .builder-done").inner_text().strip()
            == "✓ read · 1/8 answered"
        )
        page.goto(address(shelf, "module"))
        page.locator(".builder-read input").uncheck()
        assert mark.inner_text().strip() == "1/8 answered"


def test_the_file_takes_progress_to_another_device(shelf, chromium, tmp_path):
    saved = tmp_path / "progress.json"
    with opened(chromium, address(shelf, "front"), accept_downloads=True) as page:
        read_and_answer(shelf, page)
        page.goto(address(shelf, "flashcards"))
        page.locator(".builder-deck button").click()
        page.locator("[data-rating=good]").click()
        page.goto(address(shelf, "front"))
        with page.expect_download() as download:
            page.locator(".builder-progress button[value=save]").click()
        assert download.value.suggested_filename.startswith("progress-")
        download.value.save_as(saved)
        before = page.evaluate("Object.entries(localStorage).sort()")
    file = json.loads(saved.read_text(encoding="utf-8"))
    assert file["read"] == [SLUG]
    assert len(file["items"]) == 1
    with opened(chromium, address(shelf, "front")) as page:
        page.locator(".builder-progress input[type=file]").set_input_files(saved)
        page.wait_for_function("document.querySelector('.builder-progress-told').textContent")
        assert page.locator(TALLY).inner_text().startswith("1 of 13 modules read, 1 of ")
        after = dict(page.evaluate("Object.entries(localStorage)"))
        assert {name: json.loads(text) for name, text in after.items() if name.startswith("builder-")} == {
            name: json.loads(text) for name, text in before if name.startswith("builder-")
        }


def bad_files(page):
    """Return files that are not this course's progress, by what is wrong with them."""
    course = page.locator(".builder-nav").get_attribute("data-course")
    good = {"format": 1, "course": course, "items": {}, "read": [], "cards": None}
    return {
        "no JSON": "{",
        "nothing": "null",
        "a list": "[]",
        "another course's": json.dumps({**good, "course": "other"}),
        "a later format": json.dumps({**good, "format": 2}),
        "without items": json.dumps({**good, "items": None}),
        "items as a list": json.dumps({**good, "items": ["a"]}),
        "an item without a digest": json.dumps({**good, "items": {"a/b": {"x": 1}}}),
    }


def test_a_file_that_is_not_this_courses_changes_nothing(shelf, chromium, tmp_path):
    with opened(chromium, address(shelf, "front")) as page:
        told = page.locator(".builder-progress-told")
        bad = page.locator(".builder-progress").get_attribute("data-bad")
        for what, text in bad_files(page).items():
            file = tmp_path / "bad.json"
            file.write_text(text, encoding="utf-8")
            told.evaluate("(told) => { told.textContent = ''; }")
            page.locator(".builder-progress input[type=file]").set_input_files(file)
            page.wait_for_function("document.querySelector('.builder-progress-told').textContent")
            assert told.inner_text() == bad, what
            assert [key for key in keys(page) if key.startswith("builder-")] == [], what
        assert page.heard.complaints == []


def test_clear_asks_and_then_keeps_nothing(shelf, chromium):
    with opened(chromium, address(shelf, "front")) as page:
        read_and_answer(shelf, page)
        page.evaluate("localStorage.setItem('builder-read:another-course:a', '1')")
        page.goto(address(shelf, "front"))
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.locator(".builder-progress button[value=clear]").click()
        assert page.locator(TALLY).inner_text().startswith("1 of 13")
        page.once("dialog", lambda dialog: dialog.accept())
        page.locator(".builder-progress button[value=clear]").click()
        assert page.locator(TALLY).inner_text().startswith("0 of 13 modules read, 0 of ")
        assert [key for key in keys(page) if key.startswith("builder-")] == ["builder-read:another-course:a"]
        page.reload()
        assert page.locator(".builder-card .builder-done:not(:empty)").count() == 0


def test_nothing_is_kept_but_under_the_names_of_the_course(shelf, chromium):
    with opened(chromium, address(shelf, "front")) as page:
        read_and_answer(shelf, page)
        for kind in KINDS:
            page.goto(address(shelf, kind))
        page.goto(address(shelf, "flashcards"))
        page.locator(".builder-deck button").click()
        page.locator("[data-rating=good]").click()
        course = page.locator(".builder-nav").get_attribute("data-course")
        ours = [key for key in keys(page) if key.startswith("builder-")]
        assert {key.split(":")[1] for key in ours} == {course}
        assert set(keys(page)) - set(ours) <= {"mode", "theme"}, "the theme remembers light or dark"
        assert page.evaluate("document.cookie") == ""
        assert page.context.cookies() == []
        assert set(page.evaluate("Object.keys(sessionStorage)")) <= {"sidebar-scroll-top"}, "the theme's"
        assert page.evaluate("indexedDB.databases()") == []


def test_a_browser_that_keeps_nothing_says_so_and_the_page_works(shelf, chromium):
    with opened(chromium, "about:blank") as page:
        page.add_init_script(
            "Object.defineProperty(Storage.prototype, 'setItem', {value: () => { throw new Error('full'); }})"
        )
        page.goto(address(shelf, "front"))
        blocked = page.locator(".builder-progress").get_attribute("data-blocked")
        assert page.locator(".builder-progress-told").inner_text() == blocked
        assert page.locator(".builder-progress button:not([disabled])").count() == 0
        page.goto(address(shelf, "flashcards"))
        page.locator(".builder-deck button").click()
        page.locator("[data-rating=good]").click()
        assert page.locator(".builder-deck button").is_visible()
