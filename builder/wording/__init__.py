"""The builder's own fixed wording: labels, frames of stems, plans of prompts.

A phrase has an id ("objective.define"), which is its template id wherever origins are told; it states
no fact about any topic.  English stands in `en.toml`, every other language in a gettext catalogue.  A
language without a catalogue, or a phrase that a catalogue lacks, falls back to English.
"""

from __future__ import annotations

from functools import cache

import msgspec

from builder.wording import catalogues
from builder.wording.english import Plural, english
from builder.wording.faults import Fault

_FALLBACK = "en"


def languages() -> tuple[str, ...]:
    """Return the languages that have words of their own, as BCP 47 tags, sorted."""
    return tuple(sorted({_FALLBACK, *catalogues.languages()}))


class KnownWords(msgspec.Struct, frozen=True, kw_only=True):
    """How many of our phrases there are in a language; `problem` says why a catalogue cannot be read."""

    translated: int
    phrases: int
    problem: str | None = None


def known_words(language: str) -> KnownWords:
    """Return how much of our wording there is in `language` (BCP 47); the rest of it is English."""
    every = len(english())
    if language.split("-", maxsplit=1)[0].lower() == _FALLBACK:
        return KnownWords(translated=every, phrases=every)
    read = [catalogues.catalogue(tag) for tag in catalogues.chain(language)]
    names = {name for catalogue in read for name in (*catalogue.texts, *catalogue.counted)}
    problem = next((catalogue.problem for catalogue in read if catalogue.problem), None)
    return KnownWords(translated=len(names), phrases=every, problem=problem)


def faults_of(language: str) -> tuple[tuple[str, Fault], ...]:
    """Return what the translators of a language have to mend, each with the name of its file in our repository."""
    return tuple(
        (catalogues.name_of(tag), fault)
        for tag in catalogues.chain(language)
        for fault in catalogues.catalogue(tag).faults
    )


@cache
def english_texts(language: str) -> tuple[str, ...]:
    """Return the English texts that stand in for phrases that `language` lacks; none where it has all of them."""
    known = known_words(language)
    if known.translated == known.phrases:
        return ()
    own = [catalogues.catalogue(tag) for tag in catalogues.chain(language)]
    translated = {name for catalogue in own for name in (*catalogue.texts, *catalogue.counted)}
    lacking = (text for name, text in english().items() if name not in translated)
    texts = {form for text in lacking for form in ((text.one, text.other) if isinstance(text, Plural) else (text,))}
    return tuple(sorted(texts - {text for catalogue in own for text in catalogue.texts.values()}))


def phrase(language: str, name: str, /, **fields: object) -> str:
    """Return the phrase `name` in `language` (BCP 47), with `fields` put into its places.

    Raises KeyError for a name that there is not: a mistake in the program, not in content.
    """
    text = _texts(language)[name]
    return text.format(**fields) if fields else text


def counted(language: str, name: str, number: int, /, **fields: object) -> str:
    """Return the phrase `name` in the form that `number` takes in `language`, with it in the place {number}.

    >>> counted("en", "schedule.texts", 1), counted("en", "schedule.texts", 3), counted("ar", "schedule.texts", 2)
    ('1 text', '3 texts', 'نصان')
    """
    for tag in catalogues.chain(language):
        catalogue = catalogues.catalogue(tag)
        if forms := catalogue.counted.get(name):
            return forms[min(catalogue.form(number), len(forms) - 1)].format(number=number, **fields)
    of = english()[name]
    if isinstance(of, str):
        raise KeyError(name)
    return (of.one if number == 1 else of.other).format(number=number, **fields)


def group(language: str, prefix: str, /) -> dict[str, str]:
    """Return the phrases of one group by their short names, e.g. `group("en", "heading")["summary"]`.

    Phrases that count are not among them: a form belongs to a number.
    """
    start = f"{prefix}."
    return {name.removeprefix(start): text for name, text in _texts(language).items() if name.startswith(start)}


@cache
def _texts(language: str) -> dict[str, str]:
    texts = {name: text for name, text in english().items() if not isinstance(text, Plural)}
    for tag in reversed(catalogues.chain(language)):
        texts |= catalogues.catalogue(tag).texts
    return texts
