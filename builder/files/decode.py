"""A record from YAML: msgspec checks the shape, and every problem gets its line.

All unknown keys are told, not only the first; a value of the wrong shape is told with its path inside
the document (`$.items[2].key`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Iterator
from functools import cache
from typing import Any, TypeGuard, TypeVar, cast

import msgspec

from builder.files.lines import Lines
from builder.files.yaml_read import Node, Value
from builder.findings import Finding, Where, error

T = TypeVar("T")

_EXPECTED = re.compile(r"Expected `(?P<kinds>[^`]*)`, got `[^`]*`")
_NAMES = {
    "bool": "true or false",
    "int": "a whole number",
    "str": "a text",
    "float": "a number",
    "array": "a list",
    "object": "lines of `key: value`",
}

_PATH = re.compile(r" - at `(?P<path>[^`]*)`$")
_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_TRUTH = {"true": True, "false": False}
#: What a text must look like, by its key: what is wrong and what to do.
_SHAPES = {
    "reviewed": ("this is no day", "write it as in 2027-01-15"),
    "language": ("this is no language tag", "write one as in en, es, fr, ar, pt-BR"),
    **dict.fromkeys(("start", "end", "at"), ("this is no time of day", "write it as in 9:30 or 16:05")),
}
_HELP = {
    "matching regex": "use letters, digits, `-` and `_`, no blanks",
    "Expected `array": "write a list: one entry a line, each after a dash",
    "Expected `object": "write `key: value` lines",
    "Expected `int": "write a whole number",
    "Expected `bool": "write true or false",
    "missing required field": "add it",
    "Expected `str": "write a text",
    "Expected `float": "write a number, as in 20 or 12.5",
}


def decode(
    node: Node, kind: type[T] | Any, lines: Lines, file: str, *, root: str = "$", first_line: int = 1
) -> tuple[T | None, tuple[Finding, ...]]:
    """Return the record that a YAML node holds, with a finding for each unknown key and bad value.

    `root` is the path of the node in its file; `first_line` the line on which its text begins.
    """
    places = {root + path: offset for path, offset in places_of(node)}

    def where(path: str) -> Where:
        known = path
        while known not in places and known != root and known:
            known = re.sub(r"(\.[^.\[]*|\[[^\]]*\])$", "", known)
        offset = places.get(known, node.start)
        line = lines.number(offset)
        return Where(file=file, line=line + first_line - 1, column=lines.column(offset), path=path)

    findings: list[Finding] = []
    value = node.value()
    for path, key, known in _unknown(value, _type_info(cast("Hashable", kind)), root):
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.75)
        help_ = f"did you mean `{near[0]}`?" if near else f"keys here: {', '.join(sorted(known))}"
        findings.append(error("unknown-key", f"unknown key `{key}`", where(f"{path}.{key}"), help_))
    try:
        record: T = msgspec.convert(_typed(value, _type_info(cast("Hashable", kind))), kind)
    except msgspec.ValidationError as problem:
        findings.append(_finding(str(problem), root, where, _type_info(cast("Hashable", kind))))
        return None, tuple(findings)
    return record, tuple(findings)


@cache
def _type_info(kind: Hashable) -> Any:
    """Return msgspec's account of a record type; making it takes longer than reading a file."""
    return msgspec.inspect.type_info(kind)


def _finding(message: str, root: str, where: Any, info: Any) -> Finding:
    match = _PATH.search(message)
    inner = match["path"] if match else "$"
    text = _PATH.sub("", message)
    path = root + inner.removeprefix("$")
    help_ = next((advice for part, advice in _HELP.items() if part in text), "")
    if text.startswith("Invalid"):
        allowed = _allowed(info, re.findall(r"[^.$\[\]]+", inner))
        help_ = f"one of: {', '.join(allowed)}" if allowed else "see the schema for the values it takes"
    if "encoded date" in text:
        text, help_ = "there is no such day", "write a day of the calendar as in 2027-01-15"
    text = re.sub(r"^Invalid (?:enum )?value", "unknown value", text)
    text = re.sub(r"^Object missing required field (`\w+`)", r"\1 is missing", text)
    last = re.findall(r"\w+", inner)[-1:]
    if "matching regex" in text and last and last[0] in _SHAPES:
        text, help_ = _SHAPES[last[0]]
    text = re.sub(r"^Expected `str` matching regex .*", "it holds characters that cannot stand here", text)
    expected = _EXPECTED.fullmatch(text)
    if expected is not None:
        kinds = [
            _NAMES.get(kind.strip(), kind.strip()) for kind in expected["kinds"].split("|") if kind.strip() != "null"
        ]
        text = f"this must be {' or '.join(kinds)}"
    return error("bad-value", text[0].lower() + text[1:], where(path), help_)


