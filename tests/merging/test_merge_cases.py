"""What a merge makes of three texts, case by case: tables that a person can review."""

import tomllib
from pathlib import Path

import pytest
from edited_modules import read

from builder.files.merge.marks import conflicts_in
from builder.files.merge.module import merge_module
from builder.files.source_text import conflicts_told
from builder.findings import BuilderError

HERE = Path(__file__).parent
SECTIONS = tomllib.loads((HERE / "merges.toml").read_text(encoding="utf-8"))["case"]
MODULES = tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))
FRONT = "---\nformat: 1\ntitle: Bees\n---\n"


def merged(base, ours, theirs):
    return merge_module(*map(read, (base, ours, theirs)))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("case", SECTIONS, ids=lambda case: case["name"])
def test_a_section_is_merged_entry_by_entry(case, newline):
    texts = [f"{FRONT}\n## {case['heading']}\n\n{case[side]}" for side in ("base", "ours", "theirs", "merged")]
    texts[1], texts[3] = (text.replace("\n", newline) for text in (texts[1], texts[3]))
    result = merged(*texts[:3])
    assert result.text == texts[3]
    assert len(result.conflicts) == case["merged"].count("<<<<<<<")
    assert {conflict.section for conflict in result.conflicts} <= {case["heading"]}


@pytest.mark.parametrize("case", MODULES["case"], ids=lambda case: case["name"])
def test_a_module_is_merged_section_by_section_and_key_by_key(case):
    texts = [case.get(f"front_{side}", MODULES["front"]) + case[side] for side in ("base", "ours", "theirs", "merged")]
    result = merged(*texts[:3])
    assert result.text == texts[3]
    assert list(result.left_out) == case.get("left_out", [])


def test_a_section_is_not_put_where_nobody_would_see_it():
    base = FRONT + "\n## Summary\n\nBees sleep.\n"
    with pytest.raises(BuilderError) as raised:
        merged(base, base + "\n```\nopen\n", base + "\n## Key insight\n\n- Let bees sleep.\n")
    assert raised.value.finding.code == "section-unchanged"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> the article\n",
            [(2, "your words and the article's clash in “front matter”")],
        ),
        (
            "## Own\n<<<<<<< yours\n=======\n>>>>>>> the collection\n",
            [(2, "your words and the collection's clash in “Own”")],
        ),
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n", [(1, "Git left two versions here")]),
        (
            "a\r\r<<<<<<< yours\rb\r=======\rc\r>>>>>>> the article",
            [(3, "your words and the article's clash in “front matter”")],
        ),
        ("<<<<<<< yours\nmine\n", [(1, "a mark of a conflict is left here")]),
        ("mine\n>>>>>>> the article\n", [(2, "a mark of a conflict is left here")]),
        ("Title\n=======\n\n    <<<<<<< yours\n\n> >>>>>>> the article\n\n<<<<<<< HEAD\n", []),
    ],
)
def test_marks_of_conflicts_are_found_line_by_line(text, expected):
    assert [(finding.where.line, finding.message) for finding in conflicts_told(text, "module.md")] == expected
    assert [conflict.line for conflict in conflicts_in(text)] == [line for line, _ in expected]
