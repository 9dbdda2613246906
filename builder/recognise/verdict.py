"""Whether a page is a digest, another article, or no article at all.

Wrongly refusing an article costs more than importing a list, which a person sees at once; so a page is
refused only where several things agree.
"""

from __future__ import annotations

from itertools import pairwise

from builder.model.article import ArticleKind
from builder.recognise.furniture import is_landing_line, is_teaser_line
from builder.recognise.labels import lead_lines
from builder.recognise.page import Page, Roles, Seen
from builder.recognise.tables import Function


def is_digest(roles: Roles) -> bool:
    """Return whether the page has the parts of a research digest."""
    functions: set[Function] = {role.function for role in roles if role is not None and role.function}
    cites = any(role is not None and role.kind == "citation" for role in roles)
    return (
        cites
        or bool(functions & {"key_insight", "news", "insights"})
        or ("talking_points" in functions and bool(functions & {"questions", "informing_practice"}))
    )


def refusal(page: Page, roles: Roles) -> str | None:
    """Return why the page is no article, or None."""
    told = any(role is not None and role.kind in _TELLING for role in roles)
    if _digests(page, roles) > 1:
        return "there are several articles in one file"
    return None if told else _without_parts(page, roles)


def _without_parts(page: Page, roles: Roles) -> str | None:
    """Return why a page without any part of an article is none."""
    body = [seen for seen, role in zip(page.blocks, roles, strict=True) if role is None or role.kind in _BODY]
    if not body:
        return "nothing is left but site furniture"
    prose = [seen for seen in body if seen.is_prose]
    landing = sum(is_landing_line(page, seen) for seen in page.blocks)
    if landing >= 2 and len(body) <= 2:
        return "this is the landing page of an issue"
    own = [seen for seen in page.blocks if seen.block.furniture is None]
    teasers = sum(is_teaser_line(page, seen) for seen in own)
    if teasers >= 3 and teasers * 5 >= len(own):
        return "this is a list of articles"
    if len(page.blocks) >= 6 and not prose and not any(_is_sentence(seen) for seen in body):
        return "this is a menu or a list: there is no running text"
    if sum(seen.words for seen in body) < _FEWEST:
        return f"there are fewer than {_FEWEST} words of text"
    return None


#: A text shorter than this is a title, a caption or a line pasted by mistake.
_FEWEST = 25
_BODY = ("paragraph", "summary", "practice", "title", "section")
_OPENING: tuple[Function, ...] = ("talking_points", "summary", "key_insight")
_TELLING = ("citation", "definition", "heading", "run_in", "point", "insight", "question")


def _is_sentence(seen: Seen) -> bool:
    return seen.words >= 6 and seen.ends_a_sentence


def _digests(page: Page, roles: Roles) -> int:
    """Return how many lead phrases there are that have talking points or a summary of their own."""
    leads = (*lead_lines(page), len(roles))
    return sum(
        any(role is not None and role.function in _OPENING for role in roles[start:end])
        for start, end in pairwise(leads)
    )


def kind(roles: Roles, reason: str | None) -> ArticleKind:
    """Return what the page is."""
    if reason is not None:
        return "not-an-article"
    return "digest" if is_digest(roles) else "article"
