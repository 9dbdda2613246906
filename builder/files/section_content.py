"""What the known sections of a module.md hold: objectives, points, definitions, prompts, notes.

The shapes (README, "module.md"): objectives and readings are bullets; talking points are bullets under
an optional lead paragraph; a definition is a definition list whose entry that begins with an em dash is
its source; a prompt is a numbered item whose nested bullets are its plan.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from markdown_it.tree import SyntaxTreeNode

from builder.model.article import Definition, Footnote, Point, PointGroup
from builder.model.module import ModuleSection, Plan, Prompt
from builder.text.inline import plain
from builder.wording import group

_SOURCE = re.compile(r"^—\s+")
_NOTE = re.compile(r"^(?P<mark>\\?\[[^\[\]]{1,8}\\?\]|\(\\?\*?\d{1,3}\))\s+(?P<text>.*)\Z", re.DOTALL)
_PRIVATE = ("look_for", "push", "step_down")


def _tree(body: str) -> SyntaxTreeNode:
    from builder.files.module_read import markdown_parser  # noqa: PLC0415 - one parser for both files

    return SyntaxTreeNode(markdown_parser().parse(body))


def _text(node: SyntaxTreeNode) -> str:
    """Return the inline Markdown of a paragraph on one line."""
    return " ".join(line.strip() for line in node.children[0].content.split("\n")).strip() if node.children else ""


def _paragraphs(node: SyntaxTreeNode) -> list[str]:
    return [_text(child) for child in node.children if child.type == "paragraph"]


def _first(item: SyntaxTreeNode) -> str:
    return next(iter(_paragraphs(item)), "")


def content_of(sections: tuple[ModuleSection, ...], language: str) -> dict[str, Any]:
    """Return the typed fields of a Module from its sections; of a doubled section the first counts."""
    bodies: dict[str, str] = {}
    for section in sections:
        bodies.setdefault(section.kind, section.body)
    return {
        "objectives": _entries(bodies.get("objectives", "")),
        "summary": _running(bodies.get("summary", "")),
        "definitions": _definitions(bodies.get("definitions", "")),
        "talking_points": _groups(bodies.get("talking_points", "")),
        "key_insight": _entries(bodies.get("key_insight", "")),
        "informing_practice": _running(bodies.get("informing_practice", "")),
        "prompts": _prompts(bodies.get("prompts", ""), language),
        "continued_reading": _entries(bodies.get("continued_reading", "")),
        "footnotes": _footnotes(bodies.get("notes", "")),
        "credits": _entries(bodies.get("credits", "")),
    }


def _running(body: str) -> tuple[str, ...]:
    return tuple(_paragraphs(_tree(body)))


def _entries(body: str) -> tuple[str, ...]:
    """Return bullets and paragraphs alike, in order."""
    found: list[str] = []
    for node in _tree(body).children:
        if node.type == "paragraph":
            found.append(_text(node))
        elif node.type in ("bullet_list", "ordered_list"):
            found += [text for item in node.children if (text := _first(item))]
    return tuple(found)


def _points(bullets: SyntaxTreeNode) -> tuple[Point, ...]:
    points = []
    for item in bullets.children:
        nested = [point for child in item.children if child.type == "bullet_list" for point in _points(child)]
        points.append(Point(text=_first(item), points=tuple(nested)))
    return tuple(points)


def _groups(body: str) -> tuple[PointGroup, ...]:
    groups = []
    lead: str | None = None
    for node in _tree(body).children:
        if node.type == "paragraph":
            lead = _text(node)
        elif node.type == "bullet_list":
            groups.append(PointGroup(lead=lead, points=_points(node)))
            lead = None
    return tuple(groups)


def _definitions(body: str) -> tuple[Definition, ...]:
    found: list[Definition] = []
    for node in _tree(body).children:
        if node.type != "dl":
            continue
        for child in node.children:
            if child.type == "dt":
                found.append(Definition(term=_text(child), definition=""))
            elif child.type == "dd" and found:
                found[-1] = _with_entry(found[-1], " ".join(_paragraphs(child)))
    return tuple(found)


def _with_entry(definition: Definition, text: str) -> Definition:
    if _SOURCE.match(text) and definition.source is None:
        return msgspec.structs.replace(definition, source=_SOURCE.sub("", text))
    joined = f"{definition.definition} {text}".strip()
    return msgspec.structs.replace(definition, definition=joined)


def _footnotes(body: str) -> tuple[Footnote, ...]:
    notes = []
    for entry in _entries(body):
        match = _NOTE.match(entry)
        mark, text = (plain(match["mark"]), match["text"]) if match else ("", entry)
        notes.append(Footnote(mark=mark, text=text))
    return tuple(notes)


def _prompts(body: str, language: str) -> tuple[Prompt, ...]:
    return tuple(
        Prompt(text=_first(item), plan=_plan(item, language))
        for node in _tree(body).children
        if node.type == "ordered_list"
        for item in node.children
    )


def _labels(language: str) -> dict[str, str]:
    return {words.casefold(): name for known in ("en", language) for name, words in group(known, "plan").items()}


def _labelled(entry: SyntaxTreeNode, language: str) -> tuple[str, str]:
    """Return the name of a plan's line and what it says; an empty name for a bullet of another kind."""
    label, colon, value = _first(entry).partition(":")
    name = _labels(language).get(plain(label).strip(" *").casefold(), "") if colon else ""
    marks = label.strip()[: len(label.strip()) - len(label.strip().lstrip("*"))]  # `**Push:** ...`
    return name, value.strip().removeprefix(marks).strip() if name else ""


def _plan_lines(item: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    return [entry for child in item.children if child.type == "bullet_list" for entry in child.children]


def _plan(item: SyntaxTreeNode, language: str) -> Plan:
    said: dict[str, list[str]] = {}
    for entry in _plan_lines(item):
        name, value = _labelled(entry, language)
        if name and value:
            said.setdefault(name, []).append(value)
    digits = re.search(r"\d{1,3}", " ".join(said.get("minutes", [])))
    return Plan(
        minutes=int(digits.group()) if digits else None,
        format=_only(said, "format"),
        purpose=_only(said, "purpose"),
        look_for=tuple(said.get("look_for", [])),
        push=_only(said, "push"),
        step_down=_only(said, "step_down"),
    )


def _only(said: dict[str, list[str]], name: str) -> str | None:
    return " ".join(said[name]) if name in said else None


def private_spans(body: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of the plan lines that only an instructor sees: look for, push, step down."""
    starts = [0]
    for line in body.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    spans = []
    for node in _tree(body).children:
        for item in node.children if node.type == "ordered_list" else ():
            for entry in _plan_lines(item):
                name, _ = _labelled(entry, language)
                if name in _PRIVATE and entry.map:
                    spans.append((starts[entry.map[0]], min(starts[entry.map[1]], len(body))))
    return tuple(spans)
