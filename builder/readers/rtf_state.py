"""What an open group of an RTF file changes, undone when it closes; and which encoding its bytes are in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from builder.readers.fields import shown
from builder.readers.looks import Look, look_of_name

#: Code pages of fonts (`\\fcharset`) as Windows has them; 0 and 1 are the document's own.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_SYMBOL = 2
_MOST = 20  # a chain of styles that is longer goes round


class Paragraph(NamedTuple):
    """What a paragraph's properties say: style, place in the outline (0 for level 1), list and level, table, indent."""

    style: int = 0
    outline: int | None = None
    list: int = 0
    level: int = 0
    in_table: bool = False
    indent: int = 0


class Font(NamedTuple):
    """A font's encoding: None for the document's own; a symbol font has signs in the place of letters."""

    encoding: str | None = None
    symbols: bool = False


@dataclass(slots=True)
class State:
    """The state of an open group: what its text is (`where`), how its words look, its paragraph."""

    where: str = "text"
    bold: bool = False
    slanted: bool = False
    bold_rtl: bool = False
    slanted_rtl: bool = False
    hidden: bool = False
    deleted: bool = False
    rtl: bool = False
    font: int = -1
    font_rtl: int = -1
    skip: int = 1
    paragraph: Paragraph = field(default_factory=Paragraph)

    def copy(self) -> State:
        """Return the state in which a group opens in this one."""
        return State(  # by hand: a file opens many thousand groups
            self.where, self.bold, self.slanted, self.bold_rtl, self.slanted_rtl, self.hidden, self.deleted, self.rtl,
            self.font, self.font_rtl, self.skip, self.paragraph,
        )  # fmt: skip

    def plain(self) -> None:
        """Forget how words look."""
        self.bold = self.slanted = self.bold_rtl = self.slanted_rtl = self.hidden = self.deleted = False
        self.font = self.font_rtl = -1

    @property
    def is_bold(self) -> bool:
        """Return whether words are bold; programs give Arabic its own mark, the general one, or both."""
        return self.bold or (self.rtl and self.bold_rtl)

    @property
    def is_slanted(self) -> bool:
        return self.slanted or (self.rtl and self.slanted_rtl)


@dataclass
class Style:
    """A paragraph style as far as it is told: its name, what it takes after, and how its words look."""

    name: str = ""
    based_on: int = -1
    outline: int | None = None
    bold: bool = False
    slanted: bool = False


@dataclass
class Tables:
    """What stands at the head of an RTF file: its encoding, its fonts, its styles."""

    encoding: str = "cp1252"
    font: int = -1
    fonts: dict[int, Font] = field(default_factory=dict)
    styles: dict[int, Style] = field(default_factory=dict)
    _font: int = -1
    _style: tuple[int, Style] | None = None

    def head(self, name: str, number: int | None) -> None:
        """Take a word that names the document's encoding or its font."""
        if name == "deff":
            self.font = -1 if number is None else number
            return
        pages = {"mac": 10000, "pc": 437, "pca": 850}
        self.encoding = encoding_of(pages.get(name, number or 0)) or self.encoding

    def font_word(self, name: str, number: int | None) -> None:
        """Take a word of the table of fonts."""
        if name == "f" and number is not None:
            self._font = number
        elif name == "fcharset" and number is not None:
            self.fonts[self._font] = font_of(number)

    def style_word(self, name: str, number: int | None) -> None:
        """Take a word of the table of styles; a style without a number is the first."""
        given = 0 if number is None else number
        id_, style = self._style or (0, Style())
        match name:
            case "s":
                id_ = given
            case "sbasedon":
                style.based_on = given
            case "outlinelevel":
                style.outline = given
            case "b":
                style.bold = number != 0
            case "i":
                style.slanted = number != 0
        self._style = (id_, style)

    def end_style(self, text: str) -> None:
        """Close a style, whose name is the text in it; a comma sets other names apart."""
        if self._style is not None:
            id_, style = self._style
            style.name = " ".join(re.split("[;,]", shown(text))[0].split())
            self.styles[id_] = style
        self._style = None

    def look(self, number: int) -> Look:
        """Return what a paragraph is by its style."""
        seen = number
        for _ in range(_MOST):
            style = self.styles.get(seen)
            if style is None:
                break
            look = look_of_name(style.name)
            if look is not None:
                return look
            if style.outline is not None:
                return Look("heading", min(style.outline + 1, 6)) if 0 <= style.outline < 9 else Look()
            seen = style.based_on
        return Look()

    def decoded(self, data: bytes, state: State) -> str:
        """Return the characters of bytes in the font that a state names."""
        number = state.font_rtl if state.rtl and state.font_rtl in self.fonts else state.font
        font = self.fonts.get(self.font if number < 0 else number, Font())
        if font.symbols:
            return "".join(chr(0xF000 + byte) if byte >= 0x20 else chr(byte) for byte in data)
        return data.decode(font.encoding or self.encoding, "replace")


def font_of(charset: int) -> Font:
    """Return the encoding of a font by its character set."""
    return Font(_CHARSETS.get(charset), charset == _SYMBOL)


def encoding_of(page: int) -> str | None:
    """Return Python's name of a code page, or None where it has none."""
    name = {65001: "utf-8", 10000: "mac_roman"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
