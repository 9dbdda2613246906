"""What is told a translator: which line of the catalogue, what is wrong there, what to do."""

import datetime as dt

import care_course
import pytest

from builder import pipeline
from builder.wording import catalogues, faults_of
from builder.wording.catalogues import languages
from builder.wording.faults import unreadable

HEADER = 'msgid ""\nmsgstr ""\n"Language: pt\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'


def entry(name, of, text):
    return f'msgctxt "{name}"\nmsgid "{of}"\nmsgstr "{text}"\n\n'


@pytest.fixture
def portuguese(tmp_path, monkeypatch):
    """Give a function that puts a Portuguese catalogue in place."""

    def put(text):
        path = tmp_path / "pt.po"
        path.write_text(text, encoding="utf-8")
        found = catalogues._read(path)
        monkeypatch.setattr(catalogues, "chain", lambda language: ("pt",) if language == "pt" else ())
        monkeypatch.setattr(catalogues, "catalogue", lambda _: found)
        return found

    return put


@pytest.mark.parametrize("language", languages())
def test_our_catalogues_have_none(language):
    assert faults_of(language) == ()


def test_entries_with_other_places_are_named_each(portuguese):
    portuguese(
        HEADER
        + entry("schedule.class_minutes", "{minutes} min in class", "{minutos} min de aula")
        + entry("heading.summary", "Summary", "Resumo {n}")
        + entry("heading.care", "Care", "")
        + "#, fuzzy\n"
        + entry("heading.notes", "Notes", "Notas {")
    )
    assert [(file, fault.line, fault.message, fault.help) for file, fault in faults_of("pt")] == [
        (
            "builder/wording/locale/pt/LC_MESSAGES/builder.po",
            7,
            "schedule.class_minutes: the places are not those of the English",
            "write just the places of the English: {minutes}",
        ),
        (
            "builder/wording/locale/pt/LC_MESSAGES/builder.po",
            11,
            "heading.summary: the places are not those of the English",
            "write no braces: English has none",
        ),
    ]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (("plan.look_for", "Look for", "Atenção"), "plan.look_for: “Atenção” has an accent"),
        (("heading.instructor_notes", "Instructor notes", "Guia-docente"), "heading.instructor_notes: “Guia-docente”"),
        (("heading.notes", "Notes", "Summary"), "heading.notes: “Summary” is the name of heading.summary too"),
    ],
)
def test_words_that_would_do_harm_are_told(portuguese, written, says):
    portuguese(HEADER + entry(*written))
    ((_, fault),) = faults_of("pt")
    assert fault.message.startswith(says)
    assert fault.line == 7


def test_two_headings_with_one_name_are_told(portuguese):
    portuguese(HEADER + entry("heading.summary", "Summary", "Resumo") + entry("heading.care", "Care", "RESUMO"))
    ((_, fault),) = faults_of("pt")
    assert (fault.line, fault.message) == (11, "heading.care: “RESUMO” is the name of heading.summary too")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            HEADER + 'msgctxt "heading.summary"\nmsgid "Summary"\nmsgstr "Resumo\n',
            "line 8: a quotation mark is missing",
        ),
        (
            HEADER + 'msgctxt "heading.summary"\nmsgid "Summary"\nmsgstr Resumo"\n',
            "line 8: a quotation mark is missing",
        ),
        (HEADER + 'msgctxt "heading.care"\nmsgid "Care"\nmsgstr "O \\"\n', "line 8: a quotation mark is missing"),
        (HEADER.replace("nplurals=2; plural=(n > 1);", " "), "line 4: `Plural-Forms:` is not filled in"),
        (HEADER.replace("2; plural=(n > 1)", "INTEGER; plural=EXPRESSION"), "line 4: `Plural-Forms:` is not filled in"),
    ],
    ids=["no closing mark", "no opening mark", "an escaped mark", "an empty header", "the template's header"],
)
def test_what_cannot_be_read_is_told_by_its_line(portuguese, text, says):
    found = portuguese(text)
    assert (found.problem or "").startswith(says)
    assert found.texts == {}


def test_marks_inside_a_text_and_remarks_are_no_fault():
    assert unreadable('# "por quê?\n' + HEADER + entry("a.b", 'The \\"x\\"', 'O \\"x\\" {n}')) is None


def test_check_names_the_file_and_the_line(portuguese, tmp_path):
    portuguese(HEADER + entry("heading.summary", "Summary", "Resumo {n}"))
    course = tmp_path / "course"
    for name, content in care_course.FILES.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(content, encoding="utf-8")
    (course / "modules/alpha").mkdir(parents=True, exist_ok=True)
    module = care_course.MODULE.format(title="Alpha", more="language: pt\n", text="Water.")
    (course / "modules/alpha/module.md").write_text(module, encoding="utf-8")
    found = [one for one in pipeline.check(course, today=dt.date(2027, 1, 1)) if one.code == "translation-wrong"]
    assert [str(one.where) for one in found] == ["builder/wording/locale/pt/LC_MESSAGES/builder.po:7"]
