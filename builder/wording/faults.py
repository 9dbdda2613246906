"""What a translator has to mend in a catalogue, by the line of its file.

Gettext's own readers pass over a lost quotation mark and know nothing of our places; what they leave is told here, so
that nobody needs a program but `builder check`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from builder.wording.english import Plural, english
from builder.wording.places import fits, places

if TYPE_CHECKING:
    from babel.messages.catalog import Message

_ROW = re.compile(r"(?:(?:#~ ?)?(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)[ \t]+)?(?:#~ ?)?\"(?:[^\"\\]|\\.)*\"")
_QUOTED = re.compile(r"(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\b|\"")
_FORMS = re.compile(r"Plural-Forms:(?!\s*nplurals=\s*\d+\s*;\s*plural=)")

#: They keep a line from students, and a label that is typed without its mark is not known.
_TYPED = ("plan.look_for", "plan.push", "plan.step_down", "heading.instructor_notes")
#: They are read again out of module.md.
_READ_AGAIN = ("heading.", "plan.")


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a catalogue that is not as it should be, and what to do."""

    line: int
    message: str
    help: str


def unreadable(text: str) -> str | None:
    r"""Return why a catalogue cannot be read, by its line: a quotation mark is lost, a header not filled in.

    >>> unreadable('msgid "Summary"\nmsgstr "Resumo')
    'line 2: a quotation mark is missing: "..." stands around every text'
    """
    for number, line in enumerate(text.splitlines(), 1):
        row = line.strip()
        if row.startswith("#"):
            continue
        if _FORMS.search(row):
            return f"line {number}: `Plural-Forms:` is not filled in; write as in nplurals=2; plural=(n != 1);"
        if _QUOTED.match(row) and not _ROW.fullmatch(row):
            return f'line {number}: a quotation mark is missing: "..." stands around every text'
    return None


def faults(messages: Iterable[Message]) -> Iterator[Fault]:
    """Yield what is wrong in the entries of a catalogue; what is empty or marked fuzzy waits, and is none."""
    known = {message.context or "": message for message in messages if not message.fuzzy}
    written = {name: message for name, message in known.items() if name in english()}
    for name, message in written.items():
        of = english()[name]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        line = message.lineno or 1
        if not all(forms):
            continue
        if not all(fits(form, of) for form in forms):
            wanted = ", ".join(f"{{{place}}}" for place in places(of.other if isinstance(of, Plural) else of))
            help_ = f"write just the places of the English: {wanted}" if wanted else "write no braces: English has none"
            yield Fault(line=line, message=f"{name}: the places are not those of the English", help=help_)
        elif name in _TYPED and _is_hard_to_type(forms[0]):
            message_ = f"{name}: “{forms[0]}” has an accent, a vowel mark, an apostrophe or a hyphen"
            yield Fault(
                line=line, message=message_, help="choose words without: typed otherwise, students see the line"
            )
    yield from _alike(written)


def _is_hard_to_type(text: str) -> bool:
    return any(unicodedata.combining(sign) for sign in unicodedata.normalize("NFD", text)) or bool(
        re.search(r"['’‑-]", text)
    )


def _alike(written: Mapping[str, Message]) -> Iterator[Fault]:
    """Yield the headings, and the labels of a plan, that are another's name, in English or in the language."""
    for group in _READ_AGAIN:
        names: dict[str, str] = {}
        for name, text in english().items():
            if name.startswith(group) and isinstance(text, str):
                names[text.casefold()] = name
        for name, message in written.items():
            if not name.startswith(group) or not isinstance(message.string, str) or not message.string:
                continue
            before = names.setdefault(message.string.casefold(), name)
            if before != name:
                told = f"{name}: “{message.string}” is the name of {before} too"
                yield Fault(line=message.lineno or 1, message=told, help="give each a name of its own")
