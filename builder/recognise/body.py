"""The text under the headings: what each block is that no earlier pass has named.

A walk down the page with the function of the last heading in force.  Lists have an end: running text
under the last talking point or key insight, on a page without a heading for its summary, is the
summary, whose heading was lost on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from builder.recognise import references
from builder.recognise.cutting import part
from builder.recognise.front import closing_initials
from builder.recognise.page import SET_APART, Page, Role, RoleKind, Roles, Seen, ends_the_list, following
from builder.recognise.tables import Function
from builder.recognise.verdict import is_digest

_LONGEST_POINT = 60
_LONGEST_LEAD = 30
_LONGEST_ENTRY = 80


class _Place(NamedTuple):
    """Where the walk stands.

    at: the block that is looked at.
    function: of the last heading, None before the first and after a part has ended.
    started: whether a block of this part went by; listed: whether an item did.
    front: whether no heading went by.  summary: whether a heading on the page announces a summary.
    opens: whether running text without a heading is the summary: in a digest, and behind a standfirst.
    items_ahead, last_heading: what is still to come.
    """

    page: Page
    roles: Roles
    at: int
    function: Function | None
    started: bool
    listed: bool
    front: bool
    summary: bool
    opens: bool
    items_ahead: tuple[bool, ...]
    last_heading: int


def find_body(page: Page, roles: Roles) -> Roles:
    """Give every block that has no role one, and name the text behind each run-in heading."""
    has_summary = any(role is not None and role.function == "summary" for role in roles)
    place = _Place(
        page=page,
        roles=roles,
        at=0,
        function=None,
        started=False,
        listed=False,
        front=True,
        summary=has_summary,
        opens=is_digest(roles) or any(role is not None and role.kind == "standfirst" for role in roles),
        items_ahead=_items_ahead(page, roles),
        last_heading=_last_heading(roles),
    )
    found: list[Role] = []
    for index, (seen, role) in enumerate(zip(page.blocks, roles, strict=True)):
        if role is not None and role.kind in ("heading", "section"):
            place = place._replace(function=role.function, started=False, listed=False, front=False)
            found.append(role)
        elif role is not None and role.kind == "run_in":
            place = place._replace(function=role.function, started=False, listed=False, front=False)
            named, place = _name(place, index, seen, role.text)
            found.append(msgspec.structs.replace(named, label=role.label))
        elif role is None:
            named, place = _name(place, index, seen, seen.block.text)
            found.append(named)
        else:
            place = _after(place, role)
            found.append(role)
    below = [*(role.kind for role in found[1:]), None]
    return tuple(
        _signed(seen, role, last=role.kind != kind) for seen, role, kind in zip(page.blocks, found, below, strict=True)
    )


def _after(place: _Place, role: Role) -> _Place:
    """Return the place behind a block that an earlier pass named."""
    ends = place.started and ends_the_list(role, place.function)
    return place._replace(function=None) if ends else place


def _name(place: _Place, index: int, seen: Seen, text: str) -> tuple[Role, _Place]:
    """Return the role of a block, and the place behind it."""
    rule = _RULES[place.function] if place.function else _without_heading
    if seen.block.kind in SET_APART and place.function not in ("summary", "informing_practice"):
        # on a web page a picture beside a list is the site's; one that came inside the file is the author's
        own = any(media.name in text for media in place.page.document.media)
        pictured = seen.block.kind == "image" and not own and (place.function is not None or not place.started)
        return Role(kind="dropped" if pictured else "paragraph", text=text), place
    kind, function = rule(place._replace(at=index), seen)
    if kind == "summary" and place.function != "summary":
        place = place._replace(summary=True)
    after = place._replace(function=function, started=True, listed=place.listed or seen.is_item)
    return Role(kind=kind, text=text), after


_Answer = tuple[RoleKind, Function | None]


def _without_heading(place: _Place, seen: Seen) -> _Answer:
    """Text before the first heading is the summary of a page that opens so; elsewhere it is the article's own."""
    if place.front and place.opens and (seen.is_prose or place.started):
        return "summary", "summary"
    return "paragraph", None


