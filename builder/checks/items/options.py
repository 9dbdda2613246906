"""The options: rules O01 to O07, L01 and L02."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.items.reading import GAP, Context, are_voices, choices, distractors, keys, same, shown, stem_of
from builder.checks.items.tables import Words
from builder.model.item import Item, MultipleChoice, MultipleResponse
from builder.text.inline import plain
from builder.text.likeness import likeness
from builder.text.things import thing_named, thing_of
from builder.text.words import content_words, words

_ALIKE = 0.85
_LONG = 45
_MOST: dict[type, int] = {MultipleChoice: 4, MultipleResponse: 5}
_RUN = 3


def o01_combined(item: Item, context: Context) -> Iterator[str]:
    """No option is made of other options, and none is a way out."""
    texts = shown(item)
    for number, text in enumerate(texts):
        others = [same(other) for place, other in enumerate(texts) if place != number and len(same(other)) > 2]
        inside = [other for other in others if re.search(rf"(?<!\w){re.escape(other)}(?!\w)", same(text))]
        if context.words.is_only("combined", text) or len(inside) > 1:
            yield f"the option “{text}” is made of other options"


def o02_number(item: Item, context: Context) -> Iterator[str]:
    """There are three options, or four of which each is as good as the rest; up to five where several are right."""
    most, number = _MOST.get(type(item)), len(choices(item))
    if most is None:
        return
    if not 3 <= number <= most:
        yield f"there are {number} options; three are enough, {most} the most"
    elif number > 3 and isinstance(item, MultipleChoice):
        weak = [said for test in (o03_exclusive, o04_type, o05_parallel, o06_fits) for said in test(item, context)]
        if weak:
            yield f"there are {number} options, and one does not stand beside the rest; three are enough"


def o03_exclusive(item: Item, context: Context) -> Iterator[str]:
    """No option's content words all stand in another option, and no two options are nearly the same."""
    texts = shown(item)
    sets = [frozenset(map(_singular, content_words(text, context.language))) for text in texts]
    for index, one in enumerate(sets):
        for place in range(index + 1, len(sets)):
            other = sets[place]
            if one and other and (one <= other or other <= one):
                yield f"the options “{texts[index]}” and “{texts[place]}” contain each other"
                return
            if likeness(texts[index], texts[place]) > _ALIKE:
                yield f"the options “{texts[index]}” and “{texts[place]}” are nearly the same"
                return


def _singular(word: str) -> str:
    return word if word.endswith("ss") else word.removesuffix("s")


def o04_type(item: Item, context: Context) -> Iterator[str]:
    """All options are one kind of thing (a person, a document, a period, a number ...), and of the kind asked for."""
    texts = shown(item)
    if are_voices(item, context):
        return  # the study, the digest, a scholar: each may have said it
    if all(_defined(text, context) is not None for text in texts):
        return  # key terms are one kind by themselves
    kinds = [_type_of(text, context) for text in texts]
    asked = next((kinds_ for word, kinds_ in _ASKED.items() if context.words.opening(word, stem_of(item))), None)
    clash = any(not _agree(one, other) for one in kinds for other in kinds)
    if clash or (asked is not None and any(kind is not None and kind not in asked for kind in kinds)):
        names = "; ".join(f"“{text}”: {kind}" for text, kind in zip(texts, kinds, strict=True) if kind)
        yield f"the options are different kinds of things, or not the kind that is asked for ({names})"


#: What may answer a question that opens with such a word.
_ASKED: dict[str, frozenset[str]] = {
    "who": frozenset({"person", "group", "name"}),
    "where": frozenset({"place", "name", "group", "document", "object"}),
    "when": frozenset({"time", "event", "number"}),
    "why_asked": frozenset({"activity", "event", "state", "thought", "research", "harm", "study", "group"}),
}

#: Kinds that one question may offer side by side: what people do, think, meet with and set up is told apart by
#: reading alone, but a person is no period and a number no place.
_BESIDE = (
    frozenset({"person", "group", "name"}),
    frozenset({"group", "name", "place"}),
    frozenset({"group", "activity", "event", "harm", "state", "research"}),
    frozenset({"thought", "activity", "state", "event", "harm"}),
    frozenset({"study", "activity", "research"}),
    frozenset({"document", "object", "group"}),
    frozenset({"time", "event"}),
    frozenset({"number", "research"}),
)


def _agree(one: str | None, other: str | None) -> bool:
    """Return whether two kinds could answer one question."""
    return one is None or other is None or one == other or any({one, other} <= kinds for kinds in _BESIDE)


