"""Where an item's words come from: rules P01 to P04.

P01 and P02 hold drafts to the article's wording; what a person writes may be their own, but not what it quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.items.reading import Context, answers, choices, distractors, keys, own_words, same, stem_of, voices
from builder.checks.quotations import holds
from builder.model.article import paragraphs
from builder.model.item import Cloze, Item, Matching, MultipleChoice, Ordering, Quote, ShortAnswer
from builder.text.inline import plain
from builder.text.words import are_cognates, content_words, folded, hits, share, words

#: How the message on a false quotation begins: `sections.quotation_not_found` says it with the nearest text.
NOT_HELD = "the article does not hold the quotation"
_MAY_BE_TRUE = 0.6
_NAME = re.compile(r"(?P<name>[^\W\d_][\w'’-]+), (?:[^\W\d_]\.)")
#: What stands between two entries of a list: commas, other short entries, an "and".
_BETWEEN = re.compile(r"(?:, [^,.;:]{2,40})*,? (?:(?:and|or|y|e|o|et|ou) )?(?:the |an? |el |la |le )?")
_DATE = re.compile(r"[\d\s.,:/%$€£-]+")


def p01_source(item: Item, context: Context) -> Iterator[str]:
    """The quoted source stands in the article, word for word; so does a draft's answer."""
    for quote in _quotes(item):
        if not holds(context.holding, quote.quote):
            yield f"{NOT_HELD} “{quote.quote}”"
    if item.origin == "drafted":
        for answer in _spans(item):
            if not holds(context.holding, answer):
                yield f"the article does not hold the answer “{answer}”"


def p01_place(item: Item, context: Context) -> Iterator[str]:
    """The quoted source stands in the paragraph that is named."""
    for quote in _quotes(item):
        yield from _elsewhere(quote, context)


def _quotes(item: Item) -> Iterator[Quote]:
    if item.source is not None:
        yield item.source
    yield from (option.source for option in choices(item) if option.source is not None)


def _elsewhere(quote: Quote, context: Context) -> Iterator[str]:
    """Yield a message where a quotation stands in another paragraph than its number says."""
    wanted = folded(plain(quote.quote)).lower()
    at = [p.number for p in paragraphs(context.article) if wanted in folded(plain(p.text)).lower()]
    if quote.paragraph is not None and at and quote.paragraph not in at:
        yield f"the quotation stands in ¶{at[0]}, not in ¶{quote.paragraph}: “{quote.quote}”"


def _spans(item: Item) -> tuple[str, ...]:
    """Return the answers that must be the article's own wording; options are the matter of P02."""
    match item:
        case ShortAnswer() | Ordering() | Cloze():
            return answers(item)
        case Matching():
            return tuple(plain(pair.left) for pair in item.pairs)
        case _:
            return ()


def p02_options(item: Item, context: Context) -> Iterator[str]:
    """Every option of a drafted item is the article's wording, another module's key term, or names a voice.

    A person's may be their own.  An initial may change its case, a leading article may go.
    """
    if item.origin != "drafted":
        return
    fixed = voices(context.language)
    texts = [option.text for option in choices(item)]
    texts += item.spare if isinstance(item, Matching) else ()
    for text in texts:
        if text not in fixed and same(text) not in context.terms and not holds(context.holding, text):
            yield f"the article does not hold the option “{text}”"


def p03_trivial(item: Item, context: Context) -> Iterator[str]:
    """Neither a bare number or date is asked for, nor who wrote or published what, when and where."""
    for answer in answers(item) if isinstance(item, MultipleChoice | ShortAnswer | Cloze) else ():
        if _is_number(answer, context):
            yield f"the answer “{answer}” is a bare number or date"
        elif _is_credit(answer, context):
            yield f"the answer “{answer}” stands in the reference and not in the article"
    found = context.words.find("trivia", own_words(stem_of(item)))
    if found:
        yield f"“{found}” asks for the making of a text, not for what it says"


def _is_number(answer: str, context: Context) -> bool:
    """Return whether nothing but figures, units of time and numbers in words are left of an answer."""
    has_figure = any(c.isdigit() for c in answer) or context.words.is_only("numbers", answer)
    rest = context.words.without("numbers", answer)
    return has_figure and _DATE.fullmatch(f"{rest} ") is not None


