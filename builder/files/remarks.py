"""Remarks in lines of YAML that go: a person wrote them, so they stay on lines of their own."""

from __future__ import annotations

from collections.abc import Iterator

from builder.files.lines import newline_of

_BEFORE_A_QUOTE = ":-[{,"


def remarks_of(lines: str) -> str:
    r"""Return the remarks in whole lines of YAML, each on a line of its own, "" where there are none.

    >>> remarks_of('doi: "10.1/x # no"   # ask the press\n')
    '# ask the press\n'
    """
    newline = newline_of(lines)
    return "".join(f"{remark}{newline}" for remark in _remarks(lines))


def _remarks(lines: str) -> Iterator[str]:
    """Yield what stands behind a `#` outside of quotes that follows a blank or begins a line (YAML 1.2, 6.6)."""
    quote = ""
    for line in lines.splitlines():
        last = ""  # the last sign that is no blank: a quote opens a scalar only behind some
        for at, sign in enumerate(line):
            before = line[at - 1 : at]
            if quote:
                quote = "" if sign == quote and (sign == "'" or before != "\\") else quote
            elif sign in "'\"" and (not last or last in _BEFORE_A_QUOTE or before == sign == "'"):
                quote = sign  # two single quotes in a scalar are one of its signs
            elif sign == "#" and before in ("", " ", "\t"):
                yield line[at:].rstrip()
                break
            last = sign if sign not in " \t" else last
