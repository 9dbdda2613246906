"""Every kind, format and paper of the sample course, made in one run and looked at file by file."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

from builder.book.materials import materials_of
from builder.checks.built import leaks
from builder.class_plan import class_plan
from builder.cli.main import main
from builder.files.built import built_files
from builder.files.course import read_course
from builder.files.survey import survey
from builder.model.article import paragraphs
from builder.text.inline import plain
from builder.writers.sheets.timetable import hour_of

ROOT = Path(__file__).resolve().parents[2]
STUDENT = ("student", "reading", "quiz", "prompts", "cards")
FACILITATOR = ("facilitator", "key")
PAPERS = {"a4": (595, 842), "letter": (612, 792)}

pytestmark = pytest.mark.timeout(600)


def made(out, *more):
    words = ["handout", "--kind", "all", "--format", "all", "--paper", "all", "--course", str(ROOT), "--out", str(out)]
    return main([*words, *more])


@pytest.fixture(scope="session")
def printed(tmp_path_factory):
    out = tmp_path_factory.mktemp("print")
    assert made(out) == 0
    return out


@pytest.fixture(scope="session")
def course():
    return read_course(ROOT)[0]


@pytest.fixture(scope="session")
def materials(course):
    return materials_of(course)


def files_of(out, suffix):
    return sorted(path for path in out.rglob(f"*.{suffix}"))


def is_for_the_facilitator(path):
    return "facilitator-only" in path.as_posix()


def text_of(path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (Poppler) is not installed")
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.split())


def test_every_kind_format_and_paper_is_there(printed, materials):
    wanted = set()
    for slug, own in materials.items():
        kinds = [kind for kind in (*STUDENT, *FACILITATOR) if own.shown.items or kind not in ("quiz", "key")]
        for kind in kinds:
            folder = f"{slug}/facilitator-only" if kind in FACILITATOR else slug
            wanted |= {f"{folder}/{kind}-{paper}.{fmt}" for paper in PAPERS for fmt in ("pdf", "docx")}
        wanted |= {f"{slug}/student.pptx", f"{slug}/facilitator-only/prompts.pptx"}
    first, others = next(iter(materials)), len(materials) - 1
    (pack,) = [path.name for path in printed.iterdir() if path.name.startswith(f"pack-{first}-and-{others}-more-")]
    for name in ("1-copy-for-each", "2-facilitator-only"):
        wanted |= {f"{pack}/{name}-{paper}.{fmt}" for paper in PAPERS for fmt in ("pdf", "docx")}
    there = {
        path.relative_to(printed).as_posix() for path in printed.rglob("*") if path.suffix in (".pdf", ".docx", ".pptx")
    }
    assert there == wanted


def test_every_pdf_is_tagged_titled_and_in_its_language(printed, materials):
    for path in files_of(printed, "pdf"):
        with pikepdf.open(path) as pdf:
            assert str(pdf.open_metadata().get("pdfuaid:part")) == "1", path
            assert pdf.Root.MarkInfo.Marked, path
            assert "/StructTreeRoot" in pdf.Root, path
            assert pdf.Root.ViewerPreferences.DisplayDocTitle, path
            assert str(pdf.docinfo["/Title"]).strip(), path
            assert "/Outlines" in pdf.Root, path
            slug = path.relative_to(printed).parts[0]
            if slug in materials:
                assert str(pdf.Root.Lang).split("-")[0] == materials[slug].language.split("-")[0], path
            paper = "letter" if "-letter" in path.name else "a4"
            sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}
            assert sizes == {PAPERS[paper]}, path


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".pptx"])
def test_what_students_get_tells_nothing(printed, tmp_path, suffix):
    """Promise 4: neither text nor data of a student's file holds a key, a feedback, a model answer, a note."""
    if suffix == ".pdf" and shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (Poppler) is not installed, so the texts of PDFs cannot be looked at")
    files = [path for path in printed.rglob(f"*{suffix}") if not is_for_the_facilitator(path)]
    assert len(files) >= 10
    for path in files:
        target = tmp_path / "_build/html/downloads" / path.relative_to(printed)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    surveyed, _ = survey(read_course(ROOT)[0])
    assert [str(finding) for finding in leaks(surveyed, built_files(tmp_path))] == []


