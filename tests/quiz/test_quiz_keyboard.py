"""What comes after an answer, by keyboard alone; and a window of 320 pixels, which is 1280 at 400 % zoom."""

import json

import pytest
from test_quiz_progress import KINDS, RIGHT, folder, form, page, result, tally  # noqa: F401 - fixtures


def reach(page, wanted, *, back=False):
    """Press Tab until a control with this name has the focus."""
    for _ in range(120):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("(document.activeElement.innerText || document.activeElement.value || '').trim()") == wanted:
            return
    pytest.fail(f"Tab never reached {wanted!r}")


def enter(page, id_):
    """Press Tab until an item has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if form(page, id_).evaluate("form => form.contains(document.activeElement)"):
            return
    pytest.fail(f"Tab never reached {id_}")


def judge(page, answer):
    """Judge the statement, which is true, and ask for the verdict."""
    if not form(page, "truth").evaluate("form => form.contains(document.activeElement)"):
        enter(page, "truth")
    page.keyboard.press("Space")
    if not answer:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_an_item_is_missed_tried_again_and_put_right_with_keys_alone(page):
    judge(page, answer=False)
    assert result(page, "truth") == "wrong"
    reach(page, "Try again")
    page.keyboard.press("Enter")
    assert result(page, "truth") is None
    judge(page, answer=True)
    assert result(page, "truth") == "right"


def test_the_passage_is_visited_and_left_with_keys_alone(page):
    enter(page, "choice")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    link = form(page, "choice").locator("[role=status] a").inner_text().strip()
    reach(page, link)
    page.keyboard.press("Enter")
    assert "Bees dance." in page.evaluate("document.activeElement.innerText")
    reach(page, "Back to question 1")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.innerText.trim()") == link


def test_what_was_missed_is_shown_alone_with_keys_alone(page):
    judge(page, answer=False)
    reach(page, "Only what I missed")
    page.keyboard.press("Space")
    assert [f.get_attribute("data-item") for f in page.locator("form:visible").all()] == ["truth"]
    page.keyboard.press("Space")
    assert page.locator("form:visible").count() == len(KINDS)


def test_answers_are_saved_cleared_and_loaded_with_keys_alone(page, tmp_path):
    judge(page, answer=True)
    assert tally(page).startswith("1 of")
    with page.expect_download() as download:
        reach(page, "Save my answers to a file")
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "saved.json")
    assert json.loads((tmp_path / "saved.json").read_text(encoding="utf-8"))["items"]
    page.once("dialog", lambda dialog: dialog.accept())
    reach(page, "Clear my answers")
    page.keyboard.press("Enter")
    assert tally(page).startswith("0 of")
    with page.expect_file_chooser() as chooser:
        reach(page, "Load answers from a file", back=True)
        page.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "saved.json")
    page.wait_for_function("document.querySelector('.builder-quiz-told').textContent")
    assert tally(page).startswith("1 of")


def test_at_four_hundred_percent_nothing_is_cut_off(page):
    page.set_viewport_size({"width": 320, "height": 256})
    for id_ in RIGHT:
        form(page, id_).locator("button[type=submit]").click()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    outside = page.evaluate(
        """() => Array.from(document.querySelectorAll("form :is(label, input, select, textarea, button, p, legend)"))
          .filter((one) => one.offsetParent && one.getBoundingClientRect().right > innerWidth + 1)
          .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert outside == []
