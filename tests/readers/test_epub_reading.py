"""An EPUB's blocks: as `epub/*.txt` has them; every bad file is refused in one line."""

import zipfile
from pathlib import Path

import pytest
from block_rows import rows
from hypothesis import given, settings
from hypothesis import strategies as st
from packed import PNG, flipped, locked, lying, parts_of, zipped
from refusals import refused

from builder.readers import read

HERE = Path(__file__).parent / "epub"
CASES = sorted(path for path in HERE.iterdir() if path.is_dir())
BOOK = parts_of(HERE / "two_chapters")
GOOD = zipped(BOOK)
PAGE = "OEBPS/walk1.html"


def changed(**pages):
    return zipped({**BOOK, **{f"OEBPS/{name}.html": text for name, text in pages.items()}})


def page(body):
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>1</title></head><body>{body}</body></html>'


def texts(data):
    found, findings = read("a.epub", data)
    assert found is not None, findings
    return [block.text for block in found.blocks if block.furniture is None]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_blocks_of_a_book(path, golden):
    found, findings = read("case.epub", zipped(parts_of(path)))
    assert [finding.severity for finding in findings if finding.severity != "note"] == []
    golden(path.with_suffix(".txt"), rows(found))
    assert [block.number for block in found.blocks] == list(range(1, len(found.blocks) + 1))


def test_a_picture_comes_once_the_covers_not_at_all_and_what_no_browser_shows_is_said():
    found, findings = read("case.epub", zipped(parts_of(HERE / "parts_of_one_article")))
    assert [(media.name, media.data) for media in found.media] == [("image1.png", PNG)]
    (finding,) = findings
    assert (finding.code, finding.severity) == ("package-pictures", "note")
    assert "1 (SVG)" in finding.message


def test_a_book_made_by_libreoffice_gives_its_words_and_their_emphasis(golden):
    found, findings = read("office.epub", (HERE / "by_libreoffice.epub").read_bytes())
    assert findings == ()
    golden(HERE / "by_libreoffice.txt", rows(found))


def test_the_bytes_tell_a_book_whatever_the_file_is_called():
    assert read("a.txt", GOOD)[0].source.format == "epub"
    assert read("a.docx", GOOD)[0].blocks == read("a.epub", GOOD)[0].blocks


def test_a_report_in_several_pages_is_read_whole_and_a_book_is_not():
    report = page(f"<p>{'a word ' * 7_000}</p>")
    assert len(texts(changed(walk1=report, walk2=report))) == 2
    found, (finding,) = read("a.epub", changed(walk1=report, walk2=page(f"<p>{'a word ' * 8_500}</p>")))
    assert found is None
    assert finding.code == "epub-book"
    assert "31000 words in 2 pages" in finding.message
    assert "`OEBPS/walk2.html`" in finding.help


def test_pages_that_repeat_their_headings_are_articles_of_their_own():
    one, other = (
        page(f"<h1>{title}</h1><h2>Talking Points</h2><p>{'a word ' * 90}</p><h2>Questions  raised</h2><p>Why?</p>")
        for title in ("River", "Hill")
    )
    found, (finding,) = read("a.epub", changed(walk1=one, walk2=other))
    assert found is None
    assert finding.code == "epub-book"
    assert "“questions raised” and “talking points”" in finding.message
    alike = other.replace("Questions  raised", "Notes")
    assert len(texts(changed(walk1=one, walk2=alike))) == 10


def test_one_long_page_is_an_article_as_it_is_on_the_web():
    single = page(f"<p>{'a word ' * 16_000}</p>")
    assert len(texts(changed(walk1=single, walk2=page("")))) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding):
    declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?>' + page("<p>Über Bäche und Straßen</p>")
    assert texts(changed(walk1=text.encode(encoding), walk2=page("<p>b</p>"))) == ["Über Bäche und Straßen", "b"]


