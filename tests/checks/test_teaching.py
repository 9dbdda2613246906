"""What a module's items and prompts leave out is told in one note (V01), and what the article asked is only noted."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from builder.pipeline.review import check

ROOT = Path(__file__).resolve().parents[2]
SLUG = "why-civil-resistance-works"


@pytest.fixture
def folder(tmp_path):
    for name in ("_config.yml", "_toc.yml", "index.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "modules" / SLUG, tmp_path / "modules" / SLUG)
    return tmp_path / "modules" / SLUG


def found(folder, code):
    return [f for f in check(folder.parents[1], today=dt.date(2026, 1, 1)) if f.code == code]


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_nothing_asks_about_is_named(folder):
    (told,) = found(folder, "V01")
    assert "Loyalty shift" in told.message
    assert told.severity == "note"
    assert told.where.file == f"modules/{SLUG}/quiz.yml"


def test_an_objective_without_an_item_is_named_by_its_number(folder):
    before = found(folder, "V01")[0].message
    change(folder / "quiz.yml", "objective: 4", "objective: 1")
    after = found(folder, "V01")[0].message
    assert "no item serves objective 4, 5" in after
    assert "no item serves objective 4, 5" not in before


def test_an_item_without_an_objective_is_named(folder):
    change(folder / "quiz.yml", "    objective: 4\n", "")
    assert "no objective is served by" in found(folder, "V01")[0].message


def test_a_question_of_the_article_is_noted_and_an_instructors_is_warned_of(folder):
    text = (folder / "module.md").read_text(encoding="utf-8")
    first = next(line for line in text.split("\n") if line.startswith("1. ") and line.endswith("?"))
    change(folder / "module.md", first, "1. Is it right to resist?")
    assert [finding.severity for finding in found(folder, "D01")] == ["warning"]
