"""EPUB -> Document: a book's pages in reading order, read as web pages are.

An EPUB that holds one article, also in several pages, is read whole.  A book is several articles, by its
length or because its pages repeat their headings: it is refused, and the finding names a chapter, which
is a web page that can be imported by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from builder.findings import Finding, Where, error
from builder.model.document import Document, Source
from builder.readers.blocks import numbered
from builder.readers.epub_package import opened
from builder.readers.epub_pages import Bound, Chapter, bound, chapters
from builder.readers.gallery import left_out
from builder.readers.html_walk import MOST_BLOCKS, TooLargeError, walk
from builder.readers.package import Refused

#: A long report has some 20 000 words, a short book twice as many; a page with fewer words than these is no chapter.
_MOST_WORDS, _CHAPTER = 30_000, 100
_MOST_PAGES = 200


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of an EPUB's pages, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    try:
        book = opened(data, where)
        made = bound(book, where)
    except Refused as refused:
        return None, (refused.finding,)
    problem = _problem(made, where)
    if problem is not None:
        return None, (problem,)
    try:
        blocks = numbered(walk(made.root, "", made.book()))
    except TooLargeError:
        message = f"the book has more than {MOST_BLOCKS} paragraphs, or more marks in its text than an article has"
        return None, (error("source-large", message, where, "cut it down to one article"),)
    if not any(block.furniture is None for block in blocks):
        help_ = "a book of pictures of pages has to be turned into text first"
        return None, (error("source-empty", "there is no text in the book", where, help_),)
    document = Document(source=source, metadata=book.metadata, blocks=blocks, media=tuple(made.pictures.media))
    help_ = "save them as PNG or JPEG and put them into module.md by hand"
    return document, (*made.findings, *left_out(made.pictures, "package-pictures", where, help_))


def _problem(made: Bound, where: Where) -> Finding | None:
    """Return why the pages are not read: they are nested too deep, or they are a whole book."""
    if made.too_deep is not None:
        message = f"the elements of `{made.too_deep[:80]}` are nested more than 2000 deep"
        help_ = "no page that people read is like that; save its text as .txt"
        return error("source-too-deep", message, where, help_)
    pages = [chapter for chapter in chapters(made) if chapter.words > _CHAPTER]
    total = sum(page.words for page in pages)
    if len(pages) < 2:
        return None
    if total > _MOST_WORDS:
        message = f"this is a whole book: {total} words in {len(pages)} pages"
    elif repeated := _repeated(pages):
        message = f"there are several articles in it: pages repeat the headings {repeated}"
    else:
        return None
    longest = max(pages, key=lambda page: page.words).part
    help_ = f"an EPUB is a ZIP: unpack it and import the chapter that you teach, such as `{longest[:80]}`"
    return error("epub-book", message, where, help_)


def _repeated(pages: Sequence[Chapter]) -> str:
    """Return headings that stand in two pages, where there are at least two; each page is an article then."""
    for one, other in combinations(pages[:_MOST_PAGES], 2):
        shared = sorted(heading for heading in one.headings & other.headings if heading)
        if len(shared) > 1:
            return " and ".join(f"“{''.join(filter(str.isprintable, heading))[:40]}”" for heading in shared[:2])
    return ""
