"""An OpenDocument text's blocks: as `odt/*.txt` has them; every bad file is refused in one line."""

import base64
import time
import zipfile
from pathlib import Path

import pytest
from block_rows import rows
from hypothesis import given, settings
from hypothesis import strategies as st
from packed import PNG, flipped, locked, lying, zipped
from readers.odt_file import MIME, case, content, flat, paragraph, parts
from refusals import refused

from builder.readers import read
from builder.text.inline import plain

HERE = Path(__file__).parent / "odt"
CASES = sorted(HERE.glob("*.xml"))
BODY = paragraph("Bees live on the roofs.")
GOOD = zipped(parts(BODY))


def texts(data, name="a.odt"):
    found, findings = read(name, data)
    return [plain(block.text) for block in found.blocks] if found else [finding.code for finding in findings]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_blocks_of_an_open_document(path, golden):
    found, findings = read("case.odt", zipped(case(path)))
    assert [finding.severity for finding in findings if finding.severity != "note"] == []
    golden(path.with_suffix(".txt"), rows(found))
    assert [block.number for block in found.blocks] == list(range(1, len(found.blocks) + 1))


@pytest.mark.parametrize("name", ["by_libreoffice.odt", "by_hand.fodt"])
def test_a_document_written_by_hand_and_what_libreoffice_makes_of_it(name, golden):
    found, findings = read(name, (HERE / name).read_bytes())
    assert findings == ()
    golden(HERE / "by_libreoffice.txt", rows(found))


def test_pictures_come_once_and_what_no_browser_shows_is_said():
    found, findings = read("case.odt", zipped(case(HERE / "tables_and_pictures.xml")))
    assert [(media.name, media.data) for media in found.media] == [("image1.png", PNG), ("image2.png", PNG)]
    (finding,) = findings
    assert (finding.code, finding.severity) == ("package-pictures", "note")
    assert "2 (PNG, SVM)" in finding.message


def test_a_flat_file_holds_its_pictures_as_text():
    data = base64.encodebytes(PNG).decode()
    frame = "<draw:frame><draw:image><office:binary-data>{}</office:binary-data></draw:image></draw:frame>"
    found, findings = read("a.fodt", flat(paragraph(frame.format(data) + frame.format("no base64!")) + BODY))
    assert [(media.name, media.data) for media in found.media] == [("image1.png", PNG)]
    assert [block.text for block in found.blocks] == ["![](<image1.png>)", "Bees live on the roofs."]
    assert [finding.code for finding in findings] == ["package-pictures"]


def test_the_bytes_tell_the_format_whatever_the_file_is_called():
    assert read("a.txt", GOOD)[0].source.format == "odt"
    assert read("a.docx", GOOD)[0].blocks == read("a.odt", GOOD)[0].blocks == read("a.html", flat(BODY))[0].blocks


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
LOCKED = (
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data>'
    '<manifest:algorithm manifest:algorithm-name="Blowfish CFB"/></manifest:encryption-data></manifest:file-entry>'
)


def with_(**changes):
    return zipped({**parts(BODY), **{name.replace("_xml", ".xml"): text for name, text in changes.items()}})


