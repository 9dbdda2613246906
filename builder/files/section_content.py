"""What the known sections of a module.md hold: objectives, points, definitions, prompts, notes.

The shapes (README, "module.md"): objectives and readings are bullets; talking points are bullets under
an optional lead paragraph; a definition is a definition list whose entry that begins with an em dash is
its source; a prompt is an item of a list, numbered as a rule, whose nested bullets are its plan.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from markdown_it.tree import SyntaxTreeNode

from builder.files.markdown import paragraphs_of, text_of, tree_of, with_text
from builder.files.private import PRIVATE, Labelled, pieces
from builder.model.article import Definition, Footnote, Point, PointGroup
from builder.model.module import ModuleSection, Plan, Prompt
from builder.text.inline import plain

_SOURCE = re.compile(r"^—\s+")
_NOTE = re.compile(r"^(?P<mark>\\?\[[^\[\]]{1,8}\\?\]|\(\\?\*?\d{1,3}\))\s+(?P<text>.*)\Z", re.DOTALL)


def _first(item: SyntaxTreeNode) -> str:
    return next(iter(paragraphs_of(item)), "")


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
    return tuple(paragraphs_of(tree_of(body)))


def _entries(body: str) -> tuple[str, ...]:
    """Return bullets and paragraphs alike, in order."""
    found: list[str] = []
    for node in tree_of(body).children:
        if node.type == "paragraph":
            found.append(text_of(node))
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
    for node in tree_of(body).children:
        if node.type == "paragraph":
            lead = text_of(node)
        elif node.type == "bullet_list":
            groups.append(PointGroup(lead=lead, points=_points(node)))
            lead = None
    return tuple(groups)


def _definitions(body: str) -> tuple[Definition, ...]:
    found: list[Definition] = []
    for node in tree_of(body).children:
        if node.type != "dl":
            continue
        for child in node.children:
            if child.type == "dt":
                found.append(Definition(term=text_of(child), definition=""))
            elif child.type == "dd" and found:
                found[-1] = _with_entry(found[-1], " ".join(paragraphs_of(child)))
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
    """Return the items of the top-level lists; one that is a plan's line belongs to the item before."""
    found: list[tuple[str, list[Labelled]]] = []
    for node in tree_of(body).children:
        for item in node.children if node.type in ("ordered_list", "bullet_list") else ():
            question, lines = _item_lines(item, language)
            if question or not found:
                found.append((question, []))
            found[-1][1].extend(lines)
    return tuple(Prompt(text=question, plan=_plan(lines)) for question, lines in found if question)


def _item_lines(item: SyntaxTreeNode, language: str) -> tuple[str, list[Labelled]]:
    """Return the question of a prompt, and the lines of its plan wherever they stand under it."""
    numbered = item.parent is not None and item.parent.type == "ordered_list"
    question, announced = "", ""
    found: list[Labelled] = []
    for number, (paragraph, _) in enumerate(with_text(item)):
        for place, piece in enumerate(pieces(paragraph, language)):
            first = number == place == 0
            if first and (not piece.name or (numbered and piece.name not in PRIVATE)):
                question = piece.words  # a question may begin with "Purpose:"
            elif piece.name:
                found.append(piece)
                announced = "" if piece.value else piece.name
            elif announced:  # an entry of the list that a label opens
                found.append(piece._replace(name=announced))
    return question, found


def _plan(lines: list[Labelled]) -> Plan:
    said: dict[str, list[str]] = {}
    for name, value, _ in lines:
        if value:
            said.setdefault(name, []).append(value)
    digits = re.search(r"\d{1,3}", " ".join(said.get("minutes", [])))
    return Plan(
        minutes=int(digits.group()) if digits else None,
        format=_only(said, "format"),
        purpose=_only(said, "purpose"),
        look_for=tuple(said.get("look_for", [])),
        push=_only(said, "push"),
        step_down=_only(said, "step_down"),
        objectives=tuple(dict.fromkeys(int(n) for n in re.findall(r"\d{1,2}", " ".join(said.get("objective", []))))),
    )


def _only(said: dict[str, list[str]], name: str) -> str | None:
    return " ".join(said[name]) if name in said else None
