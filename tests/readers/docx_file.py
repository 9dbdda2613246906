"""DOCX files for tests: the parts of a case as XML, and what no honest program writes."""

import io
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def types(main=_MAIN, more=""):
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    )


def relations(rows):
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{id_}" Type="{R}/{kind}" Target="{target}"'
            + (' TargetMode="External"/>' if "://" in target or target.startswith("mailto:") else "/>")
            for id_, kind, target in rows
        )
        + "</Relationships>"
    )


def document(body):
    return f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>"


def paragraph(text):
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def parts(body="", links=(), media=None, core="", **others):
    """Return the parts of a DOCX by name; `others` are the contents of styles, numbering, footnotes, endnotes."""
    named = [(f"part{number}", kind, f"{kind}.xml") for number, kind in enumerate(sorted(others))]
    files = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations([("main", "officeDocument", "word/document.xml")]),
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": relations([*named, *links]),
        **{f"word/{kind}.xml": f"<w:{_ROOTS[kind]} {_SPACES}>{inner}</w:{kind}>" for kind, inner in others.items()},
        **{f"word/media/{name}": data for name, data in (media or {}).items()},
    }
    if core:
        files["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"{core}</cp:coreProperties>"
        )
    return files


def zipped(files, how=zipfile.ZIP_DEFLATED):
    """Return a ZIP of files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def case(path):
    """Return the parts that a case file describes: its elements are the parts' contents."""
    root = etree.fromstring(path.read_bytes())

    def inner(name):
        element = root.find(name)
        if element is None:
            return None
        return "".join(etree.tostring(each, encoding="unicode", with_tail=False) for each in element)

    links = [(each.get("id"), each.get("kind"), each.get("target")) for each in root.iterfind("link")]
    media = {each.get("name"): PNG if each.get("name").endswith(".png") else b"other" for each in root.iterfind("file")}
    others = {name: inner(name) for name in _ROOTS if root.find(name) is not None}
    return parts(inner("body"), links, media, inner("core") or "", **others)
