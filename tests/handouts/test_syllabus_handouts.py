"""Handouts that follow a syllabus: its order, look-backs from its earlier sessions, guides in its sessions' minutes."""

import shutil
from pathlib import Path

import pytest
from command_line import ran
from paper_course import ROOT, sample

from builder.book.materials import digest_of, materials_of
from builder.class_plan import divided
from builder.files.course import read_course
from builder.files.print_folder import fresh, recorded
from builder.model.sheet import Bullets, Table
from builder.pipeline.handout_sheets import Choices, sheets_of
from builder.pipeline.taught import Lessons, taught_in
from builder.text.inline import plain
from builder.writers.sheets.cover import cover
from builder.writers.sheets.inline import words_of

FIRST = "why-civil-resistance-works"
WHERE, HELMETS = "where-peacekeepers-go-and-whether-peace-lasts", "more-blue-helmets-fewer-civilians-killed"
WARMER = "warmer-years-more-conflict"
ORDER = (FIRST, WHERE, HELMETS, WARMER)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The sample course with one syllabus, in a folder that may be written."""
    folder = tmp_path_factory.mktemp("taught") / "course"
    shutil.copytree(ROOT / "modules", folder / "modules")
    for name in ("_config.yml", "_toc.yml", "index.md"):
        shutil.copy(ROOT / name, folder)
    (folder / "syllabi").mkdir()
    shutil.copy(Path(__file__).with_name("by_syllabus.yml"), folder / "syllabi" / "back.yml")
    return folder


@pytest.fixture(scope="module")
def read(course):
    return read_course(course)[0]


@pytest.fixture(scope="module")
def printed(course):
    """Handouts by the table of contents and then by the syllabus, of one week, and what the second run said."""
    assert ran("handout", WHERE, "--course", str(course)).code == 0
    own = course / "_build/print" / WHERE / "student-a4.pdf"
    before = own.read_bytes()
    done = ran("handout", "--syllabus", "back", "--week", "2", "--kind", "student,pack", "--course", str(course))
    assert own.read_bytes() == before
    return done


def handout(course, *arguments):
    return ran("handout", "--syllabus", "back", *arguments, "--course", str(course))


def test_look_backs_are_items_of_earlier_sessions_of_the_syllabus(read):
    every = materials_of(read, ORDER)
    assert tuple(every) == ORDER
    titles = {plain(own.whole.front.title): place for place, own in enumerate(every.values())}
    for place, own in enumerate(every.values()):
        back = [titles[entry.title] for entry in own.look_back]
        assert len(back) == min(place, 2)
        assert all(earlier < place for earlier in back)
    of_toc = {slug: [entry.title for entry in own.look_back] for slug, own in materials_of(read).items()}
    assert of_toc[FIRST], "in the table of contents others come before it"
    assert not every[FIRST].look_back


def test_a_handout_of_a_syllabus_is_never_taken_for_one_of_the_course(read):
    own, back = materials_of(read), materials_of(read, tuple(materials_of(read)))
    assert {slug: entry.look_back for slug, entry in own.items()} == {slug: e.look_back for slug, e in back.items()}
    for slug, entry in back.items():
        assert digest_of(entry, read, tuple(back)) != digest_of(own[slug], read)


def test_a_week_is_what_any_group_has_in_it_with_the_minutes_of_the_shorter_meeting(read):
    taught = taught_in(Lessons(name="back", week=2), read)
    assert taught.order == (*ORDER, "no-such-module")
    assert taught.slugs == (WHERE, HELMETS)
    wanted = tuple(sample()[slug].whole.front.minutes for slug in taught.slugs)
    assert wanted == (50, 50)
    assert dict(taught.minutes) == {WHERE: 40, HELMETS: 40}
    assert taught.pack == "pack-week-2"
    assert taught.occasion.title == "Backwards – Week 2"
    lines = [line.replace("\u00a0", " ") for line in taught.occasion.lines]
    assert lines == [
        "January 18, 2027, 10:00–11:40 AM, Room 1, A: Peacekeeping",
        "January 19, 2027, 2:00–3:20 PM, B: Peacekeeping",
    ]


def test_sessions_are_taught_in_the_order_of_the_file_and_what_is_missing_is_told(read):
    taught = taught_in(Lessons(name="back", sessions=(4, 1)), read)
    assert taught.slugs == (FIRST, WARMER)
    assert dict(taught.minutes) == {FIRST: 80, WARMER: 45}
    assert taught.pack == "pack-session-1-4"
    assert [(finding.code, finding.where.line) for finding in taught.findings] == [("syllabus-module", 19)]


@pytest.mark.parametrize("total", [7, 30, 50, 75, 101])
@pytest.mark.parametrize("wanted", [(50,), (50, None), (40, 20, 90)])
def test_the_minutes_of_a_session_are_divided_without_rest(total, wanted):
    shares = divided(total, wanted)
    takes = [minutes or 50 for minutes in wanted]
    assert sum(shares) == max(total, 3 * len(wanted)), "no class is shorter than the exit line that ends it"
    assert min(shares) >= 3
    if total >= 30:
        assert all(abs(share - total * took / sum(takes)) < 1 for share, took in zip(shares, takes, strict=True))


@pytest.mark.parametrize("minutes", [40, 47, 200])
def test_the_plan_of_a_guide_sums_to_the_minutes_of_its_session(read, minutes):
    own = materials_of(read, ORDER)[WHERE]
    ((_, made),) = sheets_of("facilitator", own, Choices(sessions=((WHERE, minutes), (HELMETS, 7))))
    table = next(block for block in made.sheet.blocks if isinstance(block, Table) and _is_plan(block, own))
    rows = [[words_of(cell) for cell in row] for row in table.rows]
    assert rows[-1][1] == str(minutes)
    assert sum(int(row[1]) for row in rows[:-1] if row[1].isdecimal()) == minutes


def _is_plan(table, own):
    return words_of(table.head[0]) == own.say("guide.plan_time")


def test_minutes_that_are_named_win_over_those_of_the_session():
    choices = Choices(minutes=33, sessions=((WHERE, 40),))
    assert choices.minutes_for(WHERE) == 33
    assert Choices(sessions=((WHERE, 40),)).minutes_for(WHERE) == 40
    assert Choices(sessions=((WHERE, 40),)).minutes_for(HELMETS) == 50


def test_files_stand_in_a_folder_of_the_syllabus_and_those_of_the_course_stay(course, printed):
    assert printed.code == 0, printed.error
    names = [Path(line).relative_to(course).as_posix() for line in printed.out.splitlines()]
    assert names == [
        f"_build/print-by-syllabus/back/{WHERE}/student-a4.pdf",
        f"_build/print-by-syllabus/back/{HELMETS}/student-a4.pdf",
        "_build/print-by-syllabus/back/pack-week-2/1-copy-for-each-a4.pdf",
        "_build/print-by-syllabus/back/pack-week-2/2-facilitator-only-a4.pdf",
    ]


@pytest.mark.usefixtures("printed")
def test_the_book_takes_only_what_follows_the_table_of_contents(course, read):
    now = digest_of(materials_of(read)[WHERE], read)
    own, other = course / "_build/print" / WHERE, course / "_build/print-by-syllabus/back" / WHERE
    assert list(fresh(own, now)) == ["student-a4.pdf"]
    assert list(recorded(other)) == ["student-a4.pdf"]
    assert fresh(other, now) == {}


@pytest.mark.usefixtures("printed")
def test_without_the_flag_the_table_of_contents_rules_though_there_is_a_syllabus(course, tmp_path):
    done = ran("handout", WHERE, "--out", str(tmp_path), "--course", str(course))
    assert done.code == 0, done.error
    assert (tmp_path / WHERE / "student-a4.pdf").read_bytes() == (
        course / "_build/print" / WHERE / "student-a4.pdf"
    ).read_bytes()


def test_the_cover_of_a_week_says_when_it_is(read):
    occasion = taught_in(Lessons(name="back", week=2), read).occasion
    first = cover((), occasion).blocks[0]
    assert isinstance(first, Bullets)
    assert [words_of(entry[0].text) for entry in first.entries] == list(occasion.lines)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--week", "9"], "week 9 has no session (there are some in 1, 2, 3, 4)"),
        (["--week", "3"], "week 3 teaches no module of the course"),
        (["--session", "3"], "session 3 teaches no module of the course"),
        (["--session", "5"], "there is no session 5 (the sessions are 1 to 4"),
        ([WARMER, "--week", "2"], f"week 2 teaches no {WARMER}"),
        (["la-violencia-que-no-tiene-autor"], "the syllabus teaches no la-violencia-que-no-tiene-autor"),
    ],
)
def test_a_part_that_is_not_there_is_told_in_one_line(course, arguments, says):
    done = handout(course, *arguments)
    assert (done.code, done.out, len(done.lines)) == (1, "", 1)
    assert says in done.error
    assert done.lines[0].endswith("[handout-no-session]")


def test_an_unknown_or_unreadable_syllabus_is_told(course, tmp_path):
    done = ran("handout", "--syllabus", "backs", "--course", str(course))
    assert done.code == 1
    assert "did you mean back?" in done.error
    broken = tmp_path / "course"
    shutil.copytree(course, broken, ignore=shutil.ignore_patterns("_build"))
    (broken / "syllabi" / "back.yml").write_text("format: 1\ntitle: A\nterm: {start: 2027-03-01, end: 2027-02-01}\n")
    done = handout(broken)
    assert (done.code, done.out) == (1, "")
    assert "[syllabus-time]" in done.error


def test_a_module_that_is_named_is_printed_as_the_syllabus_has_it(course, tmp_path):
    done = handout(course, HELMETS, "--kind", "pack", "--out", str(tmp_path))
    assert done.code == 0, done.error
    assert {path.parent.name for path in tmp_path.rglob("*.pdf")} == {f"pack-{HELMETS}"}
