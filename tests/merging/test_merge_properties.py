"""Import, edit, change the article, import again: no edit of a person is lost, and no news of the article's."""

from collections import Counter

from edited_modules import edited_pairs, lines, outside_conflicts, read
from hypothesis import given, settings

from builder.files.merge.module import merge_module
from builder.files.merge.sections import parts_of

MANY = settings(max_examples=150)


def merged(base, ours, theirs):
    return merge_module(read(base), read(ours), read(theirs))


@MANY
@given(edited_pairs())
def test_no_line_that_a_person_wrote_is_lost_and_none_that_they_took_out_comes_back(texts):
    base, ours, theirs = texts
    result = merged(base, ours, theirs)
    was, mine, its = (Counter(lines(text)) for text in texts)
    there = Counter(lines(result.text))
    assert [line for line in mine if there[line] < mine[line] and mine[line] > was[line]] == []
    shown = set(outside_conflicts(result.text))
    gone = [line for line in was if was[line] == 1 and not mine[line] and not its[line] > was[line]]
    assert [line for line in gone if line in shown and not line.startswith("#")] == []


@MANY
@given(edited_pairs())
def test_no_news_of_the_article_is_lost(texts):
    base, _, theirs = texts
    result = merged(*texts)
    was, there = Counter(lines(base)), Counter(lines(result.text))
    left_out = [line for part in parts_of(read(theirs)) if part.title in result.left_out for line in lines(part.text)]
    news = [line for line in lines(theirs) if "news" in line and not was[line]]
    assert [line for line in news if not there[line] and line not in left_out] == []


@MANY
@given(edited_pairs())
def test_merging_again_changes_no_byte_and_an_unchanged_article_changes_none(texts):
    base, ours, theirs = texts
    assert merged(base, ours, base).text == ours
    result = merged(base, ours, theirs)
    if not result.conflicts:
        assert merged(theirs, result.text, theirs).text == result.text


@MANY
@given(edited_pairs())
def test_what_nobody_edited_is_what_the_article_says(texts):
    base, _, theirs = texts
    result = merged(base, base, theirs)
    assert result.conflicts == ()
    assert sorted(lines(result.text)) == sorted(lines(theirs))


@MANY
@given(edited_pairs())
def test_the_same_edit_on_both_sides_stands_once(texts):
    base, ours, _ = texts
    assert merged(base, ours, ours).text == ours
