"""The lines around a conflict, as Git writes them and editors know them (git-merge, "How conflicts are presented")."""

from __future__ import annotations

import re

import msgspec

from builder.files.lines import with_line_feeds

YOURS = "<<<<<<< yours"
BETWEEN = "======="
ARTICLE = "the article"
COLLECTION = "the collection"

_OTHERS = (ARTICLE, COLLECTION)
_FRONT = "front matter"
_END = re.compile(r">>>>>>> (?P<name>.+)")
_HEADING = re.compile(r"##?\s+(?P<words>.+)")


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict in a text: the line of its first mark, and under which heading it stands.

    other: whose the other words are.  ours: whether a merge of ours marked it, and not Git.
    whole: whether all three marks are there; of ours one alone is told too, since a reader would see it.
    """

    line: int
    section: str
    other: str
    ours: bool = True
    whole: bool = True


def marked(ours: str, theirs: str, newline: str, name: str) -> str:
    """Return the lines of a conflict, without the last line end; either side may be empty."""
    sides = [text + newline if text else "" for text in (ours, theirs)]
    return f"{YOURS}{newline}{sides[0]}{BETWEEN}{newline}{sides[1]}>>>>>>> {name}"


def conflicts_in(text: str) -> tuple[Conflict, ...]:
    """Return the conflicts that are marked in a text, in order."""
    found: list[Conflict] = []
    section, opened, between = _FRONT, None, False
    for number, line in enumerate(with_line_feeds(text).split("\n"), 1):
        heading = _HEADING.match(line)
        section = heading["words"].strip() if heading is not None else section
        end = _END.fullmatch(line)
        if line.startswith("<<<<<<< "):
            found += _left(opened)
            opened = Conflict(line=number, section=section, other=ARTICLE, ours=line == YOURS, whole=False)
            between = False
        elif line == BETWEEN:
            between = opened is not None
        elif end is not None and opened is not None and between:
            ours = opened.ours and end["name"] in _OTHERS
            found.append(msgspec.structs.replace(opened, other=end["name"], ours=ours, whole=True))
            opened = None
        elif end is not None and end["name"] in _OTHERS:
            found.append(Conflict(line=number, section=section, other=end["name"], whole=False))
    return (*found, *_left(opened))


def _left(opened: Conflict | None) -> list[Conflict]:
    """Return a first mark that no other follows, if it is one of ours."""
    return [opened] if opened is not None and opened.ours else []
