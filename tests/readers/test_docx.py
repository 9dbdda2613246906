"""A Word document's blocks: as `docx/*.txt` has them; every bad file is refused in one line."""

import io
import struct
import time
import zipfile
from pathlib import Path

import docx
import pytest
from block_rows import rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers.docx_file import PNG, R, W, case, document, paragraph, parts, relations, types, zipped
from refusals import refused

from builder.readers import read
from builder.readers.decode import cleaned
from builder.readers.formats import LIMIT_WITH_PICTURES
from builder.text.inline import plain

CASES = sorted((Path(__file__).parent / "docx").glob("*.xml"))


def texts(data):
    found, findings = read("a.docx", data)
    return [plain(block.text) for block in found.blocks] if found else [finding.code for finding in findings]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_blocks_of_a_document(path, golden):
    found, findings = read("case.docx", zipped(case(path)))
    assert [finding.severity for finding in findings if finding.severity != "note"] == []
    golden(path.with_suffix(".txt"), rows(found))
    assert [block.number for block in found.blocks] == list(range(1, len(found.blocks) + 1))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_strict_dialect_reads_the_same(path):
    transitional = zipped(case(path))
    strict = {
        name: content.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            R, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        if isinstance(content, str)
        else content
        for name, content in case(path).items()
    }
    assert read("a.docx", zipped(strict))[0].blocks == read("a.docx", transitional)[0].blocks


def test_pictures_come_once_and_what_no_browser_shows_is_said():
    path = Path(__file__).parent / "docx" / "tables_and_pictures.xml"
    found, findings = read("case.docx", zipped(case(path)))
    assert [(media.name, media.data) for media in found.media] == [("image1.png", PNG), ("image2.png", PNG)]
    (finding,) = findings
    assert (finding.code, finding.severity) == ("docx-pictures", "note")
    assert "3 (EMF, PNG, unknown)" in finding.message


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (PNG, "image1.png"),
        (b"\xff\xd8\xff\xe0", "image1.jpeg"),
        (b"GIF89a", "image1.gif"),
        (b"RIFF....WEBP", "image1.webp"),
    ],
)
def test_a_picture_is_named_by_what_it_is(start, name):
    body = '<w:p><w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r></w:p>'
    found, findings = read("a.docx", zipped(parts(body, [("p", "image", "media/x.bin")], {"x.bin": start})))
    assert findings == ()
    assert [media.name for media in found.media] == [name]
    assert [block.text for block in found.blocks] == [f"![](<{name}>)"]


def test_a_document_made_by_python_docx():
    made = docx.Document()
    made.core_properties.author = "A. Keeper; B. Gardener"
    made.add_paragraph("Bees", style="Title")
    made.add_heading("On the roofs", 1)
    line = made.add_paragraph("They are ")
    line.add_run("very").bold = True
    line.add_run(" old ").italic = True
    line.add_run("[sic]")
    for style in ("List Bullet", "List Bullet 2", "List Number", "List Number", "Quote", "Intense Quote", "Caption"):
        made.add_paragraph(f"in {style}", style=style)
    grid = made.add_table(2, 2)
    for number, cell in enumerate(grid._cells):
        cell.text = f"cell {number}"
    made.sections[0].header.paragraphs[0].text = "A header"
    target = io.BytesIO()
    made.save(target)
    found, findings = read("a.docx", target.getvalue())
    assert findings == ()
    assert found.metadata.authors == ("A. Keeper", "B. Gardener")
    assert [(block.kind, block.level, block.mark, block.text) for block in found.blocks] == [
        ("heading", 1, "", "Bees"),
        ("heading", 1, "", "On the roofs"),
        ("paragraph", 0, "", "They are **very** *old* [sic]"),
        ("item", 1, "•", "in List Bullet"),
        ("item", 2, "•", "in List Bullet 2"),
        ("item", 1, "1.", "in List Number"),
        ("item", 1, "2.", "in List Number"),
        ("quotation", 0, "", "in Quote"),
        ("quotation", 0, "", "in Intense Quote"),
        ("caption", 0, "", "in Caption"),
        ("table", 0, "", "| cell 0 | cell 1 |\n| --- | --- |\n| cell 2 | cell 3 |"),
    ]


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=12)
RUNS = st.lists(st.tuples(WORDS, st.booleans(), st.booleans()), max_size=5)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["Normal", "Heading 2", "Quote", "List Bullet"]), RUNS), max_size=6))
def test_the_same_words_come_back_in_the_same_order(paragraphs):
    made = docx.Document()
    made.add_paragraph("First of all.")
    said = ["First of all."]
    for style, runs in paragraphs:
        line = made.add_paragraph(style=style)
        for text, bold, italic in runs:
            run = line.add_run(text)
            run.bold, run.italic = bold, italic
            said.append(text)
    target = io.BytesIO()
    made.save(target)
    found, _ = read("a.docx", target.getvalue())
    back = "".join(block.mark * (block.mark != "•") + plain(block.text) for block in found.blocks)
    # A sign that somebody typed before a paragraph is the mark of an item.
    assert squeezed(back) == squeezed("".join(said))


