"""Rules for one item, each a function in the table `RULES`; codes and tests as the field has them.

The rules go back to Haladyna, Downing & Rodriguez (2002), "A review of multiple-choice item-writing
guidelines", and to measured cues (length, clang, odd one out).  An error keeps a *drafted* item out of
the quiz; a person's own item is shown all the same, and the finding is a warning, except where its
quotation is not in the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from builder.checks.quotations import Holding, holding, holds
from builder.findings import Finding, Severity, Where
from builder.model.article import Article
from builder.model.item import Cloze, Essay, Item, MultipleChoice, Option, ShortAnswer
from builder.text.inline import plain
from builder.text.words import are_cognates, content_words, count, folded, hits, words
from builder.wording import phrase

_LONG = 45
_LEADS = frozenset({"this", "these", "that", "those", "it", "they", "such", "thus", "however", "he", "she"})
_NEGATIVE = re.compile(r"\b(not|no|none|except|least|never|neither|nor|cannot|\w+n['’]t)\b", re.IGNORECASE)
_ABSOLUTE = frozenset({"always", "never", "all", "only", "completely", "every", "none", "entirely", "must"})
_HEDGE = frozenset({"usually", "may", "often", "might", "sometimes", "generally", "can", "could", "some"})
_COMBINED = re.compile(
    r"\b(all|none|both|neither) of (the|these)\b|\bi (don['’]t|do not) know\b|^[a-d] and [a-d]$", re.IGNORECASE
)
_IMPERATIVES = frozenset({"name", "give", "choose", "select", "match", "order", "put", "complete", "write", "explain"})
_ACRONYM = re.compile(r"\b[A-Z]{2,}s?\b")
_ARTICLES = re.compile(r"\b(an?)\s*$", re.IGNORECASE)


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule may look at besides the item: the article, its texts for look-ups, the course's other key terms."""

    article: Article
    holding: Holding
    terms: frozenset[str] = frozenset()


def context_of(article: Article, terms: frozenset[str] = frozenset()) -> Context:
    """Return the context of an article's items; `terms` are the key terms of the course's other modules."""
    return Context(article=article, holding=holding(article), terms=frozenset(map(_told, terms)))


def _told(text: str) -> str:
    return folded(plain(text)).casefold()


Test = Callable[[Item, Context], Iterator[str]]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule: its code, how grave a breach is, and a test that yields one message a breach."""

    code: str
    severity: Severity
    test: Test


def lint_item(item: Item, context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in one item, in the order of the table."""
    return tuple(
        Finding(code=rule.code, severity=_severity(rule, item), message=message, where=Where(path=item.id))
        for rule in RULES
        for message in rule.test(item, context)
    )


def _severity(rule: Rule, item: Item) -> Severity:
    if rule.severity == "error" and item.origin == "authored" and rule.code != "P01":
        return "warning"
    return rule.severity


def _key(item: MultipleChoice) -> Option:
    return next((option for option in item.options if option.key), item.options[0])


def _distractors(item: MultipleChoice) -> tuple[Option, ...]:
    return tuple(option for option in item.options if not option.key)


def _stem(item: Item) -> str:
    return plain(item.stem)


def p01_source(item: Item, context: Context) -> Iterator[str]:
    """The quoted source stands in the article, word for word."""
    if item.source is not None and not holds(context.holding, item.source.quote):
        yield f"the article does not hold the quotation “{item.source.quote}”"


def p02_options(item: Item, context: Context) -> Iterator[str]:
    """Every option of a drafted item is the article's wording, another module's key term, or names a voice.

    A person's may be their own.
    """
    if isinstance(item, MultipleChoice) and item.origin == "drafted":
        fixed = {phrase(context.article.language, f"item.voice_{voice}") for voice in ("study", "advice", "scholar")}
        for option in item.options:
            if option.text in fixed or _told(option.text) in context.terms:
                continue
            if not holds(context.holding, option.text):
                yield f"the article does not hold the option “{option.text}”"


