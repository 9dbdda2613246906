"""What a text must be for sentences to be chosen from it: long enough, and prose.

A poem, a list, a table of figures or a conversation has sentences too, and none of them says what the whole says.
"""

from __future__ import annotations

import re

from builder.drafting.chosen.table import table
from builder.model.article import Paragraph
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import count

_FEWEST_SENTENCES = 10
#: A text as long as a book has no six sentences that say what it says; ranking takes time by the square of them.
_MOST_SENTENCES = 1500
#: Prose stands in paragraphs that are longer than a line and end with a stop: so much of its words does.
_PROSE = 0.7
_LINE_WORDS = 9
#: A conversation names its speakers.
_SPEAKS = re.compile(r"[^\W\d_][\w .’'-]{0,24}\s?[:：]\s")
_SPOKEN = 0.3
_END = re.compile(r"[.!?…؟][\"'”’»)\]\d\[\s]*\Z")


def why_not(text: tuple[Paragraph, ...], language: str) -> str | None:
    """Return why no sentences can be chosen from a text, None where they can."""
    if table(language) is None:
        return f"the builder has no table of words for the language {language}"
    said = [plain(paragraph.text).strip() for paragraph in text]
    number = sum(len(sentences(paragraph)) for paragraph in said)
    if number < _FEWEST_SENTENCES:
        have = f"{number} sentence" + "s" * (number != 1)
        return f"the text is too short to choose from ({have}; {_FEWEST_SENTENCES} are needed)"
    if number > _MOST_SENTENCES:
        return f"the text is as long as a book ({number} sentences; a chapter has at most {_MOST_SENTENCES})"
    if sum(_SPEAKS.match(paragraph) is not None for paragraph in said) >= _SPOKEN * len(said):
        return "the text reads like a conversation"
    prose = sum(count(text) for text in said if count(text) >= _LINE_WORDS and _END.search(text) is not None)
    if prose < _PROSE * sum(map(count, said)):
        return "the text reads like a list or a poem, not like prose"
    return None
