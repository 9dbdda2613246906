"""Cutting inline Markdown at a place in its text, emphasis and links kept on both sides.

Labels and initials are found in the plain text of a paragraph; what is left of it is cut here.
"""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.token import Token

from builder.text.inline import escape, plain, tokens


class _Run(NamedTuple):
    """A stretch of text under the same marks; `code` stretches are written between backticks."""

    text: str
    marks: tuple[tuple[str, str], ...]
    code: bool


def part(markdown: str, start: int, end: int | None = None) -> str:
    """Return the Markdown of the characters [start, end) of `plain(markdown)`, without blanks around them.

    >>> part("**Key words:** *peace*, war", 11)
    '*peace*, war'
    """
    text = plain(markdown)
    end = len(text) if end is None else end
    wanted = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(wanted)
    if "\\" not in markdown and markdown == text:
        return escape(wanted)
    cut = _rendered([run for run in _sliced(_runs(tokens(markdown)), start, end) if run.text])
    return cut if plain(cut) == wanted else escape(wanted)


def _runs(children: list[Token]) -> list[_Run]:
    runs: list[_Run] = []
    marks: list[tuple[str, str]] = []
    for token in children:
        match token.type:
            case "em_open" | "strong_open":
                marks.append((token.markup, token.markup))
            case "link_open":
                title = str(token.attrs.get("title", "")).replace("\\", "\\\\").replace('"', '\\"')
                quoted = f' "{title}"' if title else ""
                marks.append(("[", f"](<{token.attrs.get('href', '')}>{quoted})"))
            case "em_close" | "strong_close" | "link_close":
                marks.pop()
            case "softbreak" | "hardbreak":
                runs.append(_Run(" ", tuple(marks), code=False))
            case "image":
                runs += [run._replace(marks=(*marks, *run.marks)) for run in _runs(token.children or [])]
            case _:
                runs.append(_Run(token.content, tuple(marks), token.type == "code_inline"))
    return runs


def _sliced(runs: list[_Run], start: int, end: int) -> list[_Run]:
    sliced, offset = [], 0
    for run in runs:
        text = run.text[max(0, start - offset) : max(0, end - offset)]
        sliced.append(run._replace(text=text))
        offset += len(run.text)
    return sliced


def _rendered(runs: list[_Run]) -> str:
    parts: list[str] = []
    open_: list[tuple[str, str]] = []
    for run in (*runs, _Run("", (), code=False)):
        shared = 0
        while shared < min(len(open_), len(run.marks)) and open_[shared] == run.marks[shared]:
            shared += 1
        parts += [close for _, close in reversed(open_[shared:])]
        parts += [start for start, _ in run.marks[shared:]]
        open_ = list(run.marks)
        parts.append(f"`{run.text}`" if run.code else escape(run.text))
    return "".join(parts)
