"""A cell that module.md changed and a person edited since it was made: what is still between the two.

What both changed alike, and what the builder words anew when other words change (numbers, links, the order of
options), is no difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from builder.adopting.bare import bare
from builder.text.inline import plain
from builder.writers.page import Cell

#: What stands before an option on paper: a box, a letter.
_LETTERED = re.compile(r"\s*(?:☐\s*)?(?:[^\W\d_]{1,2}\.\s+)?")


def differences(cell: Cell, edited: str, slug: str, *, quoted: bool) -> Iterator[tuple[str, str]]:
    """Yield the stretches in which an edited cell says something else than today's, as (today's, edited)."""
    today, is_title = cell.source, cell.id == "title"
    if cell.quiz is not None:
        one, other = (_option_words(text) for text in (today, edited))
        gone, new = (Counter(a) - Counter(b) for a, b in ((one, other), (other, one)))
        if gone or new:
            yield "\n".join(gone.elements()), "\n".join(new.elements())
        return
    rows, edits = (_rows(text, slug, quoted=quoted) for text in (today, edited))
    one, other = ([_words(row, counted=not is_title) for row in some] for some in (rows, edits))
    for tag, b1, b2, e1, e2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield "\n".join(rows[b1:b2]), "\n".join(edits[e1:e2])


def is_made_so(cells: Sequence[Cell], slug: str, id_: str, source: str) -> bool:
    """Return whether a cell that a person edited or put in would say the same if its page were made today.

    source: empty for a cell that a person took out.
    """
    own = next((cell for cell in cells if cell.id == id_), None)
    if not source.strip():
        return own is None
    if own is not None and own.quiz is not None:
        return not any(differences(own, source, slug, quoted=False))
    texts = [_rows(cell.source, slug, quoted=_is_quoted(cell)) for cell in ([own] if own is not None else cells)]
    rows = _rows(source, slug, quoted=own is not None and _is_quoted(own))
    if own is not None:
        return texts == [rows]
    return any(rows == there[n : n + len(rows)] for there in texts for n in range(len(there) - len(rows) + 1))


def _is_quoted(cell: Cell) -> bool:
    return cell.id.rstrip("-0123456789") == "key-insight"


def _rows(text: str, slug: str, *, quoted: bool) -> list[str]:
    return [row.rstrip() for row in bare(text, slug, quoted=quoted).split("\n") if row.strip()]


def _words(row: str, *, counted: bool) -> str:
    """Return the words of a line; not counted: its numbers do not count, since reading times follow the text."""
    words = " ".join(plain(row).split())
    return words if counted else re.sub(r"\d+", "0", words)


def _option_words(text: str) -> list[str]:
    rows = (plain(row.rstrip().removesuffix("\\")) for row in text.split("\n"))
    return [words for row in rows if (words := _LETTERED.sub("", row, count=1).strip())]
