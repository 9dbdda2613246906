"""The command on the repository's own course: what it writes, what it refuses, and that it overwrites nothing."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml
from entries_by_hand import cases_of

from builder.cli.main import main
from builder.files.syllabus_yml import read_syllabi, read_syllabus
from builder.model.schemas import text as schema_text
from builder.wording import group

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TYPED = "--weeks 10 --days Mon,Wed --start 2027-01-11 --country US"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans") / "course"
    folder.mkdir()
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy2(ROOT / name, folder / name)
    for name in ("modules", "schemas"):  # a plan asks neither for quizzes nor for articles
        left = shutil.ignore_patterns("article.*", ".import", "quiz.yml", "*.ipynb")
        shutil.copytree(ROOT / name, folder / name, ignore=left)
    return folder


@pytest.fixture
def course(whole, tmp_path):
    """Return a copy of the course in which tests may write."""
    return Path(shutil.copytree(whole, tmp_path / "course"))


def plan(course, typed):
    try:
        return main(["syllabus", "plan", *shlex.split(typed), "--course", str(course)])
    except SystemExit as left:
        return left.code


def drafted(course, name="course"):
    return (course / f"syllabi/{name}.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", cases_of(HERE / "commands.toml"), ids=lambda case: case["name"])
def test_bad_input_is_one_clear_line_and_writes_nothing(case, whole, capsys):
    assert plan(whole, case["typed"]) == case["exit"]
    said = capsys.readouterr()
    (line,) = [line for line in said.err.split("\n") if "error: " in line]
    assert case["says"] in line
    assert said.out == ""
    assert "Traceback" not in said.err
    assert not (whole / "syllabi").exists()


def test_a_topic_of_which_the_course_has_nothing_is_told_and_the_others_are_planned(course, capsys):
    assert plan(course, "--weeks 3 --days Mon --start 2027-01-11 --topics peacekeeping,queues") == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("warning: no module meets the topic “queues”, and the others are planned (keywords of the")
    assert "more-blue-helmets-fewer-civilians-killed" in drafted(course)


def test_a_draft_with_topics_a_level_and_a_country_passes_the_checks(course, capsys):
    typed = (
        "--weeks 10 --days Mon,Wed --minutes 75 --start 2027-01-11 --topics peacekeeping,gender "
        "--level introductory --country US"
    )
    assert plan(course, typed) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "no class 2027-01-18 (Martin Luther King Jr. Day)" in said.out
    assert main(["syllabus", "check", "course", "--strict", "--course", str(course)]) == 0
    found = capsys.readouterr()
    assert "warning: " not in found.err + found.out
    assert "error: " not in found.err + found.out


def test_all_modules_in_the_order_of_the_course_with_terms_before_uses(course, capsys):
    assert plan(course, TYPED) == 0
    said = capsys.readouterr()
    assert said.err == ""
    (read,), findings = read_syllabi(course)
    assert findings == ()
    assert [session.modules[0] for session in read.syllabus.sessions] == [
        "five-questions-to-put-to-a-study",
        "what-one-study-cannot-tell-you",
        "warmer-years-more-conflict",
        "why-civil-resistance-works",
        "more-blue-helmets-fewer-civilians-killed",  # defines "Peacekeeping", which the next one uses
        "where-peacekeepers-go-and-whether-peace-lasts",
        "hobbes-and-the-congo-how-a-frame-hid-local-violence",
        "women-who-sign-and-agreements-that-last",
        "a-radio-drama-and-the-norms-of-a-neighbourhood",
        "when-groups-meet-what-contact-does-to-prejudice",
    ]
    assert "Wed 2027-01-27  More Blue Helmets, Fewer Civilians Killed" in said.out
    assert "no class 2027-01-18 (Martin Luther King Jr. Day)" in said.out
    assert "la-violencia-que-no-tiene-autor: in another language (es); --language en,es takes it in" in said.out
    text = drafted(course)
    assert text.startswith("# yaml-language-server: $schema=../schemas/syllabus.schema.json\n")
    assert "before “Where Peacekeepers Go, and Whether Peace Lasts”, which uses “Peacekeeping”, defined here" in text
    assert "# - la-violencia-que-no-tiene-autor: in another language (es)" in text
    assert text.isprintable() or all(line.isprintable() for line in text.split("\n"))


def test_nothing_is_said_that_only_a_person_can_say(course):
    assert plan(course, TYPED) == 0
    value = yaml.safe_load(drafted(course))
    assert set(value) == {"format", "title", "language", "term", "meetings", "holidays", "sessions"}
    assert all(set(session) == {"modules"} for session in value["sessions"])
    assert value["title"] == "Peace research for the classroom"


def test_what_the_remarks_offer_can_be_filled_in(course):
    """Every key that stands as a remark is one of the format, where the file would have it."""
    assert plan(course, TYPED) == 0
    head, _, offered = drafted(course).partition("# code:")
    filled = f"code:{offered}".replace("\n# ", "\n")
    for key, value in (("name", "Somebody"), ("text", "Something"), ("start", "2027-02-01"), ("end", "2027-02-02")):
        filled = filled.replace(f" {key}:\n", f" {key}: {value}\n")
    filled = "\n".join(line for line in filled.split("\n") if not line.endswith(":") or line[0].isalpha())
    filled = filled.replace("code:\n", "code: A1\n").replace("description:\n", "description: D\n")
    filled = filled.replace("grading:\n", "grading: G\n").replace("policies:\n", "policies: P\n")
    read, findings = read_syllabus(head + filled, "syllabi/course.yml")
    assert findings == ()
    assert (read.syllabus.code, read.syllabus.grading, read.syllabus.policies) == ("A1", "G", "P")
    assert read.syllabus.instructors[0].name == read.syllabus.assessments[0].name == "Somebody"
    assert read.syllabus.outcomes[0].text == "Something"


def test_the_command_in_the_file_drafts_the_same_file(course):
    assert plan(course, f"{TYPED} --topics 'women, prejudice' --level introductory --title 'It''s \"ours\"'") == 0
    text = drafted(course)
    line = next(line for line in text.split("\n") if line.startswith("# builder syllabus plan"))
    (course / "syllabi/course.yml").unlink()
    assert plan(course, line.removeprefix("# builder syllabus plan ")) == 0
    assert drafted(course) == text


def test_a_file_that_is_there_is_never_touched(course, capsys):
    (course / "syllabi").mkdir()
    for name in ("Course.yml", "autumn.yaml"):
        (course / "syllabi" / name).write_text("mine\n")
    assert plan(course, TYPED) == 1
    assert "syllabi/Course.yml: error: it is there already" in (said := capsys.readouterr().err)
    assert "--name course-2" in said
    assert plan(course, f"autumn {TYPED}") == 1
    assert [path.read_text() for path in sorted((course / "syllabi").iterdir())] == ["mine\n", "mine\n"]
    assert plan(course, f"course-2 {TYPED}") == 0


def test_a_dry_run_shows_the_plan_and_writes_nothing(course, capsys):
    assert plan(course, f"{TYPED} --dry-run") == 0
    assert capsys.readouterr().out.startswith("syllabi/course.yml (nothing written)\n  week 1, ")
    assert not (course / "syllabi").exists()


def test_names_and_days_may_be_written_in_several_ways(course):
    assert plan(course, "syllabi/one.yml --weeks 2 --days 'wednesday, MON' --start 2027-01-11") == 0
    assert plan(course, "--name two --weeks 2 --days weds,Monday,mon --start 2027-01-11") == 0
    assert drafted(course, "one").replace("plan one", "plan two") == drafted(course, "two")
    assert yaml.safe_load(drafted(course, "one"))["meetings"][0]["days"] == ["Mon", "Wed"]


def test_modules_that_cannot_be_read_stop_the_draft_by_name(course, capsys):
    (course / "modules/why-civil-resistance-works/module.md").write_text("---\nformat: 9\n---\n")
    assert plan(course, TYPED) == 1
    said = capsys.readouterr().err.strip().split("\n")
    assert said
    assert all(line.startswith("modules/why-civil-resistance-works/module.md") for line in said)
    assert not (course / "syllabi").exists()


def test_a_broken_quiz_does_not_stop_a_draft(course):
    (course / "modules/why-civil-resistance-works/quiz.yml").write_text("items: [\n")
    assert plan(course, TYPED) == 0
    assert "why-civil-resistance-works" in drafted(course)


def test_a_course_without_modules(course, capsys):
    shutil.rmtree(course / "modules")
    assert plan(course, TYPED) == 1
    assert (
        "error: the course has no module to plan with (`builder import ARTICLE` makes one)" in capsys.readouterr().err
    )


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_remarks_are_in_the_language_of_the_syllabus(course, language):
    typed = f"{TYPED} --language {language},en,es --topics peacekeeping,violencia --level introductory --name x"
    assert plan(course, typed) == 0
    text = drafted(course, "x")
    own, english = group(language, "plan_comment"), tomllib.loads(wording("en"))["plan_comment"]
    assert f"# {own['order_topics']}" in text
    assert own["left_topic"] in text
    if language != "en":
        remarks = "\n".join(line for line in text.partition("# code:")[0].split("\n") if "# " in line)
        forms = [form for text in english.values() for form in (text.values() if isinstance(text, dict) else (text,))]
        for phrase in forms:
            pieces = [piece.strip(" ,;:()") for piece in phrase.replace("}", "{").split("{")[::2]]
            long = max(pieces, key=len)
            assert len(long) < 9 or long not in remarks, long
    read, findings = read_syllabus(text, "syllabi/x.yml")
    assert findings == ()
    assert read.syllabus.language == language


def wording(language):
    return (ROOT / f"builder/wording/{language}.toml").read_text(encoding="utf-8")


def test_the_language_is_the_books_or_that_of_most_modules(course):
    toc = course / "_toc.yml"
    for path in sorted((course / "modules").iterdir()):
        if path.is_dir() and path.name != "la-violencia-que-no-tiene-autor":
            shutil.rmtree(path)
    kept = [line for line in toc.read_text().split("\n") if "modules/" not in line or "la-violencia" in line]
    toc.write_text("format: jb-book\nroot: index\nchapters:\n" + "\n".join(line for line in kept if "la-viol" in line))
    assert plan(course, TYPED) == 0
    assert yaml.safe_load(drafted(course))["language"] == "es"


def test_a_new_course_has_the_schema_and_can_be_planned(tmp_path):
    assert main(["new", str(tmp_path / "a")]) == 0
    stored = (tmp_path / "a/schemas/syllabus.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text("syllabus.schema.json")
    assert plan(tmp_path / "a", TYPED) == 0
    assert drafted(tmp_path / "a").startswith("# yaml-language-server: ")


def test_without_the_schema_no_editor_is_told_of_one(course):
    (course / "schemas/syllabus.schema.json").unlink()
    assert plan(course, TYPED) == 0
    assert "yaml-language-server" not in drafted(course)


def test_a_week_with_far_too_much_to_read_is_told(course, capsys):
    page = course / "modules/why-civil-resistance-works/module.md"
    page.write_text(page.read_text().replace("## Summary\n", "## Summary\n\n" + "It is a long read. " * 2000, 1))
    assert plan(course, TYPED) == 0
    heavy = [line for line in capsys.readouterr().out.split("\n") if "far more than in other weeks" in line]
    assert len(heavy) == 1
    week = heavy[0].split(",")[0].strip().capitalize()
    assert f"# {week}: " in drafted(course)
    assert drafted(course).count("far more than the average") == 1


def test_every_reason_in_the_file_is_true_of_the_modules(course):
    """Each remark is held against module.md as text, with no function of the builder between them."""
    assert plan(course, f"{TYPED} --topics peacekeeping,prejudice,conflict") == 0
    sources = {path.parent.name: path.read_text(encoding="utf-8") for path in course.glob("modules/*/module.md")}
    by_title = {re.search(r'^title: "?(.*?)"?$', text, re.MULTILINE)[1]: text for text in sources.values()}
    checked = 0
    for block in drafted(course).partition("sessions:\n")[2].split("\n\n"):
        slug = re.search(r"modules: \[([\w-]+)\]", block)
        own = sources[slug[1]] if slug is not None else ""
        head = own.partition("\n---\n")[0]
        for kind, words in re.findall(r"\b(keyword|title|term) ((?:“[^”]*”(?:, )?)+)", block):
            for word in re.findall("“([^”]*)”", words):
                held = {
                    "keyword": f"  - {word}\n" in f"{head}\n",
                    "title": word in head,
                    "term": f"\n{word}\n: " in own,
                }
                assert held[kind], (slug[1], kind, word)
                checked += 1
        for module, term in re.findall("before “([^”]*)”, which uses “([^”]*)”", block):
            assert f"\n{term}\n: " in own
            assert term.lower() in by_title[module].lower()
            checked += 1
    assert checked == 14  # 2 + 2 of peacekeeping, 2 + 2 of prejudice, 3 + 1 of conflict, 2 needs


def test_a_linked_folder_is_not_followed(course, tmp_path, capsys):
    (tmp_path / "elsewhere").mkdir()
    (course / "syllabi").symlink_to(tmp_path / "elsewhere")
    assert plan(course, TYPED) == 1
    assert "syllabi: error: it is a link and no folder" in capsys.readouterr().err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_term_in_a_note_on_content_counts_as_a_use_and_the_draft_passes_the_check(tmp_path, capsys):
    """Bread is moved up only because the note on content of markets uses a term of it."""
    course = Path(shutil.copytree(ROOT / "tests/checks/syllabus/course", tmp_path / "course"))
    named = course / "modules/markets/module.md"
    care = "## Care\n\nFire is a theme. The crumb of a burnt loaf is described.\n"
    named.write_text(named.read_text(encoding="utf-8").replace("## Summary", f"{care}\n## Summary"), encoding="utf-8")
    toc = course / "_toc.yml"
    first = "chapters:\n  - file: modules/markets\n"
    rest = toc.read_text(encoding="utf-8").replace("  - file: modules/markets\n", "").replace("chapters:\n", first)
    toc.write_text(rest, encoding="utf-8")
    assert plan(course, "--weeks 8 --days Mon --start 2027-01-11 --timezone Europe/Rome") == 0
    order = re.findall(r"modules: \[([\w-]+)\]", drafted(course))
    assert order.index("bread") < order.index("markets")
    capsys.readouterr()
    main(["syllabus", "check", "--course", str(course)])
    assert "syllabus-term-early" not in "".join(capsys.readouterr())
