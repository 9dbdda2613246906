"""Import, edit, change the article, import again: no edit of a person is lost, and no news of the article's."""

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

import pytest
from edited_modules import edited_pairs, lines, outside_conflicts, read
from hypothesis import given, settings

from builder.files.merge.module import merge_module
from builder.files.merge.sections import parts_of

#: Two thousand pairs, the same in every run; the profile `deep` draws six thousand anew.
DEEP = settings.default.max_examples > 100
MANY = settings(max_examples=max(2000, 10 * settings.default.max_examples), derandomize=not DEEP)
ENTRY = re.compile(r"[-*+] |\d+[.)] ")
as_read = lru_cache(maxsize=8)(read)


def merged(base, ours, theirs):
    return merge_module(*map(as_read, (base, ours, theirs)))


def joined(text):
    """Return the lines that go on with the line above: put behind a list entry, a line is a part of that entry."""
    rows = [row.strip() for row in text.splitlines()]
    return {row for above, row in pairwise(rows) if above and row and ENTRY.match(row) is None}


def is_merged_without_loss(base, ours, theirs, result):
    """Assert what holds of every merge."""
    was, mine, its = (Counter(lines(text)) for text in (base, ours, theirs))
    there = Counter(lines(result.text))
    assert [line for line in mine if there[line] < mine[line] and mine[line] > was[line]] == [], "a person's line"
    shown = set(outside_conflicts(result.text))
    news = joined(theirs) - joined(base)
    gone = [
        line for line in was if was[line] == 1 and not mine[line] and not its[line] > was[line] and line not in news
    ]
    assert [line for line in gone if line in shown and not line.startswith("#")] == [], "a line that a person took out"
    names = {part.name for part in parts_of(as_read(base)) if part.title in result.left_out}
    left_out = [line for part in parts_of(as_read(theirs)) if part.name in names for line in lines(part.text)]
    fresh = [line for line in lines(theirs) if "news" in line and not was[line]]
    assert [line for line in fresh if not there[line] and line not in left_out] == [], "news of the article"


@pytest.mark.timeout(900)
@MANY
@given(edited_pairs())
def test_nothing_is_lost_and_merging_again_changes_no_byte(texts):
    base, ours, theirs = texts
    result = merged(base, ours, theirs)
    is_merged_without_loss(base, ours, theirs, result)
    assert merged(base, ours, base).text == ours
    assert merged(base, ours, ours).text == ours
    if not result.conflicts:
        assert merged(theirs, result.text, theirs).text == result.text


@given(edited_pairs())
def test_what_nobody_edited_is_what_the_article_says(texts):
    base, _, theirs = texts
    result = merged(base, base, theirs)
    assert result.conflicts == ()
    assert sorted(lines(result.text)) == sorted(lines(theirs))
