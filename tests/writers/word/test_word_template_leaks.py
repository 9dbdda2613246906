"""Nothing that somebody wrote in a template, or that tells who it was, gets into a file for a class."""

import io
import posixpath
import re

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from word_files import LARGE, NORMAL, PNG, made, opened, packed, parts, sheet, t

from builder.model.sheet import Paragraph

SECRET = "Quinze Poires"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = nsdecls("w")
TEXT = f"<w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p>"


def house():
    """Return the parts of a template with a head of words and a picture."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(13)
    head = document.sections[0].header.paragraphs[0]
    head.text = "North School"
    head.add_run().add_picture(io.BytesIO(PNG))
    document.sections[0].footer.paragraphs[0].text = "Room 12"
    stream = io.BytesIO()
    document.save(stream)
    return parts(stream.getvalue())


def with_part(contents, owner, kind, name, content, type_="application/xml", *, id_="rIdPlanted"):
    """Put a part in that another one refers to; owner: "" for the package."""
    rels = posixpath.join(posixpath.dirname(owner), "_rels", f"{posixpath.basename(owner)}.rels")
    kind = kind if "/" in kind else f"{OFFICE}/{kind}"
    row = f'<Relationship Id="{id_}" Type="{kind}" Target="/{name}"/>'
    empty = f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'.encode()
    old = re.sub(rb"<Relationships([^>]*)/>", rb"<Relationships\1></Relationships>", contents.get(rels, empty))
    types = f'<Override PartName="/{name}" ContentType="{type_}"/></Types>'
    return {
        **contents,
        rels: old.replace(b"</Relationships>", f"{row}</Relationships>".encode()),
        "[Content_Types].xml": contents["[Content_Types].xml"].replace(b"</Types>", types.encode()),
        name: content if isinstance(content, bytes) else content.encode(),
    }


def within(contents, name, before, added):
    """Put XML into a part, before the first of these signs."""
    old = contents[name]
    assert before.encode() in old
    return {**contents, name: old.replace(before.encode(), added.encode() + before.encode(), 1)}


def notes(kind):
    return f'{HEAD}<w:{kind}s {W}><w:{kind} w:id="2">{TEXT}</w:{kind}></w:{kind}s>'


HOUSE = house()
(HEADER,) = (name for name in HOUSE if re.fullmatch(r"word/header\d*\.xml", name))
DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
BY = f'w:id="9" w:author="{SECRET}" w:date="2020-01-01T00:00:00Z"'
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
#: Where a template may hold what is nobody's business.
PLACES = {
    "footnotes": with_part(HOUSE, DOCUMENT, "footnotes", "word/footnotes.xml", notes("footnote"), f"{WORD}.footnotes+xml"),
    "endnotes": with_part(HOUSE, DOCUMENT, "endnotes", "word/endnotes.xml", notes("endnote"), f"{WORD}.endnotes+xml"),
    "remarks": with_part(
        HOUSE, DOCUMENT, "comments", "word/comments.xml",
        f"{HEAD}<w:comments {W}><w:comment {BY}>{TEXT}</w:comment></w:comments>", f"{WORD}.comments+xml",
    ),
    "people": with_part(
        HOUSE, DOCUMENT, "http://schemas.microsoft.com/office/2011/relationships/people", "word/people.xml", f"<people>{SECRET}</people>"
    ),
    "building blocks": with_part(
        HOUSE, DOCUMENT, "glossaryDocument", "word/glossary/document.xml",
        f"{HEAD}<w:glossaryDocument {W}>{TEXT}</w:glossaryDocument>", f"{WORD}.document.glossary+xml",
    ),
    "web settings": with_part(
        HOUSE, DOCUMENT, "webSettings", "word/web.xml", f"{HEAD}<w:webSettings {W}><!--{SECRET}--></w:webSettings>", f"{WORD}.webSettings+xml"
    ),
    "custom data": with_part(HOUSE, DOCUMENT, "customXml", "customXml/item7.xml", f"<a>{SECRET}</a>"),
    "custom data of the package": with_part(HOUSE, "", "customXml", "customXml/item8.xml", f"<a>{SECRET}</a>"),
    "properties of the program": {
        **HOUSE, "docProps/app.xml": f'{HEAD}<Properties xmlns="{PROPERTIES}"><Manager>{SECRET}</Manager><Company>{SECRET}</Company></Properties>'.encode()
    },
    "properties of the user": with_part(
        HOUSE, "", "custom-properties", "docProps/custom.xml",
        f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property name="{SECRET}"/></Properties>',
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    ),
    "properties of the file": within(HOUSE, "docProps/core.xml", "</cp:coreProperties>", f"<cp:contentStatus>{SECRET}</cp:contentStatus>"),
    "portrait": with_part(
        HOUSE, "", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
        "docProps/portrait.jpeg", f"\xff\xd8{SECRET}", "image/jpeg",
    ),
    "a printer": within(
        with_part(HOUSE, DOCUMENT, "printerSettings", "word/printer.bin", SECRET, "application/octet-stream", id_="rIdP"),
        DOCUMENT, "</w:sectPr>", f'<w:printerSettings xmlns:r="{OFFICE}" r:id="rIdP"/>',
    ),
    "settings": within(HOUSE, SETTINGS, "</w:settings>", f'<w:docVars><w:docVar w:name="a" w:val="{SECRET}"/></w:docVars><w:writeProtection w:hash="{SECRET}"/>'),
    "a style that was changed": within(HOUSE, STYLES, "</w:style>", f"<w:rPr><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr>"),
    "a page that was changed": within(HOUSE, DOCUMENT, "</w:sectPr>", f"<w:sectPrChange {BY}><w:sectPr/></w:sectPrChange>"),
    "words taken out of the head": within(HOUSE, HEADER, "</w:p>", f"<w:del {BY}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"),
    "words put into the head": within(HOUSE, HEADER, "</w:p>", f"<w:ins {BY}><w:r><w:t> for all</w:t></w:r></w:ins>"),
    "a sheet of sums in the head": within(
        with_part(HOUSE, HEADER, "package", "word/embeddings/a.xlsx", SECRET, "application/octet-stream", id_="rIdE"),
        HEADER, "</w:p>", f'<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="{OFFICE}" r:id="rIdE"/></w:object></w:r>',
    ),
    "a picture that nothing in the head shows": with_part(HOUSE, HEADER, "image", "word/media/old.png", SECRET, "image/png"),
    "a picture's own relations": with_part(HOUSE, next(name for name in HOUSE if "media/" in name), "customXml", "customXml/item9.xml", f"<a>{SECRET}</a>"),
    "a note in the XML": within(HOUSE, STYLES, "</w:styles>", f"<!-- {SECRET} -->"),
}  # fmt: skip


@pytest.mark.parametrize("layout", [NORMAL, LARGE], ids=["normal", "large"])
@pytest.mark.parametrize("contents", PLACES.values(), ids=PLACES)
def test_what_somebody_wrote_in_a_template_is_in_no_part_of_a_file(contents, layout):
    assert SECRET.encode() in b"".join(contents.values()), "it was planted"
    data = made(sheet(Paragraph(text=t("ours"))), template=packed(contents), layout=layout)
    assert [name for name, content in parts(data).items() if SECRET.encode() in content] == []
    (section,) = opened(data).sections
    assert section.header.paragraphs[0].text.startswith("North School")
    assert section.footer.paragraphs[0].text == "Room 12"
    assert [content for name, content in parts(data).items() if "media/" in name] == [PNG], "the head has its picture"


def test_words_that_were_put_into_the_head_stay():
    data = made(sheet(), template=packed(PLACES["words put into the head"]))
    assert opened(data).sections[0].header.paragraphs[0].text == "North School for all"


@pytest.mark.parametrize("contents", PLACES.values(), ids=PLACES)
def test_every_relation_that_is_named_is_there(contents):
    found = parts(made(sheet(), template=packed(contents)))
    for name, content in found.items():
        rels = found.get(posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels"), b"")
        for id_ in re.findall(rb'r:(?:id|embed|link|pict)="([^"]*)"', content):
            assert b'Id="%s"' % id_ in rels, (name, id_)


def test_a_file_from_a_template_has_no_parts_but_those_of_looks_and_its_own():
    names = {re.sub(r"\d+", "", name) for name in parts(made(sheet(), template=packed(HOUSE)))}
    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "docProps/custom.xml",  # the seal
        "word/_rels/document.xml.rels",
        "word/_rels/header.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer.xml",
        "word/header.xml",
        "word/media/image.png",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme.xml",
    }