def _defined(text: str, context: Context) -> str | None:
    """Return the definition of an option that is a key term of the article, or of another module."""
    for definition in context.article.definitions:
        if same(definition.term) == same(text):
            return plain(definition.definition)
    return context.terms.get(same(text))


def _type_of(text: str, context: Context) -> str | None:
    """Return the kind of thing an option is: that of its definition if it is a term, else that of its head."""
    if re.search(r"(?<!\w)(?:1[5-9]|20)\d\d(?!\w)", text) and len(content_words(text, context.language)) <= _RUN:
        return "time"
    if re.match(r"\D{0,12}\d", text) and len(content_words(text, context.language)) <= _RUN:
        return "number"
    defined = _defined(text, context)
    if defined is not None:
        return thing_of(defined, context.language)
    if _is_name(text, context):
        return "name"
    form = _form(text, context)
    return thing_named(text, context.language) if form in ("bare", "article") else None


def _is_name(text: str, context: Context) -> bool:
    """Return whether every word that counts has a capital, as in the names of people and countries."""
    counted = [word for word in re.findall(r"[^\W\d_]+", text) if content_words(word, context.language)]
    return len(counted) > 1 and all(word[0].isupper() for word in counted)


def o05_parallel(item: Item, context: Context) -> Iterator[str]:
    """All options begin with the same case and the same kind of words, and end with the same punctuation."""
    texts = shown(item)
    if len({text[:1].isupper() for text in texts if text[:1].isalpha()}) > 1:
        yield "some options begin with a capital and some do not"
    if len({text[-1:] in ".!?;" for text in texts}) > 1:
        yield "some options end with punctuation and some do not"
    if are_voices(item, context):
        return
    forms = dict.fromkeys(_form(text, context) for text in texts)
    if len(forms) > 1:
        yield f"the options are of different form ({', '.join(_FORMS[form] for form in forms)})"


_FORMS = {
    "reason": "a reason",
    "time": "a time",
    "condition": "a condition",
    "that": "a clause",
    "article": "a noun with an article",
    "sentence": "a sentence",
    "preposition": "a phrase with a preposition",
    "infinitive": "an infinitive",
    "gerund": "a verb in -ing",
    "bare": "a noun",
}


def _form(text: str, context: Context) -> str:
    """Return how an option begins: the opening class of rule O05."""
    known = context.words
    for form in ("reason", "condition", "time", "that"):
        if known.opening(f"clause_{form}", text):
            return form
    if known.opening("infinitive", text) and not known.opening("no_infinitive", text):
        return "infinitive"
    if known.opening("pronouns", text) or (known.opening("finite", text) and len(text.split()) > _RUN):
        return "sentence"
    if known.opening("gerund", text) and not known.opening("no_gerund", text):
        return "gerund"
    if known.opening("prepositions", text):
        return "preposition"
    inner = _before_clause(" ".join(text.split()[1:]), context)
    small = "|".join(known.group(name) for name in ("articles", "prepositions", "determiners"))
    inner = re.sub(rf"(?<!\w)(?:(?:{small}) )+\w+", " ", inner, flags=re.IGNORECASE)  # "a fixed number" has no verb
    if len(text.split()) > _RUN and known.find("finite", inner):
        return "sentence"
    return "article" if known.opening("articles", text) else "bare"


def _before_clause(text: str, context: Context) -> str:
    """Return a text up to a clause that would have a verb of its own."""
    stops = "|".join(
        context.words.group(name) for name in ("clause_that", "clause_time", "clause_condition", "pronouns")
    )
    match = re.search(rf"(?<!\w)(?:{stops})(?!\w)", text, re.IGNORECASE)
    return text[: match.start()] if match else text


def o06_fits(item: Item, context: Context) -> Iterator[str]:
    """Every option fits the stem: article, number, preposition and tense."""
    if not choices(item):
        return
    stem, texts, known = stem_of(item), shown(item), context.words
    before, *after = GAP.split(stem) if GAP.search(stem) else (stem.rstrip(" ?:.…"),)
    ending = re.search(rf"(?<!\w){known.group('final_article')}\s*\Z", before, re.IGNORECASE)
    if ending:
        yield f"the stem ends in “{ending.group().strip()}”, which fits some options only"
    many = [_is_plural(text, context) for text in texts]
    mixed = len(set(many)) > 1 and _wants_number(before, after, context)
    if isinstance(item, MultipleChoice) and (mixed or _wants_more(stem, texts, many, context)):
        yield "the number that the stem asks for fits some options only"
    tail = (words(before) or ("",))[-1]
    if after or not stem.rstrip("”’\"' ").endswith(("?", "؟")):
        yield from _joined_badly(tail, texts, known)
    heads = [bool(known.opening("prepositions", text)) for text in texts]
    if after and any(heads) and not all(heads):
        yield "the gap takes some options with a preposition and some without"


