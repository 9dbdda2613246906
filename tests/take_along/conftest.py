"""The hard course, built once as a book, as page files and as an EPUB."""

import pytest
from hard_course import write_hard_course

from builder.cli.main import main


@pytest.fixture(scope="session")
def hard(tmp_path_factory):
    course = write_hard_course(tmp_path_factory.mktemp("hard") / "course")
    for product in ("page", "epub"):
        assert main(["build", "--to", product, "--course", str(course)]) == 0
    return course
