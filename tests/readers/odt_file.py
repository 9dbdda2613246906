"""ODT files for tests: the parts of a case as XML, packed or in one flat file."""

from lxml import etree
from packed import PNG

_SPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        **{
            name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
            for name in ("office", "style", "text", "table", "meta", "manifest")
        },
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
MIME = "application/vnd.oasis.opendocument.text"


def content(body, styles=""):
    return f'<office:document-content {_SPACES} office:version="1.3">{styles}<office:body><office:text>{body}</office:text></office:body></office:document-content>'


def flat(body, styles=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_SPACES} office:mimetype="{MIME}">'
        f"{styles}<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def parts(body="", styles="", automatic="", meta="", files=(), manifest=""):
    """Return the parts of an ODT by name."""
    types = {"/": MIME, "content.xml": "text/xml", "styles.xml": "text/xml", "meta.xml": "text/xml"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{type_}"/>'
        for name, type_ in types.items()
    )
    return {
        "mimetype": MIME,
        "META-INF/manifest.xml": f'<manifest:manifest {_SPACES} manifest:version="1.3">{entries}{manifest}</manifest:manifest>',
        "content.xml": content(body, automatic),
        "styles.xml": f'<office:document-styles {_SPACES} office:version="1.3">{styles}</office:document-styles>',
        "meta.xml": f'<office:document-meta {_SPACES} office:version="1.3"><office:meta>{meta}</office:meta></office:document-meta>',
        **{name: PNG if name.endswith(".png") else b"other" for name in files},
    }


def paragraph(text):
    return f"<text:p>{text}</text:p>"


def case(path):
    """Return the parts that a case file describes: its elements are the contents of the parts."""
    text = path.read_text(encoding="utf-8").replace("<case>", f"<case {_SPACES}>", 1)
    root = etree.fromstring(text.encode())

    def inner(name):
        element = root.find(name)
        return "".join(etree.tostring(each, encoding="unicode") for each in element) if element is not None else ""

    files = [each.get("name") for each in root.iterfind("file")]
    return parts(inner("body"), inner("styles"), inner("content"), inner("meta"), files)