def p03_trivial(item: Item, context: Context) -> Iterator[str]:
    """The key is no bare number or date."""
    if isinstance(item, MultipleChoice) and re.fullmatch(r"[\d\s.,/%-]+", plain(_key(item).text)):
        yield "the right answer is a bare number or date"


def s01_alone(item: Item, context: Context) -> Iterator[str]:
    """The stem asks something on its own: a question, an instruction or one blank."""
    stem = _stem(item)
    first = (words(stem) or ("",))[0]
    asks = stem.rstrip("”’\"' ").endswith(("?", "？", "؟")) or first in _IMPERATIVES or "____" in stem
    if isinstance(item, MultipleChoice) and not asks:
        yield "the stem asks nothing by itself"


def s02_positive(item: Item, context: Context) -> Iterator[str]:
    """The stem holds no negative, in what it quotes neither: a reader skips the one word that turns it."""
    found = _NEGATIVE.search(_stem(item))
    if isinstance(item, MultipleChoice) and found:
        yield f"the stem holds the negative “{found.group()}”"


def s03_length(item: Item, context: Context) -> Iterator[str]:
    """The stem has at most 40 words."""
    number = count(_stem(item))
    if number > 40:
        yield f"the stem has {number} words, more than 40"


def s03_short(item: Item, context: Context) -> Iterator[str]:
    """The stem has 6 to 30 words."""
    number = count(_stem(item))
    if not 6 <= number <= 30 and number <= 40:
        yield f"the stem has {number} words; 6 to 30 read well"


def s04_reference(item: Item, context: Context) -> Iterator[str]:
    """Neither stem nor key opens with a word that points at something outside them."""
    texts = [_stem(item)] + ([plain(_key(item).text)] if isinstance(item, MultipleChoice) else [])
    for text in texts:
        first = (words(text) or ("",))[0]
        if first in _LEADS:
            yield f"“{first}” points at nothing in the item"


def s06_acronyms(item: Item, context: Context) -> Iterator[str]:
    """Acronyms are spelled out in the item or are key terms of the module."""
    known = " ".join([d.term for d in context.article.definitions])
    for acronym in dict.fromkeys(_ACRONYM.findall(_stem(item))):
        if acronym not in known and f"({acronym})" not in _stem(item):
            yield f"the acronym {acronym} is not spelled out"


def o01_combined(item: Item, context: Context) -> Iterator[str]:
    """No option is made of other options."""
    if isinstance(item, MultipleChoice):
        for option in item.options:
            if _COMBINED.search(plain(option.text)):
                yield f"the option “{option.text}” is made of other options"


def o02_number(item: Item, context: Context) -> Iterator[str]:
    """There are three options, or four."""
    if isinstance(item, MultipleChoice) and not 3 <= len(item.options) <= 4:
        yield f"there are {len(item.options)} options; three are enough, four the most"


def o03_exclusive(item: Item, context: Context) -> Iterator[str]:
    """No option's content words all stand in another option."""
    if not isinstance(item, MultipleChoice):
        return
    sets = [content_words(plain(option.text), context.article.language) for option in item.options]
    for index, one in enumerate(sets):
        for other in sets[index + 1 :]:
            if one and other and (one <= other or other <= one):
                yield f"the options “{item.options[index].text}” and another contain each other"
                return


def o05_parallel(item: Item, context: Context) -> Iterator[str]:
    """All options begin with the same case and end with the same punctuation."""
    if not isinstance(item, MultipleChoice):
        return
    texts = [plain(option.text) for option in item.options]
    if len({text[:1].isupper() for text in texts if text[:1].isalpha()}) > 1:
        yield "some options begin with a capital and some do not"
    if len({text[-1:] in ".!?;" for text in texts}) > 1:
        yield "some options end with punctuation and some do not"


def o06_fits(item: Item, context: Context) -> Iterator[str]:
    """A stem that ends in “a” or “an” gives the key away."""
    if isinstance(item, MultipleChoice) and _ARTICLES.search(_stem(item).rstrip(" ?:.…_")):
        yield "the stem ends in an article, which fits some options only"


