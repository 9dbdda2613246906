"""The stem: rules S01 to S07."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.items.reading import GAP, Context, filled, keys, own_words, shown, stem_of
from builder.checks.quotations import holds
from builder.model.item import Cloze, Essay, Item, Matching, Ordering, ShortAnswer, TrueFalse
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import content_words, count, words

_ACRONYM = re.compile(r"\b[A-Z]{2,}s?\b")
_ROMAN = re.compile(r"[IVX]+")
_FEWEST_BEFORE_GAP, _MOST_IN_GAP = 6, 4
_GRADE = 14.0
_LONG_SYLLABLES, _MOST_LONG_WORDS = 4, 2
_FEWEST_FOR_GRADE = 8


def s01_alone(item: Item, context: Context) -> Iterator[str]:
    """The stem asks something on its own: a question, an instruction or a gap, and no look at the options is needed."""
    stem, known = stem_of(item), context.words
    if isinstance(item, TrueFalse):
        if stem.rstrip("”’\"'» ").endswith(("?", "؟")):
            yield "a statement to judge is no question"
        return
    found = known.find("options_needed", own_words(stem))
    if found:
        yield f"“{found}” asks nothing before one has read the options"
        return
    gaps = len(GAP.findall(stem))
    asks = stem.rstrip("”’\"'» ").endswith(("?", "？", "؟")) or gaps == 1 or (gaps and isinstance(item, Cloze))
    if not asks and not _instructs(stem, context):
        yield "the stem asks nothing by itself"
    elif gaps == 1 and not isinstance(item, Cloze) and len(content_words(stem, context.language)) < _FEWEST_CONTENT:
        yield "too few words stand round the gap to know what is asked"


_FEWEST_CONTENT = 3


def _instructs(stem: str, context: Context) -> bool:
    """Return whether some sentence of the stem begins with an instruction, also behind "In two sentences, ..."."""
    known = context.words
    for sentence in (*sentences(stem), *(part for s in sentences(stem) for part in re.split(r": |; ", s))):
        text = sentence
        while (opening := known.opening("opening", text)) is not None:
            text = text.lstrip(" “«\"'¿¡")[len(opening) :].lstrip(" ,:")
        if known.opening("imperatives", text) is not None or "?" in sentence:
            return True
    return False


def s02_positive(item: Item, context: Context) -> Iterator[str]:
    """The stem holds no negative: a reader skips the one word that turns it.

    Where something is chosen, what the stem quotes counts too.  A task that asks why or how something is not so
    is no trap.
    """
    stem = context.words.without("no_negative", stem_of(item))
    if isinstance(item, Essay | ShortAnswer):
        stem = own_words(stem)
    if isinstance(item, Essay) and context.words.opening("opens", stem):
        return
    found = context.words.find("negative", stem)
    if found:
        yield f"the stem holds the negative “{found}”"


def s03_length(item: Item, context: Context) -> Iterator[str]:
    """The stem has at most 40 words."""
    number = count(stem_of(item))
    if number > 40:
        yield f"the stem has {number} words, more than 40"


def s03_short(item: Item, context: Context) -> Iterator[str]:
    """The stem is one sentence of 6 to 30 words.

    An instruction to match or to order may be shorter; a task may say in a second sentence how to answer.
    """
    stem = stem_of(item)
    number = count(stem)
    fewest = 3 if isinstance(item, Matching | Ordering | TrueFalse) else 6
    if not fewest <= number <= 30 and number <= 40:
        yield f"the stem has {number} words; 6 to 30 read well"
    parts = sentences(re.sub(r"“[^”]*”|«[^»]*»", "…", stem))
    if len(parts) > (2 if isinstance(item, Essay) else 1):
        yield f"the stem is {len(parts)} sentences; one is enough"


def s04_reference(item: Item, context: Context) -> Iterator[str]:
    """Neither stem nor key opens with a word that points at something outside them, nor points above."""
    known = context.words
    stem = own_words(stem_of(item)) if not isinstance(item, Cloze) else stem_of(item)
    openings = [(stem_of(item), "dangling"), *((key, "dangling_key") for key in keys(item))]
    framed = re.match(rf"{known.group('frames')}:\s*", stem, re.IGNORECASE)
    if framed:
        openings.append((stem[framed.end() :], "dangling"))
    for text, words_of in openings:
        first = known.opening(words_of, text)
        if first and not known.opening("stands", text):
            yield f"“{first}” points at nothing in the item"
    for text in (stem, *keys(item)):
        found = known.find("pointing", text)
        if found:
            yield f"“{found}” points outside the item"


def s05_gap(item: Item, context: Context) -> Iterator[str]:
    """A gap holds one to four words that carry meaning and stands late: six words or more come before the first."""
    if not isinstance(item, Cloze):
        return
    stem = stem_of(item)
    framed = re.match(rf"{context.words.group('frames')}:\s*", stem, re.IGNORECASE)
    sentence = stem[framed.end() :] if framed else stem
    before = sentences(GAP.split(sentence)[0])
    number = count(GAP.split(sentence)[0]) if before else 0
    if number < _FEWEST_BEFORE_GAP:
        yield f"{number} words stand before the first gap; {_FEWEST_BEFORE_GAP} or more say what is asked for"
    for gap in item.answers:
        answer = plain(gap[0])
        if count(answer) > _MOST_IN_GAP:
            yield f"the gap holds {count(answer)} words, “{answer}”"
        elif context.words.is_only("gap_words", answer):
            yield f"the gap holds a small word, “{answer}”"


def s06_acronyms(item: Item, context: Context) -> Iterator[str]:
    """Acronyms are spelled out in the item or are key terms of the module."""
    text = " ".join((stem_of(item), *shown(item)))
    known = " ".join(plain(d.term) for d in context.article.definitions)
    for acronym in dict.fromkeys(_ACRONYM.findall(text)):
        bare = acronym.rstrip("s")
        spelled = re.search(rf"{bare}s?[)»]? ?[\[(]|[\[(]{bare}s?[\])]", text) is not None
        loud = not content_words(acronym.lower(), context.language) or context.words.is_only("loud", acronym)
        if bare not in known and not spelled and not loud and not _ROMAN.fullmatch(acronym):
            yield f"the acronym {acronym} is not spelled out"


def s07_load(item: Item, context: Context) -> Iterator[str]:
    """The stem's own words read easily: grade 14 at most, and at most two words of four syllables or more.

    What it quotes is the article's, and key terms have to be named; English only, since the Flesch-Kincaid
    grade (1975) is.  The article's own grade less two, as the source of the rule has it, is left out: on ten
    words the measure swings by more than that.
    """
    if not context.language.startswith("en"):
        return
    named = content_words(" ".join(plain(d.term) for d in context.article.definitions), context.language)
    text = own_words(stem_of(item))
    if isinstance(item, Cloze):
        text = "" if holds(context.holding, filled(item).rstrip(" .")) else filled(item)
    said = [word for word in words(text) if word not in named]
    long = [word for word in said if _syllables(word) >= _LONG_SYLLABLES]
    if len(long) > _MOST_LONG_WORDS:
        yield f"the stem has {len(long)} long words: {', '.join(long)}"
    elif len(words(text)) >= _FEWEST_FOR_GRADE and _grade(words(text)) > _GRADE and len(long) > 1:
        yield "the stem is hard to read; shorter words would ask the same"


def _grade(said: tuple[str, ...]) -> float:
    """Return the Flesch-Kincaid grade of one sentence."""
    return 0.39 * len(said) + 11.8 * sum(map(_syllables, said)) / len(said) - 15.59


def _syllables(word: str) -> int:
    """Return the number of syllables of an English word, by its groups of vowels."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouscxzg]es)\Z", word) is not None
    hiatus = len(re.findall(r"i[ao](?!u)|eo|ua(?!l)", re.sub(r"[cts]i[ao]", "", word)))
    return max(1, groups - silent + hiatus)
