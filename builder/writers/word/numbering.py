"""Lists by Word's own numbering, so that what a person adds in between is counted too.

A list is described once (`abstractNum`); every list of a document that begins anew is a `num` that starts it again.
"""

from __future__ import annotations

from itertools import count

from docx.oxml.ns import qn

from builder.model.sheet import Layout
from builder.writers.word.looks import LIST_STEP
from builder.writers.word.styles import Styles
from builder.writers.word.xml import Element, make

#: Levels of the list of questions: the question, an option with a box to tick, an option without.
QUESTION, TICKED, LETTERED = 0, 1, 2
_LEVELS = 9
_BULLETS = ("•", "–", "•")
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")


class Room:
    """How far in questions and options stand, in twentieths of a point; wider in large print."""

    def __init__(self, layout: Layout) -> None:
        self.number = 640 if layout.large else 440
        self.letter = 620 if layout.large else 400
        self.box = 560 if layout.large else 360
        self.step = LIST_STEP * 3 // 2 if layout.large else LIST_STEP

    def before(self, level: int) -> int:
        """Return where the text of a level begins."""
        return self.number + (self.letter if level else 0) + (self.box if level == TICKED else 0)


class Lists:
    """The lists of a document, counted as they are begun."""

    def __init__(self, root: Element, layout: Layout) -> None:
        self._root = root
        self._room = Room(layout)
        self._next = count(max(_ids(root, "num", "numId"), default=0) + 1)
        first = max(_ids(root, "abstractNum", "abstractNumId"), default=-1) + 1
        self._described = {"bullets": first, "numbers": first + 1, "questions": first + 2}
        self.styled = {name: self._begun(self._described[name]) for name in ("bullets", "numbers")}

    def describe(self, styles: Styles) -> None:
        """Put the descriptions in, the levels of lists tied to their styles."""
        for name, number in self._described.items():
            levels = [self._level(name, level, styles) for level in range(_LEVELS)]
            # The sign by which Word tells lists apart when parts of documents are pasted together.
            described = make("abstractNum", make("nsid", val=f"5B1D{number:04X}"), abstractNumId=number)
            described.append(make("multiLevelType", val="multilevel"))
            described.extend(levels)
            first = self._root.find(qn("w:num"))
            first.addprevious(described)

    def begun(self, name: str, start: int = 1) -> int:
        """Return a new list of ours (`questions`) that begins with a number."""
        return self._begun(self._described[name], {QUESTION: start, TICKED: 1, LETTERED: 1})

    def begun_like(self, listed: Element | None, start: int) -> tuple[int, int]:
        """Return a new list like that of a list style, begun with a number, and the level that the style is on.

        listed: the style's list (`numPr`): a template has one of its own, or none, and then gets ours.
        """
        number = _value(listed, "numId") if listed is not None else 0
        level = _value(listed, "ilvl") if listed is not None else 0
        described = next((_value(num, "abstractNumId") for num in self._nums() if _id(num) == number), None)
        return self._begun(self._described["numbers"] if described is None else described, {level: start}), level

    def _nums(self) -> list[Element]:
        return list(self._root.findall(qn("w:num")))

    def _begun(self, described: int, starts: dict[int, int] | None = None) -> int:
        number = next(self._next)
        num = make("num", make("abstractNumId", val=described), numId=number)
        for level, start in (starts or {}).items():
            num.append(make("lvlOverride", make("startOverride", val=start), ilvl=level))
        others = self._nums()
        if others:
            others[-1].addnext(num)
        else:
            self._root.append(num)
        return number

    def _level(self, name: str, level: int, styles: Styles) -> Element:
        if name == "questions":
            return self._question_level(level)
        bullets = name == "bullets"
        shown = _BULLETS[level % 3] if bullets else f"%{level + 1}."
        tied = f"List {'Bullet' if bullets else 'Number'}{f' {level + 1}' if level else ''}"
        tie = [make("pStyle", val=styles.id(tied))] if level < 3 and self._is_ours(styles, name, tied) else []
        form = "bullet" if bullets else _FORMATS[level % 3]
        return _level(level, form, tie, shown, make("ind", left=self._room.step * (level + 1), hanging=self._room.step))

    def _is_ours(self, styles: Styles, name: str, style: str) -> bool:
        listed = styles.numbering(style)
        return listed is not None and _value(listed, "numId") == self.styled[name]

    def _question_level(self, level: int) -> Element:
        room = self._room
        end = room.before(min(level, LETTERED))
        if level == QUESTION:
            made = _level(level, "decimal", [], "%1.", make("ind", left=end, hanging=room.number))
            made.append(make("rPr", make("b"), make("bCs")))
            return made
        tabs = [make("tabs", make("tab", val="left", pos=room.number + room.letter))] if level == TICKED else []
        indent = make("ind", left=end, hanging=end - room.number)
        return _level(level, "upperLetter", [], f"%{level + 1}.", *tabs, indent)


def _level(level: int, form: str, tie: list[Element], shown: str, *properties: Element) -> Element:
    return make(
        "lvl",
        make("start", val=1),
        make("numFmt", val=form),
        *tie,
        make("lvlText", val=shown),
        make("lvlJc", val="left"),
        make("pPr", *properties),
        ilvl=level,
    )


def _ids(root: Element, name: str, attribute: str) -> list[int]:
    return [int(each.get(qn(f"w:{attribute}"))) for each in root.findall(qn(f"w:{name}"))]


def _id(num: Element) -> int:
    return int(num.get(qn("w:numId")))


def _value(parent: Element, name: str) -> int:
    found = parent.find(qn(f"w:{name}"))
    return int(found.get(qn("w:val"))) if found is not None else 0
