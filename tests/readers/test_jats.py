"""An article in JATS: its blocks are as `jats/*.txt` has them; every bad file is refused in one line."""

import time
from pathlib import Path

import pytest
from readers.test_html import rows
from refusals import refused

from builder.readers import read
from builder.readers.formats import LIMIT_WITH_MARKUP
from builder.recognise import recognise
from builder.text.inline import plain

HERE = Path(__file__).parent / "jats"
CASES = sorted([*HERE.glob("*.xml"), *HERE.glob("*.nxml")])
WHOLE = (HERE / "pubmed_central.xml").read_text(encoding="utf-8")


def article(body, **attributes):
    named = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<article article-type="other"{named}><front><article-meta/></front><body>{body}</body></article>'


def texts(data, name="a.xml"):
    document, findings = read(name, data.encode() if isinstance(data, str) else data)
    return [plain(block.text) for block in document.blocks] if document else [finding.code for finding in findings]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_blocks_of_an_article(path, golden):
    document, findings = read(path.name, path.read_bytes())
    assert findings == ()
    golden(path.with_suffix(".txt"), rows(document))
    assert [block.number for block in document.blocks] == list(range(1, len(document.blocks) + 1))


def test_an_article_is_known_by_its_first_bytes_whatever_it_is_called():
    document, _ = read("article.txt", WHOLE.encode())
    assert document.source.format == "jats"
    assert document.blocks == read("a.xml", WHOLE.encode())[0].blocks


def test_names_do_not_depend_on_the_prefix_of_their_namespace():
    page = article("<sec><title>One</title><p>Two <bold>three</bold></p></sec>")
    prefixed = (
        page.replace("</", "</j:")
        .replace("<", "<j:")
        .replace("<j:/j:", "</j:")
        .replace("<j:article ", '<j:article xmlns:j="http://jats.nlm.nih.gov" ', 1)
    )
    assert texts(prefixed) == texts(page) == ["One", "Two three"]


def test_an_article_inside_the_answer_of_an_archive_is_found():
    answer = (
        f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><record>{article("<p>Words</p>")}</record></OAI-PMH>'
    )
    assert texts(answer) == ["Words"]


def test_what_is_recognised_in_it():
    document, _ = read("a.xml", WHOLE.encode())
    seen = recognise(document)
    assert seen.title == "Who crosses, and who waits: Footbridges in forty villages"
    assert [plain(text)[:10] for text in seen.summary] == ["Background", "Findings W"]
    assert seen.keywords == ("footbridges", "rural schools")
    assert [(entry.term, entry.definition) for entry in seen.definitions] == [
        ("Reach", "the way a person walks in an hour.")
    ]
    assert [text[:10] for text in seen.continued_reading] == ["[1] Miller", "[2] Weaver"]
    assert [note.mark for note in seen.footnotes] == ["[a]"]
    assert "I should like to see the river." in seen.dropped


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (article("<p>café</p>").encode(), "café"),
        (b"\xef\xbb\xbf" + article("<p>café</p>").encode(), "café"),
        (article("<p>café</p>").encode("utf-16"), "café"),
        (('<?xml version="1.0" encoding="ISO-8859-1"?>' + article("<p>café</p>")).encode("latin-1"), "café"),
        (
            ('<?xml version="1.0" encoding="UTF-8"?>' + article("<p>a long café here</p>")).encode("cp1252"),
            "a long café here",
        ),
        (article("<p>Jos&eacute;&#x20;&amp; Ana</p>").encode(), "José & Ana"),
    ],
)
def test_whatever_the_file_declares_the_text_is_read_rightly(data, words):
    assert texts(data) == [words]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BAD = {
    "empty": ("", "source-empty"),
    "cut off": (WHOLE[: len(WHOLE) // 2], "jats-broken"),
    "no text": (article(""), "source-empty"),
    "another XML": ("<rss version='2.0'><channel><title>News</title></channel></rss>", "jats-other"),
    "DocBook": ("<article xmlns='http://docbook.org/ns/docbook'><para>Words</para></article>", "jats-other"),
    "billion laughs": (f'<!DOCTYPE article [<!ENTITY l0 "ha">{LAUGHS}]>{article("<p>&l9;</p>")}', "jats-unsafe"),
    "a file of the computer": (f'<!DOCTYPE article [<!ENTITY f SYSTEM "file:///etc/hostname">]>{article("<p>&f;</p>")}', "jats-unsafe"),
    "in UTF-16": (f'<!DOCTYPE article [<!ENTITY f "x">]>{article("<p>&f;</p>")}'.encode("utf-16"), "jats-unsafe"),
    "10 000 sections deep": (article("<sec>" * 10_000 + "<p>x</p>" + "</sec>" * 10_000), "source-too-deep"),
    "200 lists deep": (article("<list><list-item>" * 100 + "<p>x</p>" + "</list-item></list>" * 100), "source-too-deep"),
    "20 000 paragraphs": (article("<p>words</p>" * 20_000), "source-large"),
    "half a million elements": (article("<p>" + "<sc/>" * 500_000 + "</p>"), "source-large"),
    "30 000 stretches of emphasis": (article("<p>" + "<bold>a</bold> " * 30_000 + "</p>"), "source-large"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "source-binary"),
    "no encoding": (("<?xml version='1.0' encoding='no-such'?>" + article("<p>" + "é" * 9 + "</p>")).encode("utf-8")[:-70], "jats-broken"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_in_one_line(name):
    data, code = BAD[name]
    assert refused("a.xml", data, seconds=10).code == code


def test_more_bytes_than_an_article_has_are_not_parsed():
    document, (finding,) = read("a.xml", b"<article>" + b" " * LIMIT_WITH_MARKUP)
    assert document is None
    assert finding.code == "source-large"


def test_an_external_document_type_is_not_asked_for(monkeypatch):
    reached = []
    monkeypatch.setattr("socket.socket.connect", lambda *args: reached.append(args))
    doctype = '<!DOCTYPE article SYSTEM "http://127.0.0.1:9/jats.dtd">'
    assert texts(doctype + article("<p>Words&nbsp;here</p>")) == ["Words here"]
    assert reached == []


@pytest.mark.parametrize(
    "body",
    ["<fn><p>x</p></fn>" * 40_000, "<list><list-item>" + "<p>x</p>" * 300_000 + "</list-item></list>",
     "<table-wrap><table>" + "<tr><td>x</td></tr>" * 30_000 + "<tr>" + "<td/>" * 30_000 + "</tr></table></table-wrap>",
     "<p>" + "<xref ref-type='bibr'>1</xref>" * 24_000 + "</p>"],
    ids=lambda body: body[:12],
)  # fmt: skip
def test_nothing_grows_with_the_square_of_the_text(body):
    start = time.process_time()
    read("a.xml", article(body).encode())
    assert time.process_time() - start < 8
