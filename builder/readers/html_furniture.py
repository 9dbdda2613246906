"""Which parts of a web page belong to the site: by element, by role, by the names that sites give them.

A page is a frame around an article.  Where the page says which element is the article (`article`,
`main`, `itemprop="articleBody"`), what stands outside it is furniture; inside it, and on pages that say
nothing, an element is furniture by what it is or is called.  An element that holds most of the page's
running text is never furniture, whatever it is called: `class="has-sidebar"` stands on the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from builder.readers.blocks import Draft

#: Elements and ARIA roles (WAI-ARIA 1.2, landmarks and widgets) that hold no article.
_ELEMENTS = {
    "nav": "navigation",
    "aside": "a side column",
    "footer": "a footer",
    "form": "a form",
    "dialog": "a dialog",
    "button": "a button",
    "menu": "a menu",
}
_ROLES = {
    "navigation": "navigation",
    "banner": "the site's head",
    "contentinfo": "a footer",
    "search": "a search form",
    "complementary": "a side column",
    "dialog": "a dialog",
    "alertdialog": "a dialog",
    "menu": "a menu",
    "menubar": "a menu",
    "toolbar": "a toolbar",
    "tablist": "a row of tabs",
}

#: What sites call such parts, by the words of their classes and ids.
_NAMES: tuple[tuple[str, str], ...] = (
    ("a cookie banner", "cookies? consent gdpr ccpa onetrust cookiebot cmp"),
    ("share buttons", "share sharing shares sharedaddy addtoany addthis social socials sociable tweet follow"),
    ("other articles", "related recommended recommendations more-posts read-next up-next outbrain jp-relatedposts"),
    ("a newsletter form", "newsletter subscribe subscription signup sign-up mailchimp mc4wp optin donate donation"),
    ("comments", "comments? commentlist comment-list respond disqus"),
    ("a side column", "sidebars? widgets? widget-area rail"),
    (
        "navigation",
        "breadcrumbs? pagination pager page-links nav navbar navigation menus? submenu topbar skip skip-link",
    ),
    ("navigation", "post-navigation nav-links toc table-of-contents"),
    ("the site's frame", "footer colophon site-info masthead site-header site-branding branding logo"),
    ("an advertisement", "promos? adverts? advertisement ads? adsbygoogle sponsored sponsor banner popup modal cta"),
    ("a toolbar", "toolbar print printfriendly font-size fontsize text-size textsize audio-player"),
)
_NAMED = tuple(
    (re.compile(rf"(?:^|[\s_-])(?:{'|'.join(names.split())})(?=$|[\s_-])", re.IGNORECASE), reason)
    for reason, names in _NAMES
)
#: Class names that hold such a word and mean the article: "entry-content", "post", "no-sidebar".
_KEPT = re.compile(
    r"(?:^|[\s_-])(?:entry-content|post-content|article-content|article-body|articlebody|story-body|post-body|"
    r"(?:no|has|with|without)-?(?:right-|left-)?(?:sidebar|comments|nav|banner|menu)[a-z-]*)(?=$|[\s_-])",
    re.IGNORECASE,
)
_BODY_NAMES = re.compile(
    r"(?:^|[\s_-])(?:entry-content|post-content|article-content|article-body|articlebody|story-body|post-body|"
    r"node-content|page-content|content-body|td-post-content|single-content)(?=$|[\s_-])",
    re.IGNORECASE,
)

#: Elements whose contents nobody reads on the page.
UNSEEN = frozenset(
    "script style noscript template svg iframe object embed canvas audio video map area head math select datalist "
    "progress meter".split()
)

#: Parts that hold no running text: a box of that name with sentences in it is something else.
_WITHOUT_PROSE = ("share buttons", "a toolbar", "the site's frame", "the site's head")
_PROSE = 60
#: An element with more than this part of the page's running text is not furniture.
_MOST = 0.5
#: An `article` or `main` counts as the article with more than this part of it.
_ENOUGH = 0.4
#: Fewer linked lines above the text than this are no menu.
_SMALLEST_MENU = 3


class Placed(NamedTuple):
    """A block with where it stands: before, in or after the element that is the article, and whether it is all link."""

    draft: Draft
    zone: str
    linked: bool


def is_hidden(element: HtmlElement) -> bool:
    """Return whether a browser shows nothing of an element."""
    if element.get("hidden") is not None:
        return True
    style = re.sub(r"\s+", "", (element.get("style") or "").lower())
    return "display:none" in style or "visibility:hidden" in style


def prose_length(element: HtmlElement) -> int:
    """Return the characters of running text under an element: long paragraphs and items, without links."""
    total = 0
    for part in element.iter("p", "li", "blockquote", "dd", "td", "div", "pre"):
        own = len(" ".join(_own_text(part).split()))
        total += own if own > 40 else 0
    return total


def _own_text(element: HtmlElement) -> str:
    """Return the text of an element without that of the blocks and links in it."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag in _INLINE:
            pieces.append("".join(child.itertext()))
        pieces.append(child.tail or "")
    return "".join(pieces)


