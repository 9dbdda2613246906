"""Which of many folded texts stand in a folded text: all are looked for in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_HEAD = 3


class Sought:
    """Folded texts (`disguises.bare`) to be found whole, from the beginning of a word to the end of one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_head: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for text in dict.fromkeys(texts):
            words = tuple(text.split(" "))
            if text:
                self._by_head.setdefault(words[:_HEAD], []).append(words)
        self._sizes = sorted({len(head) for head in self._by_head})
        self._first = {head[0] for head in self._by_head}

    def found(self, text: str) -> Iterator[str]:
        """Yield each text that stands in `text`, once or more often."""
        words = tuple(text.split(" "))
        places = [place for place, word in enumerate(words) if word in self._first]
        for size in self._sizes:
            for place in places:
                for wanted in self._by_head.get(words[place : place + size], ()):
                    if words[place : place + len(wanted)] == wanted:
                        yield " ".join(wanted)
