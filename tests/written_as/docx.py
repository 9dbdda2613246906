"""DOCX: Word's own styles, numbered lists by their numbering, notes in their part."""

from collections.abc import Sequence
from html import escape

from readers.docx_file import parts, relations, zipped

from builder.model.document import Block
from written_as import is_numbered, notes_of, pieces

_NAMES = {"Title": "Title", "Quote": "Quote", **{f"Heading{level}": f"heading {level}" for level in range(1, 7)}}
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>' for id_, name in _NAMES.items()
)


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return a Word document."""
    notes = notes_of(blocks)
    addresses: dict[str, str] = {}
    lines = [_paragraph(escape_run(title), "Title")]
    lists = 1
    numbers: list[str] = [""]
    for block in blocks:
        words = _inline(block.text, notes, addresses)
        if block.kind == "item":
            if numbers[-1] in ("", "end"):
                numbers.append(_kinds(block, blocks))
                lists = len(numbers) - 1
            place = f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="{lists}"/></w:numPr>'
            lines.append(_paragraph(words, "", place))
            continue
        if numbers[-1] != "end":
            numbers.append("end")
        if block.kind != "note":
            style = {"heading": f"Heading{block.level}", "quotation": "Quote"}.get(block.kind, "")
            lines.append(_paragraph(words, style))
    others = {"styles": _STYLES, "numbering": _numbering(numbers)}
    in_notes: dict[str, str] = {}
    if notes:
        others["footnotes"] = "".join(
            f'<w:footnote w:id="{number}">{_paragraph(_inline(block.text, {}, in_notes))}</w:footnote>'
            for number, block in enumerate(notes.values(), 1)
        )
    files = parts("".join(lines), _links(addresses), core=f"<dc:title>{escape(title)}</dc:title>", **others)
    return zipped({**files, "word/_rels/footnotes.xml.rels": relations(_links(in_notes))})


def _links(addresses):
    return [(id_, "hyperlink", escape(address)) for address, id_ in addresses.items()]


def _kinds(first, blocks):
    """Return for each level of the list that begins here whether it is numbered: "n" or "b"."""
    kinds = ["b"] * 9
    for block in blocks[blocks.index(first) :]:
        if block.kind != "item":
            break
        kinds[block.level - 1] = "n" if is_numbered(block) else "b"
    return "".join(kinds)


def _numbering(kinds):
    made = [(number, each) for number, each in enumerate(kinds) if len(each) == 9]
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{"decimal" if kind == "n" else "bullet"}"/>'
            f'<w:lvlText w:val="{f"%{level + 1}." if kind == "n" else "•"}"/></w:lvl>'
            for level, kind in enumerate(each)
        )
        + "</w:abstractNum>"
        for number, each in made
    )
    return abstract + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number, _ in made
    )


def _paragraph(words, style="", place=""):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{place}</w:pPr>{words}</w:p>"


def escape_run(text, looks=""):
    """Return a run of words."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _inline(text, notes, addresses):
    marks = list(notes)
    words = ""
    for piece in pieces(text, notes):
        if piece.note is not None:
            words += f'<w:r><w:footnoteReference w:id="{marks.index(piece.note.mark) + 1}"/></w:r>'
            continue
        run = escape_run(piece.text, "<w:b/><w:bCs/>" * piece.strong + "<w:i/><w:iCs/>" * piece.slanted)
        if piece.address:
            id_ = addresses.setdefault(piece.address, f"link{len(addresses)}")
            run = f'<w:hyperlink r:id="{id_}">{run}</w:hyperlink>'
        words += run
    return words
