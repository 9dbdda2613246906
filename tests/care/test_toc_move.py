"""Entries in another place of _toc.yml: they take their lines along, every other line keeps its place."""

import pytest
import yaml
from care_course import FILES, held, write
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_external_toc.parsing import parse_toc_data
from tocs_drawn import captions, tables

from builder.cli.main import main
from builder.files.toc import read_toc
from builder.files.toc_move import Target, with_moved

TABLE = """# top
format: jb-book
root: index
parts:
  # about the first part
  - caption: One   # a remark
    chapters:
    # about a
    - file: modules/a  # of a
      title: "A: first"
      sections:
      # under a
      - file: modules/x
    - file: modules/b
  - caption: Two

    numbered: true
    chapters:
      - file: modules/c

      - file: course/page
# the end
"""
A = ["- file: modules/a  # of a", '  title: "A: first"', "  sections:", "  # under a", "  - file: modules/x"]


def block(indent):
    return "".join(f"{' ' * indent}{row}\n" for row in A)


def pages(text):
    return sorted(str(page).removesuffix(".md") for page in parse_toc_data(yaml.safe_load(text)))


def moved(text, names, **place):
    toc, _ = read_toc(text)
    for key in ("before", "after"):
        if key in place:
            place[key] = f"modules/{place[key]}"
    return with_moved(toc, tuple(f"modules/{name}" for name in names), Target(**place))


@pytest.mark.parametrize(
    ("names", "place", "old", "new"),
    [
        ("a", {"part": "two"}, "      - file: course/page\n", "      - file: course/page\n" + block(6)),
        ("a", {"part": "Two", "first": True}, "      - file: modules/c\n", block(6) + "      - file: modules/c\n"),
        ("a", {"after": "c"}, "      - file: modules/c\n", "      - file: modules/c\n" + block(6)),
        ("a", {"after": "b"}, "    - file: modules/b\n", "    - file: modules/b\n" + block(4)),
        ("a", {"part": "One"}, "    - file: modules/b\n", "    - file: modules/b\n" + block(4)),
    ],
)
def test_an_entry_goes_with_its_lines(names, place, old, new):
    assert moved(TABLE, names, **place) == (TABLE.replace(block(4), "").replace(old, new), ())


def test_a_new_part_stands_behind_the_parts_with_modules():
    text, _ = moved(TABLE, "a", part="Three")
    new = f"  - caption: Three\n    chapters:\n{block(4)}"
    assert text == TABLE.replace(block(4), "").replace("# the end\n", new + "# the end\n")


def test_several_keep_the_order_that_is_given():
    text, _ = moved(TABLE, "ba", part="Two", first=True)
    toc, _ = read_toc(text)
    assert [entry.file for entry in toc.entries] == [
        f"modules/{name}" if len(name) == 1 else name for name in ("b", "a", "x", "c", "course/page")
    ]
    assert "One" not in text.replace("about the first part", "")


def test_before_an_entry_is_before_the_comment_right_above_it():
    text, _ = moved(TABLE, "b", before="a")
    assert text == TABLE.replace("    - file: modules/b\n", "").replace(
        "    # about a\n", "    - file: modules/b\n    # about a\n"
    )


@pytest.mark.parametrize(
    ("names", "place"),
    [
        ("a", {"part": "One", "first": True}),
        ("b", {"part": "one"}),
        ("ab", {"part": "One"}),
        ("a", {"before": "b"}),
        ("b", {"after": "a"}),
        ("a", {"after": "a"}),
        ("c", {"before": "c", "part": "Two"}),
    ],
)
def test_what_stands_there_already_changes_no_byte(names, place):
    assert moved(TABLE, names, **place) == (TABLE, ())


def test_a_nested_entry_comes_out_and_leaves_no_empty_list():
    text, _ = moved(TABLE, "x", after="a")
    old = "      sections:\n      # under a\n      - file: modules/x\n"
    assert text == TABLE.replace(old, "    - file: modules/x\n      # under a\n")


