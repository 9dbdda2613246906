"""Front matter merged three ways, key by key: a value is spliced in, comments and order stay.

`status` is a person's; `minutes` is the builder's sum, so that a person's stands.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from builder.files.lines import Splice, line_end, lines_of, newline_of, spliced, with_line_feeds
from builder.files.merge.marks import ARTICLE, marked
from builder.files.module_read import ModuleFile, read_module
from builder.files.module_write import with_field
from builder.files.remarks import remarks_of
from builder.files.yaml_read import Node, Value
from builder.files.yaml_write import scalar
from builder.findings import BuilderError, Finding, Where, error
from builder.model.module import FrontMatter

_PERSONS = frozenset({"format", "status", "reviewer", "reviewed"})
_DRAFTED = frozenset({"minutes"})


def merged_front(base: ModuleFile, ours: ModuleFile, theirs: ModuleFile, name: str) -> str:
    """Return the text of a module.md with its front matter merged, and nothing else; `name`: whose the news is.

    Of a collection's module a person is the author too: its review and minutes count as any other key.
    Raises BuilderError where it is written so that a value cannot be changed safely.
    """
    file, clashes = ours, []
    for key in FrontMatter.__struct_fields__:
        was, mine, its = (_value(one, key) for one in (base, ours, theirs))
        if (key in _PERSONS and name == ARTICLE) or its in (was, mine):
            continue
        if isinstance(mine, list) and isinstance(its, list) and isinstance(was, list | None):
            file = _again(file, _with_entries(file, key, was or [], its, theirs))
        elif mine == was:
            file = _again(file, _with_value(file, key, its, theirs))
        elif mine is not None and its is not None and not (key in _PERSONS or (key in _DRAFTED and name == ARTICLE)):
            clashes.append(key)
    return spliced(file.text, [_clash(file, theirs, key, name) for key in clashes])


def _value(file: ModuleFile, key: str) -> Value:
    node = file.yaml.get(key)
    return node.value() if node is not None else None


def _again(file: ModuleFile, text: str) -> ModuleFile:
    after, findings = read_module(file.module.slug, text, file.file)
    if after is None:
        raise BuilderError(findings[0])
    return after


def _with_value(file: ModuleFile, key: str, value: Value, theirs: ModuleFile) -> str:
    """Return the text with a key as the article has it now: another value, a line more or none at all."""
    if value is not None:
        return with_field(file, key, getattr(theirs.module.front, key))
    start, end = _lines(file, key)
    return spliced(file.text, [_taken_out(file.text, start, end)])


def _taken_out(text: str, start: int, end: int) -> Splice:
    """Return the splice that takes lines out and leaves what a person remarked on them."""
    return Splice(start=start, end=end, text=remarks_of(text[start:end]))


def _lines(file: ModuleFile, key: str) -> tuple[int, int]:
    """Return the offsets of a key's lines, with the line end of the last."""
    names = [name for name, _ in file.yaml.entries]
    number = names.index(key)
    node = file.yaml.entries[number][1]
    if file.yaml.flow:
        raise BuilderError(_unsure(file, key))
    lines = lines_of(file.text)
    start = lines.starts[lines.number(file.yaml.keys[number] + file.yaml_start) - 1]
    end = line_end(file.text, max(node.end + file.yaml_start, start))
    return start, next((at for at in lines.starts if at > end), len(file.text))


def _with_entries(file: ModuleFile, key: str, was: list[Value], its: list[Value], theirs: ModuleFile) -> str:
    """Return the text with a list merged by entry: what the article dropped goes, what it has new comes last."""
    node = file.yaml.get(key)
    mine = node.value() if node is not None else None
    if node is None or not isinstance(mine, list):
        return file.text
    gone = [entry for entry in mine if entry in was and entry not in its]
    new = [entry for entry in its if entry not in was and entry not in mine]
    kept = tuple(str(entry) for entry in mine if entry not in gone)
    if not gone and not new:
        return file.text
    if node.flow or not kept or not all(isinstance(entry, str) for entry in new):
        wanted = (*kept, *(str(entry) for entry in new))
        return with_field(file, key, wanted) if wanted else _with_value(file, key, None, theirs)
    text = spliced(file.text, _entry_splices(file, node, gone, new))
    after = _again(file, text).module.front
    expected = msgspec.structs.replace(file.module.front, **{key: (*kept, *(str(entry) for entry in new))})
    if after != expected:
        raise BuilderError(_unsure(file, key))
    return text


def _entry_splices(file: ModuleFile, node: Node, gone: list[Value], new: list[Value]) -> Iterator[Splice]:
    """Yield the splices that take entries out of a block list and put others at its end."""
    lines, text = lines_of(file.text), file.text
    for item in node.items:
        if item.value() in gone:
            start = lines.starts[lines.number(item.start + file.yaml_start) - 1]
            end = line_end(text, item.end + file.yaml_start)
            yield _taken_out(text, start, next((at for at in lines.starts if at > end), len(text)))
    last = node.items[-1].end + file.yaml_start
    at = next((start for start in lines.starts if start > line_end(text, last)), len(text))
    indent = " " * (lines.column(node.start + file.yaml_start) - 1)
    words = "".join(f"{indent}- {scalar(str(entry))}{newline_of(text)}" for entry in new)
    yield Splice(start=at, end=at, text=words)


def _clash(file: ModuleFile, theirs: ModuleFile, key: str, name: str) -> Splice:
    """Return the splice that marks a key of which both sides changed the value."""
    newline = newline_of(file.text)
    (start, end), (first, last) = _lines(file, key), _lines(theirs, key)
    ours = file.text[start:end].rstrip("\r\n")
    other = with_line_feeds(theirs.text[first:last]).rstrip("\n").replace("\n", newline)
    return Splice(start=start, end=end, text=marked(ours, other, newline, name) + newline)


def _unsure(file: ModuleFile, key: str) -> Finding:
    help_ = f"write `{key}:` on a line of its own, and its value behind it"
    message = f"the front matter is written so that `{key}` cannot be changed safely"
    return error("front-matter-unchanged", message, Where(file=file.file, line=1), help_)
