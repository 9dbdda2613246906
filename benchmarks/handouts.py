"""How long a page of a handout takes, beside WeasyPrint and Chromium printing the same content.

    pip install '.[dev,bench]'
    python benchmarks/handouts.py [--modules 100]

Every kind of sheet of the sample course is set cold (a new press, as a command that makes one file does) and in a run
over many modules; then the same sheets, as plain HTML, are printed by WeasyPrint (PDF/UA) and by one Chromium that
stays open.  Milliseconds differ from machine to machine and from run to run: the ratios are what is worth keeping.
"""

from __future__ import annotations

import argparse
import html
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

import msgspec
import weasyprint
from playwright.sync_api import Page, sync_playwright

from builder.book.materials import materials_of
from builder.files.course import read_course
from builder.model.sheet import Block, Bullets, Cards, Group, Heading, Layout, Paragraph, Question, Sheet, Table, Terms
from builder.pipeline.handout_sheets import Choices, sheets_of
from builder.writers.pdf.press import Press, pages_of
from builder.writers.sheets.inline import words_of

KINDS = ("student", "reading", "facilitator", "quiz", "key", "prompts", "cards")
COURSE = Path(__file__).resolve().parents[1]
STYLE = (
    "@page{size:A4;margin:19mm 26mm}body{font:12pt/1.35 serif}"
    ".l{border-bottom:1px solid;height:12mm}td,th{border:1px solid}"
)


def main() -> int:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--modules", type=int, default=100, metavar="N")
    wanted = parser.parse_args().modules
    course, _ = read_course(COURSE)
    materials = tuple(materials_of(course).values())
    print(
        f"{'kind':<12}{'pages':>6}{'cold':>9}{'run':>9}{'WeasyPrint':>12}{'Chromium':>10}   ms a page, {wanted} modules"
    )
    ratios = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page()
        for kind in KINDS:
            made = [sheet for own in materials for _, m in sheets_of(kind, own, Choices()) if (sheet := m.sheet)]
            sheets = [varied(made[number % len(made)], number) for number in range(wanted)]
            cold = median(next(iter(ours(Press(COURSE), [sheet]))) for sheet in made[:3])
            press = Press(COURSE)
            list(ours(press, made[:1]))
            warm, pages = total(ours(press, sheets)), sum(pages_of(pdf(press, sheet)) for sheet in sheets)
            few = [varied(sheet, wanted) for sheet in made[: max(1, len(made) // 2)]]
            few_pages = sum(pages_of(pdf(press, sheet)) for sheet in few)
            weasy, chrome = total(by_weasyprint(few)) / few_pages, total(by_chromium(tab, few)) / few_pages
            each = warm / pages
            ratios.append((weasy / each, chrome / each))
            print(f"{kind:<12}{pages:>6}{cold:>9.1f}{each:>9.1f}{weasy:>12.1f}{chrome:>10.1f}")
        browser.close()
    print(f"times as long a page, median over kinds: WeasyPrint {median(r[0] for r in ratios):.1f}, "
          f"Chromium {median(r[1] for r in ratios):.1f}")  # fmt: skip
    return 0


def varied(sheet: Sheet, number: int) -> Sheet:
    """Return a sheet whose every text is its own: typst remembers what it has set, and a course repeats nothing."""

    def change(value: object) -> object:
        if isinstance(value, dict):
            return {k: f"{v} {number}" if k == "text" and isinstance(v, str) else change(v) for k, v in value.items()}
        return [change(entry) for entry in value] if isinstance(value, list | tuple) else value

    return msgspec.convert(change(msgspec.to_builtins(sheet)), Sheet)


def total(times: Iterable[float]) -> float:
    """Return the sum of milliseconds."""
    return sum(times)


def pdf(press: Press, sheet: Sheet) -> bytes:
    """Return a sheet as PDF."""
    made, findings = press.pdf((sheet,), Layout())
    if made is None:
        raise SystemExit("\n".join(map(str, findings)))
    return made


def ours(press: Press, sheets: list[Sheet]) -> Iterator[float]:
    """Yield the milliseconds that each sheet takes; cold, a page's share of starting is in it."""
    for sheet in sheets:
        begin = time.perf_counter()
        pdf(press, sheet)
        yield (time.perf_counter() - begin) * 1000


def by_weasyprint(sheets: list[Sheet]) -> Iterator[float]:
    """Yield the milliseconds that WeasyPrint takes for each sheet."""
    for sheet in sheets:
        text = page(sheet)
        begin = time.perf_counter()
        weasyprint.HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")
        yield (time.perf_counter() - begin) * 1000


def by_chromium(tab: Page, sheets: list[Sheet]) -> Iterator[float]:
    """Yield the milliseconds that Chromium takes for each sheet."""
    for sheet in sheets:
        text = page(sheet)
        begin = time.perf_counter()
        tab.set_content(text)
        tab.pdf(format="A4", tagged=True)
        yield (time.perf_counter() - begin) * 1000


def page(sheet: Sheet) -> str:
    """Return a sheet as an HTML page, plain but with all its words, tables and lines."""
    head = f"<meta charset=utf-8><title>{html.escape(sheet.title)}</title><style>{STYLE}</style>"
    body = f"<h1>{words(sheet.heading)}</h1>{blocks(sheet.blocks)}"
    return f"<!doctype html><html lang={sheet.language}><head>{head}</head><body>{body}</body></html>"


def words(text: tuple) -> str:
    """Return a text as HTML."""
    return html.escape(words_of(text))


def blocks(held: Iterable[Block]) -> str:
    """Return blocks as HTML."""
    return "".join(map(block, held))


def block(held: Block) -> str:
    """Return a block as HTML."""
    match held:
        case Heading():
            return f"<h{held.level}>{words(held.text)}</h{held.level}>"
        case Paragraph():
            return f"<p>{words(held.text)}</p>"
        case Bullets():
            return f"<ul>{''.join(f'<li>{blocks(entry)}</li>' for entry in held.entries)}</ul>"
        case Terms():
            return (
                f"<dl>{''.join(f'<dt>{words(t.term)}</dt><dd>{words(t.definition)}</dd>' for t in held.entries)}</dl>"
            )
        case Question():
            options = "".join(f"<li>{words(option.text)}</li>" for option in held.options)
            return (
                f"<p><b>{held.number}. {words(held.stem)}</b></p><ol>{options}</ol>"
                + "<div class=l></div>" * held.lines
            )
        case Table():
            rows = "".join(f"<tr>{''.join(f'<td>{words(cell)}</td>' for cell in row)}</tr>" for row in held.rows)
            return f"<table><tr>{''.join(f'<th>{words(cell)}</th>' for cell in held.head)}</tr>{rows}</table>"
        case Cards():
            rows = "".join(f"<tr><td>{words(c.front)}</td><td>{words(c.back)}</td></tr>" for c in held.cards)
            return f"<table>{rows}</table>"
        case Group():
            return f"<section>{blocks(held.blocks)}</section>"
        case _:
            return ""


if __name__ == "__main__":
    raise SystemExit(main())
