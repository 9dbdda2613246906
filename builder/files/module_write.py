"""`Module` to module.md: whole, once, at the first import; after that by splices only."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from builder.files.lines import Splice, line_end, lines_of, newline_of, spliced
from builder.files.markdown import tokens_of
from builder.files.module_read import ModuleFile, read_module
from builder.files.yaml_write import scalar, to_yaml
from builder.findings import BuilderError, Where, error
from builder.model.article import Point
from builder.model.module import SECTION_ORDER, FrontMatter, Module, ModuleSection, Plan, SectionKind
from builder.text.inert import inert, inert_block
from builder.wording import group, phrase


def write_module(module: Module) -> str:
    """Return the text of a module.md: front matter, then every section that holds something.

    Typed fields are written in `SECTION_ORDER`, each text made inert; of `module.sections` the other
    content is taken over as it stands.
    """
    language = module.front.language
    headings = group(language, "heading")
    parts = [f"---\n{_front_matter(module.front)}---", f"<!-- {phrase(language, 'draft.module_comment')} -->"]
    for kind in SECTION_ORDER:
        if kind == "other":
            parts += [_section(section) for section in module.sections if section.kind == "other"]
        elif (body := _body(module, kind)) or (body := _given(module, kind)):
            parts.append(f"## {headings[kind]}\n\n{body}")
    return "\n\n".join(parts) + "\n"


def _front_matter(front: FrontMatter) -> str:
    values = msgspec.to_builtins(front)
    ordered = {name: values[name] for name in front.__struct_fields__ if name in values and name != "status"}
    return to_yaml({**ordered, "status": front.status})


def _section(section: ModuleSection) -> str:
    mark = " {instructor}" * section.instructor
    return f"## {inert(section.heading)}{mark}\n\n{section.body}" if section.heading else section.body


def _given(module: Module, kind: SectionKind) -> str:
    return next((section.body for section in module.sections if section.kind == kind), "")


def _body(module: Module, kind: SectionKind) -> str:
    write = _BODIES.get(kind)
    return write(module) if write else ""


def _bullets(texts: tuple[str, ...]) -> str:
    return "\n".join(f"- {inert(text)}" for text in texts)


def _running(texts: tuple[str, ...]) -> str:
    return "\n\n".join(inert_block(text) for text in texts)


def _points(points: tuple[Point, ...], indent: str = "") -> list[str]:
    lines = []
    for point in points:
        lines += [f"{indent}- {inert(point.text)}", *_points(point.points, indent + "  ")]
    return lines


def _talking_points(module: Module) -> str:
    groups = []
    for entry in module.talking_points:
        lead = [inert(entry.lead), ""] if entry.lead else []
        groups.append("\n".join([*lead, *_points(entry.points)]))
    # Two lists in a row are one list in Markdown; a comment keeps them apart.
    return "\n\n".join(
        f"<!-- -->\n\n{text}" if number and not module.talking_points[number].lead else text
        for number, text in enumerate(groups)
    )


def _definitions(module: Module) -> str:
    entries = []
    for definition in module.definitions:
        lines = [inert(definition.term), f": {inert(definition.definition)}"]
        lines += [f": — {inert(definition.source)}"] if definition.source else []
        entries.append("\n".join(lines))
    return "\n\n".join(entries)


def _plan(plan: Plan, language: str) -> list[str]:
    labels = group(language, "plan")
    rows = [
        ("minutes", str(plan.minutes) if plan.minutes else None),
        ("format", plan.format),
        ("purpose", plan.purpose),
        ("objective", ", ".join(map(str, plan.objectives))),
        *(("look_for", text) for text in plan.look_for),
        ("push", plan.push),
        ("step_down", plan.step_down),
    ]
    return [f"   - {labels[name]}: {inert(text)}" for name, text in rows if text]


def _prompts(module: Module) -> str:
    return "\n".join(
        "\n".join([f"{number}. {inert(prompt.text)}", *_plan(prompt.plan, module.front.language)])
        for number, prompt in enumerate(module.prompts, 1)
    )


def _notes(module: Module) -> str:
    return "\n".join(f"- {inert(f'{note.mark} {note.text}'.strip())}" for note in module.footnotes)


_BODIES: dict[SectionKind, Callable[[Module], str]] = {
    "objectives": lambda module: _bullets(module.objectives),
    "summary": lambda module: _running(module.summary),
    "definitions": _definitions,
    "talking_points": _talking_points,
    "key_insight": lambda module: _bullets(module.key_insight),
    "informing_practice": lambda module: _running(module.informing_practice),
    "prompts": _prompts,
    "continued_reading": lambda module: _bullets(module.continued_reading),
    "notes": _notes,
    "credits": lambda module: _running(module.credits),
}


def with_field(file: ModuleFile, key: str, value: str | int | tuple[str, ...]) -> str:
    """Return the text of a module.md with one field of its front matter set, all other bytes kept.

    Raises BuilderError where the front matter is written so that it cannot be changed safely.
    """
    node = file.yaml.get(key)
    current = node.value() if node is not None else None
    if current == (list(value) if isinstance(value, tuple) else str(value)):
        return file.text
    text = spliced(file.text, [_field(file, key, value)])
    after, _ = read_module(file.module.slug, text, file.file)
    expected = msgspec.structs.replace(file.module.front, **{key: value})
    if after is None or after.module.front != expected:
        help_ = f"write `{key}:` on a line of its own, and its value behind it"
        message = f"the front matter is written so that `{key}` cannot be changed safely"
        raise BuilderError(error("front-matter-unchanged", message, Where(file=file.file, line=1), help_))
    return text


def _field(file: ModuleFile, key: str, value: str | int | tuple[str, ...]) -> Splice:
    """Return the splice that sets a field: its value alone where the field is there, else a line more."""
    node = file.yaml.get(key)
    words = f"[{', '.join(map(_in_flow, value))}]" if isinstance(value, tuple) else scalar(value)
    if node is None:
        return Splice(start=file.yaml_end, end=file.yaml_end, text=f"{key}: {words}{newline_of(file.text)}")
    start, end = node.start + file.yaml_start, node.end + file.yaml_start
    if node.kind == "sequence" and not node.flow:  # a block list begins on the line after its key
        names = [name for name, _ in file.yaml.entries]
        start = line_end(file.text, file.yaml.keys[names.index(key)] + file.yaml_start)
        words = f" {words}"
    elif start == end and file.text[start - 1 : start] == ":":
        words = f" {words}"
    return Splice(start=start, end=end, text=words)


def _heading_end(section: str) -> int:
    """Return the offset at which a section's heading ends, before its line end (a setext one has two lines)."""
    heading = tokens_of(section)[0]
    last = heading.map[1] - 1 if heading.map else 0
    return line_end(section, lines_of(section).starts[last])


