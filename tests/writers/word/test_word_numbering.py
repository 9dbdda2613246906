"""Numbers and letters are Word's own, and every quiz begins at its first number."""

import pytest
from docx.oxml.ns import qn
from word_files import EVERY, LARGE, NORMAL, listed, made, opened, paragraph, part, question, sheet, styled, t, words

from builder.model.sheet import Bullets, Group, Heading, Option, Paragraph


def numbers(data, styles=("Question", "Option")):
    """Return what Word shows before each entry of a list, by the rules of ECMA-376 part 1, 17.9."""
    numbering = part(data, "word/numbering.xml")
    described = {each.get(qn("w:abstractNumId")): each for each in numbering.findall(qn("w:abstractNum"))}
    lists = {each.get(qn("w:numId")): each for each in numbering.findall(qn("w:num"))}
    names = {style.style_id: style.name for style in opened(data).styles}
    counted, shown = {}, []
    for each in opened(data).element.body.iter(qn("w:p")):
        numbered = each.pPr.numPr
        if numbered is None or names[each.pPr.pStyle.val] not in styles:
            continue
        id_, level = str(numbered.numId.val), numbered.ilvl.val
        abstract = described[lists[id_].find(qn("w:abstractNumId")).get(qn("w:val"))]
        (rule,) = [one for one in abstract.findall(qn("w:lvl")) if one.get(qn("w:ilvl")) == str(level)]
        starts = {
            int(one.get(qn("w:ilvl"))): int(one.find(qn("w:startOverride")).get(qn("w:val")))
            for one in lists[id_].findall(qn("w:lvlOverride"))
        }
        counts = counted.setdefault(id_, {})
        counts[level] = counts.get(level, starts.get(level, 1) - 1) + 1
        for lower in [one for one in counts if one > level]:
            del counts[lower]
        text = rule.find(qn("w:lvlText")).get(qn("w:val"))
        form = rule.find(qn("w:numFmt")).get(qn("w:val"))
        value = {"decimal": str, "upperLetter": lambda n: chr(64 + n), "lowerLetter": lambda n: chr(96 + n)}[form]
        shown.append((text.replace(f"%{level + 1}", value(counts[level])), words(each)))
    return shown


def test_questions_are_numbered_and_their_options_lettered():
    data = made(sheet(question(1), question(2), question(3, tick=False)))
    assert numbers(data) == [
        ("1.", "Which colour is number 1?"),
        ("A.", "☐red 1"),
        ("B.", "☐green 1"),
        ("C.", "☐blue 1"),
        ("2.", "Which colour is number 2?"),
        ("A.", "☐red 2"),
        ("B.", "☐green 2"),
        ("C.", "☐blue 2"),
        ("3.", "Which colour is number 3?"),
        ("A.", "red 3"),
        ("B.", "green 3"),
        ("C.", "blue 3"),
    ]


def of_questions(data):
    return [number for number, text in numbers(data) if text.startswith("Which")]


def test_a_new_quiz_begins_at_its_own_number():
    """Also in a group, after other blocks, and on another sheet of the file."""
    one = sheet(question(1), Paragraph(text=t("between")), question(2), Heading(text=t("Quiz")), question(1))
    other = sheet(
        Group(blocks=(Paragraph(text=t("from elsewhere")), question(7))), Group(blocks=(question(8),)), question(1)
    )
    assert of_questions(made(one, other)) == ["1.", "2.", "1.", "7.", "8.", "1."]


@pytest.mark.parametrize("layout", [NORMAL, LARGE], ids=["normal", "large"])
def test_no_number_is_typed(layout):
    data = made(
        sheet(question(1), question(2), Bullets(entries=((Paragraph(text=t("x")),),) * 3, start=1)), layout=layout
    )
    for style, text in styled(data):
        if style in ("Question", "Option", "List Number"):
            assert not text.lstrip("☐")[:2].endswith((".", ")")), text


def test_letters_that_are_not_the_usual_ones_are_typed():
    options = (Option(text=t("one"), letter="C"), Option(text=t("two"), letter="A"))
    data = made(sheet(question(1, options=options)))
    assert [text for style, text in styled(data) if style == "Option"] == ["☐C. one", "☐A. two"]
    assert paragraph(data, "one").pPr.numPr is None


def test_a_box_to_tick_is_in_a_font_that_has_it():
    data = made(sheet(question(1)))
    (run,) = [each for each in paragraph(data, "red 1").iter(qn("w:r")) if words(each) == "☐"]
    assert run.rPr.find(qn("w:rFonts")).get(qn("w:hint")) == "eastAsia"
    (style,) = [each for each in part(data, "word/styles.xml") if each.get(qn("w:styleId")) == run.rPr.rStyle.val]
    fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:hAnsi"))) == ("MS Gothic", "Segoe UI Symbol")


def entry(*blocks):
    return tuple(Paragraph(text=t(each)) if isinstance(each, str) else each for each in blocks)


def test_lists_of_several_levels_have_their_styles_and_their_numbers():
    deep = Bullets(entries=(entry("d", Bullets(entries=(entry("e"),))),))
    numbered = Bullets(entries=(entry("b", Bullets(entries=(entry("c", deep),), start=1)), entry("f")), start=3)
    data = made(sheet(numbered, Bullets(entries=(entry("g"),), start=1)))
    assert styled(data)[2:] == [
        ("List Number", "b"),
        ("List Number 2", "c"),
        ("List Bullet 3", "d"),
        ("List Bullet 3", "e"),
        ("List Number", "f"),
        ("List Number", "g"),
    ]
    assert numbers(data, ("List Number", "List Number 2")) == [("3.", "b"), ("a.", "c"), ("4.", "f"), ("1.", "g")]
    assert listed(data, "b")[0] == listed(data, "f")[0] != listed(data, "g")[0]


def test_an_entry_may_begin_with_something_else_or_be_empty():
    data = made(sheet(Bullets(entries=((question(1, options=()),), (), entry("a", question(2, options=()))))))
    assert [name for name, _ in styled(data)][2:] == [
        "List Bullet",
        "Question",
        "List Bullet",
        "List Bullet",
        "Question",
    ]


def test_every_list_that_is_used_is_described():
    data = made(*[sheet(*[block for block in EVERY if type(block).__name__ != "Picture"])] * 3)
    numbering = part(data, "word/numbering.xml")
    kinds = [each.tag.split("}")[1] for each in numbering]
    assert kinds == sorted(kinds, key=["abstractNum", "num"].index), "Word wants descriptions first"
    lists = [each.get(qn("w:numId")) for each in numbering.findall(qn("w:num"))]
    assert len(set(lists)) == len(lists)
    used = {
        each.get(qn("w:val"))
        for name in ("document", "styles")
        for each in part(data, f"word/{name}.xml").iter(qn("w:numId"))
    }
    assert used <= set(lists)
    signs = [each.find(qn("w:nsid")).get(qn("w:val")) for each in numbering.findall(qn("w:abstractNum"))]
    assert len(set(signs)) == len(signs) == 3
