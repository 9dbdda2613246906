"""Questions, numbered by Word, with boxes to tick and lines to write on; never split over two pages."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.sheet import Option, Question, Run, Text
from builder.wording import phrase
from builder.writers.paper_quiz import letter
from builder.writers.word.desk import Desk, listed
from builder.writers.word.numbering import LETTERED, QUESTION, TICKED
from builder.writers.word.tables import kept
from builder.writers.word.text import runs, words
from builder.writers.word.xml import Element, added, make

#: A box to tick, and how Word is told to look for it in the East Asian font, where every computer has it.
_BOX = "☐"
_ANSWER_BOX = "\u00a0" * 7
#: Room after the last line to write on, in twentieths of a point.
_AFTER_LINES = 160


class Numbers:
    """Which list a question belongs to: it goes on as long as the numbers do."""

    def __init__(self) -> None:
        self._list, self._last = 0, 0

    def of(self, desk: Desk, number: int) -> int:
        """Return the list for a question with this number."""
        if not self._list or number != self._last + 1:
            self._list = desk.lists.begun("questions", number)
        self._last = number
        return self._list


def question(desk: Desk, block: Question, numbers: Numbers) -> list[Element]:
    """Return a question on one page."""
    list_ = numbers.of(desk, block.number)
    return kept([_stem(desk, block, list_), *_rows(desk, block), *_options(desk, block, list_), *_lines(desk, block)])


def _stem(desk: Desk, block: Question, list_: int) -> Element:
    content = runs(desk, block.stem, style="Question stem")
    if block.note:
        content += words(desk, " ") + runs(desk, block.note)
    if block.points:
        points = f"({phrase(desk.language, 'sheet.points', n=block.points)})".replace(" ", "\u00a0")
        content += words(desk, "  ") + words(desk, points, style="Small words")
    return desk.paragraph("Question", *content, properties=(listed(list_, QUESTION),))


def _rows(desk: Desk, block: Question) -> Iterator[Element]:
    """Yield what is to be matched or ordered, a box before each to write a letter or a number in."""
    start = desk.room.number
    end = start + 2 * desk.room.letter
    for text in block.rows:
        tabs = make("tabs", make("tab", val="left", pos=end))
        content = (*_answer_box(desk), make("r", make("tab")), *runs(desk, text))
        yield desk.paragraph("Question row", *content, properties=(tabs, make("ind", left=end, hanging=end - start)))


def _answer_box(desk: Desk) -> list[Element]:
    """Return an empty box; the marks of direction keep its lines around all of it from right to left."""
    edge = "\u200f" if desk.rtl else ""
    return words(desk, f"{edge}{_ANSWER_BOX}{edge}", style="Answer box")


def _options(desk: Desk, block: Question, list_: int) -> Iterator[Element]:
    """Yield options, lettered by Word if their letters are the usual ones."""
    usual = [option.letter for option in block.options] == [letter(n) for n in range(len(block.options))]
    level = TICKED if block.tick else LETTERED
    for option in block.options:
        content = (*_boxed(desk, tick=block.tick), *runs(desk, _text(option, typed=not usual)))
        if usual:
            yield desk.paragraph("Option", *content, properties=(listed(list_, level),))
        else:
            start = desk.room.number
            end = start + (desk.room.box if block.tick else 0)
            indent = make("ind", left=end, hanging=end - start)
            yield desk.paragraph("Option", *content, properties=(indent,))


def _text(option: Option, *, typed: bool) -> Text:
    return (Run(text=f"{option.letter}. "), *option.text) if typed and option.letter else option.text


def _boxed(desk: Desk, *, tick: bool) -> tuple[Element, ...]:
    if not tick:
        return ()
    sign = make("t")
    sign.text = _BOX
    look = make("rPr", make("rStyle", val=desk.styles.id("Tick box")), make("rFonts", hint="eastAsia"))
    return make("r", look, sign), make("r", make("tab"))


def _lines(desk: Desk, block: Question) -> list[Element]:
    return answer_lines(desk, block.lines, desk.room.number)


def answer_lines(desk: Desk, count: int, start: int = 0) -> list[Element]:
    """Return ruled lines to write on; start: where they begin, in twentieths of a point."""
    made = [desk.paragraph("Answer line", properties=(make("ind", left=start),) if start else ()) for _ in range(count)]
    for last in made[-1:]:
        added(last, "spacing", after=_AFTER_LINES)
    return made
