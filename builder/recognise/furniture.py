"""What belongs to the site and not to the article: menus, share lines, download lines, image files."""

from __future__ import annotations

import re

from builder.recognise.page import SET_APART, Page, Role, Roles, Seen, give

#: Longer than this and a line is a sentence of the article, however it begins: a site's own sentences,
#: the names of neighbouring articles, calls to click and share.
_LONGEST, _LONGEST_NAME, _LONGEST_CALL = 40, 30, 12
_NEAR = 6

#: "HOME | NEWS | SPORT": three or more entries of at most three words; the first, a site's name, may have six.
_ENTRY = r"[^\W\d_][\w&'’-]*(?: [\w&'’-]+){0,2}"
_NAME = r"[^\W\d_][\w&'’-]*(?: [\w&'’-]+){0,5}"
_MENU = re.compile(rf"{_NAME} ?[|·•/›»] ?(?:{_ENTRY} ?[|·•/›»] ?)+{_ENTRY} ?[|·•/›»]?")


def find_furniture(page: Page, roles: Roles) -> Roles:
    """Mark the blocks that the reader or the language's table knows for site furniture."""
    words = page.table.furniture
    kept = [index for index, seen in enumerate(page.blocks) if seen.block.furniture is None]
    ends = {*kept[:_NEAR], *kept[-_NEAR:]}
    found = {}
    for index, seen in enumerate(page.blocks):
        near = index in ends
        known = (
            seen.key in words.exact
            or (not seen.key and not seen.plain.strip())
            or (_begins(seen, words.starts + words.landing, _LONGEST) and not seen.is_item)
            or (_begins(seen, words.short_starts, _LONGEST_CALL) and not seen.is_item)
            or (near and _begins(seen, words.near_the_ends, _LONGEST_NAME) and not seen.plain.endswith("."))
            or seen.key in words.teasers
            or (near and _MENU.fullmatch(seen.plain) is not None)
        )
        if seen.block.furniture is not None or (known and seen.block.kind not in SET_APART):
            found[index] = Role(kind="dropped", text=seen.block.text)
    return give(roles, found)


def find_images(page: Page, roles: Roles) -> Roles:
    """Mark the names of image files, with the caption and credit lines that hang on them."""
    name = re.compile(rf"\S[^/\\]*\.(?:{'|'.join(page.table.furniture.image_files)})", re.IGNORECASE)
    found = {}
    hangs = False
    for index, seen in enumerate(page.blocks):
        if name.fullmatch(seen.plain) and seen.words <= 12 and seen.block.kind not in SET_APART:
            found[index] = Role(kind="dropped", text=seen.block.text)
            hangs = True
        elif hangs and _hangs_on(page, seen):
            found[index] = Role(kind="dropped", text=seen.block.text)
        else:
            hangs = False
    return give(roles, found)


def _hangs_on(page: Page, seen: Seen) -> bool:
    """Return whether a line stands directly under another, and is neither running text nor a known heading."""
    alone = seen.block.gap > 0 or seen.block.kind != "paragraph" or seen.is_prose
    return not alone and page.table.function(seen.key) is None


def find_captions(page: Page, roles: Roles) -> Roles:
    """Mark what stands under a picture and is no credit."""
    return give(
        roles,
        {
            index: Role(kind="dropped", text=seen.block.text)
            for index, seen in enumerate(page.blocks)
            if seen.block.kind == "caption"
        },
    )


def find_related(page: Page, roles: Roles) -> Roles:
    """Mark a list of other articles at the end of the page: its heading, and short lines and nothing else."""
    words = page.table.furniture
    found: dict[int, Role] = {}
    for index in range(len(roles) - 1, -1, -1):
        seen, role = page.blocks[index], roles[index]
        if seen.key in words.related and (role is None or role.kind == "dropped"):
            return give(roles, {**found, index: Role(kind="dropped", text=seen.block.text)})
        if seen.is_prose or seen.words > _LONGEST_NAME or (role is not None and role.kind != "dropped"):
            break
        found[index] = Role(kind="dropped", text=seen.block.text)
    return roles


def is_landing_line(page: Page, seen: Seen) -> bool:
    """Return whether a line stands on pages that lead to articles and not in articles."""
    folded = seen.folded
    return any(start in folded for start in page.table.furniture.landing) and seen.words <= _LONGEST


def is_teaser_line(page: Page, seen: Seen) -> bool:
    """Return whether a line leads from a list of articles to one of them."""
    return seen.folded.endswith(page.table.furniture.teasers) and seen.words <= _LONGEST


def _begins(seen: Seen, starts: tuple[str, ...], longest: int) -> bool:
    return seen.folded.startswith(starts) and seen.words <= longest
