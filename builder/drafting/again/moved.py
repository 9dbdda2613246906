"""What fixed wording points at, when the article changed: the numbers and first words of what it pointed at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from builder.drafting.again.pairs import pairs
from builder.drafting.pointing import opening
from builder.frames import frame, seen
from builder.model.article import Article, every_point, paragraphs
from builder.model.module import Module
from builder.text.inline import escape, plain
from builder.wording import phrase

#: The frames of questions of the stock and of objectives, and what they quote or number.
_SENTENCES = ("chosen.evidence", "chosen.case", "chosen.disagreement")


class Moved:
    """Where the talking points, paragraphs and objectives of an earlier draft stand now, by their numbers."""

    def __init__(self, earlier: Module, old: Article, new: Article) -> None:
        self.language = new.language
        self.old_points, self.new_points = every_point(earlier.talking_points), every_point(new.talking_points)
        self.old_paragraphs = {p.number: p.text for p in paragraphs(old)}
        self.new_paragraphs = {p.number: p.text for p in paragraphs(new)}
        self.points = _numbers(self.old_points, self.new_points)
        self.paragraphs = _numbers(tuple(self.old_paragraphs.values()), tuple(self.new_paragraphs.values()))
        self.terms = {seen(definition.term) for definition in new.definitions}
        self.insight = seen(" ".join(new.key_insight))
        self.objectives: Mapping[int, int] = {}

    def with_objectives(self, old: Sequence[str], new: Sequence[str]) -> Moved:
        """Return the same with the numbers of objectives."""
        self.objectives = _numbers(old, new)
        return self

    def sentence(self, words: str) -> str | None:
        """Return a talking point that was quoted without its stop as it is now, None where it is gone."""
        wanted = seen(words).rstrip(".")
        for number, point in enumerate(self.old_points, 1):
            if seen(point).rstrip(".") == wanted:
                return self.new_points[self.points[number] - 1] if number in self.points else None
        return None

    def pointer(self, text: str) -> str | None:
        """Return a line of `Look for` with the numbers and words of today; None where it points at nothing now."""
        said = seen(text)
        point = frame(self.language, "prompt.look_for_point").match(said)
        if point is None:
            paragraph = frame(self.language, "prompt.look_for_paragraph").fullmatch(said)
            return self._paragraph(paragraph) if paragraph is not None else text
        rest = said[point.end() :]
        if not rest:
            return self._point(point)
        paragraph = frame(self.language, "prompt.look_for_paragraph").fullmatch(rest[2:-1])
        if paragraph is None or not (rest.startswith(" (") and rest.endswith(")")):
            return text
        first, second = self._point(point), self._paragraph(paragraph)
        return f"{first} ({second})" if first is not None and second is not None else first

    def _point(self, match: re.Match[str]) -> str | None:
        number = self.points.get(int(match["number"]))
        if number is None:
            return None
        words = opening(self.new_points[number - 1])
        return phrase(self.language, "prompt.look_for_point", number=number, words=words)

    def _paragraph(self, match: re.Match[str]) -> str | None:
        number = self.paragraphs.get(int(match["number"]))
        if number is None:
            return None
        words = opening(self.new_paragraphs[number])
        return phrase(self.language, "prompt.look_for_paragraph", number=number, words=words)

    def step_down(self, text: str | None, fresh: str | None) -> str | None:
        """Return a plan's help with the talking point's number of today; the fresh one where the point is gone."""
        match = frame(self.language, "prompt.step_down_point").fullmatch(seen(text or ""))
        if match is None:
            return text
        number = self.points.get(int(match["number"]))
        if number is None:
            return fresh or phrase(self.language, "prompt.step_down")
        return phrase(self.language, "prompt.step_down_point", number=number)

    def question(self, text: str) -> str | None:
        """Return a question of the stock as it is asked of today's article; None where what it quotes is gone."""
        said = seen(text)
        for name in _SENTENCES:
            if match := frame(self.language, name).fullmatch(said):
                now = self.sentence(match["sentence"])
                return escape(phrase(self.language, name, sentence=plain(now).rstrip("."))) if now else None
        if match := frame(self.language, "chosen.definition").fullmatch(said):
            return text if match["term"].strip("\"' ") in self.terms else None
        if match := frame(self.language, "offer.spectrum").fullmatch(said):
            return text if match["insight"] in self.insight else None
        for name, places in (("offer.dilemma", self.paragraphs), ("offer.objection", self.points)):
            if match := frame(self.language, name).fullmatch(said):
                number = places.get(int(match["number"]))
                return escape(phrase(self.language, name, number=number)) if number is not None else None
        return text


def _numbers(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    return {before + 1: after + 1 for before, after in pairs(old, new).items()}
