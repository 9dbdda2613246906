"""LaTeX: one file with its own head, as a person types it."""

import re
from collections.abc import Sequence

from builder.model.document import Block
from written_as import Run, is_numbered, nested, notes_of, pieces, runs

_LANGUAGES = {"en": "english", "es": "spanish", "fr": "french", "ar": "arabic"}
_HEADINGS = {2: "section", 3: "subsection", 4: "subsubsection", 5: "paragraph", 6: "subparagraph"}
_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "'": r"\textquotesingle{}", "`": r"\textasciigrave{}", "—": "---", "–": "--", "“": "``", "”": "''",
    "‘": "`", "’": "'", "é": r"\'e", "…": r"\ldots{}", "¿": "?`", "¡": "!`", "«": "<<", "»": ">>",
} | {sign: f"\\{sign}" for sign in "$&#%_"}  # fmt: skip


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return an article of LaTeX in UTF-8."""
    notes = notes_of(blocks)
    body = "\n\n".join(_run(run, notes) for run in runs(blocks))
    head = f"\\documentclass{{article}}\n\\usepackage[{_LANGUAGES[language.partition('-')[0]]}]{{babel}}\n"
    head += f"\\usepackage{{hyperref}} % links\n\\title{{{_inline(title, {})}}}\n\\date{{}}\n"
    return f"{head}\\begin{{document}}\n\\maketitle\n\n{body}\n\\end{{document}}\n".encode()


def _run(run: Run, notes):
    if run.listed:
        return _list(nested(run.blocks), notes)
    (block,) = run.blocks
    words = _inline(block.text, notes)
    if block.kind == "heading":
        return f"\\{_HEADINGS[max(block.level, 2)]}{{{words}}}"
    return f"\\begin{{quote}}\n{words}\n\\end{{quote}}" if block.kind == "quotation" else words


def _list(items, notes):
    kind = "enumerate" if is_numbered(items[0].block) else "itemize"
    lines = [
        f"\\item {_inline(item.block.text, notes)}" + (f"\n{_list(item.items, notes)}" if item.items else "")
        for item in items
    ]
    return "\n".join([f"\\begin{{{kind}}}", *lines, f"\\end{{{kind}}}"])


def _inline(text, notes):
    return "".join(_piece(piece) for piece in pieces(text, notes))


def _piece(piece):
    if piece.note is not None:
        return f"\\footnote{{{_inline(piece.note.text, {})}}}"
    words = _escaped(piece.text)
    if piece.code:
        words = f"\\verb|{piece.text}|"
    if piece.slanted:
        words = f"\\emph{{{words}}}"
    if piece.strong:
        words = f"\\textbf{{{words}}}"
    address = re.sub(r"([%#])", r"\\\1", piece.address)
    return f"\\href{{{address}}}{{{words}}}" if address else words


def _escaped(text):
    words = "".join(_SIGNS.get(sign, sign) for sign in text.replace("--", "-\0-"))
    return words.replace("\0", "{}")  # two hyphens that are no dash
