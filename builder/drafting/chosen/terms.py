"""Key terms of a text without a glossary: what its definitional sentences say, in their own words.

Precision comes before recall: a sentence defines only where a whole frame fits ("X refers to ...", "by X we
mean ...", "X, that is, ..."); "X is a ..." counts only where X stands for its kind, what follows names a kind
of thing and the text goes on to use the term.  The frames are those that Hearst (1992, "Automatic acquisition
of hyponyms from large text corpora") and the work on definition extraction after it start from; the tables of
this folder hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from builder.drafting.acronyms import explained
from builder.drafting.chosen.fitness import has_formula
from builder.drafting.chosen.table import Table, table
from builder.model.article import Article, paragraphs
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import are_cognates, content_words, count, stop_words

_MOST_TERMS = 8
_MOST_ACRONYMS = 2
#: An acronym that the text goes on to use so often is worth knowing.
_USED_OFTEN = 3
_MOST_SENTENCE_WORDS = 50
_FEWEST_SAID, _FEWEST_SAID_WEAK = 3, 4
#: Of a term of two words one may stand for it: "the dance" for the waggle dance.
_USED = 0.5
_PAIRS = (("“", "”"), ("«", "»"))
#: "(Lin, 2004, p. 3)"
_REFERENCE = re.compile(r"\s*\([^()]*\d{4}[^()]*\)\Z")
_MARKS = '“”«»"‘’ \u00a0\u202f'


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A key term found in running text.

    definition: the text's own words, exactly.  paragraph: the number of the paragraph in which they stand.
    uses: how many other sentences use the term.
    """

    term: str
    definition: str
    paragraph: int
    weak: bool = False
    uses: int = 0


def terms_of(article: Article) -> tuple[Term, ...]:
    """Return the key terms that the running text defines, at most eight, in its order; acronyms at the end."""
    known = table(article.language)
    if known is None:
        return ()
    said = [(p.number, s) for p in paragraphs(article) for s in sentences(plain(p.text))]
    held = [content_words(text, article.language) for _, text in said]
    held.append(content_words(plain(article.title or ""), article.language))
    found: dict[str, Term] = {}
    for place, (number, sentence) in enumerate(said):
        for term in definitions_in(sentence, known, article.language):
            if term.term.casefold() in found:
                continue
            uses = _uses(term.term, held[:place] + held[place + 1 :], article.language)
            if uses or not term.weak:
                found.setdefault(term.term.casefold(), msgspec.structs.replace(term, paragraph=number, uses=uses))
    best = sorted(found.values(), key=lambda term: (term.weak, -term.uses))[:_MOST_TERMS]
    chosen = tuple(term for term in found.values() if term in best)
    return _ending_alike((*chosen, *_acronyms(article, [text for _, text in said], chosen)))


def _ending_alike(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return terms whose definitions all end with a stop, or none does: some end in the middle of their sentence."""
    if all(term.definition.endswith((".", "!")) for term in terms):
        return terms
    return tuple(msgspec.structs.replace(term, definition=term.definition.rstrip(".!")) for term in terms)


def definitions_in(sentence: str, known: Table, language: str) -> Iterator[Term]:
    """Yield what one sentence defines: nothing as a rule, one term where a frame fits."""
    text = sentence.strip()
    if not text.endswith((".", "!", ".”", ".»", '."')) or known.begins("no_definition", text):
        return
    if count(text) > _MOST_SENTENCE_WORDS or has_formula(text) or re.search(r"\[\d+\]", text[:-4]):
        return
    whole = text.rstrip(".!" + _MARKS)
    for frame, pattern in known.patterns:
        match = pattern.fullmatch(whole)
        if match is None or known.holds("denials", _around(match)):
            continue
        term, said = _term(match), known.without_adverbs(_bare(match["said"]))
        fewest = _FEWEST_SAID_WEAK if frame.weak else _FEWEST_SAID
        if _is_term(term, known, language) and count(said) >= fewest and _is_whole(said) and not known.is_remark(said):
            yield Term(term=term, definition=_ended(said, text), paragraph=0, weak=frame.weak)
            return


def _around(match: re.Match[str]) -> str:
    """Return a sentence without what it says of its term, but for the first words of that: there a denial stands."""
    whole, (start, end) = match.string, match.span("said")
    return " ".join((whole[:start], *whole[start:end].split()[:2], whole[end:]))


def _bare(said: str) -> str:
    """Return what is said of a term without the reference behind it, and without a mark that closes nothing in it."""
    text = _REFERENCE.sub("", said.strip()).strip()
    for opening, closing in _PAIRS:
        if text.count(closing) > text.count(opening):
            text = text.removesuffix(closing).strip()
    return text


def _is_whole(said: str) -> bool:
    """Return whether quotation marks and brackets come in pairs."""
    pairs = (*_PAIRS, ("(", ")"), ("[", "]"))
    return all(said.count(opening) == said.count(closing) for opening, closing in pairs) and said.count('"') % 2 == 0


def _term(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return str(groups.get("term") or groups.get("term2") or "").strip(_MARKS)


def _ended(said: str, sentence: str) -> str:
    """Return the words of a definition with the stop, where the sentence ends with them."""
    at = sentence.rfind(said)
    rest = sentence[at + len(said) :]
    return said + rest if rest in (".", "!") else said


def _is_term(term: str, known: Table, language: str) -> bool:
    """Return whether words can be a term: a noun as far as small words tell, no certain thing and no pronoun."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", term)
    if not words or len(term) < 2 or any(known.is_only("no_terms", word) for word in words):
        return False
    if known.is_only("no_heads", words[-1 if known.head_last else 0]):
        return False
    if known.is_only("det", words[0]):  # a certain one: "the key is the variable's name"
        return False
    stops = stop_words(language)
    small = [word.lower() in stops for word in words]
    if small[-1] or (small[0] and not known.is_only("within_terms", words[0])) or words[0].isdigit():
        return False
    return all(known.is_only("within_terms", word) for word, is_small in zip(words, small, strict=True) if is_small)


def _uses(term: str, texts: list[frozenset[str]], language: str) -> int:
    """Return how many texts, each a set of words, use a term: half of its words, or cognates of them."""
    roots = content_words(term, language) or frozenset((term.lower(),))

    def used(words: frozenset[str]) -> bool:
        held = sum(any(are_cognates(root, word) or word == f"{root}s" for word in words) for root in roots)
        return held >= _USED * len(roots)

    return sum(map(used, texts))


def _acronyms(article: Article, said: list[str], chosen: tuple[Term, ...]) -> Iterator[Term]:
    """Yield the acronyms that the text spells out once and then goes on using, each with its long form."""
    taken = {term.term.rstrip("s") for term in chosen}
    given = 0
    for short, long in explained(article):
        pattern = re.compile(rf"(?<!\w){re.escape(short)}s?(?!\w)")
        uses = sum(pattern.search(text) is not None for text in said) - 1
        number = next((p.number for p in paragraphs(article) if f"{long} ({short}" in plain(p.text)), None)
        if uses >= _USED_OFTEN and number is not None and short not in taken and given < _MOST_ACRONYMS:
            given += 1
            yield Term(term=short, definition=long, paragraph=number, uses=uses)
