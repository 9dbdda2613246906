"""The template of all catalogues, and catalogues brought up to date with it: `make words`.

`builder.pot` is made from `en.toml`.  In each catalogue a new phrase stands empty, one whose English
changed keeps its translation marked fuzzy, one that is gone is kept as obsolete; what translators
wrote, the header and their remarks included, stays.  Nothing is dated: the same phrases, the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from builder.wording.english import Plural, english, remarks

TEMPLATE = "builder.pot"
_HEADER = """\
# Words of the builder: see docs/translating.md.
# msgctxt is the id of a phrase. {name} is a place that the program fills: keep the name, put it where it belongs.
msgid ""
msgstr ""
"Project-Id-Version: teaching-module-builder\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"
"""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a catalogue; `forms` are its translations, one, or one a form of a phrase that counts."""

    name: str
    of: str | Plural
    forms: tuple[str, ...]
    fuzzy: bool = False
    told: tuple[str, ...] = ()
    by_translator: tuple[str, ...] = ()
    is_obsolete: bool = False


def template() -> str:
    """Return the template as it stands in the repository."""
    told = remarks()
    entries = (Entry(name=name, of=of, forms=_empty(of, 2), told=told[name]) for name, of in english().items())
    return _written(_HEADER, entries)


def merged(catalogue: str) -> str:
    """Return a catalogue with the phrases of today."""
    header, entries, forms = _parsed(catalogue)
    live = {entry.name: entry for entry in entries if not entry.is_obsolete}
    gone = {entry.name: entry for entry in entries if entry.is_obsolete}
    told = remarks()
    today = [
        _entry(name, of, live.get(name) or gone.pop(name, None), forms, told[name]) for name, of in english().items()
    ]
    left = {name: entry for name, entry in {**gone, **live}.items() if name not in english() and any(entry.forms)}
    kept = [msgspec.structs.replace(entry, is_obsolete=True, fuzzy=False, told=()) for entry in left.values()]
    return _written(header, [*today, *kept])


def _entry(name: str, of: str | Plural, old: Entry | None, forms: int, told: tuple[str, ...]) -> Entry:
    if old is None:
        return Entry(name=name, of=of, forms=_empty(of, forms), told=told)
    texts = old.forms
    if isinstance(of, Plural) is not isinstance(old.of, Plural):
        texts = (old.forms[-1],) * len(_empty(of, forms))
    fuzzy = any(texts) and (old.fuzzy or old.of != of)
    return Entry(name=name, of=of, forms=texts, fuzzy=fuzzy, told=told, by_translator=old.by_translator)


def _empty(of: str | Plural, forms: int) -> tuple[str, ...]:
    return ("",) * (forms if isinstance(of, Plural) else 1)


def _parsed(text: str) -> tuple[str, list[Entry], int]:
    """Return the header as it is written, the entries, and how many forms a phrase that counts has."""
    from io import BytesIO  # noqa: PLC0415

    from babel.messages.pofile import read_po  # noqa: PLC0415 - the template alone needs none of it

    read = read_po(BytesIO(text.encode()), abort_invalid=True)
    entries = [_taken(message) for message in read if message.id]
    entries += [msgspec.structs.replace(_taken(message), is_obsolete=True) for message in read.obsolete.values()]
    return text.partition("\n\n")[0] + "\n", entries, read.num_plurals


def _taken(message: Any) -> Entry:
    several = isinstance(message.id, tuple)
    return Entry(
        name=message.context or "",
        of=Plural(one=message.id[0], other=message.id[1]) if several else message.id,
        forms=tuple(message.string) if several else (message.string,),
        fuzzy=message.fuzzy,
        by_translator=tuple(message.user_comments),
    )


def _written(header: str, entries: Iterator[Entry] | list[Entry]) -> str:
    return "\n".join([header, *("".join(f"{line}\n" for line in _lines(entry)) for entry in entries)])


def _lines(entry: Entry) -> Iterator[str]:
    of = entry.of
    yield from (f"# {line}" for line in entry.by_translator)
    yield from (f"#. {line}" for line in entry.told)
    flags = ["fuzzy"] if entry.fuzzy else []
    flags += ["python-brace-format"] if "{" in (of.other if isinstance(of, Plural) else of) else []
    if flags and not entry.is_obsolete:
        yield f"#, {', '.join(flags)}"
    start = "#~ " if entry.is_obsolete else ""
    yield f"{start}msgctxt {_quoted(entry.name)}"
    if isinstance(of, Plural):
        yield f"{start}msgid {_quoted(of.one)}"
        yield f"{start}msgid_plural {_quoted(of.other)}"
        yield from (f"{start}msgstr[{number}] {_quoted(text)}" for number, text in enumerate(entry.forms))
    else:
        yield f"{start}msgid {_quoted(of)}"
        yield f"{start}msgstr {_quoted(entry.forms[0])}"


def _quoted(text: str) -> str:
    for plain, escaped in _ESCAPES.items():
        text = text.replace(plain, escaped)
    return f'"{text}"'


_ESCAPES: Mapping[str, str] = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def main(folder: Path) -> None:
    """Write the template and every catalogue in `folder` anew."""
    (folder / TEMPLATE).write_text(template(), encoding="utf-8", newline="")
    for path in sorted(folder.glob("locale/*/LC_MESSAGES/builder.po")):
        path.write_text(merged(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