_INLINE = frozenset("em strong b i u span sup sub code q cite small mark abbr time font s del ins kbd var".split())


def article_of(body: HtmlElement) -> HtmlElement | None:
    """Return the element that the page says is the article, or None where it says nothing sure."""
    whole = prose_length(body)
    if not whole:
        return None
    found: HtmlElement | None = None
    for candidate in _candidates(body):
        if prose_length(candidate) > _ENOUGH * whole and not _in_furniture(candidate):
            found = candidate
            break
    return found


def _candidates(body: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that may be the article, the surest kind first, inner ones before outer ones."""
    yield from body.xpath(".//*[contains(@itemprop, 'articleBody')]")
    articles = body.xpath(".//article[not(ancestor::article)] | .//*[@role='article']")
    yield from sorted(articles, key=prose_length, reverse=True)
    yield from (element for element in body.iter("div", "section") if _BODY_NAMES.search(_names(element)))
    yield from body.xpath(".//main | .//*[@role='main']")


def _in_furniture(element: HtmlElement) -> bool:
    return any(ancestor.tag in ("nav", "aside", "footer", "form") for ancestor in element.iterancestors())


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def furniture_of(element: HtmlElement, whole: int) -> str | None:
    """Return why an element is furniture, going by itself alone, or None; `whole` is the page's `prose_length`."""
    reason = _reason(element)
    if reason is None or element.tag in ("html", "body", "main"):
        return None
    prose = prose_length(element)
    if reason in _WITHOUT_PROSE and prose > _PROSE:
        return None
    return None if whole and prose > _MOST * whole else reason


def _reason(element: HtmlElement) -> str | None:
    tag = str(element.tag)
    if tag == "footer" and _in_quotation(element):
        return None
    if tag in _ELEMENTS:
        return _ELEMENTS[tag]
    role = (element.get("role") or "").strip().lower()
    if role in _ROLES:
        return _ROLES[role]
    if tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "i"):
        return None  # what a paragraph is called says how it looks
    names = _names(element)
    if not names or _KEPT.search(names):
        return None
    return next((reason for pattern, reason in _NAMED if pattern.search(names)), None)


def _in_quotation(element: HtmlElement) -> bool:
    return any(ancestor.tag == "blockquote" for ancestor in element.iterancestors())


def framed(placed: Sequence[Placed], *, known: bool) -> Iterator[Draft]:
    """Yield the blocks of a page, those that stand outside the article marked.

    known: whether the page says which element is the article.  A title above it and what stands between
    the two belong to it.  On other pages, linked entries above the first heading or running text are
    the site's menu.
    """
    start = _front(placed) if known else _menu(placed)
    for number, (draft, zone, _) in enumerate(placed):
        outside = zone == "after" or (zone == "before" and number < start) if known else number < start
        reason = ("outside the article" if known else "navigation") if outside else None
        yield draft._replace(furniture=draft.furniture or reason)


def _front(placed: Sequence[Placed]) -> int:
    """Return where the article begins: at a title above it, where it holds none itself."""
    if any(zone == "in" and draft.kind == "heading" and draft.level == 1 for draft, zone, _ in placed):
        return len(placed)
    titles = [
        number
        for number, (draft, zone, _) in enumerate(placed)
        if zone == "before" and draft.kind == "heading" and draft.furniture is None
    ]
    first = [number for number in titles if placed[number].draft.level == 1]
    return (first or titles or [len(placed)])[-1]


def _menu(placed: Sequence[Placed]) -> int:
    """Return where the entries of a menu at the top of the page end."""
    for number, (draft, _, linked) in enumerate(placed):
        if draft.furniture is None and not linked:
            return number if number >= _SMALLEST_MENU else 0
    return 0