def o07_shared(item: Item, context: Context) -> Iterator[str]:
    """Three words that open every option belong in the stem."""
    if isinstance(item, MultipleChoice):
        opening = {words(plain(option.text))[:3] for option in item.options}
        if len(opening) == 1 and len(next(iter(opening))) == 3:
            yield "all options open with the same words; put them into the stem"


def _lengths(item: MultipleChoice) -> tuple[int, list[int]]:
    return len(plain(_key(item).text)), [len(plain(option.text)) for option in _distractors(item)]


def l01_longest(item: Item, context: Context) -> Iterator[str]:
    """Where options are long, the key is at most a quarter longer than the longest distractor."""
    if isinstance(item, MultipleChoice) and _distractors(item):
        key, others = _lengths(item)
        if max(key, *others) > _LONG and key > 1.25 * max(others):
            yield "the right answer is the longest option by far"


def l02_even(item: Item, context: Context) -> Iterator[str]:
    """Where options are long, the longest is at most 1.8 times the shortest."""
    if isinstance(item, MultipleChoice) and _distractors(item):
        key, others = _lengths(item)
        longest, shortest = max(key, *others), min(key, *others)
        if longest > _LONG and longest > 1.8 * shortest:
            yield "the options are of very different lengths"


def c01_clang(item: Item, context: Context) -> Iterator[str]:
    """The stem holds no cognate of the key that the distractors lack, nor all of an answer that is to be written."""
    language = context.article.language
    if isinstance(item, ShortAnswer):
        wanted = content_words(plain(item.answers[0]), language)
        if wanted and hits(_stem(item), plain(item.answers[0]), language) == wanted:
            yield f"the stem holds the answer “{item.answers[0]}”"
    if isinstance(item, MultipleChoice):
        key = hits(_stem(item), plain(_key(item).text), language)
        if key and any(not hits(_stem(item), plain(o.text), language) for o in _distractors(item)):
            yield f"the question gives the right answer away: “{min(key)}”"


def c02_reverse(item: Item, context: Context) -> Iterator[str]:
    """The key is not the only option without a cognate in the stem."""
    if isinstance(item, MultipleChoice) and _distractors(item):
        language = context.article.language
        others = [hits(_stem(item), plain(o.text), language) for o in _distractors(item)]
        if all(others) and not hits(_stem(item), plain(_key(item).text), language):
            yield "every wrong option shares words with the question, the right answer does not"


def c03_absolutes(item: Item, context: Context) -> Iterator[str]:
    """No absolute or hedging word tells the key from the distractors."""
    if not isinstance(item, MultipleChoice):
        return
    for name, listed in (("absolute", _ABSOLUTE), ("hedging", _HEDGE)):
        key = bool(listed.intersection(words(plain(_key(item).text))))
        others = [bool(listed.intersection(words(plain(o.text)))) for o in _distractors(item)]
        if others and all(other != key for other in others):
            yield f"{'an' if name == 'absolute' else 'a'} {name} word tells the right answer apart"


def _marks(text: str) -> dict[str, bool]:
    return {
        "a digit": any(c.isdigit() for c in text),
        "an acronym": bool(_ACRONYM.search(text)),
        "a quotation": any(c in text for c in '“”"«»'),
        "a hyphen": "-" in text,
        "a list": text.count(",") > 1,
        "a capital inside": any(c.isupper() for c in text[1:]),
    }


def c05_odd(item: Item, context: Context) -> Iterator[str]:
    """The key is not the only option that has, or lacks, a mark one sees at a glance."""
    if not isinstance(item, MultipleChoice) or len(_distractors(item)) < 2:
        return
    key, others = _marks(plain(_key(item).text)), [_marks(plain(o.text)) for o in _distractors(item)]
    for name, has in key.items():
        if all(other[name] != has for other in others):
            yield f"the right answer alone {'has' if has else 'lacks'} {name}"


