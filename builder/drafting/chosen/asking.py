"""Questions that an essay itself asks towards its end, and which sentences claim something that could be otherwise.

A question is taken where it stands alone as a sentence and can be understood alone: no pronoun and no thing
that was named before.  An essay asks what it has led up to in its second half; before that it asks in order to
answer.  A sentence of mere fact (a number, a date, something that happened once) has no case in which it would
no longer hold, so nobody is asked for one.
"""

from __future__ import annotations

import re

from builder.drafting.chosen.fitness import has_formula
from builder.drafting.chosen.picking import Sentence
from builder.drafting.chosen.table import Table, table
from builder.model.article import Article, paragraphs
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import are_cognates, content_words, count, words

_MOST_QUESTIONS = 2
#: A question is heard at once if it has so many words at most (rule D02).
_MOST_WORDS = 25
_FEWEST_NAMED = 2
_ASKS = re.compile(r"[^?؟\"“”«»„:;()\[\]…]+[?؟]")


def asked(article: Article) -> tuple[Sentence, ...]:
    """Return the last questions of an essay that can be asked in class, two at most, in its order."""
    known = table(article.language)
    if known is None or article.kind != "article" or article.questions:
        return ()
    numbered = paragraphs(article)
    found = [
        Sentence(text=sentence, paragraph=paragraph.number)
        for paragraph in numbered[len(numbered) // 2 :]
        for sentence in sentences(plain(paragraph.text))
        if can_be_asked(sentence, known, article.language, plain(article.title or ""))
    ]
    return tuple({sentence.text: sentence for sentence in found}.values())[-_MOST_QUESTIONS:]


def can_be_asked(sentence: str, known: Table, language: str, title: str = "") -> bool:
    """Return whether a sentence is one question that is understood by itself; title: what its reader knows."""
    if _ASKS.fullmatch(sentence) is None or not (sentence[0] == "¿" or sentence[0].isalnum()) or sentence[0].islower():
        return False
    if count(sentence) > _MOST_WORDS or has_formula(sentence) or known.begins("leaning", sentence):
        return False
    said = known.without("passed_over", sentence)
    if known.holds("inside", said) or known.holds("early", said) or known.holds("leans", said):
        return False
    return len(content_words(sentence, language)) >= _FEWEST_NAMED and not _names_known(said, known, title)


def _names_known(said: str, known: Table, title: str) -> bool:
    """Return whether a question speaks of a thing that was named before ("Was the analysis planned?")."""
    tokens = re.findall(r"[\w'’-]+", said)
    for place, token in enumerate(tokens[:-1]):
        if not known.definite or not known.is_only("definite", token):
            continue
        noun, after = tokens[place + 1], tokens[place + 2 : place + 3]
        told = bool(after) and known.is_only("modifying", after[0])
        if not told and not any(are_cognates(noun.lower(), named) for named in words(title)):
            return True
    return False


def is_general(sentence: str, known: Table) -> bool:
    """Return whether a sentence claims something in general: there could be a case in which it does not hold."""
    if re.search(r"\d", sentence):
        return False
    claim = known.first("claims", sentence)
    main = sentence[:claim] if claim else sentence
    if known.holds("past", main):
        return False
    return claim is not None or known.holds("generic", sentence) or known.begins("of_any", sentence)
