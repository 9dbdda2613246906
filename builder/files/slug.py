"""Folder names for modules: from the title, safe on every file system, fixed once given."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable

from anyascii import anyascii

from builder.text.inline import plain

MAX_LENGTH = 60

#: Names that Windows gives to devices, with any suffix (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})
_VALID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def slug_of(title: str | None, stem: str, data: bytes) -> str:
    """Return the slug of an article: from its title, else from its file's stem and a short digest."""
    slug = _slugged(plain(title or ""))
    if slug:
        return slug
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"{_slugged(stem)[: MAX_LENGTH - 9].rstrip('-') or 'article'}-{digest}"


def _slugged(text: str) -> str:
    words = re.sub(r"['`](?=(?:s|t|d|m|re|ve|ll)\b|\W|$)", "", anyascii(text).lower())  # "what's", but "l'eau"
    slug = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    if len(slug) > MAX_LENGTH:
        cut = slug[: MAX_LENGTH + 1].rpartition("-")[0]
        slug = cut or slug[:MAX_LENGTH]
    return f"{slug}-module" if slug in _RESERVED else slug


def is_slug(text: str) -> bool:
    """Return whether a text can be a module's folder name as it stands."""
    return bool(_VALID.match(text)) and len(text) <= MAX_LENGTH and text not in _RESERVED


def taken(slug: str, slugs: Iterable[str]) -> str | None:
    """Return the slug that is the same on a file system blind to case, None where there is none."""
    return next((other for other in slugs if other.casefold() == slug.casefold()), None)


def nearest_slug(slug: str, slugs: Iterable[str]) -> str | None:
    """Return the slug that a person may have meant, None where none is near."""
    known = sorted(slugs)
    inside = [other for other in known if slug and slug in other]
    close = difflib.get_close_matches(slug, known, n=1, cutoff=0.6)
    return close[0] if close else inside[0] if len(inside) == 1 else None
