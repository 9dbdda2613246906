"""The planner page: a syllabus by keyboard alone, changes that keep the focus, and what is shown and saved of it."""

import csv
import datetime as dt
import io
import json
import shutil
from pathlib import Path

import icalendar
import pytest
from command_line import ran
from looking import PHONE, opened
from planner_page import add, begun, cards, downloaded, focus, module, other_book, plain, say_when, status

from builder.book.pages import PLANNER_SCRIPTS
from builder.files.syllabus_yml import read_syllabus
from builder.syllabus.flow import timetables
from builder.syllabus.holidays import public_holidays

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


def written(day, minutes):
    """Return a day and a time as the page writes them in English."""
    hour, minute = divmod(minutes, 60)
    time = f"{(hour - 1) % 12 + 1}:{minute:02} {'AM' if hour < 12 else 'PM'}"
    return f"{day:%a}, {day:%b} {day.day}, {time}"


def planned(page):
    """Return the days of the dated list, and what stands on each."""
    rows = page.locator(".builder-planner-days li").all()
    return [
        (
            plain(row.locator(".builder-planner-date").inner_text()),
            row.locator(".builder-planner-what > :first-child").inner_text(),
        )
        for row in rows
    ]


class Keys:
    """A person who has a keyboard and nothing else."""

    def __init__(self, page):
        self.page = page

    def to(self, label):
        for _ in range(250):
            self.page.keyboard.press("Tab")
            if focus(self.page) == label:
                return self
        pytest.fail(f"no key leads to “{label}”")

    def types(self, text):
        self.page.keyboard.type(text)
        return self

    def presses(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self


def test_a_person_plans_by_keyboard_alone_and_the_command_takes_the_file(planner, tmp_path):
    keys = Keys(planner)
    keys.to("Title").types('Peace: "why" # and how').to("Course code").types("PEACE 101")
    keys.to("First day of the term").types("01112027").to("Last day of the term").types("02122027")
    keys.to("Mon").presses("Space").to("Wed").presses("Space")
    keys.to("Start").types("1000AM").to("Minutes").types("75").to("Place").types("Room 12")
    keys.to("Country, for its public holidays").types("United States")
    planner.locator(".builder-planner-public").wait_for()
    keys.to("Add a break in the term").presses("Enter").types("02012027").to("Last day").types("02032027").to(
        "Name"
    ).types("Reading week")
    keys.to("Add: Why Civil Resistance Works").presses("Enter")
    assert focus(planner) == "Add: Why Civil Resistance Works"
    keys.to("Add: More Blue Helmets, Fewer Civilians Killed").presses("Enter")
    keys.to("Move up: Session 2").presses("Enter")
    keys.to("Add a session without modules").presses("Enter").types("Presentations").to("Pinned to the day").types(
        "02102027"
    )
    keys.to("Add an assessment").presses("Enter").types("Essay").to("Weight in percent").types("100").to("Due").types(
        "01292027"
    )
    keys.to("Syllabus (YAML)")
    with planner.expect_download() as found:
        keys.presses("Enter")
    found.value.save_as(tmp_path / "course.yml")
    assert found.value.suggested_filename == "course.yml"
    text = (tmp_path / "course.yml").read_text(encoding="utf-8")
    read, findings = read_syllabus(text, "syllabi/course.yml")
    assert findings == ()
    syllabus = read.syllabus
    assert (syllabus.title, syllabus.code, syllabus.timezone) == (
        'Peace: "why" # and how',
        "PEACE 101",
        "America/New_York",
    )
    assert [session.modules or session.title for session in syllabus.sessions] == [
        ("more-blue-helmets-fewer-civilians-killed",), ("why-civil-resistance-works",), "Presentations",
    ]  # fmt: skip
    assert (syllabus.holidays.country, syllabus.breaks[0].name, syllabus.assessments[0].due) == (
        "US",
        "Reading week",
        dt.date(2027, 1, 29),
    )
    (timetable,) = timetables(syllabus, public_holidays(syllabus))
    assert [held.meeting.date for held in timetable.held] == [
        dt.date(2027, 1, 11),
        dt.date(2027, 1, 13),
        dt.date(2027, 2, 10),
    ]
    shown = dict(planned(planner))
    for held in timetable.held:
        assert written(held.meeting.date, held.start) in shown
    for free in timetable.free:
        assert shown[written(free.date, free.start)] == "Nothing planned"
    assert shown["Mon, Jan 18"] == "No class: Martin Luther King Jr. Day"
    assert shown["Mon, Feb 1"] == shown["Wed, Feb 3"] == "No class: Reading week"
    assert shown["Fri, Jan 29"] == "Due: Essay (100 %)"
    calendar = built_by_the_command(tmp_path / "course.yml", tmp_path / "mine")
    assert events_of(downloaded(planner, "ics", tmp_path).read_bytes()) == events_of(calendar)


def events_of(calendar):
    """Return what a calendar says of itself and of its events, but for their texts, by the events' ids."""
    read = icalendar.Calendar.from_ical(calendar)
    said = ("DTSTAMP", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND", "LOCATION", "CATEGORIES", "TRANSP")
    events = {
        str(one["UID"]): {name: one[name].to_ical() for name in said if name in one} for one in read.walk("VEVENT")
    }
    return {"name": str(read["NAME"]), "method": read.get("METHOD"), **events}


def built_by_the_command(file, course):
    """Put the file that was saved into a course as it is, build the syllabus, and return its calendar."""
    for name in ("_config.yml", "_toc.yml", "index.md"):
        course.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, course / name)
    shutil.copytree(ROOT / "modules", course / "modules")
    (course / "syllabi").mkdir()
    shutil.copy(file, course / "syllabi")
    done = ran("syllabus", "build", "course", "--format", "docx", "--course", str(course))
    assert done.code == 0
    assert "warning: " not in done.error
    assert "error: " not in done.error
    written = (course / "_build/syllabus/course/course.ics").read_bytes()
    calendar = written.replace(b"\r\n ", b"").decode()
    assert "DTSTART;TZID=America/New_York:20270210T100000" in calendar
    assert calendar.count("BEGIN:VEVENT") == 4
    return written


def test_what_is_moved_or_removed_keeps_the_focus_and_is_said(planner):
    say_when(planner)
    add(planner, 0, 1, 2)
    first, second, third = (modules for _, modules in cards(planner))
    planner.get_by_label("Move up: Session 3").press("Enter")
    assert focus(planner) == "Move up: Session 2"
    assert status(planner).startswith(f"Moved: “{third[0]}”. Session 2 · Mon, Jan 25")
    planner.get_by_label("Move up: Session 2").press("Enter")
    assert focus(planner) == "Move down: Session 1", "the first goes no further"
    assert [modules for _, modules in cards(planner)] == [third, first, second]
    planner.get_by_label("Remove session: Session 2").press("Enter")
    assert focus(planner) == "Move up: Session 2"
    assert [modules for _, modules in cards(planner)] == [third, second]
    planner.get_by_label(f"Remove: {second[0]}").press("Enter")
    assert focus(planner) == "Move up: Session 2"
    planner.get_by_label("Remove session: Session 2").press("Enter")
    planner.get_by_label("Remove session: Session 1").press("Enter")
    assert focus(planner) == "Add a session without modules"
    assert status(planner) == f"Removed: “{third[0]}”."
    for _ in range(3):
        planner.get_by_role("button", name="Undo").press("Enter")
    assert [modules for _, modules in cards(planner)] == [third, second]
    assert focus(planner) == "Undo"
    for row, name in (("Meeting 1", "Add a meeting"), ("Assessment 1", "Add an assessment")):
        planner.get_by_role("button", name=name).press("Enter")
        planner.get_by_label(f"Remove: {row}").press("Enter")
        assert focus(planner) in (f"Remove: {row}", name)


def test_a_session_may_be_dragged_too(planner):
    planner.set_viewport_size({"width": 1280, "height": 3000})  # all is in sight
    say_when(planner)
    add(planner, 0, 1, 2)
    before = [modules for _, modules in cards(planner)]
    planner.locator(".builder-planner-when").nth(0).drag_to(planner.locator(".builder-planner-session").nth(2))
    assert [modules for _, modules in cards(planner)] == [before[1], before[2], before[0]]
    planner.locator(".builder-planner-module").nth(3).drag_to(planner.locator(".builder-planner-session").nth(0))
    assert len(cards(planner)[0][1]) == 2


def test_what_does_not_fit_is_said(planner):
    say_when(planner)
    add(planner, 0, 1, 3, 2, 3)
    assert [when for when, _ in cards(planner)][3:] == [
        "Session 4 · No day yet: no meeting is left",
        "Session 5 · No day yet: no meeting is left",
    ]
    assert planner.locator(".builder-planner-left li").count() == 2
    looks = planner.locator("section:has(> #builder-planner-looks) li").all_inner_texts()
    assert "“Warmer Years, More Conflict” is used more than once, in sessions: 3, 5." in looks
    planner.get_by_label("Mon, Jan 18 · Martin Luther King Jr. Day").check()  # there is class all the same
    assert [when for when, _ in cards(planner)][1] == f"Session 2 · {written(dt.date(2027, 1, 18), 600)}"
    assert planner.locator(".builder-planner-left li").count() == 1


def test_a_plan_without_a_title_or_days_is_no_file_yet(planner):
    planner.locator("button[value=yml]").press("Enter")
    said = status(planner)
    assert "Give the course a title." in said
    assert "Say on which days the term begins and ends." in said
    assert planner.locator(".builder-planner-lacks li").count() == 3
    say_when(planner)
    assert planner.locator(".builder-planner-lacks li").count() == 0
    planner.get_by_role("button", name="Add a session without modules").click()
    assert planner.locator(".builder-planner-lacks li").all_inner_texts() == ["Session 1: give it a title or a module."]


def assess(page, **due):
    """Add assessments by name, each due on a day."""
    for name, day in due.items():
        page.get_by_role("button", name="Add an assessment").click()
        row = page.locator("section:has(> #builder-planner-assessments) fieldset").last
        row.get_by_label("Name").fill(name)
        row.get_by_label("Due").fill(day)


def test_what_is_due_off_the_days_of_class_is_listed_saved_and_asked_about(planner, tmp_path):
    say_when(planner)
    planner.get_by_role("button", name="Add a break in the term").click()
    for label, text in (("First day", "2027-01-25"), ("Last day", "2027-01-27"), ("Name", "Reading week")):
        planner.locator("section:has(> #builder-planner-days_off) fieldset").last.get_by_label(label).fill(text)
    assess(planner, Exam="2027-02-12", Survey="2027-01-08", Feast="2027-01-18", Rest="2027-01-26", Essay="2027-01-29")
    assert planner.locator("section:has(> #builder-planner-looks) li").all_inner_texts() == [
        "“Exam” is due after the term ends: Fri, Feb 12, 2027.",
        "“Survey” is due before the term begins: Fri, Jan 8, 2027.",
        "“Feast” is due on a day without class: Mon, Jan 18, 2027 · Martin Luther King Jr. Day.",
        "“Rest” is due in a break: Tue, Jan 26, 2027 · Reading week.",
    ]
    headings = planner.locator(".builder-planner-plan .builder-planner-subheading").all_inner_texts()
    assert [one.split(" · ")[0] for one in headings] == [
        "On other days",
        *(f"Week {n}" for n in range(1, 5)),
        "On other days",
    ]
    rows = planned(planner)
    assert (rows[0], rows[-1]) == (("Fri, Jan 8, 2027", "Due: Survey"), ("Fri, Feb 12, 2027", "Due: Exam"))
    planner.emulate_media(media="print")
    assert planner.get_by_text("Due: Exam").is_visible()
    planner.emulate_media(media="screen")
    text = downloaded(planner, "csv", tmp_path).read_text("utf-8-sig")
    table = [row for row in csv.DictReader(io.StringIO(text, newline="")) if row["kind"] == "due"]
    assert [(row["week"], row["date"], row["title"]) for row in table] == [
        ("", "2027-01-08", "Survey"), ("2", "2027-01-18", "Feast"), ("3", "2027-01-26", "Rest"), ("3", "2027-01-29", "Essay"),
        ("", "2027-02-12", "Exam"),
    ]  # fmt: skip


def test_a_time_zone_is_saved_by_its_right_name(planner, tmp_path):
    say_when(planner)
    zone = planner.get_by_label("Time zone")
    zone.fill("us/eastern")  # as an address may hold it: the field is not left
    assert planner.locator(".builder-planner-lacks li").count() == 0
    assert 'timezone: "US/Eastern"' in downloaded(planner, "yml", tmp_path).read_text("utf-8")
    zone.fill("Nowhere/Land")
    assert planner.locator(".builder-planner-lacks li").all_inner_texts() == [
        "The time zone Nowhere/Land is not known: choose one of the list."
    ]


def test_a_workshop_has_days_and_breaks(planner, tmp_path):
    planner.get_by_label("Title").first.fill("Workshop")
    planner.get_by_label("a workshop of some days").check()
    planner.get_by_label("Date").fill("2027-05-13")
    planner.get_by_label("Start").fill("09:00")
    planner.get_by_label("End", exact=True).fill("12:00")
    planner.get_by_role("button", name="Add a break").click()
    planner.get_by_label("Start").nth(1).fill("10:30")
    planner.get_by_label("Minutes").first.fill("15")
    add(planner, 0, 1)
    for number, minutes in enumerate(("60", "45")):
        planner.locator(".builder-planner-more summary").nth(number).click()
        planner.locator(".builder-planner-session input[type=number]").nth(number).fill(minutes)
    assert [when for when, _ in cards(planner)] == [
        f"Session {n} · {written(dt.date(2027, 5, 13), at)}" for n, at in ((1, 540), (2, 645))
    ]
    read, findings = read_syllabus(downloaded(planner, "yml", tmp_path).read_text("utf-8"), "syllabi/course.yml")
    assert findings == ()
    (timetable,) = timetables(read.syllabus, {})
    assert [held.start for held in timetable.held] == [540, 645]


def test_the_filter_hides_modules(planner):
    visible = planner.locator(".builder-planner-module:visible")
    count = visible.count()
    planner.get_by_label("Language").select_option("es")
    assert visible.count() == 1
    assert planner.locator(".builder-planner-told").inner_text() == f"1 of {count} modules"
    planner.get_by_role("button", name="Show all").click()
    assert visible.count() == count


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    'A "quoted": title # no',
    "</script><script>alert(1)</script>",
    "$& {number} $1",
    "x" * 200,
]


