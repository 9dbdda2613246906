"""A person's Markdown as HTML that does nothing: paragraphs, lists, quotations, code, tables, headings, links.

Every inline run passes `inline_html`, which lets through emphasis, code and safe links; raw HTML appears literally,
directives appear as the code they are written as, comments do not appear at all.
"""

from __future__ import annotations

from html import escape

from markdown_it.token import Token

from builder.text.inline_html import inline_html
from builder.wording import phrase
from builder.writers.blocks import blocks_of, without_comments

_TAGS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "th": "th",
    "td": "td",
    "dl": "dl",
    "dt": "dt",
    "dd": "dd",
}
_DEEPEST = 6


def blocks_html(markdown: str, language: str, level: int) -> str:
    """Return Markdown as HTML; language: of what names a table; level: of its first headings, none is skipped."""
    above: list[int] = []
    parts = []
    for token in blocks_of(without_comments(markdown)):
        name, _, end = token.type.rpartition("_")
        if name == "heading":
            parts.append(_heading(token, above, level))
        elif name == "table":
            parts.append(_table(language) if end == "open" else "</table></div>\n")
        elif name in _TAGS:
            parts.append(_tag(token, name, end))
        else:
            parts.append(_leaf(token))
    return "".join(parts).strip()


def _tag(token: Token, name: str, end: str) -> str:
    if token.hidden:  # a paragraph of a tight list
        return ""
    if end == "close":
        return f"</{_TAGS[name]}>\n"
    first = token.attrs.get("start") if name == "ordered_list" else None
    attributes = f' start="{int(first)}"' if first is not None else ' scope="col"' if name == "th" else ""
    return f"<{_TAGS[name]}{attributes}>{_line(name)}"


def _leaf(token: Token) -> str:
    match token.type:
        case "inline":
            return inline_html(token.content, addresses=True)
        case "fence" | "code_block":
            return f"<pre><code>{escape(token.content)}</code></pre>\n"
        case "html_block":
            return f"<p>{escape(token.content.strip())}</p>\n"
        case "hr":
            return "<hr>\n"
        case _:
            return ""


def _line(name: str) -> str:
    """Return what stands behind an opening tag, so that a page's source can be read."""
    return "" if name in ("paragraph", "list_item", "dt", "dd", "th", "td") else "\n"


def _heading(token: Token, above: list[int], level: int) -> str:
    """Return the tag of a heading under those `above` it, which it joins or takes the place of."""
    if token.type == "heading_open":
        own = int(token.tag[1:])
        while above and above[-1] >= own:
            above.pop()
        above.append(own)
        return f"<h{min(level + len(above) - 1, _DEEPEST)}>"
    return f"</h{min(level + len(above) - 1, _DEEPEST)}>\n"


def _table(language: str) -> str:
    """Return the beginning of a table, which is scrolled by itself where it is wider than the page, also by keys."""
    name = escape(phrase(language, "syllabus_page.table"))
    return f'<div class="builder-scroll" tabindex="0" role="group" aria-label="{name}"><table>\n'
