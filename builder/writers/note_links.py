"""Notes linked both ways: from their mark in the text to the note, and back."""

from __future__ import annotations

import re

from builder.model.article import Footnote
from builder.text.inline import plain
from builder.wording import phrase
from builder.writers.blocks import outside_code


class NoteLinks:
    """The notes of a page that are marked in square brackets; a note goes back to the first place of its mark."""

    def __init__(self, footnotes: tuple[Footnote, ...], language: str) -> None:
        self._back = phrase(language, "page.note_back")
        marks = [plain(note.mark) for note in footnotes]
        self._numbers = {mark[1:-1]: number for number, mark in enumerate(marks, 1) if mark.startswith("[")}
        self._met: set[int] = set()

    def in_text(self, markdown: str) -> str:
        """Return running text with its marks turned into links to the notes.

        A mark before "(", ":" or "[" is a link already, and so is one behind "]"; behind "!" it is a picture.
        """
        if not self._numbers:
            return markdown
        return outside_code(markdown, re.compile(rf"(?<![!\]\\]){self._marks()}(?![(:\[])"), self._link)

    def in_notes(self, markdown: str) -> str:
        """Return the notes, each a place to link to, with a link back where its mark was met."""
        if not self._numbers:
            return markdown
        return re.sub(rf"^(?P<head>(?:[-*+] +|\d+[.)] +)?){self._marks()}", self._note, markdown, flags=re.MULTILINE)

    def _marks(self) -> str:
        return rf"\\?\[(?P<mark>{'|'.join(map(re.escape, self._numbers))})\\?\]"

    def _link(self, match: re.Match[str]) -> str:
        number = self._numbers[match["mark"]]
        link = f"[\\[{match['mark']}\\]](#note-{number})"
        if number in self._met:
            return link
        self._met.add(number)
        return f'<span class="builder-note-mark" id="note-{number}-mark">{link}</span>'

    def _note(self, match: re.Match[str]) -> str:
        number = self._numbers[match["mark"]]
        back = f" [↩ {self._back}](#note-{number}-mark)" if number in self._met else ""
        return f'{match["head"]}<span class="builder-note" id="note-{number}">\\[{match["mark"]}\\]</span>{back}'
