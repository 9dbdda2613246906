"""The English phrases, the source of every other language: `en.toml`, with its remarks for translators."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgspec

#: A phrase as it stands on its line, and the remark that may stand behind it.  No text goes over a line.
_LINE = re.compile(r"(?P<name>\w+) = (?:\"(?:[^\"\\]|\\.)*\"|\{.*\})\s*(?:#\s*(?P<remark>.*))?")
_GROUP = re.compile(r"\[(?P<name>\w+)\]\s*(?:#\s*(?P<remark>.*))?")


class Plural(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phrase that counts: English has a form for one and a form for any other number."""

    one: str
    other: str


@cache
def english() -> Mapping[str, str | Plural]:
    """Return every phrase by its id, in the order of the file."""
    groups = msgspec.convert(tomllib.loads(_source()), dict[str, dict[str, str | Plural]])
    return {f"{group}.{name}": text for group, phrases in groups.items() for name, text in phrases.items()}


def remarks() -> Mapping[str, tuple[str, ...]]:
    """Return what translators are told of each phrase: of its group, above it and behind it."""
    return dict(_remarks(_source().splitlines()))


def _remarks(lines: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    group, of_group, above = "", "", []
    for line in lines:
        if line.startswith("#"):
            above.append(line.lstrip("# "))
            continue
        if head := _GROUP.fullmatch(line):
            group, of_group = head["name"], head["remark"] or ""
        elif found := _LINE.fullmatch(line):
            told = (f"{group}: {of_group}" if of_group else "", *above, found["remark"] or "")
            yield f"{group}.{found['name']}", tuple(part for part in told if part)
        above = []


@cache
def _source() -> str:
    return files(__package__).joinpath("en.toml").read_text(encoding="utf-8")
