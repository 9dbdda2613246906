"""Numbers in the words of a language: digits 0 to 9 everywhere, the decimal mark the language's own."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol


def number_of(value: float, language: str) -> str:
    """Return a number as short as it can be read.

    >>> number_of(20.0, "en"), number_of(12.5, "en"), number_of(12.5, "fr"), number_of(12.5, "es")
    ('20', '12.5', '12,5', '12,5')
    """
    return f"{round(value, 2):g}".replace(".", _mark(language))


def _mark(language: str) -> str:
    try:
        return str(get_decimal_symbol(Locale.parse(language.partition("-")[0]), numbering_system="latn"))
    except (UnknownLocaleError, ValueError):
        return "."
