"""The sentences of a paragraph, whole and word for word.

A small rule set of our own: the maintained splitters are trained models or large, and the texts here
are edited prose.  A sentence ends at `.`, `!`, `?`, `؟` or `…`, with the quotation marks and brackets that
close after it, before a blank and a letter, digit or opening mark that can begin one; not after an
abbreviation, an initial or inside brackets that are still open.
"""

from __future__ import annotations

import re

from builder.text.words import stop_words

_ABBREVIATIONS = frozenset(
    """
    al approx art cf ch co col corp dept dr ed eds e.g eg esp est etc fig gen gov hon i.e ibid inc jan feb mar apr
    jun jul aug sept sep oct nov dec jr lt ltd mr mrs ms no nos p pp prof rep rev sen sgt sr st vol vols vs u.s u.k
    u.n a.m p.m ph.d
    """.split()
)
#: Abbreviations that may also end a sentence: they do where a small word with a capital ("The") follows.
_MAY_END = frozenset({"al", "etc", "u.s", "u.k", "u.n", "a.m", "p.m", "inc", "ltd", "co", "jr", "ph.d"})
#: Abbreviations that are words as well: they abbreviate only before a number ("no. 5", "Art. IV").
_BEFORE_A_NUMBER = frozenset({"art", "fig", "no", "nos"})
_NUMBER = re.compile(r"[(\[]?(?:\d|[IVXLC]{2,}\b|[VX]\b)")  # "I" is a person

_END = re.compile(r"[.!?…؟۔]+(?:[\"'”’)\]]|\s?»)*(?:\[\d{1,3}\])*(?=\s+(?:[\"'“‘¿¡(\[]|«\s?)*[^\W_])")
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.]*[^\W_])?)\.?\W*\Z")


def sentences(paragraph: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph of plain text; joined with blanks they are the paragraph."""
    text = " ".join(paragraph.split())
    found, start = [], 0
    for match in _END.finditer(text):
        if _is_end(text[start : match.end()], match.group(), text[match.end() :].lstrip()):
            found.append(text[start : match.end()].strip())
            start = match.end()
    rest = text[start:].strip()
    return tuple([*found, rest] if rest else found)


def _is_end(sentence: str, mark: str, following: str) -> bool:
    if sentence.count("(") > sentence.count(")") or sentence.count("[") > sentence.count("]"):
        return False
    begins_lower = re.match(r"[\"'“‘«(\[]*[a-zà-ÿ]", following) is not None
    if not mark.startswith("."):
        return not begins_lower
    word = _LAST_WORD.search(sentence[: len(sentence) - len(mark)])
    last = word.group(1).lower() if word else ""
    if len(last) == 1 and last != "i":  # an initial: "V. G. Vela"
        return False
    if last in _BEFORE_A_NUMBER and _NUMBER.match(following) is None:
        return not begins_lower
    if last in _ABBREVIATIONS:
        first = re.match(r"[\"'“‘«(\[]*([^\W\d_]+)", following)
        begins = first is not None and first.group(1)[0].isupper() and first.group(1).lower() in stop_words("en")
        return last in _MAY_END and begins
    return not begins_lower
