"""What of a draft is another when the article changed: lines that a person can review, in `redrafts.toml`."""

import tomllib
from difflib import unified_diff
from pathlib import Path

import msgspec
import pytest
from chosen_labels import essays
from edited_modules import read
from hypothesis import given, settings
from hypothesis import strategies as st
from merging.again_course import ARTICLE

from builder.drafting import Earlier, draft_again, draft_module
from builder.files.module_write import write_module
from builder.model.article import ArticleSection
from builder.model.document import Metadata
from builder.pipeline.intake import seen

CASES = tomllib.loads(Path(__file__).with_name("redrafts.toml").read_text(encoding="utf-8"))["case"]
FEW = settings(max_examples=max(8, settings.default.max_examples // 10))  # a draft of an essay takes a while
ESSAYS = {labelled.name: labelled.article for labelled in essays()}


def replaced(text, pairs):
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def versions(name, pairs):
    """Return an article and what becomes of it when words are replaced."""
    if name == "digest":
        return [seen("shelves.txt", text.encode())[0] for text in (ARTICLE, replaced(ARTICLE, pairs))]
    old = ESSAYS[name]
    paragraphs = replaced("\n\n".join(old.sections[0].paragraphs), pairs).split("\n\n")
    section = ArticleSection(heading=None, level=2, paragraphs=tuple(paragraphs))
    return [old, msgspec.structs.replace(old, sections=(section,))]


def drafted_twice(old, new):
    """Return the first draft as a text, and what the second one is of it."""
    first = write_module(draft_module("x", old, Metadata()))
    return first, draft_again("x", new, Metadata(), Earlier(module=read(first).module, article=old))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_only_what_the_article_changed_is_another(case):
    first, second = drafted_twice(*versions(case["article"], case["replace"]))
    lines = list(unified_diff(first.split("\n"), write_module(second.module).split("\n"), n=0, lineterm=""))[2:]
    changed = [line for line in lines if not line.startswith("@@") and line not in ("-", "+")]
    assert "\n".join(changed) == case["diff"].strip("\n")
    assert list(second.gone) == case.get("gone", [])


@pytest.mark.parametrize("name", ["digest", *ESSAYS])
def test_an_article_that_did_not_change_gives_the_same_draft(name):
    first, second = drafted_twice(*versions(name, []))
    assert write_module(second.module) == first
    assert second.gone == ()


@FEW
@given(st.sampled_from(sorted(ESSAYS)), st.data())
def test_what_an_essay_still_says_stays_chosen(name, data):
    """Whatever other sentences go, a chosen one that still stands in the essay is chosen still."""
    old = ESSAYS[name]
    first = draft_module("x", old, Metadata())
    points = [point.text for group in first.talking_points for point in group.points]
    paragraphs = list(old.sections[0].paragraphs)
    gone = data.draw(st.sets(st.integers(0, len(paragraphs) - 1), max_size=len(paragraphs) - 1))
    left = tuple(text for number, text in enumerate(paragraphs) if number not in gone)
    new = msgspec.structs.replace(old, sections=(ArticleSection(heading=None, level=2, paragraphs=left),))
    _, second = drafted_twice(old, new)
    after = [point.text for group in second.module.talking_points for point in group.points]
    still = [point for point in points if any(point in text for text in left)]
    assert still in ([], after)
