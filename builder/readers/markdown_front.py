"""Front matter of a Markdown file: YAML between two lines of dashes -> Metadata.

Keys are those of the programs that people write with: Jekyll, Hugo, pandoc, Quarto, Obsidian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from builder.findings import Finding, Where, warning
from builder.model.document import Metadata

_MATTER = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MOST = 20_000
_DEEPEST = 8
_LONGEST = 500
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

#: For each field the keys that name it, the surest first.
_KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "authors": ("authors", "author", "byline", "creator"),
    "published": ("date", "published", "publication_date", "pubdate", "publishdate", "issued"),
    "publisher": ("publisher", "site", "site_name"),
    "licence": ("license", "licence", "rights", "copyright"),
    "url": ("url", "canonical", "canonical_url", "link", "source", "permalink"),
    "doi": ("doi",),
    "language": ("lang", "language", "locale"),
    "keywords": ("keywords", "tags", "keyword"),
}


class Matter(NamedTuple):
    """What front matter says, how many lines it takes, and what is wrong with it."""

    metadata: Metadata = Metadata()
    lines: int = 0
    findings: tuple[Finding, ...] = ()


def matter_of(text: str, file: str) -> Matter:
    """Return the front matter of a text; text between two drawn lines that names nothing is none."""
    match = _MATTER.match(text)
    if match is None or not re.search(r"^[\w\"'-][^\n:]*:(?:\s|$)", match[1] or "", re.MULTILINE):
        return Matter()
    lines = match.group().count("\n")
    says, problem, line = _loaded(match[1])
    if problem:
        help_ = "mend it, or take it out: nothing of it was used"
        place = Where(file=file, line=line + 1)
        return Matter(lines=lines, findings=(warning("front-matter-unread", problem, place, help_),))
    return Matter(_metadata(says), lines) if isinstance(says, dict) else Matter()


def _loaded(text: str) -> tuple[Any, str, int]:
    """Return what a YAML text holds, or what is wrong with it and on which of its lines."""
    if len(text) > _MOST:
        return None, f"the front matter is longer than {_MOST} characters", 1
    depth = 0
    event: Any
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return None, "the front matter has an anchor or alias, which is not read", line
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                return None, "the front matter is nested too deep", line
        return yaml.load(text, Loader=_LOADER), "", 1  # noqa: S506 - the base loader makes text, lists and mappings only
    except (yaml.YAMLError, ValueError, TypeError) as problem:
        mark: yaml.Mark | None = getattr(problem, "problem_mark", None)
        said = getattr(problem, "problem", None) or "it is not YAML"
        return None, f"the front matter cannot be read: {said}", (mark.line if mark is not None else 0) + 1


def _metadata(says: dict[Any, Any]) -> Metadata:
    given = {str(key).strip().lower().replace("-", "_"): value for key, value in says.items()}

    def texts(name: str) -> tuple[str, ...]:
        for key in _KEYS[name]:
            found = tuple(dict.fromkeys(_texts(given.get(key))))
            if found:
                return found
        return ()

    def first(name: str) -> str | None:
        return next(iter(texts(name)), None)

    addresses = (text for key in _KEYS["url"] for text in _texts(given.get(key)))
    return Metadata(
        title=first("title"),
        authors=texts("authors"),
        published=_date(first("published")),
        publisher=first("publisher"),
        licence=first("licence"),
        url=next((text for text in addresses if text.startswith(("http://", "https://"))), None),
        doi=_doi(first("doi")),
        language=_language(first("language")),
        keywords=tuple(dict.fromkeys(word for text in texts("keywords") for word in _split(text))),
    )


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a value: itself, those of a list, the `name` of a mapping (pandoc, Quarto)."""
    if isinstance(value, list):
        for inner in value[:50]:
            yield from _texts(inner)
    elif isinstance(value, dict):
        named = next((value[key] for key in ("name", "text", "literal", "type") if key in value), None)
        yield from _texts(named)
    elif isinstance(value, str):
        words = " ".join(value.split())
        if words and words not in ("null", "~") and len(words) <= _LONGEST:
            yield words


def _date(text: str | None) -> str | None:
    match = re.match(r"(\d{4}-\d{2}-\d{2})(?:[T ]|$)", text or "")
    return match[1] if match else text


def _doi(text: str | None) -> str | None:
    match = re.search(r"10\.\d{4,9}/\S+", text or "")
    return match[0].rstrip(".,;") if match else None


def _language(text: str | None) -> str | None:
    code = (text or "").replace("_", "-")
    return code if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", code) else None


def _split(text: str) -> list[str]:
    return [word for part in re.split(r"[;,،؛]", text) if (word := part.strip())]
