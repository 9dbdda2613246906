"""Pictures for files that stand alone: their kind by what they hold, and drawings that only draw.

A name says little: a site serves a JPEG as `x.png`, and which suffixes a system knows differs from
computer to computer, so that the same course would give other bytes.
"""

from __future__ import annotations

import re

import msgspec
from lxml import etree

_BEGINNINGS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "image/avif"),
)
SVG = "image/svg+xml"
_SVG = "{http://www.w3.org/2000/svg}"

#: What runs, moves or brings other documents along (SVG 2).
_NOT_DRAWING = frozenset(
    f"{_SVG}{name}" for name in "script foreignObject animate animateMotion animateTransform set handler".split()
)
_FROM_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)

#: The mark of a GIF with more than one picture.
_MOVES = b"NETSCAPE2.0"


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A picture: its media type and its bytes."""

    media_type: str
    data: bytes

    @property
    def moves(self) -> bool:
        """Whether it may flash; nobody has looked."""
        return self.media_type == "image/gif" and _MOVES in self.data


def drawn(data: bytes) -> Drawn | None:
    """Return a picture with its kind, None for bytes that are no picture a browser shows."""
    for beginning, kind in _BEGINNINGS:
        if beginning.match(data):
            return Drawn(media_type=kind, data=data)
    return _drawing(data)


def _drawing(data: bytes) -> Drawn | None:
    """Return an SVG with nothing in it that runs or asks for something."""
    if b"<svg" not in data and b":svg" not in data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.tag != f"{_SVG}svg":
        return None
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str) or element.tag in _NOT_DRAWING or _asks(element):
            _taken_out(element)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            local = etree.QName(name).localname
            link = local == "href" and not _INSIDE.match(value.strip())
            if local.startswith("on") or local == "base" or link or _FROM_OUTSIDE.search(value):
                del element.attrib[name]
    return Drawn(media_type=SVG, data=etree.tostring(root, encoding="utf-8"))


def _asks(element: etree._Element) -> bool:
    return element.tag == f"{_SVG}style" and _FROM_OUTSIDE.search(element.text or "") is not None


def _taken_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)
