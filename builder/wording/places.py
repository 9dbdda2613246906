"""The places of a phrase, `{name}`, which the program fills and a translation keeps."""

from __future__ import annotations

import string

from builder.wording.english import Plural


def fits(text: str, of: str | Plural) -> bool:
    """Tell whether a translation can stand for the English: it is not empty and has the same places.

    >>> fits("{n} de {all}", "{n} of {all}"), fits("{no} de {all}", "{n} of {all}"), fits("", "of")
    (True, False, False)

    A form of a phrase that counts may do without the number: Arabic has a form for just two.
    """
    if isinstance(of, str):
        return bool(text) and ("{" not in text + of or places(text) == places(of))
    return bool(text) and set(places(text)) | {"number"} == set(places(of.other))


def places(text: str) -> tuple[str, ...]:
    """Return the names of the places of a text, sorted; what is no place at all is one named ``{``."""
    try:
        return tuple(sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None))
    except ValueError:
        return ("{",)