BAD = {
    "cut in half": (GOOD[: len(GOOD) // 2], "package-broken", "cut off"),
    "cut at the end": (GOOD[:-30], "package-broken", "cut off"),
    "the text damaged": (flipped(GOOD, "content.xml"), "package-broken", "`content.xml` is damaged"),
    "no text": (zipped({"mimetype": MIME}), "package-broken", "no content.xml"),
    "broken XML": (with_(content_xml="<office:document-content>"), "package-broken", "well-formed"),
    "empty part": (with_(content_xml=""), "package-broken", "well-formed"),
    "unknown encoding": (with_(content_xml='<?xml version="1.0" encoding="no-such"?><a/>'), "package-broken", "well-formed"),
    "wrong encoding": (with_(content_xml=content(paragraph("Über")).encode("cp1252")), "package-broken", "well-formed"),
    "flat, cut off": (flat(BODY)[:-40], "package-broken", "well-formed"),
    "password": (zipped(parts(BODY, manifest=LOCKED)), "package-encrypted", "locked"),
    "locked ZIP": (locked(GOOD), "package-encrypted", "locked"),
    "plain ZIP": (zipped({"notes.txt": "bees"}), "package-other", "a ZIP of other files"),
    "spreadsheet": (zipped({**parts(BODY), "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "package-other", "OpenDocument file"),
    "old Office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "package-other", "an old Office file"),
    "text": (b"Bees live on the roofs.", "package-other", "some other file under the name of an ODT"),
    "above the folder": (zipped({**parts(BODY), "../../evil.xml": "x"}), "package-unsafe", "would leave"),
    "a whole path": (zipped({**parts(BODY), "/etc/evil": "x"}), "package-unsafe", "would leave"),
    "backslashes": (zipped({**parts(BODY), "a\\..\\..\\evil": "x"}), "package-unsafe", "would leave"),
    "entities": (with_(content_xml=ENTITIES + content(paragraph("&b;"))), "package-unsafe", "document type"),
    "a file by entity": (with_(content_xml=OUTSIDE + content(paragraph("&a;"))), "package-unsafe", "document type"),
    "entities in UTF-16": (with_(content_xml=(ENTITIES + content(paragraph("&b;"))).encode("utf-16")), "package-unsafe", "document type"),
    "entities in styles": (with_(styles_xml=ENTITIES + "<s/>"), "package-unsafe", "document type"),
    "entities, flat": (flat(BODY).replace(b"<office:document ", ENTITIES.encode() + b"<office:document ", 1), "package-unsafe", "document type"),
    "deep": (zipped(parts("<text:section>" * 5000 + "</text:section>" * 5000)), "package-broken", "well-formed"),
    "no words": (zipped(parts("<text:p/><text:p> </text:p>")), "source-empty", "no text"),
    "other XML": (with_(content_xml="<html><body/></html>"), "source-empty", "no text"),
    "a book": (zipped(parts(paragraph("a bee ") * 70_000), zipfile.ZIP_STORED), "source-large", "longer than"),
    "a long paragraph": (zipped(parts(paragraph("a bee " * 700_000)), zipfile.ZIP_STORED), "source-large", "longer than"),
    "another method": (zipped(parts(BODY), zipfile.ZIP_LZMA), "package-broken", "packed in a way"),
    "bomb": (with_(content_xml=b" " * 50_000_000 + b"<a/>"), "package-bomb", "unpacks"),
    "many marks": (with_(content_xml=content("<text:p/>" * 900_000)), "package-bomb", "unpacks"),
    "a size that is a lie": (lying(with_(content_xml=b" " * 20_000_000 + b"<a/>"), "content.xml"), "package-broken", "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_refused_in_one_line(name):
    data, code, words = BAD[name]
    finding = refused("a.odt", data, seconds=5)
    assert finding.code == code
    assert words in finding.message


SLOW = {
    "bold letters": paragraph('<text:span text:style-name="Strong_20_Emphasis">a</text:span>b' * 20_000),
    "spans in spans": paragraph("<text:span>" * 240 + "a" + "</text:span>" * 240),
    "lists in lists": "<text:list><text:list-item>" * 120 + paragraph("a") + "</text:list-item></text:list>" * 120,
    "boxes in boxes": "<text:p><draw:frame><draw:text-box>" * 80 + paragraph("a") + "</draw:text-box></draw:frame></text:p>" * 80,
    "tables in tables": "<table:table><table:table-row><table:table-cell>" * 60 + paragraph("a") * 500 + "</table:table-cell></table:table-row></table:table>" * 60,
    "wide rows": "<table:table>" + ("<table:table-row>" + '<table:table-cell table:number-columns-repeated="999999"/>' * 20 + "</table:table-row>") * 2_000 + "</table:table>" + paragraph("a"),
    "lines": paragraph("a<text:line-break/>" * 40_000),
    "goes on": "<text:list><text:list-item>" + paragraph("a") * 40_000 + "</text:list-item></text:list>",
    "notes": paragraph('<text:note text:note-class="footnote"><text:note-body><text:p>n</text:p></text:note-body></text:note>' * 15_000),
}  # fmt: skip


@pytest.mark.parametrize("name", SLOW)
def test_a_long_or_deep_document_takes_seconds(name):
    data = zipped(parts(SLOW[name]), zipfile.ZIP_STORED)  # packed, it would be a bomb
    began = time.process_time()
    found = texts(data)
    assert time.process_time() - began < 8
    assert found


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(CASES), st.sampled_from(["content.xml", "styles.xml", "meta.xml"]), st.data())
def test_a_damaged_part_of_an_open_document_never_raises(path, name, choice):
    files = case(path)
    whole = files[name]
    for _ in range(choice.draw(st.integers(1, 4))):
        at = choice.draw(st.integers(900, max(len(whole) - 2, 900)))
        whole = whole[:at] + choice.draw(st.sampled_from('0123456789-abcdiptz" ')) + whole[at + 1 :]
    found, findings = read("a.odt", zipped({**files, name: whole}, zipfile.ZIP_STORED))
    assert (found is None) == any(finding.severity == "error" for finding in findings)
