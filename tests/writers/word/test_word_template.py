"""A person's own Word file as a template, and what is refused as one (template-unreadable)."""

import io
import struct
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st
from word_files import (
    EVERY,
    LARGE,
    NORMAL,
    PNG,
    made,
    opened,
    packed,
    paragraph,
    part,
    parts,
    question,
    sheet,
    styled,
    t,
    words,
)

from builder.findings import BuilderError
from builder.model.sheet import Bullets, Heading, Layout, Paragraph
from builder.writers.office import is_untouched
from builder.writers.word.document import docx_of, template_of

PLAIN = tuple(block for block in EVERY if type(block).__name__ != "Picture")


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def house():
    """Return a template as a school may have it: fonts, margins, head and foot, and text to be left out."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(13)
    document.styles["Heading 1"].font.name = "Impact"
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(40)
    section.page_width, section.page_height = Mm(148), Mm(210)
    section.header.paragraphs[0].text = "North School"
    section.footer.paragraphs[0].text = "Room 12"
    document.add_paragraph("Text of the template")
    document.add_picture(io.BytesIO(PNG))
    document.add_comment(document.paragraphs[0].runs, "a remark", author="x")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("More of it")
    document.core_properties.title = "The template"
    document.core_properties.keywords = "secret"
    return document


HOUSE = saved(house())


def test_looks_page_head_and_foot_of_a_template_stay_and_its_text_does_not():
    data = made(sheet(*PLAIN), template=HOUSE)
    document = opened(data)
    assert document.styles["Normal"].font.name == "Georgia"
    assert document.styles["Normal"].font.size == Pt(13)
    assert document.styles["Heading 1"].font.name == "Impact"
    (section,) = document.sections
    assert section.left_margin == pytest.approx(Mm(40), abs=400)
    assert section.page_width == pytest.approx(Mm(148), abs=400)
    assert section.header.paragraphs[0].text == "North School"
    assert section.footer.paragraphs[0].text == "Room 12"
    texts = [text for _, text in styled(data)]
    assert "Text of the template" not in texts
    assert texts[0] == "A module"
    assert document.core_properties.title == "A module – Student handout"
    assert document.core_properties.keywords == ""
    assert not [
        name
        for name in parts(data)
        if "media" in name or "comment" in name or "thumbnail" in name or "stylesWith" in name
    ]
    assert is_untouched(data)


def test_paper_of_a_template_wins():
    one, other = (made(sheet(), template=HOUSE, layout=Layout(paper=paper)) for paper in ("a4", "letter"))
    assert one == other


def test_missing_styles_are_added_in_the_fonts_of_the_template():
    data = made(sheet(*PLAIN), template=HOUSE)
    names = [name for name, _ in styled(data)]
    assert {"Question", "Option", "Answer line", "Key term", "Name and date"} <= set(names)
    assert opened(data).styles["Question"].font.name is None
    assert opened(data).styles["Tick box"].font.name == "Segoe UI Symbol"
    assert opened(data).tables[0].style.name == "Table Grid"


def test_large_print_wins_over_the_looks_of_a_template_but_not_over_its_page():
    document = opened(made(sheet(*PLAIN), template=HOUSE, layout=LARGE))
    assert document.styles["Normal"].font.size == Pt(18)
    assert document.styles["Normal"].font.name == document.styles["Heading 1"].font.name == "Arial"
    assert document.sections[0].left_margin == pytest.approx(Mm(40), abs=400)
    assert document.sections[0].header.paragraphs[0].text == "North School"


def test_a_notice_stands_on_the_page_where_a_template_has_a_head():
    private = sheet(notice="For the facilitator only")
    assert styled(made(private, template=HOUSE))[0] == ("Notice", "For the facilitator only")
    assert styled(made(private))[0] == ("Title", "A module")


def test_heads_and_feet_that_a_template_lacks_are_ours():
    document = docx.Document()
    (section,) = opened(made(sheet(notice="Private"), template=saved(document))).sections
    assert section.header.paragraphs[0].text == "Private"
    assert words(section.footer.paragraphs[0]._p).startswith("A module · Student handout")


def test_all_sheets_have_the_page_of_the_template():
    sections = opened(made(sheet(question(1)), sheet(question(1)), template=HOUSE)).sections
    assert len(sections) == 2
    assert {section.header.paragraphs[0].text for section in sections} == {"North School"}
    assert {section.left_margin for section in sections} == {sections[0].left_margin}


def test_a_list_of_the_template_is_used_and_one_that_is_none_gets_a_number():
    document = house()
    numbering = document.styles["List Number"].element.pPr.numPr.numId.val
    bare = document.styles["List Bullet"].element
    bare.pPr.remove(bare.pPr.numPr)
    numbers, bullets = (
        Bullets(entries=((Paragraph(text=t(word)),),), start=start) for word, start in (("one", 1), ("dot", 0))
    )
    data = made(
        sheet(numbers, numbers.__class__(entries=((Paragraph(text=t("again")),),), start=1), bullets),
        template=saved(document),
    )
    tree = part(data, "word/numbering.xml")
    lists = {
        int(each.get(qn("w:numId"))): each.find(qn("w:abstractNumId")).get(qn("w:val"))
        for each in tree.findall(qn("w:num"))
    }
    one, again = (paragraph(data, word).pPr.numPr.numId.val for word in ("one", "again"))
    assert one != again
    assert lists[one] == lists[again] == lists[numbering], "both begin anew in the look of the template"
    assert paragraph(data, "dot").pPr.numPr is not None
    kinds = [each.tag.split("}")[1] for each in tree]
    assert kinds.index("num") > max(place for place, kind in enumerate(kinds) if kind == "abstractNum")


def test_styles_are_found_by_name_in_a_template_of_another_language():
    contents = parts(HOUSE)
    for name in ("word/styles.xml", "word/document.xml"):
        contents[name] = contents[name].replace(b'"Heading1"', b'"berschrift1"')
    data = made(sheet(Heading(text=t("A part"))), template=packed(contents))
    assert paragraph(data, "A part").pPr.pStyle.val == "berschrift1"
    names = [
        style.find(qn("w:name")).get(qn("w:val")) for style in part(data, "word/styles.xml").findall(qn("w:style"))
    ]
    assert len({name.lower() for name in names}) == len(names)


def test_a_dotx_is_taken():
    contents = parts(HOUSE)
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(
        b"document.main+xml", b"template.main+xml"
    )
    data = made(sheet(*PLAIN), template=packed(contents))
    assert b"template.main" not in parts(data)["[Content_Types].xml"]
    assert opened(data).styles["Normal"].font.name == "Georgia"


def test_a_file_of_ours_and_a_bare_one_are_templates():
    ours = made(sheet(*PLAIN, notice="Private"))
    again = made(sheet(*PLAIN), template=ours)
    assert is_untouched(again)
    assert [row for row in styled(again) if row[1]] == [("Notice", "")][1:] + [
        row for row in styled(made(sheet(*PLAIN))) if row[1]
    ]
    contents = parts(HOUSE)
    for name in ("word/numbering.xml", "word/styles.xml", "docProps/core.xml", "word/settings.xml"):
        del contents[name]
        for rels in ("word/_rels/document.xml.rels", "_rels/.rels"):
            rows = contents[rels].decode().split("<Relationship ")
            target = name.removeprefix("word/") if rels.startswith("word") else name
            contents[rels] = "<Relationship ".join(row for row in rows if f'Target="{target}"' not in row).encode()
    contents["word/_rels/document.xml.rels"] = ensure_end(contents["word/_rels/document.xml.rels"])
    contents["_rels/.rels"] = ensure_end(contents["_rels/.rels"])
    data = made(sheet(*PLAIN), template=packed(contents))
    assert styled(data)[0] == ("Title", "A module")


def ensure_end(xml):
    return xml if xml.endswith(b"</Relationships>") else xml + b"</Relationships>"


def test_nothing_that_reaches_out_of_the_file_is_taken_over():
    document = house()
    settings = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    id_ = settings.relate_to(
        "file:///C:/Users/x/North.dotm",
        RELATIONSHIP_TYPE.HYPERLINK.replace("hyperlink", "attachedTemplate"),
        is_external=True,
    )
    attached = OxmlElement("w:attachedTemplate")
    attached.set(qn("r:id"), id_)
    settings.element.insert(0, attached)
    document.part.relate_to("https://tracker.example/x", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    contents = parts(made(sheet(Paragraph(text=t("x"))), template=saved(document)))
    everything = b"".join(contents.values())
    assert b"North.dotm" not in everything
    assert b"tracker" not in everything
    assert b"attachedTemplate" not in everything


def test_a_template_gives_the_same_bytes_twice():
    assert made(sheet(*PLAIN), template=HOUSE) == made(sheet(*PLAIN), template=HOUSE)


def bomb():
    contents = parts(HOUSE)
    contents["word/media/a.bin"] = b"\0" * 40_000_000
    return packed(contents)


def encrypted():
    data = bytearray(HOUSE)
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.index(sign) + place
        data[at : at + 2] = struct.pack("<H", 1)
    return bytes(data)


def changed(name, old, new):
    contents = parts(HOUSE)
    assert old in contents[name]
    contents[name] = contents[name].replace(old, new)
    return packed(contents)


def many_members():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for n in range(5_001):
            archive.writestr(str(n), b"")
    return stream.getvalue()


TYPES = "[Content_Types].xml"
REFUSED = {
    "nothing": (b"", "no Word document"),
    "a text": (b"a text", "no Word document"),
    "a PDF": (b"%PDF-1.7", "no Word document"),
    "an old or locked file": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "locked"),
    "a ZIP of something": (packed({"a.txt": b"a"}), "no Word document"),
    "half a file": (HOUSE[: len(HOUSE) // 2], "no whole Word document"),
    "a bomb": (bomb(), "unpacks to more"),
    "many files": (many_members(), "no Word document"),
    "encrypted": (encrypted(), "locked"),
    "macros": (packed({**parts(HOUSE), "word/vbaProject.bin": b"x"}), "macros"),
    "macros by type": (changed(TYPES, b"document.main+xml", b"document.macroEnabled.main+xml"), "macros"),
    "a presentation": (changed(TYPES, b"wordprocessingml.document.main", b"presentationml.presentation.main"), "no Word document"),
    "entities": (changed("word/document.xml", b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document'), "document type"),
    "entities in another case of letters": (
        packed({**parts(HOUSE), "word/styles.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}),
        "document type",
    ),
    "a broken part": (changed("word/document.xml", b"</w:body>", b""), "no whole Word document"),
    "a book": (changed("word/document.xml", b"<w:body>", b"<w:body>" + b"".join(b'<w:p w:rsidR="%08X"/>' % (n * 2654435761 % 2**32) for n in range(600_001))), "longer"),
    "no document": (packed({name: content for name, content in parts(HOUSE).items() if name != "word/document.xml"}), "no whole"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_harmless_word_document_is_refused_in_one_line(data, why):
    with pytest.raises(BuilderError) as raised:
        template_of(data, "my.docx")
    found = raised.value.finding
    assert (found.code, found.severity, found.where.file) == ("template-unreadable", "error", "my.docx")
    assert why in found.message
    assert found.help
    assert "\n" not in str(found)


def test_a_fault_of_ours_is_not_laid_on_the_template():
    """What fails after a template was found fit is no matter of the template, and is not put into its words."""
    template = template_of(HOUSE, "my.docx")
    with pytest.raises(KeyError):
        docx_of((sheet("no block at all"),), NORMAL, Path(), template)


def test_a_template_is_read_once_and_serves_many_files():
    template = template_of(HOUSE, "my.docx")
    first, _ = docx_of((sheet(*PLAIN, question(1)),), NORMAL, Path(), template)
    large, _ = docx_of((sheet(*PLAIN),), LARGE, Path(), template)
    again, _ = docx_of((sheet(*PLAIN, question(1)),), NORMAL, Path(), template)
    assert first == again != large


#: What python-docx opens, but what nothing can be written into.
UNFIT = {
    "a page of no width": changed("word/document.xml", b' w:w="', b' w:w="x'),
    "a list without a number": changed("word/numbering.xml", b'<w:num w:numId="1"', b'<w:num w:numId="one"'),
}


@pytest.mark.parametrize("data", UNFIT.values(), ids=UNFIT)
def test_a_template_that_nothing_can_be_written_into_is_found_before_anything_is_written(data):
    with pytest.raises(BuilderError) as raised:
        template_of(data, "my.docx")
    assert raised.value.finding.code == "template-unreadable"


def tried(data):
    """Return the code of the refusal, or "" for a template in which every block can be written."""
    try:
        template = template_of(data, "my.docx")
    except BuilderError as problem:
        return problem.finding.code
    for layout in (NORMAL, LARGE):
        docx_of((sheet(question(1), *PLAIN, notice="Private"), sheet(*PLAIN)), layout, Path(), template)
    return ""


@given(st.sampled_from(sorted(name for name in parts(HOUSE) if name.endswith((".xml", ".rels")))), st.data())
def test_no_damage_to_a_template_is_a_crash(name, data):
    contents = parts(HOUSE)
    content = bytearray(contents[name])
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, min(len(content), 6_000) - 1))] = data.draw(st.integers(32, 126))
    assert tried(packed({**contents, name: bytes(content)})) in ("", "template-unreadable")


@given(st.sampled_from(sorted(parts(HOUSE))))
def test_no_missing_part_is_a_crash(name):
    data = packed({each: content for each, content in parts(HOUSE).items() if each != name})
    assert tried(data) in ("", "template-unreadable")
