"""Cues: what gives the right answer away to who has not read the article, rules C01 to C07."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.items.provenance import gives
from builder.checks.items.reading import Context, distractors, keys, stem_of
from builder.checks.quotations import holds
from builder.model.item import Cloze, Item, MultipleResponse, ShortAnswer
from builder.text.inline import plain
from builder.text.words import are_cognates, content_words, count, hits

_ACRONYM = re.compile(r"\b[A-Z]{2,}s?\b")
_VERBATIM_WORDS = 8
_FEWEST = 3


def c01_clang(item: Item, context: Context) -> Iterator[str]:
    """The stem holds no cognate of the key that the distractors lack, nor all of an answer that is to be written."""
    stem, language = stem_of(item), context.language
    if isinstance(item, ShortAnswer) and gives(stem, plain(item.answers[0]), language):
        yield f"the stem holds the answer “{item.answers[0]}”"
    if isinstance(item, Cloze):
        for gap in item.answers:
            if gives(stem, plain(gap[0]), language):
                yield f"the stem holds the answer “{gap[0]}”"
    right = [hits(stem, key, language) for key in keys(item)]
    wrong = [hits(stem, text, language) for text in distractors(item)]
    if not right or not wrong:
        return
    tells = any(right) and not any(wrong) if isinstance(item, MultipleResponse) else all(right) and not all(wrong)
    if tells:
        yield f"the question gives the right answer away: “{min(next(filter(None, right)))}”"


def c02_reverse(item: Item, context: Context) -> Iterator[str]:
    """The key is not the only option without a cognate in the stem."""
    stem, language = stem_of(item), context.language
    right = [hits(stem, key, language) for key in keys(item)]
    wrong = [hits(stem, text, language) for text in distractors(item)]
    if right and len(right) + len(wrong) >= _FEWEST and all(wrong) and not any(right):
        yield "every wrong option shares words with the question, the right answer does not"


def c03_absolutes(item: Item, context: Context) -> Iterator[str]:
    """No absolute or hedging word tells the right answers from the wrong ones."""
    for name, article in (("absolute", "an"), ("hedge", "a")):
        right = [context.words.find(name, key) is not None for key in keys(item)]
        wrong = [context.words.find(name, text) is not None for text in distractors(item)]
        if right and wrong and _apart(right, wrong):
            word = "hedging" if name == "hedge" else name
            yield f"{article} {word} word tells the right answer apart"


def _apart(right: list[bool], wrong: list[bool]) -> bool:
    """Return whether a mark that is in all right answers is in no wrong one, or the other way round."""
    return len(set(right)) == 1 and all(other != right[0] for other in wrong)


def c05_odd(item: Item, context: Context) -> Iterator[str]:
    """The key is not the only option that has, or lacks, a mark one sees at a glance."""
    if len(keys(item)) != 1 or len(distractors(item)) < 2:
        return
    key, others = _marks(keys(item)[0]), [_marks(text) for text in distractors(item)]
    for name, has in key.items():
        if all(other[name] != has for other in others):
            yield f"the right answer alone {'has' if has else 'lacks'} {name}"


def _marks(text: str) -> dict[str, bool]:
    return {
        "a digit": any(c.isdigit() for c in text),
        "an acronym": bool(_ACRONYM.search(text)),
        "a quotation": any(c in text for c in '“”"«»'),
        "a hyphen": re.search(r"\w-\w", text) is not None,
        "a list": text.count(",") > 1,
        "a capital inside": any(c.isupper() for c in text[1:]),
        "a bracket": "(" in text,
    }


def c06_home(item: Item, context: Context) -> Iterator[str]:
    """The key is not the only option with a word of the article's title or keywords."""
    article = context.article
    home = content_words(plain(" ".join([article.title or "", *article.keywords])), article.language)

    def at_home(text: str) -> bool:
        return any(are_cognates(w, h) for w in content_words(text, article.language) for h in home)

    right, wrong = [at_home(key) for key in keys(item)], [at_home(text) for text in distractors(item)]
    if right and wrong and all(right) and not any(wrong):
        yield "only the right answer has a word of the title or the keywords"


def c07_register(item: Item, context: Context) -> Iterator[str]:
    """Long options are all quoted or all edited: the key is not alone in the article's own words, or alone without."""
    right, wrong = keys(item), distractors(item)
    if not right or not wrong or max(map(count, (*right, *wrong))) < _VERBATIM_WORDS:
        return
    quoted = [holds(context.holding, key.rstrip(" .")) and count(key) >= _VERBATIM_WORDS for key in right]
    others = [holds(context.holding, text.rstrip(" .")) for text in wrong]
    edited = [not holds(context.holding, key.rstrip(" .")) for key in right]
    verbatim = [holds(context.holding, text.rstrip(" .")) and count(text) >= _VERBATIM_WORDS for text in wrong]
    if (all(quoted) and not any(others)) or (all(edited) and all(verbatim)):
        yield "the right answer alone is in the article's own words, or alone in others"
