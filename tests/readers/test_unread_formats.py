"""Files that no reader reads: what is said of them; first bytes outrank a suffix that is not known."""

import pytest

from builder.readers import read
from builder.readers.formats import FORMATS, suffixes
from builder.readers.unread import how

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("paper.doc", OLD_WORD, "save it as .docx"),
        ("paper.pages", b"PK\x03\x04" + bytes(90), "export it as Word"),
        ("talk.pptx", b"PK\x03\x04" + bytes(90), "slides alone are no article"),
        ("talk.odp", b"PK\x03\x04" + bytes(90), "slides alone are no article"),
        ("scan.JPG", b"\xff\xd8\xff" + bytes(90), "recognised (OCR)"),
        ("book.azw3", b"\x00" * 90, ".epub"),
        ("page.mhtml", b"MIME-Version: 1.0", "HTML only"),
        ("link.url", b"[InternetShortcut]", "name the address"),
        ("data.xyz", b"\x00\x01", "save it as one of: .txt, .html"),
    ],
)
def test_it_is_said_how_a_file_becomes_one_that_is_read(name, data, says):
    document, (finding,) = read(name, data)
    assert document is None
    assert finding.code == "format-unknown"
    assert says in finding.help
    assert all(entry.suffixes[0] in finding.help for entry in FORMATS)


def test_no_suffix_that_is_read_has_such_an_advice():
    assert [suffix for suffix in suffixes() if how(suffix)] == []


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("old.doc", b"<!doctype html><p>Words that Word saved as a web page.", "html"),
        ("paper.out", b"\\documentclass{article}\\begin{document}Words\\end{document}", "latex"),
        ("download.bin", b"<!doctype html><p>Words.", "html"),
    ],
)
def test_first_bytes_outrank_a_suffix_that_is_not_known(name, data, kind):
    document, findings = read(name, data)
    assert findings == ()
    assert document.source.format == kind
