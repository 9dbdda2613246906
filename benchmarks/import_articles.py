"""How long an article takes to read, recognise and write, beside trafilatura's extraction of the same pages.

    pip install '.[dev,bench]'
    python benchmarks/import_articles.py [--articles 200]

Two hundred generated articles in four languages, each inside a whole web page, go the whole way into a
course; then trafilatura extracts the text of the same pages in the same process.  Milliseconds differ
from machine to machine and from run to run, so what is worth keeping is the ratios.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import trafilatura
from layouts import render
from layouts.planted import WORDS, Piece, layout

from builder import pipeline
from builder.readers import read
from builder.recognise import recognise

TOC = "format: jb-book\nroot: index\n"


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Return the milliseconds that some work takes, and what it returns."""
    begin = time.perf_counter()
    done = work()
    return (time.perf_counter() - begin) * 1000, done


def pages(count: int) -> dict[str, bytes]:
    """Return web pages by file name, the languages in turn; each article has a title of its own."""
    languages = sorted(WORDS)
    made = {}
    for number in range(count):
        drawn = layout(languages[number % len(languages)], number)
        title, own = f"An article with the number {number}", drawn.planted["title"]
        rest = [piece for piece in drawn.pieces if piece.kind not in ("title", "site") and piece.text != own]
        drawn.pieces, drawn.planted["title"] = [Piece("title", title), *rest], title
        made[f"page-{number:03}.html"] = render.as_page(drawn).encode()
    return made


def main() -> int:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200, metavar="N")
    files = pages(parser.parse_args().articles)
    read("warm.html", next(iter(files.values())))
    reading, recognising, extracting = [], [], []
    for name, data in files.items():
        spent, found = timed(lambda name=name, data=data: read(name, data)[0])
        reading.append(spent)
        recognising.append(timed(lambda found=found: recognise(found))[0])
        extracting.append(timed(lambda data=data: trafilatura.extract(data, include_tables=True))[0])
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        (course / "_toc.yml").write_text(TOC, encoding="utf-8")
        (course / "_config.yml").write_text("title: Benchmark\n", encoding="utf-8")
        sources = [pipeline.Source(name=name, data=data) for name, data in files.items()]
        whole, outcomes = timed(lambda: list(pipeline.import_articles(course, sources)))
        written = sum(outcome.written for outcome in outcomes)
    extraction = median(extracting)
    rows = {
        "reading": median(reading),
        "recognising": median(recognising),
        "drafting, judging and writing": whole / len(files) - median(reading) - median(recognising),
        "the whole import": whole / len(files),
    }
    print(f"{len(files)} pages, {written} modules written")
    for what, spent in rows.items():
        print(f"{what:<56} {spent:7.2f} ms an article  {spent / extraction:5.2f} x trafilatura")
    print(f"{'trafilatura.extract':<56} {extraction:7.2f} ms an article   1.00 x")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
