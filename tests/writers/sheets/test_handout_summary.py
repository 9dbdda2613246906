"""The summary on a handout is running text: what stands beside it in the section is no sentence."""

import pytest
from paper_course import materials_in, write_course

from builder.model.sheet import Paragraph
from builder.writers.sheets.inline import words_of
from builder.writers.sheets.student import summary

NOT_RUNNING = {
    "table": "| a | b |\n|---|---|\n| c | d |",
    "picture": "![A hive](hive.png)",
    "directive": "```{note}\nNo sentence of it.\n```",
    "directive-of-colons": ":::{video} https://example.org/a.mp4\nNo sentence of it.\n:::",
    "list": "- one\n- two",
    "terms": "Bee\n: an insect",
    "footnote": "[^1]: Smith, 2020.",
    "target": "(bees)=",
    "html": "<div>\nno sentence\n</div>",
}


@pytest.mark.parametrize("name", NOT_RUNNING)
def test_only_running_paragraphs_are_in_the_summary(tmp_path, name):
    body = f"Bees dance[^1].\n\n{NOT_RUNNING[name]}\n\nThey *do*.\n"
    module = f"---\nformat: 1\ntitle: Bees\nlanguage: en\n---\n\n## Summary\n\n{body}"
    materials = materials_in(write_course(tmp_path / "course", {"bees": (module, "")}))["bees"]
    texts = [words_of(b.text) for b in summary(materials) if isinstance(b, Paragraph) and b.look == "plain"]
    assert texts == ["Bees dance. They do."]
