"""A cell of a page without what the page adds to the words of module.md.

`writers.page` numbers paragraphs, says who speaks, links terms, notes and talking points, quotes the key insight
and moves addresses.  Here each of these is taken away again, so that a page's lines can be laid beside those of
module.md, and what a person writes into a page can be written into module.md.
"""

from __future__ import annotations

import posixpath
import re

from builder.writers.blocks import terms, with_addresses

_CHIP = r'<span class="builder-voice[^>\n]*>[^<\n]*</span>'
#: Who speaks, on a line of its own under a heading (`voices.voice_mark`).
_VOICE_LINE = re.compile(rf"[ \t]*{_CHIP}[ \t]*\*[^*\n]*\*[ \t]*")
#: Marks inside a line, and what of each stands in module.md.
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"^{_CHIP} \*[^*\n]*\* (?=\S)"), ""),  # voices.own_paragraph
    (re.compile(rf"{_CHIP} ?"), ""),  # voices.with_quoted_marks
    (re.compile(r'(?:<span class="builder-para"[^>\n]*>[^<\n]*</span>)+ ?'), ""),  # paragraph_numbers
    (re.compile(r'<span class="builder-term-place"[^>\n]*></span>'), ""),  # page._term_places
    (re.compile(r" \((?:\[¶\d+\]\(#p\d+\)(?:, )?)+\)$"), ""),  # pointers
    (re.compile(r'<span class="builder-note-mark"[^>\n]*>(\[\\\[[^\n]*?\\\]\]\(#note-\d+\))</span>'), r"\1"),
    (re.compile(r"\[\\(\[[^\n\]]*?)\\\]\]\(#note-\d+\)"), r"\1]"),  # note_links, in the text
    (re.compile(r'<span class="builder-note"[^>\n]*>\\?(\[[^\n]*?)\\?\]</span>'), r"\1]"),  # and at the notes
    (re.compile(r" \[↩ [^\n\]]*\]\(#note-\d+-mark\)"), ""),
)
_QUOTED = re.compile(r"^ {0,3}> ?", re.MULTILINE)
_BOLD = re.compile(r"\*\*(?P<term>[^\n]+)\*\*")


def bare(source: str, slug: str, *, quoted: bool = False) -> str:
    """Return what a cell of a module's page says, as module.md would say it.

    quoted: whether the page shows the section as a quotation.
    """
    text = "\n".join(_without_marks(re.sub(r"\r\n?", "\n", source).split("\n")))
    text = _QUOTED.sub("", text) if quoted else text
    at = set(terms(text))
    rows = [_BOLD.sub(r"\g<term>", row) if n in at else row for n, row in enumerate(text.split("\n"))]
    return with_addresses("\n".join(rows), lambda address: _moved_back(address, slug)).rstrip()


def _without_marks(rows: list[str]) -> list[str]:
    kept: list[str] = []
    after_voice = False
    for row in rows:
        if after_voice and not row.strip():
            after_voice = False
            continue
        after_voice = _VOICE_LINE.fullmatch(row) is not None
        if after_voice:
            continue
        for pattern, instead in _MARKS:
            row = pattern.sub(instead, row)  # noqa: PLW2901 - one mark after the other
        kept.append(row)
    return kept


def marks_of(source: str) -> tuple[str, ...]:
    """Return the marks of the builder's that stand in a cell, in order."""
    found = []
    for row in source.split("\n"):
        if _VOICE_LINE.fullmatch(row):
            found.append(row.strip())
            continue
        for pattern, _ in _MARKS:
            found += [match.group().strip() for match in pattern.finditer(row)]
    return tuple(found)


def _moved_back(address: str, slug: str) -> str:
    """Return an address that counts from a module's page as it counts from its module.md (see `page._from_page`)."""
    path, mark, name = address.partition("#")
    beside = re.fullmatch(r"(?P<other>[^/]+)\.ipynb", path)
    if beside is not None:
        return f"../{beside['other']}/module.md{mark}{name}"
    return posixpath.relpath(path, slug) + mark + name if path else address
