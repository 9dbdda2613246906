"""OpenDocument: LibreOffice's own styles, emphasis by automatic styles, lists as elements, notes where they are told."""

from collections.abc import Sequence
from html import escape

from packed import zipped
from readers.odt_file import parts

from builder.model.document import Block
from written_as import is_numbered, nested, notes_of, pieces, runs

_STYLES = (
    "<office:styles>"
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Quotations" style:family="paragraph"/>'
    + "".join(
        f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" style:family="paragraph" '
        f'style:default-outline-level="{level}"/>'
        for level in range(1, 7)
    )
    + "</office:styles>"
)
_AUTOMATIC = (
    "<office:automatic-styles>"
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>'
    '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic" style:font-style-complex="italic"/></style:style>'
    '<text:list-style style:name="LB">'
    + "".join(f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•"/>' for level in range(1, 7))
    + '</text:list-style><text:list-style style:name="LN">'
    + "".join(
        f'<text:list-level-style-number text:level="{level}" style:num-format="1" style:num-suffix="."/>'
        for level in range(1, 7)
    )
    + "</text:list-style></office:automatic-styles>"
)


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return an OpenDocument text."""
    notes = notes_of(blocks)
    lines = [f'<text:p text:style-name="Title">{escape(title)}</text:p>']
    for run in runs(blocks):
        if run.listed:
            lines.append(_list(nested(run.blocks), notes))
        else:
            (block,) = run.blocks
            words, style = _inline(block.text, notes), f"Heading_20_{block.level}"
            if block.kind == "heading":
                lines.append(f'<text:h text:style-name="{style}" text:outline-level="{block.level}">{words}</text:h>')
            else:
                named = ' text:style-name="Quotations"' if block.kind == "quotation" else ""
                lines.append(f"<text:p{named}>{words}</text:p>")
    return zipped(parts("\n".join(lines), _STYLES, _AUTOMATIC, f"<dc:title>{escape(title)}</dc:title>"))


def _list(items, notes):
    style = "LN" if is_numbered(items[0].block) else "LB"
    inner = "".join(
        f"<text:list-item><text:p>{_inline(item.block.text, notes)}</text:p>"
        f"{_list(item.items, notes) if item.items else ''}</text:list-item>\n"
        for item in items
    )
    return f'<text:list text:style-name="{style}">{inner}</text:list>'


def _inline(text, notes):
    return "".join(_piece(piece) for piece in pieces(text, notes))


def _piece(piece):
    if piece.note is not None:
        body = f"<text:note-body><text:p>{_inline(piece.note.text, {})}</text:p></text:note-body>"
        number = piece.note.mark.strip("[]")
        return (
            f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>{body}</text:note>'
        )
    words = escape(piece.text)
    for on, style in ((piece.slanted, "I"), (piece.strong, "B")):
        words = f'<text:span text:style-name="{style}">{words}</text:span>' if on else words
    return (
        f'<text:a xlink:type="simple" xlink:href="{escape(piece.address)}">{words}</text:a>' if piece.address else words
    )
