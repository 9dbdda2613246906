"""A web page: the article and nothing around it, its notes linked both ways."""

from collections.abc import Sequence
from html import escape

from builder.model.document import Block
from written_as import is_numbered, nested, notes_of, pieces, runs

_TAGS = {"paragraph": "p", "caption": "p", "term": "p", "definition": "p", "code": "pre"}


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return a page of HTML in UTF-8."""
    head = f'<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    return f"<!doctype html>\n{head}<body>\n{body(title, blocks)}\n</body></html>\n".encode()


def body(title: str, blocks: Sequence[Block], ids: str = "n") -> str:
    """Return the elements of an article."""
    notes = notes_of(blocks)
    lines = [f"<h1>{escape(title)}</h1>"]
    for run in runs(blocks):
        if run.listed:
            lines.append(_list(nested(run.blocks), notes))
        else:
            (block,) = run.blocks
            words = _inline(block.text, notes)
            tag = f"h{block.level}" if block.kind == "heading" else _TAGS.get(block.kind)
            quoted = f"<blockquote><p>{words}</p></blockquote>"
            lines.append(quoted if block.kind == "quotation" else f"<{tag}>{words}</{tag}>")
    for number, block in enumerate(notes.values(), 1):
        back = f'<a href="#r{number}" role="doc-backlink">↩</a>'
        lines.append(f'<div role="doc-footnote" id="{ids}{number}"><p>{_inline(block.text, {})} {back}</p></div>')
    return "\n".join(lines)


def _list(items, notes):
    tag = "ol" if is_numbered(items[0].block) else "ul"
    inner = "".join(
        f"<li>{_inline(item.block.text, notes)}{_list(item.items, notes) if item.items else ''}</li>\n"
        for item in items
    )
    return f"<{tag}>{inner}</{tag}>"


def _inline(text, notes):
    return "".join(_piece(piece, list(notes)) for piece in pieces(text, notes))


def _piece(piece, marks):
    if piece.note is not None:
        number = marks.index(piece.note.mark) + 1
        return f'<sup><a href="#n{number}" id="r{number}" role="doc-noteref">{number}</a></sup>'
    words = escape(piece.text)
    for on, tag in ((piece.code, "code"), (piece.slanted, "em"), (piece.strong, "strong")):
        words = f"<{tag}>{words}</{tag}>" if on else words
    return f'<a href="{escape(piece.address)}">{words}</a>' if piece.address else words