def _joined_badly(tail: str, texts: tuple[str, ...], known: Words) -> Iterator[str]:
    """Yield what is wrong where the last word of an unfinished stem meets its options."""
    for_preposition = known.is_only("prepositions", tail) or tail == "to"
    if for_preposition and any(known.opening("prepositions", t) or known.opening("infinitive", t) for t in texts):
        yield f"the stem ends in “{tail}”, and an option begins with a preposition"
    firsts = [(words(text) or ("",))[0] for text in texts]
    if known.is_only("modal", tail) and any(map(_is_inflected, firsts)):
        yield f"“{tail}” at the end of the stem does not fit every option"
    elif len({_tense(first) for first in firsts} - {None}) > 1:
        yield "the options that end the sentence are of different tense"


def _is_inflected(word: str) -> bool:
    """Return whether an English verb could not stand behind "should" or "to"."""
    return _tense(word) is not None or (word.endswith("ing") and len(word) > 5) or word in ("can", "is", "are")


def _tense(word: str) -> str | None:
    if word in ("will", "shall"):
        return "future"
    if re.fullmatch(r"\w{3,}ed", word):
        return "past"
    return "present" if re.fullmatch(r"\w{2,}[^su]s", word) else None


def _wants_number(before: str, after: list[str], context: Context) -> bool:
    """Return whether a verb next to the place of the answer is singular or plural, so that it tells which fits."""
    verbs = rf"(?:{context.words.group('singular_verb')}|{context.words.group('plural_verb')})"
    at_end = re.search(rf"(?<!\w){verbs}\s*(?:called|named|known as)?\s*\Z", before, re.IGNORECASE)
    behind = after and re.match(rf"\s*{verbs}(?!\w)", after[0], re.IGNORECASE)
    asks = rf"\W*(?:{context.words.group('which')}|{context.words.group('who')})(?: \w+)?(?:, [^,]+,)? {verbs}(?!\w)"
    return bool(at_end or behind or re.match(asks, before, re.IGNORECASE))


def _wants_more(stem: str, texts: tuple[str, ...], many: list[bool], context: Context) -> bool:
    """Return whether the stem asks for two things or more, and an option is only one."""
    known = context.words
    several = rf"\W*{known.group('which')} {known.group('count_words')}(?!\w)"
    if len([o for o in texts if o]) < 2 or re.match(several, stem, re.IGNORECASE) is None:
        return False
    joins = rf",|(?<!\w){known.group('joins')}(?!\w)"
    one = [not plural and not re.search(joins, text, re.IGNORECASE) for text, plural in zip(texts, many, strict=True)]
    return any(one) and not all(one)


def _is_plural(text: str, context: Context) -> bool:
    """Return whether an option names many: its head ends as plurals do, or "and" joins two."""
    head = re.split(rf"\s(?:{context.words.group('prepositions')}|{context.words.group('clause_that')})\s", text)[0]
    last = (words(head) or ("",))[-1]
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is", "as", "ics"))
    return plural or last in ("people", "women", "men", "children", "police", "media", "data")


def o07_shared(item: Item, context: Context) -> Iterator[str]:
    """Three words that open or close every option belong in the stem."""
    texts = [words(text) for text in shown(item)]
    if len(texts) < _RUN:
        return
    for name, runs in (("open", [t[:_RUN] for t in texts]), ("close", [t[-_RUN:] for t in texts])):
        if len(set(runs)) == 1 and len(runs[0]) == _RUN:
            yield f"all options {name} with the same words; put them into the stem"


def l01_longest(item: Item, context: Context) -> Iterator[str]:
    """Where options are long, no right one is more than a quarter longer than the longest wrong one."""
    right, wrong = [len(text) for text in keys(item)], [len(text) for text in distractors(item)]
    if right and wrong and max(right + wrong) > _LONG and min(right) > 1.25 * max(wrong):
        yield "the right answer is the longest option by far"


def l02_even(item: Item, context: Context) -> Iterator[str]:
    """Where options are long, the longest is at most 1.8 times the shortest."""
    lengths = [len(text) for text in shown(item)]
    if lengths and max(lengths) > _LONG and max(lengths) > 1.8 * min(lengths):
        yield "the options are of very different lengths"
