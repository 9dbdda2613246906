"""The builder's own fixed wording: labels, frames of stems, plans of prompts.

One TOML file a language.  A phrase has an id ("objective.define"), which is its template id wherever
origins are told; it states no fact about any topic.  A language without a file, or a phrase that a
file lacks, falls back to English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_FALLBACK = "en"


@cache
def _table(language: str) -> Mapping[str, str]:
    source = files(__package__).joinpath(f"{language}.toml")
    if not language.isalpha() or not source.is_file():  # a language comes from a file: it may be anything
        return {}
    groups = tomllib.loads(source.read_text(encoding="utf-8"))
    return {f"{group}.{name}": text for group, phrases in groups.items() for name, text in phrases.items()}


def languages() -> tuple[str, ...]:
    """Return the languages that have a file of their own, sorted."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in files(__package__).iterdir() if f.name.endswith(".toml")))


def phrase(language: str, name: str, /, **fields: object) -> str:
    """Return the phrase `name` in `language` (BCP 47), with `fields` put into its places.

    Raises KeyError for a name that no file has: a mistake in the program, not in content.
    """
    base = language.split("-", maxsplit=1)[0].lower()
    text = _table(base).get(name) or _table(_FALLBACK)[name]
    return text.format(**fields) if fields else text


def group(language: str, prefix: str, /) -> dict[str, str]:
    """Return the phrases of one group by their short names, e.g. `group("en", "heading")["summary"]`."""
    base = language.split("-", maxsplit=1)[0].lower()
    merged = {**_table(_FALLBACK), **_table(base)}
    start = f"{prefix}."
    return {name.removeprefix(start): text for name, text in merged.items() if name.startswith(start)}
