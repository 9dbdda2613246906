"""A real article, the whole way; the sample articles lie beside the repository and are skipped where they do not."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from course.hand_made import make_course

from builder import pipeline

SHARED = Path(__file__).resolve().parents[3] / "shared" / "articles"
NAME = "000_dc774fe430881ee5"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="no sample articles beside the repository (../shared/articles)"
)


@pytest.mark.parametrize("name", sorted(path.name.split(".")[0] for path in SHARED.glob("*.expected.json")))
def test_the_importer_sees_what_a_person_labelled(name, tmp_path):
    for path in SHARED.glob(f"{name}.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    done = subprocess.run(
        [sys.executable, str(SHARED / "compare.py"), "--python", sys.executable, "--min", "1", "--show", str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "1 files, 1 perfect" in done.stdout


@pytest.mark.parametrize("path", sorted(SHARED.glob("*.txt")), ids=lambda path: path.stem)
def test_every_line_is_in_exactly_one_place(path):
    inspection, _ = pipeline.inspect(path.name, path.read_bytes())
    text = path.read_bytes().decode("utf-8-sig")
    filled = [n for n, line in enumerate(re.split(r"\r\n|\r|\n", text), 1) if line.replace("\ufffc", "").strip()]
    assert [number for number, _ in inspection.lines] == filled


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The article's page: its text, with tags taken out; and what the import said."""
    course = make_course(tmp_path_factory.mktemp("shared") / "course")
    builder = [sys.executable, "-m", "builder"]
    article = str(SHARED / f"{NAME}.txt")
    imported = subprocess.run(
        [*builder, "import", article, "--course", str(course)], capture_output=True, encoding="utf-8", check=False
    )
    assert imported.returncode == 0, imported.stderr
    built = subprocess.run(
        [*builder, "build", "--course", str(course)], capture_output=True, encoding="utf-8", check=False
    )
    assert (built.returncode, built.stderr) == (0, "")
    html = next((course / "_build/html/modules").glob("*.html")).read_text(encoding="utf-8")
    article = html.partition("<article")[2].partition("</article>")[0]
    return article, " ".join(re.sub(r"<[^>]+>", " ", article).split()), imported.stdout


def section(html, heading):
    return html.partition(f"<h2>{heading}<")[2].partition("<section")[0]


def test_the_page_shows_every_part_of_the_article(page):
    html, text, _ = page
    points = section(html, "Talking points")
    assert points.count("<li>") == 4
    assert "In the context of the UN peacekeeping operation" in points
    assert section(html, "Key insight").count("<li>") == 1
    assert section(html, "Summary").count('class="builder-para"') == 6
    definitions = section(html, "Key definitions")
    assert definitions.count("<dt>") == 2
    assert definitions.count("<p>—") == 2
    assert section(html, "Discussion prompts").count("How can ") == 2
    assert section(html, "Informing practice").count('class="builder-para"') == 3
    assert section(html, "Continued reading").count("<li>") == 7
    keywords = re.search(r"Keywords: (.*?) Research reported", text.replace("#", "")).group(1)
    assert len(keywords.split(", ")) == 8
    assert section(html, "Notes").count("<li>") == 1
    assert "Photo credit: NASA" in section(html, "Credits")
    # Who says what, the evidence, the list, the reason, the contrast, a definition's features, the insight.
    assert html.count("<fieldset") == 7


def test_the_refused_item_is_named_with_its_rule(page):
    _, _, said = page
    assert re.search(r"not asked +a question on “Robust peacekeeping”: .*\([A-Z]\d\d\)", said)
