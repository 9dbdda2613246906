"""How the rules read an item: what it asks, what it gives to choose from, what it takes for an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from builder.checks.items.tables import Words, table
from builder.checks.quotations import Holding, holding
from builder.findings import Finding, Severity, Where
from builder.model.article import Article, paragraphs
from builder.model.item import (
    Cloze,
    Essay,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Option,
    Ordering,
    ShortAnswer,
)
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import content_words, folded
from builder.wording import phrase

GAP = re.compile(r"_{3,}")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule may look at besides the item.

    article: what the item is about.  holding: its texts, for look-ups.  sentences: its sentences with their
    content words.  terms: the key terms of the course's other modules, each with its definition.
    """

    article: Article
    holding: Holding
    sentences: tuple[tuple[str, frozenset[str]], ...]
    terms: dict[str, str]

    @property
    def language(self) -> str:
        """The language of the article."""
        return self.article.language

    @property
    def words(self) -> Words:
        """The words by which the rules read its language."""
        return table(self.article.language)


def context_of(article: Article, terms: dict[str, str] | None = None) -> Context:
    """Return the context of an article's items; `terms` maps key terms of other modules to their definitions."""
    held = holding(article)
    said = [s for p in paragraphs(article) for s in sentences(plain(p.text))]
    said += [s for text in held.exact for s in sentences(text)]
    return Context(
        article=article,
        holding=held,
        sentences=tuple((text, content_words(text, article.language)) for text in dict.fromkeys(said)),
        terms={same(term): definition for term, definition in (terms or {}).items()},
    )


Test = Callable[[Item, Context], Iterator[str]]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule: its code, how grave a breach is, and a test that yields one message a breach."""

    code: str
    severity: Severity
    test: Test


def finding(rule: Rule, item: Item, message: str) -> Finding:
    """Return a breach as a finding; what a person wrote or accepted is warned of, but for a false quotation."""
    severity = rule.severity
    if severity == "error" and (item.origin == "authored" or item.accepted) and rule.code != "P01":
        severity = "warning"
    return Finding(code=rule.code, severity=severity, message=message, where=Where(path=item.id))


def same(text: str) -> str:
    """Return a text for comparison: plain, without case and final marks."""
    return folded(plain(text)).casefold().strip(" .;:,")


def stem_of(item: Item) -> str:
    """Return the stem as plain text."""
    return plain(item.stem)


def own_words(text: str) -> str:
    """Return a text without what it quotes."""
    return " ".join(_QUOTED.sub(" ", text).split())


def choices(item: Item) -> tuple[Option, ...]:
    """Return the options to choose from, none for kinds that have none."""
    return item.options if isinstance(item, MultipleChoice | MultipleResponse) else ()


def shown(item: Item) -> tuple[str, ...]:
    """Return the plain texts of the options."""
    return tuple(plain(option.text) for option in choices(item))


def keys(item: Item) -> tuple[str, ...]:
    """Return the plain texts of the right options."""
    return tuple(plain(option.text) for option in choices(item) if option.key)


def distractors(item: Item) -> tuple[str, ...]:
    """Return the plain texts of the wrong options."""
    return tuple(plain(option.text) for option in choices(item) if not option.key)


def answers(item: Item) -> tuple[str, ...]:
    """Return what is to be written, chosen or put in place: the right wording of each part, plain."""
    match item:
        case MultipleChoice() | MultipleResponse():
            return keys(item)
        case ShortAnswer():
            return (plain(item.answers[0]),)
        case Cloze():
            return tuple(plain(gap[0]) for gap in item.answers)
        case Ordering():
            return tuple(map(plain, item.answers))
        case Matching():
            return tuple(plain(pair.match) for pair in item.pairs)
        case Essay():
            return tuple(map(plain, item.points))
        case _:
            return ()


def voices(language: str) -> frozenset[str]:
    """Return the options in fixed wording that name who speaks: the study, the digest, a scholar."""
    return frozenset(phrase(language, f"item.voice_{voice}") for voice in ("study", "advice", "scholar"))


def are_voices(item: Item, context: Context) -> bool:
    """Return whether the options name voices, and nothing else."""
    return bool(choices(item)) and {option.text for option in choices(item)} <= voices(context.language)


def filled(item: Cloze) -> str:
    """Return a cloze's stem with its gaps filled in, for as many gaps as there are answers."""
    text = stem_of(item)
    for gap in item.answers:
        text = GAP.sub(lambda _, words=gap[0]: plain(words), text, count=1)  # type: ignore[misc]
    return text
