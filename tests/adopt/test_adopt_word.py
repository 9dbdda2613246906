"""What a person changed in a Word handout goes back to the line that it came from, whatever program saved it."""

import copy
import io
import tomllib
import zipfile

import docx
import pytest
from adopt_by_hand import HERE, MODULE, QUIZ, SLUG, changed_lines, made
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph
from word_files import saved_anew

from builder.adopting import sheet
from builder.cli.main import main
from builder.findings import BuilderError
from builder.pipeline.adopting import adopt
from builder.pipeline.handouts import Order, handouts
from builder.writers.office import is_untouched

CASES = tomllib.loads((HERE / "word_cases.toml").read_text(encoding="utf-8"))["case"]
KINDS = ("student", "reading", "quiz", "key", "prompts", "facilitator")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return made(tmp_path_factory.mktemp("adopt") / "course")


@pytest.fixture(scope="module")
def sheets(course):
    """Return the handouts of the module by kind, as `builder handout` makes them."""
    files = handouts(course, Order(slugs=(SLUG,), kinds=KINDS, formats=("docx",))).files
    return {path.name.removesuffix("-a4.docx"): path.read_bytes() for path in files}


def first(document, words):
    return next(paragraph for paragraph in document.paragraphs if words in paragraph.text)


def with_text(paragraph, text):
    """Put a text into a paragraph's first run, as who retypes a line in Word does."""
    for run in list(paragraph.runs)[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = text


def edited(data, case):
    document = docx.Document(io.BytesIO(data))
    edits = case.get("edit", [])
    for old, new in zip(edits[::2], edits[1::2], strict=True):
        paragraph = first(document, old)
        with_text(paragraph, paragraph.text.replace(old, new, 1))
    new = case.get("put_in", [])
    for words, text in zip(new[::2], new[1::2], strict=True):
        paragraph = first(document, words)
        element = copy.deepcopy(paragraph._p)
        paragraph._p.addnext(element)
        with_text(Paragraph(element, paragraph._parent), text)
    for words in case.get("take_out", []):
        element = first(document, words)._p
        element.getparent().remove(element)
    return saved(document)


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def wanted(case, key):
    return [line for line in case.get(key, "").split("\n") if line[1:].strip()]


def lines(adopted, name):
    changed = changed_lines(*adopted.texts[name]) if name in adopted.texts else []
    return [line for line in changed if line[1:].strip()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_edit_changes_these_lines_and_no_others(case, course, sheets):
    adopted = adopt(course, SLUG, "a.docx", edited(sheets[case["kind"]], case), dry_run=True)
    assert lines(adopted, MODULE) == wanted(case, "module")
    assert lines(adopted, QUIZ) == wanted(case, "quiz")
    left = case.get("left", [])
    assert len(adopted.unplaced) == len(left), adopted.unplaced
    for words in left:
        assert any(words in one.before + one.after for one in adopted.unplaced)
    for words, one in zip(case.get("why", []), adopted.unplaced, strict=False):
        assert words in one.why


@pytest.mark.parametrize("kind", KINDS)
def test_a_handout_that_nobody_changed_has_nothing_to_carry(kind, course, sheets):
    assert is_untouched(sheets[kind])
    adopted = adopt(course, SLUG, "a.docx", sheets[kind], dry_run=True)
    assert (adopted.texts, adopted.unplaced) == ({}, ())


def test_tracked_changes_count_as_accepted_and_this_is_said(course, sheets):
    document = docx.Document(io.BytesIO(sheets["student"]))
    tracked_word(first(document, "Evaluate the key"), "Evaluate", "Weigh")
    paragraph = first(document, "A point under it.")  # a line that was deleted whole: its words, and its end
    mark = OxmlElement("w:rPr")
    mark.append(OxmlElement("w:del"))
    paragraph._p.get_or_add_pPr().append(mark)
    tracked_word(paragraph, "A point under it.", "")
    adopted = adopt(course, SLUG, "a.docx", saved(document), dry_run=True)
    assert lines(adopted, MODULE) == [
        "-- Evaluate the key insight.",
        "+- Weigh the key insight.",
        "-  - A point under it.",
    ]
    assert [finding.code for finding in adopted.findings] == ["adopt-tracked"]


def tracked_word(paragraph, old, new):
    """Change a paragraph's words as Word does while it tracks changes."""
    text = paragraph.text
    with_text(paragraph, text.replace(old, "", 1))
    for tag, inner, words in (("w:del", "w:delText", old), ("w:ins", "w:t", new)):
        element, run, content = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        content.text = words
        run.append(content)
        element.append(run)
        paragraph._p.insert(list(paragraph._p).index(paragraph.runs[0]._r), element)


def test_a_comment_is_told(course, sheets):
    document = docx.Document(io.BytesIO(sheets["student"]))
    document.add_comment(first(document, "Evaluate the key").runs, text="Why this one?", author="A reader")
    adopted = adopt(course, SLUG, "a.docx", saved(document), dry_run=True)
    assert adopted.texts == {}
    assert [(one.why, one.after) for one in adopted.unplaced] == [("comments are not carried", "Why this one?")]


def test_formatting_alone_is_no_edit(course, sheets):
    document = docx.Document(io.BytesIO(sheets["student"]))
    for run in first(document, "Evaluate the key").runs:
        run.bold = True
    first(document, "What else?").alignment = 1
    adopted = adopt(course, SLUG, "a.docx", saved(document), dry_run=True)
    assert (adopted.texts, adopted.unplaced) == ({}, ())


def test_what_the_module_changed_since_is_kept_and_the_rest_is_carried(course, sheets):
    text = (course / MODULE).read_text(encoding="utf-8")
    case = {
        "edit": [
            "Which part would you cut first?",
            "Which part would you cut last?",
            "Evaluate the key",
            "Weigh the key",
        ]
    }
    data = edited(sheets["student"], case)
    try:
        changed = text.replace("Evaluate the key", "Judge the key").replace("A point under it", "One point under it")
        (course / MODULE).write_text(changed, encoding="utf-8")
        adopted = adopt(course, SLUG, "a.docx", data, dry_run=True)
    finally:
        (course / MODULE).write_text(text, encoding="utf-8")
    assert lines(adopted, MODULE) == ["-1. Which part would you cut first?", "+1. Which part would you cut last?"]
    assert [one.after for one in adopted.unplaced] == ["Weigh the key insight."]
    assert "changed here too" in adopted.unplaced[0].why


def test_a_moved_paragraph_is_told_and_nothing_doubled(course, sheets):
    document = docx.Document(io.BytesIO(sheets["prompts"]))
    one = first(document, "Which part")._p
    first(document, "What else?")._p.addnext(one)
    adopted = adopt(course, SLUG, "a.docx", saved(document), dry_run=True)
    assert adopted.texts == {}
    assert ["order" in one.why for one in adopted.unplaced] == [True]


def test_another_program_saves_it_anew_and_the_words_are_found(course, sheets, tmp_path):
    case = {"edit": ["a few hundred words", "some hundred words"]}
    data = saved_anew(edited(sheets["reading"], case), tmp_path)
    assert not is_untouched(data)
    adopted = adopt(course, SLUG, "a.docx", data, dry_run=True)
    assert adopted.unplaced == ()
    assert [line[:54] for line in lines(adopted, MODULE)] == [
        "-This page was made from a text of a few hundred words",
        "+This page was made from a text of some hundred words.",
    ]


def bad_files(sheets):
    """Yield what is no handout of ours: its name and bytes."""
    yield "cut off", sheets["student"][: len(sheets["student"]) // 2]
    yield "a ZIP", zipped({"a.txt": "words"})
    yield "another document", saved(docx.Document())
    yield "no ZIP at all", b"words"
    yield "an old document", b"\xd0\xcf\x11\xe0" + bytes(600)


def zipped(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_what_is_no_handout_of_ours_is_told_in_one_line(course, sheets):
    for name, data in bad_files(sheets):
        with pytest.raises(BuilderError) as problem:
            adopt(course, SLUG, f"{name}.docx", data)
        assert "\n" not in str(problem.value.finding), name
        assert problem.value.finding.where.file == f"{name}.docx"


def test_a_handout_of_another_module_and_a_pack_are_told(course, sheets):
    pack = handouts(course, Order(slugs=(SLUG,), kinds=("pack",), formats=("docx",))).files[0].read_bytes()
    with pytest.raises(BuilderError) as problem:
        adopt(course, SLUG, "pack.docx", pack)
    assert "a pack is not read back" in str(problem.value.finding)
    with pytest.raises(BuilderError) as problem:
        adopt(course, "second", "a.docx", sheets["student"])
    assert problem.value.finding.code == "module-unknown"


def test_of_too_many_changes_the_rest_is_told(course, sheets, monkeypatch):
    monkeypatch.setattr(sheet, "_MOST_TRIES", 10)
    document = docx.Document(io.BytesIO(sheets["prompts"]))
    for number in range(20):
        document.add_paragraph(f"Which part would you cut {number} times?", style=document.styles["Title"])
        document.add_paragraph(f"Evaluate the key insight {number} times.")
    adopted = adopt(course, SLUG, "a.docx", saved(document), dry_run=True)
    assert "more changes than can be tried" in adopted.unplaced[-1].why
    assert len(adopted.unplaced) + sum(adopted.counts.values()) == 40


def test_the_command_shows_a_diff_then_writes_and_says_what_is_left(course, sheets, tmp_path, capsys):
    case = {"edit": ["Evaluate the key", "Weigh the key", "Before you leave", "At the end"]}
    (tmp_path / "mine.docx").write_bytes(edited(sheets["student"], case))
    text = (course / MODULE).read_text(encoding="utf-8")
    words = ["adopt", SLUG, str(tmp_path / "mine.docx"), "--course", str(course)]
    assert main([*words, "--dry-run"]) == 0
    assert "\n+- Weigh the key insight.\n" in capsys.readouterr().out
    assert (course / MODULE).read_text(encoding="utf-8") == text
    try:
        assert main(words) == 0
        out, err = capsys.readouterr()
        assert f"{MODULE}: 1 edit carried" in out
        assert "“Before you leave” became “At the end”" in err
        assert (out + err).count("At the end") == 1  # each edit is told once
        assert (course / MODULE).read_text(encoding="utf-8") == text.replace("Evaluate the key", "Weigh the key")
    finally:
        (course / MODULE).write_text(text, encoding="utf-8")
