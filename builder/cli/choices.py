"""Flags that take several of a few names."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def several(choices: tuple[str, ...], every: str = "all") -> Callable[[str], tuple[str, ...]]:
    """Return what reads a list of choices, divided by commas; `every` stands for all of them."""

    def read(text: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        wrong = [name for name in names if name not in (*choices, every)]
        if wrong or not names:
            raise argparse.ArgumentTypeError(f"{text!r}: choose from {', '.join((*choices, every))}")
        return choices if every in names else tuple(dict.fromkeys(names))

    return read
