"""One entry more in _toc.yml: no line a person wrote is lost or moved, and Jupyter Book's parser sees one page more."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sphinx_external_toc.parsing import parse_toc_data
from tocs_drawn import captions, tables

from builder.files.toc import read_toc, with_entry

PAGE = "modules/new"


def pages(text):
    site = parse_toc_data(yaml.safe_load(text))
    return sorted(str(page) for page in site)


@given(tables(), st.none() | captions)
def test_one_page_more_and_every_line_in_its_order(text, caption):
    toc, findings = read_toc(text)
    assert findings == ()
    after, problems = with_entry(toc, PAGE, caption)
    if after is None:
        assert [problem.code for problem in problems] == ["toc-without-parts"]
        return
    assert pages(after) == sorted([*pages(text), PAGE])
    rest = iter(after.splitlines())
    assert all(line in rest for line in text.splitlines())
    assert after.count("\r\n") == after.count("\n") if "\r\n" in text else "\r" not in after
    again, _ = read_toc(after)
    assert with_entry(again, PAGE, caption)[0] == after
    if caption is not None:
        entry = next(entry for entry in again.entries if entry.file == PAGE)
        assert entry.caption.casefold() == caption.casefold()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("format: jb-book\nroot: index\n", "format: jb-book\nroot: index\nchapters:\n- file: modules/new\n"),
        (
            "format: jb-book\nroot: index\nchapters: []\n",
            "format: jb-book\nroot: index\nchapters:\n  - file: modules/new\n",
        ),
        (
            "format: jb-book\nroot: index\nchapters:\n- file: a\n# later\n",
            "format: jb-book\nroot: index\nchapters:\n- file: a\n- file: modules/new\n# later\n",
        ),
        (
            "format: jb-article\nroot: index\nsections:\n  - file: a",
            "format: jb-article\nroot: index\nsections:\n  - file: a\n  - file: modules/new",
        ),
    ],
)
def test_where_the_entry_goes(text, after):
    toc, _ = read_toc(text)
    assert with_entry(toc, PAGE, None) == (after, ())


def test_a_page_that_a_pattern_names_is_not_named_again():
    text = "format: jb-book\nroot: index\nchapters:\n- glob: modules/*\n"
    toc, _ = read_toc(text)
    assert with_entry(toc, PAGE, None) == (text, ())


UNSURE = Path(__file__).parent / "unsure_toc"


@pytest.mark.parametrize("path", sorted(UNSURE.glob("*.yml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("caption", [None, "Week 9"])
def test_where_no_place_is_sure_the_table_is_left_alone(path, caption):
    """Each of these once came out broken: it is extended rightly, or not at all and told."""
    text = path.read_text(encoding="utf-8")
    toc, _ = read_toc(text)
    after, problems = with_entry(toc, PAGE, caption)
    if after is None:
        assert [problem.code for problem in problems] in (["toc-no-place"], ["toc-without-parts"])
        assert problems[0].help
        return
    assert pages(after) == sorted([*pages(text), PAGE])


FLOW = st.recursive(
    st.sampled_from(["{file: a}", "{file: b, title: T}", "{file: c, sections: [{file: d}]}"]),
    lambda inner: st.lists(inner, min_size=1, max_size=2, unique=True).map(
        lambda entries: f"{{caption: P, chapters: [{', '.join(entries)}]}}"
    ),
    max_leaves=3,
)


@given(st.lists(FLOW, max_size=2, unique=True), st.sampled_from(["parts", "chapters", "sections", "entries"]), captions)
def test_a_table_in_one_line_is_extended_rightly_or_not_at_all(entries, key, caption):
    for text in (
        f"format: jb-book\nroot: index\n{key}: [{', '.join(entries)}]\n",
        f"{{format: jb-book, root: index, {key}: [{', '.join(entries)}]}}",
    ):
        toc, findings = read_toc(text)
        after, problems = with_entry(toc, PAGE, caption)
        assert (after is None) == bool(problems)
        if after is not None and not any(finding.code == "toc-doubled" for finding in findings):
            assert PAGE in pages(after)


BACK = """\
format: jb-book
root: index
parts:
  - caption: Week 1
    chapters:
      - file: modules/a
  # the back of the book
  - caption: Across the modules  # mine
    chapters:
      - file: course/glossary
"""


@pytest.mark.parametrize(
    ("caption", "order"),
    [
        (None, ["modules/a", "modules/new", "course/glossary"]),
        ("week 1", ["modules/a", "modules/new", "course/glossary"]),
        ("Week 2", ["modules/a", "modules/new", "course/glossary"]),
        ("Across the modules", ["modules/a", "course/glossary", "modules/new"]),
    ],
)
def test_pages_without_a_module_stay_at_the_back_of_the_book(caption, order):
    toc, _ = read_toc(BACK)
    text, findings = with_entry(toc, PAGE, caption)
    assert findings == ()
    after, _ = read_toc(text)
    assert [entry.file for entry in after.entries] == order
    assert {entry.file: entry.caption for entry in after.entries}[PAGE] == {
        None: "Week 1",
        "week 1": "Week 1",
    }.get(caption, caption)
    lines = iter(text.splitlines())
    assert all(line in lines for line in BACK.splitlines())  # each after the one before it
