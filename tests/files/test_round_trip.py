"""What is written reads back as it was; what a person wrote is never changed by a command that changes nothing."""

import msgspec
from files.texts import items, line, lines, modules, quizzes
from hypothesis import given
from hypothesis import strategies as st

from builder.files.module_read import read_module
from builder.files.module_write import with_field, with_section, write_module
from builder.files.quiz_yml import read_quiz, with_item, with_more, write_quiz
from builder.model.article import Point
from builder.text.inline import plain

TYPED = (
    "objectives", "summary", "definitions", "talking_points", "key_insight",
    "informing_practice", "prompts", "continued_reading", "footnotes", "credits",
)  # fmt: skip


def bare(value):
    """Return a value with every text plain: the marks that keep it inert are not the text."""
    if isinstance(value, str):
        return " ".join(plain(value).split())
    if isinstance(value, tuple):
        return tuple(map(bare, value))
    if isinstance(value, msgspec.Struct):
        return {name: bare(getattr(value, name)) for name in value.__struct_fields__}
    return value


def merged(groups):
    return [point for group in groups for point in group.points]


@given(modules)
def test_a_module_reads_back_as_it_was_written(module):
    read, findings = read_module("slug", write_module(module), "module.md")
    assert findings == ()
    assert read.module.front == module.front
    for name in TYPED:
        if name != "talking_points":
            assert bare(getattr(read.module, name)) == bare(getattr(module, name)), name
    assert bare(tuple(merged(read.module.talking_points))) == bare(tuple(merged(module.talking_points)))


@given(quizzes)
def test_a_quiz_reads_back_as_it_was_written(quiz):
    read, findings = read_quiz(write_quiz(quiz, "en"), "quiz.yml")
    assert findings == ()
    assert read.items == quiz


def spans_tile(read):
    spans = [read.head, *(section.span for section in read.module.sections if section.span)]
    assert "".join(read.text[span.start : span.end] for span in spans) == read.text


@st.composite
def edited(draw, written):
    """A file as a person might leave it: lines put in, taken out and spaced oddly, other line ends, no last one."""
    rows = written.split("\n")
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(rows)))
        match draw(st.sampled_from(["comment", "heading", "blank", "text", "cut", "indent", "fence", "rule"])):
            case "comment":
                rows.insert(at, draw(st.sampled_from(["<!-- note -->", "# note", "% note"])))
            case "heading":
                rows.insert(at, "## " + draw(line))
            case "blank":
                rows.insert(at, draw(st.sampled_from(["", "   ", "\t"])))
            case "text":
                rows.insert(at, draw(line))
            case "cut" if rows:
                rows.pop(min(at, len(rows) - 1))
            case "indent" if rows:
                rows[min(at, len(rows) - 1)] += "  "
            case "fence":
                rows.insert(at, "```")
            case "rule":
                rows.insert(at, "---")
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return draw(st.sampled_from(["", "\ufeff"])) + newline.join(rows)


@given(modules.map(write_module).flatmap(edited))
def test_reading_an_edited_module_never_fails_and_loses_nothing(text):
    read, findings = read_module("slug", text, "module.md")
    if read is None:
        assert findings
        return
    assert read.text == text
    spans_tile(read)


@given(st.text(max_size=200))
def test_reading_any_text_never_fails(text):
    read, _ = read_module("slug", "---\nformat: 1\ntitle: x\n---\n" + text, "module.md")
    assert read is not None
    spans_tile(read)
    assert read_module("slug", text, "module.md") is not None
    assert read_quiz(text, "quiz.yml") is not None


@given(modules.map(write_module).flatmap(edited))
def test_setting_what_is_there_already_changes_no_byte(text):
    read, _ = read_module("slug", text, "module.md")
    if read is None:
        return
    for name in ("title", "status"):
        if read.yaml.get(name) is not None:
            assert with_field(read, name, getattr(read.module.front, name)) == text
    for section in read.module.sections:
        if section.span and section.kind != "other":
            first = next(s for s in read.module.sections if s.kind == section.kind)
            assert with_section(read, section.kind, first.body) == text


@given(modules.map(write_module).flatmap(edited), line, lines)
def test_setting_a_field_leaves_every_other_byte(text, title, keywords):
    read, _ = read_module("slug", text, "module.md")
    if read is None:
        return
    for name, value in (("title", title), ("level", title), ("keywords", keywords), ("minutes", 12)):
        changed = with_field(read, name, value)
        again, findings = read_module("slug", changed, "module.md")
        assert again is not None, findings
        assert getattr(again.module.front, name) == value
        assert changed.endswith(text[read.yaml_end :])
        others = {key: node.value() for key, node in read.yaml.entries if key != name}
        assert {key: node.value() for key, node in again.yaml.entries if key != name} == others


@given(modules.map(write_module).flatmap(edited))
def test_replacing_a_section_leaves_every_other_byte(text):
    read, _ = read_module("slug", text, "module.md")
    if read is None:
        return
    for section in read.module.sections:
        first = next(s for s in read.module.sections if s.kind == section.kind)
        if section.span is None or section.kind == "other" or first is not section:
            continue
        changed = with_section(read, section.kind, "Something new.")
        assert changed.startswith(text[: section.span.start])
        assert changed.endswith(text[section.span.end :])


@given(quizzes, items, items)
def test_changing_one_item_leaves_the_comments_and_the_others(quiz, changed, more):
    text = "# mine\n" + write_quiz(quiz, "en") + "# the end\n"
    read, _ = read_quiz(text, "quiz.yml")
    for item in quiz:
        assert with_item(read, item.id, item) == text
        new = msgspec.structs.replace(changed, id=item.id)
        after = with_item(read, item.id, new)
        again, findings = read_quiz(after, "quiz.yml")
        assert findings == ()
        assert again.items == tuple(new if old.id == item.id else old for old in quiz)
        assert after.startswith("# mine\n")
        assert after.endswith("# the end\n")
    if more.id not in [item.id for item in quiz]:
        again, findings = read_quiz(with_more(read, (more,)), "quiz.yml")
        assert findings == ()
        assert again.items == (*quiz, more)
    assert with_more(read, ()) == text


def test_a_point_keeps_its_nested_points_and_groups_keep_their_leads():
    text = "---\nformat: 1\ntitle: x\n---\n\n## Talking points\n\nIn a hive:\n\n- a\n  - b\n  - c\n\n- d\n\nOutside:\n\n- e\n"
    read, _ = read_module("slug", text, "module.md")
    groups = read.module.talking_points
    assert [group.lead for group in groups] == ["In a hive:", "Outside:"]
    assert groups[0].points == (Point(text="a", points=(Point(text="b"), Point(text="c"))), Point(text="d"))
    assert groups[1].points == (Point(text="e"),)