def _allowed(info: Any, path: list[str]) -> tuple[str, ...]:
    """Return the values that may stand at a path (names and indexes) of a record: the tags or words of a choice."""
    for name in path[:-1]:
        item = _item_type(info)
        info = item if name.isdecimal() and item is not None else _fields(info).get(name) if _is_struct(info) else None
    kinds = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
    structs = [kind for kind in kinds if _is_struct(kind)]
    last = path[-1] if path else ""
    tags = tuple(str(struct.tag) for struct in structs if struct.tag_field == last)
    if tags:
        return tags
    field = next((_fields(struct)[last] for struct in structs if last in _fields(struct)), None)
    choices = field.types if isinstance(field, msgspec.inspect.UnionType) else (field,)
    return tuple(
        str(value) for choice in choices if isinstance(choice, msgspec.inspect.LiteralType) for value in choice.values
    )


def _is_struct(info: Any) -> TypeGuard[msgspec.inspect.StructType]:
    return isinstance(info, msgspec.inspect.StructType)


def places_of(node: Node, path: str = "") -> Iterator[tuple[str, int]]:
    """Yield the path of each value of a node and the offset at which it begins, of a value under a key the key's."""
    yield path, node.start
    for (key, child), offset in zip(node.entries, node.keys, strict=True):
        for inner, start in places_of(child, f"{path}.{key}"):
            yield inner, offset if inner == f"{path}.{key}" else start
    for index, child in enumerate(node.items):
        yield from places_of(child, f"{path}[{index}]")


def _struct_of(value: dict[str, Value], info: Any) -> Any | None:
    """Return the record type that a mapping is meant to be: of a tagged union the one its tag names."""
    if isinstance(info, msgspec.inspect.UnionType):
        structs = [t for t in info.types if isinstance(t, msgspec.inspect.StructType)]
        if len(structs) == 1:
            return structs[0]
        return next((t for t in structs if t.tag_field and value.get(t.tag_field) == t.tag), None)
    return info if isinstance(info, msgspec.inspect.StructType) else None


def _fields(struct: Any) -> dict[str, Any]:
    fields = {field.encode_name: _bare(field.type) for field in struct.fields}
    return {**fields, struct.tag_field: None} if struct.tag_field else fields


def _bare(info: Any) -> Any:
    """Return a type without what its schema says of it to an editor."""
    return _bare(info.type) if isinstance(info, msgspec.inspect.Metadata) else info


def _item_type(info: Any) -> Any:
    if isinstance(info, msgspec.inspect.UnionType):
        info = next((t for t in info.types if hasattr(t, "item_type")), None)
    return _bare(getattr(info, "item_type", None))


def _unknown(value: Value, info: Any, path: str) -> Iterator[tuple[str, str, list[str]]]:
    if isinstance(value, dict):
        struct = _struct_of(value, info)
        if struct is None:
            return
        fields = _fields(struct)
        for key, inner in value.items():
            if key in fields:
                yield from _unknown(inner, fields[key], f"{path}.{key}")
            else:
                yield path, key, list(fields)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unknown(inner, _item_type(info), f"{path}[{index}]")


def _typed(value: Value, info: Any) -> Any:
    """Return the value without unknown keys, its texts numbers and truth values where the record has those.

    Only the words of YAML's core schema count: `answer: 1` and `minutes: 1e1` stay texts, and are told.
    """
    if isinstance(value, dict):
        struct = _struct_of(value, info)
        if struct is None:
            return value
        fields = _fields(struct)
        return {key: _typed(inner, fields[key]) for key, inner in value.items() if key in fields}
    if isinstance(value, list):
        return [_typed(inner, _item_type(info)) for inner in value]
    kinds = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
    if value is None or any(isinstance(kind, msgspec.inspect.StrType) for kind in kinds):
        return value
    literal = any(isinstance(kind, msgspec.inspect.LiteralType) and isinstance(kind.values[0], int) for kind in kinds)
    if _WHOLE.fullmatch(value) and (literal or any(isinstance(kind, msgspec.inspect.IntType) for kind in kinds)):
        return int(value)
    if _NUMBER.fullmatch(value) and any(isinstance(kind, msgspec.inspect.FloatType) for kind in kinds):
        return float(value)
    if value.lower() in _TRUTH and any(isinstance(kind, msgspec.inspect.BoolType) for kind in kinds):
        return _TRUTH[value.lower()]
    return value
