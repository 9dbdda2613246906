"""The article that the project began with is one article, whatever it is saved as."""

import html
import io
import re
from pathlib import Path

import docx
import msgspec
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from layouts import render
from layouts.planted import Layout

from builder.readers import read
from builder.recognise import recognise
from builder.text.inline import plain

SEED = Path(__file__).resolve().parents[3] / "shared" / "articles" / "000_dc774fe430881ee5.txt"
HEADINGS = {
    "Talking Points",
    "Key Insight for Informing Practice",
    "Informing Practice",
    "Questions Raised",
    "Continued Reading",
}
#: What a format says of itself, and of what stands around the article.
ABOUT = ("source", "findings", "dropped", "lines", "headings")

pytestmark = pytest.mark.skipif(
    not SEED.is_file(), reason="no sample article beside the repository (../shared/articles)"
)


def pieces():
    """Return the seed's lines as a person reads them: title, headings, bullets, paragraphs."""
    made = Layout("en", planted={"title": None})
    lines = [line for line in SEED.read_text(encoding="utf-8-sig").splitlines() if line.strip("\ufffc \u00a0")]
    title = lines[1].strip()
    for number, line in enumerate(lines):
        text = line.strip()
        if number == 1:
            made.add("title", text)
        elif text in HEADINGS:
            made.add("heading", text)
        elif text.startswith("•"):
            made.add("item", text.removeprefix("•").strip(), 1)
        else:
            made.add("site" if number == 0 or re.match(r"(?:Next|Previous) article", text) else "paragraph", text)
    made.planted["title"] = title
    return made


def article(name, data):
    document, findings = read(name, data)
    assert document is not None, findings
    found = msgspec.to_builtins(recognise(document))
    return {name: value for name, value in found.items() if name not in ABOUT}


def unmarked(value):
    if isinstance(value, str):
        return " ".join(plain(value).split())
    if isinstance(value, dict):
        return {key: unmarked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [unmarked(inner) for inner in value]
    return value


FORMATS = {
    "article.html": lambda made: render.as_html(made).encode(),
    "page.html": lambda made: render.as_page(made).encode(),
    "article.md": lambda made: render.as_markdown(made).encode(),
    "article.docx": render.as_docx,
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_seed_is_the_same_article_in_every_format(name):
    text = article(SEED.name, SEED.read_bytes())
    assert len(text["continued_reading"]) == 7
    assert len(text["keywords"]) == 8
    assert unmarked(article(name, FORMATS[name](pieces()))) == unmarked(text)


def as_lines(path):
    return [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip("\ufffc \u00a0\t")]


def unstyled_docx(lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


UNSTYLED = {
    "article.docx": unstyled_docx,
    "article.html": lambda lines: "".join(f"<p>{html.escape(line)}</p>\n" for line in lines).encode(),
    "breaks.html": lambda lines: f"<div>{'<br>'.join(map(html.escape, lines))}</div>".encode(),
    "article.md": lambda lines: "\n\n".join(lines).encode(),
}


def levelled(found):
    """Return an article without the depth of its points, which stands in the indentation that pasting loses."""
    points = found.pop("talking_points")
    flat = [text for group in points for point in group["points"] for text in [point["text"], *_nested(point)]]
    return {**found, "points": flat, "leads": [group["lead"] for group in points]}


def _nested(point):
    return [text for inner in point["points"] for text in [inner["text"], *_nested(inner)]]


@pytest.mark.parametrize("name", UNSTYLED)
@pytest.mark.parametrize("path", sorted(SEED.parent.glob("*.txt")), ids=lambda path: path.stem)
def test_an_article_pasted_without_styles_is_the_same_article(path, name):
    pasted = article(name, UNSTYLED[name](as_lines(path)))
    text = article(path.name, path.read_bytes())
    for found in (pasted, text):
        for section in found["sections"]:
            section.pop("level")
    assert unmarked(levelled(pasted)) == unmarked(levelled(text))


MARKED = {
    "article.html": """<h1>Hedges <em>and</em> lanes</h1><p>Hedges <strong>belong</strong> to <em>nobody at all</em>, says the
<a href="https://example.org/county">county</a> in <strong><em>its</em></strong> list.<sup><a href="#n1" id="r1">1</a></sup>
They feed whoever walks there, as long as the lane is kept open for them by the village.</p>
<h2>Key <em>terms</em></h2><ul><li>one <em>bullet</em></li><li>two<ul><li><strong>nested</strong> one</li></ul></li></ul>
<table><tr><th>Lane</th><th>Hedges</th></tr><tr><td>East</td><td>4</td></tr></table>
<blockquote><p>A <em>quoted</em> line that is long enough to be read as a paragraph of running text.</p></blockquote>
<ol><li id="n1">A <em>note</em>. <a href="#r1">back</a></li></ol>""",
    "article.md": """# Hedges *and* lanes

Hedges **belong** to *nobody at all*, says the [county](https://example.org/county) in ***its*** list.[^1]
They feed whoever walks there, as long as the lane is kept open for them by the village.

## Key *terms*

- one *bullet*
- two
  - **nested** one

| Lane | Hedges |
| --- | --- |
| East | 4 |

> A *quoted* line that is long enough to be read as a paragraph of running text.

[^1]: A *note*.
""",
}


def test_web_page_and_markdown_agree_in_their_marks():
    pages = {name: article(name, text.encode()) for name, text in MARKED.items()}
    assert pages["article.html"] == pages["article.md"]
    assert "**belong**" in str(pages["article.md"])


def linked(paragraph, text, address):
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)


def test_word_agrees_with_them():
    document = docx.Document()
    document.add_heading("Hedges and lanes", 0)
    line = document.add_paragraph("Hedges ")
    line.add_run("belong").bold = True
    line.add_run(" to ")
    line.add_run("nobody at all").italic = True
    line.add_run(", in ")
    both = line.add_run("its")
    both.bold = both.italic = True
    line.add_run(" ")
    linked(line, "list", "https://example.org/county")
    line.add_run(". They feed whoever walks there, as long as the lane is kept open for them.")
    document.add_heading("Terms", 1)
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("two", style="List Bullet 2")
    table = document.add_table(rows=2, cols=2)
    for number, text in enumerate(["Lane", "Hedges", "East", "4"]):
        table.cell(number // 2, number % 2).text = text
    document.add_paragraph("A quoted line that is long enough to be read as running text, which it is.", style="Quote")
    stream = io.BytesIO()
    document.save(stream)
    markdown = """# Hedges and lanes

Hedges **belong** to *nobody at all*, in ***its*** [list](https://example.org/county). They feed whoever walks there, as long as the lane is kept open for them.

## Terms

- one
  - two

| Lane | Hedges |
| --- | --- |
| East | 4 |

> A quoted line that is long enough to be read as running text, which it is.
"""
    in_word, in_markdown = article("a.docx", stream.getvalue()), article("a.md", markdown.encode())
    assert in_word == in_markdown