def _talking_points(place: _Place, seen: Seen) -> _Answer:
    if seen.is_item:
        return "point", "talking_points"
    if _leads(place, seen):
        return "lead", "talking_points"
    if (
        not place.listed
        and not place.items_ahead[place.at]
        and seen.words <= _LONGEST_POINT
        and place.at < place.last_heading
    ):
        return "point", "talking_points"
    return _lost_summary(place)


def _leads(place: _Place, seen: Seen) -> bool:
    """Return whether a line leads to the points under it."""
    after = following(place.roles, place.at)
    if after is None or place.roles[after] is not None or not place.page.blocks[after].is_item:
        return False
    if seen.plain.endswith((":", "：")):
        return True
    return not place.started and seen.words <= _LONGEST_LEAD and not seen.ends_a_sentence


def _items_ahead(page: Page, roles: Roles) -> tuple[bool, ...]:
    """Return for each block whether an item comes at it or after it, before the next heading."""
    found, ahead = [], False
    for seen, role in zip(reversed(page.blocks), reversed(roles), strict=True):
        if role is not None and role.kind in ("heading", "section", "run_in"):
            ahead = False
        elif role is None and seen.is_item:
            ahead = True
        found.append(ahead)
    return tuple(reversed(found))


def _last_heading(roles: Roles) -> int:
    """Return the last known heading: paragraphs above it are in a part that has an end."""
    return max(
        (i for i, role in enumerate(roles) if role is not None and role.kind in ("heading", "run_in")), default=-1
    )


def _key_insight(place: _Place, seen: Seen) -> _Answer:
    if seen.is_item or place.summary or not place.started:
        return "insight", "key_insight"
    if seen.plain.endswith(":") and place.items_ahead[place.at]:
        return "insight", "key_insight"
    return _lost_summary(place)


def _lost_summary(place: _Place) -> _Answer:
    """Return what running text behind a list is: the summary, unless a heading elsewhere announces that."""
    return ("paragraph", None) if place.summary or not place.opens else ("summary", "summary")


def _questions(place: _Place, seen: Seen) -> _Answer:
    if seen.block.level > 1 and place.started:
        return "question_more", "questions"
    if seen.is_item or "?" in seen.plain or "؟" in seen.plain:
        return "question", "questions"
    return "paragraph", None if place.started and seen.is_prose else "questions"


def _continued_reading(place: _Place, seen: Seen) -> _Answer:
    if references.is_address(seen) and place.started:
        return "reading_more", "continued_reading"
    if seen.words > _LONGEST_ENTRY and not seen.is_item and not references.has_traces(place.page, seen):
        return "paragraph", None
    return "reading", "continued_reading"


def _keywords(place: _Place, seen: Seen) -> _Answer:
    listed = seen.is_item or not place.started or (not place.listed and seen.words <= 4 and not seen.ends_a_sentence)
    return ("keywords", "keywords") if listed else ("paragraph", None)


def _credits(place: _Place, seen: Seen) -> _Answer:
    return ("credit", "credits") if not place.started or seen.is_item else ("paragraph", None)


def _insights(_place: _Place, seen: Seen) -> _Answer:
    return "point" if seen.is_item else "paragraph", "insights"


def _always(kind: RoleKind, function: Function) -> Callable[[_Place, Seen], _Answer]:
    return lambda _place, _seen: (kind, function)


_RULES: Mapping[Function, Callable[[_Place, Seen], _Answer]] = {
    "talking_points": _talking_points,
    "key_insight": _key_insight,
    "summary": _always("summary", "summary"),
    "informing_practice": _always("practice", "informing_practice"),
    "questions": _questions,
    "continued_reading": _continued_reading,
    "keywords": _keywords,
    "definitions": _always("paragraph", "definitions"),
    "footnotes": _always("paragraph", "footnotes"),
    "credits": _credits,
    "news": _always("paragraph", "news"),
    "insights": _insights,
}


def _signed(seen: Seen, role: Role, *, last: bool) -> Role:
    """Return the role with the author's initials cut from the end of the paragraph."""
    if role.kind not in ("summary", "practice", "paragraph") or role.label or seen.is_item:
        return role
    start = closing_initials(seen.plain, last=last)
    if start is None:
        return role
    text = seen.block.text
    return msgspec.structs.replace(role, text=part(text, 0, start), initials=part(text, start))
