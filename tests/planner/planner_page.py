"""The planner as a person uses it: its page of the shelf, other modules in its place, and a plan by mouse."""

import json
import re
from html import escape

from builder.book.static_files import HOLIDAY_YEARS, holiday_countries
from builder.syllabus.zones import zone_names
from builder.text.languages import direction
from builder.writers.course.parts import CourseView
from builder.writers.course.planner import planner_html

READY = ".builder-planner-bar"
KEPT = "builder-plan:"


def begun(page):
    """Wait until the planner is there, and return its page."""
    page.locator(READY).wait_for()
    return page


def other_book(shelf, folder, modules, language="en"):
    """Return the address of the planner of a book with other modules, in another language; it shares the shelf's assets."""
    html = (shelf.html / shelf.kinds["planner"]).read_text(encoding="utf-8")
    view = CourseView(entries=("some",), language=language, link=lambda slug, _: slug, course="other")
    own = planner_html(view, holiday_countries(), HOLIDAY_YEARS, tuple(sorted(zone_names())))
    html, count = re.subn(r'<div class="builder-planner".*?</p>\n</div>', lambda _: own, html, flags=re.DOTALL)
    assert count == 1
    html = html.replace('<html dir="ltr" lang="en"', f'<html dir="{direction(language)}" lang="{escape(language)}"', 1)
    (folder / "course").mkdir(parents=True)
    (folder / "course/planner.html").write_text(html, encoding="utf-8")
    (folder / "modules.js").write_text(f"window.builderModules = {json.dumps(modules)};\n", encoding="utf-8")
    (folder / "_static").symlink_to(shelf.html / "_static", target_is_directory=True)
    return (folder / "course/planner.html").as_uri()


def module(number, **changed):
    """A row of modules.js."""
    return {
        "slug": f"module-{number}",
        "title": f"Module {number}",
        "address": f"modules/module-{number}.html",
        "language": "en",
        "level": "introductory",
        "minutes": 50,
        "reading_minutes": 12,
        "keywords": [f"word {number}", "peace"],
        "terms": [[f"Term {number}", f"What number {number} means.", f"term-{number}"]],
        **changed,
    }


def say_when(page):
    """Fill in a course of four weeks with a holiday (Martin Luther King Jr. Day, 2027-01-18)."""
    page.get_by_label("Title").first.fill("Peace")
    page.get_by_label("First day of the term").fill("2027-01-11")
    page.get_by_label("Last day of the term").fill("2027-02-05")
    page.get_by_role("checkbox", name="Mon", exact=True).check()
    page.get_by_label("Start").first.fill("10:00")
    page.get_by_label("Minutes").first.fill("75")
    page.get_by_label("Country").select_option("US")
    page.locator(".builder-planner-public").wait_for()


def add(page, *numbers):
    """Add modules by their place in the list, from 0."""
    for number in numbers:
        page.locator(".builder-planner-module button").nth(number).click()


def downloaded(page, kind, folder):
    """Press the button of a kind of file and return what was saved."""
    with page.expect_download() as found:
        page.locator(f".builder-planner button[value={kind}]").click()
    target = folder / found.value.suggested_filename
    found.value.save_as(target)
    return target


def plain(text):
    """Return a text with blanks of one kind: browsers differ in that before AM and PM."""
    return text.replace("\u202f", " ")


def cards(page):
    """Return what each session says of its day, and its modules."""
    return [
        (
            plain(card.locator(".builder-planner-when").inner_text()),
            card.locator(".builder-planner-inside li div > span:first-child").all_inner_texts(),
        )
        for card in page.locator(".builder-planner-session").all()
    ]


def focus(page):
    """Return the label of what is in focus."""
    return page.evaluate(
        """() => {
          const one = document.activeElement;
          const label = (one.labels || [])[0];
          const own = (place) => Array.from(place.childNodes, (node) => (node.nodeType === 3 ? node.data : "")).join("");
          return one.getAttribute("aria-label") || (label ? own(label) : one.textContent);
        }"""
    ).strip()


def status(page):
    """Return what the planner says last; wait until it does."""
    page.wait_for_function("document.querySelector('.builder-planner-bar p').textContent")
    return page.locator(".builder-planner-bar p").inner_text()
