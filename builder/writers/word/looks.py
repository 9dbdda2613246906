"""How the named styles look: one table, black on white, nothing told by colour.

Sizes follow the page of the PDF.  In large print they follow the rules of the American Printing House for the Blind:
18 points sans, lines half again as far apart, left aligned, no italics.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from builder.model.sheet import Layout

#: The size of running text, and how much wider spaces between paragraphs are in large print.
BODY, LARGE_BODY, _WIDER = 12.0, 18.0, 1.5

Font = Literal["", "text", "head", "code", "signs"]
#: Fonts for Latin and for complex scripts, on every computer that has Word; `signs` has boxes to tick.
FONTS: dict[Font, tuple[str, str]] = {
    "text": ("Cambria", "Times New Roman"),
    "head": ("Calibri", "Arial"),
    "code": ("Consolas", "Courier New"),
    "signs": ("Segoe UI Symbol", "Segoe UI Symbol"),
}
LARGE_FONTS: dict[Font, tuple[str, str]] = {**FONTS, "text": ("Arial", "Arial"), "head": ("Arial", "Arial")}

Numbering = Literal["", "bullets", "numbers"]


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """A named style.

    size, large: points in ordinary and in large print, 0 for those of the style it is based on.
    before, after: points.  line: a multiple of the font's own, 0 for that of the base.  exact: millimetres instead.
    indent, hanging: twentieths of a point from the start side.  borders: sides, "start" for where lines begin.
    numbering, level: the list whose entries have this style.
    """

    name: str
    kind: Literal["paragraph", "character"] = "paragraph"
    based: str = "Normal"
    following: str = ""
    font: Font = ""
    size: float = 0
    large: float = 0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    boxed: bool = False
    before: float | None = None
    after: float | None = None
    line: float = 0
    exact: float = 0
    indent: int = 0
    hanging: int = 0
    borders: tuple[str, ...] = ()
    centred: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    numbering: Numbering = ""
    level: int = 0


def _character(name: str, **what: object) -> Look:
    return msgspec.convert({"name": name, "kind": "character", "based": "", **what}, Look)


def _lists() -> tuple[Look, ...]:
    found = []
    for level, suffix in enumerate(("", " 2", " 3")):
        found += [
            Look(name=f"List Bullet{suffix}", after=3, numbering="bullets", level=level),
            Look(name=f"List Number{suffix}", after=3, numbering="numbers", level=level),
            Look(name=f"List Continue{suffix}", after=3, indent=LIST_STEP * (level + 1)),
        ]
    return tuple(found)


#: How far each level of a list stands in, in twentieths of a point.
LIST_STEP = 360

_HEADING = Look(name="", following="Normal", font="head", bold=True, line=1.0, keep_next=True, keep_lines=True)


def _heading(name: str, **what: object) -> Look:
    return msgspec.structs.replace(_HEADING, name=name, **what)


LOOKS: tuple[Look, ...] = (
    Look(name="Normal", based="", font="text", size=BODY, large=LARGE_BODY, before=0, after=6, line=1.15),
    _heading("Title", following="Subtitle", size=19, large=26, after=3),
    Look(name="Subtitle", font="head", size=11, large=18, after=2, line=1.0, keep_next=True),
    _heading("Heading 1", size=13.5, large=21, before=16, after=6, borders=("bottom",), outline=0),
    _heading("Heading 2", size=12, large=19, before=11, after=4, outline=1),
    _heading("Heading 3", font="text", size=12, large=18, before=8, after=3, outline=2),
    *_lists(),
    Look(name="Lead", font="head", size=11, large=18),
    Look(name="Label", bold=True, keep_next=True, keep_lines=True),
    Look(name="Quote", indent=230, borders=("start",)),
    Look(name="Small print", size=10.5, large=18, after=4, line=1.05),
    Look(name="Caption", size=10.5, large=18, after=8, centred=True),
    Look(name="Key term", indent=290, hanging=290, after=5, keep_lines=True),
    Look(name="Code", font="code", size=10, large=18, line=1.0),
    Look(name="Name and date", font="head", size=11, large=18, exact=13, after=6),
    Look(name="Question", before=7, after=3, keep_lines=True),
    Look(name="Question row", after=5, keep_lines=True),
    Look(name="Option", after=3, keep_lines=True),
    Look(name="Answer line", exact=12.5, after=0, borders=("bottom", "between")),
    Look(name="Table text", size=11, large=18, after=0, line=1.0),
    Look(name="Table head", based="Table text", bold=True, keep_next=True),
    Look(name="Card front", font="head", size=12, large=18, bold=True, after=2, line=1.0, centred=True),
    Look(name="Card back", font="head", size=12, large=18, after=0, line=1.0, centred=True),
    Look(name="Card label", font="head", size=8.5, large=14, after=0, line=1.0, centred=True),
    Look(name="Header", font="head", size=10.5, large=18, after=0, line=1.0),
    Look(name="Notice", based="Header", bold=True, centred=True),
    Look(name="Footer", font="head", size=8.5, large=14, after=0, line=1.0, borders=("top",)),
    Look(name="Spacer", exact=2.5, after=0),
    _character("Strong", bold=True),
    _character("Emphasis", italic=True),
    _character("Hyperlink", underline=True),
    _character("Code text", font="code"),
    _character("Question stem", bold=True),
    _character("Small words", size=10.5, large=18),
    _character("Paragraph number", font="head", size=9, large=18, bold=True),
    _character("Tick box", font="signs"),
    _character("Answer box", boxed=True),
)

_BOLD = frozenset(look.name for look in LOOKS if look.bold)


def is_bold(name: str) -> bool:
    """Return whether a style of ours is bold: there a strong word is not marked again, as two marks undo each other."""
    return name in _BOLD


def looks_for(layout: Layout) -> tuple[Look, ...]:
    """Return the styles as a layout wants them."""
    return tuple(_enlarged(look) for look in LOOKS) if layout.large else LOOKS


def _enlarged(look: Look) -> Look:
    emphasis = look.name == "Emphasis"
    return msgspec.structs.replace(
        look,
        size=look.large,
        italic=False,
        bold=look.bold or emphasis,
        line=1.5 if look.name == "Normal" else 1.15 if look.font == "head" and look.line else 0,
        before=look.before * _WIDER if look.before is not None else None,
        after=look.after * _WIDER if look.after is not None else None,
        indent=round(look.indent * _WIDER),
        hanging=round(look.hanging * _WIDER),
        centred=look.centred and look.name.startswith(("Card", "Notice")),
    )
