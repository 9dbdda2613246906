"""A web page's blocks: as `html/*.txt` has them, whatever browsers and word processors wrote."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.readers import read
from builder.text.inline import plain

PAGES = sorted((Path(__file__).parent / "html").glob("*.html"))


def rows(document):
    """Return one line a block: kind, level, mark, text, and why it is furniture."""
    head = [f"{name}: {value}" for name, value in sorted(about(document.metadata).items())]
    blocks = [
        " ".join(filter(None, [block.kind, str(block.level or ""), block.mark, "|", block.text.replace("\n", "\\n")]))
        + (f"  <- {block.furniture}" if block.furniture else "")
        for block in document.blocks
    ]
    return "\n".join([*head, "", *blocks]) + "\n"


def about(metadata):
    return {name: value for name in metadata.__struct_fields__ if (value := getattr(metadata, name))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_blocks_of_a_page(page, golden):
    document, findings = read(page.name, page.read_bytes())
    assert findings == ()
    golden(page.with_suffix(".txt"), rows(document))


def texts(html, **how):
    document, findings = read("page.html", html.encode(**how) if isinstance(html, str) else html)
    return [plain(block.text) for block in document.blocks] if document else [finding.code for finding in findings]


PROSE = "Forty villages along the river were asked what a crossing is worth to them in a dry year."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>café</p>".encode(), "café"),
        ("<p>café</p>".encode("utf-8-sig"), "café"),
        ("<p>café</p>".encode("utf-16"), "café"),
        ("<meta charset=iso-8859-1><p>“café”</p>".encode("cp1252"), "“café”"),
        ("<meta charset=iso-8859-1><p>“café”</p>".encode(), "“café”"),
        ("<meta charset=utf-8><p>café and more words</p>".encode("cp1252"), "café and more words"),
        ('<?xml version="1.0" encoding="windows-1251"?><html><body><p>мост</p></body></html>'.encode("cp1251"), "мост"),
        ("<meta charset=no-such-code><p>café and more words</p>".encode("cp1252"), "café and more words"),
        (b"<p>soft\xc2\xadhyphen zero\xe2\x80\x8bwidth no\xc2\xa0break</p>", "softhyphen zerowidth no break"),
    ],
)
def test_whatever_the_page_declares_the_text_is_read_rightly(data, text):
    assert texts(data) == [text]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>cut in a t<em", ["cut in a t"]),
        ("<p>one<p>two<div>three", ["one", "two", "three"]),
        ("<b><p>one</b> two</p>", ["one two"]),
        ("<p>&bomb;&lt;x&gt; &#0; &#x110000;</p>", None),
        ("plain words", ["plain words"]),
        ("", ["source-empty"]),
        ("<html><body><script>all()</script></body></html>", ["page-needs-script"]),
        ("<!DOCTYPE html [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><p>&b; stays</p>", None),
        ("<p><img src=x onerror=alert(1)>words<a href='javascript:alert(1)'>link</a></p>", ["wordslink"]),
    ],
)
def test_broken_and_hostile_pages(html, expected):
    found = texts(html)
    assert found == expected if expected is not None else found
    document, _ = read("page.html", html.encode())
    for block in document.blocks if document else ():
        assert "javascript:" not in block.text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + PROSE,
        "<ul><li>x" * 10_000,
        "<b>x" * 10_000,
        "<table><tr><td>" * 3_000 + PROSE,
        f"<p class='{'a-' * 100_000}'>{PROSE}",
        "<p>" + "*_[`" * 200_000,
        "<a href=#x id=x>1</a>" * 20_000,
        "<div class=share>" * 5_000 + PROSE,
        "<p>" + "<b>a</b>*x*_y_`z`[q](w) " * 400_000,
        ("<p>" + "<b>a</b>*x* " * 90) * 9000,
        "<li>" * 600_000 + "x",
    ],
    ids=["deep", "lists", "bold", "tables", "names", "marks", "notes", "furniture", "mixed", "many", "items"],
)
def test_a_page_that_wants_to_hang_the_program_does_not(html):
    begin = time.process_time()
    document, findings = read("page.html", html.encode())
    assert document is not None or findings[0].code in ("source-too-deep", "source-large")
    assert time.process_time() - begin < 60  # it takes seconds; without the limits, minutes and hours


TAGS = ["p", "div", "ul", "li", "ol", "b", "i", "a", "table", "tr", "td", "blockquote", "h2", "span", "dl", "dt", "dd",
        "pre", "article", "nav", "br", "sup", "code", "figure", "figcaption"]  # fmt: skip
WORD = st.from_regex(r"w[0-9]{4}", fullmatch=True)


@given(
    st.lists(
        st.one_of(
            WORD.map(" {} ".format), st.sampled_from(TAGS).map("<{}>".format), st.sampled_from(TAGS).map("</{}>".format)
        ),
        max_size=40,
    )
)
def test_every_word_stands_in_one_block_in_its_order(parts):
    html = "<body>" + "".join(parts)
    document, _ = read("page.html", html.encode())
    found = (
        [word for block in document.blocks for word in plain(block.text).split() if word.startswith("w")]
        if document
        else []
    )
    assert sorted(found) == sorted(part.strip() for part in parts if part.startswith(" w"))


@pytest.mark.parametrize("name", ["saved as.txt", "page.md", "really.docx"])
def test_the_first_bytes_tell_a_page_whatever_it_is_called(name):
    page = b"\xef\xbb\xbf\n<!DOCTYPE html><title>x</title><p>" + PROSE.encode()
    document, _ = read(name, page)
    assert document.source.format == "html"
    assert read("notes.txt", b"<p> is how a paragraph begins in HTML, as everybody knows.")[0].source.format == "txt"
