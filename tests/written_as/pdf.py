"""Blocks as a PDF, as typst sets them: for tests that read the same article from many formats."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import typst

from builder.model.document import Block
from builder.text.inline import plain
from builder.text.runs import Run, runs_of

_TEMPLATE = r"""
#let made = json(bytes(sys.inputs.made))
#set document(title: made.title)
#set text(lang: made.language, hyphenate: true)
#set page(numbering: "1")
#set par(justify: true)
#show quote: set pad(x: 2em)
#let notes = made.notes
#let words(runs) = for run in runs {
  let body = if run.note != none { footnote(words(notes.at(run.note))) } else { text(run.text) }
  if run.code { body = raw(run.text) }
  if run.italic { body = emph(body) }
  if run.bold { body = strong(body) }
  if run.address != none { body = link(run.address, body) }
  body
}
#let before = if made.language in ("ar", "fa", "he", "ur") { "right" } else { "left" }
#let listed(block) = pad(..((before): 1.2em * (block.level - 1)), grid(columns: (1.4em, 1fr), block.mark, words(block.runs)))
#for block in made.blocks {
  if block.kind == "heading" { heading(level: block.level, words(block.runs)) }
  else if block.kind == "item" { listed(block) }
  else if block.kind == "quotation" { quote(block: true, words(block.runs)) }
  else if block.kind == "table" { table(columns: block.rows.at(0).len(), column-gutter: 1em, ..block.rows.flatten()) }
  else { par(words(block.runs)) }
}
"""
_NOTE = re.compile(r"\[(?:\d{1,3}|\*)\]")


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return a PDF of blocks; one of a kind that PDF has not (a term, a caption) is a paragraph."""
    notes = {block.mark: _runs(block.text, {}) for block in blocks if block.kind == "note"}
    made = {
        "title": title,
        "language": language.partition("-")[0],
        "notes": notes,
        "blocks": [_block(block, notes) for block in blocks if block.kind != "note" and not block.furniture],
    }
    return bytes(typst.compile(_TEMPLATE.encode(), sys_inputs={"made": json.dumps(made)}))


def _block(block: Block, notes: Mapping[str, object]) -> dict[str, object]:
    rows = [_cells(row) for row in block.text.split("\n") if not re.fullmatch(r"[|\s:-]+", row)]
    return {
        "kind": block.kind,
        "level": max(block.level, 1),
        "mark": block.mark or "•",
        "runs": _runs(block.text, notes),
        "rows": rows if block.kind == "table" else [],
    }


def _cells(row: str) -> list[str]:
    return [plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def _runs(inline: str, notes: Mapping[str, object]) -> list[dict[str, object]]:
    """Return runs as typst sees them; the mark of a note becomes the note."""
    found = []
    for run in runs_of(inline):
        at = 0
        for match in _NOTE.finditer(run.text):
            if match[0] in notes:
                found += [_run(run, run.text[at : match.start()]), _run(run, "", match[0])]
                at = match.end()
        found.append(_run(run, run.text[at:]))
    return found


def _run(run: Run, text: str, note: str | None = None) -> dict[str, object]:
    opens = {mark[0]: mark[1] for mark in run.marks}
    address = re.match(r"\]\(<([^>]*)>", opens.get("[", ""))
    return {
        "text": text,
        "note": note,
        "bold": "**" in opens,
        "italic": "*" in opens,
        "code": run.code,
        "address": address[1] if address else None,
    }
