"""Word files made for tests, and what is in them."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from lxml import etree

from builder.model.sheet import (
    Blanks,
    Break,
    Bullets,
    Card,
    Cards,
    Code,
    Group,
    Heading,
    Layout,
    Lines,
    Option,
    Paragraph,
    Picture,
    Question,
    Run,
    Sheet,
    Table,
    Term,
    Terms,
)
from builder.writers.word.document import docx_of, template_of

NORMAL, LARGE = Layout(), Layout(large=True)
#: A picture of one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def t(text, **marks):
    """Return a text of one run."""
    return (Run(text=text, **marks),)


def sheet(*blocks, **fields):
    """Return a sheet with these blocks."""
    given = {
        "kind": "student",
        "slug": "a-module",
        "language": "en",
        "title": "A module – Student handout",
        "name": "Student handout",
        "heading": t("A module"),
        "blocks": tuple(blocks),
        "licence": "CC BY 4.0",
    }
    return Sheet(**{**given, **fields})


def question(number, **fields):
    """Return a question with three options."""
    options = tuple(
        Option(text=t(f"{word} {number}"), letter=letter)
        for word, letter in zip(("red", "green", "blue"), "ABC", strict=True)
    )
    return Question(**{"number": number, "stem": t(f"Which colour is number {number}?"), "options": options, **fields})


#: One block of each kind, and words by which each is known.
EVERY = (
    Blanks(labels=("Name", "Date")),
    Heading(text=t("A part")),
    Heading(text=t("A smaller part"), level=3),
    Paragraph(text=(*t("Plain, "), *t("strong", strong=True), *t(" and "), *t("stressed", emphasis=True), *t("1", raised=True)), number=7),
    Paragraph(text=t("A small line"), look="small"),
    Paragraph(text=t("A lead line"), look="lead"),
    Paragraph(text=t("A quoted line"), look="quote"),
    Paragraph(text=t("A label"), look="label"),
    Paragraph(text=(*t("code()", code=True), *t(" and "), *t("https://example.org/x", address="https://example.org/x"))),
    Bullets(
        entries=(
            (Paragraph(text=t("first entry")), Paragraph(text=t("more of it"))),
            (Paragraph(text=t("second entry")), Bullets(entries=((Paragraph(text=t("inner entry")),),))),
        )
    ),
    Bullets(entries=((Paragraph(text=t("step four")),), (Paragraph(text=t("step five")),)), start=4),
    Terms(entries=(Term(term=t("frame"), definition=t("a way to tell a story"), source=t("— a dictionary")),)),
    Lines(count=2),
    question(1, points=2, note=t("Choose one.")),
    question(2, options=(Option(text=t("True")), Option(text=t("False")))),
    question(3, rows=(t("row one"), t("row two")), tick=False),
    question(4, options=(), lines=3),
    Table(head=(t("Year"), t("Event")), rows=((t("1900"), t("this")), (t("2000"), t("that"))), widths=(1, 3)),
    Picture(path="picture.png", description="a grey square"),
    Code(text="one\n  two"),
    Group(blocks=(Heading(text=t("Care")), Paragraph(text=t("in a frame")), Bullets(entries=((Paragraph(text=t("point")),),))), framed=True),
    Group(blocks=(Paragraph(text=t("together one")), Paragraph(text=t("together two")))),
    Break(),
    Cards(cards=(Card(front=t("front one"), back=t("back one"), label="A module"), Card(front=t("front two"), back=t("back two")))),
)  # fmt: skip


def made(*sheets, layout=NORMAL, course=Path(), template=None):
    """Return the file of sheets, which must have nothing to say; template: the bytes of one."""
    data, findings = docx_of(sheets, layout, course, template and template_of(template, "a.docx"))
    assert findings == ()
    return data


def opened(data):
    """Return a file as python-docx reads it."""
    return docx.Document(io.BytesIO(data))


def part(data, name):
    """Return a part of a file as XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def parts(data):
    """Return the parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents):
    """Return parts as a file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


def styled(data):
    """Return the paragraphs of a file, those in tables too, each as its style's name and its words."""
    document = opened(data)
    names = {style.style_id: style.name for style in document.styles}
    return [(names[each.pPr.pStyle.val], words(each)) for each in document.element.body.iter(qn("w:p"))]


def words(element):
    """Return the words in an element."""
    return "".join(text.text for text in element.iter(qn("w:t")))


def paragraph(data, shown):
    """Return the one paragraph that holds these words."""
    found = [each for each in opened(data).element.body.iter(qn("w:p")) if shown in words(each)]
    assert len(found) == 1, shown
    return found[0]


def has(element, name):
    """Return whether an element's properties have a mark."""
    return element.find(f"{qn('w:pPr')}/{qn(f'w:{name}')}") is not None


def listed(data, shown):
    """Return the list and the level of a paragraph."""
    numbered = paragraph(data, shown).find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    return tuple(int(numbered.find(qn(f"w:{name}")).get(qn("w:val"))) for name in ("numId", "ilvl"))


def in_language(given, language):
    """Return a sheet in another language."""
    return msgspec.structs.replace(given, language=language)


def printed(data, folder):
    """Return a file as a PDF by LibreOffice; skip where it is not installed."""
    return converted(data, folder, "pdf", folder)


def saved_anew(data, folder):
    """Return the bytes of a Word file as LibreOffice saves it; skip where it is not installed."""
    return converted(data, folder, "docx", folder / "anew").read_bytes()


def converted(data, folder, suffix, out):
    """Return the path of what LibreOffice makes of a Word file; skip where it is not installed."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    (folder / "sheet.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(out),
        str(folder / "sheet.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return out / f"sheet.{suffix}"


def words_printed(data, folder):
    """Return the text of a file's pages as LibreOffice sets them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed")
    pdf = printed(data, folder)
    shown = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return shown.stdout.decode().split("\f")[:-1]
