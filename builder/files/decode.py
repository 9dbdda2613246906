"""A record from YAML: msgspec checks the shape, and every problem gets its line.

All unknown keys are told, not only the first; a value of the wrong shape is told with its path inside
the document (`$.items[2].key`).
"""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Hashable, Iterator
from functools import cache
from typing import Any, TypeGuard, TypeVar, cast

import msgspec

from builder.files.lines import Lines
from builder.files.yaml_read import Node, Value
from builder.findings import Finding, Where, error
from builder.model.syllabus import WEEKDAYS

T = TypeVar("T")

_EXPECTED = re.compile(r"Expected `(?P<kinds>[^`]*)`, got `[^`]*`")
_BOUND = re.compile(r"Expected `(?P<kind>int|float|array|str)` (?P<of>of length )?(?P<sign><=|>=) (?P<bound>[\d.]+)")
_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-\d\d")
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
    "Expected `int": "write digits alone, as in 50",
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
        findings.append(_finding(str(problem), root, where, _type_info(cast("Hashable", kind)), value))
        return None, tuple(findings)
    return record, tuple(findings)


@cache
def _type_info(kind: Hashable) -> Any:
    """Return msgspec's account of a record type; making it takes longer than reading a file."""
    return msgspec.inspect.type_info(kind)


def _finding(message: str, root: str, where: Any, info: Any, value: Value) -> Finding:
    match = _PATH.search(message)
    inner = match["path"] if match else "$"
    text = _PATH.sub("", message)
    steps = re.findall(r"[^.$\[\]]+", inner)
    what, help_ = _said(text, steps, info, _held(value, steps))
    return error("bad-value", what[0].lower() + what[1:], where(root + inner.removeprefix("$")), help_)


def _said(text: str, steps: list[str], info: Any, held: Value) -> tuple[str, str]:
    """Return what is wrong and what to do; held: the value that is wrong."""
    help_ = next((advice for part, advice in _HELP.items() if part in text), "")
    if "encoded date" in text:
        return _no_day(held)
    if text.startswith("Invalid"):
        allowed = _allowed(info, steps)
        near = [word for word in allowed if isinstance(held, str) and held.casefold().startswith(word.casefold())]
        help_ = f"one of: {', '.join(allowed)}" if allowed else "see the schema for the values it takes"
        help_ = f"did you mean {near[0]}? {help_}" if near else help_
        return re.sub(r"^Invalid (?:enum )?value", "unknown value", text), help_
    if "matching regex" in text:
        return _SHAPES.get(steps[-1] if steps else "", ("it holds characters that cannot stand here", help_))
    bound = _BOUND.match(text)
    if bound is not None:
        return _out_of_bounds(bound)
    expected = _EXPECTED.fullmatch(text)
    if expected is None:
        return re.sub(r"^Object missing required field (`\w+`)", r"\1 is missing", text), help_
    kinds = [_NAMES.get(kind.strip(), kind.strip()) for kind in expected["kinds"].split("|") if kind.strip() != "null"]
    return f"this must be {' or '.join(kinds)}", _shown(held, _at(info, steps)) or help_


def _held(value: Value, steps: list[str]) -> Value:
    """Return the value at a path (names and indexes), None where there is none."""
    for step in steps:
        if isinstance(value, list):
            value = value[int(step)] if step.isdecimal() and int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _no_day(held: Value) -> tuple[str, str]:
    """Return what is wrong with a day: it is not in the calendar, or it is written in another way."""
    date = _DATE.fullmatch(held) if isinstance(held, str) else None
    if date is None:
        return "this is no day as it is written here", "write year, month and day as in 2027-01-15"
    last = calendar.monthrange(max(int(date["year"]), 1), int(date["month"]))[1]
    help_ = f"the last day of that month is {date['year']}-{date['month']}-{last}"
    return f"there is no such day as {held}", help_


def _out_of_bounds(bound: re.Match[str]) -> tuple[str, str]:
    number = bound["bound"].removesuffix(".0")
    if bound["of"]:
        return "this is empty", "write at least one entry" if bound[
            "kind"
        ] == "array" else "write a text, or leave it out"
    side = "at most" if bound["sign"] == "<=" else "at least"
    return f"this must be {side} {number}", "correct the number"


def _shown(held: Value, info: Any) -> str:
    """Return how a value is to be written that is of another kind than its place takes; nothing where we cannot say."""
    kinds = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
    if isinstance(held, str) and any(
        _item_type(kind) is not None and not _is_struct(_item_type(kind)) for kind in kinds
    ):
        return f"write a list: [{held}], or one entry a line, each after a dash"
    struct = next((kind for kind in kinds if _is_struct(kind)), None)
    needed = [field.encode_name for field in struct.fields if field.required] if struct is not None else []
    if needed and not isinstance(held, dict):
        return f"write `key: value` lines, here with {' and '.join(f'`{name}:`' for name in needed)}"
    return ""


def _at(info: Any, steps: list[str]) -> Any:
    """Return the type of what stands at a path (names and indexes) of a record, None where it is not known."""
    for step in steps:
        item = _item_type(info)
        if step.isdecimal() and item is not None:
            info = item
        else:
            struct = _one_struct(info)
            info = _fields(struct).get(step) if struct is not None else None
    return info


def _one_struct(info: Any) -> Any | None:
    kinds = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
    structs = [kind for kind in kinds if _is_struct(kind)]
    return structs[0] if len(structs) == 1 else None


def _allowed(info: Any, path: list[str]) -> tuple[str, ...]:
    """Return the values that may stand at a path (names and indexes) of a record: the tags or words of a choice."""
    above = _at(info, path[:-1])
    kinds = above.types if isinstance(above, msgspec.inspect.UnionType) else (above,)
    structs = [kind for kind in kinds if _is_struct(kind)]
    last = path[-1] if path else ""
    tags = tuple(str(struct.tag) for struct in structs if struct.tag_field == last)
    if tags:
        return tags
    field = next((_fields(struct)[last] for struct in structs if last in _fields(struct)), _at(info, path))
    choices = field.types if isinstance(field, msgspec.inspect.UnionType) else (field,)
    values = tuple(
        str(value) for choice in choices if isinstance(choice, msgspec.inspect.LiteralType) for value in choice.values
    )
    return WEEKDAYS if set(values) == set(WEEKDAYS) else values  # a week is not in the order of the alphabet


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
