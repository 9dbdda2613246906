"""What a module says of sentences that the builder chose from the article, and how they are known again.

An article without a summary or talking points gets sentences of its own under these headings.  So that nobody
takes them for the author's abstract, a line of fixed wording stands with them: behind the summary, where the
page moves it under the heading, and before the talking points.  The same line tells `builder check` to hold the
sentences against the article, and the page not to number them a second time.
"""

from __future__ import annotations

import re
from functools import cache

from builder.text.inline import plain
from builder.text.words import folded
from builder.wording import phrase

#: The line as modules have it that were imported before its wording changed, without its marks.
_EARLIER = (
    "Sentences chosen from the article by the builder ({places}); the article gives no summary of its own.",
    "Sentences chosen from the article by the builder ({places}):",
    "Oraciones del artículo elegidas por el programa ({places}); el artículo no trae un resumen propio.",
    "Oraciones del artículo elegidas por el programa ({places}):",
    "Phrases de l’article choisies par le programme ({places}) ; l’article ne donne pas de résumé.",
    "Phrases de l’article choisies par le programme ({places}) :",
    "جمل من المقال اختارها البرنامج ({places})؛ المقال نفسه بلا ملخص.",
    "جمل من المقال اختارها البرنامج ({places}):",
)

#: The source of a definition that the article itself gives: the paragraph in which it stands.
_PARAGRAPH = re.compile(r"¶(\d+)")


def label(name: str, numbers: tuple[int, ...], language: str) -> str:
    """Return the line that says from which paragraphs sentences were chosen; name: `summary` or `points`."""
    comma = phrase(language, "marks.comma")
    places = comma.join(f"¶{number}" for number in dict.fromkeys(numbers))
    return phrase(language, f"chosen.{name}", places=places)


def is_label(text: str, language: str) -> bool:
    """Return whether a paragraph is such a line, whatever paragraphs it names, in the wording of today or before."""
    said = folded(plain(text))
    return any(line.fullmatch(said) is not None for line in _labels(language))


@cache
def _labels(language: str) -> tuple[re.Pattern[str], ...]:
    today = (phrase(language, f"chosen.{name}", places="{places}") for name in ("summary", "points"))
    return tuple(map(_label, (*today, *_EARLIER)))


def _label(line: str) -> re.Pattern[str]:
    before, after = folded(plain(line)).split("{places}")
    return re.compile(rf"{re.escape(before)}.*{re.escape(after)}")


def parted(body: str, language: str) -> tuple[str, str | None]:
    """Return the Markdown of a section without the line that says it was chosen, and that line; None without one."""
    blocks = re.split(r"\n{2,}", body.strip("\n"))
    line = next((block for block in blocks if is_label(block, language)), None)
    return ("\n\n".join(block for block in blocks if block is not line), line) if line is not None else (body, None)


def paragraph_source(number: int) -> str:
    """Return the source of a definition that stands in a paragraph of the article."""
    return f"¶{number}"


def paragraph_of(source: str | None) -> int | None:
    """Return the number of the paragraph that is a definition's source, None where a scholar is, or nobody."""
    match = _PARAGRAPH.fullmatch((source or "").strip())
    return int(match.group(1)) if match else None


def is_paragraph_source(source: str) -> bool:
    """Return whether a definition's source is a paragraph of the article and no scholar."""
    return paragraph_of(source) is not None