@pytest.mark.parametrize(
    ("text", "names", "place", "said"),
    [
        (TABLE, "a", {"after": "x"}, "modules/x is nested under modules/a"),
        (TABLE, "a", {"after": "c", "part": "One"}, "modules/c is not in the part “One”"),
        (TABLE, "a", {"after": "z"}, "no entry for modules/z"),
        (
            "root: index\nchapters:\n- file: modules/a\n- file: b\n",
            "a",
            {"part": "One"},
            "the chapters stand in no part",
        ),
        ("root: index\nchapters: [{file: modules/a}, {file: modules/b}]\n", "a", {"after": "b"}, "in one line"),
    ],
)
def test_where_nothing_can_go_is_told(text, names, place, said):
    after, problems = moved(text, names, **place)
    assert after is None
    assert said in problems[0].message


@settings(max_examples=40, deadline=None)
@given(tables(), captions, st.data())
def test_every_line_is_there_and_the_others_keep_their_order(text, caption, data):
    toc, _ = read_toc(text)
    if not toc.entries:
        return
    names = [entry.file for entry in toc.entries]
    chosen = tuple(data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)))
    place = data.draw(st.sampled_from(["part", "first", "before", "after"]))
    beside = data.draw(st.sampled_from(names))
    target = {
        "part": Target(part=caption),
        "first": Target(part=caption, first=True),
        "before": Target(before=beside),
        "after": Target(after=beside),
    }[place]
    after, problems = with_moved(toc, chosen, target)
    if after is None:
        assert problems[0].code in ("toc-move", "toc-without-parts")
        assert problems[0].help
        return
    assert pages(after) == pages(text)
    again, found = read_toc(after)
    assert found == ()
    assert with_moved(again, chosen, target) == (after, ())
    moving = {file for file in names if any(file in (one, f"sub/{one.removesuffix('.md')}") for one in chosen)}
    moving |= {file for file in names if file.startswith("sub/") and file.removeprefix("sub/") in chosen}
    kept = [entry.file for entry in toc.entries if entry.file not in moving]
    assert [entry.file for entry in again.entries if entry.file not in moving] == kept
    comments = [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
    assert sorted(line.strip() for line in after.splitlines() if line.strip().startswith("#")) == sorted(comments)
    assert after.count("\r\n") == after.count("\n") if "\r\n" in text else "\r" not in after


def test_the_command(tmp_path, capsys):
    write(tmp_path, FILES)
    assert main(["move", "beta", "--part", "Two", "--dry-run", "--course", str(tmp_path)]) == 0
    assert held(tmp_path) == FILES
    assert "Two (nothing written)\n  modules/alpha-beta\n  course/page\n  modules/beta\n" in capsys.readouterr().out
    assert main(["move", "beta", "modules/alpha/", "--after", "alpha-beta", "--course", str(tmp_path)]) == 0
    assert "the part “One” of _toc.yml has no other page" in capsys.readouterr().out
    toc, _ = read_toc((tmp_path / "_toc.yml").read_text())
    assert [entry.file.removeprefix("modules/") for entry in toc.entries] == [
        "alpha-beta",
        "beta",
        "alpha",
        "course/page",
    ]
    assert main(["move", "beta", "alpha", "--after", "alpha-beta", "--course", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "they stand there already; nothing changes\n"
    assert main(["move", "beta", "--before", "page", "--course", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith(
        "Two\n  modules/alpha-beta\n  modules/alpha\n  modules/beta\n  course/page\n"
    )
    assert main(["move", "beta", "--after", "alpa", "--course", str(tmp_path)]) == 1
    assert "did you mean alpha" in capsys.readouterr().err
    assert main(["move", "beta", "--course", str(tmp_path)]) == 1
    assert "name a part with --part" in capsys.readouterr().err
