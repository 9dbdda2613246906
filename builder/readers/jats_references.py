"""A reference of a JATS article as one line, as its journal would print it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.readers.jats_elements import Element, Marks, attribute, child, children, descendants, inline, local, words
from builder.text.runs import EMPHASIS, Run, markdown

_NUMBER = re.compile(r"\[?\(?(\d{1,3})\)?\]?\.?")
_WRITTEN = ("mixed-citation", "citation", "nlm-citation", "element-citation")


def reference(element: Element, marks_of: Marks) -> str:
    """Return a `ref` on one line as inline Markdown, behind its number in square brackets where it has one."""
    number = _NUMBER.fullmatch(words(child(element, "label")))
    cited = [each for each in descendants(element, *_WRITTEN) if local(each.getparent()) not in _WRITTEN]
    texts = [text for each in cited if (text := inline(each, marks_of) if _is_prose(each) else _composed(each))]
    if not texts:
        texts = [" ".join(text for each in children(element, "note") if (text := inline(each, marks_of)))]
    text = " ".join(texts)
    return f"[{number[1]}] {text}" if number and text else text


def _is_prose(element: Element) -> bool:
    """Return whether a reference has its own punctuation, and not only fields."""
    own = [element.text or "", *(each.tail or "" for each in element)]
    return re.search(r"[^\W\d_]{2}|[.,;:]", "".join(own)) is not None or len(element) == 0


def _composed(element: Element) -> str:
    """Return a reference made of its fields: authors (year). Title. Source, volume(issue), pages. Address."""
    who = " ".join(text for text in (_people(element), _year(element)) if text)
    title = next(
        (text for name in ("article-title", "chapter-title", "data-title") if (text := _field(element, name))), ""
    )
    source = _field(element, "source") or _field(element, "trans-source")
    parts: list[list[Run]] = [[Run(who)]] if who else []
    if title:
        parts.append([Run(title)])
    if source:
        parts.append([Run(source, (EMPHASIS,)), Run(_place(element))])
    publisher = ", ".join(text for name in ("publisher-loc", "publisher-name") if (text := _field(element, name)))
    parts += [[Run(text)] for text in (publisher, _address(element)) if text]
    line: list[Run] = []
    for part in parts:
        if line:
            line.append(Run(" " if line[-1].text.endswith((".", "?", "!")) else ". "))
        line += part
    text = markdown(line)
    return text if not text or text.endswith((".", "?", "!")) or "://" in text[-80:] else f"{text}."


def _people(element: Element) -> str:
    groups = list(children(element, "person-group")) or [element]
    names: list[str] = []
    for group in groups[:1]:
        for each in children(group, "name", "string-name", "collab"):
            surname, given = words(child(each, "surname")), words(child(each, "given-names"))
            names.append(f"{surname}, {_initials(given)}" if surname and given else surname or words(each))
        if next(children(group, "etal"), None) is not None:
            names.append("et al.")
    return ", ".join(name for name in names if name)


def _initials(given: str) -> str:
    """Return given names as references have them: "Vanessa G" and "VG" are "V.G."."""
    if given.isupper() and given.isalpha() and len(given) <= 3:
        return "".join(f"{letter}." for letter in given)
    return given


def _year(element: Element) -> str:
    year = _field(element, "year")
    return f"({year})." if year else ""


def _place(element: Element) -> str:
    """Return volume, issue and pages, as they stand behind a source."""
    volume, issue = _field(element, "volume"), _field(element, "issue")
    first, last = _field(element, "fpage") or _field(element, "elocation-id"), _field(element, "lpage")
    pages = f"{first}–{last}" if last and last != first else first or _field(element, "page-range")
    numbered = f"{volume}({issue})" if volume and issue else volume or issue
    return "".join(f", {text}" for text in (numbered, pages) if text)


def _address(element: Element) -> str:
    for each in descendants(element, "pub-id"):
        if attribute(each, "pub-id-type") == "doi" and (doi := words(each)):
            return doi if "://" in doi else f"https://doi.org/{doi}"
    return next(iter(_addresses(element)), "")


def _addresses(element: Element) -> Iterator[str]:
    for each in descendants(element, "ext-link", "uri"):
        address = attribute(each, "href") or words(each)
        if address.startswith(("http://", "https://")):
            yield address


def _field(element: Element, name: str) -> str:
    return words(next(descendants(element, name), None))
