"""The sheet of a syllabus, and the PDF and Word files that are set of it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import msgspec
import pytest
from paper_reader import read_paper
from syllabi_by_hand import entry, schedule

from builder.model.schedule import Schedule
from builder.model.sheet import STUDENT_KINDS, Block, Bullets, Heading, Layout, Paragraph, Sheet, Table
from builder.writers.pdf.press import Press
from builder.writers.sheets.inline import said, words_of
from builder.writers.sheets.syllabus import syllabus_sheet
from builder.writers.word.document import docx_of

ENTRIES = (
    entry("war", "War, and more", citation="One, A. (2020). *War*. Journal, 3(1), 1–20.", keywords=("conflict",)),
    entry("peace", reading_minutes=7, keywords=("conflict", "norms")),
)
TWO_GROUPS = """
    title: A seminar
    code: POL 1
    timezone: America/New_York
    description: "What **is** known."
    instructors: [{name: The team, contact: team@example.org, hours: "Fridays, 11:00"}]
    term: {start: 2027-01-11, end: 2027-02-21}
    groups:
      - {name: A, meetings: [{days: [Wed], start: 10:00, minutes: 50, place: Room 12}]}
      - {name: B, meetings: [{days: [Thu], start: 14:00, minutes: 50}]}
    holidays: {dates: [{date: 2027-01-20, name: Open day}]}
    breaks: [{start: 2027-02-01, end: 2027-02-05, name: Reading week}]
    sessions:
      - {modules: [war], id: war, notes: "Bring *paper*."}
      - {modules: [peace, gone], title: A hard day}
      - {title: Talk, id: talk}
      - {title: Trip, date: 2027-02-01}
      - {title: Last}
    assessments:
      - {name: Notes, weight: 40, session: war}
      - {name: Essay, weight: 50, due: 2027-02-12, notes: "Two pages."}
      - {name: Trip report, session: nothing}
    grading: "- Both count."
    policies: Be kind.
    outcomes: [{text: "Explain *conflict*.", keywords: [conflict]}, {text: Nothing serves this.}]
    """


def sheet_of(text: str) -> Sheet:
    return syllabus_sheet(schedule(text, ENTRIES))


def part(sheet: Sheet, heading: str) -> tuple[Block, ...]:
    """Return what stands under a heading, up to the next of its level."""
    places = [n for n, each in enumerate(sheet.blocks) if isinstance(each, Heading) and each.level == 2]
    at = next(n for n in places if words_of(sheet.blocks[n].text) == heading)
    return sheet.blocks[at + 1 : next((n for n in places if n > at), None)]


def lines(table: Block) -> list[tuple[str, ...]]:
    assert isinstance(table, Table)
    return [tuple(words_of(cell).replace("\u00a0", " ") for cell in row) for row in (table.head, *table.rows)]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    found = []
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                found.append(words_of(block.text).replace("\u00a0", " "))
            case Bullets():
                found += [text for item in block.entries for text in texts(item)]
            case _:
                pass
    return found


def test_groups_have_their_dates_side_by_side_in_one_plan() -> None:
    (table,) = part(sheet_of(TWO_GROUPS), "Plan")
    assert lines(table) == [
        ("Week", "A", "B", "Session", "Reading\n(min)"),
        ("1", "Wed, Jan 13", "Thu, Jan 14", "1. War, and more\nBring paper.", "5"),
        ("", "Wed, Jan 13", "Thu, Jan 14", "Due: Notes (40 %)", ""),
        ("2", "Wed, Jan 20", "", "No class: Open day", ""),
        ("3 / 2", "Wed, Jan 27", "Thu, Jan 21", "2. A hard day\nPeace\nThis module is not in the course: gone", "7"),
        ("4", "Wed, Feb 3", "", "No class: Reading week", ""),  # each column is in the order of time
        ("5 / 3", "Wed, Feb 10", "Thu, Jan 28", "3. Talk", ""),
        ("4", "", "Thu, Feb 4", "No class: Reading week", ""),
        ("5", "Fri, Feb 12", "", "Due: Essay (50 %)", ""),
        ("6 / 5", "Wed, Feb 17", "Thu, Feb 11", "5. Last", ""),
        ("5", "", "Fri, Feb 12", "Due: Essay (50 %)", ""),
        ("6", "", "Thu, Feb 18", "Nothing planned", ""),
    ]


def test_times_places_and_kinds_are_told_where_they_differ() -> None:
    text = """
    title: T
    language: en-GB
    term: {start: 2027-01-11, end: 2027-01-17}
    meetings:
      - {name: Lecture, days: [Mon], start: 10:00, minutes: 60, place: Hall}
      - {name: Seminar, days: [Tue], start: 14:00, minutes: 90}
    groups:
      - {name: A}
      - {name: B, meetings: [{name: Lecture, days: [Wed], start: 9:00, minutes: 60, place: Loft},
          {name: Lab, days: [Fri], start: 9:00, minutes: 60, place: Loft}]}
    sessions: [{title: One, meeting: Lecture}, {title: Two}]
    """
    (table,) = part(sheet_of(text), "Plan")
    assert lines(table)[1:] == [
        ("1", "Mon 11 Jan\n10:00–11:00\nHall", "Wed 13 Jan", "1. One (Lecture)", ""),
        ("", "Tue 12 Jan\n14:00–15:30", "Fri 15 Jan", "2. Two", ""),
    ]


def test_who_when_and_where_stand_first() -> None:
    sheet = sheet_of(TWO_GROUPS)
    assert (sheet.title, words_of(sheet.heading), sheet.name) == (
        "A seminar – Syllabus",
        "POL 1: A seminar",
        "Syllabus",
    )
    assert texts(sheet.blocks[:2]) == [
        "Taught by: The team; team@example.org; Office hours: Fridays, 11:00",
        "Term: January 11, 2027 to February 21, 2027",
        "A: Wednesday, 10:00–10:50 AM, Room 12",
        "B: Thursday, 2:00–2:50 PM",
        "Time zone: America/New York",
        "What is known.",
    ]
    assert "syllabus" in STUDENT_KINDS


def test_sessions_without_a_day_are_named_for_the_groups_that_lack_one_and_why() -> None:
    assert texts(part(sheet_of(TWO_GROUPS), "Sessions that have no day yet")) == [
        "4. Trip: the day it is set to is without class"
    ]
    fewer = TWO_GROUPS.replace("meetings: [{days: [Thu]", "meetings: [{days: [Thu, Fri]").replace(
        "      - {title: Last}\n", "      - {title: Last}\n" * 3
    )
    assert texts(part(sheet_of(fewer), "Sessions that have no day yet")) == [
        "A",
        "4. Trip: the day it is set to is without class",
        "6. Last: no meeting is left for it",
        "7. Last: no meeting is left for it",
        "B",
        "4. Trip: the day it is set to is without class",
    ]


def test_each_weeks_work_is_told_for_each_group_that_differs() -> None:
    blocks = part(sheet_of(TWO_GROUPS), "Workload")
    assert texts(blocks) == ["A", "B"]
    assert lines(blocks[1]) == [
        ("Week", "Reading\n(min)", "In class\n(min)", "Tasks"),
        ("1", "5", "50", "Notes"),
        ("2", "0", "0", ""),
        ("3", "7", "50", ""),
        ("4", "0", "0", ""),
        ("5", "0", "50", "Essay"),
        ("6", "0", "50", ""),
        ("Total", "12", "200", ""),
    ]


ALIKE = """
    title: T
    term: {start: 2027-01-11, end: 2027-01-17}
    groups:
      - {name: A, meetings: [{days: [Mon], start: 10:00, minutes: 60}]}
      - {name: B, meetings: [{days: [Wed], start: 10:00, minutes: 60}]}
      - {name: C, meetings: [{days: [Fri], start: 10:00, minutes: 90}]}
    sessions: [{modules: [war], id: one, readings: [A text., "Another, *in part*."]}]
    assessments: [{name: Notes, session: one}, {name: Essay, due: 2027-01-12}]
    """


def test_groups_of_which_the_same_is_asked_share_a_table_whatever_is_due_first() -> None:
    blocks = part(sheet_of(ALIKE), "Workload")
    assert texts(blocks) == ["A, B", "C"]
    assert lines(blocks[1])[1:] == [("1", "5 + 2 texts", "60", "Notes, Essay"), ("Total", "5 + 2 texts", "60", "")]
    (table,) = part(
        sheet_of(ALIKE[: ALIKE.index("      - {name: C")] + ALIKE[ALIKE.index("    sessions") :]), "Workload"
    )
    assert lines(table) == lines(blocks[1])


def test_texts_without_minutes_are_told_beside_those_with_minutes() -> None:
    sheet = sheet_of(ALIKE)
    (plan,) = part(sheet, "Plan")
    assert [row[-1] for row in lines(plan) if row[-2].startswith("1. War")] == ["5 + 2 texts"]
    assert texts(part(sheet, "Readings by session"))[0] == "1. War, and more (5 min of reading, and 2 more texts)"


def test_a_week_with_nothing_but_a_text_to_read_asks_for_something() -> None:
    text = (
        "title: T\nterm: {start: 2027-01-11, end: 2027-01-31}\nmeetings: [{days: [Mon], start: 10:00, minutes: 60}]\n"
    )
    text += "sessions: [{title: One}, {title: Two, readings: [A text.]}]\n"
    sheet = sheet_of(text)
    assert lines(part(sheet, "Workload")[0])[2:] == [
        ("2", "1 text", "60"),
        ("3", "0", "0"),
        ("Total", "1 text", "120"),
    ]
    assert [row[-1] for row in lines(part(sheet, "Plan")[0])] == ["Reading\n(min)", "", "1 text", ""]


def test_weeks_in_a_row_that_ask_for_nothing_are_one() -> None:
    text = "title: T\nterm: {start: 2027-01-11, end: 2027-02-21}\n"
    text += "meetings: [{days: [Mon], start: 10:00, minutes: 60}]\nsessions: [{title: One}]\n"
    (table,) = part(sheet_of(text), "Workload")
    assert lines(table)[1:] == [("1", "0", "60"), ("2–6", "0", "0"), ("Total", "0", "60")]


def test_assessments_have_their_weight_and_their_day() -> None:
    table, *notes = part(sheet_of(TWO_GROUPS), "Assessments")
    assert lines(table) == [
        ("Assessment", "Weight", "Due (A)", "Due (B)"),
        ("Notes", "40 %", "Wed, Jan 13", "Thu, Jan 14"),
        ("Essay", "50 %", "Fri, Feb 12", "Fri, Feb 12"),
        ("Trip report", "–", "Day not yet known", "Day not yet known"),
        ("Total", "90 %", "", ""),
    ]
    assert texts(tuple(notes)) == ["Essay", "Two pages."]


def test_what_is_read_and_what_serves_what() -> None:
    sheet = sheet_of(TWO_GROUPS)
    assert texts(part(sheet, "Readings by session")) == [
        "1. War, and more (5 min of reading)",
        "One, A. (2020). War. Journal, 3(1), 1–20.",
        "2. A hard day (7 min of reading)",
        "Peace",
    ]
    outcomes, keywords = part(sheet, "What serves what")
    assert lines(outcomes)[1:] == [("Explain conflict.", "1, 2"), ("Nothing serves this.", "no session")]
    assert lines(keywords)[1:] == [("1. War, and more", "conflict"), ("2. A hard day", "conflict, norms")]


FOUR = "".join(
    f"\n      - {{name: G{n}, meetings: [{{days: [Mon], start: {n + 8}:00, minutes: 60}}]}}" for n in range(4)
)


def test_more_groups_than_fit_side_by_side_have_a_table_each() -> None:
    text = f"""
    title: T
    term: {{start: 2027-01-11, end: 2027-01-24}}
    groups:{FOUR}
    sessions: [{{title: One}}, {{title: One}}]
    """
    blocks = part(sheet_of(text), "Plan")
    assert texts(blocks) == ["G0", "G1", "G2", "G3"]
    assert lines(blocks[1]) == [
        ("Week", "Date", "Session", "Reading\n(min)"),
        ("1", "Mon, Jan 11", "1. One", ""),
        ("2", "Mon, Jan 18", "2. One", ""),
    ]


WORKSHOP = """
    title: A workshop
    timezone: Europe/Zurich
    days:
      - {date: 2028-02-29, start: 9:00, end: 12:30, place: Hall, breaks: [{at: 10:30, minutes: 15, name: Coffee}]}
      - {date: 2028-03-01, start: 9:00, end: 11:00, breaks: [{at: 10:00, minutes: 15}]}
    sessions:
      - {title: Welcome, minutes: 20, notes: "Chairs in a circle."}
      - {modules: [war], minutes: 105}
      - {title: Close, minutes: 60}
    assessments: [{name: Card, due: 2028-02-29}]
    """


def test_a_workshop_goes_by_the_clock_with_its_breaks() -> None:
    first, place, table, second, other = part(sheet_of(WORKSHOP), "Plan")
    assert texts((first, place, second)) == ["Day 1: Tue, Feb 29", "Hall", "Day 2: Wed, Mar 1"]
    assert lines(table) == [
        ("Time", "Session", "Reading\n(min)"),
        ("9:00–9:20 AM", "1. Welcome\nChairs in a circle.", ""),
        ("10:30–10:45 AM", "Coffee", ""),
        ("10:45 AM–12:30 PM", "2. War, and more", "5"),
        ("", "Due: Card", ""),
    ]
    assert lines(other)[1:] == [
        ("9:00–10:00 AM", "3. Close", ""),
        ("10:00–10:15 AM", "Break", ""),
        ("10:15–11:00 AM", "Nothing planned", ""),
    ]


def test_days_of_a_break_are_one_row_and_free_meetings_too() -> None:
    text = """
    title: T
    term: {start: 2027-01-11, end: 2027-02-07}
    meetings: [{days: [Mon, Wed], start: 10:00, minutes: 60}]
    breaks: [{start: 2027-01-18, end: 2027-01-22, name: Winter}]
    sessions: [{title: One}]
    """
    (table,) = part(sheet_of(text), "Plan")
    assert [row[:3] for row in lines(table)[1:]] == [
        ("1", "Mon, Jan 11", "1. One"),
        ("", "Wed, Jan 13", "Nothing planned"),
        ("2", "Mon, Jan 18 –\nWed, Jan 20", "No class: Winter"),
        ("3", "Mon, Jan 25 –\nWed, Feb 3", "Nothing planned"),
    ]


def test_a_term_without_a_meeting_has_no_empty_table() -> None:
    text = """
    title: T
    term: {start: 2027-02-01, end: 2027-02-01}
    meetings: [{days: [Sun], start: 9:00, minutes: 60}]
    """
    assert texts(part(sheet_of(text), "Plan")) == ["Nothing planned"]


def test_long_notes_stand_with_the_readings() -> None:
    text = f"{WORKSHOP.rstrip()}\n".replace("Chairs in a circle.", "Chairs in a circle. " * 20)
    sheet = sheet_of(text)
    assert "Chairs" not in str(part(sheet, "Plan"))
    assert texts(part(sheet, "Readings by session"))[:2] == ["1. Welcome", ("Chairs in a circle. " * 20).strip()]


ARABIC = """
    title: "بحوث السلام: مدخل (1)"
    code: POL 1
    language: ar
    term: {start: 2027-02-07, end: 2027-05-30}
    meetings: [{days: [Sun], start: 9:00, minutes: 50, place: قاعة 12}]
    sessions: [{modules: [war], title: السلام والعنف}, {modules: [gone]}, {title: Nachwort, date: 2029-01-01}]
    assessments: [{name: مقال, weight: 12.5, due: 2027-04-01}]
    """
LONG = f"""
    title: "{"A title of many words " * 14}"
    term: {{start: 2027-01-11, end: 2027-12-17}}
    meetings: [{{days: [Mon, Tue, Wed, Thu], start: 10:00, minutes: 60}}]
    sessions:{"".join(f"{chr(10)}      - {{title: 'Session {n}, of which much is to be said', modules: [war]}}" for n in range(80))}
    """
HARD = {"two groups": TWO_GROUPS, "workshop": WORKSHOP, "arabic": ARABIC, "long": LONG}


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(Path(__file__).parent)


def made(text: str) -> Schedule:
    return schedule(text, ENTRIES)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", HARD)
def test_every_syllabus_is_set_as_an_accessible_pdf(name: str, paper: str, press: Press) -> None:
    sheet = syllabus_sheet(made(HARD[name]))
    pdf, findings = press.pdf((sheet,), Layout(paper=paper))
    if name == "arabic" and findings and findings[0].code == "font-missing":
        pytest.skip("no font for Arabic is installed")
    assert findings == ()
    assert pdf is not None
    assert b"pdfuaid:part" in pdf
    tables = list(read_paper(pdf).tags.every("Table"))
    assert len(tables) == sum(isinstance(block, Table) for block in sheet.blocks)
    assert all(list(table.every("TH")) for table in tables)


def test_a_table_over_several_pages_repeats_its_head_and_leaves_nothing_out(press: Press) -> None:
    pdf, _ = press.pdf((syllabus_sheet(made(LONG)),), Layout())
    assert pdf is not None
    read = read_paper(pdf)
    assert all(f"{n + 1}. Session {n}, of which" in read.words for n in range(80))
    pages = [read.of_page(number) for number in range(len(read.sizes))]
    of_plan = [text for text in pages if text.count(", of which") >= 10 and "Date" in text]
    assert len(of_plan) >= 3
    assert all("Session" in text.partition(", of which")[0] and "Week" in text for text in of_plan)


def test_a_short_table_stays_on_one_page_wherever_it_comes_to_stand(press: Press) -> None:
    table = Table(head=(said("Week"), said("Tasks")), rows=tuple((said(f"row{n}"), said("none")) for n in range(8)))
    places = set()
    for above in range(24, 42, 3):
        line = Paragraph(text=said("A line above the table."))
        sheet = msgspec.structs.replace(sheet_of(WORKSHOP), blocks=(*[line] * above, table))
        pdf, _ = press.pdf((sheet,), Layout())
        assert pdf is not None
        read = read_paper(pdf)
        counts = {number: read.of_page(number).count("row") for number in range(1, len(read.sizes) + 1)}
        (place,) = (number for number, count in counts.items() if count)
        assert counts[place] == 8
        places.add(place)
    assert places == {1, 2}


@pytest.mark.parametrize("name", HARD)
def test_every_syllabus_is_set_in_word(name: str) -> None:
    sheet = syllabus_sheet(made(HARD[name]))
    data, findings = docx_of((sheet,), Layout(), Path())
    assert findings == ()
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.title == sheet.title[:255]
    heads = [table.rows[0]._tr.trPr.xpath("w:tblHeader") for table in document.tables]
    assert heads
    assert all(heads)
    assert bool(document.element.xpath("//w:bidiVisual")) == (name == "arabic")
