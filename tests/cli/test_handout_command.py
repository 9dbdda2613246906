"""`builder handout` from the outside: flags, files, and every kind of bad input in one line."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from command_line import ran
from course.hand_made import ARTICLES, make_course

SLUG = "what-a-lending-library-does-for-a-street"
LIBRARY = str(ARTICLES / "lending_library.txt")


def process(*arguments):
    """Run the builder as a person does, by a process of its own."""
    done = subprocess.run([sys.executable, "-m", "builder", *arguments], capture_output=True, check=False)
    error = done.stderr.decode("utf-8")
    assert "Traceback" not in error
    return done.returncode, done.stdout.decode("utf-8"), error.strip().split("\n")


def builder(*arguments):
    done = ran(*arguments)
    return done.code, done.out, done.lines


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A course with one article imported, to copy."""
    folder = make_course(tmp_path_factory.mktemp("imported") / "course")
    code, _, lines = builder("import", LIBRARY, "--course", str(folder))
    assert code == 0, lines
    return folder


@pytest.fixture
def course(imported, tmp_path):
    return shutil.copytree(imported, tmp_path / "course")


def handout(course, *arguments):
    return builder("handout", *arguments, "--course", str(course))


def change(course, old, new):
    path = course / "modules" / SLUG / "module.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(lines, code):
    return [line for line in lines if line.endswith(f"[{code}]")]


def test_the_default_is_a_student_handout(course):
    code, out, _ = process("handout", SLUG, "--course", str(course))
    assert code == 0
    assert Path(out.strip()) == course / "_build/print" / SLUG / "student-a4.pdf"
    assert Path(out.strip()).read_bytes().startswith(b"%PDF-")


def test_only_what_students_may_have_stands_outside_the_facilitators_folder(course):
    code, out, _ = handout(course, SLUG, "--kind", "student,reading,facilitator,key", "--format", "pdf,docx,pptx")
    assert code == 0
    folder = course / "_build/print" / SLUG
    names = sorted(Path(line).relative_to(folder).as_posix() for line in out.split())
    assert names == [
        "facilitator-only/facilitator-a4.docx", "facilitator-only/facilitator-a4.pdf",
        "facilitator-only/key-a4.docx", "facilitator-only/key-a4.pdf",
        "reading-a4.docx", "reading-a4.pdf", "student-a4.docx", "student-a4.pdf", "student.pptx",
    ]  # fmt: skip


def test_versions_and_one_key(course):
    code, out, _ = handout(course, SLUG, "--kind", "quiz,key", "--versions", "3")
    assert code == 0
    assert [Path(line).name for line in out.split()] == [
        "quiz-A-a4.pdf",
        "quiz-B-a4.pdf",
        "quiz-C-a4.pdf",
        "key-A-to-C-a4.pdf",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--paper", "a3"], "'a3': choose from a4, letter"),
        (["--kind", "poster"], "'poster': choose from student"),
        (["--format", "odt"], "'odt': choose from pdf"),
        (["--minutes", "4"], "'4' is no whole number from 5 to 720"),
        (["--minutes", "an hour"], "whole number from 5"),
        (["--week", "3"], "add --syllabus NAME"),
        (["--session", "2"], "add --syllabus NAME"),
        (["--syllabus", "autumn", "--week", "0"], "whole number from 1"),
        (["--syllabus", "autumn", "--session", "2,"], "whole number from 1"),
        (["--syllabus", "autumn", "--session", "2", "--week", "3"], "do not go together"),
        (["--versions", "0"], "whole number from 1"),
        (["--versions", "two"], "whole number from 1"),
        (["--kind", "quiz", "--format", "pptx"], "slides of the kinds prompts and student"),
        (["--template", "mine.docx"], "add --format docx"),
    ],
)  # fmt: skip
def test_wrong_flags_are_told_in_one_line(course, arguments, says):
    code, out, lines = handout(course, SLUG, *arguments)
    assert code == 2
    assert out == ""
    assert says in lines[-1]


def test_an_unknown_module_is_told_with_the_nearest_name(course):
    code, out, lines = process("handout", SLUG[:-2], "--course", str(course))
    assert (code, out) == (1, "")
    assert len(lines) == 1
    assert f"did you mean {SLUG}?" in lines[0]


def test_no_course_is_told(tmp_path):
    code, _, lines = builder("handout", "--course", str(tmp_path))
    assert code == 1
    assert found(lines, "course-missing")


def test_an_empty_course_is_told(tmp_path):
    code, out, lines = builder("handout", "--course", str(make_course(tmp_path / "course")))
    assert (code, out) == (1, "")
    assert len(found(lines, "handout-empty")) == 1


