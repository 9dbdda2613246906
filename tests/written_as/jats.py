"""JATS: an article of a journal, its sections nested, its notes in a group behind the text."""

from collections.abc import Sequence
from html import escape

from builder.model.document import Block
from written_as import is_numbered, nested, notes_of, pieces, runs

_DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN" '
    '"JATS-journalpublishing1-3.dtd">'
)


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return an article in JATS."""
    notes = notes_of(blocks)
    front = f"<title-group><article-title>{_inline(title, {})}</article-title></title-group>"
    listed = "".join(
        f'<fn id="n{number}"><label>{escape(mark.strip("[]"))}</label><p>{_inline(note.text, {})}</p></fn>'
        for number, (mark, note) in enumerate(notes.items(), 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{_DOCTYPE}\n<article xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'article-type="review-article" dtd-version="1.3" xml:lang="{language}">\n<front><article-meta>{front}'
        f"</article-meta></front>\n<body>\n{_body(blocks, notes)}</body>\n"
        f"<back>{f'<fn-group>{listed}</fn-group>' if listed else ''}</back>\n</article>\n"
    ).encode()


def _body(blocks, notes):
    lines = []
    open_ = []
    for run in runs(blocks):
        block = run.blocks[0]
        if run.listed:
            lines.append(_list(nested(run.blocks), notes))
        elif block.kind == "heading":
            while open_ and open_[-1] >= block.level:
                open_.pop()
                lines.append("</sec>")
            open_.append(block.level)
            lines.append(f"<sec><title>{_inline(block.text, notes)}</title>")
        else:
            words = f"<p>{_inline(block.text, notes)}</p>"
            lines.append(f"<disp-quote>{words}</disp-quote>" if block.kind == "quotation" else words)
    return "\n".join([*lines, *("</sec>" for _ in open_), ""])


def _list(items, notes):
    kind = "order" if is_numbered(items[0].block) else "bullet"
    inside = "".join(
        f"<list-item><p>{_inline(item.block.text, notes)}</p>{_list(item.items, notes) if item.items else ''}</list-item>"
        for item in items
    )
    return f'<list list-type="{kind}">{inside}</list>'


def _inline(text, notes):
    return "".join(_piece(piece, list(notes)) for piece in pieces(text, notes))


def _piece(piece, marks):
    if piece.note is not None:
        number = marks.index(piece.text) + 1
        return f'<xref ref-type="fn" rid="n{number}"><sup>{escape(piece.text.strip("[]"))}</sup></xref>'
    words = escape(piece.text, quote=False)
    for wanted, tag in ((piece.code, "monospace"), (piece.slanted, "italic"), (piece.strong, "bold")):
        words = f"<{tag}>{words}</{tag}>" if wanted else words
    link = f'<ext-link ext-link-type="uri" xlink:href="{escape(piece.address)}">'
    return f"{link}{words}</ext-link>" if piece.address else words
