"""Words as paragraphs and runs of a slide: each run says its language, each paragraph its direction."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pptx.oxml import parse_xml
from pptx.util import Pt

from builder.model.sheet import Run, Text
from builder.writers.slides.packing import depth_of, gap_of, hang_of
from builder.writers.slides.pieces import Piece
from builder.writers.slides.places import Scale
from builder.writers.slides.template import FONT, SPACES

_OUTSIDE = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)
_CODE_FONT = "Courier New"
_BULLET = (f'<a:buFont {SPACES} typeface="{FONT}"/>', f'<a:buChar {SPACES} char="•"/>')
_NO_BULLET = (f"<a:buNone {SPACES}/>",)


class Voice(NamedTuple):
    """How the words of a deck are set: in which language and direction, and whether in large print."""

    language: str
    rtl: bool
    large: bool


def set_pieces(frame: Any, pieces: tuple[Piece, ...], scale: Scale, voice: Voice) -> None:
    """Set the text of a slide."""
    for place, piece in enumerate(pieces):
        _set_piece(_paragraph(frame, place), piece, scale, voice, is_first=place == 0)


def set_lines(frame: Any, lines: tuple[str, ...], voice: Voice) -> None:
    """Set plain lines in the size of where they stand."""
    for place, line in enumerate(lines):
        set_text(_paragraph(frame, place), (Run(text=line),), None, voice)


def set_text(paragraph: Any, text: Text, size: int | None, voice: Voice, *, bold: bool = False) -> None:
    """Set one paragraph; size: of its letters, None for that of where it stands."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx knows no direction
    properties.set("algn", "r" if voice.rtl else "l")
    properties.set("rtl", str(int(voice.rtl)))
    for run in text:
        _set_run(paragraph.add_run(), run, size, voice, bold=bold)


def _paragraph(frame: Any, place: int) -> Any:
    return frame.paragraphs[0] if place == 0 else frame.add_paragraph()


def _set_piece(paragraph: Any, piece: Piece, scale: Scale, voice: Voice, *, is_first: bool) -> None:
    size = scale.body if piece.size == "body" else scale.small
    is_bullet = piece.mark == "•"
    behind = "\u2002" if voice.rtl else "\t"  # LibreOffice knows no tab from right to left
    mark = (Run(text=f"{piece.mark}{behind}"),) if piece.mark and not is_bullet else ()
    set_text(paragraph, (*mark, *piece.text), size, voice, bold=piece.strong)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.set("marL", str(Pt(depth_of(piece, scale))))
    properties.set("indent", str(-Pt(hang_of(piece) * scale.body) if piece.mark else 0))
    if piece.level:
        properties.set("lvl", str(piece.level))
    gap = 0 if is_first else round(gap_of(piece) * size * 100)
    space = f'<a:spcBef {SPACES}><a:spcPts val="{gap}"/></a:spcBef>'
    for xml in (space, *(_BULLET if is_bullet else _NO_BULLET)):
        properties.append(parse_xml(xml))


def _set_run(given: Any, run: Run, size: int | None, voice: Voice, *, bold: bool) -> None:
    given.text = run.text
    if size is not None:
        given.font.size = Pt(size)
    if bold or run.strong:
        given.font.bold = True
    if run.emphasis and not voice.large:  # italics are hard to read in large print
        given.font.italic = True
    if run.code:
        given.font.name = _CODE_FONT
    properties = given._r.get_or_add_rPr()  # noqa: SLF001
    properties.set("lang", voice.language)
    if run.raised:
        properties.set("baseline", "30000")
    if _OUTSIDE.match(run.address):
        given.hyperlink.address = run.address
