"""`builder check --public`, and quizzes in a folder that Git ignores: what a repository shows, and a clone keeps."""

import contextlib
import datetime as dt
import io
import json
import os
import shutil
import subprocess

import pytest
from course.hand_made import ARTICLES

from builder import pipeline
from builder.cli.main import main

SLUG = "how-this-example-works"
MODULE = f"modules/{SLUG}"
DAY = dt.date(2027, 1, 15)
NOBODY = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}  # fmt: skip


@pytest.fixture(scope="session")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("public") / "a"
    pipeline.new_course(folder, title="A", author="")
    return folder


@pytest.fixture(autouse=True)
def no_other_repository(tmp_path_factory, monkeypatch):
    """No repository around the tests, and no settings of a person's, count."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp().parent))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def course(fresh, tmp_path):
    shutil.copytree(fresh, tmp_path / "a")
    return tmp_path / "a"


def git(course, *words):
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    subprocess.run(["git", *words], cwd=course, check=True, capture_output=True, env={**os.environ, **NOBODY})


@pytest.fixture
def repository(course):
    git(course, "init", "--quiet")
    git(course, "add", ".")
    git(course, "commit", "--quiet", "-m", "all")
    return course


def put(course, name, text):
    (course / name).parent.mkdir(parents=True, exist_ok=True)
    (course / name).write_text(text, encoding="utf-8", newline="")


def change(course, name, old, new):
    text = (course / name).read_text(encoding="utf-8")
    assert old in text
    put(course, name, text.replace(old, new, 1))


def setting(course, line):
    change(course, "_config.yml", "builder:\n", f"builder:\n  {line}\n")


def found(course, *slugs):
    return [(f.code, f.where.file) for f in pipeline.check_published(course, slugs)]


def said(course, code):
    return next(str(finding) for finding in pipeline.check_published(course) if finding.code == code)


def builder(*words):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main([str(word) for word in words])
    return code, out.getvalue()


KEYS = [
    ("public-keys", f"{MODULE}/.import/quiz.yml"),
    ("public-notes", f"{MODULE}/module.md"),
    ("public-keys", f"{MODULE}/quiz.yml"),
]


def test_a_new_course_in_a_repository_shows_its_answers_and_says_how_to_hide_them(repository):
    assert found(repository) == KEYS
    line = said(repository, "public-keys")
    assert "whoever sees the repository sees the answers" in line
    assert "`private: answers`" in line
    assert "git rm --cached" in line
    code, text = builder("check", "--public", "--strict", "--course", repository)
    assert code == 1
    assert text.count("[public-keys]") == 2
    assert builder("check", "--public", "--course", repository)[0] == 0


def test_what_is_not_in_the_repository_yet_and_not_ignored_is_told_too(course):
    git(course, "init", "--quiet")
    assert found(course) == KEYS
    assert "the next `git add` would show" in said(course, "public-keys")
    change(course, ".gitignore", "_build/\n", "_build/\nquiz.yml\nmodule.md\n")
    assert found(course) == []


def test_one_module_is_looked_at_where_one_is_named(repository):
    shutil.copytree(repository / MODULE, repository / "modules/other")
    assert len(found(repository)) == 6
    assert found(repository, SLUG) == KEYS


def test_a_quiz_that_is_gone_here_and_still_in_the_repository_is_told(repository):
    to_private(repository)
    assert [entry for entry in found(repository) if entry[0] == "public-keys"] == [KEYS[0], KEYS[2]]
    assert "gone here" in said(repository, "public-keys")


def test_what_earlier_versions_hold_is_told(repository):
    git(repository, "rm", "--quiet", "--cached", f"{MODULE}/quiz.yml", f"{MODULE}/.import/quiz.yml")
    change(repository, ".gitignore", "_build/\n", "_build/\nquiz.yml\n")
    git(repository, "commit", "--quiet", "--all", "-m", "no keys")
    assert found(repository) == [
        ("public-history", f"{MODULE}/.import/quiz.yml"),
        ("public-notes", f"{MODULE}/module.md"),
    ]
    assert "and 1 more" in said(repository, "public-history")


def test_a_course_in_a_folder_of_a_repository_is_looked_at_from_there(course, tmp_path):
    git(tmp_path, "init", "--quiet")
    assert found(course) == KEYS


def test_the_instructor_edition_in_a_repository_is_told_once(repository):
    for name in ("a.html", "b.html"):
        put(repository, f"_build/instructor/html/{name}", "answers")
    assert ("public-instructor-edition", "_build/instructor/html/a.html") not in found(repository)
    git(repository, "add", "--force", "_build")
    assert [code for code, _ in found(repository)].count("public-instructor-edition") == 1
    assert "2 files" in said(repository, "public-instructor-edition")


@pytest.mark.parametrize("text", ["excerpt", "link"])
def test_an_article_that_may_not_be_shown_whole_is_told(repository, text):
    change(
        repository, f"{MODULE}/module.md", "status: draft", f"text: {text}\nurl: https://example.org/a\nstatus: draft"
    )
    assert ("public-article", f"{MODULE}/article.txt") in found(repository)
    change(repository, ".gitignore", "_build/\n", "_build/\narticle.*\n")
    git(repository, "rm", "--quiet", "--cached", "-r", f"{MODULE}/article.txt", f"{MODULE}/.import")
    assert "public-article" not in [code for code, _ in found(repository)]


BUTTONS = {
    "html:\n  use_repository_button: true\n": "`use_repository_button` leads students",
    "html:\n  use_edit_page_button: true\n": "`use_edit_page_button` leads students",
    "launch_buttons:\n  binderhub_url: https://mybinder.org\n": "`binderhub_url` leads students",
}


@pytest.mark.parametrize("lines", BUTTONS)
def test_a_button_that_leads_to_the_answers_is_told_with_its_line(repository, lines):
    config = repository / "_config.yml"
    put(
        repository,
        "_config.yml",
        f"{config.read_text(encoding='utf-8')}\nrepository:\n  url: https://example.org/a\n{lines}",
    )
    [finding] = [f for f in pipeline.check_published(repository) if f.code == "public-button"]
    assert finding.message.startswith(BUTTONS[lines])
    assert config.read_text(encoding="utf-8").split("\n")[finding.where.line - 1] == lines.split("\n")[1]


def test_a_button_is_no_matter_where_no_answers_stand(repository):
    put(
        repository,
        "_config.yml",
        (repository / "_config.yml").read_text(encoding="utf-8") + "html: {use_repository_button: true}\n",
    )
    git(repository, "rm", "--quiet", "--cached", f"{MODULE}/quiz.yml", f"{MODULE}/.import/quiz.yml")
    change(repository, ".gitignore", "_build/\n", "_build/\nquiz.yml\n")
    assert "public-button" not in [code for code, _ in found(repository)]


def test_the_theme_is_asked_for_its_buttons_too(repository):
    change(
        repository,
        "_config.yml",
        "sphinx:\n",
        "sphinx:\n  config:\n    html_theme_options: {use_source_button: true, repository_url: 'https://example.org'}\n",
    )
    assert "`use_source_button`" in said(repository, "public-button")


def test_the_source_of_a_page_tells_its_comments(repository):
    text = "# A\n\n<!-- builder: ours -->\n```\n<!-- code -->\n```\n\nWords.\n\n<!-- tell nobody -->\n"
    put(repository, "index.md", text)
    assert "index.md:10: warning: the comment here can be read" in said(repository, "public-page-source")
    change(repository, "_config.yml", "sphinx:\n", "sphinx:\n  config:\n    html_show_sourcelink: true\n")
    assert "each page links there" in said(repository, "public-page-source")
    change(repository, "_config.yml", "html_show_sourcelink: true", "html_copy_source: false")
    assert found(repository) == KEYS


def test_a_module_file_that_is_named_as_a_page_is_told(repository):
    change(repository, "_toc.yml", f"- file: {MODULE}", f"- file: {MODULE}/module")
    assert ("public-page-source", "_toc.yml") in found(repository)


def test_no_repository_and_no_git_are_said(course, monkeypatch):
    assert found(course) == [("repository-missing", None)]
    put(
        course,
        "_config.yml",
        (course / "_config.yml").read_text(encoding="utf-8") + "html: {use_repository_button: true}\n",
    )
    assert [code for code, _ in found(course)] == ["repository-missing", "public-button"]
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert [code for code, _ in found(course)] == ["git-missing", "public-button"]


def test_a_repository_that_git_does_not_read_is_said(repository):
    put(repository, ".git/config", "[core\n")
    assert [code for code, _ in found(repository)] == ["git-unread"]


# Private quizzes.


def to_private(course):
    setting(course, "private: answers")
    for name in ("quiz.yml", ".import/quiz.yml"):
        (course / "answers" / SLUG / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(course / MODULE / name, course / "answers" / SLUG / name)
    change(course, ".gitignore", "_build/\n", "_build/\nanswers/\n")


def every_page(course):
    return {path.name: path.read_bytes() for path in sorted((course / "modules").glob("*.ipynb"))}


def test_a_private_quiz_makes_the_same_page_and_is_not_in_the_repository(course):
    before = every_page(course)
    to_private(course)
    git(course, "init", "--quiet")
    assert pipeline.check_notebooks(course) == ()
    assert every_page(course) == before
    assert found(course) == [("public-notes", f"{MODULE}/module.md")]
    code, text = builder("check", "--course", course, "--date", "2027-01-15")
    assert code == 0
    assert all("note: " in line for line in text.split("\n") if "answers/" in line)
    put(course, f"answers/{SLUG}/quiz.yml", "format: 1\nitems: [{id: a, kind: essay}]\n")
    assert f"answers/{SLUG}/quiz.yml:2" in builder("check", "--course", course)[1]


def test_a_private_folder_that_is_not_ignored_is_told(course):
    to_private(course)
    change(course, ".gitignore", "answers/\n", "")
    git(course, "init", "--quiet")
    assert ("public-keys", f"answers/{SLUG}/quiz.yml") in found(course)
    assert "write the line `answers/` into .gitignore" in said(course, "public-keys")


def test_drafts_stay_drafts_where_the_base_is_private(course):
    before = pipeline.status(course, today=DAY)
    to_private(course)
    after = pipeline.status(course, today=DAY)
    assert before == after
    assert before[0].drafted > 0


def test_the_commands_for_items_find_a_private_quiz(course):
    to_private(course)
    quiz = course / "answers" / SLUG / "quiz.yml"
    ids = [
        line.partition(": ")[2] for line in quiz.read_text(encoding="utf-8").split("\n") if line.startswith("  - id")
    ]
    assert builder("quiz", "accept", SLUG, ids[0], "--course", course)[0] == 0
    assert "accepted: true" in quiz.read_text(encoding="utf-8")
    assert builder("quiz", "reject", SLUG, ids[1], "--course", course)[0] == 0
    assert builder("quiz", "redraft", SLUG, "--course", course)[0] == 0
    assert builder("accept", SLUG, "--reviewer", "A", "--date", "2027-01-15", "--course", course)[0] == 0
    assert not list((course / "modules").rglob("quiz.yml"))
    quiz.write_text("format: 1\nitems: [{id: a, kind: essay}]\n", encoding="utf-8")
    code, text = builder("accept", SLUG, "--reviewer", "A", "--date", "2027-01-15", "--course", course)
    assert code == 1
    assert f"answers/{SLUG}/quiz.yml:2" in text
    assert builder("check", SLUG, "--course", course)[0] == 1
    code, text = builder("quiz", "accept", SLUG, "a", "--course", course)
    assert code == 1
    assert f"answers/{SLUG}/quiz.yml:2" in text


@pytest.mark.book
def test_a_clone_without_the_folder_builds_the_same_quiz(course):
    to_private(course)
    shutil.rmtree(course / "answers")
    before = every_page(course)
    change(course, f"{MODULE}/module.md", "title: How This Example Works", "title: How It All Works")
    made = pipeline.build(course)
    assert [finding.code for finding in made.findings] == ["quiz-kept"]
    assert "answers is not here: the page keeps the quiz that it had" in made.findings[0].message
    after = every_page(course)
    assert after != before
    quizzes = [
        next(cell for cell in json.loads(page[f"{SLUG}.ipynb"])["cells"] if cell["id"] == "quiz")
        for page in (before, after)
    ]
    assert quizzes[0] == quizzes[1]
    page = (course / "_build/html" / f"{MODULE}.html").read_text(encoding="utf-8")
    assert "How It All Works" in page
    assert 'class="builder-quiz"' in page
    assert [finding.code for finding in pipeline.check_notebooks(course)] == ["quiz-kept"]
    assert pipeline.check_built(course) == ()
    again = pipeline.build(course, edition="instructor")
    assert again.index
    instructor = (course / "_build/instructor/html" / f"{MODULE}.html").read_text(encoding="utf-8")
    assert "The key is not here" in instructor


def test_a_clone_says_nothing_of_a_missing_quiz_and_drops_none_by_an_emptied_file(course):
    to_private(course)
    shutil.rmtree(course / "answers")
    codes = {finding.code for finding in pipeline.check(course, today=DAY)}
    assert "quiz-kept" in codes
    assert "quiz-missing" not in codes
    put(course, f"answers/{SLUG}/quiz.yml", "format: 1\nitems: []\n")
    compiled = pipeline.pages(pipeline.book.read_course(course)[0], "student")
    assert b'"sealed"' not in compiled[f"{MODULE}.ipynb"]


def test_a_kept_quiz_that_was_edited_by_hand_stops_the_build(course):
    to_private(course)
    shutil.rmtree(course / "answers")
    page = course / f"{MODULE}.ipynb"
    notebook = json.loads(page.read_text(encoding="utf-8"))
    next(cell for cell in notebook["cells"] if cell["id"] == "quiz")["source"] = ["The answer is C."]
    page.write_text(json.dumps(notebook), encoding="utf-8")
    assert "notebook-edited" in [finding.code for finding in pipeline.build(course).findings]


def test_a_kept_quiz_with_more_in_it_than_students_may_read_is_cleaned_or_refused(course):
    to_private(course)
    shutil.rmtree(course / "answers")
    page = course / f"{MODULE}.ipynb"
    before = page.read_bytes()
    notebook = json.loads(before)
    quiz = next(cell for cell in notebook["cells"] if cell["id"] == "quiz")["metadata"]["builder"]["quiz"]
    quiz["items"][0]["key"] = 2
    page.write_text(json.dumps(notebook), encoding="utf-8")
    assert ("notebook-stale", f"{MODULE}.ipynb") in [(f.code, f.where.file) for f in pipeline.check_built(course)]
    assert pipeline.pages(pipeline.book.read_course(course)[0], "student")[f"{MODULE}.ipynb"] == before
    del quiz["items"][0]["sealed"]
    page.write_text(json.dumps(notebook), encoding="utf-8")
    code, text = builder("build", "--course", course)
    assert code == 1
    assert "its quiz is none of the builder's" in text


def test_an_import_puts_the_quiz_into_the_private_folder_and_nowhere_else(course):
    setting(course, "private: answers/of-ours")
    code, text = builder("import", ARTICLES / "lending_library.txt", "--course", course, "--slug", "library")
    assert code == 0, text
    home = course / "answers/of-ours/library"
    assert sorted(p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file()) == [
        ".import/quiz.yml",
        "quiz.yml",
    ]
    assert not list((course / "modules/library").rglob("quiz.yml"))
    quiz = (home / "quiz.yml").read_text(encoding="utf-8")
    schema = quiz.partition("$schema=")[2].partition("\n")[0]
    assert (home / schema).resolve() == (course / "schemas/quiz.schema.json").resolve()
    assert (
        pipeline.pages(pipeline.book.read_course(course)[0], "student")["modules/library.ipynb"].count(b'"sealed"') >= 1
    )
    again, text = builder("import", ARTICLES / "lending_library.txt", "--course", course)
    assert (again, "in the course already" in text) == (0, True)


def test_an_import_that_cannot_write_leaves_neither_folder(course):
    setting(course, "private: answers")
    (course / "answers").write_text("a file where the folder belongs")
    toc = (course / "_toc.yml").read_bytes()
    code, text = builder("import", ARTICLES / "lending_library.txt", "--course", course, "--slug", "library")
    assert code == 1
    assert "[not-writable]" in text
    assert not (course / "modules/library").exists()
    assert (course / "_toc.yml").read_bytes() == toc


@pytest.mark.parametrize(
    "folder", ["/tmp", "..", "a/../..", "modules", "_build/x", "C:\\answers", ".", "''", "course/x"]
)
def test_a_folder_outside_of_the_course_or_in_the_way_is_refused(course, folder):
    setting(course, f"private: {folder}")
    codes = [finding.code for finding in pipeline.check_notebooks(course)]
    assert codes == ["bad-value"]
