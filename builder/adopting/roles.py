"""A section is known by its heading: an edit that would change what kind of section it is, is told and not carried.

The plan of a class, the quiz and the handouts find prompts, talking points and objectives by their headings
(`files.module_read`).  A section may be taken out whole, put in, or moved; a heading of no known kind may be worded
anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from builder.adopting.edits import Hunk, Part
from builder.files.module_read import kind_of

KNOWN_BY_HEADING = "a section is known by its heading; it was left"
_HEADING = re.compile(r" {0,3}#{1,2}(?:\s+(?P<words>.*))?$")


def kinds_in(rows: Iterable[str], language: str) -> list[str]:
    """Return the kinds of the sections whose headings stand in some lines, in order."""
    heads = (match["words"] or "" for row in rows if (match := _HEADING.match(row)))
    return [kind_of(words, language) for words in heads]


def with_roles_kept(parts: Sequence[Part], hunks: Sequence[Hunk], language: str) -> list[Hunk]:
    """Return the edits, those that would give a section another kind with the reason why they are not carried."""
    new = [kinds_in(parts[h.part].edited[slice(*h.edited)], language) for h in hunks]
    old = [kinds_in(parts[h.part].shown[slice(*h.base)], language) for h in hunks]
    put_in = Counter(kind for n in range(len(hunks)) for kind in (Counter(new[n]) - Counter(old[n])).elements())

    def changes_kind(number: int) -> bool:
        lost = Counter(old[number]) - Counter(new[number])
        gained = Counter(new[number]) - Counter(old[number])
        whole = not any(row.strip() for row in parts[hunks[number].part].edited)
        gone = [kind for kind in lost if kind != "other" and not put_in[kind] and not whole]
        return bool(gone) or bool(lost["other"] and set(gained) - {"other"})

    return [
        msgspec.structs.replace(hunk, why=KNOWN_BY_HEADING) if not hunk.why and changes_kind(n) else hunk
        for n, hunk in enumerate(hunks)
    ]
