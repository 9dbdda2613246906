"""The page of a syllabus as HTML, from small cases as files to review; and what holds for every one of them."""

import re
import tomllib
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from entries_by_hand import entries_of
from syllabi_by_hand import schedule

from builder.wording import languages
from builder.writers.course.syllabus import syllabus_html
from builder.writers.course.syllabus_parts import SyllabusView

HERE = Path(__file__).parent
CASES = sorted(path.stem for path in (HERE / "cases").glob("*.yml"))
MODULES = tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))["module"]


def view(written, **more):
    text = written.removeprefix("format: 1\n")
    made = schedule(text, entries_of(MODULES), name="spring")
    return SyllabusView(schedule=made, link=lambda slug: f"../modules/{slug}.html", **more)


def case(name):
    return (HERE / f"cases/{name}.yml").read_text(encoding="utf-8")


class Elements(HTMLParser):
    """The elements of a page's part, with what each says; those that were not closed in their turn are faults."""

    def __init__(self, html):
        super().__init__()
        self.seen, self.open, self.faults = [], [], []
        self.feed(html)
        self.close()
        self.faults += [tag for tag, _ in self.open]

    def handle_starttag(self, tag, attrs):
        found = {"tag": tag, **dict(attrs), "said": "", "inside": [name for name, _ in self.open]}
        self.seen.append(found)
        if tag != "hr":
            self.open.append((tag, found))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()[0] != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        for _, found in self.open:
            found["said"] += data

    def all(self, *tags):
        return [found for found in self.seen if found["tag"] in tags]

    def marked(self, name):
        return [found for found in self.seen if name in found.get("class", "").split()]


def plain(text):
    return " ".join(text.split())


@pytest.mark.parametrize("name", CASES)
def test_pages_are_as_reviewed(golden, name):
    golden(HERE / f"golden/{name}.html", syllabus_html(view(case(name), around=view(case(name)).language)) + "\n")


