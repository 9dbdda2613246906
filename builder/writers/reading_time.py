"""How long a page takes to read, at a usual pace and in a second language; speeds stand in `reading_time.toml`."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from builder.text.inline import plain
from builder.text.words import count


@cache
def _speeds() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("reading_time.toml").read_text(encoding="utf-8"))


def reading_minutes(texts: tuple[str, ...], language: str) -> tuple[int, int]:
    """Return the minutes that texts (inline Markdown) take: at a usual pace, and in a second language.

    Full minutes, rounded up: a reader who is told too little gives up on the last paragraph.
    """
    base = language.split("-", maxsplit=1)[0].lower()
    speeds = _speeds()
    said = [plain(text) for text in texts]
    if base in speeds["characters"]:
        usual = sum(char.isalnum() for text in said for char in text) / speeds["characters"][base]
    else:
        usual = sum(map(count, said)) / speeds["words"].get(base, speeds["words"]["other"])
    return max(1, math.ceil(usual)), max(1, math.ceil(usual / speeds["second_language"]["pace"]))
