"""What a language's locale is (Unicode CLDR, by Babel), and numbers as it writes them."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal


@cache
def locale_of(language: str) -> Locale:
    """Return the locale of a language (BCP 47), else of its base language, else English.

    A language comes from a file, so it may be anything.
    """
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


def english_name(language: str) -> str:
    """Return what English calls a language (BCP 47); its tag where it has no name.

    >>> english_name("pt"), english_name("pt-BR"), english_name("qq")
    ('Portuguese', 'Portuguese (Brazil)', 'qq')
    """
    try:
        return str(Locale.parse(language, sep="-").get_display_name("en") or language)
    except (UnknownLocaleError, ValueError):
        return language


def decimal(number: float, language: str) -> str:
    """Return a number as a language writes it, with at most three places after its point.

    >>> decimal(20.0, "en"), decimal(12.5, "en"), decimal(12.5, "fr")
    ('20', '12.5', '12,5')
    """
    return str(format_decimal(number, locale=locale_of(language), numbering_system="latn"))
