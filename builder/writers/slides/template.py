"""An empty presentation of 16:9 with three layouts: the opening slide, text, and one statement.

It is made of the one that python-pptx brings (4:3, eleven layouts): what is not ours is taken out, so that a slide
that a person adds looks like the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Pt

from builder.model.maker import MADE_BY
from builder.text.languages import direction
from builder.writers.slides.measure import TITLE_LEADING
from builder.writers.slides.places import BAND, FOOT, FOOTER, HIGH, NUMBER, OPENING, PLAIN, STATEMENT, WIDE, Box

FONT = "Arial"
_INK, _LINK = "12355B", "0B3D91"
#: Layouts of python-pptx that are kept, by their places, and what they are called here.
_KEPT = ("Opening", "Text", "Statement")
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
SPACES = f'xmlns:a="{_A}" xmlns:p="{_P}"'


def blank(language: str) -> Any:
    """Return a presentation without slides, laid out for a language."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    deck.part._element.find(f"{{{_P}}}sldSz").attrib.pop("type", None)  # noqa: SLF001 - python-pptx has no other way
    rtl = direction(language) == "rtl"
    if rtl:
        deck.part._element.set("rtl", "1")  # noqa: SLF001
    _without_leftovers(deck)
    for layout in tuple(deck.slide_layouts)[len(_KEPT) :]:
        deck.slide_layouts.remove(layout)
    _master(deck.slide_master, rtl=rtl)
    for layout, name in zip(tuple(deck.slide_layouts), _KEPT, strict=True):
        _layout(layout, name, rtl=rtl)
    for element in (deck.part._element, deck.slide_master._element, *(one._element for one in deck.slide_layouts)):  # noqa: SLF001
        _spoken(element, language)
    return deck


def notes_page(deck: Any, language: str) -> None:
    """Give a presentation its page of notes: a slide of 16:9 above, no date."""
    master = deck.notes_master
    for shape in tuple(master.placeholders):
        kind = shape._element.xpath("./p:nvSpPr/p:nvPr/p:ph/@type")  # noqa: SLF001
        if kind[:1] in (["dt"], ["hdr"]):
            shape._element.getparent().remove(shape._element)  # noqa: SLF001
        elif kind[:1] == ["sldImg"]:
            shape.height = int(shape.width * HIGH / WIDE)
    _theme(master.part)
    _spoken(master._element, language)  # noqa: SLF001


def placed(element: Any, box: Box, *, rtl: bool) -> None:
    """Put a shape in its place; from right to left the place is mirrored."""
    place = box.mirrored() if rtl else box
    xfrm = (
        f'<a:xfrm {SPACES}><a:off x="{Pt(place.left)}" y="{Pt(place.top)}"/>'
        f'<a:ext cx="{Pt(place.width)}" cy="{Pt(place.height)}"/></a:xfrm>'
    )
    properties = element.find(f"{{{_P}}}spPr")
    for old in properties.findall(f"{{{_A}}}xfrm"):
        properties.remove(old)
    properties.insert(0, parse_xml(xfrm))


def _without_leftovers(deck: Any) -> None:
    """Take out what the template of python-pptx has of its maker's machine."""
    for relations, kind in ((deck.part.rels, "/printerSettings"), (deck.part.package._rels, "/thumbnail")):  # noqa: SLF001
        for name in [name for name, relation in relations.items() if relation.reltype.endswith(kind)]:
            relations.pop(name)
    for relation in deck.part.package._rels.values():  # noqa: SLF001
        if relation.reltype.endswith("/extended-properties"):
            relation.target_part._blob = _APP  # noqa: SLF001


_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>%s</Application></Properties>"
) % MADE_BY.encode()


def _master(master: Any, *, rtl: bool) -> None:
    boxes = {"title": PLAIN.title, "body": PLAIN.body, "ftr": FOOTER, "sldNum": NUMBER}
    for shape, kind in _placeholders(master):
        if kind not in boxes:
            shape.getparent().remove(shape)
            continue
        placed(shape, boxes[kind], rtl=rtl)
        body = shape.find(f"{{{_P}}}txBody/{{{_A}}}bodyPr")
        body.set("anchor", "t" if kind == "body" else "ctr")
        body.set("rtlCol", str(int(rtl)))
        if kind in ("ftr", "sldNum"):
            _styled(shape, _foot_style(at_start=kind == "ftr", rtl=rtl))
    tree = master.shapes._spTree  # noqa: SLF001
    tree.insert(2, parse_xml(_band()))
    styles = master._element.find(f"{{{_P}}}txStyles")  # noqa: SLF001
    styles.replace(styles.find(f"{{{_P}}}titleStyle"), parse_xml(_title_style(rtl=rtl)))
    styles.replace(styles.find(f"{{{_P}}}bodyStyle"), parse_xml(_body_style(rtl=rtl)))
    _theme(master.part)


