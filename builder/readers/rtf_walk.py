r"""RTF tokens -> blocks: in one pass with a stack of states, without recursion.

A group whose first word names a destination that is not the text (fonts, pictures, remarks) is passed
over, and so is every group that begins with `\*` and a word that is not known here, as the
specification asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from builder.readers.blocks import Draft, image
from builder.readers.fields import Field, shown
from builder.readers.formats import LIMIT
from builder.readers.gallery import Pictures
from builder.readers.package import Refused
from builder.readers.paragraphs import BREAK
from builder.readers.rtf_flow import Flow
from builder.readers.rtf_state import Paragraph, State, Tables
from builder.readers.rtf_tokens import Token
from builder.readers.rtf_words import CHARACTERS, DATA, ENDS, INFO, KNOWN, MEANT, SKIPPED, placed
from builder.text.inline import escape
from builder.text.runs import EMPHASIS, STRONG, Run

_DEEPEST = 2_000
_DEEPEST_FIELD = 30
#: Word writes some hundred words of control for a paragraph; so many, or so many marked words, are no article.
MOST_TOKENS = 600_000
_MOST_MARKED = 25_000
_LONGEST_PROPERTY, _MOST_PIECES = 2_000, 500


class TooDeepError(Exception):
    """Groups are nested deeper than in any file that a person has."""


@dataclass
class _Picture:
    """A picture that is open: its bytes in hex and as they are, and what its properties say."""

    hex: list[bytes] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)


@dataclass
class Walk:
    """The walk as far as it has come."""

    too_long: Callable[[], Refused]
    tables: Tables = field(default_factory=Tables)
    pictures: Pictures = field(default_factory=lambda: Pictures(lambda _: None))
    info: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[bool, str]] = field(default_factory=list)
    lost: int = 0
    whole: bool = False
    _states: list[State] = field(default_factory=lambda: [State(where="skip")])
    _flows: list[Flow] = field(default_factory=list)
    _fields: list[tuple[int, Field]] = field(default_factory=list)
    _notes: list[tuple[int, bool]] = field(default_factory=list)
    _picture: _Picture | None = None
    _properties: dict[str, str] = field(default_factory=dict)
    _text: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _collected: list[str] = field(default_factory=list)
    _starts: bool = False
    _ignorable: bool = False
    _skip: int = 0
    _said: int = 0
    _marked: int = 0

    def __post_init__(self) -> None:
        self._flows.append(Flow(self.too_long, self.tables))

    @property
    def state(self) -> State:
        return self._states[-1]

    @property
    def flow(self) -> Flow:
        return self._flows[-1]

    def take(self, token: Token) -> None:
        """Go on by one token."""
        kind = token.kind
        if kind == "text":
            self._take_text(token.data)
        elif kind == "word":
            self._take_word(token.name, token.number)
        elif kind == "byte":
            self._take_bytes(token.data)
        elif kind == "open":
            self._open()
        elif kind == "close":
            self._close()
        elif self._picture is not None and self.state.where == "picture":
            self._picture.data.append(token.data)
        self._starts = kind == "open" or (self._starts and kind == "word" and token.name == "*")

    def _open(self) -> None:
        self._flush()
        self._skip = 0
        self._ignorable = False
        if len(self._states) > _DEEPEST:
            raise TooDeepError
        self._states.append(self.state.copy())

    def _close(self) -> None:
        self._flush()
        self._skip = 0
        if len(self._states) == 1:
            return
        closed = self._states.pop()
        around = self.state.where
        if self._fields and self._fields[-1][0] > len(self._states):
            self._fields.pop()
        if self._notes and self._notes[-1][0] > len(self._states):
            self._end_note(closed)
        elif closed.where != around:
            self._end_destination(closed.where)
        elif closed.where == "style":
            text, self._collected = "".join(self._collected), []
            self.tables.end_style(text)
        self.whole = len(self._states) == 1

    def _end_destination(self, where: str) -> None:
        text, self._collected = "".join(self._collected), []
        if where == "sign":
            self.flow.sign = "".join(shown(text).split())[:20]
        elif where in INFO:
            self.info.setdefault(where, text)
        elif where in ("name", "value"):
            self._properties[where] = text
            if self._properties.get("name") == "wzDescription" and where == "value":
                self._properties["description"] = text
        elif where == "picture":
            self._end_picture()

    # Words

    def _take_word(self, name: str, number: int | None) -> None:
        if name == "*":
            self._ignorable = self._starts
            return
        if self._skip and (name in CHARACTERS or name == "u"):
            self._skip -= 1
            return
        if self._starts and self._destination(name):
            return
        self._ignorable = False
        state = self.state
        if name in CHARACTERS:
            self._take_characters(CHARACTERS[name])
        elif name == "u" and number is not None:
            self._flush_bytes()
            self._take_characters(chr(number % 0x10000))
            self._skip = state.skip
        elif state.where == "skip":
            self._root(name)
        elif state.where == "font":
            self.tables.font_word(name, number)
        elif state.where == "style":
            self.tables.style_word(name, number)
        elif name in MEANT:
            self._format(name, number, state)

    def _root(self, name: str) -> None:
        if name == "rtf" and len(self._states) == 2:
            self.state.where = "text"

    def _destination(self, name: str) -> bool:
        """Open a destination where a group begins with its name; return whether it is dealt with."""
        state = self.state
        if state.where == "skip":
            if name == "ud":  # the Unicode form of what stands before it in another encoding
                state.where = "text"
            return name == "ud"
        if state.where == "style" and name in ("cs", "ts", "ds"):
            state.where = "skip"
            return True
        known = KNOWN.get(name)
        if name in SKIPPED or (known is None and self._ignorable):
            state.where = "skip"
            return True
        if known is None or (state.where == "info" and known not in INFO):
            return False
        self._begin(known, state)
        return True

    def _begin(self, known: str, state: State) -> None:
        if known == "note":
            self._begin_note(state)
        elif known == "field":
            if len(self._fields) >= _DEEPEST_FIELD:
                self._fields.clear()
            self._fields.append((len(self._states), Field(result=True)))
        elif known:
            self._picture = _Picture() if known == "picture" else self._picture
            self._collected = []
            state.where = known

    def _format(self, name: str, number: int | None, state: State) -> None:
        """Take a word that says how text looks, or that ends a part of it."""
        on = number != 0
        match name:
            case "b" | "i" | "ab" | "ai" | "v" | "deleted":
                self._flush()
                attribute = {"b": "bold", "i": "slanted", "ab": "bold_rtl", "ai": "slanted_rtl", "v": "hidden"}
                setattr(state, attribute.get(name, name), on)
            case "rtlch" | "ltrch":
                self._flush()
                state.rtl = name == "rtlch"
            case "f" | "af":
                self._flush()
                setattr(state, "font" if name == "f" else "font_rtl", -1 if number is None else number)
            case "plain":
                self._flush()
                state.plain()
            case "uc":
                state.skip = min(max(1 if number is None else number, 0), 10)
            case "ansicpg" | "mac" | "pc" | "pca" | "deff":
                self.tables.head(name, number)
            case "ftnalt":
                self._notes = [*self._notes[:-1], (self._notes[-1][0], True)] if self._notes else []
            case _:
                self._end(name, number, state)

    def _end(self, name: str, number: int | None, state: State) -> None:
        """Take a word that ends a part of the text."""
        if name not in ENDS:
            state.paragraph = placed(state.paragraph, name, number)
            return
        self._flush()
        about = state.paragraph
        match name:
            case "par" | "sect":
                self.flow.end_paragraph(about)
            case "line" | "lbr":
                self.flow.runs.append(BREAK)
            case "cell":
                self.flow.end_cell(about)
            case "nestcell":
                self.flow.end_paragraph(about._replace(in_table=True))
            case "row":
                self.flow.end_row()

    # Text

    def _take_text(self, data: bytes) -> None:
        where = self.state.where
        if where == "picture":
            if self._picture is not None:
                self._picture.hex.append(data)
            return
        if self._skip:
            gone = min(self._skip, len(data))
            self._skip -= gone
            data = data[gone:]
        if not data or where in DATA or where == "font":
            return
        if not data.isascii():
            try:  # some programs write UTF-8, which RTF does not know
                self._take_characters(data.decode("utf-8"))
            except UnicodeDecodeError:
                self._bytes += data
        else:
            self._bytes += data

    def _take_bytes(self, data: bytes) -> None:
        if self._skip:
            self._skip -= 1
        elif self.state.where not in DATA and self.state.where != "font":
            self._bytes += data

    def _take_characters(self, text: str) -> None:
        self._flush_bytes()
        self._text.append(text)

    def _flush_bytes(self) -> None:
        if self._bytes:
            self._text.append(self.tables.decoded(bytes(self._bytes), self.state))
            self._bytes.clear()

    def _flush(self) -> None:
        """Hand over what has been said in one look."""
        self._flush_bytes()
        if not self._text:
            return
        text = "".join(self._text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        self._text = []
        state = self.state
        if state.where == "text":
            self._say(text, state)
        elif state.where == "instruction":
            if self._fields:
                self._fields[-1][1].add(text)
        elif state.where not in DATA and len(self._collected) < _MOST_PIECES:
            self._collected.append(text[:_LONGEST_PROPERTY])

    def _say(self, text: str, state: State) -> None:
        if state.hidden or state.deleted:
            return
        self._said += len(text)
        if self._said > LIMIT:
            raise self.too_long()
        links = [mark for _, each in self._fields if (mark := each.mark()) is not None]
        looks = ((state.is_bold, STRONG), (state.is_slanted, EMPHASIS))
        marks = (*links[-1:], *(mark for on, mark in looks if on))
        self._marked += bool(marks)
        if self._marked > _MOST_MARKED:
            raise self.too_long()
        contents = any(each.is_contents for _, each in self._fields)
        self.flow.say(Run(re.sub(r"\s+", " ", shown(text)), marks), contents=contents)

    # Notes and pictures

    def _begin_note(self, state: State) -> None:
        self._notes.append((len(self._states), False))
        self._flows.append(Flow(self.too_long, self.tables))
        state.where = "text" if not (state.hidden or state.deleted) else "skip"
        state.paragraph = Paragraph()
        state.plain()

    def _end_note(self, closed: State) -> None:
        _, at_end = self._notes.pop()
        flow = self._flows.pop()
        flow.end(closed.paragraph)
        text = flow.as_one()
        if text and closed.where == "text":
            self.notes.append((at_end, text))
            self.flow.runs.append(Run(f"{_NOTE}{len(self.notes) - 1}{_NOTE}"))

    def _end_picture(self) -> None:
        picture, self._picture = self._picture, None
        properties, self._properties = self._properties, {}
        if picture is None or self._states[-1].hidden or self._states[-1].deleted:
            return
        digits = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(picture.hex))
        data = b"".join(picture.data) or bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        name = self.pictures.added(data)
        if name is None:
            self.lost += 1
            return
        said = " ".join(shown(properties.get("description", "")).split())
        self.flow.pictures.append(Draft("image", image(escape(said), name)))

    def end(self) -> list[Draft]:
        """Return the blocks, notes last: footnotes, then endnotes."""
        self._flush()
        drafts = self._flows[0].end(self.state.paragraph)
        order = sorted(range(len(self.notes)), key=lambda number: self.notes[number][0])
        marks = {number: f"[{place}]" for place, number in enumerate(order, 1)}

        def marked(draft: Draft) -> Draft:
            return draft._replace(
                text=_PLACE.sub(lambda match: "\\" * bool(match[2]) + marks[int(match[1])], draft.text)
            )

        notes = (marked(Draft("note", self.notes[number][1], mark=marks[number])) for number in order)
        return [*map(marked, drafts), *notes]


#: Stands around the number of a note until all notes are known, since endnotes count after footnotes.
_NOTE = "\ue000"
_PLACE = re.compile(f"{_NOTE}(\\d+){_NOTE}(?=(\\())?")  # before a parenthesis, Markdown would read a link
