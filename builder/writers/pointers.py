"""Which numbered paragraphs a talking point goes back to."""

from __future__ import annotations

from builder.model.article import Paragraph
from builder.text.inline import plain
from builder.text.words import content_words, folded, share
from builder.writers.blocks import list_items, with_line_tails
from builder.writers.blocks import paragraphs as paragraphs_of

#: A paragraph is pointed at if it holds this share of a talking point's words, and at most so many are named.
_HOLDS = 0.6
_MOST = 2
#: Of fewer words a share says nothing.
_FEWEST = 3
#: A second paragraph is named if it holds nearly as much as the first.
_NEARLY = 0.1


def paragraphs_for(point: str, article: tuple[Paragraph, ...], language: str) -> tuple[int, ...]:
    """Return the numbers of the paragraphs that say what a talking point says; none where that is not sure."""
    text = plain(point)
    if len(content_words(text, language)) < _FEWEST:
        return ()
    shares = [
        (share(text, content_words(plain(paragraph.text), language), language), paragraph.number)
        for paragraph in article
    ]
    best = max((held for held, _ in shares), default=0.0)
    good = sorted(((held, number) for held, number in shares if held >= max(_HOLDS, best - _NEARLY)), reverse=True)
    return tuple(sorted(number for _, number in good[:_MOST]))


def with_pointers(body: str, article: tuple[Paragraph, ...], shown: frozenset[int], language: str) -> str:
    """Return a list of talking points, each followed by links to its paragraphs among those that the page shows."""
    tails = {}
    for line, text in list_items(body):
        numbers = [number for number in paragraphs_for(text, article, language) if number in shown]
        if numbers:
            links = ", ".join(f"[¶{number}](#p{number})" for number in numbers)
            tails[line] = f" ({links})"
    return with_line_tails(body, tails)


def with_places(body: str, article: tuple[Paragraph, ...], shown: frozenset[int]) -> str:
    """Return sentences that were chosen from the article, each followed by a link to the paragraph that holds it."""
    tails = {}
    for line, text in paragraphs_of(body):
        said = folded(plain(text))
        number = next((p.number for p in article if p.number in shown and said in folded(plain(p.text))), None)
        if number is not None:
            tails[line] = f" ([¶{number}](#p{number}))"
    return with_line_tails(body, tails)
