"""Headings of an article that are headings of ours: no part of module.md stands twice, none takes the article's text."""

import pytest

from builder import pipeline
from builder.drafting import draft_module
from builder.files.module_read import read_module
from builder.files.module_write import write_module

TEXT = "The authors spent a summer beside four wells of the village and noted who drew water and for whom."

FIRST = "A well in a dry quarter is a place where people meet, and where they have to agree on a turn each morning."


@pytest.mark.parametrize("heading", ["Learning objectives", "Update", "INSTRUCTOR NOTES", "Care"])
def test_an_article_s_section_is_not_taken_for_a_part_of_ours(heading):
    page = f"<h1>The well</h1><p>{FIRST}</p><h2>{heading}</h2><p>{TEXT}</p><h2>Key terms</h2><p>Turn: the moment in which a family can draw water and ask nobody.</p>"
    inspection, document, _ = pipeline.intake.seen("well.html", f"<html><body>{page}</body></html>".encode())
    text = write_module(draft_module("well", inspection, document.metadata))
    file, findings = read_module("well", text, "module.md")
    assert file is not None, findings
    assert findings == ()
    held = [section for section in file.module.sections if f"### {heading}" in section.body]
    assert [(section.kind, section.heading) for section in held] == [("other", "The article")]
    assert TEXT in held[0].body