@pytest.mark.parametrize("level", [1, 2, 5])
@pytest.mark.parametrize("name", CASES)
def test_every_page_is_whole(name, level):
    page = Elements(syllabus_html(view(case(name), level=level)))
    assert page.faults == []
    ids = [found["id"] for found in page.seen if "id" in found]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", id_) for id_ in ids)
    wanted = [found["href"][1:] for found in page.all("a") if found["href"].startswith("#")]
    assert set(wanted) <= set(ids)
    levels = [int(found["tag"][1]) for found in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == min(levels) == level
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(plain(found["said"]) for found in page.all("h1", "h2", "h3", "h4", "h5", "h6", "a", "th", "dt", "dd"))
    assert not {"script", "style", "form", "img"} & {found["tag"] for found in page.seen}
    assert not [found for found in page.seen if "style" in found or any(key.startswith("on") for key in found)]


@pytest.mark.parametrize("name", CASES)
def test_every_table_says_what_its_cells_are(name):
    page = Elements(syllabus_html(view(case(name))))
    for table in page.all("table"):
        assert table["inside"][-1] == "div"
    for box in page.marked("builder-scroll"):
        assert box["tabindex"] == "0"
        assert box["role"] in ("region", "group")  # a table that a person wrote is no landmark
        assert box["aria-label"]
    regions = [box["aria-label"] for box in page.marked("builder-scroll") if box["role"] == "region"]
    assert len(regions) == len(set(regions)) > 0
    assert all(found["scope"] in ("col", "row", "rowgroup") for found in page.all("th"))
    assert len(page.marked("builder-scroll")) == len(page.all("table")) > 0


def test_both_groups_have_their_day_beside_each_session():
    page = Elements(syllabus_html(view(case("groups"))))
    told = [plain(found["said"]) for found in page.marked("builder-syllabus-when") if found["tag"] == "ul"]
    assert told == [
        "North: Mon, Feb 21 · 10:00–11:15 AM · Room 1 South: Tue, Feb 22 · 2:00–3:15 PM · Room 2",
        "North: Mon, Mar 6 · Week 3 · 10:00–11:15 AM · Room 1 South: Tue, Feb 29 · 2:00–3:15 PM · Room 2",
        "North: Mon, Mar 13 · Week 4 · 10:00–11:15 AM · Room 1 South: Tue, Mar 7 · 2:00–3:15 PM · Room 2",
        "North: Without a day South: Tue, Mar 14 · 2:00–3:15 PM · Room 2",
    ]
    headings = [plain(found["said"]) for found in page.all("h4")]
    assert headings == ["1. Frames & fights", "2. Bridges", "3. Three", "4. Four"]
    due = [plain(found["said"]) for found in page.marked("builder-syllabus-due")]
    assert due == [
        "Due: Essay · 50 % (Tue, Feb 29 · South)",
        "Due: Essay · 50 % (Mon, Mar 6 · North)",
        "Due: Exam · 50 % (Fri, Mar 17)",
    ]
    assert [plain(found["said"]) for found in page.marked("builder-syllabus-off")] == [
        "No class: Open day (Mon, Feb 28 · North)"
    ]
    lacking = page.marked("builder-syllabus-unplaced")
    assert [plain(found["said"]) for found in lacking] == [
        "Sessions that have no day yet 4. Four (North): no meeting is left for it"
    ]


def test_groups_whose_sessions_would_change_places_have_a_plan_each():
    page = Elements(syllabus_html(view(case("parted"))))
    assert [plain(found["said"]) for found in page.all("h3")] == ["North", "South"]
    assert len([found for found in page.all("h4") if found["said"].startswith("Week")]) == 6
    assert {"week-1", "week-1-south", "session-title-first", "session-title-first-south"} <= {
        found.get("id") for found in page.seen
    }


def test_a_workshop_has_its_clock_and_its_breaks_in_the_order_of_time():
    html = syllabus_html(view(case("workshop")))
    page = Elements(html)
    lines = [
        plain(found["said"])
        for found in page.seen
        if found["tag"] in ("h3", "h4")
        or {"builder-syllabus-when", "builder-syllabus-pause", "builder-syllabus-free"}
        & set(found.get("class", "").split())
    ]
    assert lines == [
        "Day 1 Sat 6 May",
        "09:00–16:00 · Hall",
        "1. Welcome",
        "09:00–09:30",
        "2. Frames & fights",
        "09:30–10:30",
        "10:30–10:45 · Break",
        "3. A walk",
        "10:45–12:00",
        "12:00–13:00 · Lunch",
        "Nothing planned: 13:00–16:00",
        "Day 2 Sun 7 May",
        "09:30–12:00",
        "4. Bridges",
        "09:30–10:30",
    ]
    assert {"day-1", "day-2", "session-frames"} <= {found.get("id") for found in page.seen}


def test_a_morning_and_an_afternoon_are_one_day_with_both_their_hours():
    written = """title: A day
language: en-GB
days:
  - {date: 2028-05-06, start: 13:00, end: 15:00, place: Garden, breaks: [{at: 14:00, minutes: 10}]}
  - {date: 2028-05-06, start: 9:00, end: 10:00, place: Hall}
  - {date: 2028-05-07, start: 9:00, end: 10:00}
sessions: [{title: One, minutes: 60}, {title: Two, minutes: 60}, {title: Three, minutes: 60, date: 2028-05-07}]
"""
    page = Elements(syllabus_html(view(written)))
    wanted = {"builder-syllabus-when", "builder-syllabus-pause"}
    lines = [
        plain(found["said"])
        for found in page.seen
        if found["tag"] in ("h3", "h4") or wanted & set(found.get("class", "").split())
    ]
    assert lines == [
        "Day 1 Sat 6 May",
        "09:00–10:00 · Hall",
        "13:00–15:00 · Garden",
        "1. One",
        "09:00–10:00",
        "2. Two",
        "13:00–14:00",
        "14:00–14:10 · Break",
        "Day 2 Sun 7 May",
        "09:00–10:00",
        "3. Three",
        "09:00–10:00",
    ]


def cells(page, first):
    """Return what stands in the row of a table that begins with these words."""
    found, rows = False, []
    for one in page.all("tr", "th", "td"):
        if one["tag"] == "tr":
            found = one["said"].startswith(first)
        elif found:
            rows.append("yes" if one["said"] == "✓" else plain(one["said"]))
    return rows


THREE_GROUPS = """
title: Three groups
term: {start: 2028-02-21, end: 2028-03-05}
groups:
  - {name: A, meetings: [{days: [Mon], start: 10:00, minutes: 60}]}
  - name: B
    meetings: [{name: Talk, days: [Tue], start: 10:00, minutes: 75}, {name: Lab, days: [Sun], start: 10:00, minutes: 60}]
  - {name: C, meetings: [{days: [Wed], start: 10:00, minutes: 60}]}
sessions:
  - {title: First, readings: ["One text."]}
  - {modules: [frames], readings: ["One text."]}
  - {title: Exam, meeting: Lab}
  - {title: Trip, date: 2028-07-01}
"""


def test_groups_of_which_the_same_is_asked_share_a_table():
    page = Elements(syllabus_html(view(THREE_GROUPS)))
    assert [found["said"] for found in page.all("caption")] == ["A, C", "B"]
    shared, other = (found["said"] for found in page.marked("builder-syllabus-workload-table"))
    assert shared.split("\n")[4:7] == ["1 Mon, Feb 211 text600", "2 Mon, Feb 287 + 1 text600", ""]
    assert "Total7 + 2 texts1200" in shared
    assert other.split("\n")[4:6] == ["1 Mon, Feb 217 + 2 texts1350", "2 Mon, Feb 280600"]


def test_texts_without_minutes_are_told_beside_those_with_minutes():
    page = Elements(syllabus_html(view(THREE_GROUPS)))
    assert [plain(found["said"]) for found in page.marked("builder-syllabus-load")] == [
        "Workload: A, C: To read: 1 text · 60 min in class; B: 7 min of reading, and 2 more texts · 135 min in class",
        "Workload: A, C: 7 min of reading, and 1 more text · 60 min in class; B: 60 min in class",
    ]


def test_each_reason_for_which_groups_have_no_day_is_told():
    page = Elements(syllabus_html(view(THREE_GROUPS)))
    (part,) = page.marked("builder-syllabus-unplaced")
    assert [line for line in part["said"].split("\n") if line][1:] == [
        "3. Exam (A, C): there is no meeting of the kind that it needs",
        "4. Trip: the day it is set to is outside the dates of the course",
    ]


def test_coverage_is_a_grid_for_few_sessions_and_a_list_of_numbers_for_many():
    few = Elements(syllabus_html(view(case("term"))))
    assert len(few.marked("builder-syllabus-grid")) == 1
    assert cells(few, "Name a frame") == ["Name a frame", "yes", "", "", "", ""]
    assert cells(few, "Compare media") == ["Compare media", "yes", "yes", "", "", ""]
    assert cells(few, "Serve tea") == ["Serve tea", "no session"]
    assert cells(few, "Outcome or")[1:3] == ["1. Frames & fights", "2. Bridges / El ruido"]
    many = Elements(syllabus_html(view(case("long"))))
    assert many.marked("builder-syllabus-grid") == []
    assert cells(many, "media") == ["media", "1, 11"]
    assert cells(many, "framing") == ["framing", "1"]


def test_a_syllabus_in_another_language_than_its_page_says_so():
    page = Elements(syllabus_html(view(case("arabic"), around="en")))
    assert (page.seen[0]["lang"], page.seen[0]["dir"]) == ("ar", "rtl")
    same = Elements(syllabus_html(view(case("arabic"), around="ar")))
    assert "lang" not in same.seen[0]
    links = {found["said"]: (found.get("lang"), found.get("dir")) for found in same.all("a")}
    assert links["Frames & fights"] == ("en", "ltr")
    assert links["El ruido"] == ("es", "ltr")


def test_a_session_that_is_called_by_a_module_is_in_its_language():
    page = Elements(syllabus_html(view(case("term").replace("modules: [bridges, ruido]", "modules: [ruido]"))))
    named = [found for found in page.all("bdi") if found["said"] == "El ruido"]
    assert {found.get("lang") for found in named} == {"es"}
    assert {found["inside"][-1] for found in named} == {"h4", "a", "span"}


@pytest.mark.parametrize("language", languages())
def test_every_language_has_its_words(language):
    written = case("term").replace("format: 1\n", f"format: 1\nlanguage: {language}\n")
    html = syllabus_html(view(written, around=language))
    ours = {
        "Taught by",
        "Nothing planned",
        "To read",
        "No class",
        "Workload",
        "What serves what",
        "Readings by session",
    }
    assert {words for words in ours if words in html} == (ours if language == "en" else set())


HOSTILE = """
title: "<script>alert(1)</script>"
code: "<img src=x onerror=alert(1)>"
description: |
  <script>alert(1)</script>

  <!-- a note to self -->
  [go](javascript:alert(1)) ![x](https://example.org/track.png) {{ 1 }}

  ```{raw} html
  <script>alert(1)</script>
  ```
instructors: [{name: "<b>N</b>", contact: 'javascript:alert(1)', hours: "<i>h</i>"}, {name: M, contact: '"x"@example.org'}]
term: {start: 2028-02-21, end: 2028-02-27}
meetings: [{days: [Mon], start: 9:00, minutes: 60, name: "<u>", place: '"><script>'}]
holidays: {dates: [{date: 2028-02-25, name: "<u>"}]}
sessions:
  - {title: '"><svg onload=alert(1)>', id: a, notes: "<script>", readings: ["<script>alert(1)</script> *w*"], modules: ["<x>"]}
  - {title: "</section><script>"}
assessments: [{name: "<script>", due: 2028-02-22, notes: "<script>"}]
grading: "<script>"
policies: "<style>*{display:none}</style>"
outcomes: [{text: "<script>"}]
"""


def test_nothing_that_a_person_writes_is_markup_of_the_page():
    html = syllabus_html(view(HOSTILE, title="<script>", files=(("<b>", 'x"onclick="y'),)))
    page = Elements(html)
    assert page.faults == []
    assert not {"script", "style", "svg", "img", "u", "b", "i", "x"} & {found["tag"] for found in page.seen}
    assert not [key for found in page.seen for key in found if key.startswith("on")]
    assert not [found["href"] for found in page.all("a") if not re.match(r"#|\.\./modules/|x", found["href"])]
    assert "note to self" not in html
    assert "track.png" not in html


def test_contacts_are_links_where_they_are_addresses():
    page = Elements(syllabus_html(view(case("term"))))
    links = {found["said"]: found["href"] for found in page.all("a")}
    assert links["seminar@example.org"] == "mailto:seminar@example.org"
    assert links["https://example.org/library"] == "https://example.org/library"


def test_the_title_of_the_course_stands_once():
    assert "Frames and bridges" in syllabus_html(view(case("term"), title="Spring"))
    assert "Frames and bridges" not in syllabus_html(view(case("term"), title="Frames and Bridges"))
