"""The hard course, built once as a book, as page files and as an EPUB."""

import pytest
from hard_course import write_hard_course
from shared_build import built_once

from builder.cli.main import main


def build_hard(course):
    write_hard_course(course)
    for product in ("page", "epub"):
        assert main(["build", "--to", product, "--course", str(course)]) == 0


@pytest.fixture(scope="session")
def hard(pytestconfig, tmp_path_factory):
    """Build the hard course, once for all tests: they only look."""
    return built_once(pytestconfig, tmp_path_factory, "hard", build_hard)
