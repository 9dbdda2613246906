"""Pictures of the course, and the code by which a telephone finds the page."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from typing import Any

import segno
from docx.image.image import Image
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from builder.findings import Where, note
from builder.model.sheet import Picture, Run
from builder.writers.sheets.pictures import picture_file
from builder.writers.word.desk import Desk
from builder.writers.word.text import runs
from builder.writers.word.xml import Element, added, clean, make

#: English Metric Units in a twentieth of a point, and in a millimetre.
_TWIP, _MM = 635, 36000
#: A picture takes no more of a page's height than this, and no larger file is read.
_MOST_HEIGHT, _MOST_BYTES = 0.6, 50_000_000
#: Formats that every version of Word shows.
_SUFFIXES = frozenset((".png", ".jpg", ".jpeg", ".gif"))
#: What the end of a whole picture holds: a file that was cut off would be an empty frame.
_ENDS = {b"\x89PNG": b"IEND", b"\xff\xd8": b"\xff\xd9", b"GIF8": b";"}


def picture(desk: Desk, block: Picture) -> list[Element]:
    """Return a picture with what it shows as its alternative text; the words alone where Word cannot hold it."""
    data, why = _read(desk.course, block.path)
    if data is not None:
        try:
            wide, high = _fitted(Image.from_blob(data), desk)
            inline = desk.part.new_pic_inline(io.BytesIO(data), wide, high)
        except Exception:  # noqa: BLE001 - python-docx raises no less for a file that is no picture, or half of one
            why = "it is damaged"
        else:
            drawn = desk.paragraph("Caption", _drawing(inline, block.description, PurePosixPath(block.path).name))
            added(drawn, "keepLines")
            return [drawn]
    help_ = "save it as PNG or JPEG and name that file; the Word file has the picture's description instead"
    message = f"the picture is not in the Word file: {why}"
    desk.found.append(note("picture-not-printed", message, Where(file=block.path), help_))
    text = (Run(text=block.description, emphasis=True),)
    return [desk.paragraph("Caption", *runs(desk, text, within="Caption"))] if block.description else []


def _read(course: Path, path: str) -> tuple[bytes | None, str]:
    """Return a picture's bytes, or why it cannot stand in a Word file."""
    suffix = PurePosixPath(path).suffix
    if suffix.lower() not in _SUFFIXES:
        return None, f"Word holds no {suffix.lstrip('.').upper() or 'file without an ending'} for certain"
    file = picture_file(course, path)
    if file is None:
        return None, "the course has no such file"
    try:
        if file.stat().st_size > _MOST_BYTES:
            return None, "the file is far too large to print"
        data = file.read_bytes()
    except OSError:
        return None, "the file cannot be read"
    whole = any(data.startswith(start) and end in data for start, end in _ENDS.items())
    return (data, "") if whole else (None, "it is damaged")


def _fitted(image: Any, desk: Desk) -> tuple[int, int]:
    """Return width and height, as they are or shrunk to the text's width and most of the page's height."""
    wide, high = int(image.width), int(image.height)
    if wide <= 0 or high <= 0:
        raise ValueError("a picture without size")
    share = min(1.0, desk.width * _TWIP / wide, desk.height * _TWIP * _MOST_HEIGHT / high)
    return max(round(wide * share), 1), max(round(high * share), 1)


def _drawing(inline: Element, description: str, name: str) -> Element:
    """Return a run with a picture that tells what it shows."""
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    for properties in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
        properties.set("descr", clean(description))
        properties.set("name", clean(name))
    return make("r", make("drawing", inline))


def code_of(desk: Desk, address: str, description: str, millimetres: float) -> Element:
    """Return a run with an address as a QR code at the end side of the page, text beside it.

    Its quiet zone is four modules wide, as ISO/IEC 18004 asks for.
    """
    stream = io.BytesIO()
    segno.make(address, error="m", micro=False).save(stream, kind="png", border=4, scale=8)
    side = round(millimetres * _MM)
    inline = desk.part.new_pic_inline(io.BytesIO(stream.getvalue()), side, side)
    run = _drawing(inline, description, "qr.png")
    anchor = parse_xml(_ANCHOR.format(ns=nsdecls("wp"), side="left" if desk.rtl else "right", extent=side))
    for child in inline:
        if child.tag in (qn("wp:docPr"), qn("wp:cNvGraphicFramePr"), qn("a:graphic")):
            anchor.append(child)
    inline.getparent().replace(inline, anchor)
    return run


_ANCHOR = (
    '<wp:anchor {ns} distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2" '
    'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>{side}</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{extent}" cy="{extent}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    '<wp:wrapSquare wrapText="bothSides"/></wp:anchor>'
)
