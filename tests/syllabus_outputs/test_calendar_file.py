"""Calendar files, read by a second library (vobject) that knows of a zone what the file itself says."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re

import pytest
import vobject
from syllabi_by_hand import entry, schedule

from builder.model.schedule import Schedule
from builder.pipeline.syllabus_products import calendar
from builder.syllabus.file_names import calendar_names
from builder.syllabus.happenings import happenings
from builder.syllabus.zones import zone
from builder.writers.calendar import is_silent_change

#: vobject keeps the first zone of a name that it meets, so that every file needs a name of its own.
UNKNOWN = (f"Nowhere/{number}" for number in itertools.count())


def written(made: Schedule, group: int = 0, addresses: dict[str, str] | None = None) -> bytes:
    return calendar(made, made.agendas[group], addresses or {})


def read(data: bytes, zone_name: str | None = None) -> list:
    """Return the events of a file; its zone goes by a name that no library knows, so that its own rules count."""
    text = data.decode()
    if zone_name:
        assert f"TZID:{zone_name}\r\n" in text
        unknown = next(UNKNOWN)
        text = text.replace(f"TZID:{zone_name}\r\n", f"TZID:{unknown}\r\n")
        text = text.replace(f"TZID={zone_name}:", f"TZID={unknown}:")
    return list(vobject.readOne(text).contents.get("vevent", []))


def term(
    zone_name: str, start: str, end: str, *, days: str = "[Mon, Sun]", at: str = "10:00", minutes: int = 75
) -> str:
    sessions = "".join(f"\n  - {{title: S{n}, id: s{n}}}" for n in range(1, 61))
    head = f"title: T\ntimezone: {zone_name}\nterm: {{start: {start}, end: {end}}}"
    return f"{head}\nmeetings:\n  - {{days: {days}, start: {at}, minutes: {minutes}}}\nsessions:{sessions}\n"


CASES = {
    "New York in March": ("America/New_York", "2027-03-01", "2027-03-28"),
    "New York in November": ("America/New_York", "2027-10-25", "2027-11-21"),
    "Berlin in March": ("Europe/Berlin", "2027-03-15", "2027-04-11"),
    "Berlin in October": ("Europe/Berlin", "2027-10-18", "2027-11-14"),
    "Santiago in April": ("America/Santiago", "2027-03-22", "2027-04-18"),
    "Santiago in September": ("America/Santiago", "2027-08-23", "2027-09-19"),
    "Sydney in April": ("Australia/Sydney", "2027-03-22", "2027-04-18"),
    "Lord Howe, half an hour": ("Australia/Lord_Howe", "2027-03-22", "2027-04-18"),
    "Kolkata, never": ("Asia/Kolkata", "2027-03-01", "2027-04-11"),
    "Kathmandu, never": ("Asia/Kathmandu", "2027-03-01", "2027-04-11"),
    "Casablanca around Ramadan": ("Africa/Casablanca", "2027-01-18", "2027-04-04"),
    "Dublin, where winter is the exception": ("Europe/Dublin", "2027-03-15", "2027-04-11"),
    "London, where winter is UTC": ("Europe/London", "2027-10-18", "2027-11-14"),
    "Cairo, a Friday and a Thursday": ("Africa/Cairo", "2027-04-19", "2027-05-16"),
    "over New Year": ("Europe/Berlin", "2027-12-06", "2028-01-30"),
    "with a leap day": ("America/New_York", "2028-02-21", "2028-03-19"),
    "of a whole year": ("America/New_York", "2027-01-04", "2027-12-19"),
}


@pytest.mark.parametrize(
    ("at", "minutes"),
    [("00:00", 75), ("00:45", 600), ("01:15", 75), ("02:30", 60), ("10:00", 600), ("23:00", 60)],
)
@pytest.mark.parametrize("case", CASES)
def test_every_session_is_at_its_moment_by_the_rules_in_the_file(case: str, at: str, minutes: int) -> None:
    zone_name, start, end = CASES[case]
    made = schedule(term(zone_name, start, end, at=at, minutes=minutes))
    own = zone(zone_name)
    lessons = made.agendas[0].lessons
    assert len(lessons) >= 8
    events = read(written(made), zone_name)
    assert [event.summary.value for event in events] == [lesson.title for lesson in lessons]
    for event, lesson in zip(events, lessons, strict=True):
        begin = dt.datetime.combine(lesson.date, dt.time(*divmod(lesson.start, 60)), tzinfo=own).astimezone(dt.UTC)
        assert event.dtstart.value.astimezone(dt.UTC) == begin, lesson
        assert event.dtend.value.astimezone(dt.UTC) == begin + dt.timedelta(minutes=lesson.minutes), lesson


RULE = re.compile(
    r"BEGIN:(STANDARD|DAYLIGHT)\r\nDTSTART:(\S+)\r\n(?:RRULE:(\S+)\r\n)?TZNAME:(\S+)\r\nTZOFFSETFROM:(\S+)\r"
)


@pytest.mark.parametrize(
    ("zone_name", "rules"),
    [
        (
            "America/New_York",
            [  # times are those before the change, as the standard asks
                ("STANDARD", "19701101T020000", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", "EST", "-0400"),
                ("DAYLIGHT", "19700308T020000", "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "EDT", "-0500"),
            ],
        ),
        (
            "Europe/Berlin",
            [
                ("STANDARD", "19701025T030000", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "CET", "+0200"),
                ("DAYLIGHT", "19700329T020000", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "CEST", "+0100"),
            ],
        ),
        (  # the first Sunday after the first Saturday is no rule of weekdays: the days around the term
            "America/Santiago",
            [
                ("DAYLIGHT", "20260906T000000", "", "-03", "-0400"),
                ("STANDARD", "20270404T000000", "", "-04", "-0300"),
            ],
        ),
    ],
)
def test_the_rules_of_a_zone(zone_name: str, rules: list[tuple[str, ...]]) -> None:
    data = written(schedule(term(zone_name, "2027-03-01", "2027-03-28"))).decode()
    assert RULE.findall(data) == rules


def test_a_zone_that_never_changes_has_one_rule() -> None:
    data = written(schedule(term("Asia/Kolkata", "2027-03-01", "2027-03-28"))).decode()
    assert data.count("BEGIN:STANDARD") == 1
    assert "BEGIN:DAYLIGHT" not in data
    assert "TZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\n" in data


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC"])
def test_a_course_in_utc_needs_no_rules(name: str) -> None:
    data = written(schedule(term(name, "2027-03-01", "2027-03-28"))).decode()
    assert "DTSTART:20270301T100000Z\r\n" in data
    assert "TZID" not in data


def test_without_a_zone_times_are_those_of_whoever_reads() -> None:
    made = schedule(term("UTC", "2027-03-01", "2027-03-07").replace("timezone: UTC\n", ""))
    data = written(made)
    assert b"TZID" not in data
    (event,) = [event for event in read(data) if event.summary.value == "S1"]
    assert [moment.value.isoformat() for moment in (event.dtstart, event.dtend)] == [
        "2027-03-01T10:00:00",
        "2027-03-01T11:15:00",
    ]


def test_a_night_on_which_clocks_go_back_keeps_its_length() -> None:
    made = schedule(term("America/New_York", "2027-11-01", "2027-11-07", days="[Sun]", at="0:30", minutes=60))
    data = written(made).decode()
    assert "DTSTART;TZID=America/New_York:20271107T003000\r\n" in data
    made = schedule(term("America/New_York", "2027-11-01", "2027-11-07", days="[Sun]", at="0:30", minutes=120))
    data = written(made).decode()  # it ends at the second half past one, which local time cannot say
    assert "DTSTART:20271107T043000Z\r\n" in data
    assert "DTEND:20271107T063000Z\r\n" in data


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


HARD = [
    "One, two; three: four",
    "Two\nlines",
    "Back\\slash and \\n no line",
    "Peace 🕊️ and 👩🏽‍🏫",
    "السلام والعنف، مدخل",
    "A title of many words " * 14,
    "سلام " * 60,
    '"Quoted" & <b>bold</b>',
    "BEGIN:VEVENT",
]


@pytest.mark.parametrize("title", HARD)
def test_hard_titles_survive(title: str) -> None:
    title = title.strip()
    text = f"""
        title: T
        code: {quoted("A,B;C")}
        timezone: Europe/Berlin
        term: {{start: 2027-03-15, end: 2027-03-28}}
        meetings:
          - {{days: [Mon], start: 10:00, minutes: 60, place: {quoted(title)}}}
        sessions:
          - title: {quoted(title)}
            notes: {quoted("Bring *this*: " + title.replace(chr(10), " "))}
        """
    data = written(schedule(text))
    (event,) = read(data, "Europe/Berlin")
    assert event.summary.value == f"A,B;C: {title}"
    assert event.location.value == title
    assert event.description.value.startswith("Bring this: ")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not re.search(rb"[^\r]\n|\r[^\n]", data)


def test_what_is_due_takes_a_day_and_nobodys_time() -> None:
    text = """
        title: T
        code: PEACE 101
        language: es
        timezone: Europe/Madrid
        revision: 4
        term: {start: 2028-02-21, end: 2028-03-05}
        meetings:
          - {days: [Mon], start: 10:00, minutes: 60}
        sessions:
          - {title: Uno}
        assessments:
          - {name: Ensayo, weight: 12.5, due: 2028-02-29, notes: "Dos **páginas**."}
        """
    data = written(schedule(text))
    one, due = read(data, "Europe/Madrid")
    assert (due.dtstart.value, due.dtend.value) == (dt.date(2028, 2, 29), dt.date(2028, 3, 1))
    assert due.transp.value == "TRANSPARENT"
    assert "transp" not in one.contents
    assert due.summary.value == "PEACE 101: Entrega: Ensayo"
    assert due.description.value == "Peso: 12,5 %\nDos páginas."
    assert due.categories.value == ["PEACE 101", "Prueba"]
    assert {event.sequence.value for event in (one, due)} == {"4"}
    assert {event.dtstamp.value for event in (one, due)} == {dt.datetime(2020, 1, 5, tzinfo=dt.UTC)}


def test_a_session_says_what_is_read_and_where_it_stands() -> None:
    text = """
        title: T
        timezone: Europe/Berlin
        term: {start: 2027-03-15, end: 2027-03-28}
        meetings:
          - {name: Seminar, days: [Mon], start: 10:00, minutes: 60, place: "Room 3"}
        sessions:
          - modules: [war, nowhere, peace]
            readings: ["A chapter of *[the reader](https://example.org/r)*."]
            notes: |
              Bring:

              - paper
              - two questions
        """
    made = schedule(text, [entry("war", "War, and more"), entry("peace")])
    (event,) = read(written(made, addresses={"war": "https://example.org/modules/war.html"}), "Europe/Berlin")
    assert event.summary.value == "War, and more / nowhere / Peace"
    assert event.location.value == "Room 3"
    assert event.categories.value == ["T", "Seminar"]
    assert event.description.value.split("\n") == [
        "War, and more (5 min of reading)",
        "https://example.org/modules/war.html",
        "Peace (5 min of reading)",
        "This module is not in the course: nowhere",
        "To read:",
        "- A chapter of the reader (https://example.org/r).",
        "Bring:",
        "- paper",
        "- two questions",
    ]


TWO = """
    title: T
    timezone: Europe/Berlin
    term: {start: 2027-03-15, end: 2027-04-28}
    meetings:
      - {days: [Mon], start: 10:00, minutes: 60}
    groups:
      - {name: "A/B\\\\C"}
      - {name: Two, meetings: [{days: [Tue], start: 9:00, minutes: 60}]}
    sessions:
      - {title: One}
      - {title: Two}
      - {title: One}
    assessments:
      - {name: Essay, due: 2027-03-20}
      - {name: Essay, due: 2027-03-27}
    """


def test_every_event_has_an_id_of_its_own_that_stays_when_it_is_moved() -> None:
    made = schedule(TWO)
    ids = [[event.uid.value for event in read(written(made, group), "Europe/Berlin")] for group in (0, 1)]
    assert len({*ids[0], *ids[1]}) == 10
    moved = schedule(TWO.replace("2027-03-15", "2027-03-22"))
    by_title = {event.uid.value: event.dtstart.value for event in read(written(moved), "Europe/Berlin")}
    assert set(by_title) == set(ids[0])
    assert min(value for value in by_title.values() if isinstance(value, dt.datetime)).date() == dt.date(2027, 3, 22)
    swapped = schedule(
        TWO.replace("      - {title: One}\n      - {title: Two}", "      - {title: Two}\n      - {title: One}")
    )
    assert {event.uid.value for event in read(written(swapped), "Europe/Berlin")} == set(ids[0])


def stamps(start: str, revision: int) -> set[tuple[dt.datetime, str]]:
    text = TWO.replace("2027-03-15", start).replace("title: T\n", f"title: T\n    revision: {revision}\n")
    return {(event.dtstamp.value, event.sequence.value) for event in read(written(schedule(text)), "Europe/Berlin")}


def test_the_stamp_of_an_event_is_its_revisions_and_never_runs_backwards() -> None:
    (first,), (earlier,) = stamps("2027-03-15", 0), stamps("2027-03-01", 1)
    assert first == (dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "0")
    assert earlier == (dt.datetime(2020, 1, 2, tzinfo=dt.UTC), "1")
    assert stamps("2027-03-08", 0) == {first}
    ((far, said),) = stamps("2027-03-15", 20270301)  # a date, as people number what they change
    assert (far.year, said) == (9999, "20270301")


SILENT = {
    "the same": ("", "", False),
    "a session moves": ("start: 10:00", "start: 11:00", True),
    "a session moves and the revision goes up": ("title: T\n", "title: T\n    revision: 1\n", False),
    "a due day moves": ("2027-03-20", "2027-03-21", True),
    "a session more": ("- {title: Two}\n", "- {title: Two}\n      - {title: Three}\n", True),
    "one at the end": ("- {title: One}\n    ass", "- {title: One}\n      - {title: Last}\n    ass", False),
    "another half-year": ("2027-03", "2027-08", False),
}


@pytest.mark.parametrize("case", SILENT)
def test_a_change_is_silent_if_an_event_changes_without_a_higher_revision(case: str) -> None:
    old, new, is_silent = SILENT[case]
    text = TWO.replace("2027-04-28", "2027-09-28")
    after = text.replace(old, new) if old else text
    after = after.replace("10:00", "11:00") if "revision" in new else after
    assert (after != text) == bool(old)
    assert is_silent_change(written(schedule(text)), written(schedule(after))) == is_silent


def test_a_lower_revision_is_silent_too() -> None:
    text = TWO.replace("title: T\n", "title: T\n    revision: 3\n")
    assert is_silent_change(written(schedule(text)), written(schedule(text.replace("n: 3", "n: 2"))))


def test_a_calendar_has_the_name_of_course_and_group() -> None:
    text = TWO.replace("title: T\n", 'title: "T, or: T; 1"\n    code: POL 1\n')
    lines = written(schedule(text), 0).decode().split("\r\n")
    assert "X-WR-CALNAME:POL 1 T\\, or: T\\; 1 – A/B\\\\C" in lines
    assert "NAME:POL 1 T\\, or: T\\; 1 – A/B\\\\C" in lines


def test_a_calendar_of_a_workshop_has_the_clock_times_of_its_sessions() -> None:
    text = """
        title: W
        timezone: Europe/Zurich
        days:
          - {date: 2027-05-13, start: 9:00, end: 12:00, place: Hall, breaks: [{at: 10:30, minutes: 15}]}
        sessions:
          - {title: Welcome, minutes: 20}
          - {title: Long, minutes: 75}
        """
    events = read(written(schedule(text)), "Europe/Zurich")
    assert [event.dtstart.value.strftime("%H:%M") for event in events] == ["09:00", "10:45"]
    assert {event.location.value for event in events} == {"Hall"}


def test_what_happens_is_in_the_order_of_time() -> None:
    made = schedule(TWO)
    found = happenings(made, made.agendas[0])
    assert [each.what.date for each in found] == sorted(each.what.date for each in found)


def test_files_of_groups_have_names_that_every_system_holds_and_tells_apart() -> None:
    names = ["A/B", "a b", "../a-b", "A:B*?", "🕊️", "الأولى", "con", "x" * 200]
    groups = "".join(f"\n  - {{name: {quoted(name)}}}" for name in names)
    text = "title: T\nterm: {start: 2027-03-15, end: 2027-03-28}\n"
    text += f"meetings: [{{days: [Mon], start: 10:00, minutes: 60}}]\ngroups:{groups}\nsessions: [{{title: S}}]\n"
    found = calendar_names(schedule(text))
    assert len({name.casefold() for name in found}) == len(names)
    assert all(re.fullmatch(r"course-[a-z0-9-]{1,70}\.ics", name) for name in found), found
    assert found[:4] == ("course-a-b.ics", "course-a-b-2.ics", "course-a-b-3.ics", "course-a-b-4.ics")
