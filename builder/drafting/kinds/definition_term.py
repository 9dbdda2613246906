"""The kind definition -> term: a definition is shown, the term is asked for, other terms distract.

The stem quotes one whole sentence of the definition.  A definition that uses its own term is not asked
about: with the words left out it is a riddle.  Nor is a term that the article uses nowhere but in its
definition.  Wrong options are rivals (`drafting/rivals.py`); fewer than two, and the term is to be
written instead of chosen (rule O02).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.lexicon import lexicon
from builder.drafting.objectives import objective_numbers
from builder.drafting.rivals import Term, rivals, terms_of
from builder.findings import Finding, error
from builder.model.article import Article, Definition, every_point, paragraphs
from builder.model.item import MultipleChoice, Option, Quote, ShortAnswer
from builder.text.inline import escape, plain
from builder.text.sentences import sentences
from builder.text.words import are_cognates, content_words, share, words
from builder.wording import phrase

#: What stands for a masked word.  It reads as words left out of a quotation, not as a gap to fill.
MASK = "[…]"

_PAIRS = {"“": "”", "‘": "’", '"': '"', "«": "»"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST_WORDS = 6
#: Of a term of two words one may stand for it: "the dance" for the waggle dance.
_USED = 0.5


def candidates(article: Article, neighbours: Sequence[Term] = ()) -> tuple[Candidate, ...]:
    """Return one candidate for each definition, in the article's order.

    `neighbours` are terms of other modules of the course, for where the article has too few rivals.
    """
    pool = (*terms_of(article), *neighbours)
    return tuple(_candidate(article, definition, pool) for definition in article.definitions)


def _candidate(article: Article, definition: Definition, pool: Sequence[Term]) -> Candidate:
    language = article.language
    term = plain(definition.term)
    about = phrase(language, "marks.quoted", words=term)
    quote = _quotation(plain(definition.definition))
    problems = _unfit(article, term, quote)
    if quote is None or problems:
        return Candidate(kind="definition-term", about=about, problems=problems)
    asked = next(t for t in terms_of(article) if t.name == term)
    chosen = rivals(asked, quote, [t for t in pool if t.name.casefold() != term.casefold()], article)
    written = _written(article, term, quote, about)
    if len(chosen) < 2:
        message = "fewer than two other terms of the course are the same kind of thing"
        return Candidate(kind="definition-term", about=about, problems=(error("O02", message),), written=written)
    options = [Option(text=_capital(escape(term)), key=True), *(_distractor(rival, language) for rival in chosen[:2])]
    item = MultipleChoice(
        id=f"dt-{_digest(quote)}",  # not `id_of`: these ids are older, and an id is never minted anew
        stem=escape(phrase(language, _frame(chosen[:2]), definition=quote)),
        options=tuple(options),
        feedback=escape(phrase(language, "item.definition_term_feedback", term=term)),
        source=Quote(section="definitions", quote=quote),
        objective=objective_numbers(article).get("define"),
        origin="drafted",
    )
    return Candidate(kind="definition-term", about=about, key=term, item=item, written=written)


def _frame(chosen: Sequence[Term]) -> str:
    """Return the frame of the question: "this module" would rule out what another module defines."""
    return "item.definition_term" if all(term.home is None for term in chosen) else "item.definition_term_course"


def _unfit(article: Article, term: str, quote: str | None) -> tuple[Finding, ...]:
    """Return why a definition cannot be asked about, nothing where it can."""
    if quote is None:
        return (error("S05", f"the definition has no sentence of {_FEWEST_WORDS} words or more"),)
    if _is_cut_off(quote, article.language):
        return (error("S05", f"the definition breaks off after “{quote.split()[-1]}”"),)
    if _masked(quote, term, article.language) != quote:
        return (error("C01", "the definition uses words of the term itself"),)
    if not _is_used(article, term):
        return (error("P03", "the article uses the term nowhere but in its definition"),)
    return ()


def _is_used(article: Article, term: str) -> bool:
    """Return whether a sentence or a keyword outside the definitions holds half of the term's words or cognates."""
    texts = [s for p in paragraphs(article) for s in sentences(plain(p.text))]
    texts += [plain(t) for t in (*every_point(article.talking_points), *article.key_insight, *article.keywords)]
    texts.append(plain(article.title or ""))
    language = article.language
    return any(share(term, content_words(text, language), language) >= _USED for text in texts)


def _written(article: Article, term: str, quote: str, about: str) -> Candidate:
    """Return the same question with a line to write on in place of options."""
    language = article.language
    item = ShortAnswer(
        id=id_of("st", quote),
        stem=escape(phrase(language, "item.definition_term", definition=quote)),
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


def _distractor(rival: Term, language: str) -> Option:
    """Return a rival as an option, which says what it does mean, and where."""
    key = "item.elsewhere_defined" if rival.home is None else "item.elsewhere_module"
    said = phrase(language, key, term=rival.name, definition=rival.definition, module=rival.home or "")
    return Option(text=_capital(escape(rival.name)), feedback=escape(said))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
