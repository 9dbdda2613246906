"""The front of a page: title, second titles, the site's name above them, byline and dates."""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.recognise import references
from builder.recognise.cutting import part
from builder.recognise.page import SET_APART, Page, Role, Roles, Seen, functions, give, is_dropped
from builder.recognise.tables import key, pattern

_LONGEST_TITLE = 30
_LONGEST_BYLINE = 16
_NUMERIC_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?:[ ,]+\d{1,2}[:.]\d\d)?")
#: What stands between the parts of a byline, and what may stand between a name behind "by" and a date.
_BETWEEN = re.compile(r"\s*[·•|]\s*")
_BEHIND_NAMES = re.compile(r",\s+(?=(?:\w+ ){0,2}\d)|،\s+(?=(?:\w+ ){0,2}\d)|\s+[–—-]\s+|,\s+(?=\w+ \d{1,2}, \d{4})")
_CAPITALS = r"[A-ZÀ-ÖØ-Þ]{2,4}"
_LETTER = r"[A-ZÀ-ÖØ-Þء-ي]"
#: "[AB]", "[AB, CD]"; "[A. B.]", and so in Arabic, where letters in one run are a word: "[sic]".
_SIGNED = rf"\[(?:{_CAPITALS}(?:(?:, ?|/| ){_CAPITALS})*|{_LETTER}(?:(?:\. ?| ){_LETTER}){{1,3}}\.?)\]"
_INITIALS = re.compile(_SIGNED)
_NAME = r"(?:[^\W\d_a-z][\w’'.-]*|and|y|e|et|&|de|del|da|do|du|des|van|von|der|bin|al|el|la|las|los|le)"
#: "... plain, short, and useful.": a title rarely closes with a full stop, and with such a list never.
_MOTTO = re.compile(r"\w+[,،] \w+[,،]? (?:and|y|e|et|ou|or|o|u) \w+\.$|[،,] و\w+\.$")
_TITLED = re.compile(r"([^:：]{2,30}?)\s*[:：]\s*(?=\S)")
_NAMES = re.compile(rf"{_NAME}(?:,? {_NAME}){{0,11}}")


def find_title(page: Page, roles: Roles) -> Roles:
    """Mark the title, its further copies, and the site's lines that stand above it."""
    candidates = _title_candidates(page, roles)
    chosen = _chosen(page, roles, candidates)
    if chosen is None:
        above = [index for index in candidates if _is_alone_a_site_line(page, page.blocks[index])]
        return give(roles, {i: Role(kind="dropped", text=page.blocks[i].block.text) for i in above if _cites(roles)})
    title = page.blocks[chosen]
    label = _label_end(page, title)
    words = part(title.block.text, label) if label else title.block.text
    found = {
        chosen: Role(kind="title", label=part(title.block.text, 0, label) if label else "", text=words),
    }
    keys = (title.key, key(title.plain[label:]))
    for index in candidates:
        if index < chosen:
            found[index] = Role(kind="dropped", text=page.blocks[index].block.text)
    for index, (seen, function) in enumerate(zip(page.blocks, functions(roles), strict=True)):
        if index > chosen and function != "keywords" and seen.key in keys and not seen.is_item:
            found[index] = Role(kind="dropped", text=seen.block.text)
    return give(roles, found)


def _label_end(page: Page, seen: Seen) -> int:
    """Return where a title begins behind its label ("Title: ..."), 0 where it has none."""
    match = _TITLED.match(seen.plain)
    return match.end() if match and key(match[1]) in page.table.labels.title else 0


def _cites(roles: Roles) -> bool:
    return any(role is not None and role.kind == "citation" for role in roles)


