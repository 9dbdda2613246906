"""What commands print for people: short tables on standard output, findings on standard error."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import msgspec

from builder.cli import changes
from builder.findings import Finding, Severity, has_errors, in_order
from builder.model.article import paragraphs
from builder.text.inline import plain

if TYPE_CHECKING:
    from builder.model.article import Article, Inspection
    from builder.model.module import Module
    from builder.pipeline import Again, Imported, Row


_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


def tell(findings: tuple[Finding, ...]) -> None:
    """Print the findings to standard error, one line each, in a stable order."""
    for finding in in_order(findings):
        print(finding, file=sys.stderr)


def findings_as_json(findings: tuple[Finding, ...]) -> str:
    """Return the JSON of `builder check --json`: the findings in order, and how many there are of each severity."""
    counts = {severity: sum(f.severity == severity for f in findings) for severity in _SEVERITIES}
    value = {"format": 1, "findings": [msgspec.to_builtins(finding) for finding in findings], "counts": counts}
    return json.dumps(value, indent=2, ensure_ascii=False)


def counted(findings: tuple[Finding, ...]) -> str:
    """Return the last line of `builder check`."""
    if not findings:
        return "nothing to mend"
    counts = [_count(sum(f.severity == severity for f in findings), severity) for severity in _SEVERITIES]
    return ", ".join(counts) + "; `builder explain CODE` says more of what stands in brackets"


def checked(findings: tuple[Finding, ...], *, as_json: bool, strict: bool) -> int:
    """Print what a check found, and return its exit code: 1 for errors, and where it is strict for warnings too."""
    if as_json:
        print(findings_as_json(findings))
    else:
        for finding in findings:
            print(finding)
        print(counted(findings))
    failing = ("error", "warning") if strict else ("error",)
    return 1 if any(finding.severity in failing for finding in findings) else 0


def rows_as_json(rows: tuple[Row, ...]) -> str:
    """Return the JSON of `builder status --json`."""
    value = {"format": 1, "modules": [msgspec.to_builtins(row) for row in rows]}
    return json.dumps(value, indent=2, ensure_ascii=False)


def table(rows: tuple[Row, ...]) -> list[str]:
    """Return the lines of `builder status`."""
    if not rows:
        return ["the course has no modules; `builder import ARTICLE` makes one"]
    head = ("module", "status", "items", "page", "findings", "missing")
    body = [_cells(row) for row in rows]
    widths = [max(len(cells[column]) for cells in (head, *body)) for column in range(len(head))]
    lines = [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)) for cells in (head, *body)
    ]
    reviewed = sum(row.status == "reviewed" for row in rows)
    stale = sum(row.page in ("stale", "missing") for row in rows)
    unread = sum(row.status == "unreadable" for row in rows)
    last = f"{_count(len(rows), 'module')}, {reviewed} reviewed, {len(rows) - reviewed - unread} in draft"
    last += f", {unread} that cannot be read" * bool(unread)
    return [*(line.rstrip() for line in lines), "", last + f"; {stale} to build" * bool(stale)]


def _cells(row: Row) -> tuple[str, ...]:
    items = [f"{row.drafted} drafted"] * bool(row.drafted) + [f"{row.authored} yours"] * bool(row.authored)
    found = [_count(row.errors, "error")] * bool(row.errors) + [_count(row.warnings, "warning")] * bool(row.warnings)
    return (
        row.slug,
        f"reviewed {row.reviewed or ''}".rstrip() if row.status == "reviewed" else row.status,
        ", ".join(items) or "-",
        row.page,
        ", ".join(found) or "-",
        ", ".join(row.missing) or "-",
    )


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def parts(article: Article) -> dict[str, str]:
    """Return what an article holds by name, with a count or the words; empty where it holds none."""
    points = [point for group in article.talking_points for point in group.points]
    leads = sum(group.lead is not None for group in article.talking_points)
    nested = sum(len(point.points) for point in points)
    under = [_count(leads, "lead line")] * bool(leads) + [f"{nested} nested"] * bool(nested)
    other = sum(len(section.paragraphs) for section in article.sections)
    return {
        "title": article.title or "",
        "citation": article.citation or "",
        "talking points": (_count(len(points), "point") + (f" ({', '.join(under)})" if under else "")) * bool(points),
        "key insight": _count(len(article.key_insight), "paragraph") * bool(article.key_insight),
        "summary": _count(len(article.summary), "paragraph") * bool(article.summary),
        "key definitions": ", ".join(definition.term for definition in article.definitions),
        "informing practice": _count(len(article.informing_practice), "paragraph") * bool(article.informing_practice),
        "questions raised": _count(len(article.questions), "question") * bool(article.questions),
        "continued reading": _count(len(article.continued_reading), "reading") * bool(article.continued_reading),
        "keywords": ", ".join(article.keywords),
        "notes": _count(len(article.footnotes), "note") * bool(article.footnotes),
        "credits": "; ".join(article.credits),
        "byline": "; ".join(article.byline),
        "other text": _count(other, "paragraph") * bool(other),
    }


def _clip(text: str, width: int = 100) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def seen(inspection: Inspection) -> list[str]:
    """Return the lines of `builder inspect` without --json."""
    found = parts(inspection)
    lines = [f"{inspection.source.name}: {inspection.kind}, language {inspection.language}"]
    lines += [f"  {name:<19}{_clip(text)}" for name, text in found.items() if text]
    missing = [name for name, text in found.items() if not text and name != "other text"]
    if missing:
        lines.append(f"  {'not found':<19}{', '.join(missing)}")
    lines += [f"  {'left out (site)':<19}{_clip(line)}" for line in inspection.dropped]
    return lines


def imported(outcome: Imported) -> list[str]:
    """Return the table that `builder import` prints for one article."""
    inspection = outcome.inspection
    if outcome.again is not None:
        return _merged(outcome, outcome.again)
    if inspection is None or outcome.module is None:
        return [f"{outcome.name}: nothing imported"]
    found = parts(inspection)
    missing = [name for name, text in found.items() if not text and name != "other text"]
    rows = [("found", f"{name}: {_clip(text, 84)}") for name, text in found.items() if text]
    rows += [("not found", ", ".join(missing))] * bool(missing)
    rows += [("left out", _clip(line, 84)) for line in inspection.dropped]
    rows += [("drafted", line) for line in _drafted(outcome)]
    rows += [("not asked", _clip(finding.message, 110)) for finding in outcome.refused]
    rows += [("to do", line) for line in outcome.to_do]
    head = f"{outcome.name} -> {outcome.place}{'' if outcome.written else ' (nothing written)'}"
    return [head, *changes.labelled(rows)]


def _merged(outcome: Imported, again: Again) -> list[str]:
    """Return the table of an article that was imported again; a dry run shows what it would change, line by line."""
    head = f"{outcome.name} -> {outcome.place}, again{'' if outcome.written else ' (nothing written)'}"
    shown = changes.diffs(again) if not outcome.written else []
    return [head, *changes.labelled(changes.merged(again)), *([""] if shown else []), *shown]


def all_imported(outcomes: tuple[Imported, ...]) -> list[str]:
    """Return the table that `builder import` prints for several articles: a line each, and how many."""
    rows = [_row(outcome) for outcome in outcomes]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [f"{name:<{widths[0]}}  {place:<{widths[1]}}  {told}".rstrip() for name, place, told in rows]
    lines += _unknown_headings(outcomes)
    new = sum(outcome.module is not None for outcome in outcomes)
    again = sum(outcome.again is not None for outcome in outcomes)
    failed = sum(has_errors(outcome.findings) and outcome.again is None for outcome in outcomes)
    there = len(outcomes) - new - again - failed
    written = any(outcome.written for outcome in outcomes)
    counts = [f"{_count(new, 'article')} {'imported' if written or not new else 'to import (nothing written)'}"]
    counts += [f"{again} {'merged' if written else 'to merge'} into the module of an earlier version"] * bool(again)
    counts += [f"{there} in the course already"] * bool(there) + [f"{failed} not imported"] * bool(failed)
    return [*lines, "", ", ".join(counts)]


def _unknown_headings(outcomes: tuple[Imported, ...]) -> list[str]:
    """Return a line for each article with headings that are not known, and what to do about them."""
    rows = [(outcome.name, outcome.unknown) for outcome in outcomes if outcome.unknown]
    if not rows:
        return []
    told = [f"  {_clip(name, 40)}: {_clip(', '.join(f'“{one}”' for one in unknown))}" for name, unknown in rows]
    cure = "call them Talking points, Key terms or so in module.md, or in the article and import it again"
    return ["", "headings that are not known:", *told, f"  where they hide a part, {cure}"]


def _row(outcome: Imported) -> tuple[str, str, str]:
    """Return an article's line: its file, its place, what was found and drafted."""
    name = _clip(outcome.name, 40)
    inspection, module = outcome.inspection, outcome.module
    if outcome.again is not None:
        clashes = len(outcome.again.module.conflicts)
        told = f"merged, {_count(clashes, 'conflict')}" if clashes else "merged"
        return name, outcome.place, told if outcome.written else f"to be {told}"
    if inspection is None or module is None:
        return name, outcome.place or "-", "in the course already" if outcome.place else "not imported: see below"
    points = sum(len(group.points) for group in module.talking_points)
    found = {
        "point": points,
        "term": len(module.definitions),
        "question": len(inspection.questions),
        "quiz item": len(module.items),
    }
    counts = ", ".join(_count(number, what) for what, number in found.items())
    return name, f"{outcome.place}", f"{counts}, {inspection.language}"


