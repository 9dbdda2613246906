"""Which topics a module meets, and by which of its words.

A topic is met where all its content words stand, in whatever form: in one keyword, one key term or the title, in any
order; in the description or an objective, next to each other as in the topic.  Nothing is guessed from meaning: a topic
in other words than the module's is not met, and whoever reads the reasons sees why.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from builder.catalog.spelling import compared
from builder.model.entry import Entry
from builder.model.syllabus_plan import Field, Hit, Met
from builder.text.term_names import is_unspaced
from builder.text.words import are_cognates, stop_words, words

#: How much it counts where a topic is met: a keyword says what a module is about, an objective may only touch it.
WEIGHTS: dict[Field, int] = {"keyword": 4, "title": 3, "term": 3, "description": 1, "objective": 1}

#: Cognates by their beginning share so much of the longer word too: "internal" is not "international".
_SHARE_OF_LONGER = 0.55
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
#: What French puts before a word that begins with a vowel.
_ELIDED = re.compile(r"\A(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
#: The article that Arabic writes in one with its word.
_ARTICLE = re.compile(r"\A\u0627\u0644(?=\w{3})")


def topics_met(entry: Entry, topics: Sequence[str]) -> tuple[Met, ...]:
    """Return the topics that a module meets, in the order in which they were asked for."""
    found = ((topic, tuple(_hits(entry, topic))) for topic in topics)
    return tuple(Met(topic=topic, hits=hits) for topic, hits in found if hits)


def weight(met: Met) -> int:
    """Return how well a topic is met: each field counts once."""
    return sum(WEIGHTS[field] for field in {hit.field for hit in met.hits})


def _hits(entry: Entry, topic: str) -> Iterator[Hit]:
    whole = {"keyword": entry.keywords, "term": tuple(term.term for term in entry.terms)}
    running = {"description": (entry.description,), "objective": entry.objectives}
    for field in WEIGHTS:
        for text in whole.get(field, ()):
            if _found(topic, text, entry.language, in_a_row=False):
                yield Hit(field=field, words=text)
        in_part = (entry.title,) if field == "title" else running.get(field, ())
        said = [_found(topic, text, entry.language, in_a_row=field != "title") for text in in_part]
        for words_ in dict.fromkeys(filter(None, said)):
            yield Hit(field=field, words=words_)


def _found(topic: str, text: str, language: str, *, in_a_row: bool) -> str:
    """Return the words of a text that say the topic, as it writes them; empty where it does not."""
    if is_unspaced(topic):
        return topic if _letters(topic) in _letters(text) else ""
    if compared(topic) == compared(text):
        return text
    wanted = _content(topic, language)
    said = [word for word in _WORD.findall(text) if _content(word, language)]
    if not wanted:
        return ""
    if in_a_row:
        for start in range(len(said) - len(wanted) + 1):
            run = said[start : start + len(wanted)]
            if all(_alike(one, other) for one, other in zip(wanted, run, strict=True)):
                return " ".join(run)
        return ""
    places = [next((n for n, word in enumerate(said) if _alike(one, word)), None) for one in wanted]
    if None in places:
        return ""
    return " ".join(said[n] for n in sorted({n for n in places if n is not None}))


def _content(text: str, language: str) -> list[str]:
    """Return the content words of a text in their order; a word in capitals ("WHO") is one."""
    stops = stop_words(language)
    every = [_ELIDED.sub("", word) for word in _WORD.findall(text)]
    return [word for word in every if len(word) > 1 and (word.isupper() or word.lower() not in stops)]


def _alike(one: str, other: str) -> bool:
    """Return whether two words are forms of one word, accents and capitals left out of account."""
    first, second = _bare(one), _bare(other)
    short, long = sorted((first, second), key=len)
    if long in (short, f"{short}s"):
        return True
    common = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return are_cognates(first, second) and (common >= _SHARE_OF_LONGER * len(long) or common == len(short))


def _bare(word: str) -> str:
    parts = words(_ELIDED.sub("", word)) or (word.casefold(),)
    return _ARTICLE.sub("", _letters(parts[0]))


def _letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))
