"""The kind definition -> term: a definition is shown, the term is asked for, other terms distract.

The stem quotes one whole sentence of the definition, with the term and its cognates left out.
Distractors are other key terms of the module, then keywords of the article that have the same shape;
fewer than two, and the term is to be written instead of chosen (rule O02).
"""

from __future__ import annotations

import hashlib
import re

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.lexicon import lexicon
from builder.drafting.objectives import objective_numbers
from builder.findings import error
from builder.model.article import Article, Definition, Point, paragraphs
from builder.model.item import MultipleChoice, Option, Quote, ShortAnswer
from builder.text.inline import escape, plain
from builder.text.sentences import sentences
from builder.text.words import are_cognates, content_words, hits, words
from builder.wording import phrase

#: What stands for a masked word.  It reads as words left out of a quotation, not as a gap to fill.
MASK = "[…]"

_PAIRS = {"“": "”", "‘": "’", '"': '"', "«": "»"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST_WORDS = 6
_MOST_TERM_WORDS = 4


def candidates(article: Article) -> tuple[Candidate, ...]:
    """Return one candidate for each definition, in the article's order."""
    return tuple(_candidate(article, definition) for definition in article.definitions)


def _candidate(article: Article, definition: Definition) -> Candidate:
    about = phrase(article.language, "marks.quoted", words=plain(definition.term))
    language = article.language
    quote = _quotation(plain(definition.definition))
    if quote is None:
        message = f"the definition has no sentence of {_FEWEST_WORDS} words or more"
        return Candidate(kind="definition-term", about=about, problems=(error("S05", message),))
    if _is_cut_off(quote, language):
        message = f"the definition breaks off after “{quote.split()[-1]}”"
        return Candidate(kind="definition-term", about=about, problems=(error("S05", message),))
    term = plain(definition.term)
    masked = _masked(quote, term, language)
    chosen = _distractors(article, term, masked)
    written = _written(article, term, quote, masked, about)
    if len(chosen) < 2:
        message = "the article has fewer than two other terms of the same shape"
        return Candidate(kind="definition-term", about=about, problems=(error("O02", message),), written=written)
    options = [Option(text=_capital(term), key=True), *(_distractor(article, name) for name in chosen[:2])]
    item = MultipleChoice(
        id=f"dt-{_digest(quote)}",  # not `id_of`: these ids are older, and an id is never minted anew
        stem=escape(phrase(language, "item.definition_term", definition=masked)),
        options=tuple(options),
        feedback=escape(phrase(language, "item.definition_term_feedback", term=term)),
        source=Quote(section="definitions", quote=quote),
        objective=objective_numbers(article).get("define"),
        origin="drafted",
    )
    return Candidate(kind="definition-term", about=about, key=term, item=item, written=written)


def _written(article: Article, term: str, quote: str, masked: str, about: str) -> Candidate:
    """Return the same question with a line to write on in place of options."""
    language = article.language
    item = ShortAnswer(
        id=id_of("st", quote),
        stem=escape(phrase(language, "item.definition_term", definition=masked)),
        answers=(escape(term),),
        feedback=escape(phrase(language, "item.definition_term_feedback", term=term)),
        source=Quote(section="definitions", quote=quote),
        objective=objective_numbers(article).get("define"),
        origin="drafted",
    )
    return Candidate(kind="term", about=about, key=term, item=item)


def _digest(quote: str) -> str:
    return hashlib.sha256(f"definition-term\n{quote}".encode()).hexdigest()[:8]


def _quotation(definition: str) -> str | None:
    """Return the first sentence of a definition that is long enough, without marks that enclose it."""
    for sentence in sentences(definition):
        bare = _without_marks(sentence)
        if len(words(bare)) >= _FEWEST_WORDS:
            return bare
    return None


def _is_cut_off(sentence: str, language: str) -> bool:
    """Return whether a sentence ends in a word that must be followed by another, or in part of a word."""
    last, known = sentence.rsplit(maxsplit=1)[-1].lower(), lexicon(language)
    return (len(last) == 1 and last.isalpha()) or (known is not None and last in known.unfinished)


def _without_marks(sentence: str) -> str:
    """Return a sentence without the quotation marks around it and the stop at its end.

    Marks inside stay; one that lost its partner at the edge of the sentence goes too.
    """
    text = sentence.strip()
    changed = True
    while changed:
        changed = False
        for opening, closing in _PAIRS.items():
            inner = text[1:]
            if text.startswith(opening) and (inner.endswith(closing) or inner.count(closing) <= inner.count(opening)):
                text, changed = inner.removesuffix(closing), True
            elif text.endswith(closing) and opening != closing and opening not in text:
                text, changed = text.removesuffix(closing), True
        stripped = text.strip().rstrip(".;,")
        changed = changed or stripped != text
        text = stripped
    return text


def _masked(sentence: str, term: str, language: str) -> str:
    """Return the sentence with the term and every cognate of its words left out."""
    roots = content_words(term, language)

    def mask(match: re.Match[str]) -> str:
        word = re.sub(r"['’]s?\Z", "", match.group().lower())
        return MASK if any(are_cognates(word, root) for root in roots) else match.group()

    text = _WORD.sub(mask, sentence)
    return re.sub(rf"{re.escape(MASK)}(?:[\s-]+{re.escape(MASK)})+", MASK, text)


def masked_definition(definition: Definition, language: str) -> str | None:
    """Return a definition's first sentence without its term, None where no sentence is long enough."""
    quote = _quotation(plain(definition.definition))
    return _masked(quote, plain(definition.term), language) if quote is not None else None


def _distractors(article: Article, term: str, stem: str) -> list[str]:
    """Return other terms that could be meant: key terms first, then keywords, each of the term's shape."""
    language = article.language
    pool = [plain(d.term) for d in article.definitions] + [plain(keyword) for keyword in article.keywords]
    chosen: list[str] = []
    for name in pool:
        taken = [term, *chosen]
        if not _same_shape(term, name, article):
            continue
        if any(hits(other, name, language) or hits(name, other, language) for other in taken):
            continue  # a cognate, a part or a variant of another option (rules P04, O03)
        if hits(stem, name, language):
            continue  # it would stand in the stem (rule C02)
        chosen.append(name)
    return chosen


def _same_shape(term: str, name: str, article: Article) -> bool:
    """Return whether two terms could answer one question: both names, or both concepts; both one, or both many."""
    if not content_words(name) or len(name.split()) > _MOST_TERM_WORDS:
        return False
    return _is_name(term, article) == _is_name(name, article) and _is_plural(term) == _is_plural(name)


def _is_name(text: str, article: Article) -> bool:
    """Return whether a term is an acronym or a proper name: a capital that the running text never drops.

    The capital of a single key term tells nothing where all key terms of the article have one.
    """
    running = _running_words(article)
    tokens = _WORD.findall(text)
    if any(sum(c.isupper() for c in token) > 1 for token in tokens):
        return True
    if len(tokens) > 1:
        return any(token[0].isupper() and token.lower() not in running for token in tokens[1:])
    headwords = [plain(d.term) for d in article.definitions]
    if not tokens or not tokens[0][0].isupper():
        return False
    if text in headwords and all(word[:1].isupper() for word in headwords):
        return False
    return tokens[0].lower() not in running and not _defined(text, running)


def _defined(text: str, running: frozenset[str]) -> bool:
    """Return whether the running text uses a cognate of the word in lower case: then it is no name."""
    return any(are_cognates(text.lower(), word) for word in running)


def _is_plural(text: str) -> bool:
    last = (words(text) or ("",))[-1]
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "ics"))


def _running_words(article: Article) -> frozenset[str]:
    """Return the words that stand in lower case somewhere in the article's text."""

    def nested(points: tuple[Point, ...]) -> list[str]:
        return [text for point in points for text in (point.text, *nested(point.points))]

    texts = [paragraph.text for paragraph in paragraphs(article)]
    texts += [text for group in article.talking_points for text in nested(group.points)]
    texts += [*article.key_insight, *article.keywords, *(d.definition for d in article.definitions)]
    return frozenset(word for text in texts for word in _WORD.findall(plain(text)) if word.islower())


def _distractor(article: Article, name: str) -> Option:
    language = article.language
    defined = next((d for d in article.definitions if plain(d.term) == name), None)
    said = (
        phrase(language, "item.elsewhere_defined", term=name, definition=plain(defined.definition).strip("“”«»\"'‘’ "))
        if defined
        else phrase(language, "item.elsewhere_keyword", term=name)
    )
    return Option(text=_capital(escape(name)), feedback=escape(said))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
