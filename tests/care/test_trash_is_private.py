"""What is in the trash is no page of the book, and a private quiz there is as private as before."""

import shutil
import subprocess

import pytest
from care_course import FILES, held, with_private_quiz, write
from sphinx.util.matching import get_matching_files

from builder import pipeline
from builder.book.defaults import NEVER_PAGES

QUIZ = """format: 1
items:
  - {id: one, kind: true-false, stem: Is it?, answer: true}
"""


def git(folder, *words):
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def test_no_page_of_a_book_is_made_of_it_whatever_the_settings_say(tmp_path):
    write(tmp_path, {**FILES, "modules/alpha/images/map.md": "# A map"})
    pipeline.remove(tmp_path, ("alpha",))
    assert ".trash/alpha/alpha/images/map.md" in held(tmp_path)
    found = set(get_matching_files(tmp_path, exclude_patterns=NEVER_PAGES))
    assert "modules/beta/module.md" in found
    assert not [name for name in found if "trash" in name]


@pytest.mark.parametrize("private", [True, False])
def test_check_public_sees_in_the_trash_what_git_would_show(tmp_path, private):
    files = {**FILES, "modules/alpha/quiz.yml": QUIZ, ".gitignore": "kept/\n_build/\n"}
    write(tmp_path, with_private_quiz(files) if private else files)
    git(tmp_path, "init", "-q")
    pipeline.remove(tmp_path, ("alpha",))
    git(tmp_path, "add", "-A")
    told = [
        finding.where.file
        for finding in pipeline.check_published(tmp_path)
        if finding.code == "public-keys" and "trash" in (finding.where.file or "")
    ]
    assert told == ([] if private else [".trash/alpha/alpha/quiz.yml"])
