"""Dates on the command line: the only place where the clock is read, and never for what is built."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import re


def day(text: str) -> dt.date:
    """Return the day that a flag names; raises ArgumentTypeError where it is none."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as YYYY-MM-DD")


def today() -> dt.date:
    """Return the day that the computer's clock shows."""
    return dt.datetime.now().astimezone().date()
