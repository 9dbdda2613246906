"""Untrusted inline Markdown as HTML: text, emphasis, code and safe links, nothing else."""

from __future__ import annotations

from html import escape

from builder.text.inert import inert
from builder.text.inline import tokens

_MARKED = {"em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>", "strong_close": "</strong>"}


def inline_html(markdown: str, *, links: bool = True) -> str:
    """Return untrusted inline Markdown as HTML: text, emphasis, code and, where wanted, safe links."""
    parts: list[str] = []
    for token in tokens(inert(markdown)):
        if token.type in _MARKED:
            parts.append(_MARKED[token.type])
        elif token.type == "code_inline":
            parts.append(f"<code>{escape(token.content)}</code>")
        elif token.type == "link_open":
            address = escape(str(token.attrs.get("href", "")))
            parts.append(f'<a href="{address}" rel="noopener">' if links else "")
        elif token.type == "link_close":
            parts.append("</a>" if links else "")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(escape(token.content))
    return "".join(parts)
