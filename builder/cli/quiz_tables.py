"""What `builder quiz` prints: the bank, what drafting again changed, and the report."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from builder.model.item import kind_of
from builder.text.inline import plain

if TYPE_CHECKING:
    from builder.drafting.metrics import Metric
    from builder.model.bank import BankItem, ModuleBank
    from builder.model.item import Item
    from builder.pipeline import QuizReport, Redrafted

_STATES = {"drafted": "drafted", "accepted": "accepted", "authored": "yours"}
_NARROWEST = 40
_WIDEST = 44


def _grid(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as columns of bounded width; the last one takes what is left of the terminal's width."""
    widths = [min(_WIDEST, max(len(row[column]) for row in rows)) for column in range(len(rows[0]))]
    widths[-1] = max(len(row[-1]) for row in rows)
    room = max(_NARROWEST, shutil.get_terminal_size((120, 24)).columns - sum(widths[:-1]) - 2 * (len(widths) - 1))
    widths[-1] = min(widths[-1], room)
    return ["  ".join(_clip(c, w).ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]


def _clip(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def bank_as_json(rows: tuple[BankItem, ...]) -> str:
    """Return the JSON of `builder quiz list --json`: every item whole, with module and state."""
    items = [{"module": r.module, "state": r.state, "item": msgspec.to_builtins(r.item)} for r in rows]
    return json.dumps({"format": 1, "items": items}, indent=2, ensure_ascii=False)


def bank_table(rows: tuple[BankItem, ...]) -> list[str]:
    """Return the lines of `builder quiz list`: under each module its items."""
    if not rows:
        return ["there are no items"]
    lines: list[str] = []
    for slug in dict.fromkeys(row.module for row in rows):
        mine = [row for row in rows if row.module == slug]
        cells = [(r.item.id, kind_of(r.item), _STATES[r.state], plain(r.item.stem)) for r in mine]
        lines += [slug, *(f"  {line}" for line in _grid(cells)), ""]
    states = [row.state for row in rows]
    counts = [f"{states.count(state)} {name}" for state, name in _STATES.items()]  # type: ignore[arg-type]
    return [*lines, f"{_items(len(rows))}: {', '.join(counts)}"]


def _items(number: int) -> str:
    return f"{number} item{'s' * (number != 1)}"


def redrafted(slug: str, result: Redrafted, *, written: bool) -> list[str]:
    """Return the lines that say what drafting again changed, or would change."""
    if not (result.added or result.changed or result.gone):
        return [f"{slug}: nothing changes; {result.kept} kept"]
    did = "" if written else "would be "
    lines = [f"{slug}: {len(result.added)} {did}new, {len(result.changed)} {did}changed, {len(result.gone)} {did}gone"]
    lines[0] += f"; {result.kept} kept"
    lines += [_row("+", item) for item in result.added]
    lines += [_row("~", item) for item in result.changed]
    return lines + [f"  - {id_}" for id_ in result.gone]


def _row(mark: str, item: Item) -> str:
    return f"  {mark} {item.id}  {kind_of(item)}  {_clip(plain(item.stem), 90)}"


def report_as_json(told: QuizReport) -> str:
    """Return the JSON of `builder quiz report --json`."""
    return json.dumps({"format": 1, **msgspec.to_builtins(told)}, indent=2, ensure_ascii=False)


def report_table(told: QuizReport) -> list[str]:
    """Return the lines of `builder quiz report`."""
    if not told.items and not told.mined:
        return ["there are no items; `builder quiz redraft SLUG` drafts some from the article"]
    lines = [f"{_items(told.items)}: {_counts(told.kinds)}", f"state: {_counts(_named_states(told.states))}"]
    lines.append(f"rules broken: {_counts(told.lint) or 'none'}")
    lines.append(f"drafting today: {told.mined} candidates; refused by rule: {_counts(told.refused) or 'none'}")
    lines += ["", *_figures(told.metrics), ""]
    for row in told.modules:
        lines += [*_module(row), ""]
    return lines[:-1]


def _named_states(states: Mapping[str, int]) -> dict[str, int]:
    return {_STATES[state]: number for state, number in states.items()}


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())


def _figures(metrics: Iterable[Metric]) -> list[str]:
    found = tuple(metrics)
    if not found:
        return ["figures over the multiple-choice items: fewer than 10, so there are none"]
    judged = found[0].judged
    head = "figures over the multiple-choice items"
    rows = [("figure", "value", "error", "wanted", "" if judged else "(under 150 items: told, not judged)")]
    for m in found:
        value = "-" if m.value is None else f"{m.value:.2f}"
        verdict = ("" if m.holds else "out of bounds") if judged else ""
        rows.append((m.name, value, "" if m.error is None else f"± {m.error:.2f}", _bounds(m), verdict))
    return [head, *(f"  {line}" for line in _grid(rows))]


def _bounds(metric: Metric) -> str:
    if metric.low is not None and metric.high is not None:
        return f"{metric.low:.2f} to {metric.high:.2f}"
    if metric.high is not None:
        return f"at most {metric.high:.2f}"
    return f"at least {metric.low:.2f}" if metric.low is not None else ""


def _module(row: ModuleBank) -> list[str]:
    """Return the alignment table of a module with its gaps, and what nothing asks about."""
    table = row.alignment
    told = f"{table.gaps} empty cell{'s' * (table.gaps != 1)} in its table" if table.rows else "no objectives"
    lines = [f"{row.slug}: {_items(row.items)}; {told}"]
    if table.rows:
        cells = [("", "items", "prompts", "objective")]
        cells += [
            (
                str(aligned.number),
                ", ".join(aligned.items) or "none",
                ", ".join(map(str, aligned.prompts)) or "none",
                plain(aligned.objective),
            )
            for aligned in table.rows
        ]
        lines += [f"  {line}" for line in _grid(cells)]
    loose = [f"items {', '.join(table.items)}"] * bool(table.items)
    loose += [f"prompts {', '.join(map(str, table.prompts))}"] * bool(table.prompts)
    lines += [f"  serve no objective: {'; '.join(loose)}"] if loose and table.rows else []
    for covered in row.coverage:
        if covered.there:
            lines.append(f"  {covered.part}: {covered.covered} of {covered.there} asked about")
            lines += [f"    not yet: {_clip(text, 100)}" for text in covered.missing]
    return lines
