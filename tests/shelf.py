"""What students read: the sample course with a module in Arabic, built once as a book, as page files and as an EPUB."""

import shutil
from pathlib import Path

import msgspec
import pytest
from page_kinds import KINDS
from shared_build import built_once

from builder.cli.main import main

ROOT = Path(__file__).parents[1]
#: What makes a course of this repository's folder.
PARTS = ("_config.yml", "_toc.yml", "index.md", "course", "modules", "syllabi")
#: A digest in Arabic, written for the tests of the recogniser.
ARABIC = ROOT / "tests/recognise/cases/ar_full_digest.txt"
QUIZ = ROOT / "tests/reading/arabic_quiz.yml"


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """A course folder, its built book, and one page of each kind by a word for the kind (paths from the book)."""

    course: Path
    html: Path
    kinds: dict[str, str]

    def pages(self) -> list[str]:
        """Return the pages of the book and the files to take along, by their paths from the book's folder."""
        found = (path.relative_to(self.html).as_posix() for path in self.html.rglob("*.html"))
        return sorted(name for name in found if not name.startswith("_static/"))


def build_shelf(course: Path) -> None:
    """Make the sample course with an Arabic module in a folder that is not there yet, and build everything."""
    course.mkdir()
    for name in PARTS:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, course / name)
    assert main(["import", str(ARABIC), "--part", "بالعربية", "--slug", "arabic", "--course", str(course)]) == 0
    shutil.copy2(QUIZ, course / "modules/arabic/quiz.yml")
    for product in ("page", "epub"):
        assert main(["build", "--to", product, "--course", str(course)]) == 0


@pytest.fixture(scope="session")
def shelf(pytestconfig, tmp_path_factory) -> Shelf:
    """Build the sample course and an Arabic module, once for all tests: they only look."""
    course = built_once(pytestconfig, tmp_path_factory, "shelf", build_shelf)
    return Shelf(course=course, html=course / "_build/html", kinds=KINDS)