def _drafted(outcome: Imported) -> list[str]:
    module = outcome.module
    if module is None:
        return []
    plans = sum(prompt.plan.minutes is not None for prompt in module.prompts)
    counts = [
        _count(len(module.objectives), "learning objective"),
        _count(plans, "discussion plan"),
        _count(len(module.items), "quiz item"),
    ]
    return [", ".join(counts), *_chosen(outcome.inspection, module)]


def _chosen(inspection: Article | None, module: Module) -> list[str]:
    """Return the line that tells what was chosen from the text of an article without such sections."""
    if inspection is None:
        return []
    points = sum(len(group.points) for group in module.talking_points) * (not inspection.talking_points)
    summary = (len(module.summary) - 1) * (not inspection.summary)  # the last line says that it was chosen
    terms = len(module.definitions) * (not inspection.definitions)
    counts = [_count(terms, "key term")] * bool(terms)
    counts += [_count(points, "talking point")] * bool(points)
    counts += [f"a summary of {_count(summary, 'sentence')}"] * (summary > 0)
    counts += [_questions(inspection, module)] * bool(_questions(inspection, module))
    return [f"chosen from its text: {', '.join(counts)}"] * bool(counts)


def _questions(inspection: Article, module: Module) -> str:
    """Return how many prompts are questions that the article's text asks, and in which paragraphs; "" for none."""
    asked = [plain(prompt.text) for prompt in module.prompts] if not inspection.questions else []
    places = [
        next((f"¶{p.number}" for p in paragraphs(inspection) if question in " ".join(plain(p.text).split())), "")
        for question in asked
    ]
    found = [place for place in places if place]
    return f"{_count(len(found), 'question')} ({', '.join(found)})" if found else ""