def test_hostile_titles_are_text(shelf, chromium, tmp_path):
    modules = [
        module(n, slug=f"m-{n}", title=title, keywords=[title], terms=[[title, title, "t"]])
        for n, title in enumerate(HOSTILE)
    ]
    with opened(chromium, other_book(shelf, tmp_path / "book", modules), viewport=PHONE, accept_downloads=True) as page:
        say_when(begun(page))
        add(page, *range(len(HOSTILE)))
        assert [inside for _, inside in cards(page)] == [[title] for title in HOSTILE]
        assert page.locator(".builder-planner :is(img, script)").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.get_by_label("Title").first.fill(HOSTILE[1])
        read, findings = read_syllabus(downloaded(page, "yml", tmp_path).read_text("utf-8"), "syllabi/course.yml")
        assert findings == ()
        assert read.syllabus.title == HOSTILE[1]
        calendar = downloaded(page, "ics", tmp_path).read_text("utf-8").replace("\r\n ", "").replace("\n ", "")
        assert f"SUMMARY:{HOSTILE[0]}" in calendar
        assert page.heard.complaints == []


def test_two_hundred_modules_and_sixty_sessions_stay_usable(shelf, chromium, tmp_path):
    modules = [module(n, keywords=[f"word {n % 7}", f"group {n % 5}", "peace"]) for n in range(200)]
    with opened(chromium, other_book(shelf, tmp_path / "book", modules)) as page:
        say_when(begun(page))
        page.get_by_label("Last day of the term").fill("2027-12-17")
        for day in ("Tue", "Wed", "Thu"):
            page.get_by_role("checkbox", name=day, exact=True).check()
        page.evaluate(
            """() => {
              const buttons = document.querySelectorAll('.builder-planner-module button');
              for (let n = 0; n < 60; n += 1) {
                buttons[n].click();
              }
              const title = document.querySelector('.builder-planner input');
              title.value = 'Changed';
              title.dispatchEvent(new Event('input'));
            }"""
        )
        assert page.locator(".builder-planner-session").count() == 60
        assert len(page.get_by_label("Link to this plan").input_value()) < 4000
        assert page.locator(".builder-planner-unplaced").count() == 0


def test_only_the_dated_list_is_printed(planner):
    say_when(planner)
    add(planner, 0)
    planner.emulate_media(media="print")
    seen = [one.get_attribute("aria-labelledby") for one in planner.locator(".builder-planner > *:visible").all()]
    assert seen == ["builder-planner-plan"]
    assert planner.locator(".builder-planner-course").inner_text() == "Peace"
    assert not planner.locator("h1").is_visible()


def test_only_a_book_with_a_planner_has_its_holidays_and_only_its_page_its_scripts(shelf):
    assert (shelf.html / "_static/builder/planner-holidays/FR.js").is_file()
    for kind, path in shelf.kinds.items():
        text = (shelf.html / path).read_text(encoding="utf-8")
        places = [text.find(f"_static/builder/{name}?") for name in PLANNER_SCRIPTS[1:]]
        if kind == "planner":
            assert -1 not in places
            assert places == sorted(places)
        else:
            assert set(places) == {-1}, kind
        assert "planner-holidays/" not in text
    worker = (shelf.html / "sw.js").read_text(encoding="utf-8")
    assert "planner-holidays/" not in worker
    assert json.dumps("_static/builder/planner.js") in worker
