"""Pages set as slides with python-pptx: titles, text, foot and number in the placeholders of their layout."""

from __future__ import annotations

import io
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Pt

from builder.model.maker import MADE_BY
from builder.model.sheet import Deck
from builder.text.languages import direction
from builder.wording import phrase
from builder.writers.sheets.qr import qr_code
from builder.writers.slides.measure import width_of
from builder.writers.slides.pages import Page
from builder.writers.slides.paragraphs import Voice, set_lines, set_pieces, set_text
from builder.writers.slides.pieces import clean
from builder.writers.slides.places import CODE, FOOT, FOOTER, INSET_X, LARGE_FOOT
from builder.writers.slides.template import SPACES, blank, notes_page, placed

#: What a core property may hold.
_LONGEST_PROPERTY = 255
#: The dot between the parts of a foot.
_DOT = " · "
#: The id of the field that holds a slide's number; any will do.
_FIELD = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"


def presentation(deck: Deck, pages: tuple[Page, ...], *, large: bool) -> bytes:
    """Return pages as a PowerPoint file, as python-pptx writes it."""
    voice = Voice(deck.language, rtl=direction(deck.language) == "rtl", large=large)
    file = blank(deck.language)
    if any(page.notes for page in pages):
        notes_page(file, deck.language)
    foot = foot_of(deck, LARGE_FOOT if large else FOOT)
    for number, page in enumerate(pages, 1):
        slide = file.slides.add_slide(file.slide_layouts[0 if page.opening else 2 if page.statement else 1])
        _set_words(slide, page, voice)
        if page.opening and (code := qr_code(deck.address, "png")):
            placed(slide.shapes.title._element, page.title_box, rtl=voice.rtl)  # noqa: SLF001
            _set_code(slide, code, deck.address, voice)
        _set_foot(slide, foot, number, voice)
        if page.notes:
            set_lines(slide.notes_slide.notes_text_frame, page.notes, voice)
    _name(file.core_properties, deck)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def foot_of(deck: Deck, size: int = FOOT) -> str:
    """Return the foot of every slide: module and licence, the module's name cut where it is too long."""
    licence = f"{_DOT}{clean(deck.licence)}" if deck.licence else ""
    room = (FOOTER.width - 2 * INSET_X) / size
    title = clean(deck.title)
    if width_of(title + licence) <= room:
        return title + licence
    words = title.split()
    while len(words) > 1 and width_of(" ".join(words) + "…" + licence) > room:
        words.pop()
    return f"{' '.join(words)}…{licence}"


def _set_words(slide: Any, page: Page, voice: Voice) -> None:
    title, body = slide.placeholders
    set_text(title.text_frame.paragraphs[0], page.title, page.title_size, voice)
    if page.pieces:
        set_pieces(body.text_frame, page.pieces, page.scale, voice)
    else:  # an empty one would be read out as something to fill in
        body._element.getparent().remove(body._element)  # noqa: SLF001


def _set_code(slide: Any, code: bytes, address: str, voice: Voice) -> None:
    """Set the QR code of the module's page: a picture, with words for who does not see it."""
    box = CODE.mirrored() if voice.rtl else CODE
    picture = slide.shapes.add_picture(io.BytesIO(code), Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    colon = phrase(voice.language, "marks.colon")
    named = picture._element.nvPicPr.cNvPr  # noqa: SLF001
    named.set("name", "QR")
    named.set("descr", f"{phrase(voice.language, 'sheet.on_web')}{colon} {clean(address)}")


def _set_foot(slide: Any, foot: str, number: int, voice: Voice) -> None:
    """Set the foot and the slide's number: python-pptx makes no such placeholders."""
    tree = slide.shapes._spTree  # noqa: SLF001
    first = max(shape.shape_id for shape in slide.shapes) + 1
    start, end = ("r", "l") if voice.rtl else ("l", "r")
    # LibreOffice takes the size and side of a foot from the slide alone
    size = LARGE_FOOT if voice.large else FOOT
    letters = f'<a:rPr lang="{voice.language}" sz="{size}00"><a:latin typeface="+mn-lt"/></a:rPr>'
    line = f'<a:pPr algn="{start}" rtl="{int(voice.rtl)}"/><a:r>{letters}<a:t/></a:r>'
    tree.append(parse_xml(_placeholder(first, "Footer", 'type="ftr" sz="quarter" idx="11"', line)))
    tree[-1].xpath(".//a:t")[0].text = foot
    field = f'<a:fld id="{_FIELD}" type="slidenum">{letters}<a:t>{number}</a:t></a:fld>'
    line = f'<a:pPr algn="{end}" rtl="{int(voice.rtl)}"/>{field}'
    tree.append(parse_xml(_placeholder(first + 1, "Slide Number", 'type="sldNum" sz="quarter" idx="12"', line)))


def _placeholder(id_: int, name: str, kind: str, line: str) -> str:
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{id_}" name="{name} {id_ - 1}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{line}</a:p></p:txBody></p:sp>"
    )


def _name(properties: Any, deck: Deck) -> None:
    """Say what the file is; when it was made it does not say, so that it is the same tomorrow."""
    properties.title = clean(deck.title)[:_LONGEST_PROPERTY]
    properties.subject = clean(deck.name)[:_LONGEST_PROPERTY]
    properties.keywords = clean(deck.slug)[:_LONGEST_PROPERTY]
    properties.language = deck.language
    properties.author = properties.last_modified_by = MADE_BY
    properties.comments = ""
    element = properties._element  # noqa: SLF001
    for dated in element.xpath("./dcterms:created | ./dcterms:modified"):
        element.remove(dated)
