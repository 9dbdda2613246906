"""`builder explain CODE`: a finding's cause and cure."""

from __future__ import annotations

import argparse
import sys
import textwrap


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument(
        "codes", metavar="CODE", nargs="*", help="what stands in brackets behind a finding; none: list all"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the explanations; 1 for an unknown code."""
    from builder import pipeline

    if not arguments.codes:
        for known in pipeline.explanations():
            print(f"{known.code:<24} {known.cause.partition('. ')[0].removesuffix('.')}.")
        return 0
    failed = False
    for number, code in enumerate(arguments.codes):
        explanation, finding = pipeline.explain(code)
        if explanation is None:
            print(finding, file=sys.stderr)
            failed = True
            continue
        if number:
            print()
        print(explanation.code)
        for label, text in (("cause", explanation.cause), ("cure", explanation.cure)):
            wrapped = textwrap.wrap(text, 90, break_on_hyphens=False, break_long_words=False)
            print(f"  {label:<7}" + f"\n{' ' * 9}".join(wrapped))
    return 1 if failed else 0
