"""What files say of themselves that means nothing: names that programs write where nobody wrote one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.readers.decode import cleaned

_NOBODY = frozenset(
    (
        "python-docx", "microsoft office user", "windows user", "user", "un-named", "unknown", "author", "admin",
        "unknown author", "unbekannt",
    )
)  # fmt: skip
_UNTITLED = re.compile(
    r"(?:word )?document ?\d*|untitled(?: ?\d+)?|microsoft word - .*|.*\.(?:docx?|odt|rtf)", re.IGNORECASE
)
_DOI = re.compile(r"10\.\d{4,9}/\S+")


def one_line(text: str) -> str:
    """Return a value on one line, without marks that show nothing."""
    return " ".join(cleaned(text).split())


def title_of(text: str) -> str | None:
    """Return a title, or None for the name that a program gives to a file without one."""
    title = one_line(text)
    return title if title and not _UNTITLED.fullmatch(title) else None


def authors_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the authors, each once; several stand in one value with semicolons between them."""
    names = (one_line(name) for text in texts for name in text.split(";"))
    return tuple(name for name in dict.fromkeys(names) if name and name.lower() not in _NOBODY)


def keywords_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the keywords, each once; several stand in one value with commas between them."""
    words = (one_line(word) for text in texts for word in re.split(r"[;,،؛]", text))
    return tuple(word for word in dict.fromkeys(words) if word)


def doi_of(texts: Iterable[str]) -> str | None:
    """Return the first digital object identifier."""
    return next((match[0].rstrip(".,;") for text in texts if (match := _DOI.search(text))), None)