RULES = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">
<e:EncryptedData><e:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></e:EncryptedData></encryption>"""
ENTITIES = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
CONTAINER = "META-INF/container.xml"
OPF = BOOK["OEBPS/content.opf"].decode()
BAD = {
    "cut in half": (GOOD[: len(GOOD) // 2], "package-broken", "cut off"),
    "cut at the end": (GOOD[:-30], "package-broken", "cut off"),
    "a page damaged": (flipped(GOOD, PAGE), "package-broken", f"`{PAGE}` is damaged"),
    "a page missing": (zipped({k: v for k, v in BOOK.items() if k != PAGE}), "package-broken", f"`{PAGE}`"),
    "no container": (zipped({k: v for k, v in BOOK.items() if k != CONTAINER}), "package-broken", "container.xml"),
    "no package": (zipped({k: v for k, v in BOOK.items() if "opf" not in k}), "package-broken", "package document"),
    "broken package": (zipped({**BOOK, "OEBPS/content.opf": OPF[:300]}), "package-broken", "well-formed"),
    "locked by its seller": (zipped({**BOOK, "META-INF/encryption.xml": RULES}), "package-encrypted", "DRM"),
    "locked ZIP": (locked(GOOD), "package-encrypted", "password"),
    "plain ZIP": (zipped({"notes.txt": "bees"}), "package-other", "a ZIP of other files"),
    "spreadsheet": (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "package-other", "OpenDoc"),
    "text": (b"Bees live on the roofs.", "package-other", "some other file under the name of an EPUB"),
    "image": (PNG, "package-other", "an image"),
    "above the folder": (zipped({**BOOK, "../../evil.html": "x"}), "package-unsafe", "would leave"),
    "a whole path": (zipped({**BOOK, "/etc/evil": "x"}), "package-unsafe", "would leave"),
    "entities in a page": (changed(walk1=ENTITIES + page("<p>&b;</p>")), "package-unsafe", "document type"),
    "entities in UTF-16": (changed(walk1=(ENTITIES + page("<p>&b;</p>")).encode("utf-16")), "package-unsafe", "document type"),
    "entities in the package": (zipped({**BOOK, "OEBPS/content.opf": ENTITIES + OPF}), "package-unsafe", "document type"),
    "a file by entity": (
        changed(walk1='<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + page("<p>&a;</p>")), "package-unsafe", "document type",
    ),
    "no known encoding": (changed(walk1=page("<p>" + "\u043f\u0447\u0435\u043b\u044b " * 20).encode("koi8-r")), "source-undecodable", "`OEBPS/walk1.html`"),
    "deep": (changed(walk1=page("<div>" * 5000 + "a" + "</div>" * 5000)), "source-too-deep", "`OEBPS/walk1.html`"),
    "no words": (changed(walk1=page("<p> </p>"), walk2=page("")), "source-empty", "no text"),
    "pictures of pages": (changed(walk1=page('<svg xmlns="http://www.w3.org/2000/svg"/>'), walk2=""), "source-empty", "no text"),
    "many paragraphs": (changed(walk1=page("<p>a</p>" * 10_500)), "source-large", "10000 paragraphs"),
    "another method": (zipped(BOOK, zipfile.ZIP_LZMA), "package-broken", "packed in a way"),
    "bomb": (changed(walk1=page("<p>" + " " * 50_000_000)), "package-bomb", "unpacks"),
    "a bomb as a picture": (
        zipped({**BOOK, "OEBPS/walk1.html": page('<img src="a.png" alt="a"/>'), "OEBPS/a.png": b" " * 50_000_000}), "package-bomb", "unpacks",
    ),
    "a size that is a lie": (lying(changed(walk1=page("<p>" + " " * 20_000_000)), PAGE), "package-broken", "damaged"),
    "many members": (zipped({f"{number}": "" for number in range(5001)}), "package-bomb", "5000"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_book_is_refused_in_one_line(name):
    data, code, words = BAD[name]
    finding = refused("a.epub", data, seconds=5)
    assert finding.code == code
    assert words in finding.message


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(BOOK)), st.data())
def test_a_damaged_part_never_raises(name, choice):
    whole = bytearray(BOOK[name])
    for _ in range(choice.draw(st.integers(1, 4))):
        whole[choice.draw(st.integers(0, len(whole) - 1))] = choice.draw(st.sampled_from(b'0123456789-abc<>/&;" '))
    found, findings = read("a.epub", zipped({**BOOK, name: bytes(whole)}, zipfile.ZIP_STORED))
    assert (found is None) == any(finding.severity == "error" for finding in findings)
