"""YAML front matter of a Markdown file: what the file says of itself.

Every value stays the text that stands there (no dates, no booleans); anchors and aliases, by which YAML
hangs programs, are not read.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from builder.model.document import Metadata
from builder.readers.decode import cleaned

_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST = 20_000
_DEEPEST = 6
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

#: The names that site generators, pandoc and Zettelkasten programs use.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "authors": ("author", "authors", "by", "creator"),
    "published": ("date", "published", "publication_date", "pubdate"),
    "publisher": ("publisher", "site", "journal"),
    "licence": ("license", "licence", "rights"),
    "url": ("url", "canonical", "canonical_url", "link", "source"),
    "doi": ("doi",),
    "language": ("lang", "language"),
    "keywords": ("keywords", "tags", "keyword"),
}


def split(text: str) -> tuple[str, str]:
    """Return the YAML of the front matter, "" where there is none, and the text with blank lines in its place."""
    match = _FRONT.match(text)
    if match is None or ":" not in match["yaml"]:
        return "", text
    return match["yaml"], "\n" * match.group().count("\n") + text[match.end() :]


def metadata_of(source: str) -> Metadata | None:
    """Return what front matter says, or None where it cannot be read."""
    values = _loaded(source)
    if values is None:
        return None
    said = {str(key).strip().lower().replace("-", "_"): value for key, value in values.items()}
    found = {field: [text for name in names for text in _texts(said.get(name))] for field, names in _NAMES.items()}

    def first(field: str) -> str | None:
        return next(iter(found[field]), None)

    address = first("url")
    return Metadata(
        title=first("title"),
        authors=tuple(dict.fromkeys(found["authors"])),
        published=first("published"),
        publisher=first("publisher"),
        licence=first("licence"),
        url=address if address and address.startswith(("http://", "https://")) else None,
        doi=first("doi"),
        language=first("language"),
        keywords=tuple(dict.fromkeys(word for text in found["keywords"] for word in _split(text))),
    )


def _loaded(source: str) -> dict[Any, Any] | None:
    if len(source) > _LONGEST:
        return None
    try:
        depth = 0
        for event in yaml.parse(source, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
                return None
        values = yaml.load(source, Loader=_LOADER)  # noqa: S506 - the base loader makes texts, lists and mappings only
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    text = " ".join(cleaned(str(value)).split()) if value is not None else ""
    return [text] if text and text not in ("~", "null") else []


def _split(text: str) -> list[str]:
    return [word for part in re.split(r"[;,،؛]", text) if (word := part.strip())]
