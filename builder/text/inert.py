"""Untrusted inline Markdown to Markdown in which nothing runs, loads or links to a script.

Articles are untrusted input (promise 6 of the design).  This is the one function that every word of an
article passes on its way into module.md and onto a page: emphasis, code spans and links to http, https
and mailto survive; everything else that MyST, JupyterLab or a browser might act on (directives, roles,
substitutions, attributes, raw HTML, images, footnotes, maths, block marks at the start of a line) is
escaped and appears literally.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from markdown_it.token import Token

from builder.text.inline import tokens

#: A picture that an import has put beside the module.
_OWN_PICTURE = re.compile(r"images/[a-z0-9-]+\.(?:png|jpg|gif|webp)")

_BARE_PIPE, _ESCAPED_PIPE = r"(?<!\\)\|", r"\\|"

_SAFE_SCHEMES = ("http", "https", "mailto")

#: Marks that act inside a line.  `[1]` stays as it is: it is a note's mark, and no reference in an
#: inert text can define it; other brackets, braces, `$`, `<` and backticks never stay bare.
_INLINE = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|[`*{}$<|~^]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|\[|\]")
_NOTE_MARK = re.compile(r"\[(?:\d{1,3}|\*\d{0,3}|[A-Z]{1,4})\](?![(\[{:])")

#: Marks that act at the start of a line: headings, lists, quotations, rules, comments, block breaks,
#: definitions, fences, targets.
_LINE_START = re.compile(r"(?:[#>+\-=%:~|]|\d{1,9}(?=[.)](?:\s|$))|\()")


def _escape_text(text: str) -> str:
    kept = {index for match in _NOTE_MARK.finditer(text) for index in (match.start(), match.end() - 1)}
    return _INLINE.sub(lambda m: m.group() if m.start() in kept else "\\" + m.group(), text)


def _escape_start(line: str) -> str:
    match = _LINE_START.match(line)
    if match is None:
        return line
    if match.group()[0].isdigit():
        return line[: match.end()] + "\\" + line[match.end() :]
    if match.group() == "(" and not re.match(r"\([^()]*\)=", line):
        return line
    return "\\" + line


def _safe_address(address: str) -> str | None:
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return None
    if scheme not in _SAFE_SCHEMES:
        return None
    return quote(address, safe="%/:?#@!$&+,;=~-._")


def _code(content: str) -> str:
    runs = [len(run) for run in re.findall(r"`+", content)]
    fence = "`" * (max(runs, default=0) + 1)
    pad = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{fence}{pad}{content}{pad}{fence}"


def _render(children: list[Token]) -> str:
    parts: list[str] = []
    links: list[str | None] = []
    for token in children:
        match token.type:
            case "text" | "text_special" | "html_inline":
                parts.append(_escape_text(token.content))
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "em_open" | "em_close":
                parts.append("*")
            case "strong_open" | "strong_close":
                parts.append("**")
            case "code_inline":
                parts.append(_code(token.content))
            case "image":
                shown, source = _render(token.children or []), str(token.attrs.get("src", ""))
                parts.append(f"![{shown}]({source})" if _OWN_PICTURE.fullmatch(source) else shown)
            case "link_open":
                links.append(_safe_address(str(token.attrs.get("href", ""))))
                parts.append("[" if links[-1] else "")
            case "link_close":
                address = links.pop()
                parts.append(f"](<{address}>)" if address else "")
            case _:
                parts.append(_escape_text(token.content))
    return "".join(parts)


def inert_block(markdown: str) -> str:
    """Return MyST Markdown that shows a string of an article and does nothing: a line, or a table's rows."""
    rows = markdown.split("\n")
    if len(rows) < 2 or not re.fullmatch(r"\|(?: --- \|)+", rows[1]):
        return inert(markdown)
    cells = [re.split(r"(?<!\\)\|", row.strip()[1:-1]) for row in rows]
    lines = [f"| {' | '.join(re.sub(_BARE_PIPE, _ESCAPED_PIPE, inert(cell)) for cell in row)} |" for row in cells]
    return "\n".join([lines[0], rows[1], *lines[2:]])


def inert(markdown: str) -> str:
    r"""Return one line of MyST Markdown that shows `markdown` and does nothing.

    >>> inert("{{ 1+1 }} <script>x</script> from $75 to $100")
    '\\{\\{ 1+1 \\}\\} \\<script>x\\</script> from \\$75 to \\$100'
    """
    line = " ".join(_render(tokens(" ".join(markdown.split()))).split())
    return _escape_start(line)
