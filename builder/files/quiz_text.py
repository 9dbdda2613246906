"""The texts of quiz items that readers see, each at its place in quiz.yml, and changed there alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from builder.files.lines import Splice, spliced
from builder.files.quiz_yml import QuizFile, read_quiz, unsure
from builder.files.yaml_read import Node, read_yaml
from builder.files.yaml_write import scalar
from builder.findings import BuilderError
from builder.model.item import Item, Matching, MultipleChoice, MultipleResponse, Ordering

#: The way to a text inside an item: names of keys, and places in lists.
Path = tuple[str | int, ...]


def texts_of(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield the texts of an item that a reader sees before answering: the stem, what is chosen, matched or ordered."""
    yield ("stem",), item.stem
    match item:
        case MultipleChoice() | MultipleResponse():
            yield from ((("options", n, "text"), option.text) for n, option in enumerate(item.options))
        case Matching():
            for n, pair in enumerate(item.pairs):
                yield ("pairs", n, "left"), pair.left
                yield ("pairs", n, "match"), pair.match
            yield from ((("spare", n), text) for n, text in enumerate(item.spare))
        case Ordering():
            yield from ((("answers", n), text) for n, text in enumerate(item.answers))
        case _:
            pass


#: Keys of an item whose values are no text that a sheet shows.
_NO_TEXT = frozenset(("id", "kind", "origin", "source", "objective", "accepted"))


def every_text_of(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield all texts of an item, also those that only the instructor reads: feedback, answers, points."""

    def walked(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            for name, inner in value.items():
                yield from walked(inner, (*path, name)) if name not in _NO_TEXT else ()
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                yield from walked(inner, (*path, number))

    yield from walked(msgspec.json.decode(msgspec.json.encode(item)), ())


def with_texts(file: QuizFile, id_: str, texts: Mapping[Path, str]) -> str:
    """Return the text of a quiz.yml with some texts of one item changed, all other bytes kept.

    Raises KeyError for an unknown id or place, BuilderError where the file cannot be changed safely, or would have
    a problem that it has not now.
    """
    entry = next((entry for entry in file.entries if entry.item.id == id_), None)
    root, _ = read_yaml(file.text, file.file)
    listed = root.get("items") if root is not None else None
    node = next((n for n in listed.items if entry and n.start == entry.start), None) if listed is not None else None
    if entry is None or node is None:
        raise KeyError(id_)
    wanted = tuple(_with(old, texts) if old is entry.item else old for old in file.items)
    places = [(_at(node, path), words) for path, words in texts.items()]
    _, problems = read_quiz(file.text, file.file)
    for flow in (False, True):  # in a list in brackets, more signs have a meaning
        text = spliced(file.text, [_splice(file, at, words, quoted=flow) for at, words in places])
        after, found = read_quiz(text, file.file)
        if after is not None and after.items == wanted and len(found) <= len(problems):
            return text
    raise BuilderError(unsure(file))


def _with(item: Item, texts: Mapping[Path, str]) -> Item:
    values = msgspec.json.decode(msgspec.json.encode(item))
    for path, words in texts.items():
        holder: Any = values
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = words
    return msgspec.convert(values, Item)  # type: ignore[no-any-return]  # a union of records is a type


def _at(node: Node, path: Path) -> Node:
    found: Node | None = node
    for step in path:
        if found is not None:
            found = found.get(step) if isinstance(step, str) else dict(enumerate(found.items)).get(step)
    if found is None:
        raise KeyError(path)
    return found


def _splice(file: QuizFile, at: Node, words: str, *, quoted: bool) -> Splice:
    """Return the splice that writes a text, in quotation marks where they are wanted or stood before."""
    text = scalar(words)
    bare = not text.startswith('"') and not quoted and file.text[at.start] not in "\"'"
    return Splice(start=at.start, end=at.end, text=text if bare or text.startswith('"') else f'"{text}"')
