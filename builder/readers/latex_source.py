r"""The text of a LaTeX file, one piece at a time, as TeX reads it: macros put their text in front of the rest.

pylatexenc, whose tables we use (`latex_names`), has a parser too.  It is not used here: it takes time that grows with
the square of a paragraph (six seconds for a megabyte), gives up the rest of a text behind a stray `\end`,
calls itself for each brace, and takes a `%` in an address for a remark.  These pieces are read in one pass.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PIECE = re.compile(
    r"""
      (?P<remark>%[^\n]*(?:\n[ \t]*(?P<blank>\n\s*)?)?)
    | (?P<par>\n[ \t]*\n\s*)
    | \\(?P<word>[A-Za-z@]+)[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?
    | \\(?P<sign>[\s\S])
    | (?P<open>\{) | (?P<close>\}) | (?P<math>\$\$?) | (?P<tab>&)
    | (?P<mark>[?!]`|---?|``|''|,,|<<|>>|[~`'])
    | (?P<text>[^\\{}$&~%\n`'<>,?!-]+|[\s\S])
    """,
    re.VERBOSE,
)
_BRACE = re.compile(r"\\[\s\S]|%[^\n]*|[{}]")
_BARE_BRACE = re.compile(r"\\[\s\S]|[{}]")
_BRACKET = re.compile(r"\\[\s\S]|%[^\n]*|[{}\[\]]|\n[ \t]*\n")
_BLANKS = re.compile(r"(?:[ \t]|\n(?![ \t]*\n)|%[^\n]*\n)*")
_REMARK = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*)?")

#: Limits: text put in by macros, how often, how deep one in another, and what is looked through for closing braces.
_PUT_IN, _TIMES, _DEEPEST, _LOOKED_AT = 2_000_000, 50_000, 200, 6_000_000


class EndlessError(Exception):
    """The macros of the file make more text than an article has, or call each other without end."""


class Piece(NamedTuple):
    """A piece of LaTeX: text, a command by its name, a sign behind a backslash, a brace, a dollar sign, a paragraph."""

    kind: str
    text: str


class Scanner:
    """What is left of a LaTeX text: the file, and on top of it what macros have put in.

    ate_blank: whether the last piece took blanks behind it along, as commands do.
    """

    def __init__(self, text: str) -> None:
        self._texts = [text]
        self._places = [0]
        self._put_in = self._times = self._looked_at = 0
        self.ate_blank = False

    def next(self) -> Piece | None:
        """Return the next piece, or None at the end."""
        self._drop()
        match = _PIECE.match(self._texts[-1], self._places[-1])
        if match is None:
            return None
        self._places[-1] = match.end()
        kind = match.lastgroup or "text"
        self.ate_blank = match.group()[-1].isspace()
        if kind in ("remark", "blank"):
            return Piece("par" if match["blank"] is not None else "remark", "")
        return Piece(kind, match[kind])

    def put_in(self, text: str) -> None:
        """Put text in front of the rest.  Raises EndlessError where there is no end to it."""
        self._drop()
        self._put_in += len(text)
        self._times += 1
        if self._put_in > _PUT_IN or self._times > _TIMES or len(self._texts) > _DEEPEST:
            raise EndlessError
        self._texts.append(text)
        self._places.append(0)

    def starts(self, text: str) -> bool:
        """Return whether the rest begins with a text."""
        self._drop()
        return self._texts[-1].startswith(text, self._places[-1])

    def take(self, text: str) -> bool:
        """Go behind a text, blanks before it too, if the rest begins with it; return whether it does."""
        self._drop()
        place = self._behind_blanks()
        if not self._texts[-1].startswith(text, place):
            return False
        self._places[-1] = place + len(text)
        return True

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Go behind a pattern and return what it found, or None if the rest does not begin so."""
        self._drop()
        match = pattern.match(self._texts[-1], self._places[-1])
        if match is not None:
            self._places[-1] = match.end()
        return match

    def argument(self, *, remarks: bool = True) -> str:
        """Return the next argument as it is written: what stands between braces, or the next command or character.

        remarks: whether a per cent sign begins one, as in an address it does not.

        Braces that are never closed hold nothing; what stands behind them stays.
        """
        self._drop()
        text, place = self._texts[-1], self._behind_blanks()
        if not text.startswith("{", place):
            match = re.compile(r"\\[A-Za-z@]+|\\[\s\S]|[^\s{}]").match(text, place)
            self._places[-1] = match.end() if match else place
            return match.group() if match else ""
        depth = 0
        for match in (_BRACE if remarks else _BARE_BRACE).finditer(text, place):
            depth += {"{": 1, "}": -1}.get(match.group(), 0)
            if not depth:
                self._looked(match.end() - place)
                self._places[-1] = match.end()
                return text[place + 1 : match.start()]
        self._looked(len(text) - place)
        self._places[-1] = place + 1
        return ""

    def optional(self) -> str | None:
        """Return the next argument in square brackets as it is written, or None; it ends with its paragraph."""
        self._drop()
        text, place = self._texts[-1], self._behind_blanks()
        if not text.startswith("[", place):
            return None
        depth = 0
        for match in _BRACKET.finditer(text, place + 1):
            found = match.group()
            if found == "]" and not depth:
                self._looked(match.end() - place)
                self._places[-1] = match.end()
                return text[place + 1 : match.start()]
            depth += {"{": 1, "}": -1}.get(found, 0)
            if found.startswith("\n") or depth < 0 or match.end() - place > 1_000:
                self._looked(match.end() - place)
                return None
        return None

    def until(self, end: str, *, paragraph: bool = False) -> str | None:
        """Return the text as written up to an end, and go behind it; None where there is no such end.

        paragraph: the end has to come before the paragraph's.
        """
        self._drop()
        text, place = self._texts[-1], self._places[-1]
        while (found := text.find(end, place)) > 0 and text[found - 1] == "\\" and end.startswith("$"):
            place = found + len(end)
        start = self._places[-1]
        body = text[start:found] if found >= 0 else text[start:]
        self._looked(len(body))
        if found < 0 or (paragraph and re.search(r"\n[ \t]*\n", body)):
            return None
        self._places[-1] = found + len(end)
        return body

    def _behind_blanks(self) -> int:
        match = _BLANKS.match(self._texts[-1], self._places[-1])
        return match.end() if match else self._places[-1]

    def _drop(self) -> None:
        """Drop texts that are read to their end."""
        while len(self._texts) > 1 and self._places[-1] >= len(self._texts[-1]):
            self._texts.pop()
            self._places.pop()

    def _looked(self, length: int) -> None:
        self._looked_at += length
        if self._looked_at > _LOOKED_AT:
            raise EndlessError


def without_remarks(text: str) -> str:
    """Return LaTeX without what stands behind its per cent signs."""
    return _REMARK.sub(r"\1", text) if "%" in text else text
