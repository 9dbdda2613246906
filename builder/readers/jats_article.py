"""An article in JATS -> blocks, in the order in which it is printed: title, abstract, body, back, its notes last."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.document import Metadata
from builder.readers.blocks import Draft
from builder.readers.jats_elements import Element, attribute, child, children, descendants, inline, local, runs, words
from builder.readers.jats_front import keyword_groups, title_of
from builder.readers.jats_notes import notes_of
from builder.readers.jats_walk import ABOUT, Walk
from builder.readers.part_names import part_name
from builder.text.inline import escape
from builder.text.runs import STRONG, Run

_POINTS = frozenset({"highlights", "key-points", "author-highlights", "keypoints"})
_FOR_LISTS = frozenset({"graphical", "toc", "teaser", "short"})


def walk(article: Element, metadata: Metadata) -> Iterator[Draft]:
    """Yield the blocks of an article.

    Raises TooLargeError for one that holds more than an article does.
    """
    page = Walk(notes_of(article), metadata.language)
    meta = child(article, "front", "article-meta")
    if meta is None:
        meta = child(article, "front-stub")
    if meta is not None:
        _front(page, meta)
    for part in children(article, "body", "back", "floats-group"):
        page.inside(part)
    for note, mark in page.notes.marks.items():
        text = " ".join(inline(each, page.notes.mark) for each in children(note, "p")) or inline(note, page.notes.mark)
        page.put(Draft("note", text, mark=mark))
    page.site = "another text beside the article"
    for other in children(article, "sub-article", "response"):
        stub = child(other, "front-stub")
        if stub is not None:
            page.heading(escape(title_of(stub)), 2)
        for part in children(other, "body", "back"):
            page.inside(part)
    yield from page.drafts


def _front(page: Walk, meta: Element) -> None:
    """Put title, abstracts and keywords; an abstract in another language is marked."""
    title = child(meta, "title-group", "article-title")
    if title is not None:
        subtitle = child(meta, "title-group", "subtitle")
        page.heading(page.title(title) if subtitle is None else escape(title_of(meta)), 1)
    for abstract in children(meta, "abstract"):
        kind = attribute(abstract, "abstract-type").lower()
        page.site = "a picture or line for lists of articles" if kind in _FOR_LISTS else None
        _abstract(page, abstract)
    page.site = "an abstract in another language"
    for abstract in children(meta, "trans-abstract"):
        _abstract(page, abstract)
    page.site = None
    for group in keyword_groups(meta, page.language):
        kept = [words(each).rstrip(".;,") for each in descendants(group, "kwd", "compound-kwd")]
        title = child(group, "title")
        label = words(title).rstrip(" :") if title is not None else part_name("keywords", page.language)
        if any(kept):
            page.put(Draft("paragraph", escape(f"{label}: {', '.join(text for text in kept if text)}")))


def _abstract(page: Walk, element: Element) -> None:
    """Put an abstract under its title or the word for it; a part of it begins with the part's name."""
    kind = attribute(element, "abstract-type").lower()
    title = child(element, "title")
    text = page.title(title) if title is not None else page.part("highlights" if kind in _POINTS else "abstract")
    page.heading(text, 2)
    for part in element:
        if local(part) != "sec":
            if local(part) not in ABOUT:
                page.block(part)
            continue
        lead = _lead(page, part)
        for inner in part:
            if local(inner) == "p":
                page.paragraph(inner, lead)
                lead = []
            elif local(inner) not in ABOUT:
                page.block(inner)


def _lead(page: Walk, part: Element) -> list[Run]:
    """Return the name of a part of an abstract, as its first paragraph begins with it."""
    name = child(part, "title")
    if name is None:
        return []
    return [*(run._replace(marks=(STRONG,)) for run in runs(name, page.notes.mark)), Run(" ")]
