"""The repository's own course: up to date, and without a warning under a stock build."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder import pipeline

ROOT = Path(__file__).resolve().parents[2]


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "course"
    folder.mkdir()
    for name in ("_config.yml", "_toc.yml", "index.md", "README.md"):
        shutil.copy(ROOT / name, folder)
    for name in ("modules", "course", "syllabi"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def test_the_committed_notebooks_are_up_to_date():
    done = run(sys.executable, "-m", "builder", "build", "--check", cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_a_stock_build_has_no_warning_and_makes_these_pages_only(copy):
    program = Path(sys.executable).with_name("jupyter-book")
    done = run(str(program), "build", ".", "-W", "-n", "--keep-going", "--all", cwd=copy)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    html = copy / "_build/html"
    pages = {p.relative_to(html).as_posix() for p in html.rglob("*.html") if "_static" not in p.parts}
    modules = {f"modules/{p.stem}.html" for p in (ROOT / "modules").glob("*.ipynb")}
    across = {f"course/{p.stem}.html" for p in (ROOT / "course").glob("*.md")}
    assert len(modules) >= 2
    assert len(across) >= 6
    assert pages == {"index.html", "search.html", "genindex.html", *modules, *across}


SAMPLE = (
    "Sample digest written for the",
    "Sample essay written for the",
    "Resumen de muestra escrito para el",
    "Résumé d'exemple écrit pour le",
)


def modules():
    return sorted((ROOT / "modules").glob("*/module.md"))


def test_every_module_says_that_it_is_a_sample_and_under_which_licence():
    for path in modules():
        text = path.read_text(encoding="utf-8")
        assert any(f"{words} teaching-module builder" in text for words in SAMPLE), path
        assert "licence: CC BY 4.0" in text


def test_the_course_shows_six_formats_three_languages_and_an_essay():
    articles = sorted((ROOT / "modules").glob("*/article.*"))
    assert len(articles) >= 10
    assert {path.suffix for path in articles} == {".txt", ".html", ".md", ".docx", ".odt", ".pdf"}
    seen = [
        json.loads(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "modules").glob("*/.import/article.json"))
    ]
    assert {entry["language"] for entry in seen} == {"en", "es", "fr"}
    assert {entry["kind"] for entry in seen} == {"digest", "article"}


def test_the_article_beside_each_module_is_what_its_snapshot_was_made_from():
    for path in sorted((ROOT / "modules").glob("*/article.*")):
        stored = json.loads((path.parent / ".import/article.json").read_text(encoding="utf-8"))
        assert hashlib.sha256(path.read_bytes()).hexdigest() == stored["source"]["sha256"], path
        inspection, _ = pipeline.inspect(stored["source"]["name"], path.read_bytes())
        again = json.loads(pipeline.as_json(inspection))
        assert {key: again[key] for key in stored if key != "source"} == {
            key: stored[key] for key in stored if key != "source"
        }, f"the importer reads {path} in another way now"


def test_the_course_was_reviewed_as_an_instructor_would():
    heads = [re.findall(r"^## (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE) for path in modules()]
    assert sum("Plain summary" in head for head in heads) >= 2
    assert any("Care" in head for head in heads)
    assert any("Update" in head for head in heads)
    assert any("Instructor notes" in head for head in heads)


def test_the_course_has_no_finding_but_its_one_draft():
    done = run(sys.executable, "-m", "builder", "check", "--json", "--date", "2026-11-24", cwd=ROOT)
    found = json.loads(done.stdout)["findings"]
    grave = [entry["code"] for entry in found if entry["severity"] != "note"]
    assert grave == ["draft-unreviewed"]
    # What a short article's quiz leaves out, and a question of the article that asks two things, are noted.
    assert {entry["code"] for entry in found if entry["severity"] == "note"} <= {"V01", "V02", "D01", "D02"}
