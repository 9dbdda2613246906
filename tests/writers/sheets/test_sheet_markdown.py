"""What a section's Markdown is on paper: nothing vanishes untold."""

import tomllib
from pathlib import Path

import pytest

from builder.model.sheet import Bullets, Code, Group, Heading, Paragraph, Picture, Table, Terms
from builder.writers.sheets import markdown as module
from builder.writers.sheets.inline import words_of
from builder.writers.sheets.markdown import content_of
from builder.writers.sheets.parsed import tree_of

CASES = tomllib.loads((Path(__file__).parent / "markdown.toml").read_text(encoding="utf-8"))["case"]


def stands(block):
    """Return a block as a line of the cases."""
    match block:
        case Heading():
            return f"heading {block.level}: {words_of(block.text)}"
        case Paragraph():
            return f"{block.look}: {words_of(block.text)}"
        case Bullets():
            entries = (" ".join(words_of(inner.text) for inner in entry) for entry in block.entries)
            return f"bullets from {block.start}: {' | '.join(entries)}"
        case Terms():
            texts = [(words_of(t.term), words_of(t.definition), words_of(t.source)) for t in block.entries]
            return "terms: " + " | ".join(f"{a} = {b}" + f" ({c})" * bool(c) for a, b, c in texts)
        case Code():
            return f"code: {block.text}"
        case Picture():
            return f"picture {block.path}: {block.description}"
        case Table():
            return "table: " + " / ".join(" | ".join(map(words_of, row)).strip() for row in (block.head, *block.rows))
        case Group():
            return "group: " + " / ".join(map(stands, block.blocks))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_markdown_stands_on_paper(case):
    content = content_of(case["markdown"], "modules/bees")
    assert [stands(block) for block in content.blocks] == case["stands"]
    assert [f"{found.line}: {found.what}" for found in content.substitutes] == case.get("told", [])


def test_a_block_that_nobody_has_thought_of_is_told_and_keeps_its_words(monkeypatch):
    def odd(text):
        tree = tree_of(text)
        tree.children[0].nester_tokens.opening.type = "odd_open"
        return tree

    monkeypatch.setattr(module, "tree_of", odd)
    content = content_of("> Words of it\n")
    assert [stands(block) for block in content.blocks] == ["plain: Words of it"]
    assert [(found.line, found.what) for found in content.substitutes] == [(1, "a block of the kind odd")]
