"""Words on the command line: what people write, and nothing that a terminal or a file would stumble over."""

from __future__ import annotations

import argparse


def words(text: str) -> str:
    """Return a text as given; raises ArgumentTypeError where it holds what is no character or does not print."""
    if any(not character.isprintable() for character in text.replace("\n", " ").replace("\t", " ")):
        raise argparse.ArgumentTypeError(f"{text!a} holds characters that do not print")
    return text
