"""What a web page says about itself in its head: schema.org, Highwire, Dublin Core, OpenGraph.

In this order: what describes one article to machines that cite before what describes a link to people
who share.  (schema.org/Article; Highwire tags as Google Scholar's inclusion guidelines list them;
DCMI terms; ogp.me.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from builder.model.document import Metadata
from builder.readers.decode import cleaned

_TYPES = re.compile(r"(?:\w*Article|BlogPosting|Report|ScholarlyArticle|CreativeWork|WebPage)\Z")
_LONGEST_SCRIPT = 200_000
_LONGEST = 500

#: For each field, the names of `meta` elements, the surest first.
_META: dict[str, tuple[str, ...]] = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "authors": ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "parsely-author"),
    "published": ("citation_publication_date", "citation_date", "dcterms.issued", "dc.date.issued", "dc.date",
                  "article:published_time", "date", "pubdate"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name"),
    "licence": ("dcterms.license", "dc.rights", "dcterms.rights"),
    "url": ("citation_public_url", "og:url"),
    "doi": ("citation_doi", "dc.identifier", "prism.doi"),
    "keywords": ("citation_keywords", "keywords", "news_keywords", "article:tag"),
}  # fmt: skip
_LD = {
    "title": "headline",
    "authors": "author",
    "published": "datePublished",
    "publisher": "publisher",
    "licence": "license",
    "url": "url",
    "keywords": "keywords",
    "language": "inLanguage",
}


def metadata_of(root: HtmlElement) -> Metadata:
    """Return what the page says of itself; a field that nothing names is None or empty."""
    found = _from_meta(root)
    described = _described(root)
    values = {name: described.get(name) or found.get(name, []) for name in {*_META, *_LD}}

    def first(name: str) -> str | None:
        return next((text for text in values[name] if text), None)

    canonical = root.xpath("string(//link[@rel='canonical']/@href)").strip()
    return Metadata(
        title=first("title") or _page_title(root),
        authors=tuple(dict.fromkeys(text for text in values["authors"] if text and not _is_address(text))),
        published=_date(first("published")),
        publisher=first("publisher"),
        licence=first("licence")
        or (root.xpath("string(//a[@rel='license']/@href | //link[@rel='license']/@href)").strip() or None),
        url=next((text for text in (canonical, first("url") or "") if _is_address(text)), None),
        doi=_doi(values["doi"]),
        language=_language(root) or first("language"),
        keywords=tuple(dict.fromkeys(word for text in values["keywords"] for word in _split(text))),
    )


def _clean(text: object) -> str:
    words = " ".join(cleaned(str(text)).split()) if isinstance(text, str | int | float) else ""
    return words if len(words) <= _LONGEST else ""


def _from_meta(root: HtmlElement) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        text = _clean(meta.get("content") or "")
        if name and text:
            given.setdefault(name, []).append(text)
    return {field: next((given[name] for name in names if name in given), []) for field, names in _META.items()}


def _described(root: HtmlElement) -> dict[str, list[str]]:
    """Return what JSON-LD says of the first article it describes."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = script.text or ""
        try:
            loaded = json.loads(text) if len(text) <= _LONGEST_SCRIPT else None
        except (ValueError, RecursionError):
            continue
        for node in _nodes(loaded, 0):
            kinds = node.get("@type")
            if any(_TYPES.match(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])) and node.get(
                "headline"
            ):
                return {field: list(_texts(node.get(name))) for field, name in _LD.items()}
    return {}


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)
    elif isinstance(value, list):
        for inner in value[:50]:
            yield from _nodes(inner, depth + 1)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value[:50]:
            yield from _texts(inner)
    elif isinstance(value, dict):
        yield _clean(value.get("name") or value.get("@id") or "")
    else:
        yield _clean(value)


def _page_title(root: HtmlElement) -> str | None:
    title = _clean(root.xpath("string(//head/title | //title[1])"))
    return title or None


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _date(text: str | None) -> str | None:
    """Return a date as far as it is one: `2014-05-03T10:00:00Z` is 2014-05-03, `2014/5/3` stays as it is written."""
    match = re.match(r"(\d{4}-\d{2}-\d{2})(?:[T ]|$)", text or "")
    return match[1] if match else text or None


def _doi(texts: list[str]) -> str | None:
    return next((match[0].rstrip(".,;") for text in texts if (match := re.search(r"10\.\d{4,9}/\S+", text))), None)


def _language(root: HtmlElement) -> str | None:
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    return language if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language) else None


def _split(text: str) -> list[str]:
    return [word for part in re.split(r"[;,،؛]", text) if (word := part.strip())]