def _in_flow(text: str) -> str:
    words = scalar(text)
    return words if words.startswith('"') or "," not in words else f'"{words}"'


def with_section(file: ModuleFile, kind: SectionKind, body: str) -> str:
    """Return the text of a module.md with the body of one section replaced, all other bytes kept.

    A section that is not there yet is put where `SECTION_ORDER` has it.  Raises BuilderError where the
    file is written so that it would not stand there: after a fence or a comment that is never closed.
    """
    text = _with_section(file, kind, body)
    after, _ = read_module(file.module.slug, text, file.file)
    sections = after.module.sections if after is not None else ()
    first = next((section for section in sections if section.kind == kind), None)
    if first is None or first.body != body.strip("\n"):
        message = "the new text would stand inside a block that is never closed"
        help_ = "close the code block or comment above it"
        raise BuilderError(error("section-unchanged", message, Where(file=file.file, line=1), help_))
    return text


def _with_section(file: ModuleFile, kind: SectionKind, body: str) -> str:
    newline = newline_of(file.text)
    words = newline.join(body.strip("\n").split("\n"))
    known = [section for section in file.module.sections if section.span is not None]
    section = next((section for section in known if section.kind == kind), None)
    if section is not None and section.span is not None:
        if section.body == body.strip("\n"):
            return file.text
        text = file.text[section.span.start : section.span.end]
        heading_end = _heading_end(text)
        tail = newline * 2 if section.span.end < len(file.text) else newline
        put = f"{text[:heading_end]}{newline * 2}{words}{tail}"
        return spliced(file.text, [Splice(start=section.span.start, end=section.span.end, text=put)])
    later = SECTION_ORDER[SECTION_ORDER.index(kind) + 1 :]
    follower = next((section for section in known if section.kind in later), None)
    at = follower.span.start if follower is not None and follower.span is not None else len(file.text)
    heading = group(file.module.front.language, "heading")[kind]
    gap = "" if file.text[:at].endswith(newline * 2) else newline if file.text[:at].endswith(newline) else newline * 2
    tail = newline * 2 if at < len(file.text) else newline
    put = f"{gap}## {heading}{newline * 2}{words}{tail}"
    return spliced(file.text, [Splice(start=at, end=at, text=put)])
