"""What an article in JATS says about itself: `journal-meta` and `article-meta` -> Metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.model.document import Metadata
from builder.readers.jats_elements import Element, attribute, child, children, descendants, words

_LONGEST = 500
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
#: The surest day first: when it appeared online, when it appeared, the issue's.
_DATES = ("epub", "pub", "ppub", "epub-ppub", "collection", "")


def metadata_of(article: Element) -> Metadata:
    """Return what the article says of itself; a field that nothing names is None or empty."""
    meta = child(article, "front", "article-meta")
    if meta is None:
        meta = child(article, "front-stub")
    journal = child(article, "front", "journal-meta")
    if meta is None:
        return Metadata(language=_language(article))
    return Metadata(
        title=title_of(meta) or None,
        authors=tuple(dict.fromkeys(_authors(meta))),
        published=_published(meta),
        publisher=_first(journal, "journal-title") or _first(journal, "publisher-name"),
        licence=_licence(meta),
        url=next((link for each in children(meta, "self-uri") if _is_address(link := attribute(each, "href"))), None),
        doi=_doi(meta),
        language=_language(article),
        keywords=tuple(dict.fromkeys(keywords_of(meta, _language(article)))),
    )


def title_of(meta: Element) -> str:
    """Return the title with its subtitle, on one line."""
    group = child(meta, "title-group")
    title = words(child(group, "article-title"), ("xref", "fn"))
    subtitle = words(child(group, "subtitle"), ("xref", "fn"))
    joint = "" if not subtitle else " " if title.endswith((":", "?", "!", ".", "؟")) else ": "
    return f"{title}{joint}{subtitle}"


def keyword_groups(meta: Element, language: str | None) -> Iterator[Element]:
    """Yield the groups of keywords that the authors gave, in the article's language."""
    for group in children(meta, "kwd-group"):
        spoken = attribute(group, "lang") or language or ""
        given = attribute(group, "kwd-group-type").lower() or "author"
        if (
            given in ("author", "author-keywords", "author-generated", "keywords", "kwd")
            and spoken[:2] == (language or spoken)[:2]
        ):
            yield group


def keywords_of(meta: Element, language: str | None) -> Iterator[str]:
    """Yield the keywords of the article's own language."""
    for group in keyword_groups(meta, language):
        for each in descendants(group, "kwd", "compound-kwd"):
            if text := words(each).rstrip(".;,"):
                yield text


def _authors(meta: Element) -> Iterator[str]:
    for group in children(meta, "contrib-group"):
        for contributor in children(group, "contrib"):
            kind = attribute(contributor, "contrib-type") or attribute(group, "content-type")
            if kind in ("", "author", "authors") and (name := name_of(contributor)):
                yield name


def name_of(contributor: Element) -> str:
    """Return the name of a person as it is said, or of a group."""
    holder = child(contributor, "name-alternatives")
    place = contributor if holder is None else holder
    name = next(children(place, "name", "string-name"), None)
    if name is None:
        return words(next(children(place, "collab", "anonymous", "on-behalf-of"), None))[:_LONGEST]
    surname, given = words(child(name, "surname")), words(child(name, "given-names"))
    if not surname and not given:
        return words(name)[:_LONGEST]
    eastern = attribute(name, "name-style") == "eastern"
    parts = (surname, given) if eastern else (given, surname)
    return " ".join(part for part in (words(child(name, "prefix")), *parts, words(child(name, "suffix"))) if part)


def _published(meta: Element) -> str | None:
    dates: dict[str, str] = {}
    for element in children(meta, "pub-date"):
        kind = attribute(element, "pub-type") or attribute(element, "date-type")
        year = words(child(element, "year"))
        if re.fullmatch(r"\d{4}", year):
            dates.setdefault(kind, _date(year, words(child(element, "month")), words(child(element, "day"))))
    return next((dates[kind] for kind in (*_DATES, *dates) if kind in dates), None)


def _date(year: str, month: str, day: str) -> str:
    number = int(month) if re.fullmatch(r"\d{1,2}", month) else _MONTHS.get(month[:3].lower(), 0)
    if not 1 <= number <= 12:
        return year
    return f"{year}-{number:02}-{int(day):02}" if re.fullmatch(r"[0-3]?\d", day) else f"{year}-{number:02}"


def _licence(meta: Element) -> str | None:
    """Return the address of the licence, else its words where they are few."""
    permissions = child(meta, "permissions")
    if permissions is None:
        return None
    addresses = [words(each) for each in descendants(permissions, "license_ref")]
    addresses += [attribute(each, "href") for each in descendants(permissions, "license", "ext-link", "uri")]
    stated = next((text for text in addresses if _is_address(text)), None)
    text = words(child(permissions, "license"))
    return stated or (text if 0 < len(text) <= 100 else None)


def _doi(meta: Element) -> str | None:
    for element in children(meta, "article-id"):
        match = re.search(r"10\.\d{4,9}/\S+", words(element))
        if attribute(element, "pub-id-type") == "doi" and match:
            return match[0]
    return None


def _language(article: Element) -> str | None:
    language = attribute(article, "lang")
    return language if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language) else None


def _first(element: Element | None, name: str) -> str | None:
    found = next(descendants(element, name), None) if element is not None else None
    return words(found)[:_LONGEST] or None


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))
