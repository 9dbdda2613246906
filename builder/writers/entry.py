"""A module's entry in the list of modules, from what its student page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.model.course import KeptQuiz
from builder.model.entry import Entry, KeyTerm
from builder.model.item import kind_of
from builder.model.module import FrontMatter, Module, SectionKind
from builder.text.anchors import anchors
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.writers.blocks import list_items, paragraphs
from builder.writers.reading_time import reading_minutes

#: A year in the brackets behind the authors, or at the beginning of a date.
_YEAR = re.compile(r"\((?P<cited>(?:1[5-9]|20)\d\d)[a-z]?(?:[,/][^()]*)?\)")
_DATE = re.compile(r"(?P<year>(?:1[5-9]|20)\d\d)(?:-|\Z)")

#: A description is whole sentences of about so many characters, as search engines and messengers show.
_DESCRIPTION = 300

#: What is read at home; prompts and the quiz are work in class.
_AT_HOME = frozenset(
    "update care plain_summary summary definitions talking_points key_insight informing_practice other notes".split()
)


def entry_of(shown: Module, kept: KeptQuiz | None = None) -> Entry:
    """Return the entry of a module as its student edition shows it; kept: the quiz of a page whose quiz.yml is away."""
    front = shown.front
    usual, second = reading_minutes(
        tuple(section.body for section in shown.sections if section.kind in _AT_HOME), front.language
    )
    counted, kinds, assessed = _quiz(shown, kept)
    return Entry(
        slug=shown.slug,
        title=plain(front.title),
        language=front.language,
        text=front.text,
        status=front.status,
        level=front.level,
        minutes=front.minutes,
        reading_minutes=usual,
        reading_minutes_second_language=second,
        year=year_of(front),
        citation=front.citation,
        doi=front.doi,
        url=front.url,
        authors=front.authors,
        publisher=front.publisher,
        published=front.published,
        licence=front.licence,
        translation_of=front.translation_of,
        renamed_from=front.renamed_from,
        keywords=front.keywords,
        description=_description(shown),
        objectives=tuple(map(plain, _standing(shown.objectives, "objectives", shown))),
        terms=key_terms(shown),
        prompts=tuple(plain(text) for text in _standing((prompt.text for prompt in shown.prompts), "prompts", shown)),
        reading=_standing(shown.continued_reading, "continued_reading", shown),
        items=counted,
        item_kinds=kinds,
        assessed=assessed,
        care=any(section.kind == "care" for section in shown.sections),
    )


def year_of(front: FrontMatter) -> int | None:
    """Return the year whose state of knowledge an article describes: its own, else that of the study it cites."""
    own = _DATE.match(front.published or "")
    if own is not None:
        return int(own["year"])
    cited = _YEAR.search(plain(front.citation or ""))
    return int(cited["cited"]) if cited is not None else None


def key_terms(shown: Module) -> tuple[KeyTerm, ...]:
    """Return the key terms that a page shows, with the places where they stand."""
    body = _body("definitions", shown)
    held = [definition for definition in shown.definitions if _stands(definition.definition, body)]
    names = anchors((definition.term for definition in held), "term")
    return tuple(
        KeyTerm(
            term=plain(definition.term),
            definition=plain(definition.definition),
            source=plain(definition.source) if definition.source else None,
            anchor=name,
        )
        for definition, name in zip(held, names, strict=True)
    )


def _quiz(shown: Module, kept: KeptQuiz | None) -> tuple[int, tuple[str, ...], tuple[int, ...]]:
    """Return how many items a quiz has, their kinds, and the objectives that they serve."""
    if kept is not None and not shown.items:
        asked = [(str(item["kind"]), item.get("objective")) for item in kept.payload["items"]]
    else:
        asked = [(kind_of(item), item.objective) for item in shown.items]
    return (
        len(asked),
        tuple(sorted({kind for kind, _ in asked})),
        tuple(sorted({objective for _, objective in asked if objective is not None})),
    )


def _description(shown: Module) -> str:
    for kind in ("plain_summary", "summary", "other", "key_insight"):
        for text in _running(_body(kind, shown)):
            return _whole_sentences(text)
    return ""


def _running(body: str) -> Iterator[str]:
    """Yield the words of the paragraphs of a section, then of its list; no pictures and no directives."""
    for _, text in (*paragraphs(body), *list_items(body)):
        said = " ".join(plain(text).split())
        if said and not text.startswith((":::", "![")):
            yield said


def _whole_sentences(text: str) -> str:
    said = ""
    for sentence in sentences(text):
        if said and len(said) + len(sentence) > _DESCRIPTION:
            break
        said = f"{said} {sentence.strip()}".strip()
    return said


def _standing(texts: Iterable[str], kind: SectionKind, shown: Module) -> tuple[str, ...]:
    """Return the texts that still stand in a section: what is for instructors, or not shown in public, does not."""
    body = _body(kind, shown)
    return tuple(text for text in texts if _stands(text, body))


def _stands(text: str, body: str) -> bool:
    return " ".join(text.split()) in " ".join(body.split())


def _body(kind: str, shown: Module) -> str:
    return next((section.body for section in shown.sections if section.kind == kind), "")
