"""Which sentences can stand alone: whole, of a fit length, and pointing at nothing outside themselves.

What begins with "This" or "However", holds "the former" or "as noted above", asks, is cut out of a quotation,
or names a speaker or a figure, is left where it is.  Better none than one that hangs in the air.
"""

from __future__ import annotations

import re

from builder.drafting.chosen.table import Table
from builder.text.words import are_cognates, count, stop_words, words

_FEWEST, _MOST = 8, 40
#: Arabic writes articles, prepositions and pronouns into the word.
_FEWEST_OF = {"ar": 6}
_OPENING, _CLOSING = "“«„", "”»“"
_SPEAKER = re.compile(r"[^\W\d_][\w .’'-]{0,24}\s?: ")
_ODD = re.compile(r"\[[\d, ]+\]|\(\*?\d+\)|https?:|www\.|\S@\S|\bp+\. ?\d|…|\.\.\.|\||•|\?|؟")
#: Between dollar signs or behind a backslash stands mathematics, which a plain sentence cannot show.
_FORMULA = re.compile(r"\$|\\[A-Za-z]+|\\[()\[\]{}]|[A-Za-z]_\{|\^\{")
#: "By ... · 30 September 2025": parts of a byline.
_BYLINE = re.compile(r"\s·\s")
_NOTE = re.compile(r"(?:\[\d{1,3}\])+\Z")


def without_note(sentence: str) -> str:
    """Return a sentence without the note marks behind its stop."""
    return _NOTE.sub("", sentence).strip()


def has_formula(sentence: str) -> bool:
    """Return whether a sentence holds a formula or a LaTeX command; it cannot be read aloud and is quoted nowhere."""
    return _FORMULA.search(sentence) is not None


def stands_alone(sentence: str, known: Table, language: str, title: str = "", *, reports: bool = False) -> bool:
    """Return whether a sentence can be chosen: read by itself it says what it says in its place.

    title: what every reader knows of the text.  reports: whether its head names a study, which is known then, too.
    """
    fewest = _FEWEST_OF.get(language[:2], _FEWEST)
    if not fewest <= count(sentence) <= _MOST or not _is_whole(sentence) or _ODD.search(sentence):
        return False
    if has_formula(sentence) or _BYLINE.search(sentence):
        return False
    if known.begins("opening", sentence) or known.holds("inside", sentence):
        return False
    if _speaks_of_known(sentence, known, language, title, reports=reports):
        return False
    early = " ".join(sentence.split()[: known.early_words])
    return not known.holds("early", early) and _SPEAKER.match(sentence) is None


def _speaks_of_known(sentence: str, known: Table, language: str, title: str, *, reports: bool) -> bool:
    """Return whether a sentence opens with a thing that was named before ("The list is ..."), not in the title."""
    tokens = re.findall(r"[\w'’-]+|[,;:]", sentence)
    if not known.definite or not known.is_only("definite", tokens[0]):
        return False
    stops = stop_words(language)
    noun = tokens[1]
    for word in tokens[1:]:
        if word in ",;:" or known.is_only("modifying", word):
            return False
        if word.lower() in stops:
            break
        noun = word
    if reports and known.is_only("understood", noun):
        return False
    return not any(are_cognates(noun.lower(), named) for named in words(title))


def _is_whole(sentence: str) -> bool:
    """Return whether a sentence has its beginning and end, and its quotation marks and brackets in pairs."""
    first = sentence[0]
    if first.islower() or not first.isalnum() or not sentence.rstrip('”»"’)').endswith((".", "!")):
        return False
    if sentence.count("(") != sentence.count(")") or sentence.count("[") != sentence.count("]"):
        return False
    opened = sum(map(sentence.count, "“«"))
    return opened == sum(map(sentence.count, "”»")) and sentence.count('"') % 2 == 0
