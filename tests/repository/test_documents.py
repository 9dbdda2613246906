"""What the documents show is true: examples read without a finding, links lead somewhere."""

import re
import textwrap
from pathlib import Path

import pytest

from builder.files.module_read import read_module
from builder.files.quiz_yml import read_quiz
from builder.model.item import ITEM_KINDS, kind_of
from builder.text.links import anchors, links

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")))


def blocks(name):
    """Return the indented blocks of a page."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [textwrap.dedent(block) for block in re.findall(r"(?:^    .*\n(?:^\s*\n(?=    ))*)+", text, re.MULTILINE)]


def test_the_example_of_a_quiz_reads_without_a_finding_and_has_nearly_every_kind():
    [quiz] = [block for block in blocks("docs/editing.md") if "items:" in block]
    file, findings = read_quiz(quiz, "quiz.yml")
    assert findings == ()
    tags = {kind.__struct_config__.tag for kind in ITEM_KINDS}
    assert {kind_of(item) for item in file.items} == tags - {"multiple-response"}  # which the text below explains


def test_the_example_of_a_module_reads_without_a_finding():
    [module] = [block for block in blocks("docs/editing.md") if block.startswith("---")]
    file, findings = read_module("x", module, "module.md")
    assert findings == ()
    assert [section.kind for section in file.module.sections] == ["definitions", "prompts", "other"]
    assert file.module.sections[-1].instructor
    assert file.module.definitions[0].source == "After Stephan and Chenoweth (2008)"
    assert file.module.prompts[0].plan.minutes == 14


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_document_leads_somewhere(name):
    page = ROOT / name
    for link in links(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link.address):
            continue
        path, _, anchor = link.address.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), (name, link.address)
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), (name, link.address)


def test_the_readme_shows_a_picture_that_is_there():
    pictures = [
        link.address for link in links((ROOT / "README.md").read_text(encoding="utf-8")) if link.kind == "picture"
    ]
    assert pictures
    assert all((ROOT / address).stat().st_size > 10_000 for address in pictures)
