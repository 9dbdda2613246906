"""Untrusted inline Markdown as HTML: text, emphasis, code and safe links, nothing else."""

from __future__ import annotations

from html import escape

from builder.text.addresses import ADDRESS, without_end
from builder.text.inert import inert
from builder.text.inline import tokens

_MARKED = {"em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>", "strong_close": "</strong>"}


def inline_html(markdown: str, *, links: bool = True, addresses: bool = False) -> str:
    """Return untrusted inline Markdown as HTML: text, emphasis, code and, where wanted, safe links.

    addresses: make links of addresses in running text too, as a module's page does.
    """
    parts: list[str] = []
    inside = False
    for token in tokens(inert(markdown)):
        if token.type in _MARKED:
            parts.append(_MARKED[token.type])
        elif token.type == "code_inline":
            parts.append(f"<code>{escape(token.content)}</code>")
        elif token.type == "link_open":
            inside = True
            address = escape(str(token.attrs.get("href", "")))
            parts.append(f'<a href="{address}" rel="noopener">' if links else "")
        elif token.type == "link_close":
            inside = False
            parts.append("</a>" if links else "")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "text" and addresses and not inside:
            parts.append(_with_links(token.content))
        else:
            parts.append(escape(token.content))
    return "".join(parts)


def _with_links(text: str) -> str:
    parts, at = [], 0
    for match in ADDRESS.finditer(text):
        address = escape(without_end(match.group()))
        parts += [escape(text[at : match.start()]), f'<a href="{address}" rel="noopener">{address}</a>']
        at = match.start() + len(without_end(match.group()))
    return "".join([*parts, escape(text[at:])])
