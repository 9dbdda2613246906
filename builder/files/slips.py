"""Slips in a module.md that would show students what was meant for the instructor, or hide what was meant for them.

A line that looks private and stands where nothing is private stops the build; a heading or a label that
nearly is a known one is told.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from builder.files.markdown import tokens_of, tree_of, with_text, without_markers
from builder.files.private import MARK, PRIVATE, folded, labelled, private_headings
from builder.findings import Finding, Where, error, warning
from builder.model.module import ModuleSection
from builder.wording import group

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPHASIS = re.compile(r"[*_`\\]")
_ODD_MARK = re.compile(r"(?<!\\)[{(]\s*(?P<word>[^{}()]{2,30}?)\s*[})]\s*:?\s*\Z")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:：.?!]{1,25}?)\s*[:：]\s")

#: A heading with a word of each is meant for the person in front of the room.
_TEACHERS = frozenset(
    """
    instructor instructors teacher teachers tutor tutors facilitator facilitators lecturer lecturers trainer trainers
    docente docentes profesor profesores profesora profesorado facilitador facilitadora enseignant enseignants
    enseignante enseignantes professeur professeurs formateur formatrice للمدرس للمعلم المدرس المعلم
    """.split()
)
_NOTES = frozenset(
    "note notes key answers only notas nota clave respuestas solo réponses corrigé seulement ملاحظات ملاحظة".split()
)

#: How alike two words or phrases are that differ by a slip (difflib's ratio).
_NEAR = 0.82

_Slip = tuple[str, str]


def slips(section: ModuleSection, language: str, heading_at: Where, body_at: Where) -> Iterator[Finding]:
    """Yield the findings about the slips in a section; `body_at` is the line on which its body begins."""
    yield from _in_heading(section, language, heading_at)
    yield from _open_comments(section.body, body_at)
    if section.instructor:
        return
    hidden = _hidden(section)
    lines = section.body.split("\n")
    private = _private_lines(section, lines, language)
    loose = _loose_definitions(section) if section.kind == "definitions" else set()
    for number, line in enumerate(lines):
        if number in hidden:
            continue
        at = Where(file=body_at.file, line=(body_at.line or 1) + number)
        if number in private:
            yield error("private-line-shown", private[number][0], at, private[number][1])
        elif line.startswith("#") and re.match(r"#{1,4}[^\s#]", line):
            help_ = f"write `{re.sub('^#+', lambda marks: marks.group() + ' ', line.strip())}`"
            yield warning(
                "heading-without-blank", "this is shown as text: a heading has a blank after its marks", at, help_
            )
        elif section.kind == "definitions" and number in loose:
            message = "students see this as a line of text: a definition begins with a colon and a blank"
            yield warning(
                "definition-without-colon", message, at, "write the term on one line and `: its definition` under it"
            )
        elif section.kind == "prompts" and _is_no_number(line, language):
            help_ = f"write a number: `{group(language, 'plan')['minutes']}: 15`"
            yield warning("minutes-unread", "these minutes hold no number", at, help_)
        elif section.kind == "prompts" and (other := _unknown_label(line, language)):
            known = ", ".join(group(language, "plan")[name] for name in PRIVATE)
            yield warning(
                "plan-label-unknown", f"students read this line: “{other}” is no label", at, f"hidden are: {known}"
            )


def _hidden(section: ModuleSection) -> set[int]:
    """Return the lines of a section that students do not get anyway."""
    body = section.body
    spans = [*section.private, *(match.span() for match in _COMMENT.finditer(body))]
    return {
        number
        for start, end in spans
        for number in range(body.count("\n", 0, start), body.count("\n", 0, end) + (body[end - 1] != "\n"))
    }


def _loose_definitions(section: ModuleSection) -> set[int]:
    """Return the first lines of paragraphs of two lines or more among definitions: a term whose colon is lost."""
    nodes = tree_of(section.body).children
    if not any(node.type == "dl" for node in nodes):
        return set()  # somebody's own way of writing them
    return {
        node.map[0]
        for node in nodes
        if node.type == "paragraph" and node.map is not None and node.map[1] - node.map[0] > 1
    }


def _is_no_number(line: str, language: str) -> bool:
    """Return whether a line gives minutes without a figure."""
    label = labelled(line, language)
    return label is not None and label.name == "minutes" and not re.search(r"\d", label.value)


def _private_lines(section: ModuleSection, lines: list[str], language: str) -> dict[int, _Slip]:
    """Return the lines that look private, each with what is wrong and what to do."""
    found: dict[int, _Slip] = {}
    for node, depth in with_text(tree_of(section.body)):
        for number in range(*(node.map or (0, 0))):
            slip = _suspicion(lines[number], language)
            if slip is None and section.kind == "prompts" and depth > 1:
                slip = _nearly_a_label(lines[number], language)
            if slip is not None:
                found[number] = slip
    for number, line in enumerate(lines if section.kind == "prompts" else ()):
        label = labelled(line.strip("# "), language)
        if label is not None and label.name in PRIVATE:
            message = "students would read this line: it stands in a heading, in code or in HTML"
            found[number] = (message, "write it as a bullet under the question")
    return found


def _suspicion(line: str, language: str) -> _Slip | None:
    """Return what is wrong with a line that is marked or titled for the instructor, and what to do."""
    words = without_markers(line)
    if MARK.search(words):
        return "students would read what follows this `{instructor}`", "write it at the end of a `##` heading"
    title = re.split("[:：]", words.strip("# "), maxsplit=1)[0]
    if folded(title) in private_headings(language):
        known = " ".join(_EMPHASIS.sub("", title).split())
        return "students would read this and what follows: it is no heading", f"write `## {known}` on a line of its own"
    return None


def _nearly_a_label(line: str, language: str) -> _Slip | None:
    """Return what is wrong with a line of a plan whose label lacks its colon or a letter."""
    words = _EMPHASIS.sub("", without_markers(line))
    labels = {name: label for name, label in group(language, "plan").items() if name in PRIVATE}
    for _, label in sorted(labels.items()):
        if re.match(rf"{re.escape(label)}\b(?!\s*[:：])", words, re.IGNORECASE) and not words.endswith("?"):
            return f"students would read this line: “{label}” has no colon", f"write `{label}: ...`, or other words"
    match = _LABEL.match(words)
    near = match and _near(match["label"], {label.casefold(): label for label in labels.values()})
    if match and near and labelled(line, language) is None:
        return f"students would read this line: “{match['label']}” is no label", f"write `{near}: ...`, or other words"
    return None


def _unknown_label(line: str, language: str) -> str | None:
    """Return the label of a bullet under a prompt that is none of ours."""
    if not re.match(r"\s+[-*+] ", line) or labelled(line, language) is not None:
        return None
    match = _LABEL.match(_EMPHASIS.sub("", without_markers(line)))
    return match["label"] if match and len(match["label"].split()) <= 3 else None


def _near(words: str, known: dict[str, str]) -> str | None:
    """Return the known phrase that `words` differs from by a slip, None where it is none or is one itself."""
    key = folded(words)
    if key in known:
        return None
    close = difflib.get_close_matches(key, sorted(known), n=1, cutoff=_NEAR)
    return known[close[0]] if close else None


def _in_heading(section: ModuleSection, language: str, at: Where) -> Iterator[Finding]:
    """Yield what is wrong with a heading: an unknown mark at its end, a known name misspelt."""
    heading = section.heading
    if section.kind != "other" or not heading or section.instructor:
        return
    odd = _ODD_MARK.search(heading)
    braces = odd is not None and heading.rstrip(": ").endswith("}")
    if odd is not None and (
        braces or _near(odd["word"], {"instructor": "instructor"}) or odd["word"].casefold() == "instructor"
    ):
        message = f"students would read this section: “{odd.group().strip()}” is no mark"
        yield error("private-line-shown", message, at, "end the heading in `{instructor}` to keep it from students")
        return
    known = {words.casefold(): words for words in group(language, "heading").values()}
    words = set(re.findall(r"[^\W\d_]+", heading.casefold()))
    if words & _TEACHERS and words & _NOTES:
        message = f"students would read “{heading}”"
        yield error("private-line-shown", message, at, "end the heading in `{instructor}`, or choose other words")
        return
    near = _near(heading, known)
    if near and near.casefold() in private_headings(language):
        yield error(
            "private-line-shown", "students would read this section", at, f"write `## {near}`, or another heading"
        )
    elif near:
        yield warning(
            "heading-near", f"“{heading}” is shown as a section of your own", at, f"did you mean `## {near}`?"
        )


def label_as_heading(before: ModuleSection, section: ModuleSection, language: str, at: Where) -> Iterator[Finding]:
    """Yield an error where a private line behind the prompts is read as a heading: dashes under it make it one."""
    label = labelled(section.heading, language)
    shown = before.kind == "prompts" and section.kind == "other" and not section.instructor
    if shown and label is not None and label.name in PRIVATE:
        message = f"students would read “{section.heading}”: it is a heading, by its mark or by the line under it"
        yield error("private-line-shown", message, at, "write it as a bullet under the question")


def _open_comments(body: str, at: Where) -> Iterator[Finding]:
    """Yield an error for a comment that is never closed: all that follows would vanish from the page."""
    for token in tokens_of(body):
        opened = token.type == "html_block" and token.content.lstrip().startswith("<!--")
        if opened and "-->" not in token.content and token.map:
            where = Where(file=at.file, line=(at.line or 1) + token.map[0])
            yield error(
                "comment-open", "this comment hides all that follows: it is never closed", where, "close it with `-->`"
            )
