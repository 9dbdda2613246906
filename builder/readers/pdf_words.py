"""Lines of a paragraph of a PDF -> one text; what a hyphen at a line's end is.

The rule: a soft hyphen is none.  A hyphen at a line's end stays where the second half begins with a
capital or a digit ("Franco-|German"), where the word with its hyphen stands inside a line elsewhere in the
text, or where its first half is one that English always joins so ("self-|determination").  It goes where
the word without it stands elsewhere.  Where the text says neither, it goes if the text is hyphenated (its
lines end at one edge, or other line ends show it) and the halves are not both words of the text; else it
stays, as a text that is not hyphenated breaks lines only at hyphens that are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from builder.readers.pdf_lines import Line, Span

_WORD = re.compile(r"\w+(?:[-‐‑]\w+)*", re.UNICODE)
_LAST = re.compile(r"(\w+)[-‐\xad]$")
_FIRST = re.compile(r"\w+")
_HYPHENS = ("-", "‐", "\xad")
_ALWAYS = frozenset("self well ex half cross vice quasi".split())
_TOUCHING = ("—", "–", "/", "‑")
_IN_ADDRESS = re.compile(r"[a-z\d]\S*[/_\d.]\S")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/)\S*$", re.IGNORECASE)


class Hyphens:
    """What a text says about its hyphens."""

    def __init__(self, lines: Iterable[Line], *, justified: bool) -> None:
        self._whole: set[str] = set()
        self._hyphenated: set[str] = set()
        ends: list[tuple[str, str]] = []
        before = ""
        for line in lines:
            last = _LAST.search(before)
            first = _FIRST.match(line.text)
            if last and first:
                ends.append((last[1].casefold(), first[0].casefold()))
            body = line.text[first.end() :] if last and first else line.text
            for match in _WORD.finditer(_LAST.sub("", body.replace("\xad", ""))):
                word = match[0].casefold()
                (self._hyphenated if "-" in word else self._whole).add(word)
            before = line.text
        self._by_rule = justified or any(f"{one}{other}" in self._whole or len(one) < 3 for one, other in ends)

    def stays(self, before: str, after: str) -> bool:
        """Return whether the hyphen between the end of a line and the next line is one that was written."""
        last, first = _LAST.search(before), _FIRST.match(after)
        if last is None or first is None or before.endswith("\xad"):
            return not before.endswith("\xad")
        one, other = last[1].casefold(), first[0].casefold()
        if not first[0][0].islower() or f"{one}-{other}" in self._hyphenated or one in _ALWAYS:
            return True
        if f"{one}{other}" in self._whole:
            return False
        return not self._by_rule or {one, other} <= self._whole


def together(lines: Sequence[Sequence[Span]], hyphens: Hyphens) -> list[Span]:
    """Return the lines of a paragraph as the spans of one line."""
    found: list[Span] = []
    for spans in lines:
        line = _bare(spans)
        if not line:
            continue
        if found:
            before, after = _tail(found), "".join(span.text for span in line)
            if before.endswith(_HYPHENS) and not before.endswith((" -", " ‐")):
                if not hyphens.stays(before, after):
                    found[-1] = found[-1]._replace(text=found[-1].text[:-1])
            elif not _touches(before, after):
                found.append(found[-1]._replace(text=" ", raised=False) if _alike(found[-1], line[0]) else Span(" "))
        found.extend(line)
    return found


def _bare(spans: Sequence[Span]) -> list[Span]:
    """Return the spans of a line without blanks at its ends."""
    line = [span for span in spans if span.text]
    while line and not line[0].text.strip():
        line.pop(0)
    while line and not line[-1].text.strip():
        line.pop()
    if line:
        line[0] = line[0]._replace(text=line[0].text.lstrip())
        line[-1] = line[-1]._replace(text=line[-1].text.rstrip())
    return line


def _tail(found: Sequence[Span]) -> str:
    return "".join(span.text for span in found[-6:])


def _touches(before: str, after: str) -> bool:
    """Return whether the next line goes on without a blank: behind a dash or a slash that touches its word."""
    address = _ADDRESS.search(before)
    if address is not None and before.endswith(("/", "=", "?", "&", "_", "%", "#", ":")):
        return True
    if address is not None and before.endswith(".") and _IN_ADDRESS.match(after):
        return True
    return before.endswith(_TOUCHING) and before[-2:-1].strip() != "" and after[:1].isalnum()


def _alike(one: Span, other: Span) -> bool:
    return one._replace(text="") == other._replace(text="")