def test_prompts_that_are_not_there_make_no_slides_and_it_is_said(course):
    path = course / "modules" / SLUG / "module.md"
    text = path.read_text(encoding="utf-8")
    begin = text.index("## Discussion prompts")
    end = text.find("\n## ", begin)
    path.write_text(text[:begin] + (text[end + 1 :] if end > 0 else ""), encoding="utf-8")
    code, out, lines = handout(course, SLUG, "--kind", "prompts", "--format", "pptx")
    assert (code, out) == (1, "")
    assert found(lines, "handout-empty")


def test_a_broken_quiz_of_another_module_does_not_matter(course):
    other = course / "modules" / "another"
    other.mkdir()
    (other / "module.md").write_text("---\nformat: 1\ntitle: Another\n---\n\n## Summary\n\nOne sentence.\n")
    (other / "quiz.yml").write_text("format: 1\nitems: [\n")
    code, out, lines = handout(course, SLUG)
    assert code == 0, lines
    assert len(out.split()) == 1


def test_a_persons_hidden_file_in_the_folder_stays(course, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / ".writable").write_text("mine")
    assert handout(course, SLUG, "--out", str(out))[0] == 0
    assert (out / ".writable").read_text() == "mine"


def test_packs_of_other_modules_stand_beside_each_other(course):
    first = handout(course, SLUG, "--kind", "pack")[1].split()
    assert [Path(path).parent.name for path in first] == [f"pack-{SLUG}"] * 2


