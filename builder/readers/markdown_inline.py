"""The inside of a paragraph of Markdown -> runs, and the lines that it was written on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from markdown_it.token import Token

from builder.readers.decode import cleaned
from builder.text.runs import EMPHASIS, STRONG, Mark, Run, link

#: The end of a line that is only the editor's, and of one that the author ended.
SOFT, HARD = Run("\n"), Run("\n\n")

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_ALTERNATIVE = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_MARKS: dict[str, Mark] = {"em": EMPHASIS, "i": EMPHASIS, "cite": EMPHASIS, "strong": STRONG, "b": STRONG}


class Line(NamedTuple):
    """A line of a paragraph, and whether the author ended the line before it."""

    runs: tuple[Run, ...]
    apart: bool = False

    @property
    def text(self) -> str:
        """Return the words of the line."""
        return "".join(run.text for run in self.runs).strip()


def runs_of(children: Sequence[Token], marks_of_notes: Mapping[int, str]) -> list[Run]:
    """Return the runs of inline tokens; a reference to a note is its mark, an image its alternative text."""
    runs: list[Run] = []
    marks: list[Mark] = []
    for token in children:
        match token.type:
            case "em_open" | "strong_open":
                marks.append(_MARKS[token.tag])
            case "em_close" | "strong_close":
                _close(marks, _MARKS[token.tag])
            case "link_open":
                marks.append(_link(token))
            case "link_close":
                _close_link(marks)
            case "softbreak" | "hardbreak":
                runs.append(HARD if token.type == "hardbreak" else SOFT)
            case "html_inline":
                _tag(token.content, runs, marks)
            case "footnote_ref":
                runs.append(Run(marks_of_notes.get(token.meta["id"], ""), tuple(marks)))
            case "image":
                inside = (SOFT if run in (SOFT, HARD) else run for run in runs_of(token.children or [], marks_of_notes))
                runs += [run._replace(marks=(*marks, *run.marks)) for run in inside]
            case _:
                runs.append(_said(token.content, marks, code=token.type == "code_inline"))
    return [run._replace(marks=tuple(mark for mark in run.marks if mark != _NOWHERE)) for run in runs]


#: The mark of a link that leads nowhere outside the file it was written in.
_NOWHERE: Mark = ("[", "")


def _said(text: str, marks: Sequence[Mark], *, code: bool = False) -> Run:
    return Run(re.sub(r"\s+", " ", cleaned(text)), tuple(marks), code)


def _link(token: Token) -> Mark:
    address = str(token.attrs.get("href", ""))
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https", "mailto"):
        return _NOWHERE
    return link(re.sub(r"\s", "%20", address))


def _close(marks: list[Mark], mark: Mark) -> None:
    """Take a mark away where it was opened last: tags and marks may overlap."""
    for at in range(len(marks) - 1, -1, -1):
        if marks[at] == mark:
            del marks[at]
            return


def _close_link(marks: list[Mark]) -> None:
    links = [mark for mark in marks if mark[0] == "["]
    if links:
        _close(marks, links[-1])


def _tag(tag: str, runs: list[Run], marks: list[Mark]) -> None:
    """Read a tag between words: emphasis and line breaks; of others nothing is seen."""
    found = _TAG.match(tag)
    name = found[2].lower() if found else ""
    if name == "br":
        runs.append(HARD)
    elif name == "img":
        alternative = _ALTERNATIVE.search(tag)
        if alternative:
            runs.append(_said(alternative[1] or alternative[2] or "", marks))
    elif found and name in _MARKS:
        if found[1]:
            _close(marks, _MARKS[name])
        elif not tag.endswith("/>"):
            marks.append(_MARKS[name])


def literal(text: str) -> str:
    """Return inline Markdown that reads as a text, every mark in it escaped without looking."""
    return re.sub(r"([\\`*_\[\]<>&!])", r"\\\1", " ".join(cleaned(text).split()))


def on_one_line(runs: Sequence[Run]) -> list[Run]:
    """Return runs with a blank for each end of a line."""
    return [Run(" ") if run in (SOFT, HARD) else run for run in runs]


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Return the lines of a paragraph; there is at least one."""
    lines: list[Line] = []
    line: list[Run] = []
    apart = False
    for run in (*runs, SOFT):
        if run not in (SOFT, HARD):
            line.append(run)
            continue
        if line or not lines:
            lines.append(Line(tuple(line), apart))
            line, apart = [], False
        apart = apart or run == HARD
    return lines