def test_the_facilitators_files_do_hold_the_answers(printed, tmp_path):
    """The test above can fail: the same look finds what stands in the guide and the key."""
    shutil.copytree(printed / "why-civil-resistance-works" / "facilitator-only", tmp_path / "_build/html/guide")
    surveyed, _ = survey(read_course(ROOT)[0])
    assert len(list(leaks(surveyed, built_files(tmp_path)))) > 5


def test_a_reading_has_every_numbered_paragraph_and_at_most_three_pages(printed, course):
    for folder in course.folders:
        path = printed / folder.slug / "reading-a4.pdf"
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) <= 3, path
        text = text_of(path)
        for paragraph in paragraphs(folder.inspection):
            assert f"¶{paragraph.number} " in text, (folder.slug, paragraph.number)
            first = " ".join(plain(paragraph.text).split()[:4])
            assert first in text, (folder.slug, paragraph.number)


@pytest.mark.parametrize("minutes", [30, 50, 90])
@pytest.mark.parametrize("reading", ["before", "inside"])
def test_plans_of_the_course_sum(materials, minutes, reading):
    for own in materials.values():
        plan = class_plan(hour_of(own, reading), minutes)
        assert sum(part.minutes for part in plan.parts) == minutes
        assert all(part.minutes > 0 for part in plan.parts)


def test_the_plan_on_paper_sums(printed, materials):
    """What the printed table says, read back from the page: each part follows the one before, and the last ends at 50."""
    for slug in materials:
        text = text_of(printed / slug / "facilitator-only" / "facilitator-a4.pdf")
        rows = [(int(a), int(b), int(c)) for a, b, c in re.findall(r"\b(\d{1,2})–(\d{1,2}) (\d{1,2})\b", text)]
        rows = [row for row in rows if row[1] - row[0] == row[2]]
        ends = 0
        for begin, end, _ in rows:
            if begin == ends:
                ends = end
        assert ends == 50, (slug, rows)


def test_two_runs_are_the_same_bytes_under_any_hash_seed(printed, tmp_path):
    slug = "why-civil-resistance-works"
    words = ["handout", slug, "--kind", "student,reading,facilitator,quiz,key,prompts,cards", "--format", "all"]
    subprocess.run(
        [sys.executable, "-m", "builder", *words, "--course", str(ROOT), "--out", str(tmp_path)],
        check=True, capture_output=True, env={"PYTHONHASHSEED": "7", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    files = [path for path in sorted(tmp_path.rglob("*")) if path.suffix in (".pdf", ".docx", ".pptx")]
    assert len(files) == 16
    for path in files:
        assert path.read_bytes() == (printed / path.relative_to(tmp_path)).read_bytes(), path


def test_office_files_open(printed):
    for suffix in ("docx", "pptx"):
        for path in files_of(printed, suffix):
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None


def test_a_pack_never_holds_both_in_one_file(printed):
    (folder,) = [path for path in printed.iterdir() if path.name.startswith("pack-")]
    each, one = text_of(folder / "1-copy-for-each-a4.pdf"), text_of(folder / "2-facilitator-only-a4.pdf")
    assert "For the facilitator only" not in each
    assert "For the facilitator only" in one
    assert "Answer key" in one
    assert "Answer key" not in each


def test_the_cover_counts_the_pages_that_there_are(printed):
    (folder,) = [path for path in printed.iterdir() if path.name.startswith("pack-")]
    for paper in PAPERS:
        text = text_of(folder / f"2-facilitator-only-{paper}.pdf")
        for name in ("1-copy-for-each", "2-facilitator-only"):
            with pikepdf.open(folder / f"{name}-{paper}.pdf") as pdf:
                pages = len(pdf.pages)
            copies = "one for each person" if name.startswith("1") else "1"
            assert f"{name} {copies} {pages} {-(-pages // 2)} " in text, (paper, name)
