"""Elements of WordprocessingML, and text that may stand in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from builder.text.xml_chars import without_non_xml

#: python-docx and lxml have no types of their own.
Element = Any

#: The word joiner holds lines of underscores together in a PDF: Word never breaks them, and shows a box for it where
#: the font lacks it.
_JOINER = "\u2060"

#: The order in which the schema wants properties (ECMA-376 part 1).
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
}
_RANKS = {qn(f"w:{name}"): order.split() for name, order in _ORDER.items()}


def make(name: str, /, *children: Element, **attributes: object) -> Element:
    """Return an element of the namespace `w`, with its attributes in it too: `make("pStyle", val="Title")`."""
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key.rstrip('_')}"), str(value))
    element.extend(children)
    return in_order(element) if element.tag in _RANKS else element


def in_order(element: Element) -> Element:
    """Return an element of properties with its children in the order of the schema."""
    ranks = _RANKS[element.tag]
    children = sorted(element, key=lambda child: _rank(child, ranks))
    for child in children:
        element.append(child)  # an element is moved, not copied
    return element


def _rank(child: Element, ranks: list[str]) -> int:
    name = local(child)
    return ranks.index(name) if name in ranks else len(ranks)


def local(element: Element) -> str:
    """Return an element's name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def clean(text: str) -> str:
    """Return text without the characters that a Word file cannot hold or show."""
    return without_non_xml(text).replace(_JOINER, "")


def added(element: Element, name: str, /, **attributes: object) -> None:
    """Give an element's properties one more (or another value of it): `added(paragraph, "keepNext")`."""
    properties = element.get_or_add_pPr()
    for old in properties.findall(qn(f"w:{name}")):
        properties.remove(old)
    properties.append(make(name, **attributes))
    in_order(properties)


def paragraphs_in(elements: Iterable[Element]) -> list[Element]:
    """Return the paragraphs of a run of elements, those in tables too."""
    return [each for element in elements for each in element.iter(qn("w:p"))]
