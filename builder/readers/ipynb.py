"""Jupyter notebook -> Document: its Markdown through the Markdown reader, its code as code.

The format is nbformat's (nbformat.readthedocs.io), versions 3 and 4, read as JSON: nothing is run, and what
code has put out is left out, for an article's figures stand in its text.  Cells are one Markdown text, as
Jupyter Book reads them, so that a note may stand in another cell than its mark.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

import msgspec

from builder.findings import Finding, Where, error
from builder.model.document import Document, Media, Metadata, Source
from builder.readers import decode, markdown

_AGAIN = "open it in Jupyter and save it again, or fetch it again"
_ATTACHED = re.compile(r"attachment:([^\s)>\"']+)")
#: Pictures that a browser shows.  SVG is left out: it may hold scripts.
_SHOWN = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/webp": "webp"}
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
#: Elements whose HTML goes on over blank lines in CommonMark (4.6), with what ends it.
_OPEN_HTML = ((re.compile(r"<!--"), "-->"), (re.compile(r"<(script|pre|style|textarea)\b", re.IGNORECASE), "</{}>"))
#: A comment between two cells: a list or paragraph of one does not go on in the next.
_BETWEEN = "\n\n<!-- -->\n\n"

_Text = str | list[str]


class _Cell(msgspec.Struct):
    """A cell: `source` holds its text, in version 3 `input` that of code; outputs are not read."""

    cell_type: str = ""
    source: _Text = ""
    input: _Text = ""
    level: int = 1
    attachments: dict[str, dict[str, _Text]] | None = None


class _Worksheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Author(msgspec.Struct):
    name: str = ""


class _About(msgspec.Struct):
    """A notebook's metadata: `builder` stands in the pages that we compile."""

    title: str | None = None
    authors: list[_Author | str] | None = None
    lang: str | None = None
    builder: msgspec.Raw | None = None


class _Notebook(msgspec.Struct):
    """A notebook: version 4 has cells, version 3 worksheets."""

    nbformat: int
    metadata: msgspec.Raw = msgspec.Raw(b"{}")
    cells: list[_Cell] = []
    worksheets: list[_Worksheet] = []


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of a notebook, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    text, findings = decode.decode(data, where)
    if text is None:
        return None, findings
    if findings:  # guessed; JSON is UTF-8 (RFC 8259, 8.1), and its keys would hide what its words are
        return None, (error("source-undecodable", "bytes that are not UTF-8", where, _AGAIN),)
    notebook, problem = _decoded(text, where)
    if notebook is None:
        return None, (problem,) if problem is not None else ()
    about = _about(notebook)
    if about.builder is not None:
        message = "this notebook is a page that the builder made of a module"
        help_ = "name the article itself; edits of a page go back into its module by `builder adopt SLUG FILE`"
        return None, (error("notebook-compiled", message, where, help_),)
    cells = [*notebook.cells, *(cell for sheet in notebook.worksheets for cell in sheet.cells)]
    attached = _Attached()
    written = _BETWEEN.join(part for part in _parts(cells, attached) if part.strip())
    if not written:
        help_ = "write the article's text into Markdown cells"
        return None, (error("source-empty", "there is no text in the notebook", where, help_),)
    document, said = markdown.read(source, written.encode("utf-8", "replace"))
    findings = tuple(msgspec.structs.replace(finding, where=where) for finding in said)
    if document is None:
        return None, findings
    media = (*document.media, *attached.media)
    return msgspec.structs.replace(document, metadata=_metadata(about, document.metadata), media=media), findings


def _decoded(text: str, where: Where) -> tuple[_Notebook | None, Finding | None]:
    try:
        return msgspec.json.decode(text.encode("utf-8", "replace"), type=_Notebook), None
    except msgspec.ValidationError as problem:
        message = f"this JSON is no Jupyter notebook: {problem}"
        return None, error("notebook-other", message[:300], where, "name the notebook, a file that ends in .ipynb")
    except RecursionError:
        message = "its values are nested far deeper than those of a notebook"
        return None, error("source-too-deep", message, where, _AGAIN)
    except msgspec.DecodeError:
        return None, error("notebook-broken", "the file is damaged or cut off: it is not JSON", where, _AGAIN)


def _about(notebook: _Notebook) -> _About:
    """Return what the metadata says; a value of another kind than it should be says nothing."""
    try:
        return msgspec.json.decode(notebook.metadata, type=_About)
    except msgspec.ValidationError:
        ours = msgspec.json.decode(notebook.metadata, type=dict[str, msgspec.Raw] | msgspec.Raw)
        return _About(builder=ours.get("builder") if isinstance(ours, dict) else None)


def _metadata(about: _About, front: Metadata) -> Metadata:
    """Return the notebook's metadata where it has any, else those of front matter in its first cell."""
    names = [author if isinstance(author, str) else author.name for author in about.authors or []]
    language = about.lang if about.lang and re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", about.lang) else None
    return msgspec.structs.replace(
        front,
        title=" ".join((about.title or "").split()) or front.title,
        authors=tuple(" ".join(name.split()) for name in names if name.strip()) or front.authors,
        language=language or front.language,
    )


def _parts(cells: list[_Cell], attached: _Attached) -> Iterator[str]:
    """Yield each cell as Markdown."""
    for number, cell in enumerate(cells):
        text = _joined(cell.source) or _joined(cell.input)
        if not text.strip():
            continue
        match cell.cell_type:
            case "markdown" | "html":
                yield _closed(attached.written(number, cell, text))
            case "heading":  # version 3
                yield f"{'#' * min(max(cell.level, 1), 6)} {' '.join(text.split())}"
            case "raw" if number == 0 and text.lstrip().startswith("---"):
                yield text.lstrip()
            case _:
                yield _fenced(text)


def _joined(text: _Text) -> str:
    return text if isinstance(text, str) else "".join(text)


class _Attached:
    """The pictures attached to cells, each taken once and named as a file beside the article would be."""

    def __init__(self) -> None:
        self.media: list[Media] = []
        self._names: dict[tuple[int, str], str] = {}

    def written(self, number: int, cell: _Cell, text: str) -> str:
        """Return a cell's text with the names of its pictures; one that browsers do not show keeps its own."""
        attached = cell.attachments or {}
        return _ATTACHED.sub(lambda match: self._name(number, match[1], attached), text) if attached else text

    def _name(self, number: int, name: str, attached: dict[str, dict[str, _Text]]) -> str:
        if (number, name) not in self._names:
            self._names[number, name] = self._taken(attached.get(name, {})) or f"attachment:{name}"
        return self._names[number, name]

    def _taken(self, kinds: dict[str, _Text]) -> str | None:
        for kind, suffix in _SHOWN.items():
            try:
                data = base64.b64decode("".join(_joined(kinds.get(kind, "")).split()), validate=True)
            except (binascii.Error, ValueError):
                continue
            if data:
                self.media.append(Media(name=f"attached{len(self.media) + 1}.{suffix}", data=data))
                return self.media[-1].name
        return None


def _closed(text: str) -> str:
    """Return a cell's text with an end to what it leaves open and would go on in the next cell."""
    fence = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not line[match.end() :].strip():
            fence = ""
    if fence:
        return f"{text}\n{fence}"
    for start, end in _OPEN_HTML:
        last = next(reversed(list(start.finditer(text))), None)
        if last is not None and (close := end.format(*last.groups())) not in text[last.end() :].lower():
            return f"{text}\n{close}"
    return text


def _fenced(code: str) -> str:
    """Return code between lines of more backticks than it holds itself."""
    longest = max((len(ticks) for ticks in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{code.strip(chr(10))}\n{fence}"
