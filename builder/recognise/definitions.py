"""Key terms: "Term: text" with the source line that follows, or under an announced glossary.

An interview has lines of the same shape ("AB: ..."), and so have many sentences.  A pair is taken for a
definition only where something besides its shape says so: a source line under it, a heading or sentence
that announces definitions, such a definition beside it, or a text that goes on in lower case as one
sentence after a bare noun ("Quorum: the number that is enough to decide.").
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from builder.recognise import references
from builder.recognise.cutting import not_bold, part
from builder.recognise.page import Page, Role, Roles, Seen, functions, give
from builder.recognise.tables import folded

_PAIR = re.compile(r"([^:：.?!;؟؛]{2,70}?)\s*[:：]\s+(?=\S)")
_DASHED = re.compile(r"([^:.?!;؟؛–—]{2,70}?)\s+[–—-]\s+(?=\S)")
_FIRST = re.compile(r"[^\s']+'?")
_DASH = re.compile(r"^[—–-]\s+")
_LONGEST_TERM = 7
_LONGEST_BARE_TERM = 4
_BARE_WORDS = range(8, 61)
_QUOTES = "“\"«‘'„"
_AROUND = _QUOTES + "”»’ "


class _Pair(NamedTuple):
    term: str
    head: str
    start: int
    quoted: bool
    bare: bool


def find_definitions(page: Page, roles: Roles) -> Roles:
    """Mark definitions and the lines that name their sources."""
    standing = functions(roles)
    speaking = speakers(page)
    glossaries = _announced(page, roles)
    found = _listed_definitions(page, roles)
    for index, function in enumerate(standing):
        listed = function == "talking_points" and page.blocks[index].is_item
        if index in found or listed or function in ("questions", "continued_reading", "footnotes", "news"):
            continue
        announced = function == "definitions" or index in glossaries
        pair = _pair(page, roles, index, dashed=announced)
        if pair is None or (pair.head in speaking and not announced):
            continue
        source = _source(page, roles, index)
        beside = pair.quoted and any(found.get(i) is not None for i in (index - 1, index - 2))
        if page.blocks[index].is_item and not announced:
            continue
        bare = pair.bare and function != "talking_points"  # there it may be a lead line or a point without its bullet
        if announced or source is not None or beside or bare:
            found[index] = _definition(page.blocks[index], pair)
            if source is not None:
                found[source] = Role(kind="source", text=page.blocks[source].block.text)
    return give(roles, found)


def _listed_definitions(page: Page, roles: Roles) -> dict[int, Role]:
    """Return the roles in definition lists: each term with the first text behind it, a source with the next."""
    found: dict[int, Role] = {}
    for index, seen in enumerate(page.blocks):
        if roles[index] is not None or seen.block.kind != "definition" or not index:
            continue
        before, above = page.blocks[index - 1], found.get(index - 1)
        if before.block.kind == "term" and roles[index - 1] is None:
            found[index - 1] = Role(kind="term", text=not_bold(before.block.text))
            found[index] = Role(kind="definition", term=not_bold(before.block.text), text=seen.block.text)
        elif above is not None and above.kind == "definition":
            found[index] = Role(kind="source", text=_DASH.sub("", seen.block.text))
    return found


def speakers(page: Page) -> frozenset[str]:
    """Return what stands before a colon at the beginning of more than one paragraph: who speaks, not a term."""
    heads = Counter(head for seen in page.blocks if (head := label(seen)))
    return frozenset(head for head, count in heads.items() if count > 1)


def label(seen: Seen) -> str:
    """Return what stands before the first colon of a block, folded, or nothing."""
    match = _PAIR.match(seen.plain)
    return folded(match[1]).strip(_AROUND) if match else ""


def _definition(seen: Seen, pair: _Pair) -> Role:
    text = seen.block.text
    return Role(kind="definition", term=not_bold(part(text, 0, len(pair.term))), text=part(text, pair.start))


def _pair(page: Page, roles: Roles, index: int, *, dashed: bool) -> _Pair | None:
    """Return the term of a block that has the shape of a definition."""
    seen = page.blocks[index]
    if roles[index] is not None:
        return None
    match = _PAIR.match(seen.plain) or (_DASHED.match(seen.plain) if dashed else None)
    if match is None:
        return None
    term, rest = match[1].strip(), seen.plain[match.end() :]
    words = page.table.definitions
    head = folded(term).strip(_AROUND)
    verb = head.split(" ")[0] if _has_no_capitals(term) else head.partition(" ")[2].rpartition(" ")[2]
    if len(term.split()) > _LONGEST_TERM or len(rest.split()) < 3 or not head or head[0].isdigit():
        return None
    if head.rstrip(".") in words.not_terms or verb in words.saying:  # "the keeper said:"; Arabic has its verb first
        return None
    first = _FIRST.match(head)
    bare = first is not None and first.group() not in words.never_first and _is_bare(page, term, rest)
    return _Pair(match[1], head, match.end(), rest[0] in _QUOTES, bare)


def _is_bare(page: Page, term: str, rest: str) -> bool:
    """Return whether a pair is one sentence in lower case after a short term that begins with a capital.

    A speaker's turn and most sentences with a colon go on with a capital, or begin with a small word.
    Where a script has no capitals, the sentence has to begin as definitions do.
    """
    short = len(term.split()) <= _LONGEST_BARE_TERM
    one_sentence = rest.endswith(".") and not re.search(r"[.!?؟]\s", rest[:-1])
    if _has_no_capitals(term):
        goes_on = folded(rest).startswith(page.table.definitions.opens)
    else:
        goes_on = term[0].isupper() and not term.isupper() and rest[0].islower()
    return short and goes_on and one_sentence and len(rest.split()) in _BARE_WORDS


def _has_no_capitals(text: str) -> bool:
    return text.upper() == text.lower()


def _source(page: Page, roles: Roles, index: int) -> int | None:
    after = index + 1
    if after >= len(roles) or roles[after] is not None or not references.is_source(page, page.blocks[after]):
        return None
    return None if _is_a_pair_itself(page, roles, after) else after


def _is_a_pair_itself(page: Page, roles: Roles, index: int) -> bool:
    """Return whether a line that names a source is the next definition, which ends in its source."""
    pair = _pair(page, roles, index, dashed=False)
    return pair is not None and page.blocks[index].plain[pair.start : pair.start + 1].islower()


def _announced(page: Page, roles: Roles) -> frozenset[int]:
    """Return the items of the lists that the sentence above them announces as definitions."""
    found = []
    announced = False
    for index, (seen, role) in enumerate(zip(page.blocks, roles, strict=True)):
        if not seen.is_item:
            announced = role is None and any(word in seen.folded for word in page.table.definitions.announced_by)
        elif announced:
            found.append(index)
    return frozenset(found)
