"""Where in an article words come from: exact, else the nearest sentences.

Words are compared without marks, quotes, case and punctuation: what Markdown, a typographer or a copy in a chat
changes is no other wording.  The nearest passage is the run of sentences that holds most of the words, each counted
as often as it is asked for; of runs alike in that, the one that is most alike letter by letter.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Annotated

import msgspec

from builder.model.article import Article, Point, is_set_apart
from builder.model.said import said
from builder.text.inline import plain
from builder.text.likeness import likeness
from builder.text.sentences import sentences
from builder.text.words import content_words

_TOKEN = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^<>]*>")
#: A passage that holds less of the words, or of those that say something, is no source of them.
_NEAREST = 0.5
#: So many first words tell a sentence in a file; more would fail at the first mark inside of it.
_OPENING = 8


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A passage of an article: its part, its number, its sentences, its line."""

    part: Annotated[str, said("what it belongs to: summary, talking point 2, definition of ...")]
    paragraph: Annotated[int | None, said("the paragraph's number (¶), where it has one")] = None
    sentence: Annotated[str, said("the sentences around the words, as plain text")]
    line: Annotated[int | None, said("the line of the article's file, where it is text")] = None


class Traced(msgspec.Struct, frozen=True, kw_only=True):
    """Where words stand; share: how many of them do there, 1 where all do in their order."""

    places: tuple[Place, ...] = ()
    share: float = 0.0

    @property
    def is_exact(self) -> bool:
        """Whether the words stand there as they are."""
        return self.share == 1.0


class _Piece(msgspec.Struct, frozen=True, kw_only=True):
    part: str
    text: str
    paragraph: int | None = None


def trace(article: Article, text: str) -> Traced:
    """Return where an article says a text, else the passage that is nearest; no place where none is near."""
    wanted = tokens(plain(text))
    if not wanted:
        return Traced()
    pieces = tuple(_pieces(article))
    exact = tuple(place for piece in pieces for place in _exact(piece, wanted))
    if exact:
        return Traced(places=exact, share=1.0)
    return _nearest(pieces, plain(text), wanted, article.language)


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a plain text as they are compared."""
    composed = unicodedata.normalize("NFKC", text)
    # what is left are marks that a writer may leave out, as the vowels of Arabic
    bare = "".join(letter for letter in composed if unicodedata.category(letter) != "Mn")
    return tuple(_TOKEN.findall(bare.casefold()))


def line_of(sentence: str, file: str) -> int | None:
    """Return the line of a text file, from 1, on which a sentence begins; markup in the file is passed over."""
    opening = tokens(sentence)[:_OPENING]
    found: list[tuple[str, int]] = []
    cut = _TAG.sub(lambda match: "\n" * match.group().count("\n") or " ", file)
    for number, line in enumerate(re.split(r"\r\n|\r|\n", cut), 1):
        found += [(word, number) for word in tokens(html.unescape(line))]
    for at in range(len(found) - len(opening) + 1):
        if tuple(word for word, _ in found[at : at + len(opening)]) == opening:
            return found[at][1] if opening else None
    return None


def _exact(piece: _Piece, wanted: tuple[str, ...]) -> Iterator[Place]:
    """Yield the place where a passage has all words in their order, once."""
    said_there = sentences(plain(piece.text))
    owner = [(word, number) for number, sentence in enumerate(said_there) for word in tokens(sentence)]
    for at in range(len(owner) - len(wanted) + 1):
        if tuple(word for word, _ in owner[at : at + len(wanted)]) == wanted:
            first, last = owner[at][1], owner[at + len(wanted) - 1][1]
            yield _place(piece, said_there[first : last + 1])
            return


def _nearest(pieces: tuple[_Piece, ...], text: str, wanted: tuple[str, ...], language: str) -> Traced:
    counted, length = Counter(wanted), max(1, len(sentences(text)))
    telling = content_words(text, language)
    best: tuple[float, float, int] = (0.0, 0.0, 0)
    chosen: Place | None = None
    order = 0
    for piece in pieces:
        said_there = sentences(plain(piece.text))
        for start in range(max(1, len(said_there) - length + 1)):
            order -= 1  # of passages alike in all, the first
            run = " ".join(said_there[start : start + length])
            share = (counted & Counter(tokens(run))).total() / len(wanted)
            told = len(telling & content_words(run, language))
            if share < max(_NEAREST, best[0]) or told < max(1, _NEAREST * len(telling)):
                continue
            rank = (share, likeness(text, run), order)
            if rank > best:
                best, chosen = rank, _place(piece, said_there[start : start + length])
    return Traced(places=(chosen,), share=min(best[0], 0.99)) if chosen is not None else Traced()


def _place(piece: _Piece, said_there: tuple[str, ...]) -> Place:
    return Place(part=piece.part, paragraph=piece.paragraph, sentence=" ".join(said_there))


def _pieces(article: Article) -> Iterator[_Piece]:
    """Yield every text of an article with the part it belongs to, running text with its numbers first."""
    yield from _running(article)
    points = [point for group in article.talking_points for point in group.points]
    yield from (_Piece(part=f"talking point {n}", text=t) for n, point in enumerate(points, 1) for t in _texts(point))
    yield from (_Piece(part="talking points", text=group.lead or "") for group in article.talking_points)
    yield from (_Piece(part="key insight", text=text) for text in article.key_insight)
    for definition in article.definitions:
        part = f"definition of {plain(definition.term)}"
        yield from (_Piece(part=part, text=text) for text in (definition.definition, definition.source or ""))
    yield from (_Piece(part=f"question {number}", text=text) for number, text in enumerate(article.questions, 1))
    yield from (_Piece(part=f"note {note.mark}", text=note.text) for note in article.footnotes)
    yield from (_Piece(part="continued reading", text=text) for text in article.continued_reading)
    yield _Piece(part="title", text=article.title or "")
    yield _Piece(part="citation", text=article.citation or "")
    yield from (_Piece(part="credits", text=text) for text in (*article.byline, *article.credits))


def _running(article: Article) -> Iterator[_Piece]:
    number = 0
    running = [("summary", article.summary), ("informing practice", article.informing_practice)]
    running += [(f"section “{plain(s.heading)}”" if s.heading else "text", s.paragraphs) for s in article.sections]
    for part, texts in running:
        for text in texts:
            if is_set_apart(text):
                yield from (_Piece(part=part, text=row.replace("|", " ")) for row in text.split("\n"))
            else:
                number += 1
                yield _Piece(part=part, text=text, paragraph=number)
    yield from (_Piece(part="headings", text=section.heading or "") for section in article.sections)


def _texts(point: Point) -> Iterator[str]:
    yield point.text
    for inner in point.points:
        yield from _texts(inner)