def _layout(layout: Any, name: str, *, rtl: bool) -> None:
    layout.name = name
    look = {"Opening": OPENING, "Text": PLAIN, "Statement": STATEMENT}[name]
    if name == "Statement":  # made of the section header, whose words would be white on colour elsewhere
        layout._element.attrib.pop("type", None)  # noqa: SLF001
        layout._element.set("userDrawn", "1")  # noqa: SLF001
    for shape, kind in _placeholders(layout):
        if kind == "dt":
            shape.getparent().remove(shape)
        elif kind in ("title", "ctrTitle"):
            placed(shape, look.title, rtl=rtl)
            _styled(shape, f'<a:lvl1pPr><a:defRPr sz="{look.titles[0]}00" b="1" cap="none"/></a:lvl1pPr>')
            _anchored(shape, "b" if kind == "ctrTitle" else "ctr")
        elif kind not in ("ftr", "sldNum"):
            placed(shape, look.body, rtl=rtl)
            size = look.scales[0].body
            no_mark = f'<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="{size}00"/></a:lvl1pPr>'
            _styled(shape, "" if name == "Text" else no_mark)
            _anchored(shape, "ctr" if name == "Statement" else "t")


def _placeholders(holder: Any) -> Iterator[tuple[Any, str]]:
    for shape in tuple(holder.placeholders):
        element = shape._element  # noqa: SLF001
        yield element, (element.xpath("./p:nvSpPr/p:nvPr/p:ph/@type") or ["obj"])[0]


def _anchored(shape: Any, anchor: str) -> None:
    shape.find(f"{{{_P}}}txBody/{{{_A}}}bodyPr").set("anchor", anchor)


def _styled(shape: Any, levels: str) -> None:
    body = shape.find(f"{{{_P}}}txBody")
    style = parse_xml(f"<a:lstStyle {SPACES}>{levels}</a:lstStyle>")
    body.replace(body.find(f"{{{_A}}}lstStyle"), style)


def _spoken(element: Any, language: str) -> None:
    """Give all words of a master or layout the language of the deck."""
    for one in element.iter(f"{{{_A}}}rPr", f"{{{_A}}}endParaRPr", f"{{{_A}}}defRPr"):
        if one.get("lang") is not None:
            one.set("lang", language)


def _side(*, rtl: bool) -> str:
    return 'algn="r" rtl="1"' if rtl else 'algn="l" rtl="0"'


def _ink() -> str:
    return (
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
    )


def _title_style(*, rtl: bool) -> str:
    percent = round(TITLE_LEADING * 100_000)
    leading = f'<a:lnSpc><a:spcPct val="{percent}"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef>'
    return (
        f"<p:titleStyle {SPACES}><a:lvl1pPr {_side(rtl=rtl)}>{leading}<a:buNone/>"
        f'<a:defRPr sz="{PLAIN.titles[0]}00" b="1" kern="1200">{_ink()}</a:defRPr></a:lvl1pPr></p:titleStyle>'
    )


def _body_style(*, rtl: bool) -> str:
    size = PLAIN.scales[0].body
    step = Pt(size * 1.1)
    levels = "".join(
        f'<a:lvl{n}pPr marL="{step * n}" indent="-{step}" {_side(rtl=rtl)}>'
        f'<a:spcBef><a:spcPts val="{int(size * 45)}"/></a:spcBef><a:buFont typeface="{FONT}"/><a:buChar char="•"/>'
        f'<a:defRPr sz="{size}00" kern="1200">{_ink()}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 6)
    )
    return f"<p:bodyStyle {SPACES}>{levels}</p:bodyStyle>"


def _foot_style(*, at_start: bool, rtl: bool) -> str:
    algn = "l" if at_start != rtl else "r"
    return (
        f'<a:lvl1pPr algn="{algn}" rtl="{int(rtl)}"><a:defRPr sz="{FOOT}00">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )


def _band() -> str:
    """Return the stripe along the upper edge: the same from either side, and nothing that is read out."""
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{Pt(BAND.width)}" cy="{Pt(BAND.height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _theme(part: Any) -> None:
    """Give a theme one sans font for all scripts, black on white, and one dark colour."""
    theme = next(relation.target_part for relation in part.rels.values() if relation.reltype.endswith("/theme"))
    root = etree.fromstring(theme.blob)
    root.set("name", "Teaching module")
    fonts = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    for name in ("majorFont", "minorFont"):
        for old in root.iter(f"{{{_A}}}{name}"):
            old.getparent().replace(old, etree.fromstring(f'<a:{name} xmlns:a="{_A}">{fonts}</a:{name}>'))
    inks = {"dk2": _INK, "accent1": _INK, "hlink": _LINK, "folHlink": _LINK}
    for name, ink in inks.items():
        for colour in root.iter(f"{{{_A}}}{name}"):
            colour[:] = [etree.fromstring(f'<a:srgbClr xmlns:a="{_A}" val="{ink}"/>')]
    if hasattr(theme, "_element"):  # the one that python-pptx makes for notes
        theme._element = root  # noqa: SLF001
    else:
        theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001