def squeezed(text):
    return "".join(cleaned(text).replace("•", "").split())


BODY = paragraph("Bees live on the roofs.")
GOOD = zipped(parts(BODY))
ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
MACROS = types("application/vnd.ms-word.document.macroEnabled.main+xml")


def with_(**changes):
    return zipped(
        {**parts(BODY), **{name.replace("__", "/").replace("_xml", ".xml"): v for name, v in changes.items()}}
    )


def locked():
    """Return a ZIP whose members say that they are encrypted."""
    data = bytearray(GOOD)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def flipped(name):
    """Return the good file with damaged bytes in the middle of a part."""
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        info = archive.getinfo(name)
    start = info.header_offset + 30 + len(name)
    for at in range(start + 2, start + info.compress_size):
        data[at] ^= 0x5A
    return bytes(data)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BAD = {
    "cut in half": (GOOD[: len(GOOD) // 2], "docx-broken", "cut off"),
    "cut at the end": (GOOD[:-30], "docx-broken", "cut off"),
    "a part damaged": (flipped("word/document.xml"), "docx-broken", "`word/document.xml` is damaged"),
    "the list of parts damaged": (flipped("[Content_Types].xml"), "docx-broken", "damaged"),
    "plain ZIP": (zipped({"notes.txt": "bees"}), "docx-other", "a ZIP of other files"),
    "empty ZIP": (zipped({}), "docx-other", "a ZIP of other files"),
    "Excel": (zipped({"[Content_Types].xml": types(), "xl/workbook.xml": "<x/>"}), "docx-other", "Excel"),
    "PowerPoint": (zipped({"[Content_Types].xml": types(), "ppt/presentation.xml": "<x/>"}), "docx-other", "PowerPoint"),
    "OpenDocument": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "docx-other", "(.odt)"),
    "EPUB": (zipped({"mimetype": "application/epub+zip"}), "docx-other", "EPUB"),
    "text": (b"Bees live on the roofs.", "docx-other", "some other file"),
    "old Word": (OLD, "docx-other", "old Office file"),
    "password": (OLD + "EncryptedPackage".encode("utf-16-le"), "docx-encrypted", "locked"),
    "locked ZIP": (locked(), "docx-encrypted", "locked"),
    "macros by type": (with_(**{"[Content_Types].xml": MACROS}), "docx-macros", "macros"),
    "macros by part": (with_(word__vbaProject=b"x", **{"word/vbaProject.bin": b"x"}), "docx-macros", "macros"),
    "above the folder": (with_(**{"../../evil.xml": "x"}), "docx-unsafe", "would leave"),
    "a whole path": (with_(**{"/etc/evil": "x"}), "docx-unsafe", "would leave"),
    "a drive": (with_(**{"C:\\evil": "x"}), "docx-unsafe", "would leave"),
    "backslashes": (with_(**{"word\\..\\..\\evil": "x"}), "docx-unsafe", "would leave"),
    "entities": (with_(word__document_xml=ENTITIES + document(paragraph("&b;"))), "docx-unsafe", "document type"),
    "a file by entity": (with_(word__document_xml=OUTSIDE + document(paragraph("&a;"))), "docx-unsafe", "document type"),
    "entities in UTF-16": (
        with_(word__document_xml=(ENTITIES + document(paragraph("&b;"))).encode("utf-16")), "docx-unsafe", "document type",
    ),
    "entities in styles": (with_(word__styles_xml=ENTITIES + "<s/>"), "docx-unsafe", "document type"),
    "no document": (zipped({"[Content_Types].xml": types()}), "docx-broken", "no document"),
    "broken XML": (with_(word__document_xml="<w:document><w:p>"), "docx-broken", "well-formed"),
    "empty part": (with_(word__document_xml=""), "docx-broken", "well-formed"),
    "unknown encoding": (with_(word__document_xml='<?xml version="1.0" encoding="no-such"?><a/>'), "docx-broken", "well-formed"),
    "deep": (zipped(parts("<w:sdt>" * 5000 + "</w:sdt>" * 5000)), "docx-broken", "well-formed"),
    "no words": (zipped(parts("<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>")), "source-empty", "no text"),
    "other XML": (with_(word__document_xml="<html><body/></html>"), "source-empty", "no text"),
    "no body": (with_(word__document_xml="<html/>"), "source-empty", "no text"),
    "a book": (zipped(parts(paragraph("a bee ") * 70_000), zipfile.ZIP_STORED), "source-large", "longer than"),
    "a long paragraph": (zipped(parts(paragraph("a bee " * 700_000)), zipfile.ZIP_STORED), "source-large", "longer than"),
    "another method": (zipped(parts(BODY), zipfile.ZIP_LZMA), "docx-broken", "packed in a way"),
    "bomb": (with_(word__document_xml=b" " * 50_000_000 + b"<a/>"), "docx-bomb", "unpacks"),
    "many marks": (with_(word__document_xml=document("<w:p/>" * 1_600_000)), "docx-bomb", "unpacks"),
    "many members": (zipped({f"{number}": "" for number in range(5001)}), "docx-bomb", "5000"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_line(name):
    data, code, words = BAD[name]
    finding = refused("a.docx", data, seconds=5)
    assert finding.code == code
    assert words in finding.message


def test_a_file_that_is_not_packed_is_read_as_well():
    assert texts(zipped(parts(BODY), zipfile.ZIP_STORED)) == ["Bees live on the roofs."]


def test_a_size_that_is_a_lie_unpacks_no_more_than_it_says():
    data = bytearray(with_(word__document_xml=b" " * 20_000_000 + b"<a/>"))
    at = data.find(b"word/document.xml", data.find(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, at + 24, 1000)
    assert texts(bytes(data)) == ["docx-broken"]


def test_a_file_with_pictures_may_be_larger_than_a_text():
    big = zipped(
        parts(
            BODY + '<w:p><w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r></w:p>',
            [("p", "image", "media/x.png")],
            {"x.png": PNG + b"\x01" * 6_000_000},
        ),
        zipfile.ZIP_STORED,
    )
    assert len(read("a.docx", big)[0].media[0].data) > 6_000_000
    assert texts(big[:4] + b"x" * LIMIT_WITH_PICTURES) == ["source-large"]


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:pPr><w:pStyle/><w:numPr/><w:outlineLvl/><w:ind w:left='x'/></w:pPr><w:r><w:t>words</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='-3'/><w:numId w:val='1e9'/></w:numPr></w:pPr><w:r><w:t>words</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:outlineLvl w:val='-9'/></w:pPr><w:r><w:rPr><w:b w:val=''/><w:i w:val='?'/></w:rPr><w:t>words</w:t></w:r></w:p>",
        "<w:p><w:hyperlink r:id='none'><w:r><w:t>words</w:t></w:r></w:hyperlink></w:p>",
        "<w:p><w:fldSimple w:instr='HYPERLINK \"http://[::1\"'><w:r><w:t>words</w:t></w:r></w:fldSimple></w:p>",
        "<w:p><w:r><w:fldChar/><w:fldChar w:fldCharType='end'/><w:fldChar w:fldCharType='separate'/><w:t>words</w:t></w:r></w:p>",
        "<w:p><w:r><w:sym/><w:sym w:char='D800'/><w:sym w:char='0000'/><w:br w:type='?'/><w:footnoteReference/><w:t>words</w:t></w:r></w:p>",
        "<w:p><w:r><w:drawing/><w:pict/><w:object/><mc:AlternateContent/><w:t>words</w:t></w:r></w:p>",
        "<w:tbl/><w:tbl><w:tr/></w:tbl><w:tbl><w:tr><w:tc/><w:tc/></w:tr><w:tr><w:tc/><w:tc/></w:tr></w:tbl><w:p><w:r><w:t>words</w:t></w:r></w:p>",
        "<!-- a comment --><?a step?><w:p><!-- another --><w:r><?b step?><w:t>wo<!-- inside -->rds</w:t></w:r></w:p>",
        "<w:sdt/><w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr></w:sdt><w:p><w:r><w:t>words</w:t></w:r></w:p>",
    ],
)
def test_attributes_that_mean_nothing_are_passed_over(body):
    assert texts(
        zipped(
            parts(
                body,
                styles="<w:style/><w:style w:styleId='a'><w:basedOn/></w:style>",
                numbering="<w:num/><w:num w:numId='1'/><w:abstractNum/>",
            )
        )
    ) == ["words"]


def test_a_document_that_is_put_into_another_is_said():
    found, findings = read("a.docx", zipped(parts(BODY + "<w:altChunk/>")))
    assert len(found.blocks) == 1
    assert [(finding.code, finding.severity) for finding in findings] == [("docx-inserted", "note")]


def test_parts_may_stand_under_other_names():
    files = parts(BODY)
    moved = {
        "[content_types].xml": files["[Content_Types].xml"],
        "_RELS/.rels": relations([("m", "officeDocument", "/doc/Main.xml")]),
        "doc/main.xml": files["word/document.xml"],
    }
    assert texts(zipped(moved)) == ["Bees live on the roofs."]


SLOW = {
    "paragraphs": paragraph("a") * 49_000,
    "bold letters": "<w:p>" + "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>" * 40_000 + "</w:p>",
    "bold words": "<w:p>" + "<w:r><w:rPr><w:b/></w:rPr><w:t>ab </w:t></w:r><w:r><w:t>cd </w:t></w:r>" * 40_000 + "</w:p>",
    "stars": paragraph("*_[`&lt;](b)" * 200_000),
    "breaks": "<w:p><w:r>" + "<w:t>• a</w:t><w:br/>" * 150_000 + "</w:r></w:p>",
    "notes deep down": "<w:sdt>" * 240 + "<w:footnoteReference w:id='1'/>" * 200_000 + "</w:sdt>" * 240 + paragraph("a"),
    "notes in one run": "<w:p><w:r>" + "<w:footnoteReference w:id='1'/>" * 240_000 + "</w:r></w:p>" + paragraph("a"),
    "lines": "<w:p><w:r>" + "<w:t>a</w:t><w:br/>" * 150_000 + "</w:r></w:p>",
    "open fields": "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>' * 5_000 + "<w:r><w:t>a</w:t></w:r>" * 20_000 + "</w:p>",
    "open instruction": "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>" + "<w:r><w:instrText> HYPERLINK </w:instrText></w:r>" * 150_000 + "</w:p>" + paragraph("a"),
    "tables in tables": "<w:tbl><w:tr><w:tc>" * 60 + paragraph("a") * 500 + "</w:tc></w:tr></w:tbl>" * 60,
    "wide tables in tables": "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc>" * 55 + paragraph("a") + "</w:tc></w:tr></w:tbl>" * 55,
    "deleted ends": ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>" * 55_000) + paragraph("a"),
    "wide rows": "<w:tbl>" + ("<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr></w:tc>' * 20 + "</w:tr>") * 3_000 + "</w:tbl>" + paragraph("a"),
    "controls": "<w:sdt><w:sdtContent>" * 110 + paragraph("a") + "</w:sdtContent></w:sdt>" * 110,
    "boxes in boxes": "<w:p><w:r><w:pict><w:txbxContent>" * 55 + paragraph("a") + "</w:txbxContent></w:pict></w:r></w:p>" * 55,
    "tags in tags": "<w:p>" + "<w:smartTag>" * 240 + "<w:r><w:t>a</w:t></w:r>" + "</w:smartTag>" * 240 + "</w:p>",
    "forms in forms": "<w:p><w:r>" + "<mc:AlternateContent><mc:Choice>" * 100 + "<w:t>a</w:t>" + "</mc:Choice></mc:AlternateContent>" * 100 + "</w:r></w:p>",
}  # fmt: skip


@pytest.mark.parametrize("name", SLOW)
def test_a_long_or_deep_document_takes_seconds(name):
    data = zipped(parts(SLOW[name]), zipfile.ZIP_STORED)  # packed, it would be a bomb
    began = time.process_time()
    found = texts(data)
    assert time.process_time() - began < 10
    assert found


def test_the_same_bytes_give_the_same_document():
    for path in CASES:
        data = zipped(case(path))
        assert read("a.docx", data) == read("a.docx", data)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(CASES), st.sampled_from(["document", "styles", "numbering", "footnotes"]), st.data())
def test_a_damaged_part_never_raises(path, part, choice):
    """Letters of names and values are changed, which leaves the XML well-formed more often than not."""
    files = case(path)
    name = f"word/{part}.xml"
    whole = files.get(name) or files["word/document.xml"]
    for _ in range(choice.draw(st.integers(1, 4))):
        at = choice.draw(st.integers(1000, len(whole) - 2)) if len(whole) > 1010 else 0
        whole = whole[:at] + choice.draw(st.sampled_from('0123456789-abcdiptz" ')) + whole[at + 1 :]
    found, findings = read("a.docx", zipped({**files, name: whole}, zipfile.ZIP_STORED))
    assert (found is None) == any(finding.severity == "error" for finding in findings)


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_a_damaged_file_never_raises(choice):
    whole = bytearray(GOOD)
    for _ in range(choice.draw(st.integers(1, 4))):
        whole[choice.draw(st.integers(0, len(whole) - 1))] = choice.draw(st.integers(0, 255))
    found, findings = read("a.docx", bytes(whole[: choice.draw(st.integers(4, len(whole)))]))
    assert (found is None) == any(finding.severity == "error" for finding in findings)
