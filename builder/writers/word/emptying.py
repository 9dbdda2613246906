"""A template emptied of everything but its looks: what goes to a class must not hold what somebody once wrote.

Parts are kept by a list of what is needed, not dropped by a list of what is known: remarks, notes, portraits,
properties and whatever else programs put beside a text go with it.
"""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsmap, qn
from docx.parts.numbering import NumberingPart
from docx.parts.styles import StylesPart
from lxml import etree

from builder.writers.word.blank import NUMBERING, STYLES
from builder.writers.word.xml import Element, in_order, local

#: Kinds of parts that a part of a kind may refer to; the package itself is "".
_KEPT = {
    "": frozenset(("officeDocument",)),
    "officeDocument": frozenset("styles numbering settings fontTable theme header footer".split()),
    "header": frozenset(("image", "hyperlink")),
    "footer": frozenset(("image", "hyperlink")),
    "numbering": frozenset(("image",)),
    "theme": frozenset(("image",)),
    "fontTable": frozenset(("font",)),
}
#: Kinds that are of use only where an element names them.
_NAMED = frozenset(("header", "footer", "image", "hyperlink"))
_RELATION = f"{{{nsmap['r']}}}"
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
#: Settings that pages and letters need; the others are of the text that is gone, or of who wrote it.
_SETTINGS = frozenset(
    "mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "
    "evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets defaultTabStop autoHyphenation "
    "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps characterSpacingControl strictFirstAndLastChars "
    "noLineBreaksAfter noLineBreaksBefore embedTrueTypeFonts embedSystemFonts saveSubsetFonts compat themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator".split()
)
#: Marks of changes and remarks, with the names of who made them: what was taken out, and what notes at it.
_TAKEN_OUT = tuple(
    qn(f"w:{name}")
    for name in (
        "del moveFrom moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd cellIns cellDel cellMerge "
        "pPrChange rPrChange sectPrChange tblPrChange tblPrExChange tblGridChange trPrChange tcPrChange "
        "numberingChange commentRangeStart commentRangeEnd commentReference footnoteReference endnoteReference "
        "footnotePr endnotePr"
    ).split()
)
_PUT_IN = (qn("w:ins"), qn("w:moveTo"))


def emptied(document: Any) -> None:
    """Take everything out of a document but its styles, its last section's page, head and foot, and its settings."""
    _without_marks(document.element)  # an older page stands inside the mark of its change
    body = document.element.body
    last = body[-1] if len(body) and local(body[-1]) == "sectPr" else None
    _inherit(list(body.iter(qn("w:sectPr"))))
    for child in [child for child in body if child is not last]:
        body.remove(child)
    for child in [child for child in document.element if child is not body]:  # a page's background: colour under print
        document.element.remove(child)
    _prune(document.part.package, "")
    _with_parts(document)
    settings = document.settings.element
    for child in [child for child in settings if local(child) not in _SETTINGS]:
        settings.remove(child)


def _inherit(sections: list[Element]) -> None:
    """Give the last section the heads and feet that it has from those before it."""
    there: dict[tuple[str, str | None], Element] = {}
    for section in sections:
        there |= {(each.tag, each.get(qn("w:type"))): each for each in section.iter(*_REFERENCES)}
    for section in sections[-1:]:
        section.extend(each for each in there.values() if each.getparent() is not section)
        in_order(section)


def _prune(part: Any, kind: str) -> None:
    """Forget what a part of a kind need not refer to, and so on in what it does refer to."""
    root = getattr(part, "element", None)
    if root is not None:
        _without_marks(root)
    named = None if root is None else {id_ for each in root.iter("*") for id_ in _named_by(each)}
    for id_, relation in list(part.rels.items()):
        other = relation.reltype.rpartition("/")[2]
        is_idle = other in _NAMED and named is not None and id_ not in named
        if other not in _KEPT.get(kind, ()) or is_idle or (relation.is_external and other != "hyperlink"):
            del part.rels[id_]
        elif not relation.is_external:
            _prune(relation.target_part, other)
    if root is not None:
        _without_dangling(root, frozenset(part.rels))


def _without_marks(root: Element) -> None:
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction, *_PUT_IN)
    etree.strip_elements(root, *_TAKEN_OUT, with_tail=False)


def _named_by(element: Element) -> list[str]:
    """Return the relations that an element names."""
    return [value for name, value in element.attrib.items() if name.startswith(_RELATION)]


def _without_dangling(root: Element, known: frozenset[str]) -> None:
    """Take out what names a relation that is gone, with the run that it stands in: Word would call it damage."""
    for element in list(root.iter("*")):
        if all(id_ in known for id_ in _named_by(element)):
            continue
        run = next(element.iterancestors(qn("w:r")), element)
        if run.getparent() is not None:
            run.getparent().remove(run)


def _with_parts(document: Any) -> None:
    """Give a document the parts that it lacks: a file of another program may have no lists."""
    document.settings  # noqa: B018 - asking for it makes one
    there = {relation.reltype for relation in document.part.rels.values()}
    for kind, part, type_, text in (
        (RELATIONSHIP_TYPE.NUMBERING, NumberingPart, CONTENT_TYPE.WML_NUMBERING, NUMBERING),
        (RELATIONSHIP_TYPE.STYLES, StylesPart, CONTENT_TYPE.WML_STYLES, STYLES),
    ):
        if kind not in there:
            name = PackURI(f"/word/builder-{kind.rpartition('/')[2]}.xml")
            made = part.load(name, type_, text.encode(), document.part.package)
            document.part.relate_to(made, kind)