def c06_home(item: Item, context: Context) -> Iterator[str]:
    """The key is not the only option with a word of the article's title or keywords."""
    if not isinstance(item, MultipleChoice) or not _distractors(item):
        return
    article = context.article
    home = content_words(plain(" ".join([article.title or "", *article.keywords])), article.language)

    def at_home(option: Option) -> bool:
        return any(are_cognates(w, h) for w in content_words(plain(option.text), article.language) for h in home)

    if at_home(_key(item)) and not any(at_home(option) for option in _distractors(item)):
        yield "only the right answer has a word of the title or the keywords"


def f01_feedback(item: Item, context: Context) -> Iterator[str]:
    """Feedback says why, and more than that the answer is right."""
    said = words(item.feedback or "")
    if len(said) < 4 and not isinstance(item, Essay):  # an essay has a model answer and points instead
        yield (
            "the feedback does not say why"
            if said
            else "there is no feedback: `feedback:` says why the answer is right"
        )


def f02_distractors(item: Item, context: Context) -> Iterator[str]:
    """Each distractor says where it does belong."""
    if isinstance(item, MultipleChoice) and any(not option.feedback for option in _distractors(item)):
        yield "a wrong option has no feedback of its own"


#: In the order in which findings are told: provenance, stem, options, length, cues, feedback.
RULES: tuple[Rule, ...] = (
    Rule(code="P01", severity="error", test=p01_source),
    Rule(code="P02", severity="error", test=p02_options),
    Rule(code="P03", severity="error", test=p03_trivial),
    Rule(code="S01", severity="error", test=s01_alone),
    Rule(code="S02", severity="error", test=s02_positive),
    Rule(code="S03", severity="error", test=s03_length),
    Rule(code="S03", severity="warning", test=s03_short),
    Rule(code="S04", severity="error", test=s04_reference),
    Rule(code="S06", severity="warning", test=s06_acronyms),
    Rule(code="O01", severity="error", test=o01_combined),
    Rule(code="O02", severity="error", test=o02_number),
    Rule(code="O03", severity="error", test=o03_exclusive),
    Rule(code="O05", severity="error", test=o05_parallel),
    Rule(code="O06", severity="error", test=o06_fits),
    Rule(code="O07", severity="warning", test=o07_shared),
    Rule(code="L01", severity="error", test=l01_longest),
    Rule(code="L02", severity="error", test=l02_even),
    Rule(code="C01", severity="error", test=c01_clang),
    Rule(code="C02", severity="warning", test=c02_reverse),
    Rule(code="C03", severity="error", test=c03_absolutes),
    Rule(code="C05", severity="error", test=c05_odd),
    Rule(code="C06", severity="error", test=c06_home),
    Rule(code="F01", severity="error", test=f01_feedback),
    Rule(code="F02", severity="warning", test=f02_distractors),
)


def _asked_for(item: Item) -> str:
    """Return the words that an item asks for and another stem could give away; nothing for other kinds."""
    if isinstance(item, MultipleChoice):
        return _key(item).text
    if isinstance(item, ShortAnswer):
        return item.answers[0]
    return item.answers[0][0] if isinstance(item, Cloze) and len(item.answers) == 1 else ""


def x01_given_away(items: tuple[Item, ...], language: str) -> tuple[Finding, ...]:
    """Return a finding for each item whose key another item's stem gives away (rule X01).

    All content words of the key have cognates in that stem.
    """
    found = []
    for item in items:
        key = plain(_asked_for(item))
        wanted = content_words(key, language)
        for other in items:
            if other is not item and wanted and hits(_stem(other), key, language) == wanted:
                message = f"the stem of {other.id} gives away the answer “{folded(key)}”"
                severity: Severity = "error" if item.origin == "drafted" else "warning"
                found.append(Finding(code="X01", severity=severity, message=message, where=Where(path=item.id)))
                break
    return tuple(found)
