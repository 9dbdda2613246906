"""The whole way: an article goes into a course made by hand, and a book comes out."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from command_line import ran
from course.hand_made import ARTICLES, make_course

CANARIES = ("canary-feedback", "canary-option", "canary-note", "canary-look-for", "canary-comment", "canary-answer")


def builder(*arguments, course):
    return ran(*arguments, "--course", str(course))


def process(*arguments, course, seed):
    """Run the builder as a person does, by a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "builder", *arguments, "--course", str(course)],
        capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip


def snapshot(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "_build" not in path.relative_to(folder).parts
    }


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with one honest and one hostile article, imported; nothing built."""
    folder = make_course(tmp_path_factory.mktemp("courses") / "a course")
    for name in ("lending_library", "hostile"):
        done = builder("import", str(ARTICLES / f"{name}.txt"), course=folder)
        assert done.code == 0, done.error
    return folder


@pytest.fixture(scope="module")
def book(course, tmp_path_factory):
    """The course, built."""
    folder = tmp_path_factory.mktemp("book") / "course"
    shutil.copytree(course, folder)
    done = builder("build", course=folder)
    assert done.code == 0, done.error
    assert done.error == ""
    return folder


def slugs(folder):
    return sorted(path.name for path in (folder / "modules").iterdir() if path.is_dir())


def test_import_writes_the_module_the_article_and_one_toc_entry(course):
    library = course / "modules/what-a-lending-library-does-for-a-street"
    assert sorted(path.name for path in library.iterdir()) == [".import", "article.txt", "module.md", "quiz.yml"]
    assert (library / "article.txt").read_bytes() == (ARTICLES / "lending_library.txt").read_bytes()
    toc = (course / "_toc.yml").read_text(encoding="utf-8")
    assert "# the order of the term\n" in toc
    assert "- caption: Week 1   # before the holiday\n" in toc
    assert [line.split()[-1] for line in toc.split("\n") if "- file:" in line] == [
        "modules/what-a-lending-library-does-for-a-street",
        f"modules/{next(slug for slug in slugs(course) if slug.startswith('bridges'))}",
    ]


def test_the_module_holds_the_article(course):
    text = (course / "modules/what-a-lending-library-does-for-a-street/module.md").read_text(encoding="utf-8")
    article = (ARTICLES / "lending_library.txt").read_text(encoding="utf-8")
    for line in article.split("\n"):
        words = line.strip().removeprefix("• ")
        if words.startswith("How can a town"):
            assert f"1. {words}\n   - Minutes: 14\n" in text
        if words.startswith(("Borrowing rose", "Volunteers kept", "People who", "Councils should")):
            assert f"- {words}\n" in text
    assert "Open shelf\n: “a public bookcase" in text
    assert "\n: — Reeds quoting Hall, B. (2011)." in text
    assert r"from \$75 to \$100" in text
    assert "- [1] The fund was closed" in text
    assert "status: draft" in text


def test_the_same_article_twice_changes_nothing(course):
    before = snapshot(course)
    done = builder("import", str(ARTICLES / "lending_library.txt"), course=course)
    assert done.code == 0
    assert "already" in done.error
    assert snapshot(course) == before


def test_a_dry_run_writes_nothing(tmp_path):
    folder = make_course(tmp_path / "course")
    before = snapshot(folder)
    done = builder("import", str(ARTICLES / "lending_library.txt"), "--dry-run", course=folder)
    assert done.code == 0
    assert "3 points (1 lead line)" in done.out
    assert snapshot(folder) == before


def test_no_command_touches_what_a_person_wrote(course, tmp_path):
    folder = tmp_path / "course"
    shutil.copytree(course, folder)
    for path in folder.glob("modules/*/*"):
        if path.name in ("module.md", "quiz.yml"):
            text = path.read_text(encoding="utf-8")
            odd = "# mine\n" + text if path.name == "quiz.yml" else text + "\n\n\n## My own heading   \n\nwords\t\n"
            path.write_bytes(odd.replace("\n", "\r\n").encode())
    before = snapshot(folder)
    for arguments in (
        ("import", str(ARTICLES / "lending_library.txt")),
        ("import", str(ARTICLES / "hostile.txt"), "--part", "Another"),
        ("build", "--check"),
        ("build",),
        ("build", "--check"),
    ):
        builder(*arguments, course=folder)
    after = snapshot(folder)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {f"modules/{slug}.ipynb" for slug in slugs(folder)}


def test_exactly_these_pages_are_built(book):
    html = book / "_build/html"
    pages = sorted(path.relative_to(html).as_posix() for path in html.rglob("*.html") if "_static" not in path.parts)
    assert pages == sorted(
        ["genindex.html", "index.html", "search.html", *(f"modules/{slug}.html" for slug in slugs(book))]
    )


def page_text(book, slug):
    html = (book / f"_build/html/modules/{slug}.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<article")[2].partition("</article>")[0]))


def test_the_page_shows_every_part_of_the_article(book):
    text = page_text(book, "what-a-lending-library-does-for-a-street")
    for words in (
        "In the three streets that were studied:",
        "Borrowing rose where the shelf stood in the open",
        "Councils should consider small open shelves",
        "The shelves cost from $75 to $100 each",
        "a public bookcase that anybody may take from",
        "Reeds quoting Hall, B. (2011).",
        "A shelf asks for a roof",
        "How can a town tell whether a shelf is cared for",
        "Mill, C. (2015). Give and take.",
        "lending, open shelf, volunteers, neighbours, street life",
        "The fund was closed in the second year",
        "Photo credit: The author",
        "Draft: no instructor has reviewed this module yet.",
    ):
        assert words in text, words


def test_a_notebook_is_valid_reads_as_it_stands_and_runs_nothing(book):
    for slug in slugs(book):
        notebook = nbformat.read(book / f"modules/{slug}.ipynb", as_version=4)
        nbformat.validate(notebook)
        assert {cell.cell_type for cell in notebook.cells} == {"markdown"}
        assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    library = (book / "modules/what-a-lending-library-does-for-a-street.ipynb").read_text(encoding="utf-8")
    sources = "".join("".join(cell["source"]) for cell in json.loads(library)["cells"])
    assert "☐" in sources
    assert "Whose claim is this" in sources


class Acting(HTMLParser):
    """Collects what a browser would run or load of the hostile article."""

    def __init__(self):
        super().__init__()
        self.found, self.script = [], False

    def handle_starttag(self, tag, attrs):
        self.script = tag == "script" and ("type", "application/ld+json") not in attrs  # data, which nothing runs
        for name, value in attrs:
            on = name.startswith("on") and "alert" in (value or "")
            address = name in ("href", "src", "data", "action") and re.match(
                r"\s*(javascript|data:text|vbscript|x$)", value or "", re.IGNORECASE
            )
            address = address or (name in ("src", "data") and "example.org" in (value or ""))
            if on or address:
                self.found.append((tag, name, value))

    def handle_data(self, data):
        if self.script and "alert(" in data:
            self.found.append(("script", "", data))
        self.script = False


def test_what_acts_is_seen():
    for text in ("<script>alert(1)</script>", "<b onclick=alert(1)>", '<a href="javascript:x">', "<img src=x>"):
        acting = Acting()
        acting.feed(text)
        assert acting.found, text


def test_a_hostile_article_is_inert_in_page_and_notebook(book):
    slug = next(slug for slug in slugs(book) if slug.startswith("bridges"))
    text = page_text(book, slug)
    for literal in (
        "{{ 1+1 }}",
        "{{ 7*7 }}",
        "{{ env.srcdir }}",
        "$75 million",
        "{eval-rst}",
        "```{include} /etc/passwd",
    ):
        assert literal in text, literal
    html = (book / f"_build/html/modules/{slug}.html").read_text(encoding="utf-8")
    article = html.partition("<article")[2].partition("</article>")[0]
    assert "<script" not in article
    assert not re.search(r"<(img|iframe|svg|object)[\s>]", article)
    for path in (book / "_build/html").rglob("*.html"):
        acting = Acting()
        acting.feed(path.read_text(encoding="utf-8"))
        assert acting.found == [], path
    assert not re.search(r"(href|src)=\"(javascript|data|vbscript):", html)
    assert "root:" not in html
    assert str(book) not in html
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL).group(1)
    assert "&lt;script&gt;" in title
    source = json.loads((book / f"modules/{slug}.ipynb").read_text(encoding="utf-8"))
    for cell in source["cells"]:
        markdown = "".join(cell["source"])
        assert "<script" not in markdown.replace(r"\<script", "")
        assert not re.search(r"(?<!\\)\{", markdown), markdown


def plant(folder):
    """Put canaries wherever students must not look."""
    slug = "what-a-lending-library-does-for-a-street"
    module = folder / f"modules/{slug}/module.md"
    text = module.read_text(encoding="utf-8")
    text = re.sub(r"(   - Look for: )", r"\1canary-look-for ", text, count=1)
    text = text.replace("## Summary\n", "## Summary\n\n<!-- canary-comment -->\n\n% canary-comment\n")
    text += "\n## Instructor notes\n\ncanary-note\n\n## Answers {instructor}\n\ncanary-note\n"
    module.write_text(text, encoding="utf-8")
    quiz = folder / f"modules/{slug}/quiz.yml"
    quiz.write_text(
        quiz.read_text(encoding="utf-8")
        + """\
  - id: why-tools
    kind: multiple-choice
    stem: Why do tools bring people into talk?
    feedback: canary-feedback
    options:
      - text: They need explaining
        key: true
        feedback: canary-option
      - text: They are heavy
        feedback: canary-option
      - text: They are loud
  - id: essay
    kind: essay
    stem: What would you shelve?
    answer: canary-answer
    points: [canary-answer]
  - id: short
    kind: short-answer
    stem: What stands at the bus stop?
    answers: [canary-answer]