def _title_candidates(page: Page, roles: Roles) -> list[int]:
    """Return the short lines above the reference, the first heading, list or running text."""
    found = []
    for index, (seen, role) in enumerate(zip(page.blocks, roles, strict=True)):
        if role is not None:
            if role.kind in ("dropped", "credit", "byline"):
                continue
            break
        if seen.is_prose and not _is_twice(page, index):
            break
        if seen.block.kind in SET_APART:
            continue
        if seen.is_item or seen.words > _LONGEST_TITLE or references.is_reference(page, seen):
            break
        if not seen.key or references.is_address(seen):
            continue
        if not is_byline(page, seen) or _is_twice(page, index):
            found.append(index)
    return found


def _is_twice(page: Page, index: int) -> bool:
    """Return whether the line stands again among the next few."""
    seen = page.blocks[index]
    near = page.blocks[index + 1 : index + 5]
    return seen.words <= _LONGEST_TITLE and any(seen.key == other.key for other in near)


def _chosen(page: Page, roles: Roles, candidates: list[int]) -> int | None:
    if not candidates:
        return None
    named = key(page.document.metadata.title or "")
    surest: tuple[Callable[[int], bool], ...] = (
        lambda index: bool(named) and page.blocks[index].key == named,
        lambda index: _label_end(page, page.blocks[index]) > 0,
        lambda index: _is_twice(page, index),
        lambda index: page.blocks[index].block.kind == "heading",
    )
    for is_title in surest:
        sure = next(filter(is_title, candidates), None)
        if sure is not None:
            return sure
    first, *rest = candidates
    cites = _cites(roles)
    while rest and _is_site_line(page, page.blocks[first], page.blocks[rest[0]], cites=cites):
        first, *rest = rest
    seen = page.blocks[first]
    if seen.ends_a_sentence and seen.plain.endswith(".") and not _stands_apart(page, roles, first):
        return None
    return None if cites and _is_alone_a_site_line(page, seen) else first


def _is_alone_a_site_line(page: Page, seen: Seen) -> bool:
    """Return whether the only line above a digest is the site's name or its motto: the title was lost."""
    named = seen.words <= 4 and _has_a_sites_name(page, seen)
    return seen.block.kind != "heading" and (named or _MOTTO.search(seen.plain) is not None)


def _has_a_sites_name(page: Page, seen: Seen) -> bool:
    """Return whether a line ends, or in some languages begins, as the names of sites do: "... Digest", "Revue ..."."""
    words = seen.key.split(" ")
    return words[-1] in page.table.furniture.site_names or words[0] in page.table.furniture.site_names_first


def _is_site_line(page: Page, seen: Seen, below: Seen, *, cites: bool) -> bool:
    """Return whether a line above another short line is the site's name or its motto.

    A few words above more words are a site's name over a digest; elsewhere they may be a title with
    its subtitle.
    """
    if not below.block.gap and page.document.source.format == "txt":
        return False
    if _MOTTO.search(seen.plain) or (seen.plain.endswith(".") and not below.plain.endswith(".")):
        return True
    if seen.words <= 5 and _has_a_sites_name(page, seen):
        return True
    short = cites and seen.words <= 4 and not seen.plain.endswith((":", "?", "؟"))
    return short and below.words > seen.words and not _is_names(below)


def _stands_apart(page: Page, roles: Roles, index: int) -> bool:
    """Return whether a line that could be a sentence stands where only a title does."""
    after = next((i for i in range(index + 1, len(roles)) if not is_dropped(roles[i])), None)
    return after is not None and (roles[after] is not None or page.blocks[after].block.gap > 0)


def find_byline(page: Page, roles: Roles) -> Roles:
    """Mark the lines before the text that say who, when and in which issue, and initials on their own line."""
    found = {}
    in_front = True
    for index, (seen, role) in enumerate(zip(page.blocks, roles, strict=True)):
        if role is not None:
            in_front = in_front and role.kind not in ("heading", "section", "run_in")
            continue
        if seen.is_item:
            in_front = False
        elif (in_front and (is_byline(page, seen) or _hangs_on_title(page, roles, index))) or _INITIALS.fullmatch(
            seen.plain
        ):
            found[index] = Role(kind="byline", text=seen.block.text)
        elif seen.is_prose:
            in_front = False
    return give(roles, found)


