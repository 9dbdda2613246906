"""Plain text to inline CommonMark and back.

The strings of an `Article` are inline Markdown.  `escape` makes such a string from what a plain-text
file says, with a backslash only where CommonMark would otherwise read a mark; `plain` takes all
marks away again, for matching, counting and file names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ACTIVE = re.compile(r"[\\`*_\[<&!]")

#: A mark that is literal.  Where all marks are, no parser is needed, whose time grows with their square.
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")

#: More marks than this in one paragraph are not prose: they are escaped without looking, because
#: finding out which of them act takes time that grows with their square.
_MANY = 200

#: One class of marks after the other, in the order in which CommonMark lets them bind.
_CLASSES: tuple[re.Pattern[str], ...] = (
    re.compile(r"\\(?=[!-/:-@\[-`{-~])"),
    re.compile(r"&(?=#?\w+;)"),
    re.compile(r"`"),
    re.compile(r"<(?=[A-Za-z/!?])"),
    re.compile(r"\[(?=[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]\()"),
    re.compile(r"(?<!\s)\*|\*(?!\s)"),
    re.compile(r"(?<![^\W_])_|_(?![^\W_])"),
)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


def tokens(markdown: str) -> list[Token]:
    """Return the inline tokens of one run of CommonMark."""
    parsed = _parser().parseInline(markdown)
    return list(parsed[0].children or ()) if parsed else []


def _text(children: list[Token]) -> str:
    parts: list[str] = []
    for token in children:
        if token.type in ("text", "code_inline", "html_inline", "text_special"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_text(token.children or []))
    return "".join(parts)


def plain(markdown: str) -> str:
    """Return the text of inline Markdown without its marks."""
    if not _ACTIVE.search(markdown):
        return markdown
    if "\n" not in markdown and not _ACTIVE.search(_ESCAPED.sub("", markdown)):
        return _ESCAPED.sub(lambda match: match.group()[1], markdown)
    return _text(tokens(markdown))


def _reads_as_itself(markdown: str, text: str) -> bool:
    children = tokens(markdown)
    return all(token.type in ("text", "text_special") for token in children) and _text(children) == text


def escape(text: str) -> str:
    r"""Return inline CommonMark that reads as `text`, literally.

    >>> escape("2 * 3 = 6, snake_case, [1]")
    '2 * 3 = 6, snake_case, [1]'
    >>> escape("*not emphasis*")
    '\\*not emphasis\\*'
    """
    few = len(_ACTIVE.findall(text)) <= _MANY
    if not _ACTIVE.search(text) or (few and _reads_as_itself(text, text)):
        return text
    escaped = text
    for pattern in _CLASSES if few else ():
        escaped = pattern.sub(lambda match: "\\" + match.group(), escaped)
        if _reads_as_itself(escaped, text):
            return escaped
    return re.sub(r"([\\`*_\[\]<>&!])", r"\\\1", text)