""",
        encoding="utf-8",
    )
    return slug


def every_text(folder):
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".html", ".js", ".ipynb", ".json", ".inv", ".txt", ".md", ".xml"):
            yield path, path.read_bytes()


@pytest.fixture(scope="module")
def two_keys(course, tmp_path_factory):
    """The course with canaries, built twice: once with the key on the first option, once on the second."""
    built = []
    for number in range(2):
        folder = tmp_path_factory.mktemp("keys") / "course"
        shutil.copytree(course, folder)
        slug = plant(folder)
        if number:
            quiz = folder / f"modules/{slug}/quiz.yml"
            text = quiz.read_text(encoding="utf-8")
            first = "      - text: They need explaining\n        key: true\n"
            second = "      - text: They are heavy\n"
            assert first in text
            text = text.replace(first, "      - text: They need explaining\n").replace(
                second, second + "        key: true\n"
            )
            quiz.write_text(text, encoding="utf-8")
        done = builder("build", course=folder)
        assert done.code == 0, done.error
        built.append(folder)
    return built


def test_canaries_are_nowhere_in_the_student_edition(two_keys):
    for folder in two_keys:
        seen = 0
        for path, data in [
            *every_text(folder / "_build/html"),
            *((p, p.read_bytes()) for p in folder.glob("modules/*.ipynb")),
        ]:
            seen += 1
            assert b"canary" not in data, path
        assert seen > 10


def without_sealed(text):
    """Return a student file without its blobs: runs of base64 that are longer than any word."""
    text = re.sub(r"[A-Za-z0-9+/]{60,}={0,2}", "SEALED", text)
    return re.sub(r"(?<=const CACHE = `\$\{OURS\})[0-9a-f]{16}(?=`;)", "DIGEST", text)  # of all pages, blobs with them


def test_moving_the_key_changes_sealed_fields_only(two_keys):
    one, other = (dict(every_text(folder / "_build/html")) for folder in two_keys)
    one = {path.relative_to(two_keys[0]): data for path, data in one.items()}
    other = {path.relative_to(two_keys[1]): data for path, data in other.items()}
    assert one.keys() == other.keys()
    differing = sorted(path.as_posix() for path in one if one[path] != other[path])
    slug = "what-a-lending-library-does-for-a-street"
    assert differing == [
        f"_build/html/_sources/modules/{slug}.ipynb",
        f"_build/html/modules/{slug}.html",
        "_build/html/sw.js",
    ]
    for path in one:
        if one[path] != other[path]:
            assert len(one[path]) == len(other[path])
            assert without_sealed(one[path].decode()) == without_sealed(other[path].decode())


def test_the_instructor_edition_holds_all_of_it_and_lies_elsewhere(two_keys):
    folder = two_keys[0]
    done = builder("build", "--edition", "instructor", course=folder)
    assert done.code == 0, done.error
    html = (folder / "_build/instructor/html/modules/what-a-lending-library-does-for-a-street.html").read_text(
        encoding="utf-8"
    )
    for canary in ("canary-look-for", "canary-note", "canary-feedback", "canary-answer"):
        assert canary in html
    assert "They need explaining" in html.partition("Answer key")[2]
    assert not [path for path, data in every_text(folder / "_build/html") if b"canary" in data]


def test_two_builds_from_clean_under_two_hash_seeds_are_the_same_bytes(tmp_path):
    trees = []
    for seed in ("1", "2"):
        folder = tmp_path / seed / "course"
        folder.parent.mkdir()
        make_course(folder)
        for name in ("lending_library", "hostile"):
            assert process("import", str(ARTICLES / f"{name}.txt"), course=folder, seed=seed).returncode == 0
        assert process("build", "--clean", course=folder, seed=seed).returncode == 0
        html = folder / "_build/html"
        trees.append(
            snapshot(folder)
            | {p.relative_to(folder).as_posix(): p.read_bytes() for p in html.rglob("*") if p.is_file()}
        )
    assert trees[0].keys() == trees[1].keys()
    assert [name for name in trees[0] if trees[0][name] != trees[1][name]] == []


def test_a_notebook_edited_by_hand_stops_the_build_and_is_left_alone(book, tmp_path):
    folder = tmp_path / "course"
    shutil.copytree(book, folder)
    path = folder / "modules/what-a-lending-library-does-for-a-street.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][1]["source"].append("\n\nMy own sentence.")
    path.write_text(json.dumps(notebook), encoding="utf-8")
    edited = path.read_bytes()
    done = builder("build", course=folder)
    assert done.code == 1
    assert "modules/what-a-lending-library-does-for-a-street.ipynb" in done.error
    assert "edited by hand" in done.error
    assert path.read_bytes() == edited


def test_a_stale_notebook_fails_the_check(book, tmp_path):
    folder = tmp_path / "course"
    shutil.copytree(book, folder)
    assert builder("build", "--check", course=folder).code == 0
    module = folder / "modules/what-a-lending-library-does-for-a-street/module.md"
    module.write_text(
        module.read_text(encoding="utf-8").replace("swept the boards", "swept all boards"), encoding="utf-8"
    )
    done = builder("build", "--check", course=folder)
    assert done.code == 1
    assert "notebook-stale" in done.error


def test_the_book_opens_from_a_file_without_a_request_or_an_error(book, chromium):
    pages = [
        book / "_build/html/index.html",
        book / "_build/html/genindex.html",
        *(book / "_build/html/modules").glob("*.html"),
    ]
    for path in pages:
        context = chromium.new_context()
        page = context.new_page()
        requests, errors = [], []
        page.on("request", lambda request, seen=requests: seen.append(request.url))
        page.on("console", lambda message, seen=errors: seen.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda problem, seen=errors: seen.append(str(problem)))
        page.on("dialog", lambda dialog, seen=errors: (seen.append(f"alert {dialog.message}"), dialog.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_load_state("networkidle")
        assert requests
        assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
        assert errors == [], path.name
        context.close()


def test_the_quiz_on_the_page_is_taken_by_keyboard_alone(book, chromium):
    page = chromium.new_page()
    page.goto((book / "_build/html/modules/what-a-lending-library-does-for-a-street.html").as_uri())
    first = page.locator("fieldset").first
    assert "Whose claim is this" in first.locator("legend").inner_text()
    first.locator("input").first.focus()
    labels = first.locator("label").all_inner_texts()
    position = next(n for n, label in enumerate(labels) if "finding of the study" in label)
    page.keyboard.press("Space")
    for _ in range(position):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    status = page.locator("[role=status]").first
    assert status.inner_text().strip().startswith("Right")
    assert page.evaluate("document.activeElement !== document.body")


def test_every_page_of_the_instructors_is_told_apart(two_keys):
    notebook = Path(two_keys[0] / "_build/instructor/source/modules")
    assert all("Instructor edition" in p.read_text(encoding="utf-8") for p in notebook.glob("*.ipynb"))