def _hangs_on_title(page: Page, roles: Roles, index: int) -> bool:
    """Return whether a block is names on the line directly under the title."""
    above = roles[index - 1] if index else None
    seen = page.blocks[index]
    return above is not None and above.kind == "title" and not seen.block.gap and _is_names(seen)


def _is_names(seen: Seen) -> bool:
    """Return whether a line could be one to three people's names: few words, all with capitals.

    A script without capitals does not tell.
    """
    return 2 <= seen.words <= 9 and seen.plain != seen.plain.lower() and _NAMES.fullmatch(seen.unmarked) is not None


def is_byline(page: Page, seen: Seen) -> bool:
    """Return whether a line says who wrote the article, when, or in which issue it stands."""
    if seen.words > _LONGEST_BYLINE or seen.is_item:
        return False
    text = seen.unmarked.rstrip(" .")
    return _is_byline_text(page, text) or _is_byline_in_parts(page, text)


def _is_byline_in_parts(page: Page, text: str) -> bool:
    """Return whether a line names who, when and how long, with dots or bars between: "By NAME · DATE · 6 min read".

    A name by itself does not tell, nor does a date behind words; so one part is said to be a writer's, or
    there is a date and whatever else stands in the line is names.  Behind "by" a comma or dash parts the two.
    """
    parts = [part.strip(" .") for part in _BETWEEN.split(text) if part.strip(" .")]
    told = [_is_byline_text(page, part) for part in parts]
    if (
        len(parts) > 1
        and any(told)
        and all(is_told or _NAMES.fullmatch(part) for part, is_told in zip(parts, told, strict=True))
    ):
        return True
    writer, *rest = (part.strip() for part in _BEHIND_NAMES.split(text, maxsplit=1))
    return bool(rest) and _has_by(page, writer) and (_is_date(page, rest[0].casefold()) or _is_numeric(rest[0]))


def _is_numeric(text: str) -> bool:
    return _NUMERIC_DATE.fullmatch(text) is not None


def _has_by(page: Page, text: str) -> bool:
    """Return whether a text is "by" with names."""
    start = next((start for start in page.table.byline.by if text.casefold().startswith(start)), None)
    return start is not None and _NAMES.fullmatch(text[len(start) :]) is not None


def _is_byline_text(page: Page, text: str) -> bool:
    words = page.table.byline
    if _NUMERIC_DATE.fullmatch(text) or any(pattern(line).fullmatch(text) for line in words.lines):
        return True
    return _has_by(page, text) or _is_date(page, text.casefold())


def _is_date(page: Page, text: str) -> bool:
    """Return whether a line is a date in words: a month, a year, and nothing that dates do not have.

    The month may stand twice: Arabic papers give its Syrian and its Egyptian name.
    """
    parts = re.findall(r"\w+", text)
    if not parts or len(parts) > 10:
        return False
    words = page.table.byline
    numbers = [part for part in parts if part[0].isdigit()]
    others = [part for part in parts if not part[0].isdigit()]
    months = [part for part in others if part in words.months]
    return len(months) in (1, 2) and bool(numbers) and all(part in words.months + words.date_words for part in others)


#: Initials of the digest's author behind the last sentence: "... [AB]".
_CLOSING = re.compile(rf"(?P<stop>[.!?؟”\"’»)]?)\s*(?P<initials>{_SIGNED})$")


def closing_initials(plain: str, *, last: bool) -> int | None:
    """Return where the initials at the end of a paragraph begin, or None.

    last: whether the paragraph is the last of its part; elsewhere the initials stand behind a full stop,
    for a sentence may end in an abbreviation in brackets.
    """
    match = _CLOSING.search(plain[-40:])
    if match is None or not (last or match["stop"]):
        return None
    return len(plain) - len(plain[-40:]) + match.start("initials")
