"""How much room a text takes on a slide, as far as can be told without the font that will show it.

The slides name Arial, and a machine without it takes another: the widths here are those of wide sans fonts, so that a
text that fits by them fits in narrower ones too.
"""

from __future__ import annotations

import re
import unicodedata

#: Widths in em: of the narrowest letters and blanks, of slim ones, all others, capitals, the widest.
_NARROWEST = frozenset("iIjl.,:;'!|()[]`’‘\u00a0 ")
_SLIM = frozenset('frtJsczkvxy{}/\\-"“”?*_–')
_WIDEST = frozenset("mwMW@%&—…")
_NARROWEST_EM, _SLIM_EM, _COMMON_EM, _CAPITAL_EM, _WIDEST_EM = 0.29, 0.5, 0.6, 0.7, 0.95

#: What a bold letter takes more, and how high a line is: fonts for other scripts have taller lines.
_BOLD = 1.06
_LINE, _TALL_LINE = 1.2, 1.5
#: Lines of a title stand closer.
TITLE_LEADING = 0.9
_TALL = re.compile("[\u0590-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u17ff]")

#: A blank at which a line may end; an ideograph ends one anywhere.
_BREAK = re.compile(r"[ \t\u2028]+|(?<=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])")


def line_height(text: str) -> float:
    """Return the height of one line of a text, in em."""
    return _TALL_LINE if _TALL.search(text) else _LINE


def width_of(text: str, *, bold: bool = False) -> float:
    """Return the width of a text on one line, in em."""
    return sum(map(_advance, text)) * (_BOLD if bold else 1)


def _advance(char: str) -> float:
    if char in _NARROWEST:
        return _NARROWEST_EM
    if char in _SLIM:
        return _SLIM_EM
    if char in _WIDEST:
        return _WIDEST_EM
    if "a" <= char <= "z" or char.isdigit():
        return _COMMON_EM
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return _CAPITAL_EM if char.isupper() else _COMMON_EM


def line_starts(text: str, measure: float, *, bold: bool = False) -> tuple[int, ...]:
    """Return where in a text each of its lines begins, on lines as wide as `measure` (em)."""
    starts, at, used = [0], 0, 0.0
    for end in [*(match.end() for match in _BREAK.finditer(text)), len(text)]:
        word = text[at:end]
        width = width_of(word.rstrip(), bold=bold)
        if used and width and used + width > measure:  # a blank at the end of a line takes none
            starts.append(at)
            used = 0.0
        if width > measure:  # a word longer than a line is cut by whoever shows it
            used = _cut(word, at, measure, starts, bold=bold)
        else:
            used += width_of(word, bold=bold)
        at = end
    return tuple(starts)


def _cut(word: str, at: int, measure: float, starts: list[int], *, bold: bool) -> float:
    """Add the starts of the lines that a long word takes; return what the last of them is filled with."""
    used = 0.0
    for place, char in enumerate(word):
        width = width_of(char, bold=bold)
        if used + width > measure and used:
            starts.append(at + place)
            used = 0.0
        used += width
    return used
