"""Runs: stretches of text under the same marks, between a format's own markup and inline Markdown.

Readers of HTML, Markdown and DOCX give runs, and one function writes them, so that the same words under
the same marks are the same string whatever file they came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from builder.text.inline import escape, plain, tokens

#: A mark: how it opens and how it closes.
Mark = tuple[str, str]

EMPHASIS: Mark = ("*", "*")
STRONG: Mark = ("**", "**")


#: A paragraph with more changes of marks than this is not prose, and its time would grow with their square.
_MANY = 200


class Run(NamedTuple):
    """A stretch of text under the same marks, the outer mark first; `code` is written between backticks."""

    text: str
    marks: tuple[Mark, ...] = ()
    code: bool = False


def link(address: str, title: str = "") -> Mark:
    """Return the mark of a link."""
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    safe = address.replace("<", "%3C").replace(">", "%3E").replace("\n", "").replace("\\", "%5C")
    return ("[", f'](<{safe}> "{quoted}")' if quoted else f"](<{safe}>)")


def markdown(runs: Iterable[Run]) -> str:
    """Return the inline Markdown of runs on one line: blanks single, none at the ends, none just inside a mark.

    Marks that Markdown cannot show where they stand (an emphasised half of a word) are left out: the
    words count.

    >>> markdown([Run("a "), Run("very ", (STRONG,)), Run("old bridge")])
    'a **very** old bridge'
    """
    tidy = _tidy([run._replace(marks=_in_order(run.marks)) if len(run.marks) > 1 else run for run in runs])
    text = "".join(run.text for run in tidy)
    if len(tidy) > _MANY or not any(run.marks or run.code for run in tidy):
        return escape(text)
    written = rendered(tidy)
    if plain(written) == text:
        return written
    only_links = [run._replace(marks=tuple(mark for mark in run.marks if mark[0] == "["), code=False) for run in tidy]
    if not any(run.marks for run in only_links):
        return escape(text)
    written = rendered(only_links)
    return written if plain(written) == text else escape(text)


def _in_order(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return each mark once, links outermost, then strong: formats nest the same marks in their own order."""
    known = {"[": 0, "**": 1, "*": 2}
    return tuple(sorted(dict.fromkeys(marks), key=lambda mark: known.get(mark[0], 3)))


def _tidy(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with single blanks, and each blank at the edge of marked words outside the marks."""
    spaced: list[Run] = []
    for run in runs:
        words = " ".join(run.text.split())
        if not words:
            spaced.append(Run(" " * bool(run.text)))
            continue
        before, after = run.text[:1].isspace(), run.text[-1:].isspace()
        spaced += [Run(" " * before), Run(words, run.marks, run.code), Run(" " * after)]
    merged: list[Run] = []
    for run in (_unmarked(run) for run in spaced):
        if not run.text:
            continue
        if run.text == " " and (not merged or merged[-1].text.endswith(" ")):
            continue
        if merged and merged[-1].marks == run.marks and merged[-1].code == run.code:
            merged[-1] = merged[-1]._replace(text=merged[-1].text + run.text)
        else:
            merged.append(run)
    while merged and not merged[-1].text.strip():
        merged.pop()
    if merged:
        merged[-1] = merged[-1]._replace(text=merged[-1].text.rstrip())
    return _bridged(merged)


def _unmarked(run: Run) -> Run:
    """Return a run of punctuation without emphasis: nobody sees it, and Markdown can rarely write it."""
    if not run.marks or any(character.isalnum() for character in run.text):
        return run
    return run._replace(marks=tuple(mark for mark in run.marks if mark[0] == "["))


def _bridged(runs: list[Run]) -> list[Run]:
    """Return the runs with a lone blank between two runs under shared marks put under those marks."""
    for number in range(1, len(runs) - 1):
        before, blank, after = runs[number - 1 : number + 2]
        if blank.text == " " and not blank.marks:
            shared = 0
            while shared < min(len(before.marks), len(after.marks)) and before.marks[shared] == after.marks[shared]:
                shared += 1
            runs[number] = blank._replace(marks=before.marks[:shared])
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].marks == run.marks and joined[-1].code == run.code:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def runs_of(inline: str) -> list[Run]:
    """Return the runs of inline Markdown; an image is its alternative text, a line break a blank."""
    return _runs(tokens(inline))


def _runs(children: list[Token]) -> list[Run]:
    runs: list[Run] = []
    marks: list[Mark] = []
    for token in children:
        match token.type:
            case "em_open":
                marks.append(EMPHASIS)
            case "strong_open":
                marks.append(STRONG)
            case "link_open":
                marks.append(link(str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))))
            case "em_close" | "strong_close" | "link_close":
                marks.pop()
            case "softbreak" | "hardbreak":
                runs.append(Run(" ", tuple(marks)))
            case "image":
                runs += [run._replace(marks=(*marks, *run.marks)) for run in _runs(token.children or [])]
            case _:
                runs.append(Run(token.content, tuple(marks), token.type == "code_inline"))
    return runs


def sliced(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """Return the runs of the characters [start, end)."""
    found, offset = [], 0
    for run in runs:
        text = run.text[max(0, start - offset) : max(0, end - offset)]
        found.append(run._replace(text=text))
        offset += len(run.text)
    return [run for run in found if run.text]


def rendered(runs: Sequence[Run]) -> str:
    """Return runs as inline Markdown, marks opened and closed where they change."""
    parts: list[str] = []
    open_: list[Mark] = []
    for run in (*runs, Run("")):
        shared = 0
        while shared < min(len(open_), len(run.marks)) and open_[shared] == run.marks[shared]:
            shared += 1
        parts += [close for _, close in reversed(open_[shared:])]
        parts += [start for start, _ in run.marks[shared:]]
        open_ = list(run.marks)
        parts.append(_code(run.text) if run.code else escape(run.text))
    return "".join(parts)


def _code(text: str) -> str:
    longest, current = 0, 0
    for character in text:
        current = current + 1 if character == "`" else 0
        longest = max(longest, current)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
