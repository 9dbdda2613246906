"""Which line of a section begins which paragraph of the article."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from builder.model.article import Paragraph
from builder.text.inline import plain
from builder.writers.blocks import paragraphs as paragraphs_of

#: A paragraph that a person edited keeps its number while it is at least this like the article's.
_SAME_PARAGRAPH = 0.6
#: So many characters of the article inside a longer paragraph are no accident: the person joined it to others.
_SURE = 40

_PICTURE = re.compile(r"!\[.*\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
#: The line under the head of a table (GitHub Flavored Markdown, "Tables").
_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_NUMBER_MARK = re.compile(r'<span class="builder-para" id="p(\d+)">')


class ParagraphNumbers:
    """The numbers not yet given on a page; each is given once."""

    def __init__(self, article: tuple[Paragraph, ...]) -> None:
        self._left = {paragraph.number: folded(paragraph.text) for paragraph in article}

    def heads(self, body: str) -> dict[int, tuple[int, ...]]:
        """Return, for each line that begins a paragraph, the article's numbers for it; none where it is a person's.

        Pictures and tables are left out: they have no number, whatever their words say, and a mark would undo a table.
        """
        found: dict[int, tuple[int, ...]] = {}
        lines = body.split("\n")
        for line, text in paragraphs_of(body):
            if _PICTURE.fullmatch(lines[line].strip()) or _is_table(lines[line : line + 2]):
                continue
            found[line] = self._find(folded(text))
            for number in found[line]:
                del self._left[number]
        return found

    def _find(self, text: str) -> tuple[int, ...]:
        """Return the numbers of a paragraph: more than one where a person joined several."""
        for number, original in self._left.items():
            if original == text:
                return (number,)
        joined = tuple(number for number, original in self._left.items() if len(original) >= _SURE and original in text)
        if joined:
            return joined
        best = max(self._left.items(), key=lambda entry: _likeness(entry[1], text), default=None)
        return (best[0],) if best is not None and _likeness(best[1], text) >= _SAME_PARAGRAPH else ()


def _is_table(lines: list[str]) -> bool:
    return len(lines) == 2 and "|" in lines[0] and _TABLE_RULE.fullmatch(lines[1].strip()) is not None


def number_mark(number: int) -> str:
    """Return the mark before a numbered paragraph, which is also the place that links point at."""
    return f'<span class="builder-para" id="p{number}">¶{number}</span>'


def numbers_on(source: str) -> tuple[int, ...]:
    """Return the numbers whose marks stand in a cell."""
    return tuple(int(number) for number in _NUMBER_MARK.findall(source))


def folded(markdown: str) -> str:
    """Return a text's words as they are compared: plain, blanks made single."""
    return " ".join(plain(markdown).split())


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _SAME_PARAGRAPH else 0.0