def test_a_prompt_with_a_comment_in_it_is_printed(course):
    change(course, "## Discussion prompts\n", "## Discussion prompts\n\n0. Who pays? <!-- ask the back row -->\n")
    code, out, _ = handout(course, SLUG, "--kind", "prompts", "--format", "docx")
    assert code == 0
    with zipfile.ZipFile(out.strip()) as archive:
        text = archive.read("word/document.xml").decode()
    assert "Who pays?" in text
    assert "back row" not in text


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(course, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    code, _, lines = handout(course, SLUG, "--out", str(closed))
    assert code == 1
    assert len(lines) == 1
    assert found(lines, "not-writable")


def test_a_file_in_the_place_of_the_folder_is_told(course, tmp_path):
    place = tmp_path / "taken"
    place.write_text("a shopping list")
    code, _, lines = handout(course, SLUG, "--out", str(place))
    assert code == 1
    assert len(lines) == 1
    assert found(lines, "not-writable")
    assert place.read_text() == "a shopping list"


@pytest.mark.parametrize("data", [b"", b"just words", b"PK\x03\x04 cut off", b"%PDF-1.7"])
def test_a_template_that_is_no_word_file_is_told(course, tmp_path, data):
    template = tmp_path / "school.docx"
    template.write_bytes(data)
    code, out, lines = handout(course, SLUG, "--format", "docx", "--template", str(template))
    assert (code, out) == (1, "")
    assert len(lines) == 1
    assert found(lines, "template-unreadable")
    assert "school.docx" in lines[0]


def test_a_template_that_is_not_there_is_told(course, tmp_path):
    code, _, lines = handout(course, SLUG, "--format", "docx", "--template", str(tmp_path / "none.docx"))
    assert code == 1
    assert found(lines, "template-unreadable")


def with_another_word(path):
    """Change a Word file as a person does: one word, all parts written anew."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    old = parts["word/document.xml"]
    parts["word/document.xml"] = old.replace(b"Student handout", b"Our own handout", 1)
    assert parts["word/document.xml"] != old
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_a_word_file_that_a_person_changed_is_left_alone(course):
    handout(course, SLUG, "--format", "docx")
    path = course / "_build/print" / SLUG / "student-a4.docx"
    with_another_word(path)
    mine = path.read_bytes()
    code, out, lines = handout(course, SLUG, "--format", "docx,pdf")
    assert code == 1
    (line,) = found(lines, "handout-edited")
    assert str(path) in line
    assert "rename it" in line
    assert path.read_bytes() == mine
    assert [Path(name).name for name in out.split()] == ["student-a4.pdf"], "what can be made is made"


def test_a_word_file_that_nobody_changed_is_made_anew(course):
    handout(course, SLUG, "--format", "docx")
    path = course / "_build/print" / SLUG / "student-a4.docx"
    before = path.read_bytes()
    change(course, "## Talking points", "## Talking points\n\nRead these aloud.")
    code, _, lines = handout(course, SLUG, "--format", "docx")
    assert code == 0, lines
    assert path.read_bytes() != before


def test_an_annotated_pdf_is_left_alone(course):
    handout(course, SLUG)
    path = course / "_build/print" / SLUG / "student-a4.pdf"
    with pikepdf.open(path) as pdf:  # as a program does that writes the whole file anew
        pdf.pages[0].Annots = pikepdf.Array(
            [pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText,
                               Rect=[10, 10, 90, 40], Contents="see page 3", DA="/Helv 12 Tf"))]
        )  # fmt: skip
        annotated = io.BytesIO()
        pdf.save(annotated)
    path.write_bytes(annotated.getvalue())
    code, _, lines = handout(course, SLUG)
    assert code == 1
    assert found(lines, "handout-edited")
    assert path.read_bytes() == annotated.getvalue()
    assert builder("build", "--course", str(course))[0] == 0
    assert sorted((course / "_build/html").rglob("*.pdf")) == [], "what a person wrote on it is not published"


def test_what_paper_cannot_hold_is_told_with_its_line(course):
    change(
        course, "## Talking points", '## Film\n\n<iframe src="https://example.org/film"></iframe>\n\n## Talking points'
    )
    code, _, lines = handout(course, SLUG, "--kind", "reading")
    assert code == 0
    (line,) = found(lines, "paper-substitute")
    text = (course / "modules" / SLUG / "module.md").read_text(encoding="utf-8").split("\n")
    number = int(re.search(r"module\.md:(\d+)", line)[1])
    assert "iframe" in text[number - 1]


def test_a_prompt_too_long_for_a_card_is_left_out_and_told(course):
    change(course, "## Discussion prompts\n", f"## Discussion prompts\n\n0. {'Why is that so, ' * 40}and why not?\n")
    code, out, lines = handout(course, SLUG, "--kind", "cards")
    assert code == 0
    assert len(out.split()) == 1
    (line,) = found(lines, "card-too-long")
    assert "Why is that so" in line


def test_a_module_without_items_has_no_quiz_and_says_so(course):
    (course / "modules" / SLUG / "quiz.yml").write_text("format: 1\nitems: []\n")
    code, out, lines = handout(course, SLUG, "--kind", "quiz,student")
    assert code == 0
    assert [Path(name).name for name in out.split()] == ["student-a4.pdf"]
    assert found(lines, "handout-empty")


def test_an_article_that_may_not_be_shown_is_not_printed(course):
    change(course, "language: en\n", "language: en\ntext: link\n")
    code, out, lines = handout(course, SLUG, "--kind", "reading")
    assert code == 1
    assert out == ""
    (line,) = found(lines, "handout-empty")
    assert "text: link" in line


def test_the_book_links_what_is_fresh_and_nothing_of_the_facilitators(course):
    code, _, lines = handout(course, SLUG, "--kind", "all")
    assert code == 0, lines
    assert builder("build", "--course", str(course))[0] == 0
    page = course / "_build/html/modules" / f"{SLUG}.html"
    links = re.findall(rf'href="(\.\./downloads/print/{SLUG}/[^"]+)"', page.read_text(encoding="utf-8"))
    assert [link.rpartition("/")[2] for link in links] == ["student-a4.pdf", "reading-a4.pdf"]
    assert all((page.parent / link).resolve().is_file() for link in links)
    there = sorted(path.name for path in (course / "_build/html").rglob("*.pdf"))
    assert there == ["reading-a4.pdf", "student-a4.pdf"]

    change(course, "## Talking points", "## Talking points\n\nRead these aloud.")
    assert builder("build", "--course", str(course))[0] == 0
    assert "downloads/print" not in page.read_text(encoding="utf-8"), "they show an older state"
    assert sorted((course / "_build/html").rglob("*.pdf")) == []


def test_the_instructor_edition_links_everything(course):
    assert handout(course, SLUG, "--kind", "student,facilitator,key", "--format", "pdf,docx")[0] == 0
    assert builder("build", "--edition", "instructor", "--course", str(course))[0] == 0
    page = course / "_build/instructor/html/modules" / f"{SLUG}.html"
    links = re.findall(r'href="\.\./downloads/print/[^"]+/([^"/]+)"', page.read_text(encoding="utf-8"))
    assert links == [
        "student-a4.docx", "student-a4.pdf", "facilitator-only-key-a4.docx", "facilitator-only-key-a4.pdf",
        "facilitator-only-facilitator-a4.docx", "facilitator-only-facilitator-a4.pdf",
    ]  # fmt: skip
    assert not (course / "_build/html").exists()