def _is_credit(answer: str, context: Context) -> bool:
    """Return whether an answer is an author of the study, or words of its reference that the article never says."""
    article = context.article
    told = [text for text in (article.citation, *article.byline, *article.credits) if text]
    citation = folded(plain(" ".join(told))).casefold()
    authors = {name.casefold() for name in _NAME.findall(citation.title())}
    said = words(answer)
    if any(word in authors for word in said) and all(word in citation for word in said):
        return True
    known = re.search(rf"(?<!\w){re.escape(same(answer))}(?!\w)", citation) is not None
    return bool(said) and known and not holds(context.holding, answer)


def p04_true(item: Item, context: Context) -> Iterator[str]:
    """No wrong option is true by what the article says.

    It may be, where one sentence joins most words of the question with it and does not name the key, where it
    stands in one list with the key, or where the article gives it as another name of the key.
    """
    for wrong in distractors(item):
        if _joined(item, wrong, context):
            yield f"the article may say the same of “{wrong}”"
            continue
        for key in keys(item):
            if _listed_together(key, wrong, item, context) or _another_name(key, wrong, context):
                yield f"the article sets “{wrong}” beside the right answer “{key}”"
                break


def _joined(item: Item, wrong: str, context: Context) -> bool:
    language = context.language
    stem = stem_of(item)
    about = content_words(stem, language) - content_words(wrong, language)
    wanted = content_words(wrong, language)
    if len(about) < 2 or not wanted:
        return False
    for _, said in context.sentences:
        if not all(any(are_cognates(word, s) for s in said) for word in wanted):
            continue
        asked = sum(any(are_cognates(word, s) for s in said) for word in about) / len(about)
        named = any(share(key, said, language) >= _MAY_BE_TRUE for key in keys(item))
        if asked >= _MAY_BE_TRUE and not named:
            return True
    return False


def _listed_together(key: str, wrong: str, item: Item, context: Context) -> bool:
    """Return whether key and option are entries of one list, in a sentence that holds half of the question."""
    about = content_words(own_words(stem_of(item)) or stem_of(item), context.language)
    for text, said in context.sentences:
        low = text.casefold()
        asked = [word for word in about if any(are_cognates(word, s) for s in said)]
        if 2 * len(asked) >= len(about) and (
            _in_a_row(low, same(key), same(wrong)) or _in_a_row(low, same(wrong), same(key))
        ):
            return True
    return False


def _in_a_row(text: str, one: str, other: str) -> bool:
    """Return whether nothing but other entries of a list stands between two texts."""
    start, end = text.find(one), text.rfind(other)
    return 0 <= start < end and _BETWEEN.fullmatch(text[start + len(one) : end]) is not None


def _another_name(key: str, wrong: str, context: Context) -> bool:
    """Return whether an option is the key's acronym, or the article says "A, or B", "A (B)", "A, that is, B"."""
    initials = "".join(word[0] for word in words(key))
    if len(initials) > 1 and same(wrong).replace(".", "") == initials:
        return True
    one, other = re.escape(same(key)), re.escape(same(wrong))
    link = r"(?: \(|, or |, that is,? |, also called |, o |, es decir,? (?:la |el )?|, ou |, c'est-à-dire,? )"
    pattern = re.compile(rf"(?:{one}{link}{other}|{other}{link}{one})(?!\w)")
    return any(pattern.search(text) for text in context.holding.lower) or _defined_as(key, wrong, context)


def _defined_as(key: str, wrong: str, context: Context) -> bool:
    """Return whether the definition of one is nothing but the other, or opens with it."""
    for definition in context.article.definitions:
        for term, said in ((key, wrong), (wrong, key)):
            if same(definition.term) == same(term) and re.match(
                rf"(?:an? |the )?{re.escape(same(said))}(?:[,;.]|\Z)", same(definition.definition)
            ):
                return True
    return False


def gives(text: str, words_of: str, language: str) -> bool:
    """Return whether a text holds a cognate of every content word of another."""
    wanted = content_words(words_of, language)
    return bool(wanted) and hits(text, words_of, language) == wanted
