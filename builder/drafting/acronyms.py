"""Acronyms that an article explains once, spelled out where a question shows them (rule S06).

Who meets a sentence alone has not read where its letters were explained.  What is put in stands between
square brackets, as an addition to a quotation does, and is the article's own long form.
"""

from __future__ import annotations

import re

import msgspec

from builder.model.article import Article, every_point, paragraphs
from builder.model.item import Item
from builder.text.inline import escape, plain

#: "troop-contributing countries (TCCs)"
_EXPLAINED = re.compile(r"(?P<long>(?:[\w-]+ ){1,8})\((?P<short>[A-Z]{2,8})s?\)")


def spelled_out(item: Item, article: Article) -> Item:
    """Return an item whose stem explains each acronym that the article explains, at its first place."""
    stem = item.stem
    for short, long in explained(article):
        pattern = re.compile(rf"(?<![\w(]){short}s?(?!\w)")
        if long.casefold() not in plain(stem).casefold():
            stem = pattern.sub(lambda match, long=long: f"{match.group()} {escape(f'[{long}]')}", stem, count=1)  # type: ignore[misc]
    return item if stem == item.stem else msgspec.structs.replace(item, stem=stem)


def explained(article: Article) -> tuple[tuple[str, str], ...]:
    """Return each acronym with its long form, in the order in which the article explains them."""
    texts = [plain(p.text) for p in paragraphs(article)] + [plain(p) for p in every_point(article.talking_points)]
    found: dict[str, str] = {}
    for text in texts:
        for match in _EXPLAINED.finditer(text):
            long = _long_form(match["long"].split(), match["short"])
            if long is not None:
                found.setdefault(match["short"], long)
    return tuple(found.items())


def _long_form(words: list[str], short: str) -> str | None:
    """Return the last words whose initials are the acronym, parts of hyphenated words counted; None where none are."""
    for start in range(len(words) - 1, -1, -1):
        initials = "".join(part[:1] for word in words[start:] for part in word.split("-"))
        if initials.casefold() == short.casefold():
            return " ".join(words[start:])
    return None
