"""The kind cloze: a talking point or sentence of the summary with one key term left out.

Rule S05: the gap holds a term of at most four words and stands late, at least six words stand before it,
and the term stands nowhere else in the sentence.  Only talking points and sentences that restate one are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.lexicon import lexicon
from builder.drafting.objectives import objective_numbers
from builder.drafting.said import Said, said, stands_alone
from builder.drafting.scores import RESTATES, score_of
from builder.model.article import Article
from builder.model.item import Cloze, Quote
from builder.text.inline import escape, plain
from builder.text.words import content_words, count, hits, share
from builder.wording import phrase

_GAP = "____"
_FEWEST_BEFORE = 6
_MOST_TERM_WORDS = 4
#: The gap stands in the last two fifths: what comes before it says what is asked for.
_LATE = 0.6


def candidates(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each sentence that holds a key term or keyword far enough from its beginning."""
    return tuple(_candidates(article))


def _candidates(article: Article) -> Iterator[Candidate]:
    if lexicon(article.language) is None:
        return
    terms = _terms(article)
    for sentence in said(article):
        if sentence.voice != "study" or not stands_alone(sentence.text, article.language, fewest=9):
            continue
        if score_of(article, sentence) < RESTATES:
            continue  # a gap in a sentence that only leads to the matter asks for nothing that matters
        for term in terms:
            gap = _gap(sentence.text, term, article.language)
            if gap is not None:
                yield _candidate(article, sentence, term, gap)
                break


def _terms(article: Article) -> tuple[str, ...]:
    """Return the key terms, then the keywords, that say something by themselves and are not given away by the title."""
    title = content_words(plain(article.title or ""), article.language)
    named = [plain(d.term) for d in article.definitions] + [plain(keyword) for keyword in article.keywords]
    return tuple(
        dict.fromkeys(
            t
            for t in named
            if 1 <= count(t) <= _MOST_TERM_WORDS
            and content_words(t, article.language)
            and share(t, title, article.language) < 1.0
        )
    )


def _gap(sentence: str, term: str, language: str) -> tuple[int, int] | None:
    """Return where the term stands in the sentence; None where it cannot be left out."""
    found = list(re.finditer(rf"(?<!\w){re.escape(term)}(?:s|es)?(?![\w-])", sentence, re.IGNORECASE))
    if len(found) != 1:
        return None
    start, end = found[0].span()
    rest = f"{sentence[:start]} {sentence[end:]}"
    if re.search(r"\d\W*\Z", sentence[:start]):
        return None  # the unit of a figure is asked for by the figure, not by the thought
    before = count(sentence[:start])
    if before < _FEWEST_BEFORE or before < _LATE * count(sentence) or hits(rest, term, language):
        return None
    return start, end


def _candidate(article: Article, sentence: Said, term: str, gap: tuple[int, int]) -> Candidate:
    language = article.language
    start, end = gap
    left_out = sentence.text[start:end]
    shown = f"{escape(sentence.text[:start])}{_GAP}{escape(sentence.text[end:])}"
    item = Cloze(
        id=id_of("cl", sentence.text),
        stem=phrase(language, "item.cloze", sentence=shown),
        answers=(tuple(dict.fromkeys((left_out, term))),),
        feedback=escape(phrase(language, "item.in_full", words=sentence.text)),
        source=Quote(section=sentence.section, paragraph=sentence.paragraph, quote=sentence.text),
        objective=objective_numbers(article).get("explain"),
        origin="drafted",
    )
    about = phrase(language, "marks.quoted", words=term)
    return Candidate(kind="cloze", about=about, key=term, item=item, score=score_of(article, sentence))
